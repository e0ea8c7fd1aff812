"""The analysis runs in a child process, tells how far it is, leaves nothing on disk, and can be stopped.

A real child costs seconds: most tests look at the one run of the session (``analysed``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from landscape.ui import work
from landscape.ui.uploads import Source, sample_sources
from landscape.ui.work import Analysis, Request
from tests.ui.conftest import Run

OpenPage = Callable[..., AppTest]
REQUEST = Request(date(2026, 7, 1), "nl")


@pytest.fixture
def private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The place where temporary folders are made, so that a test can look into it."""
    folder = tmp_path / "private"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


@pytest.fixture
def asked(analysed: Run, monkeypatch: pytest.MonkeyPatch) -> list[tuple[tuple[Source, ...], Request]]:
    """Every analysis a page asks for, answered at once with the result of the session's run."""
    heard: list[tuple[tuple[Source, ...], Request]] = []

    def answered(sources: tuple[Source, ...], request: Request, **rest: Any) -> Analysis:
        heard.append((tuple(sources), request))
        rest["progress"]("read", 0.5)
        return replace(
            analysed.result, sources=tuple(sources), request=request, key=rest["key"], is_sample=rest["is_sample"]
        )

    monkeypatch.setattr(work, "analyse", answered)
    return heard


def silent(*_: object) -> None:
    """Progress nobody looks at."""


def test_two_files_become_an_analysis(analysed: Run) -> None:
    result = analysed.result
    assert result.reference_date == date(2026, 7, 1)
    assert set(result.applications["organisation"]) == {"Gemeente A", "Beekstad"}
    assert result.inventories["rows_read"].sum() == len(result.applications) + result.inventories["rows_refused"].sum()


def test_a_refused_file_does_not_stop_the_others(analysed: Run) -> None:
    assert [file for file, _ in analysed.result.refused] == ["leeg.xlsx"]
    assert len(analysed.result.inventories) == 2


def test_progress_starts_at_nothing_and_ends_with_the_advice(analysed: Run) -> None:
    assert list(dict.fromkeys(step for step, _ in analysed.stages))[:2] == ["start", "read"]
    assert analysed.stages[-1][0] == "advise"
    assert [done for _, done in analysed.stages] == sorted(done for _, done in analysed.stages)


def test_a_file_that_cannot_be_read_ends_in_one_sentence_and_nothing_stays_on_disk(private: Path) -> None:
    with pytest.raises(work.AnalysisError) as problem:
        work.analyse((Source("leeg.xlsx", b""),), REQUEST, progress=silent)
    assert "leeg.xlsx" in str(problem.value)
    assert "Traceback" not in str(problem.value)
    assert str(private) not in str(problem.value)
    assert list(private.iterdir()) == []


def test_a_child_that_dies_is_an_analysis_without_result(
    two_sources: tuple[Source, ...], private: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("landscape.ui.work.sys.executable", "/bin/false")
    with pytest.raises(work.AnalysisError):
        work.analyse(two_sources, REQUEST, progress=silent)
    assert list(private.iterdir()) == []


def test_a_stop_during_a_silent_step_ends_the_child_and_removes_the_files(
    two_sources: tuple[Source, ...], private: Path
) -> None:
    """The stop comes in while the libraries still load, long before the first step of the pipeline."""

    def stop(step: str, done: float) -> None:
        raise KeyboardInterrupt(step)

    with pytest.raises(KeyboardInterrupt, match="start"):
        work.analyse(two_sources, REQUEST, progress=stop)
    assert list(private.iterdir()) == []


def test_lines_that_are_no_message_change_nothing() -> None:
    assert work._reached("a library prints this") is None
    assert work._reached("42") is None
    assert work._reached('{"alive": true}') is None
    assert work._reached('{"stage": "read", "share": 7}') == ("read", 1.0)


def test_uploads_are_analysed_and_a_corrected_organisation_is_used(
    open_page: OpenPage, two_sources: tuple[Source, ...], asked: list[tuple[tuple[Source, ...], Request]]
) -> None:
    page = open_page("inlezen")
    for source in two_sources:
        page.file_uploader(key="upload_files").upload(source.name, source.content)
    page.button(key="upload_start").click().run()
    assert not page.exception
    assert any("Klaar" in text.value for text in page.markdown)
    page.session_state["organisation_editor"] = {
        "edited_rows": {0: {"organisation": "Aadorp"}},
        "added_rows": [],
        "deleted_rows": [],
    }
    save = next(button for button in page.form_submit_button if button.label == "Bewaar en vergelijk opnieuw")
    save.click().run()
    assert not page.exception
    assert [sources for sources, _ in asked] == [two_sources, two_sources]
    assert [request.organisations for _, request in asked] == [{}, {"Gemeente A.xlsx": "Aadorp"}]


def test_the_sample_is_one_click_away(open_page: OpenPage, asked: list[tuple[tuple[Source, ...], Request]]) -> None:
    page = open_page("inlezen")
    page.button(key="sample_start").click().run()
    assert not page.exception
    assert page.session_state["analysis"].is_sample
    assert [sources for sources, _ in asked] == [sample_sources()]


def test_a_switch_of_language_analyses_again_in_that_language(
    open_page: OpenPage, analysed: Run, asked: list[tuple[tuple[Source, ...], Request]]
) -> None:
    page = open_page("kandidaten", analysed.result, taal="en")
    assert not page.exception
    assert [request.language for _, request in asked] == ["en"]
    assert page.session_state["analysis"].request.language == "en"


def test_a_stopped_switch_of_language_is_offered_and_not_repeated(
    open_page: OpenPage, analysed: Run, asked: list[tuple[tuple[Source, ...], Request]]
) -> None:
    page = open_page("inlezen", analysed.result, taal="en", language_stays=analysed.result.key)
    assert [info.value for info in page.info][:1] == ["Reasons and findings are still in Dutch."]
    assert asked == []
    page.button(key="follow_language").click().run()
    assert [request.language for _, request in asked] == ["en"]


def test_a_broken_upload_is_said_on_the_page_and_the_page_lives_on(open_page: OpenPage) -> None:
    page = open_page("inlezen")
    page.file_uploader(key="upload_files").upload("leeg.xlsx", b"")
    page.button(key="upload_start").click().run(timeout=120)
    assert not page.exception
    assert len(page.error) == 1
    assert "leeg" in page.error[0].value
    assert "analysis" not in page.session_state
