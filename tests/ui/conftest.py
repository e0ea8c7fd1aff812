"""Opens pages of the real app, and finds a browser where there is one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from landscape.ui import shell, work
from landscape.ui.uploads import Source, as_sources
from landscape.ui.work import Analysis, Request
from tests.small_inventories import GEMEENTE_A, GEMEENTE_B, write_csv, write_xlsx
from tests.ui.browsing import OURS, PATIENCE, idle, serving
from tests.ui.small_region import ROOT


@dataclass(frozen=True)
class Run:
    """One real run: what came out, and the stages it told."""

    result: Analysis
    stages: list[tuple[str, float]]


@pytest.fixture(scope="session")
def two_sources(tmp_path_factory: pytest.TempPathFactory) -> tuple[Source, ...]:
    """An xlsx of Gemeente A and a CSV of Gemeente B, as somebody would upload them."""
    folder = tmp_path_factory.mktemp("lists")
    paths = [write_xlsx(folder / "Gemeente A.xlsx", GEMEENTE_A), write_csv(folder / "Gemeente B.csv", GEMEENTE_B)]
    return as_sources((path.name, path.read_bytes()) for path in paths)


@pytest.fixture(scope="session")
def analysed(two_sources: tuple[Source, ...]) -> Run:
    """Two files and an empty one, analysed once in a real child process for all tests that look at the result."""
    stages: list[tuple[str, float]] = []
    request = Request(date(2026, 7, 1), "nl", {"Gemeente B.csv": "Beekstad"})
    result = work.analyse(
        (*two_sources, Source("leeg.xlsx", b"")),
        request,
        key="k",
        progress=lambda step, done: stages.append((step, done)),
    )
    return Run(result, stages)


@pytest.fixture(autouse=True)
def mistakes_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """In tests a mistake in a page is an exception of the page, not a sentence on it."""
    monkeypatch.setattr(shell, "guarded", lambda draw: draw())


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The folder where the app of this test keeps partnerships."""
    return tmp_path / "bewaard"


@pytest.fixture(autouse=True)
def data_of_nobody(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Partnerships of tests never lie in the folder of the person who runs them."""
    monkeypatch.setenv("LANDSCHAP_DATA", str(data))


@pytest.fixture
def open_page() -> Callable[..., AppTest]:
    """Open a page of the real app, with an analysis in the session or without one."""

    def opened(page: str = "inlezen", analysis: Analysis | None = None, **state: object) -> AppTest:
        test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        if analysis is not None:
            test.session_state["analysis"] = analysis
        for key, value in state.items():
            test.session_state[key] = value
        test.run()
        if page != "inlezen":
            test.switch_page(str(ROOT / "landscape" / "ui" / "pages" / f"{page}.py")).run()
        return test

    return opened


@pytest.fixture(scope="session")
def window(browser: Any) -> Iterator[Any]:
    """One window for all tests, so that the browser keeps the scripts of the app; every visit is a tab of its own."""
    opened = browser.new_context(locale="nl-NL")
    opened.set_default_timeout(PATIENCE)
    yield opened
    opened.close()


@pytest.fixture
def visit(window: Any) -> Iterator[Callable[..., Any]]:
    """Open an address in a tab of its own, as a new session; asking another host anything fails the test."""
    tabs, strangers = [], []

    def noted(request: Any) -> None:
        url = urlsplit(request.url)
        if url.scheme not in ("data", "blob") and url.hostname not in OURS:
            strangers.append(request.url)

    def opened(address: str, *, width: int = 1280, dark: bool = False) -> Any:
        page = window.new_page()
        tabs.append(page)
        page.on("request", noted)
        page.emulate_media(color_scheme="dark" if dark else "light")
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(address)
        page.locator("h1").wait_for()
        idle(page)
        return page

    yield opened
    for page in tabs:
        page.evaluate("localStorage.clear()")
        page.close()
    window.clear_cookies()
    assert strangers == []


@pytest.fixture(scope="session")
def seeded() -> Iterator[str]:
    """The address of the app with the small analysis already read."""
    with serving(ROOT / "tests" / "ui" / "seeded_app.py") as address:
        yield address
