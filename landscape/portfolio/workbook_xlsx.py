"""The careful reader for xlsx and xlsm: openpyxl, with positions, merged and hidden cells, strike-through, errors.

Runs inside the child. Cells are taken from the dictionary openpyxl fills, never by walking the sheet's dimension: one
stray cell in the last corner would otherwise make a sheet of seventeen thousand million cells.
"""

from __future__ import annotations

import datetime as dt
import warnings
from array import array
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from landscape.portfolio.workbook_cells import RefusedError, SheetCells, code_column
from landscape.portfolio.workbook_marks import Marks, read_marks


def read_xlsx(path: Path, limits: Mapping[str, int]) -> list[SheetCells]:
    """All worksheets of the workbook, chart sheets left out.

    Raises:
        RefusedError: a limit is passed.
        Exception: whatever openpyxl raises on a workbook it cannot read.
    """
    import openpyxl

    warnings.simplefilter("ignore")  # openpyxl warns of extensions it drops; none of them holds cells
    with path.open("rb") as stream:  # given a path, openpyxl refuses every name but .xlsx and .xlsm
        book = openpyxl.load_workbook(stream, data_only=True, keep_links=False)
    if len(book.worksheets) > limits["sheets"]:
        raise RefusedError("too_many_sheets", limit=limits["sheets"])
    marks = read_marks(path)
    sheets = [_read_sheet(sheet) for sheet in book.worksheets]
    for sheet in sheets:
        found = marks.get(sheet.name, Marks())
        sheet.formulas_without_value, sheet.covered = found.formulas_without_value, found.covered
    return sheets


def _read_sheet(sheet: Any) -> SheetCells:
    filled = {place: cell for place, cell in sheet._cells.items() if cell.value is not None and cell.value != ""}
    rows = sorted({row for row, _ in filled})
    place_of = {row: position for position, row in enumerate(rows)}
    columns: dict[int, list[object]] = {}
    struck: dict[int, bool] = {}
    styles: dict[int, bool] = {}
    for (row, column), cell in filled.items():
        values = columns.setdefault(column, [""] * len(rows))
        values[place_of[row]] = _value(cell)
        is_struck = _is_struck(cell, styles)
        struck[row] = struck.get(row, True) and is_struck
    coded = [code_column(number, columns[number]) for number in sorted(columns)]
    return SheetCells(
        name=str(sheet.title),
        rows=array("I", rows),
        columns=[column for column in coded if any(column.texts)],
        hidden=sheet.sheet_state != "visible",
        hidden_rows=[row for row in rows if row in sheet.row_dimensions and sheet.row_dimensions[row].hidden],
        struck_rows=sorted(row for row, all_struck in struck.items() if all_struck),
        hidden_columns=_hidden_columns(sheet),
        merged=sorted((area.min_row, area.min_col, area.max_row, area.max_col) for area in sheet.merged_cells.ranges),
        lists=_lists(sheet),
    )


def _value(cell: Any) -> object:
    value = cell.value
    if isinstance(value, dt.datetime) and value.year == 1899:
        return value.time()
    return value


def _is_struck(cell: Any, styles: dict[int, bool]) -> bool:
    if not cell.has_style:
        return False
    style = cell._style.fontId
    if style not in styles:
        styles[style] = bool(cell.font.strike)
    return styles[style]


def _hidden_columns(sheet: Any) -> list[int]:
    hidden = [area for area in sheet.column_dimensions.values() if area.hidden]
    return sorted({number for area in hidden for number in range(area.min or 1, min(area.max or 1, 600) + 1)})


def _lists(sheet: Any) -> list[tuple[int, int, int, int]]:
    """Where the sheet has formatted tables (ListObjects) with a header of their own."""
    from openpyxl.utils import range_boundaries

    areas: list[tuple[int, int, int, int]] = []
    for table in sheet.tables.values():
        if table.headerRowCount != 0:
            left, top, right, bottom = range_boundaries(table.ref)
            areas.append((int(top or 0), int(left or 0), int(bottom or 0), int(right or 0)))
    return sorted(areas)
