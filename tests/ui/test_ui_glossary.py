"""Every code has its meaning, and a word is found in both languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from landscape import knowledge
from landscape.records import APPLICATION_KINDS, READINESS
from landscape.ui import glossary
from landscape.ui.labels import LANGUAGES, catalogue

OpenPage = Callable[..., AppTest]


def test_every_code_that_is_shown_has_a_meaning() -> None:
    dutch, said = catalogue("nl"), knowledge.texts("nl")
    assert set(dutch["definition_readiness"]) == set(READINESS)
    assert set(dutch["definition_application_kind"]) == set(APPLICATION_KINDS)
    assert set(dutch["definition_pattern"]) == set(dutch["pattern"])
    for section in ("time", "six_r", "action", "status"):
        assert set(dutch[f"definition_{section}"]) == set(said[f"advice_{section}"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_and_meanings_go_together(language: str) -> None:
    assert set(catalogue(language)["glossary_word"]) == set(catalogue(language)["glossary_meaning"])
    assert len(glossary.words(language)) == len(catalogue(language)["glossary_word"])


def test_a_word_is_found_in_either_language(open_page: OpenPage) -> None:
    page = open_page("woordenlijst", filter_glossary="candidate")
    assert not page.exception
    assert list(page.table[0].value.index) == ["saneringskandidaat (rationalisation candidate)"]
    page = open_page("woordenlijst", filter_glossary="<b>")
    assert page.caption[0].value == "Dit woord staat niet in de lijst."


def test_the_definitions_say_which_reading_of_time_is_used(open_page: OpenPage) -> None:
    page = open_page("definities")
    assert not page.exception
    assert len(page.table) == len(glossary.SECTIONS)
    assert any("Gartner" in text.value for text in page.markdown)
