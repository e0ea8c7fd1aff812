"""What the cells of one column look like, taken together.

In comes a coded column and the rows of its table, out comes a :class:`ColumnShape`: dates, amounts, yes and no, codes,
persons, and the field whose usual words (``knowledge/header_values.csv``) fill it. Works on distinct cells.
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
from landscape.portfolio.personal import has_contact_data
from landscape.portfolio.words import is_unknown, squash, words
from landscape.portfolio.workbook import Column
from landscape.records import FIELDS

_MOST = 0.8
_ENOUGH_WORDS = 0.5
_FUTURE = dt.date(2026, 7, 1).isoformat()
"""A column whose dates mostly lie after this day is about what is still to come; fixed, so that runs are equal."""
_LOOKED_AT = 400
_FEWEST_NUMBERED = 3
_URL = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)
_CODE = re.compile(r"(?=.*\d)[\w./-]{1,40}")


@dataclass(frozen=True)
class ColumnShape:
    """What the cells look like.

    Attributes:
        kinds: all of ``date, future_date, amount, yes_no, code, url, personal, text`` that hold for four in five cells.
        words_field: the field whose usual words fill the column, "" when none does.
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
    return {str(field): frozenset(map(squash, group["word"])) for field, group in table.groupby("field")}


def shape_of(column: Column, rows: NDArray[np.int64]) -> ColumnShape:
    """Look at the filled cells of ``column`` in ``rows``; at most four hundred distinct ones, evenly taken."""
    codes, counts = np.unique(column.codes[rows], return_counts=True)
    step = max(1, len(codes) // _LOOKED_AT)
    cells = [
        (column.kinds[code], column.texts[code], int(count))
        for code, count in zip(codes[::step], counts[::step], strict=True)
        if not is_unknown(column.texts[code])
    ]
    total = sum(count for _, _, count in cells)
    if not total:
        return ColumnShape(frozenset(), "", 0.0, looks_like_names=False)

    def share(test: Callable[[str, str], bool]) -> float:
        return sum(count for kind, text, count in cells if test(kind, text)) / total

    tests: dict[str, Callable[[str, str], bool]] = {
        "date": _is_date,
        "future_date": _is_future,
        "amount": lambda kind, text: kind == "n" or (kind == "s" and read_amount(kind, text).value is not None),
        "yes_no": lambda _, text: squash(text) in words("yes") or squash(text) in words("no"),
        "code": lambda _, text: bool(_CODE.fullmatch(text)),
        "url": lambda _, text: bool(_URL.match(text)),
        "personal": lambda _, text: has_contact_data(text),
        "text": lambda kind, text: kind == "s" and any(map(str.isalpha, text)),
    }
    kinds = frozenset(name for name, test in tests.items() if share(test) >= _MOST)
    field, words_share = max(
        ((field, share(lambda _, text, own=own: squash(text) in own)) for field, own in sorted(_usual_words().items())),  # type: ignore[misc]
        key=lambda pair: pair[1],
    )
    enough = words_share >= _ENOUGH_WORDS
    names = "text" in kinds and len(cells) >= 0.8 * total and np.median([len(text) for _, text, _ in cells]) <= 40
    return ColumnShape(kinds, field if enough else "", words_share if enough else 0.0, bool(names))


def _is_date(kind: str, text: str) -> bool:
    return kind == "d" or (kind == "s" and read_date(kind, text, at_end=False).value is not None)


def _is_future(kind: str, text: str) -> bool:
    if kind == "n":
        return False
    value = read_date(kind, text, at_end=False).value
    return isinstance(value, str) and value > _FUTURE


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
