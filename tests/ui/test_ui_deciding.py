"""Deciding and remarking in the detail of a candidate: only in a partnership, and one click away from one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from landscape.partnership import open_partnership
from landscape.ui import work
from landscape.ui.uploads import Source
from landscape.ui.work import Analysis, Request

OpenPage = Callable[..., AppTest]


def page_of_a_candidate() -> None:
    """What the detail of a candidate does."""
    from landscape.ui import deciding, state

    analysis = state.analysis()
    assert analysis is not None
    candidate = analysis.candidates.iloc[0]
    deciding.decision_form(analysis, candidate)
    deciding.remarks(analysis, candidate)


@pytest.fixture(scope="module")
def real(two_sources: tuple[Source, ...]) -> Analysis:
    return work.analyse(two_sources, Request(date(2026, 7, 1), "nl"), key="echt", progress=lambda *_: None)


def opened(analysis: Analysis) -> AppTest:
    test = AppTest.from_function(page_of_a_candidate, default_timeout=120)
    test.session_state["analysis"] = analysis
    return test.run()


def submit(page: AppTest, name: str) -> AppTest:
    next(button for button in page.button if button.label == name).click().run()
    assert not page.exception, page.exception
    return page


def test_lists_are_kept_in_one_click_and_then_a_decision_and_an_objection_stay(data: Path, real: Analysis) -> None:
    page = opened(real)
    assert "samenwerkingsverband" in page.markdown[1].value
    page.text_input[0].set_value("../IJsselrand")
    submit(page, "Bewaar")
    assert [path.name for path in data.glob("*.duckdb")] == ["IJsselrand.duckdb"]
    analysis = page.session_state["analysis"]
    assert analysis.partnership == "IJsselrand"
    assert sorted(analysis.applications["application_id"]) == sorted(real.applications["application_id"])
    page.text_input[0].set_value("CIO")
    page.text_area[0].set_value("Twee [contracten](http://x.test) is te veel")
    submit(page, "Leg vast")
    assert any("besloten door CIO" in text.value and "http://" not in text.value for text in page.markdown)
    page.radio[0].set_value("objection")
    page.text_input[1].set_value("beheerder")
    page.text_area[1].set_value("Ons contract loopt door")
    submit(page, "Bewaar")
    assert any(text.value.startswith("**Bezwaar** van beheerder") for text in page.markdown)
    with open_partnership(data / "IJsselrand.duckdb", create=False) as partnership:
        assert partnership.decisions()["role"].tolist() == ["CIO"]
        assert partnership.remarks()["kind"].tolist() == ["objection"]


def test_a_decision_without_a_reason_is_refused_in_one_sentence(data: Path, real: Analysis) -> None:
    page = opened(real)
    page.text_input[0].set_value("regio")
    submit(page, "Bewaar")
    submit(page, "Leg vast")
    assert [error.value for error in page.error] == [
        "Een besluit heeft een actie\\, een rol en een reden nodig\\. Vul ze alle drie in\\."
    ]


def test_a_name_that_is_taken_or_empty_is_refused_and_nothing_is_left_behind(data: Path, real: Analysis) -> None:
    data.mkdir()
    open_partnership(data / "regio.duckdb", create=True).close()
    for name in ("regio", " .. "):
        page = opened(real)
        page.text_input[0].set_value(name)
        submit(page, "Bewaar")
        assert len(page.error) == 1
        assert page.session_state["analysis"].partnership == ""
    assert [path.name for path in data.iterdir()] == ["regio.duckdb"]


def test_an_analysis_of_loose_lists_has_no_decisions(real: Analysis) -> None:
    from landscape.ui import deciding

    shown = deciding.decided(replace(real, partnership=""))
    assert set(shown["decision"]) == {""}
