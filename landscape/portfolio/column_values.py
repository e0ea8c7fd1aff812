"""What the cells of one column look like, taken together.

In comes a coded column and the rows of its table, out comes a :class:`ColumnShape`: dates, amounts, yes and no, codes,
persons, and the field whose usual words (``knowledge/header_values.csv``) or forms (``header_patterns.csv``) fill it.
Works on distinct cells.

Dates still to come are told without a clock, so that a list reads the same in any year: they lie after the latest day
that the columns that look back (changed, created, in use since) mention; without such columns they stand on the first
or last day of a month, often the last, as ends of contracts do. A newcomer would compare with today.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from landscape import knowledge
from landscape.portfolio.amounts import read_amount
from landscape.portfolio.dates import read_date
from landscape.portfolio.name_text import squash
from landscape.portfolio.personal import has_contact_data, is_named_person
from landscape.portfolio.vendors import canonical_vendor, is_vendor_form
from landscape.portfolio.words import is_unknown, lowered, words
from landscape.portfolio.workbook import Column
from landscape.records import FIELDS

_MOST = 0.8
_ENOUGH_WORDS = 0.5
_SOME_EUROS = 0.2
_LONGEST_FORM = 60
_ENOUGH_MONTH_ENDS = 0.3
_LOOKED_AT = 400
_FEWEST_NUMBERED = 3
_URL = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)
_EURO = re.compile(r"€|\beuro?s?\b", re.IGNORECASE)
_CODE = re.compile(r"(?=.*\d)[\w./-]{1,40}")


_Test = Callable[[str, str], bool]
"""Whether a cell, by its kind and text, is something."""


@dataclass(frozen=True)
class ColumnShape:
    """What the cells look like.

    Attributes:
        kinds: all of ``date, future_date, amount, euro, vendor, yes_no, code, url, personal, text`` that hold for
            four in five cells; of euros and vendors fewer will do, when the other cells are amounts or words.
        words_field: the field whose usual words or forms fill the column, "" when none does.
        words_share: which share of the cells those words fill.
        looks_like_names: mostly different, short, wordy cells.
    """

    kinds: frozenset[str]
    words_field: str
    words_share: float
    looks_like_names: bool


@cache
def _usual_words() -> dict[str, frozenset[str]]:
    table = knowledge.table("header_values.csv", ("field", "word"))
    unknown = sorted(set(table["field"]) - set(FIELDS))
    if unknown:
        raise knowledge.KnowledgeError(f"header_values.csv: unknown fields {unknown}")
    return {str(field): frozenset(map(lowered, group["word"])) for field, group in table.groupby("field")}


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    table = knowledge.table("header_patterns.csv", ("field", "pattern", "why", "source", "since"))
    unknown = sorted(set(table["field"]) - set(FIELDS))
    if unknown:
        raise knowledge.KnowledgeError(f"header_patterns.csv: unknown fields {unknown}")
    return {
        field: re.compile(pattern, re.IGNORECASE)
        for field, pattern in zip(table["field"], table["pattern"], strict=True)
    }


def shape_of(column: Column, rows: NDArray[np.int64], latest_past: str = "") -> ColumnShape:
    """Look at the filled cells of ``column`` in ``rows``; at most some hundreds of distinct ones, evenly taken.

    Args:
        column: the column.
        rows: positions of the rows of its table.
        latest_past: the latest day (ISO) that columns that look back mention, "" when there are none.
    """
    cells = _sample(column, rows)
    total = sum(count for _, _, count in cells)
    if not total:
        return ColumnShape(frozenset(), "", 0.0, looks_like_names=False)

    def share(test: _Test) -> float:
        return sum(count for kind, text, count in cells if test(kind, text)) / total

    kinds = {name for name, test in _TESTS.items() if share(test) >= _MOST}
    if share(lambda kind, text: kind == "s" and is_named_person(text)) >= _ENOUGH_WORDS:
        kinds.add("personal")
    if "amount" in kinds and share(lambda kind, text: kind == "s" and _is_euros(text)) >= _SOME_EUROS:
        kinds.add("euro")
    if "text" in kinds and share(_TESTS["vendor"]) >= _ENOUGH_WORDS:
        kinds.add("vendor")
    if "date" in kinds and _is_to_come(share, latest_past):
        kinds.add("future_date")
    field, words_share = _usual_field(cells, total)
    names = "text" in kinds and len(cells) >= 0.8 * total and np.median([len(text) for _, text, _ in cells]) <= 40
    return ColumnShape(frozenset(kinds), field, words_share, bool(names))


def _sample(column: Column, rows: NDArray[np.int64]) -> list[tuple[str, str, int]]:
    """Kind, text and count of distinct cells that say something."""
    codes, counts = np.unique(column.codes[rows], return_counts=True)
    step = max(1, len(codes) // _LOOKED_AT)
    return [
        (column.kinds[code], column.texts[code], int(count))
        for code, count in zip(codes[::step], counts[::step], strict=True)
        if not is_unknown(column.texts[code])
    ]


def _usual_field(cells: list[tuple[str, str, int]], total: int) -> tuple[str, float]:
    """The field whose usual words or forms fill most of the cells, and which share; ("", 0.0) when too few."""
    short = [(lowered(text), count) for kind, text, count in cells if kind != "d" and len(text) <= _LONGEST_FORM]
    shares = {
        field: sum(count for text, count in short if text in own) / total
        for field, own in sorted(_usual_words().items())
    }
    for field, pattern in sorted(_patterns().items()):
        share = sum(count for text, count in short if pattern.fullmatch(text)) / total
        shares[field] = max(share, shares.get(field, 0.0))
    field, share = max(shares.items(), key=lambda pair: pair[1])
    return (field, share) if share >= _ENOUGH_WORDS else ("", 0.0)


def _is_to_come(share: Callable[[_Test], float], latest_past: str) -> bool:
    if latest_past:
        return share(lambda kind, text: _day(kind, text) > latest_past) >= _MOST
    last = share(lambda kind, text: _is_last_of_month(_day(kind, text)))
    return last >= _ENOUGH_MONTH_ENDS and last + share(lambda kind, text: _day(kind, text)[8:] == "01") >= _MOST


def _day(kind: str, text: str) -> str:
    """The ISO date a cell holds, "" when it holds none; a bare number is no date here."""
    value = None if kind == "n" else read_date(kind, text, at_end=False).value
    return value[:10] if isinstance(value, str) else ""


def _is_last_of_month(day: str) -> bool:
    return bool(day) and (dt.date.fromisoformat(day) + dt.timedelta(days=1)).day == 1


def latest_day(column: Column, rows: NDArray[np.int64]) -> str:
    """The latest ISO date among the cells of ``column`` in ``rows``, "" when there is none."""
    return max((_day(kind, text) for kind, text, _ in _sample(column, rows)), default="")


def _is_date(kind: str, text: str) -> bool:
    return kind == "d" or (kind == "s" and read_date(kind, text, at_end=False).value is not None)


def _is_euros(text: str) -> bool:
    """An amount that says itself that it is money."""
    return bool(_EURO.search(text)) and read_amount("s", text).value is not None


_TESTS: dict[str, _Test] = {
    "date": _is_date,
    "amount": lambda kind, text: kind == "n" or (kind == "s" and read_amount(kind, text).value is not None),
    "euro": lambda kind, text: kind == "s" and _is_euros(text),
    "vendor": lambda kind, text: kind == "s" and is_vendor_form(squash(canonical_vendor(text))),
    "yes_no": lambda _, text: lowered(text) in words("yes") or lowered(text) in words("no"),
    "code": lambda _, text: bool(_CODE.fullmatch(text)),
    "url": lambda _, text: bool(_URL.match(text)),
    "personal": lambda _, text: has_contact_data(text),
    "text": lambda kind, text: kind == "s" and any(map(str.isalpha, text)),
}


def counts_rows(column: Column, rows: NDArray[np.int64]) -> bool:
    """Whether the column only numbers the rows (1, 2, 3 ...): then it is no id, because an inserted row changes it."""
    if len(rows) < _FEWEST_NUMBERED:
        return False
    numbers = [column.texts[code] for code in column.codes[rows].tolist() if column.texts[code]]
    figures = [int(text) for text in numbers if text.isdigit() and len(text) <= 7]
    if len(figures) * 10 < len(numbers) * 9 or len(figures) < _FEWEST_NUMBERED:
        return False
    steps = np.diff(figures)
    return figures[0] <= 1 and bool((steps == 1).mean() >= 0.9)
