"""The careful and the fast reader see the same sheet: values, errors, hidden, struck-through and merged cells."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from landscape.portfolio.workbook_calamine import read_xlsx_fast
from landscape.portfolio.workbook_cells import SheetCells, code_column, text_of
from landscape.portfolio.workbook_xlsx import read_xlsx

LIMITS = {"sheets": 200, "rows": 200_000}


@pytest.fixture
def odd_workbook(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Lijst & meer"
    sheet.append(["Applicatie", "Kosten", None, "Klopt"])
    sheet.append(["Zaakwijzer", 12.5, None, True])
    sheet.append(["Grondlog", "#REF!", None, 1])
    sheet.append(["Wegenboek", 3, None, "ja"])
    sheet["B3"].data_type = "e"
    sheet.merge_cells("B6:C6")
    sheet["B6"] = "samen"
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["D"].hidden = True
    for cell in sheet[4]:
        cell.font = Font(strike=True)
    sheet["E4"] = "=1+1"
    sheet["E4"].font = Font(strike=True)
    path = tmp_path / "lijst.xlsx"
    book.save(path)
    return path


def _cells(sheet: SheetCells) -> dict[tuple[int, int], str]:
    return {
        (row, column.number): column.texts[code]
        for column in sheet.columns
        for row, code in zip(sheet.rows, column.codes, strict=True)
        if column.texts[code]
    }


def test_both_readers_give_the_same_cells_and_marks(odd_workbook: Path) -> None:
    careful, fast = read_xlsx(odd_workbook, LIMITS)[0], read_xlsx_fast(odd_workbook, LIMITS)[0]
    assert _cells(careful) == _cells(fast)
    assert _cells(careful)[3, 2] == "e#REF!"
    assert (careful.hidden_rows, careful.hidden_columns) == (fast.hidden_rows, fast.hidden_columns) == ([2], [4])
    assert careful.struck_rows == fast.struck_rows == [4]
    assert careful.merged == fast.merged == [(6, 2, 6, 3)]
    assert careful.formulas_without_value == fast.formulas_without_value == 1
    assert careful.name == fast.name == "Lijst & meer"


def test_true_and_one_stay_different_cells() -> None:
    column = code_column(1, [True, 1, 1.0, False, 0, "1"])
    assert [column.texts[code] for code in column.codes] == ["bTRUE", "n1", "n1", "bFALSE", "n0", "s1"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("  ", ""),
        (" a\x00b ", "sab"),
        (12.0, "n12"),
        (0.1 + 0.2, "n0.3"),
        (float("nan"), "e#NUM!"),
        ("#N/A", "e#N/A"),
        ("a\r\nb", "sa\nb"),
    ],
)
def test_a_cell_becomes_kind_and_text(value: object, text: str) -> None:
    assert text_of(value) == text
