"""Where in the sheet is the table, which rows are its header, which rows below it are not its rows.

In come :class:`~landscape.portfolio.workbook.Sheet` objects, out come :class:`FoundTable` (for the reading room) and
:class:`Table` (for everybody). Only the first rows are looked at as text; the rest stays coded. A newcomer would take
row 1: real lists have titles above the header, two-line headers, and more tables below each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from landscape.portfolio.header_lines import HeaderLines, header_lines
from landscape.portfolio.side_by_side import cuts
from landscape.portfolio.turned import upright
from landscape.portfolio.workbook import Column, Sheet, letter


@dataclass(frozen=True)
class Table:
    """A table as it stands in the sheet, before its columns mean anything.

    Attributes:
        sheet: name of the sheet, empty for CSV.
        header_row: number of the (lowest) header row as the spreadsheet program shows it.
        frame: text, one column per column under its header ("" is an empty cell), one row per filled row.
        hidden: whether the sheet is hidden.
    """

    sheet: str
    header_row: int
    frame: pd.DataFrame
    hidden: bool = False


@dataclass(frozen=True)
class FoundTable:
    """A table with its cells still coded.

    Attributes:
        header: per column the lowest header line as typed, and the line above it.
        columns: the columns of the sheet that the table has.
        rows: positions in the sheet of the filled rows below the header.
        above: how many filled rows stand above the header.
    """

    sheet: Sheet
    header: HeaderLines
    columns: tuple[Column, ...]
    rows: NDArray[np.int64]
    above: int

    @property
    def row_numbers(self) -> NDArray[np.int64]:
        """The number of every row as the spreadsheet program shows it."""
        return self.sheet.rows[self.rows]

    @property
    def letters(self) -> list[str]:
        """The letter above every column."""
        return [letter(column.number) for column in self.columns]

    @cached_property
    def filled(self) -> NDArray[np.int64]:
        """How many cells of every row hold something."""
        total = np.zeros(len(self.rows), dtype="int64")
        for column in self.columns:
            total += column.filled[self.rows]
        return total

    def values(self, column: Column) -> NDArray[np.object_]:
        """The text of every row in ``column``."""
        return np.array(column.texts, dtype=object)[column.codes[self.rows]]

    def as_table(self) -> Table:
        """The table as everybody may see it."""
        names = _unique(
            [text or letter(column.number) for text, column in zip(self.header.lowest, self.columns, strict=True)]
        )
        data = {name: self.values(column) for name, column in zip(names, self.columns, strict=True)}
        frame = pd.DataFrame(data, dtype="str")
        return Table(self.sheet.name, self.header.row, frame, self.sheet.hidden)


def find_tables(sheets: Sequence[Sheet]) -> list[FoundTable]:
    """The tables of all sheets, in order; a sheet without two filled rows has none."""
    return [table for sheet in sheets for table in _tables_of(upright(sheet))]


def _tables_of(sheet: Sheet) -> list[FoundTable]:
    tables = []
    start = 0
    while start < len(sheet.rows):
        lines = header_lines(sheet, start)
        if lines is None:
            break
        end = lines.end if lines.end is not None else len(sheet.rows)
        table = _table(sheet, lines, start, end)
        if table is not None:
            tables += side_by_side(table)
        start = end
    return tables


def _table(sheet: Sheet, lines: HeaderLines, start: int, end: int) -> FoundTable | None:
    rows = np.arange(lines.position + 1, end, dtype="int64")
    whole_sheet = start == 0 and end == len(sheet.rows)  # a column only the title lines use stays, empty
    kept = [
        (column, low, group)
        for column, low, group in zip(sheet.columns, lines.lowest, lines.group, strict=True)
        if whole_sheet or low or group or column.filled[rows].any()
    ]
    if not len(rows) or not kept:
        return None
    columns = tuple(column for column, _, _ in kept)
    filled = np.zeros(len(rows), dtype=bool)
    for column in columns:
        filled |= column.filled[rows]
    if not filled.any():
        return None
    header = HeaderLines(
        lines.position,
        lines.row,
        tuple(low for _, low, _ in kept),
        tuple(group for _, _, group in kept),
        lines.first,
        end,
    )
    return FoundTable(sheet, header, columns, rows[filled], lines.first - start)


def side_by_side(table: FoundTable) -> list[FoundTable]:
    """The tables that stand beside each other under one header row; usually the table itself."""
    places = cuts([column.number for column in table.columns], table.header.lowest)
    if not places:
        return [table]
    bounds = zip([0, *places], [*places, len(table.columns)], strict=True)
    return [_piece(table, start, end) for start, end in bounds]


def _piece(table: FoundTable, start: int, end: int) -> FoundTable:
    columns = table.columns[start:end]
    filled = np.zeros(len(table.rows), dtype=bool)
    for column in columns:
        filled |= column.filled[table.rows]
    lowest, group = table.header.lowest[start:end], table.header.group[start:end]
    header = replace(table.header, lowest=lowest, group=group)
    return FoundTable(table.sheet, header, columns, table.rows[filled], table.above if start == 0 else 0)


def _unique(names: Sequence[str]) -> list[str]:
    seen: dict[str, int] = {}
    unique = []
    taken = set(names)
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        candidate = name if seen[name] == 1 else f"{name} ({seen[name]})"
        while seen[name] > 1 and candidate in taken:
            seen[name] += 1
            candidate = f"{name} ({seen[name]})"
        taken.add(candidate)
        unique.append(candidate)
    return unique
