"""The four people and what they come for, in a real browser, by mouse and by keyboard alone."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from landscape.cli_access import opening
from tests.ui.browsing import ARTEFACTS, address_of, idle, serving
from tests.ui.small_region import ROOT

pytest.importorskip("playwright.sync_api")

pytestmark = pytest.mark.browser

Visit = Callable[..., Any]
CLICKS_TO_THE_FIRST_CANDIDATE = 5
"""Choose files, two in the dialog of the computer, read, candidates; nothing else has to be decided."""
CLICKS_WHEN_THE_COMMAND_NAMED_THE_FILES = 1
_COUNTS_CLICKS = """
window.clicks = 0;
document.addEventListener("pointerdown", event => { if (event.isTrusted) window.clicks++ }, true);
"""


def test_the_portfolio_manager_goes_from_two_files_to_the_candidates_and_the_workbook(
    visit: Visit, two_inventories: list[Path]
) -> None:
    with serving(ROOT / "app.py") as address:
        page = visit(address)
        page.evaluate(_COUNTS_CLICKS)
        with page.expect_file_chooser() as chooser:
            page.get_by_test_id("stFileUploaderDropzone").locator("button").first.click()
        chooser.value.set_files([str(path) for path in two_inventories])
        in_the_dialog = 2  # choose the files, press Open
        page.get_by_text("2 bestanden staan klaar.").wait_for()
        idle(page)
        page.get_by_role("button", name="Lees in", exact=True).click()
        page.get_by_text("applicaties gelezen").wait_for()
        idle(page)
        page.get_by_role("button", name="Bekijk de kandidaten").click()
        page.get_by_role("heading", name="Kandidaten", level=1).wait_for()
        page.get_by_text("Wat ervoor spreekt").wait_for()
        assert page.get_by_test_id("stAlertContainer").count() == 0
        assert page.evaluate("window.clicks") + in_the_dialog == CLICKS_TO_THE_FIRST_CANDIDATE
        idle(page)
        ARTEFACTS.mkdir(exist_ok=True)
        page.screenshot(path=str(ARTEFACTS / "kandidaten.png"), full_page=True)
        with page.expect_download() as download:
            page.get_by_role("button", name="Excel-werkmap").click()
        assert re.fullmatch(r"landschapswijzer-\d{4}-\d\d-\d\d\.xlsx", download.value.suggested_filename)
        with ZipFile(io.BytesIO(Path(download.value.path()).read_bytes())) as workbook:
            assert "xl/workbook.xml" in workbook.namelist()


def test_lists_named_in_the_command_are_read_when_the_window_opens(visit: Visit, two_inventories: list[Path]) -> None:
    named = opening("local", two_inventories, "2026-07-01")
    with serving(ROOT / "app.py", **named) as address:
        page = visit(address)
        page.evaluate(_COUNTS_CLICKS)
        page.get_by_text("7 applicaties gelezen, peildatum 01-07-2026").wait_for()
        idle(page)
        page.get_by_role("button", name="Bekijk de kandidaten").click()
        page.get_by_text("Wat ervoor spreekt").wait_for()
        assert page.evaluate("window.clicks") == CLICKS_WHEN_THE_COMMAND_NAMED_THE_FILES
        assert str(two_inventories[0].parent) not in page.content()


def test_the_alderman_reads_the_story_and_opens_what_is_due(visit: Visit, seeded: str) -> None:
    page = visit(address_of(seeded, "landschap"))
    page.get_by_text("Van de 4 applicaties zijn er 1 legacy").wait_for()
    page.get_by_role("link", name="1. Zaaksysteem").click()
    page.get_by_role("heading", name="1. Zaaksysteem").wait_for()
    page.wait_for_function("location.search === '?kandidaat=k1'")
    page.get_by_text("Twee contracten").wait_for()
    page.get_by_role("button", name="Toon deze 2 applicaties in de lijst").click()
    page.get_by_text("Alleen de 2 applicaties van: Zaaksysteem").wait_for()


def test_the_shared_service_sees_who_shares_what_and_reaches_the_rows(visit: Visit, seeded: str) -> None:
    page = visit(f"{seeded}/overlap?functie=Zaakafhandelcomponent")
    page.get_by_text("2 applicaties. Kies een rij").wait_for()
    for part in ("Wie deelt wat", "Wie lijkt op wie", "Samen inkopen", "Overlap"):
        page.get_by_role("radio", name=part, exact=True).or_(
            page.get_by_role("button", name=part, exact=True)
        ).first.click()
        idle(page)
    page.get_by_text("Beide hebben Zaaksysteem.").wait_for()
    page.wait_for_function("location.search.includes('deel=overlaps')")


def test_pairs_are_answered_with_the_keyboard_alone(visit: Visit, seeded: str) -> None:
    page = visit(address_of(seeded, "reviewlijst"))
    page.get_by_text("0 van 1 beantwoord").wait_for()
    _tab_to(page, "document.activeElement.tagName === 'INPUT' && document.activeElement.type === 'text'")
    page.keyboard.type("zv informatiemanager")
    page.keyboard.press("Enter")
    idle(page)
    page.get_by_text("0 van 1 beantwoord").wait_for()  # letters in a field are no answers
    _tab_to(page, "document.activeElement.closest('.st-key-review_skip') !== null")
    page.keyboard.press("v")
    page.get_by_text("1 van 1 beantwoord").wait_for()
    idle(page)
    page.keyboard.press("o")
    page.get_by_text("0 van 1 beantwoord").wait_for()


def test_every_door_is_reached_with_the_keyboard(visit: Visit, seeded: str) -> None:
    page = visit(address_of(seeded, "landschap"))
    _tab_to(page, "document.activeElement.tagName === 'A' && document.activeElement.href.endsWith('/applicaties')")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Applicaties", level=1).wait_for()
    idle(page)
    _tab_to(page, "document.activeElement.placeholder === 'Naam, leverancier of functie'")
    page.keyboard.type("archief")
    page.keyboard.press("Enter")
    page.get_by_text("1 applicatie. Kies de rij").wait_for()


def _tab_to(page: Any, reached: str, most: int = 80) -> None:
    """Press Tab until ``reached`` holds; the focus must be visible there."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(reached):
            return
    pytest.fail(f"not reached in {most} presses of Tab: {reached}")


def test_the_analyst_has_a_notebook_that_calls_the_same_functions() -> None:
    notebooks = sorted((ROOT / "notebooks").glob("*.ipynb"))
    assert notebooks
    cells = [cell for path in notebooks for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]]
    code = "".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    assert "analyse(" in code
