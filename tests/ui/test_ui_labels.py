"""Both languages say the same things, and no page asks for a label that is not there."""

from __future__ import annotations

import ast
import re

import pytest

from landscape import knowledge
from landscape.records import (
    APPLICATION_KINDS,
    COLUMN_DECIDED_BY,
    DECIDED_BY,
    FIELDS,
    FINDING_COLUMNS,
    READINESS,
    SEVERITIES,
)
from landscape.ui.labels import LANGUAGES, catalogue
from landscape.ui.tables import drawing
from tests.ui.small_region import ROOT

UI = ROOT / "landscape" / "ui"
CODE = [ROOT / "app.py", *UI.rglob("*.py")]


def test_dutch_and_english_hold_the_same_labels_with_the_same_values() -> None:
    dutch, english = catalogue("nl"), catalogue("en")
    assert {(section, key) for section in dutch for key in dutch[section]} == {
        (section, key) for section in english for key in english[section]
    }
    for section, entries in dutch.items():
        for key, text in entries.items():
            assert knowledge.placeholders(text) == knowledge.placeholders(english[section][key]), f"{section}.{key}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_label_is_empty(language: str) -> None:
    assert [key for entries in catalogue(language).values() for key, text in entries.items() if not text.strip()] == []


def test_every_label_a_page_asks_for_exists() -> None:
    asked = {
        key
        for path in CODE
        for key in re.findall(r'(?:label|reasons|_show_more)\(\s*"([a-z_]+\.[a-z_]+)"', path.read_text("utf-8"))
    }
    assert len(asked) > 60
    known = {f"{section}.{key}" for section, entries in catalogue("nl").items() for key in entries}
    assert asked - known == set()


@pytest.mark.parametrize(
    ("section", "codes"),
    [
        ("readiness", READINESS),
        ("application_kind", APPLICATION_KINDS),
        ("decided_by", (*DECIDED_BY, *COLUMN_DECIDED_BY)),
        ("severity", SEVERITIES),
        ("outcome", ("same", "review", "different")),
        ("overlap_kind", ("same_product", "same_function")),
        ("organisation_source", ("argument", "column", "file_name")),
    ],
)
def test_every_code_has_a_word(section: str, codes: tuple[str, ...]) -> None:
    assert set(codes) <= set(catalogue("nl")[section])


def test_every_field_and_column_has_a_dutch_word() -> None:
    dutch = {**knowledge.texts("nl")["column"], **catalogue("nl")["column"], **catalogue("nl")["field"]}
    dutch |= catalogue("nl")["readiness"]
    assert [name for name in (*FIELDS, *FINDING_COLUMNS, *drawing()) if name not in dutch] == []


def listed_columns(code: str) -> set[str]:
    """The columns a module names in a list called ``shown`` or ``counts``, or hands to a table at once."""
    lists: list[ast.expr] = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Assign) and {ast.unparse(one) for one in node.targets} & {"shown", "counts"}:
            lists.append(node.value)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("tables.show", "tables.choose"):
            lists += node.args[1:2]
    named = [one for names in lists if isinstance(names, ast.List) for one in names.elts]
    return {str(one.value) for one in named if isinstance(one, ast.Constant)}


def test_every_column_a_table_shows_has_a_dutch_word() -> None:
    dutch = {**knowledge.texts("nl")["column"], **catalogue("nl")["column"], **catalogue("nl")["readiness"]}
    named = {name for path in CODE for name in listed_columns(path.read_text("utf-8"))}
    assert len(named) > 60
    assert sorted(named - set(dutch)) == []


def test_words_we_do_not_use_are_nowhere() -> None:
    for language in LANGUAGES:
        texts = " ".join(text for entries in catalogue(language).values() for text in entries.values()).casefold()
        assert not re.search(r"schrap|overbodig|redundant app", texts)


def test_english_says_supplier_and_never_vendor() -> None:
    texts = [text for entries in catalogue("en").values() for text in entries.values()]
    assert [text for text in texts if re.search(r"(?<!{)vendor", text, re.IGNORECASE)] == []
