"""The cells of a sheet on their way out of the child process: one text per distinct value, one code per row.

Runs inside the child, so it imports nothing heavy. What comes in are Python values as a reader gives them; what goes
out is a :class:`SheetCells` whose columns are lists of distinct texts plus an array of codes. A newcomer would send
cells as they are: dictionary coding makes the answer small and lets the parent parse every distinct value once.

A text starts with one letter for its kind: ``s`` text, ``n`` number, ``d`` date, ``b`` yes/no, ``e`` error value.
The empty text is an empty cell.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from array import array
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count

_ESCAPED_CONTROL = re.compile(r"_x00(?:0[0-9A-Fa-f]|1[0-9A-Fa-f])_")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\u200b\ud800-\udfff]")
_ERRORS = frozenset(
    (
        "#N/A",
        "#REF!",
        "#VALUE!",
        "#DIV/0!",
        "#NAME?",
        "#NULL!",
        "#NUM!",
        "#SPILL!",
        "#CALC!",
        "#GETTING_DATA",
        "#N/B",
        "#VERW!",
        "#WAARDE!",
        "#DEEL/0!",
        "#NAAM?",
        "#LEEG!",
        "#GETAL!",
        "#OVERLOOP!",
    )
)  # as Excel writes them, in English and in Dutch
_PLAIN_INTEGER_BELOW = 1e15
_BETWEEN = "|"


class RefusedError(Exception):
    """A file the child will not or cannot read: the code of its sentence and the values in it."""

    def __init__(self, code: str, **values: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


@dataclass
class SheetColumn:
    """One column: its number (A is 1), its distinct texts with their kind, and per kept row the index of its text."""

    number: int
    texts: list[str]
    codes: array[int]


@dataclass
class SheetCells:
    """One sheet without its empty rows and columns; ``rows`` are the numbers the spreadsheet program shows."""

    name: str
    rows: array[int]
    columns: list[SheetColumn]
    hidden: bool = False
    hidden_rows: list[int] = field(default_factory=list)
    struck_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    lists: list[tuple[int, int, int, int]] = field(default_factory=list)
    covered: list[tuple[int, int]] = field(default_factory=list)
    formulas_without_value: int = 0


def text_of(value: object) -> str:
    """A cell value as kind and text; numbers keep a point and no exponent trickery, dates are ISO."""
    if isinstance(value, str):
        return _text_of_string(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "bTRUE" if value else "bFALSE"
    if isinstance(value, (int, float)):
        return _text_of_number(value)
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time()
        return "d" + (value.date().isoformat() if midnight else value.isoformat(" ", "seconds"))
    if isinstance(value, dt.date):
        return "d" + value.isoformat()
    return "s" + str(value)


def _text_of_string(value: str) -> str:
    text = value
    if not text.isprintable():  # a hard space is not printable either
        text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).replace("\u00a0", " ")
    if "_x00" in text:
        text = _ESCAPED_CONTROL.sub("", text)
    text = text.strip()
    if not text:
        return ""
    return ("e" if text[0] == "#" and text in _ERRORS else "s") + text


def _text_of_number(value: int | float) -> str:
    if isinstance(value, float) and not math.isfinite(value):
        return "e#NUM!"
    if value == int(value) and abs(value) < _PLAIN_INTEGER_BELOW:
        return f"n{int(value)}"
    return f"n{value:.15g}"


def code_column(number: int, values: Sequence[object]) -> SheetColumn:
    """Dictionary-code one column; distinct raw values are turned into text once."""
    index, codes = _coded(values)
    if (plain := _plain_texts(list(index))) is not None:
        return SheetColumn(number, plain, codes)
    if (True in index or False in index) and bool in set(map(type, values)):
        index, codes = _coded([text_of(value) for value in values])  # True equals 1 as a dictionary key
        return SheetColumn(number, [str(text) for text in index], codes)
    return SheetColumn(number, [text_of(value) for value in index], codes)


def _plain_texts(values: list[object]) -> list[str] | None:
    """:func:`text_of` of every value in one go, for the usual column: texts in which nothing is to be mended."""
    try:
        together = _BETWEEN.join(values)  # type: ignore[arg-type]  # refused when one is no text
    except TypeError:
        return None
    if not together.isprintable() or "_x00" in together or "#" in together:
        return None
    return ["s" + text if text else "" for text in map(str.strip, values)]  # type: ignore[arg-type]


def _coded(values: Sequence[object]) -> tuple[dict[object, int], array[int]]:
    """The distinct values in order of appearance with their number, and the number of every value: one look each."""
    index: defaultdict[object, int] = defaultdict(count().__next__)
    codes = array("I", map(index.__getitem__, values))
    return index, codes


def from_rows(name: str, numbers: Sequence[int], rows: Sequence[Sequence[object]]) -> SheetCells:
    """Code a sheet given row by row (rows may be ragged); empty rows must be gone already."""
    width = max(map(len, rows), default=0)
    if any(len(row) != width for row in rows):
        rows = [[*row, *[""] * (width - len(row))] for row in rows]
    columns = (code_column(number, column) for number, column in enumerate(zip(*rows, strict=True), start=1))
    kept = [column for column in columns if any(column.texts)]
    return SheetCells(name, array("I", numbers), kept)


def filled_cells(sheet: SheetCells) -> int:
    """How many cells of the sheet hold something."""
    return sum(_filled(column) for column in sheet.columns)


def _filled(column: SheetColumn) -> int:
    empty = [code for code, text in enumerate(column.texts) if not text]
    return len(column.codes) - sum(column.codes.count(code) for code in empty)
