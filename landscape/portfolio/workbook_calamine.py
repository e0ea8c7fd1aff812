"""The fast reader: python-calamine for xls, xlsb, ods and for large xlsx.

Runs inside the child. calamine allocates the whole rectangle of a sheet and aborts the process when that is too large,
and it can raise a panic that is no ``Exception``; both end in one sentence for the user, never in this process.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from landscape.portfolio.workbook_cells import RefusedError, SheetCells, from_rows


def read_calamine(path: Path, limits: Mapping[str, int]) -> list[SheetCells]:
    """All worksheets of the file.

    Raises:
        RefusedError: protected, or a limit is passed.
        BaseException: whatever calamine raises or panics with.
    """
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(str(path))
    if len(book.sheet_names) > limits["sheets"]:
        raise RefusedError("too_many_sheets", limit=limits["sheets"])
    visible = {meta.name: str(meta.visible).rsplit(".", 1)[-1] for meta in book.sheets_metadata}
    sheets = []
    problems: list[BaseException] = []
    for name in book.sheet_names:
        try:
            values = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        except (KeyboardInterrupt, SystemExit, MemoryError):
            raise
        except BaseException as problem:  # one bad sheet (a chart, a macro sheet) must not cost the others
            problems.append(problem)
            continue
        sheets.append(_sheet(name, values, visible.get(name, "Visible") != "Visible", limits))
    if problems and not any(sheet.columns for sheet in sheets):
        raise problems[0]
    return sheets


def _sheet(name: str, values: Sequence[Sequence[object]], hidden: bool, limits: Mapping[str, int]) -> SheetCells:
    kept = [(number, row) for number, row in enumerate(values, start=1) if list(row).count("") != len(row)]
    if len(kept) > limits["rows"]:
        raise RefusedError("too_many_rows", limit=limits["rows"])
    sheet = from_rows(name, [number for number, _ in kept], [row for _, row in kept])
    sheet.hidden = hidden
    return sheet
