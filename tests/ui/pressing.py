"""What the tests of pages without a browser share: press a button, go to a page, and nothing went wrong."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests.ui.small_region import ROOT

_ANALYSES = 120
"""Seconds: a press may start an analysis in a child process."""


def press(page: AppTest, name: str) -> AppTest:
    next(button for button in page.button if button.label == name).click().run(timeout=_ANALYSES)
    assert not page.exception, page.exception
    return page


def go(page: AppTest, name: str) -> AppTest:
    page.switch_page(str(ROOT / "landscape" / "ui" / "pages" / f"{name}.py")).run(timeout=_ANALYSES)
    assert not page.exception, page.exception
    return page
