"""What only a browser can show: accessibility, reflow, pictures as files, and that nothing leaves or comes alive.

First the visible effect, then idle; never a pause. Every request to another host is stopped and fails the test.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.ui.browsing import BACKGROUND, COLOUR_RULES, STILL, WIDER, address_of, idle, serving, step, violations
from tests.ui.small_region import PAGES, PAYLOADS, ROOT

pytest.importorskip("playwright.sync_api")
pytest.importorskip("axe_playwright_python.sync_playwright")

pytestmark = pytest.mark.browser

Visit = Callable[..., Any]


@pytest.fixture(scope="module")
def tour(window: Any, seeded: str) -> Iterator[Any]:
    """One session for what is asked of every page."""
    page = window.new_page()
    page.goto(seeded)
    page.locator("h1").wait_for()
    yield page
    page.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_in_light_and_dark_and_reflows_to_320_pixels(tour: Any, seeded: str, name: str) -> None:
    page = tour
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1280, "height": 900})
    step(page, seeded, name)
    page.locator("[data-testid=stSidebarNavItems] [role=list]").first.wait_for(state="attached")
    assert page.evaluate("document.documentElement.lang") == "nl"
    if name == "inlezen":
        page.get_by_text("Kolommen verbeteren").click()
        page.get_by_role("button", name="Bewaar en analyseer opnieuw").first.wait_for()
        idle(page)
    assert violations(page) == []
    light = page.evaluate(BACKGROUND)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"{BACKGROUND} !== '{light}' && {STILL}")
    idle(page)
    assert violations(page, COLOUR_RULES) == []
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function(f"{WIDER} === 0")


def test_a_picture_follows_the_theme_of_the_computer_without_a_click(visit: Visit, seeded: str) -> None:
    page = visit(address_of(seeded, "landschap"))
    letters = page.get_by_test_id("stEChartsChart").first
    for scheme, ink in (("light", "#0d191d"), ("dark", "#e6edee"), ("light", "#0d191d")):
        page.emulate_media(color_scheme=scheme)
        letters.locator(f"svg text[fill='{ink}']").first.wait_for()
        idle(page)


def test_the_switch_turns_the_page_and_its_sentences_to_english(visit: Visit, seeded: str) -> None:
    page = visit(address_of(seeded, "landschap"))
    page.get_by_text("English", exact=True).click()
    page.get_by_role("heading", name="Landscape", level=1).wait_for()
    idle(page)
    page.wait_for_function("document.documentElement.lang === 'en'")
    page.get_by_text("What deserves attention first?").wait_for()
    assert page.get_by_text("still in Dutch").count() == 0
    page.get_by_text("Of 2 applications").wait_for()  # analysed again: the list of this test has two


def test_a_piece_of_a_bar_leads_to_its_applications(visit: Visit, seeded: str) -> None:
    page = visit(address_of(seeded, "landschap"))
    rust = page.get_by_test_id("stEChartsChart").first.locator("svg path[fill='#a63d1e']")
    rust.nth(1).wait_for()  # the bar and its legend: the chart is drawn
    rust.first.click(position={"x": 20, "y": 6})  # beside the number on the bar
    page.get_by_text("1 applicatie. Kies de rij").wait_for()
    idle(page)


def test_every_payload_in_every_page_is_only_text(visit: Visit) -> None:
    """All payloads at once, in every free-text column: no picture, link, icon, formula or script may come of it."""
    together = " ".join(PAYLOADS)
    alive = (
        "main img:not([alt='Logo']), main a[href*='example.test'], main script, main strong em, "
        "main .katex, main [style*='color: red'], main code"
    )
    with serving(ROOT / "tests" / "ui" / "seeded_app.py", LANDSCHAP_TEST_NAME=together) as address:
        page = visit(address)
        main = page.get_by_test_id("stMain")
        for name in PAGES:
            step(page, address, name)
            assert main.get_by_test_id("stIconMaterial").filter(has_text="star").count() == 0
            assert (
                page.evaluate(f"document.querySelectorAll(`{alive.replace('main ', '[data-testid=stMain] ')}`).length")
                == 0
            )
            assert "🚀" not in main.inner_text()


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_a_picture_is_kept_as_a_file_with_its_title_and_source(visit: Visit, seeded: str, kind: str) -> None:
    page = visit(address_of(seeded, "landschap"))
    page.get_by_test_id("stEChartsChart").locator("svg path").first.wait_for()
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile(f"Bewaar deze grafiek als {kind.upper()}: Hoe gereed")).click()
    assert download.value.suggested_filename == f"landschapswijzer-readiness.{kind}"
    content = Path(download.value.path()).read_bytes()
    if kind == "png":
        assert content[:8] == b"\x89PNG\r\n\x1a\n"
    else:
        drawn = content.decode()
        assert "Hoe gereed zijn de applicaties" in drawn
        assert "Bron: 2 ingelezen lijsten, peildatum 01-07-2026." in drawn
        assert "<script" not in drawn


def test_a_link_opens_the_same_filters_and_the_same_candidate(visit: Visit, seeded: str) -> None:
    page = visit(f"{seeded}/kandidaten?kandidaat=k2&voorstel=%3Cscript%3E")
    page.get_by_role("heading", name="2. Oud archief").wait_for()
    page = visit(f"{seeded}/applicaties?gereedheid=legacy&organisatie=Nergens&zoek=archief")
    page.get_by_text("1 applicatie. Kies de rij").wait_for()
    assert "Nergens" not in page.get_by_test_id("stMain").inner_text()
    page.get_by_role("button", name="Toon alle applicaties").click()
    page.get_by_text("4 applicaties. Kies een rij").wait_for()
    page.wait_for_function("!location.search.includes('legacy')")


def test_what_streamlit_says_itself_is_dutch_too(visit: Visit, seeded: str) -> None:
    page = visit(address_of(seeded, "applicaties"))
    page.get_by_test_id("stDataFrame").first.hover()
    page.get_by_label("Kolommen tonen of verbergen: Applicaties").wait_for(state="attached")
    page.get_by_label("Volledig scherm: Applicaties").wait_for(state="attached")
    page.get_by_label("Zijbalk inklappen").wait_for(state="attached")
    page.get_by_label("Uitleg bij Alleen gegeven waarden").wait_for(state="attached")
    page.get_by_test_id("stMultiSelect").first.locator("input").fill("bestaat niet")
    page.get_by_text("Niets gevonden").wait_for()
    assert page.get_by_text("No results").count() == 0
