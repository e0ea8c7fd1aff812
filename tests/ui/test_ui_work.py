"""The analysis runs in a child process, tells how far it is, leaves nothing on disk, and can be stopped."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from streamlit.testing.v1 import AppTest

from landscape.ui import work
from landscape.ui.uploads import Source, as_sources

OpenPage = Callable[..., AppTest]


@pytest.fixture
def private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The place where temporary folders are made, so that a test can look into it."""
    folder = tmp_path / "private"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


@pytest.fixture
def sources(two_inventories: list[Path]) -> tuple[Source, ...]:
    return as_sources((path.name, path.read_bytes()) for path in two_inventories)


def analyse(sources: tuple[Source, ...], progress: Callable[[str, float], object] = lambda *_: None) -> work.Analysis:
    return work.analyse(
        sources,
        key="k",
        organisations={"Gemeente B.csv": "Beekstad"},
        reference_date=date(2026, 7, 1),
        language="nl",
        is_sample=False,
        progress=progress,
    )


def test_two_files_become_an_analysis_and_nothing_stays_on_disk(sources: tuple[Source, ...], private: Path) -> None:
    steps: list[tuple[str, float]] = []
    result = analyse(sources, lambda step, done: steps.append((step, done)))
    assert result.reference_date == date(2026, 7, 1)
    assert set(result.applications["organisation"]) == {"Gemeente A", "Beekstad"}
    assert result.inventories["rows_read"].sum() == len(result.applications) + result.inventories["rows_refused"].sum()
    assert result.report[:2] == b"PK"
    assert list(dict.fromkeys(step for step, _ in steps))[:2] == ["start", "read"]
    assert steps[-1] == ("report", 1.0)
    assert [done for _, done in steps] == sorted(done for _, done in steps)
    assert list(private.iterdir()) == []


def test_a_file_that_cannot_be_read_ends_in_one_sentence(private: Path) -> None:
    with pytest.raises(work.AnalysisError) as problem:
        analyse((Source("leeg.xlsx", b""),))
    assert "leeg.xlsx" in str(problem.value)
    assert "Traceback" not in str(problem.value)
    assert str(private) not in str(problem.value)
    assert list(private.iterdir()) == []


def test_a_refused_file_does_not_stop_the_others(sources: tuple[Source, ...]) -> None:
    result = analyse((*sources, Source("leeg.xlsx", b"")))
    assert [file for file, _ in result.refused] == ["leeg.xlsx"]
    assert len(result.inventories) == 2


def test_a_child_that_dies_is_an_analysis_without_result(
    sources: tuple[Source, ...], private: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("landscape.ui.work.sys.executable", "/bin/false")
    with pytest.raises(work.AnalysisError):
        analyse(sources)
    assert list(private.iterdir()) == []


def test_a_long_silent_step_can_be_stopped_too(sources: tuple[Source, ...]) -> None:
    """A stop comes in while the libraries still load, long before the first step of the pipeline."""

    def stop(step: str, done: float) -> None:
        raise KeyboardInterrupt(step)

    with pytest.raises(KeyboardInterrupt, match="start"):
        analyse(sources, stop)


def test_lines_that_are_no_message_change_nothing(sources: tuple[Source, ...]) -> None:
    assert work._reached("a library prints this") is None
    assert work._reached("42") is None
    assert work._reached('{"alive": true}') is None
    assert work._reached('{"stage": "read", "share": 7}') == ("read", 1.0)


def test_stopping_ends_the_child_and_removes_the_files(sources: tuple[Source, ...], private: Path) -> None:
    def stop(step: str, done: float) -> None:
        raise KeyboardInterrupt(step)

    with pytest.raises(KeyboardInterrupt):
        analyse(sources, stop)
    assert list(private.iterdir()) == []


def test_uploads_are_analysed_and_a_corrected_organisation_is_used(
    open_page: OpenPage, two_inventories: list[Path]
) -> None:
    page = open_page("inlezen")
    for path in two_inventories:
        page.file_uploader(key="upload_files").upload(path.name, path.read_bytes())
    page.button(key="upload_start").click().run(timeout=120)
    assert not page.exception
    assert any("Klaar" in text.value for text in page.markdown)
    first = page.session_state["analysis"]
    assert list(first.inventories["organisation"]) == ["Gemeente A", "Gemeente B"]
    page.session_state["organisation_editor"] = {
        "edited_rows": {1: {"organisation": "Beekstad"}},
        "added_rows": [],
        "deleted_rows": [],
    }
    page.form_submit_button[0].click().run(timeout=120)
    assert not page.exception
    second = page.session_state["analysis"]
    assert list(second.inventories["organisation"]) == ["Gemeente A", "Beekstad"]
    assert second.key != first.key


def test_the_sample_is_one_click_away(open_page: OpenPage) -> None:
    page = open_page("inlezen")
    page.button(key="sample_start").click().run(timeout=180)
    assert not page.exception
    analysis = page.session_state["analysis"]
    assert analysis.is_sample
    assert len(analysis.inventories) >= 5
    assert len(analysis.candidates) > 0
    with ZipFile(io.BytesIO(analysis.report)) as workbook:
        assert "xl/workbook.xml" in workbook.namelist()


def test_a_broken_upload_is_said_on_the_page_and_the_page_lives_on(open_page: OpenPage) -> None:
    page = open_page("inlezen")
    page.file_uploader(key="upload_files").upload("leeg.xlsx", b"")
    page.button(key="upload_start").click().run(timeout=120)
    assert not page.exception
    assert len(page.error) == 1
    assert "leeg" in page.error[0].value
    assert "analysis" not in page.session_state
