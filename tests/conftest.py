"""Fixtures of all tests."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.small_inventories import GEMEENTE_A, GEMEENTE_B, write_csv, write_xlsx
from tests.ui.browsing import FLAGS


@pytest.fixture
def two_inventories(tmp_path: Path) -> list[Path]:
    """An xlsx of Gemeente A and a CSV of Gemeente B."""
    return [write_xlsx(tmp_path / "Gemeente A.xlsx", GEMEENTE_A), write_csv(tmp_path / "Gemeente B.csv", GEMEENTE_B)]


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser of this machine; no browser skips the test, or fails it where CI=true."""
    for path in ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"):
        if Path(path).exists():
            return path
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail("no Chromium on this machine, and CI=true")
    pytest.skip("no Chromium on this machine")


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Any]:
    """One browser for all tests of a process: a second one beside it cannot be driven from the same thread."""
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield opened
        opened.close()
