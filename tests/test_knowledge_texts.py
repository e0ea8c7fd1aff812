"""The sentences: both languages complete, every template with the same values, findings with all their parts."""

from __future__ import annotations

import re
from fnmatch import fnmatch
from pathlib import Path

import pytest

from landscape import knowledge
from landscape.findings import Finding
from landscape.records import OUTPUTS, SEVERITIES
from landscape.report.labels import column_label

BOTH_LANGUAGES = ("refusal", "finding", "step", "organisation_source", "readiness_class", "summary", "sheet", "cover")
NEVER_SAID = ("schrappen", "overbodig")


def flat(language: str, section: str) -> dict[str, str]:
    """Templates of a section by key; the parts of a finding as ``code.part``."""
    entries = knowledge.texts(language).get(section, {})
    found: dict[str, str] = {}
    for key, value in entries.items():
        parts = value.items() if isinstance(value, dict) else [("", value)]
        found |= {f"{key}.{part}" if part else key: str(text) for part, text in parts}
    return found


@pytest.mark.parametrize("section", sorted(knowledge.texts("nl")))
def test_english_says_everything_that_dutch_says(section: str) -> None:
    dutch, english = flat("nl", section), flat("en", section)
    if section != "column":  # English column names fall back on the code's own English name
        assert dutch.keys() == english.keys()
    for key in english.keys() & dutch.keys():
        assert knowledge.placeholders(english[key]) == knowledge.placeholders(dutch[key]), f"{section}.{key}"


def test_every_finding_has_a_severity_and_three_parts_in_both_languages() -> None:
    for language in knowledge.LANGUAGES:
        for code, entry in knowledge.texts(language)["finding"].items():
            assert entry["severity"] in SEVERITIES, code
            assert all(entry[part].strip() for part in ("saw", "did", "can_do")), code


def test_english_writes_a_percentage_without_a_space() -> None:
    said = [text for section in knowledge.texts("en") for text in flat("en", section).values()]
    assert not [text for text in said if re.search(r"[0-9}][ \u00a0]%", text)]


def test_english_says_supplier_and_never_vendor_also_for_columns_named_by_the_code() -> None:
    said = [text for section in knowledge.texts("en") for text in flat("en", section).values()]
    said += [column_label(column, "en") for columns in OUTPUTS.values() for column in columns]
    assert [text for text in said if re.search(r"(?<!{)vendor", text, re.IGNORECASE)] == []


def test_dutch_never_uses_the_two_forbidden_words() -> None:
    for section in knowledge.texts("nl"):
        for key, text in flat("nl", section).items():
            assert not [word for word in NEVER_SAID if word in text.lower()], f"{section}.{key}"


def test_every_promised_column_has_a_dutch_name() -> None:
    known = knowledge.texts("nl")["column"]
    assert not [column for columns in OUTPUTS.values() for column in columns if column not in known]


def test_unknown_text_unknown_finding_and_missing_value_fail_at_once() -> None:
    with pytest.raises(knowledge.KnowledgeError):
        knowledge.sentence("summary", "does_not_exist")
    with pytest.raises(knowledge.KnowledgeError):
        knowledge.sentence("summary", "serving")
    with pytest.raises(knowledge.KnowledgeError):
        knowledge.findings_frame([Finding("no_such_code", "a.xlsx")])


def test_the_guide_to_knowledge_names_every_file() -> None:
    folder = Path(knowledge.__file__).parent
    named = re.findall(r"`([^`]+\.(?:csv|toml))`", (folder / "README.md").read_text(encoding="utf-8"))
    files = [path.name for path in folder.iterdir() if path.suffix in {".csv", ".toml"}]
    assert [file for file in files if not any(fnmatch(file, pattern) for pattern in named)] == []
