"""Opens an upload: any format, within limits, in a child process; hands over cells with their positions.

First step of the road. In comes a path, out come :class:`Sheet` objects: rows and columns that hold something, every
column dictionary-coded (distinct cells and a code per row), so that what follows works on distinct values. A newcomer
would parse here: a hostile workbook of two kilobytes can abort the process it is parsed in, so that is never ours.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from landscape import knowledge
from landscape.portfolio.workbook_wait import answer_of

_LIMITS = (
    "file_megabytes", "sheets", "rows", "columns", "filled_cells", "cell_characters", "zip_members", "zip_ratio",
    "zip_small_megabytes", "unpacked_megabytes", "memory_megabytes", "seconds", "wall_seconds",
    "careful_sheet_megabytes",
)  # fmt: skip
_HEADER_BYTES = 8
_CODE_BYTES = 4
_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Column:
    """One column of cells.

    Attributes:
        number: 1 for A.
        kinds: per distinct cell ``s`` text, ``n`` number, ``d`` date, ``b`` yes/no, ``e`` error, "" empty.
        texts: per distinct cell its text.
        codes: per row the index into ``kinds`` and ``texts``.
    """

    number: int
    kinds: tuple[str, ...]
    texts: tuple[str, ...]
    codes: NDArray[np.uint32]

    @cached_property
    def filled(self) -> NDArray[np.bool_]:
        """Per row whether the cell holds something."""
        return np.array([text != "" for text in self.texts], dtype=bool)[self.codes]

    def text(self, position: int) -> str:
        """The text in row ``position`` (counted from 0 over the kept rows)."""
        return self.texts[int(self.codes[position])]

    def kind(self, position: int) -> str:
        """The kind of the cell in row ``position``."""
        return self.kinds[int(self.codes[position])]


@dataclass(frozen=True)
class Sheet:
    """One sheet without its empty rows and columns; ``rows`` are the numbers the spreadsheet program shows.

    ``merged`` and ``lists`` are areas (top, left, bottom, right); ``covered`` are the cells (row, column) whose value a
    merged area hides; ``turned`` says that rows and columns changed places (:mod:`landscape.portfolio.turned`).
    """

    name: str
    rows: NDArray[np.int64]
    columns: tuple[Column, ...]
    hidden: bool
    hidden_rows: frozenset[int]
    struck_rows: frozenset[int]
    hidden_columns: frozenset[int]
    merged: tuple[tuple[int, int, int, int], ...]
    lists: tuple[tuple[int, int, int, int], ...]
    covered: tuple[tuple[int, int], ...]
    formulas_without_value: int
    turned: bool = False


def letter(number: int) -> str:
    """The letters above column ``number``: 1 is A, 27 is AA."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def largest_file() -> int:
    """The bytes a file may have; one that is larger is refused."""
    return int(knowledge.settings("limits.toml", _LIMITS)["file_megabytes"]) * _MEGABYTE


def open_sheets(path: Path) -> list[Sheet]:
    """Parse the file in a child process and return its sheets, hidden ones included.

    Raises:
        PortfolioError: the file is refused, broken, or too much for the limits of ``limits.toml``.
    """
    limits = dict(knowledge.settings("limits.toml", _LIMITS))
    answer = _ask_child(path, limits)
    try:
        length = int.from_bytes(answer[:_HEADER_BYTES], "little")
        described = json.loads(answer[_HEADER_BYTES : _HEADER_BYTES + length])
        sheets = _unpack(described.get("sheets", []), answer, _HEADER_BYTES + length)
    except (ValueError, KeyError, IndexError) as problem:
        raise knowledge.refuse("too_heavy") from problem
    if "refused" in described:
        raise knowledge.refuse(described["refused"], **described["values"])
    return sheets


def _ask_child(path: Path, limits: Mapping[str, int]) -> bytes:
    """Run the child; nothing of our own program is started in it, so it also works from inside Streamlit."""
    root = str(Path(__file__).resolve().parents[2])
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH", "")))),
        "PYTHONIOENCODING": "utf-8",
        "MALLOC_ARENA_MAX": "2",
    }
    request = json.dumps({"path": str(path.absolute()), "limits": limits}).encode() + b"\n"
    return answer_of([sys.executable, "-P", "-m", "landscape.portfolio.workbook_child"], request, environment, limits)


def _unpack(described: list[dict[str, Any]], answer: bytes, start: int) -> list[Sheet]:
    sheets = []
    for sheet in described:
        count = int(sheet["rows"])
        arrays = []
        for _ in range(len(sheet["columns"]) + 1):
            arrays.append(np.frombuffer(answer, dtype="<u4", count=count, offset=start))
            start += count * _CODE_BYTES
        pairs = zip(sheet["columns"], arrays[1:], strict=True)
        columns = tuple(_column(column["number"], column["texts"], codes) for column, codes in pairs)
        sheets.append(_sheet(sheet, arrays[0].astype("int64"), columns))
    return sheets


def _column(number: int, texts: list[str], codes: NDArray[np.uint32]) -> Column:
    return Column(number, tuple(text[:1] for text in texts), tuple(text[1:] for text in texts), codes)


def _sheet(sheet: Mapping[str, Any], rows: NDArray[np.int64], columns: tuple[Column, ...]) -> Sheet:
    return Sheet(
        name=sheet["name"],
        rows=rows,
        columns=columns,
        hidden=sheet["hidden"],
        hidden_rows=frozenset(sheet["hidden_rows"]),
        struck_rows=frozenset(sheet["struck_rows"]),
        hidden_columns=frozenset(sheet["hidden_columns"]),
        merged=tuple((top, left, bottom, right) for top, left, bottom, right in sheet["merged"]),
        lists=tuple((top, left, bottom, right) for top, left, bottom, right in sheet["lists"]),
        covered=tuple((row, column) for row, column in sheet["covered"]),
        formulas_without_value=sheet["formulas_without_value"],
    )
