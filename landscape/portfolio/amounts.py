"""Amounts and counts out of text, strictly: what cannot be read for certain is unknown and says so.

In come the kind and text of one distinct cell, out comes a :class:`Reading`. A newcomer would strip all that is not a
digit: then "ca. 12k" is 12 and "12.5" is 125.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from landscape.portfolio.words import is_unknown, lowered

NumberStyle = Literal["nl", "en", ""]


@dataclass(frozen=True)
class Reading:
    """What a cell says.

    Attributes:
        value: a number (amounts, counts) or an ISO date (dates); None when unknown.
        problem: code of the finding when there is doubt, else "".
        note: how we read it, for the finding ``imprecise_value``.
        per_year: how often per year an amount is due, when the cell says so, else 0.
    """

    value: float | str | None = None
    problem: str = ""
    note: str = ""
    per_year: int = 0


UNKNOWN = Reading()
_DUTCH = re.compile(r"\d{1,3}(\.\d{3})+(,\d{1,2})?|\d+,\d{1,2}")
_ENGLISH = re.compile(r"\d{1,3}(,\d{3})+(\.\d{1,2})?|\d+\.\d{1,2}")
_SPACED = re.compile(r"\d{1,3}([ '\u2009\u202f]\d{3})+([.,]\d{1,2})?")
_SURELY_DUTCH = re.compile(r"\d{1,3}(\.\d{3})+,\d{1,2}|\d{1,3}(\.\d{3}){2,}|\d+,\d{1,2}")
_SURELY_ENGLISH = re.compile(r"\d{1,3}(,\d{3})+\.\d{1,2}|\d{1,3}(,\d{3}){2,}|\d+\.\d{1,2}")
_DUTCH_ROUND = re.compile(r"\d,\s?[-–=_]{1,2}(?=\s|/|$)")
"""The ",-" behind a whole amount: only who writes the comma for cents writes that."""
_MAYBE_NUMBER = re.compile(r"\d[.,]\d")
_MINUS_BEHIND = re.compile(r"\d\s?-$")
_CURRENCY = re.compile(r"€|\beuro\b|\beur\b", re.IGNORECASE)
_VAT = re.compile(r"\(?\b(excl|incl)(\.|usief|uding)?\s*(btw|vat)\b\.?\)?", re.IGNORECASE)
_HEADER_PERIODS = ((12, r"maand|month"), (4, r"kwartaal|quarter"), (1, r"jaar|year|annual"))
_SHORT_HEADER_PERIODS = ((12, r"\bp ?/ ?m\b|/ ?m(aa)?nd\b|/ ?mo\b"),)
_IN_THOUSANDS = re.compile(
    r"x ?(€|eur|euro)? ?1[., ]?000\b|\bin duizend|x ?duizend|\bin thousand|\bk ?€|€ ?k\b|\bkeur\b"
)
_PERIODS = (
    (12, re.compile(r"(?:/|\bper\b|\bp\.?\s*/?)\s*(?:maand|mnd|month|mo|m)\b\.?$|\bmaandelijks$", re.IGNORECASE)),
    (4, re.compile(r"(?:/|\bper\b|\bp\.?\s*/?)\s*(?:kwartaal|kw|quarter|q)\b\.?$", re.IGNORECASE)),
    (1, re.compile(r"(?:/|\bper\b|\bp\.?\s*/?)\s*(?:jaar|jr|year|yr|annum|j|a)\b\.?$|\bjaarlijks$", re.IGNORECASE)),
)
_SCALES = (
    (1_000, re.compile(r"(?<=\d)\s*(k|dzd|duizend)\.?$", re.IGNORECASE)),
    (1_000_000, re.compile(r"(?<=\d)\s*(m|mln|mio|miljoen|million)\.?$", re.IGNORECASE)),
)
_COUNT = re.compile(r"\d{1,3}([. ]\d{3})+|\d+")
_ABOUT = re.compile(
    r"^(ca\.?|circa|ongeveer|ong\.?|±|~|plm\.?|about|approx\.?|\+/-|>=?|<=?|max\.?|min\.?|tot)\s*", re.IGNORECASE
)
_PEOPLE = re.compile(
    r"\s*(gebruikers?|gebr\.?|users?|licenties?|accounts?|pers\.?|personen|mensen|medewerkers?|fte|stuks|st\.?|p)$",
    re.I,
)
_RANGE = re.compile(r"^(\d+)\s*(?:-|–|tot|à|to|t/m)\s*(\d+)$", re.IGNORECASE)


def number_style(texts: Iterable[str]) -> NumberStyle:
    """Whether the amounts of a column are written the Dutch or the English way; "" when nothing shows it or both do."""
    dutch = english = False
    for text in texts:
        if not _MAYBE_NUMBER.search(text):
            continue
        core, scale, _ = _core(text)
        if scale > 1:  # "12.5k" is written by people who write "12.500" as well
            continue
        dutch = dutch or bool(_SURELY_DUTCH.fullmatch(core) or _DUTCH_ROUND.search(text))
        english = english or bool(_SURELY_ENGLISH.fullmatch(core))
    return "" if dutch == english else ("nl" if dutch else "en")


def read_amount(kind: str, text: str, style: NumberStyle = "") -> Reading:
    """Euros out of a cell, "12k" with a note; the period of the cell itself ("per maand") is reported, not applied."""
    if kind == "n":
        value = float(text)
        return Reading(value) if value >= 0 else Reading(problem="negative_amount")
    if is_unknown(text) or kind in ("", "e"):
        return UNKNOWN
    core, scale, per_year = _core(text)
    style = "nl" if _DUTCH_ROUND.search(text) else style
    if core.startswith("-") or _MINUS_BEHIND.search(core) or (core.startswith("(") and core.endswith(")")):
        inner = _number(core.strip("-() "), style)
        return Reading(problem="unreadable_amount" if inner is None else "negative_amount")
    number = _number(core, "" if scale > 1 else style)
    if number is None or kind in ("d", "b"):
        return Reading(problem="unreadable_amount")
    value = round(number * scale, 2)
    if scale > 1:
        return Reading(value, "imprecise_value", f"{value:.0f}", per_year)
    return Reading(value, per_year=per_year)


def _core(text: str) -> tuple[str, int, int]:
    """The bare figure, what to multiply it by, and how often per year it is due (0 when not said)."""
    rest = _VAT.sub("", " ".join(text.split())).strip()
    per_year = 0
    for times, pattern in _PERIODS:
        if pattern.search(rest):
            rest, per_year = pattern.sub("", rest).strip(" /"), times
            break
    rest = _CURRENCY.sub("", rest).strip()
    rest = re.sub(r"[.,]\s*[-–=_]{1,2}$", "", rest).strip()
    for factor, pattern in _SCALES:
        if pattern.search(rest):
            return pattern.sub("", rest).strip(), factor, per_year
    return rest, 1, per_year


def _number(core: str, style: NumberStyle) -> float | None:
    if core.isascii() and core.isdigit():
        return float(core)
    if _SPACED.fullmatch(core):
        return float(re.sub(r"[ '\u2009\u202f]", "", core).replace(",", "."))
    dutch, english = bool(_DUTCH.fullmatch(core)), bool(_ENGLISH.fullmatch(core))
    if dutch and style != "en":
        return float(core.replace(".", "").replace(",", "."))
    if english and (style != "nl" or re.fullmatch(r"\d+\.\d{1,2}", core) is None) and not dutch:
        # "12,500" can only be thousands: money has no three decimals; unless the column says the comma is decimal.
        return None if style == "nl" else float(core.replace(",", ""))
    return None


def read_count(kind: str, text: str) -> Reading:
    """A whole number out of a cell; "ca. 40" is 40 and "10-20" is 15, both with a note."""
    if kind == "n":
        value = float(text)
        return Reading(value) if value >= 0 and value == int(value) else Reading(problem="unreadable_count")
    if is_unknown(text) or kind in ("", "e"):
        return UNKNOWN
    rest = _PEOPLE.sub("", lowered(text)).strip()
    if span := _RANGE.match(rest):
        low, high = int(span[1]), int(span[2])
        middle = (low + high) // 2
        return Reading(middle, "imprecise_value", str(middle)) if low <= high else Reading(problem="unreadable_count")
    bare = _ABOUT.sub("", rest).rstrip("+ ")
    if kind in ("d", "b") or not _COUNT.fullmatch(bare):
        return Reading(problem="unreadable_count")
    number = int(re.sub(r"[. ]", "", bare))
    return Reading(number) if bare == rest else Reading(number, "imprecise_value", str(number))


def thousands(header: str) -> int:
    """By what the amounts under a header such as "Kosten (x € 1.000)" must be multiplied: 1000, or 1."""
    return 1_000 if _IN_THOUSANDS.search(lowered(header)) else 1


def times_per_year(text: str) -> int:
    """How often per year an amount is due according to a header or a period cell; 0 when it does not say."""
    squashed = lowered(text)
    for times, pattern in (*_HEADER_PERIODS, *_SHORT_HEADER_PERIODS):
        if re.search(pattern, squashed):
            return times
    return 0


def vat_said(text: str) -> Literal["incl", "excl", ""]:
    """Whether a cell or header says that an amount is with or without btw; "" when it does not."""
    found = _VAT.search(text)
    return "" if found is None else "incl" if found[1].lower() == "incl" else "excl"
