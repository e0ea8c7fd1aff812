"""The knowledge of the reading room agrees with itself and with the code, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import landscape.portfolio
from landscape import knowledge
from landscape.portfolio.about import field_label
from landscape.portfolio.headers import map_columns
from landscape.portfolio.layouts import layout_of
from landscape.portfolio.synonyms import SOURCE, field_of, synonyms
from landscape.portfolio.words import words
from landscape.records import FIELDS

CODE = "\n".join(path.read_text(encoding="utf-8") for path in Path(landscape.portfolio.__file__).parent.glob("*.py"))
FINDINGS = knowledge.texts("nl")["finding"]
REFUSALS = knowledge.texts("nl")["refusal"]
RAISED = set(re.findall(r'RefusedError\(\s*"(\w+)"', CODE)) | set(re.findall(r'knowledge\.refuse\("(\w+)"', CODE))


@pytest.mark.parametrize("code", sorted(FINDINGS))
def test_finding_has_the_same_parts_and_values_in_both_languages(code: str) -> None:
    dutch, english = FINDINGS[code], knowledge.texts("en")["finding"][code]
    assert dutch["severity"] == english["severity"]
    for part in ("saw", "did", "can_do"):
        assert knowledge.placeholders(dutch[part]) == knowledge.placeholders(english[part])


@pytest.mark.parametrize("code", sorted(RAISED & set(REFUSALS)))
def test_refusal_is_one_line_with_what_to_do_in_both_languages(code: str) -> None:
    dutch, english = REFUSALS[code], knowledge.texts("en")["refusal"][code]
    assert knowledge.placeholders(dutch) == knowledge.placeholders(english)
    assert "\n" not in dutch
    assert dutch.count(". ") >= 1


def test_every_refusal_of_the_child_has_a_sentence() -> None:
    assert set(REFUSALS) >= RAISED
    assert len(RAISED) > 20


def test_every_finding_of_the_reading_room_has_a_text() -> None:
    named = set(re.findall(r'(?:finding|Finding|_named)\(\s*(?:place,\s*)?"(\w+)"', CODE))
    assert named <= set(FINDINGS)
    assert len(named) > 20


def test_no_header_stands_for_two_fields() -> None:
    assert len(synonyms()) > 800
    assert field_of("Levernacier") == "vendor"
    assert field_of("Naam:") == field_of("NAAM") == field_of("naam *") == "name"
    assert field_of("Kosten per jaar (excl. btw)") == "annual_cost_eur"


@pytest.mark.parametrize(
    "kind",
    [
        "unknown",
        "yes",
        "no",
        "no_end",
        "total",
        "note",
        "group",
        "other_sheet",
        "file_name",
        "role",
        "saas",
        "retired",
        "given_name",
    ],
)
def test_every_word_list_has_words(kind: str) -> None:
    assert words(kind)


@pytest.mark.parametrize("language", knowledge.LANGUAGES)
def test_every_field_has_a_label(language: str) -> None:
    assert all(field_label(field, language) for field in (*FIELDS, SOURCE))


def test_known_layouts_recognise_their_own_headers() -> None:
    assert layout_of(["Middel-ID:", "Applicatie Naam:", "BNN Classificatie:", "Ouders:"]).id == "topdesk_cmdb"
    assert layout_of(["Pakket", "Omschrijving gebruik", "Datum ingang status", "Extern pakket"]).id == (
        "softwarecatalogus_pakketoverzicht"
    )
    assert layout_of(["Applicatie", "Leverancier"]).id == "any"
    assert callable(map_columns)
