"""Dates are read strictly, and a year or month becomes its first or last day."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landscape.portfolio.dates import date_style, read_date


@pytest.mark.parametrize(
    ("kind", "text", "day"),
    [
        ("d", "2027-03-01", "2027-03-01"),
        ("d", "2027-03-01 12:30:00", "2027-03-01"),
        ("s", "2027-03-01", "2027-03-01"),
        ("s", "2027-03-01T00:00:00Z", "2027-03-01"),
        ("s", "01-03-2027", "2027-03-01"),
        ("s", "1-3-27", "2027-03-01"),
        ("s", "1/3/2027", "2027-03-01"),
        ("s", "1.3.2027", "2027-03-01"),
        ("s", "1 maart 2027", "2027-03-01"),
        ("s", "1 mrt 2027", "2027-03-01"),
        ("s", "1 March 2027", "2027-03-01"),
        ("s", "March 1, 2027", "2027-03-01"),
        ("s", "per 1-3-2027", "2027-03-01"),
        ("s", "t/m 31-12-2027", "2027-12-31"),
        ("s", "20270301", "2027-03-01"),
        ("n", "20270301", "2027-03-01"),
        ("n", "46387", "2026-12-31"),
        ("s", "46387", "2026-12-31"),
        ("s", "03/25/2027", "2027-03-25"),
    ],
)
def test_date_is_read(kind: str, text: str, day: str) -> None:
    reading = read_date(kind, text, at_end=True)
    assert (reading.value, reading.problem) == (day, "")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2027", "2027-01-01", "2027-12-31"),
        ("06-2027", "2027-06-01", "2027-06-30"),
        ("juni 2027", "2027-06-01", "2027-06-30"),
        ("2027-02", "2027-02-01", "2027-02-28"),
        ("Q2 2027", "2027-04-01", "2027-06-30"),
        ("2027 Q4", "2027-10-01", "2027-12-31"),
        ("2e kwartaal 2027", "2027-04-01", "2027-06-30"),
        ("eind 2027", "2027-12-31", "2027-12-31"),
        ("begin 2027", "2027-01-01", "2027-01-01"),
    ],
)
def test_less_precise_date_is_its_first_or_last_day_and_says_so(text: str, start: str, end: str) -> None:
    first, last = read_date("s", text, at_end=False), read_date("s", text, at_end=True)
    assert (first.value, last.value) == (start, end)
    assert first.problem == last.problem == "imprecise_value"


@pytest.mark.parametrize("text", ["31-02-2027", "13-13-2027", "binnenkort", "2027-2028", "zomer", "1-2", "12 maanden"])
def test_what_is_no_date_is_unknown_and_reported(text: str) -> None:
    reading = read_date("s", text, at_end=True)
    assert (reading.value, reading.problem) == (None, "unreadable_date")


@pytest.mark.parametrize("text", ["01-01-1066", "31-12-9999"])
def test_date_outside_the_age_of_software_is_reported(text: str) -> None:
    assert read_date("s", text, at_end=True).problem == "impossible_date"


@pytest.mark.parametrize("text", ["", "n.v.t.", "onbepaalde tijd", "doorlopend", "?"])
def test_no_date_is_unknown_without_a_word(text: str) -> None:
    assert (read_date("s", text, at_end=True).value, read_date("s", text, at_end=True).problem) == (None, "")


def test_column_decides_whether_the_month_comes_first() -> None:
    assert date_style(["03/25/2027", "03/04/2027"]) == "mdy"
    assert date_style(["25-03-2027", "03/04/2027"]) == "dmy"
    assert read_date("s", "03/04/2027", at_end=True, style="mdy").value == "2027-03-04"
    assert read_date("s", "03/04/2027", at_end=True).value == "2027-04-03"


@given(st.dates(min_value=dt.date(1970, 1, 1), max_value=dt.date(2098, 12, 31)))
def test_dutch_date_survives_being_written_and_read(day: dt.date) -> None:
    assert read_date("s", f"{day:%d-%m-%Y}", at_end=True).value == day.isoformat()


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused_but_never_raises(text: str) -> None:
    reading = read_date("s", text, at_end=False)
    assert reading.value is None or dt.date.fromisoformat(str(reading.value))
