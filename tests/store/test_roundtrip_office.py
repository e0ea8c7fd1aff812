"""The same round trip through a real spreadsheet program: LibreOffice opens, edits and saves the workbook itself."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import pytest

from landscape.report.roundtrip import header_of
from tests.store.test_roundtrip import DAY, cell, changed, filled

SOFFICE = shutil.which("soffice") or ""
pytestmark = pytest.mark.skipif(not SOFFICE, reason="LibreOffice (soffice) is not installed on this machine")

_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">{code}
</script:module>"""
_CODE = """
Sub Run
  Dim none(0) As New com.sun.star.beans.PropertyValue
  none(0).Name = "Hidden"
  none(0).Value = True
  book = StarDesktop.loadComponentFromURL("{opened}", "_blank", 0, none())
  sheet = book.Sheets.getByIndex(0)
{edits}
  Dim how(0) As New com.sun.star.beans.PropertyValue
  how(0).Name = "FilterName"
  how(0).Value = "Calc MS Excel 2007 XML"
  book.storeToURL("{saved}", how())
  book.close(True)
End Sub
"""


def edited_in_libreoffice(path: Path, edits: dict[tuple[int, int], str], folder: Path) -> Path:
    """``path`` opened, edited and saved by LibreOffice; ``edits`` is a Basic assignment per (column, row), from 0."""
    saved = folder / "verbeterd.xlsx"
    lines = "\n".join(f"  sheet.getCellByPosition({x}, {y}).{what}" for (x, y), what in edits.items())
    code = _CODE.format(opened=path.as_uri(), saved=saved.as_uri(), edits=lines)
    program = [SOFFICE, f"-env:UserInstallation={(folder / 'profiel').as_uri()}", "--headless", "--norestore"]
    # A first start makes the profile, with an empty macro that we then replace by ours.
    subprocess.run([*program, "--terminate_after_init"], check=True, timeout=180, capture_output=True)
    module = folder / "profiel" / "user" / "basic" / "Standard" / "Module1.xba"
    module.write_text(_MODULE.format(code=escape(code)), encoding="utf-8")
    subprocess.run([*program, "macro:///Standard.Module1.Run"], check=True, timeout=180, capture_output=True)
    return saved


def test_three_cells_edited_in_libreoffice_are_exactly_three_changes(tmp_path: Path) -> None:
    with filled(tmp_path) as partnership:
        path = partnership.export(tmp_path / "verbeteren.xlsx")
        sheet = openpyxl.load_workbook(path).worksheets[0]
        amount = cell(sheet, "TOPdesk", header_of("annual_cost_eur"))
        ends = cell(sheet, "Subsidieregister", header_of("contract_end_date"))
        vendor = cell(sheet, "Topdesk", header_of("vendor"))
        places = [(one.column - 1, one.row - 1) for one in (amount, ends, vendor)]
        serial = (date(2029, 12, 31) - date(1899, 12, 30)).days
        said = ["Value = 13500", f"Value = {serial}", 'String = "TOPdesk Nederland B.V."']
        saved = edited_in_libreoffice(path, dict(zip(places, said, strict=True)), tmp_path)
        preview = partnership.preview(saved)
        assert changed(preview) == [
            ("Subsidieregister", "contract_end_date", "", "2029-12-31"),
            ("TOPdesk", "annual_cost_eur", "12000.00", "13500.00"),
            ("Topdesk", "vendor", "", "TOPdesk Nederland B.V."),
        ]
        counts = {"rows_read": 7, "added": 0, "changed": 3, "unchanged": 4, "refused": 0, "missing": 0}
        assert preview.counts == counts
        before = set(partnership.applications()["application_id"])
        partnership.accept(preview, on=DAY)
        assert set(partnership.applications()["application_id"]) == before


def test_a_save_in_libreoffice_without_an_edit_changes_nothing(tmp_path: Path) -> None:
    with filled(tmp_path) as partnership:
        path = partnership.export(tmp_path / "verbeteren.xlsx")
        preview = partnership.preview(edited_in_libreoffice(path, {}, tmp_path))
        assert changed(preview) == []
        assert preview.counts["unchanged"] == preview.counts["rows_read"] == 7
