"""Dates in running text, set against the reference date.

Comes in: folded words such as "vanaf 1-1-2027", "Q3 2026", "sinds maart 2024". Goes out: the last day the words can
mean (codebook: a bare year means 31 December). What a newcomer would get wrong: "in 2026" read halfway through 2026
has not happened yet, "sinds 2026" has.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from functools import cache

from landscape.classify.cues import words


@cache
def _months() -> Mapping[str, int]:
    """The number of every name of a month."""
    return {name: number for number, names in enumerate(words("months"), start=1) for name in names.split()}


@cache
def _parts_of_year() -> Mapping[str, int]:
    """The last month of every word for a part of the year."""
    listed = (entry.split() for entry in words("parts_of_year"))
    return {name: int(month) for month, *names in listed for name in names}


@cache
def _date() -> re.Pattern[str]:
    month, part = ("|".join(names) for names in (_months(), _parts_of_year()))
    return re.compile(
        r"(?<![\w.])(?:"
        r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>(?:19|20)\d\d)"
        r"|(?P<iso>(?:19|20)\d\d)-(?P<isomonth>\d{2})(?:-(?P<isoday>\d{2}))?"
        rf"|(?:(?P<wordday>\d{{1,2}}) )?(?P<word>{month})\.? (?P<wordyear>(?:19|20)\d\d)"
        r"|(?P<nmonth>\d{1,2})[-/](?P<nyear>(?:19|20)\d\d)"
        rf"|(?P<part>{part})(?: van| of| in)?[ -]?(?P<partyear>(?:19|20)\d\d)"
        r"|(?P<bare>(?:19|20)\d\d)(?:[ -]?(?P<quarter>q[1-4]))?"
        r")(?![\w]|\.\d)"
    )


def last_day(match: re.Match[str]) -> date | None:
    """The last day the words can mean; None when they are no date (month 13)."""
    found = match.groupdict()
    try:
        return _last_day(found)
    except ValueError:
        return None


def _last_day(found: dict[str, str | None]) -> date:
    if found["year"]:
        return date(int(found["year"]), int(found["month"] or 0), int(found["day"] or 0))
    if found["iso"]:
        return _end_of(int(found["iso"]), int(found["isomonth"] or 0), found["isoday"])
    if found["word"]:
        return _end_of(int(found["wordyear"] or 0), _months()[found["word"]], found["wordday"])
    if found["nmonth"]:
        return _end_of(int(found["nyear"] or 0), int(found["nmonth"]), None)
    if found["part"]:
        return _end_of(int(found["partyear"] or 0), _parts_of_year()[found["part"]], None)
    return _end_of(int(found["bare"] or 0), _parts_of_year().get(found["quarter"] or "", 12), None)


def _end_of(year: int, month: int, day: str | None) -> date:
    return date(year, month, int(day) if day else monthrange(year, month)[1])


def is_bare_year(match: re.Match[str]) -> bool:
    """Whether the words give nothing more than a year."""
    return match["bare"] is not None and match["quarter"] is None


def find(text: str) -> list[tuple[int, date, bool]]:
    """Position, last day and whether it is a bare year, for every date in ``text``."""
    dates = ((match.start(), last_day(match), is_bare_year(match)) for match in _date().finditer(text))
    return [(start, day, bare) for start, day, bare in dates if day is not None]
