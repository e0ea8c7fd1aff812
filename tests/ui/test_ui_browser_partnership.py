"""One journey in a real browser: make, read, correct three cells, see exactly three, accept, judge, decide, undo."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import landscape
from tests.small_inventories import GEMEENTE_A, GEMEENTE_B, write_csv, write_xlsx
from tests.ui.browsing import idle, serving
from tests.ui.small_region import ROOT

pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.browser

Visit = Callable[..., Any]
_LONG = 180_000


def go(page: Any, name: str) -> None:
    """Open a page from the sidebar, which hides the last ones until somebody asks for them."""
    link = page.get_by_test_id("stSidebarNav").get_by_role("link", name=name, exact=True)
    if not link.is_visible():
        page.get_by_test_id("stSidebarNavViewButton").click()
    link.click()
    page.get_by_role("heading", name=name, exact=True, level=1).wait_for()
    idle(page)


def press(page: Any, name: str, then: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()
    page.get_by_text(re.compile(then)).first.wait_for(timeout=_LONG)
    idle(page)


def corrected(path: Path) -> Path:
    """The workbook with three vendors changed, as somebody would in a spreadsheet program."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    vendor = next(one.column for one in sheet[1] if one.value == "Leverancier")
    for row in (2, 3, 4):
        sheet.cell(row, vendor).value = f"Verbeterde leverancier {row}"
    book.save(path)
    return path


def test_a_partnership_from_the_first_list_to_a_decision_and_back(visit: Visit, tmp_path: Path) -> None:
    lists = [write_xlsx(tmp_path / "Gemeente A.xlsx", GEMEENTE_A), write_csv(tmp_path / "Gemeente B.csv", GEMEENTE_B)]
    with serving(ROOT / "app.py", LANDSCHAP_DATA=str(tmp_path / "bewaard")) as address:
        page = visit(f"{address}/samenwerking")
        page.get_by_label("Naam van het samenwerkingsverband").fill("Regio Test")
        press(page, "Maak", "is gemaakt")
        page.locator("input[type=file]").set_input_files([str(path) for path in lists])
        page.get_by_text("Gemeente B.csv").wait_for()
        press(page, "Bekijk de verschillen", "7 rijen gelezen = 7 nieuw")
        press(page, "Neem over", "Overgenomen: 2 lijsten")

        go(page, "Samenwerkingsverband")
        page.get_by_role("tab", name="Verbeteren in Excel").click()
        press(page, "Maak het Excelbestand", "Download Regio Test")
        with page.expect_download() as download:
            page.get_by_role("button", name="Download Regio Test").click()
        download.value.save_as(tmp_path / "verbeteren.xlsx")
        go(page, "Wijzigingen")
        page.locator("input[type=file]").set_input_files(str(corrected(tmp_path / "verbeteren.xlsx")))
        page.get_by_text("verbeteren.xlsx").wait_for()
        press(page, "Bekijk de verschillen", "Gewijzigde waarden \\(3\\)")
        page.get_by_text("0 nieuw + 3 gewijzigd + 4 ongewijzigd + 0 geweigerd").wait_for()
        press(page, "Neem over", "Overgenomen\\. De analyse")

        go(page, "Applicaties")
        page.get_by_test_id("stDataFrame").first.click(position={"x": 20, "y": 55})
        page.get_by_text("Hoe zeker is elke waarde?").wait_for()
        page.get_by_text("Klopt dit niet? Geef uw oordeel").click()
        page.get_by_label("Uw rol").first.fill("architect")
        page.keyboard.press("Tab")
        idle(page)
        answer = page.get_by_test_id("stForm").get_by_label("Gereedheid")
        answer.fill("Legacy")
        page.keyboard.press("Enter")
        idle(page)
        press(page, "Bewaar oordeel", "1 oordeel nog niet verwerkt")
        page.get_by_role("button", name="Verwerk nu").click()
        page.get_by_text("1 oordeel nog niet verwerkt").wait_for(state="detached", timeout=_LONG)
        idle(page)

        go(page, "Kandidaten")
        work = page.locator(".st-key-candidate_work")
        work.get_by_text("Besluit vastleggen").click()
        work.get_by_label("Waarom?").fill("Contract loopt af.")
        work.get_by_role("button", name="Leg vast").click()
        work.get_by_text("Het besluit is vastgelegd.").wait_for()
        work.get_by_text("besloten door architect").wait_for()

        go(page, "Wijzigingen")
        press(page, "Draai terug", "teruggedraaid")
    with landscape.open(tmp_path / "bewaard" / "Regio Test.duckdb") as kept:
        assert not kept.applications()["vendor"].str.startswith("Verbeterde").any()
        assert kept.decisions()["role"].to_list() == ["architect"]
