"""The fast reader: python-calamine for xls, xlsb, ods and for large xlsx.

Runs inside the child. calamine allocates the whole rectangle of a sheet and aborts the process when that is too large,
and it can raise a panic that is no ``Exception``; both end in one sentence for the user, never in this process.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from landscape.portfolio.workbook_cells import RefusedError, SheetCells, from_rows
from landscape.portfolio.workbook_marks import Marks, read_marks


def read_calamine(
    path: Path, limits: Mapping[str, int], marks: Callable[[], Mapping[str, Marks]] = dict
) -> list[SheetCells]:
    """All worksheets of the file.

    Args:
        path: the file.
        limits: as in ``limits.toml``.
        marks: gives by sheet name what calamine does not tell, see :func:`read_xlsx_fast`.

    Raises:
        RefusedError: protected, or a limit is passed.
        BaseException: whatever calamine raises or panics with.
    """
    book = _open(path)
    if len(book.sheet_names) > limits["sheets"]:
        raise RefusedError("too_many_sheets", limit=limits["sheets"])
    visible = {meta.name: str(meta.visible).rsplit(".", 1)[-1] for meta in book.sheets_metadata}
    sheets = []
    problems: list[BaseException] = []
    for name in book.sheet_names:
        try:
            values: list[list[Any]] = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        except (KeyboardInterrupt, SystemExit, MemoryError):
            raise
        except BaseException as problem:  # one bad sheet (a chart, a macro sheet) must not cost the others
            problems.append(problem)
            continue
        sheet = _sheet(name, values, marks().get(name, Marks()), limits)
        sheet.hidden = visible.get(name, "Visible") != "Visible"
        sheets.append(sheet)
    if problems and not any(sheet.columns for sheet in sheets):
        raise problems[0]
    return sheets


def _open(path: Path) -> Any:
    """The workbook by its content: given a path, calamine believes the extension and nothing else."""
    from python_calamine import CalamineWorkbook

    return CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))


def read_xlsx_fast(path: Path, limits: Mapping[str, int]) -> list[SheetCells]:
    """A large xlsx: calamine for the cells, and beside it a scan of the XML for what calamine loses."""
    with ThreadPoolExecutor(max_workers=1) as beside:  # unpacking and calamine both leave the interpreter free
        marks = beside.submit(read_marks, path)
        return read_calamine(path, limits, marks.result)


def _sheet(name: str, values: list[list[Any]], marks: Marks, limits: Mapping[str, int]) -> SheetCells:
    for (row, column), error in marks.errors.items():
        if row <= len(values) and column <= len(values[row - 1]):
            values[row - 1][column - 1] = error
    for row, column in marks.covered:
        if row <= len(values) and column <= len(values[row - 1]):
            values[row - 1][column - 1] = ""
    kept = [(number, row) for number, row in enumerate(values, start=1) if row.count("") != len(row)]
    if len(kept) > limits["rows"]:
        raise RefusedError("too_many_rows", limit=limits["rows"])
    sheet = from_rows(name, [number for number, _ in kept], [row for _, row in kept])
    filled = {number for number, _ in kept}
    sheet.hidden_rows = [number for number in marks.hidden_rows if number in filled]
    sheet.struck_rows = [number for number in marks.struck_rows if number in filled]
    sheet.hidden_columns, sheet.merged, sheet.covered = marks.hidden_columns, marks.merged, marks.covered
    sheet.formulas_without_value = marks.formulas_without_value
    return sheet
