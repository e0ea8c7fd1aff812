"""Dates in running text, set against the reference date.

Comes in: folded words such as "vanaf 1-1-2027", "Q3 2026", "sinds maart 2024". Goes out: the last day the words can
mean (codebook: a bare year means 31 December). What a newcomer would get wrong: "in 2026" read halfway through 2026
has not happened yet, "sinds 2026" has.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_MONTHS = {
    "jan": 1, "feb": 2, "maa": 3, "mrt": 3, "mar": 3, "apr": 4, "mei": 5, "may": 5, "jun": 6, "jul": 7, "aug": 8,
    "sep": 9, "okt": 10, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_MONTH = (
    r"(?:januari|january|jan|februari|february|feb|maart|march|mrt|mar|april|apr|mei|may|juni|june|jun|juli|july|jul"
    r"|augustus|august|aug|september|sept|sep|oktober|october|okt|oct|november|nov|december|dec)"
)
_PARTS_OF_YEAR = {
    "q1": 3, "q2": 6, "q3": 9, "q4": 12, "h1": 6, "h2": 12, "begin": 3, "start": 3, "early": 3, "voorjaar": 6,
    "spring": 6, "medio": 7, "mid": 7, "zomer": 8, "summer": 8, "najaar": 11, "herfst": 11, "autumn": 11, "eind": 12,
    "einde": 12, "end": 12, "late": 12, "winter": 12,
}  # fmt: skip
DATE = re.compile(
    r"(?<![\w.])(?:"
    r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>(?:19|20)\d\d)"
    r"|(?P<iso>(?:19|20)\d\d)-(?P<isomonth>\d{2})(?:-(?P<isoday>\d{2}))?"
    rf"|(?:(?P<wordday>\d{{1,2}}) )?(?P<word>{_MONTH})\.? (?P<wordyear>(?:19|20)\d\d)"
    r"|(?P<nmonth>\d{1,2})[-/](?P<nyear>(?:19|20)\d\d)"
    r"|(?P<part>q[1-4]|h[12]|begin|start|early|voorjaar|spring|medio|mid|zomer|summer|najaar|herfst|autumn|einde?|end"
    r"|late|winter)(?: van| of| in)?[ -]?(?P<partyear>(?:19|20)\d\d)"
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
        return _end_of(int(found["wordyear"] or 0), _MONTHS[found["word"][:3]], found["wordday"])
    if found["nmonth"]:
        return _end_of(int(found["nyear"] or 0), int(found["nmonth"]), None)
    if found["part"]:
        return _end_of(int(found["partyear"] or 0), _PARTS_OF_YEAR[found["part"]], None)
    return _end_of(int(found["bare"] or 0), _PARTS_OF_YEAR.get(found["quarter"] or "", 12), None)


def _end_of(year: int, month: int, day: str | None) -> date:
    return date(year, month, int(day) if day else monthrange(year, month)[1])


def is_bare_year(match: re.Match[str]) -> bool:
    """Whether the words give nothing more than a year."""
    return match["bare"] is not None and match["quarter"] is None


def find(text: str) -> list[tuple[int, date, bool]]:
    """Position, last day and whether it is a bare year, for every date in ``text``."""
    dates = ((match.start(), last_day(match), is_bare_year(match)) for match in DATE.finditer(text))
    return [(start, day, bare) for start, day, bare in dates if day is not None]
