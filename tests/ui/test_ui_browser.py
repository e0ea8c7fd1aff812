"""What only a browser can show: the journey from two files to the workbook, accessibility, and that nothing leaves.

First the visible effect, then idle; never a pause. Every request to another host is stopped and fails the test.
"""

from __future__ import annotations

import io
import os
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from zipfile import ZipFile

import pytest

from tests.ui.small_region import PAGES, PAYLOADS, ROOT

playwright = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")

pytestmark = pytest.mark.browser

ARTEFACTS = ROOT / "artefacts"
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
OURS = frozenset({"localhost", "127.0.0.1"})
IDLE = "[data-testid='stApp'][data-test-script-state='notRunning']"
BACKGROUND = "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
WIDER = "(() => { const m = document.querySelector('[data-testid=stMain]'); return m.scrollWidth - m.clientWidth })()"
PATIENCE = 120_000
"""Milliseconds until a test gives up; this machine may be busy. Nothing waits this long unless it fails."""


@contextmanager
def serving(script: Path, **environment: str) -> Iterator[str]:
    """Serve ``script`` on a free port of this machine and yield its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    settings = {**os.environ, "PYTHONUNBUFFERED": "1", **environment}
    server = subprocess.Popen(
        command, cwd=ROOT, env=settings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        assert server.stdout is not None
        said = []
        for line in server.stdout:
            said.append(line)
            if "URL:" in line:
                break
        assert said, "the app said nothing"
        assert "URL:" in said[-1], "".join(said)
        threading.Thread(target=server.stdout.read, daemon=True).start()  # a full pipe would stop the server
        yield f"http://localhost:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[object]:
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield opened
        opened.close()


@pytest.fixture
def visit(browser) -> Iterator[Callable[..., object]]:
    """Open an address in a window of its own; asking another host anything is stopped, and fails the test."""
    contexts, strangers = [], []

    def only_ours(route) -> None:
        url = urlsplit(route.request.url)
        if url.scheme in ("data", "blob") or url.hostname in OURS:
            route.continue_()
        else:
            strangers.append(route.request.url)
            route.abort()

    def opened(address: str, *, width: int = 1280, dark: bool = False):
        colours = "dark" if dark else "light"
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=colours, locale="nl-NL")
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        context.route("**/*", only_ours)
        page = context.new_page()
        page.goto(address)
        page.locator("h1").wait_for()
        idle(page)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert strangers == []


def idle(page) -> None:
    page.locator(IDLE).wait_for()


@pytest.fixture(scope="module")
def seeded() -> Iterator[str]:
    with serving(ROOT / "tests" / "ui" / "seeded_app.py") as address:
        yield address


def address_of(base: str, page: str) -> str:
    return base if page == "inlezen" else f"{base}/{page}"


def violations(page) -> list[str]:
    found = axe.Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]})
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found.response["violations"] for node in rule["nodes"]]


def test_from_two_files_to_the_candidates_and_the_workbook(visit, two_inventories: list[Path]) -> None:
    with serving(ROOT / "app.py") as address:
        page = visit(address)
        page.locator("input[type=file]").set_input_files([str(path) for path in two_inventories])
        page.get_by_text("2 bestanden staan klaar.").wait_for()
        idle(page)
        page.get_by_role("button", name="Lees in", exact=True).click()
        page.get_by_text("Klaar.").wait_for()
        idle(page)
        page.get_by_role("button", name="Bekijk de kandidaten").click()
        page.get_by_role("heading", name="Kandidaten", level=1).wait_for()
        page.get_by_text("Wat ervoor spreekt").wait_for()
        idle(page)
        ARTEFACTS.mkdir(exist_ok=True)
        page.screenshot(path=str(ARTEFACTS / "kandidaten.png"), full_page=True)
        with page.expect_download() as download:
            page.get_by_role("button", name="Download als Excel").click()
        assert re.fullmatch(r"landschapswijzer-\d{4}-\d\d-\d\d\.xlsx", download.value.suggested_filename)
        with ZipFile(io.BytesIO(Path(download.value.path()).read_bytes())) as workbook:
            assert "xl/workbook.xml" in workbook.namelist()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_in_light_and_dark_and_fits_a_telephone(visit, seeded: str, name: str) -> None:
    page = visit(address_of(seeded, name))
    page.locator("[data-testid=stSidebarNavItems] [role=list]").first.wait_for(state="attached")
    assert page.evaluate("document.documentElement.lang") == "nl"
    if name == "inlezen":
        page.get_by_text("Kolommen verbeteren").click()
        page.get_by_role("button", name="Bewaar en analyseer opnieuw").first.wait_for()
        idle(page)
    assert violations(page) == []
    light = page.evaluate(BACKGROUND)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"{BACKGROUND} !== '{light}'")
    idle(page)
    assert violations(page) == []
    page.set_viewport_size({"width": 390, "height": 900})
    page.wait_for_function(f"{WIDER} === 0")


def test_the_switch_turns_the_page_and_its_sentences_to_english(visit, seeded: str) -> None:
    page = visit(address_of(seeded, "landschap"))
    page.get_by_text("English", exact=True).click()
    page.get_by_role("heading", name="Landscape", level=1).wait_for()
    idle(page)
    page.wait_for_function("document.documentElement.lang === 'en'")
    page.get_by_text("What deserves attention first?").wait_for()
    assert page.get_by_text("still in Dutch").count() == 0
    page.get_by_text("Of 2 applications").wait_for()  # analysed again: the list of this test has two


def test_a_piece_of_a_bar_leads_to_its_applications(visit, seeded: str) -> None:
    page = visit(address_of(seeded, "landschap"))
    rust = page.get_by_test_id("stEChartsChart").locator("svg path[fill='#a63d1e']")
    rust.nth(1).wait_for()  # the bar and its legend: the chart is drawn
    rust.first.click(position={"x": 20, "y": 6})  # beside the number on the bar
    page.get_by_text("1 applicatie. Kies de rij").wait_for()
    idle(page)


def test_every_payload_in_every_page_is_only_text(visit) -> None:
    """All payloads at once, in every free-text column: no picture, link, icon, formula or script may come of it."""
    together = " ".join(PAYLOADS)
    alive = (
        "main img:not([alt='Logo']), main a[href*='example.test'], main script, main strong em, "
        "main .katex, main [style*='color: red'], main code"
    )
    with serving(ROOT / "tests" / "ui" / "seeded_app.py", LANDSCHAP_TEST_NAME=together) as address:
        for name in PAGES:
            page = visit(address_of(address, name))
            main = page.get_by_test_id("stMain")
            assert main.get_by_test_id("stIconMaterial").filter(has_text="star").count() == 0
            assert (
                page.evaluate(f"document.querySelectorAll(`{alive.replace('main ', '[data-testid=stMain] ')}`).length")
                == 0
            )
            assert "🚀" not in main.inner_text()
