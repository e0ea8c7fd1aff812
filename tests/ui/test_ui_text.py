"""Uploaded text on the screen is text; numbers and dates are written as people here write them."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landscape.ui.text import day, day_of_year, euros, plain, share, whole
from tests.ui.small_region import PAYLOADS


def unescaped(text: str) -> str:
    """What a Markdown reader shows: a backslash before punctuation is gone, the word joiner is invisible."""
    shown, letters = "", iter(text.replace("\u2060", ""))
    for letter in letters:
        shown += next(letters) if letter == "\\" else letter
    return shown


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Zl", "Zp", "Cs"])))
def test_every_text_is_still_the_same_text_to_a_reader(text: str) -> None:
    assert unescaped(plain(text)) == re.sub("[^\\S\u00a0]+", " ", text).strip()


@given(st.text())
def test_plain_text_is_one_line_and_every_punctuation_mark_is_escaped(text: str) -> None:
    shown = plain(text)
    assert "\n" not in shown
    marks = [place for place, letter in enumerate(shown) if letter in "<>[]()*_`$~#|!"]
    assert all(place > 0 and shown[place - 1] == "\\" for place in marks)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_survives_as_markup(payload: str) -> None:
    shown = plain(payload)
    assert payload not in shown
    assert "://" not in shown.replace("\\", "")
    assert "www." not in shown.replace("\\", "")
    assert ":material" not in shown


def test_characters_that_turn_the_reading_direction_are_dropped() -> None:
    assert plain("fac\u202etuur\u0000") == "fac tuur"


def test_numbers_are_written_the_dutch_way() -> None:
    assert whole(1234567) == "1.234.567"
    assert euros(12000.4) == "€\u00a012.000"
    assert share(0.874) == "87 %"
    assert [share(part) for part in (0.998, 1.0, 0.0)] == ["99 %", "100 %", "0 %"]
    assert day_of_year("12-15") == "15-12"


def test_dates_are_written_day_first() -> None:
    assert day(date(2026, 7, 1)) == "01-07-2026"
