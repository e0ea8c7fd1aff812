"""Amounts and counts are read strictly or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landscape.portfolio.amounts import number_style, read_amount, read_count


@pytest.mark.parametrize(
    ("text", "euros"),
    [
        ("12500", 12500.0),
        ("12.500", 12500.0),
        ("12.500,50", 12500.5),
        ("12500,5", 12500.5),
        ("1.234.567", 1234567.0),
        ("12,500.50", 12500.5),
        ("1,234,567", 1234567.0),
        ("12 500,00", 12500.0),
        ("€ 12.500,-", 12500.0),
        ("€12.500,--", 12500.0),
        ("12.500 euro", 12500.0),
        ("EUR 12.500,00 excl. btw", 12500.0),
        ("€ 12.500 (incl. BTW)", 12500.0),
        ("12k", 12000.0),
        ("€ 12,5K", 12500.0),
        ("1,2 mln", 1200000.0),
        ("0", 0.0),
        ("€ 0,00", 0.0),
    ],
)
def test_amount_is_read(text: str, euros: float) -> None:
    reading = read_amount("s", text)
    assert (reading.value, reading.problem) == (euros, "imprecise_value" if text[-1] in "kKn" else "")


@pytest.mark.parametrize(
    ("text", "times"), [("€ 100 per maand", 12), ("100 p/m", 12), ("300 per kwartaal", 4), ("5 p/j", 1)]
)
def test_amount_tells_its_own_period(text: str, times: int) -> None:
    assert read_amount("s", text).per_year == times


@pytest.mark.parametrize(
    "text", ["ca. 12k", "1.2.3.4,0", "12-15", "in overleg", "12,3456", "1.23.456", "2 x 500", "gratis"]
)
def test_amount_that_is_not_certain_is_unknown_and_reported(text: str) -> None:
    reading = read_amount("s", text)
    assert (reading.value, reading.problem) == (None, "unreadable_amount")


@pytest.mark.parametrize("text", ["", "n.v.t.", "onbekend", "-", "?", "TBD"])
def test_placeholder_is_unknown_without_a_word(text: str) -> None:
    assert read_amount("s", text) == read_count("s", text)
    assert (read_amount("s", text).value, read_amount("s", text).problem) == (None, "")


def test_negative_amount_is_reported() -> None:
    assert read_amount("s", "-500").problem == "negative_amount"
    assert read_amount("s", "(1.250,00)").problem == "negative_amount"
    assert read_amount("n", "-3").problem == "negative_amount"


def test_column_decides_what_a_comma_means() -> None:
    assert number_style(["1.250,00", "12,500"]) == "nl"
    assert number_style(["1,250.00", "12,500"]) == "en"
    assert number_style(["1.250,00", "1,250.00"]) == ""
    assert read_amount("s", "12,500", "en").value == 12500.0
    assert read_amount("s", "12,500", "nl").problem == "unreadable_amount"
    assert read_amount("s", "12.500", "en").problem == "unreadable_amount"


def test_shorthand_for_thousands_does_not_make_a_dutch_column_english() -> None:
    assert number_style(["12.000", "12.5k", "€ 1.194,-"]) == "nl"
    assert read_amount("s", "12.5k", "nl").value == 12500.0


def test_a_dash_for_cents_is_dutch_in_any_column() -> None:
    assert number_style(["1,250.00", "€ 12.500,-"]) == ""
    assert read_amount("s", "€ 12.500,- per jaar", "en").value == 12500.0


@pytest.mark.parametrize(
    ("text", "count"), [("40", 40), ("1.200", 1200), ("40 gebruikers", 40), ("1 200", 1200), ("120 licenties", 120)]
)
def test_count_is_read(text: str, count: int) -> None:
    assert (read_count("s", text).value, read_count("s", text).problem) == (count, "")


@pytest.mark.parametrize(
    ("text", "count"), [("ca. 40", 40), ("±40", 40), (">100", 100), ("40+", 40), ("10-20", 15), ("10 tot 20", 15)]
)
def test_count_that_is_not_precise_says_so(text: str, count: int) -> None:
    assert (read_count("s", text).value, read_count("s", text).problem) == (count, "imprecise_value")


@pytest.mark.parametrize("text", ["iedereen", "20-10", "3,5", "veel", "12a"])
def test_count_that_is_no_number_is_unknown_and_reported(text: str) -> None:
    assert (read_count("s", text).value, read_count("s", text).problem) == (None, "unreadable_count")


@given(st.integers(min_value=0, max_value=10**9), st.integers(min_value=0, max_value=99))
def test_dutch_amount_survives_being_written_and_read(euros: int, cents: int) -> None:
    written = f"€ {euros:,}".replace(",", ".") + f",{cents:02}"
    assert read_amount("s", written).value == round(euros + cents / 100, 2)


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused_but_never_raises(text: str) -> None:
    for reading in (read_amount("s", text), read_count("s", text)):
        assert reading.value is None or float(reading.value) >= 0
