"""Dates out of text, strictly, with their precision.

In come the kind and text of one distinct cell, out comes a :class:`Reading` whose value is an ISO date. A bare year or
month is its last day for an end and its first day for a start. A newcomer would use a general date parser: that turns
"2025" into today's day and month of 2025.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable
from typing import Literal

from landscape.portfolio.amounts import UNKNOWN, Reading
from landscape.portfolio.words import is_unknown, lowered, words

DateStyle = Literal["dmy", "mdy", ""]

FIRST_YEAR, LAST_YEAR = 1970, 2100
"""Software and its contracts lie between these years; outside them a date is a typing error."""

_MONTH_NAMES = (
    "jan january januari", "feb february februari febr", "mrt mar march maart", "apr april", "mei may", "jun june juni",
    "jul july juli", "aug august augustus", "sep sept september", "okt oct october oktober", "nov november",
    "dec december",
)  # fmt: skip
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()}
_TIME = r"(?:[ t]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:z|[+-]\d{2}:?\d{2})?(?:\s*[ap]m)?)?"
_ISO = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}")
_NUMERIC = re.compile(rf"(\d{{1,2}})[-/. ]\s?(\d{{1,2}})[-/. ]\s?(\d{{4}}|\d{{2}}){_TIME}")
_WRITTEN = re.compile(r"(?:(\d{1,2})(?:e|ste|de|st|nd|rd|th)?[-. ]+)?([a-z]+)\.?[-. ,']+(\d{4}|\d{2})")
_WRITTEN_AMERICAN = re.compile(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
_YEAR_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})")
_QUARTER = re.compile(
    r"(?:q|k|kw|kwartaal )\s?([1-4])[-/ ']*(\d{4})|(\d{4})[-/ ]*(?:q|k|kw)\s?([1-4])|([1-4])e kwartaal (\d{4})"
)
_PART_OF_YEAR = re.compile(r"(begin|medio|half|eind|einde|ultimo|ult\.?)\s*(?:van\s*)?(\d{4})")
_YEAR = re.compile(r"\d{4}")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_LEAD = re.compile(
    r"^(per|tot en met|t/m|tot|vanaf|sinds|uiterlijk|op|tm|until|since|from|ca\.?|circa|"
    r"maandag|dinsdag|woensdag|donderdag|vrijdag|ma|di|wo|do|vr),?\s+"
)
_SERIALS = (18_000, 80_000)
_EPOCH = dt.date(1899, 12, 30)


def date_style(texts: Iterable[str]) -> DateStyle:
    """Day first or month first, when one of the dates of the column can only be read one way; "" when both or none."""
    day_first = month_first = False
    for text in texts:
        if found := _NUMERIC.fullmatch(lowered(text)):
            day_first = day_first or int(found[1]) > 12
            month_first = month_first or int(found[2]) > 12
    if day_first == month_first:
        return "" if not day_first else "dmy"
    return "mdy" if month_first else "dmy"


def read_date(kind: str, text: str, *, at_end: bool, style: DateStyle = "") -> Reading:
    """An ISO date out of a cell.

    Args:
        kind: kind of the cell; a number may be a year, a spreadsheet serial or jjjjmmdd.
        text: the cell.
        at_end: whether a bare year or month means its last day.
        style: which comes first in "03/04/2026".
    """
    if kind == "d":
        return _within(dt.date.fromisoformat(text[:10]))
    if kind in ("", "e") or is_unknown(text) or lowered(text) in words("no_end"):
        return UNKNOWN
    if kind == "n":
        return _from_number(float(text), at_end)
    rest = lowered(text)
    while (shorter := _LEAD.sub("", rest)) != rest:
        rest = shorter
    try:
        return _whole_date(rest, style) or _part_of_year(rest, at_end) or Reading(problem="unreadable_date")
    except ValueError:
        return Reading(problem="unreadable_date")


def _from_number(number: float, at_end: bool) -> Reading:
    whole = int(number)
    if number == 0:
        return UNKNOWN
    if number == whole and FIRST_YEAR <= whole <= LAST_YEAR:
        return _year(whole, at_end)
    if _SERIALS[0] <= number <= _SERIALS[1]:
        return _within(_EPOCH + dt.timedelta(days=whole))
    if found := _COMPACT.fullmatch(str(whole)):
        try:
            return _within(dt.date(int(found[1]), int(found[2]), int(found[3])))
        except ValueError:
            pass
    return Reading(problem="unreadable_date")


def _whole_date(rest: str, style: DateStyle) -> Reading | None:
    if found := _ISO.fullmatch(rest) or _COMPACT.fullmatch(rest):
        return _within(dt.date(int(found[1]), int(found[2]), int(found[3])))
    if found := _NUMERIC.fullmatch(rest):
        first, second, year = int(found[1]), int(found[2]), _full_year(found[3])
        day, month = (second, first) if (style == "mdy" or (second > 12 >= first and style == "")) else (first, second)
        return _within(dt.date(year, month, day))
    if (found := _WRITTEN.fullmatch(rest)) and found[2] in _MONTHS and found[1]:
        return _within(dt.date(_full_year(found[3]), _MONTHS[found[2]], int(found[1])))
    if (found := _WRITTEN_AMERICAN.fullmatch(rest)) and found[1] in _MONTHS:
        return _within(dt.date(int(found[3]), _MONTHS[found[1]], int(found[2])))
    if rest.isdigit() and len(rest) == 5:
        return _from_number(float(rest), at_end=False)
    return None


def _part_of_year(rest: str, at_end: bool) -> Reading | None:
    if _YEAR.fullmatch(rest):
        return _year(int(rest), at_end)
    if found := _MONTH_YEAR.fullmatch(rest):
        return _month(int(found[2]), int(found[1]), at_end)
    if found := _YEAR_MONTH.fullmatch(rest):
        return _month(int(found[1]), int(found[2]), at_end)
    if (found := _WRITTEN.fullmatch(rest)) and found[2] in _MONTHS:
        return _month(_full_year(found[3]), _MONTHS[found[2]], at_end)
    if found := _QUARTER.fullmatch(rest):
        quarter, year = (found[1], found[2]) if found[1] else (found[4], found[3]) if found[4] else (found[5], found[6])
        return _month(int(year), int(quarter) * 3 - (0 if at_end else 2), at_end)
    if found := _PART_OF_YEAR.fullmatch(rest):
        year = int(found[2])
        early, middle = found[1] == "begin", found[1] in ("medio", "half")
        return _said(dt.date(year, 1, 1) if early else dt.date(year, 7, 1) if middle else dt.date(year, 12, 31))
    return None


def _full_year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text) if int(text) < 70 else 1900 + int(text)


def _year(year: int, at_end: bool) -> Reading:
    return _said(dt.date(year, 12, 31) if at_end else dt.date(year, 1, 1))


def _month(year: int, month: int, at_end: bool) -> Reading:
    return _said(dt.date(year, month, calendar.monthrange(year, month)[1] if at_end else 1))


def _said(day: dt.date) -> Reading:
    """A date that is less precise than it looks, told in a finding."""
    sure = _within(day)
    return sure if sure.problem else Reading(sure.value, "imprecise_value", f"{day:%d-%m-%Y}")


def _within(day: dt.date) -> Reading:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return UNKNOWN if day.year in (1899, 1900) else Reading(problem="impossible_date")
    return Reading(day.isoformat())
