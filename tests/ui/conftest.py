"""Opens pages of the real app, and finds a browser where there is one."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from landscape.ui.work import Analysis
from tests.ui.small_region import ROOT


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
def chromium() -> str:
    """The browser of this machine; no browser skips the test, or fails it where CI=true."""
    for path in ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"):
        if Path(path).exists():
            return path
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail("no Chromium on this machine, and CI=true")
    pytest.skip("no Chromium on this machine")
