"""Export, correct in a spreadsheet program, import: exactly the edited cells come back as changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from landscape.partnership import Partnership, Preview, open_partnership
from landscape.portfolio.synonyms import field_of
from landscape.records import FIELDS, SOURCE_ID
from landscape.report.roundtrip import ID, ORGANISATION, header_of, roundtrip_bytes
from tests.small_inventories import GEMEENTE_A, GEMEENTE_B, write_csv, write_xlsx

SAMPLES = Path(__file__).parents[2] / "data" / "samples" / "ijsselrand"
INVENTORIES = sorted(file for file in SAMPLES.iterdir() if file.suffix in (".xlsx", ".csv") and file.stem != "expected")
DAY = date(2026, 7, 1)


def filled(folder: Path) -> Partnership:
    partnership = open_partnership(folder / "regio.duckdb")
    for file in (write_xlsx(folder / "Gemeente A.xlsx", GEMEENTE_A), write_csv(folder / "Gemeente B.csv", GEMEENTE_B)):
        partnership.accept(partnership.preview(file), on=DAY)
    return partnership


def cell(sheet: Worksheet, name: str, header: str) -> openpyxl.cell.cell.Cell:
    headers = [str(one.value) for one in sheet[1]]
    names = [one.value for one in sheet[openpyxl.utils.get_column_letter(headers.index("Applicatie") + 1)]]
    return sheet.cell(names.index(name) + 1, headers.index(header) + 1)


def changed(preview: Preview) -> list[tuple[str, str, str, str]]:
    fields = preview.changes.fields
    return sorted(zip(fields["name"], fields["field"], fields["old_value"], fields["new_value"], strict=True))


def test_three_edited_cells_are_exactly_three_changes(tmp_path: Path) -> None:
    with filled(tmp_path) as partnership:
        path = partnership.export(tmp_path / "verbeteren.xlsx")
        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[0]
        cell(sheet, "TOPdesk", header_of("annual_cost_eur")).value = 13_500
        cell(sheet, "Subsidieregister", header_of("contract_end_date")).value = date(2029, 12, 31)
        cell(sheet, "Topdesk", header_of("vendor")).value = "TOPdesk Nederland B.V."
        book.save(path)
        preview = partnership.preview(path)
        assert changed(preview) == [
            ("Subsidieregister", "contract_end_date", "", "2029-12-31"),
            ("TOPdesk", "annual_cost_eur", "12000.00", "13500.00"),
            ("Topdesk", "vendor", "", "TOPdesk Nederland B.V."),
        ]
        assert preview.counts == {
            "rows_read": 7, "added": 0, "changed": 3, "unchanged": 4, "refused": 0, "missing": 0,
        }  # fmt: skip
        before = set(partnership.applications()["application_id"])
        partnership.accept(preview, on=DAY)
        assert set(partnership.applications()["application_id"]) == before
        assert changed(partnership.preview(path)) == []


def test_an_untouched_export_of_one_organisation_changes_nothing(tmp_path: Path) -> None:
    with filled(tmp_path) as partnership:
        path = partnership.export(tmp_path / "Gemeente A verbeteren.xlsx", organisation="Gemeente A")
        preview = partnership.preview(path)
        assert (preview.counts["unchanged"], preview.counts["rows_read"]) == (4, 4)
        assert preview.changes.missing.empty, "the other organisation is not missing"


def test_a_renamed_application_a_new_line_and_a_deleted_line_are_understood(tmp_path: Path) -> None:
    with filled(tmp_path) as partnership:
        path = partnership.export(tmp_path / "verbeteren.xlsx")
        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[0]
        cell(sheet, "Subsidieregister", "Applicatie").value = "Subsidieregister Oost"
        sheet.delete_rows(cell(sheet, "iBurgerzaken", "Applicatie").row)
        new = sheet.max_row + 1
        for header, value in ((header_of(ORGANISATION), "Gemeente B"), ("Applicatie", "Nieuw pakket")):
            sheet.cell(new, [one.value for one in sheet[1]].index(header) + 1).value = value
        book.save(path)
        preview = partnership.preview(path)
        assert changed(preview) == [("Subsidieregister Oost", "name", "Subsidieregister", "Subsidieregister Oost")]
        assert (preview.counts["added"], preview.counts["missing"]) == (1, 1)


@pytest.mark.parametrize("file", INVENTORIES, ids=lambda file: file.name)
def test_an_untouched_export_of_a_sample_changes_nothing(file: Path, tmp_path: Path) -> None:
    with open_partnership(tmp_path / "regio.duckdb") as partnership:
        accepted = partnership.preview(file)
        partnership.accept(accepted, on=DAY)
        preview = partnership.preview(partnership.export(tmp_path / "verbeteren.xlsx"))
        assert changed(preview) == []
        assert preview.counts["unchanged"] == len(accepted.inventory.applications)
        assert (preview.counts["added"], preview.counts["missing"], preview.counts["refused"]) == (0, 0, 0)


def test_every_header_we_write_is_read_as_the_field_it_stands_for() -> None:
    assert field_of(header_of(ID)) == "application_id"
    assert field_of(header_of(ORGANISATION)) == "municipality"
    assert not [name for name in FIELDS if field_of(header_of(name)) != name]


def test_headers_and_ids_are_protected_and_values_are_not(tmp_path: Path) -> None:
    with filled(tmp_path) as partnership:
        sheet = openpyxl.load_workbook(partnership.export(tmp_path / "v.xlsx")).worksheets[0]
    assert sheet.protection.sheet
    assert all(one.protection.locked for one in sheet[1])
    assert sheet.cell(2, 1).protection.locked
    assert not sheet.cell(2, 3).protection.locked


def test_no_cell_of_the_export_is_a_formula_and_equal_frames_give_equal_bytes(tmp_path: Path) -> None:
    with filled(tmp_path) as partnership:
        state = partnership.applications()
    state["description"] = "=1+1"
    state[SOURCE_ID] = "@SUM(A1)"
    raw = roundtrip_bytes(state)
    assert raw == roundtrip_bytes(state)
    (tmp_path / "v.xlsx").write_bytes(raw)
    cells = [one for line in openpyxl.load_workbook(tmp_path / "v.xlsx").worksheets[0].iter_rows() for one in line]
    assert not [one.coordinate for one in cells if one.data_type == "f"]
    assert {one.quotePrefix for one in cells if one.value == "=1+1"} == {True}
