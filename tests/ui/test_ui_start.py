"""The lists ``landscape serve FILE...`` names are there when a window opens, as if they had been uploaded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from landscape.access.settings import Settings
from landscape.cli_access import opening
from landscape.ui import running, viewing
from landscape.ui.uploads import SAMPLE_FOLDER, as_sources, sample_sources
from tests.ui.pressing import go

OpenPage = Callable[..., AppTest]


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def named(*files: Path, on: str | None = "2026-07-01") -> None:
        for name, value in opening("local", files, on).items():
            monkeypatch.setenv(name, value)

    return named


def test_a_window_opens_on_the_named_lists_and_leaving_them_does_not_bring_them_back(
    open_page: OpenPage, start: Callable[..., None], two_inventories: list[Path]
) -> None:
    start(*two_inventories)
    page = open_page()
    analysis = page.session_state["analysis"]
    assert len(analysis.applications) == 7
    assert analysis.sources == as_sources((path.name, path.read_bytes()) for path in two_inventories)
    assert (str(analysis.reference_date), analysis.is_sample) == ("2026-07-01", False)
    assert "Klaar." in "".join(block.value for block in page.markdown)
    page.session_state["analysis"] = None
    assert go(page, "inlezen").session_state["analysis"] is None


def test_a_file_that_disappeared_is_one_sentence_without_its_folder(
    open_page: OpenPage, start: Callable[..., None], two_inventories: list[Path]
) -> None:
    start(*two_inventories)
    two_inventories[1].unlink()
    page = open_page()
    assert not page.exception
    assert "analysis" not in page.session_state
    (error,) = page.error
    assert "Gemeente B\\.csv" in error.value, "a name of a file is never Markdown"
    assert str(two_inventories[1].parent) not in error.value
    assert not page.run().error, "said once; the place for uploads is there"


def test_somebody_who_pressed_stop_is_not_asked_to_wait_again(
    open_page: OpenPage, start: Callable[..., None], two_inventories: list[Path]
) -> None:
    start(*two_inventories)
    assert "analysis" not in open_page(language_stays="").session_state


def test_a_server_of_a_partnership_never_reads_named_files(
    monkeypatch: pytest.MonkeyPatch, start: Callable[..., None], two_inventories: list[Path]
) -> None:
    start(*two_inventories)
    read: list[object] = []
    monkeypatch.setattr(running, "run", lambda sources, *_, **__: read.append(sources))
    monkeypatch.setattr(viewing, "settings", lambda: Settings("partnership"))
    running.read_at_start()
    assert not read
    monkeypatch.setattr(viewing, "settings", lambda: Settings("local"))
    running.read_at_start()
    assert len(read) == 1


def test_the_named_sample_is_called_the_sample(open_page: OpenPage, start: Callable[..., None]) -> None:
    start(*(SAMPLE_FOLDER / source.name for source in sample_sources()))
    assert open_page().session_state["analysis"].is_sample


def test_without_files_nothing_is_read_and_the_named_day_is_proposed(
    open_page: OpenPage, start: Callable[..., None]
) -> None:
    start()
    page = open_page()
    assert "analysis" not in page.session_state
    assert str(page.date_input(key="upload_date").value) == "2026-07-01"
