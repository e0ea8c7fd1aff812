"""Deciding and remarking in the detail of a candidate: only in a partnership, and one click away from one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from landscape.access import Viewer
from landscape.partnership import open_partnership
from landscape.ui import viewing, work
from landscape.ui.uploads import Source
from landscape.ui.work import Analysis, Request
from tests.ui.small_region import small_analysis

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


def test_a_reader_sees_what_was_decided_and_no_button_that_would_refuse(
    data: Path, open_page: OpenPage, real: Analysis, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(real)
    page.text_input[0].set_value("regio")
    submit(page, "Bewaar")
    page.text_input[0].set_value("CIO")
    page.text_area[0].set_value("Twee is te veel")
    submit(page, "Leg vast")
    kept = page.session_state["analysis"]
    changing = {"Leg vast", "Bewaar", "Draai terug", "Bekijk de verschillen", "Hetzelfde", "Verschillend"}
    seen: dict[str, set[str]] = {}
    for role in ("lezer", "beheerder"):
        who = Viewer("jo", role, ("*",))
        monkeypatch.setattr(viewing, "viewer", lambda who=who: who)
        usable = set()
        for name in ("kandidaten", "wijzigingen", "reviewlijst"):
            pairs = replace(small_analysis(), partnership="regio")
            shown = open_page(name, pairs if name == "reviewlijst" else kept, partnership_name="regio")
            assert not shown.exception
            usable |= {button.label for button in shown.button if not button.disabled}
            if role == "lezer":
                assert any("Wijzigen doet een lid of de beheerder" in said.value for said in shown.caption), name
            if name == "kandidaten":
                assert any("besloten door CIO" in said.value for said in shown.markdown)
        seen[role] = usable & changing
    assert seen == {"lezer": set(), "beheerder": changing}
