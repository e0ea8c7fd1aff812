"""Judgements on the screen: with a role, kept in the session or the partnership, and taken along when asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from landscape.partnership import open_partnership
from landscape.records_judgements import Said, as_said, judgements_of
from landscape.ui import partnerships, work
from landscape.ui.uploads import Source
from landscape.ui.work import Analysis, Request
from tests.store.inventories_by_hand import content, inventory
from tests.ui.small_region import small_analysis

DAY = date(2026, 7, 1)
SAME = Said("pair", "a1", "b1", "same", "beheerder", "2026-07-01", "zelfde pakket")


def page_that_judges() -> None:
    """What a page with judgements does: one button per answer, and the bar."""
    import streamlit as st

    from landscape.ui import judging

    st.button("same", key="same", on_click=judging.judge, args=("pair", "b1", "a1", "same"))
    st.button("back", key="back", on_click=judging.withdraw, args=("pair", "a1", "b1"))
    judging.show_pending()
    st.text(str(judging.pending()))


@pytest.fixture
def judge_page(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., AppTest]:
    monkeypatch.setenv(partnerships.DATA_SETTING, str(tmp_path))

    def opened(analysis: Analysis, role: str = "beheerder", **state: object) -> AppTest:
        test = AppTest.from_function(page_that_judges, default_timeout=30)
        test.session_state["analysis"] = analysis
        for key, value in state.items():
            test.session_state[key] = value
        test.run()
        if role:
            test.text_input(key="judging_role").set_value(role).run()
        return test

    return opened


def test_judgements_as_texts_come_back_as_they_were() -> None:
    said = (
        SAME,
        Said("component", "a1", "", "Archiefcomponent", "architect", "2026-07-02", ""),
        Said("kind", "a2", "", "own_build", "architect", "2026-07-02", ""),
        Said("pair", "a1", "b2", "different", "beheerder", "2026-07-01", ""),
        Said("readiness", "a1", "", "legacy", "CIO", "2026-07-02", "gezien"),
    )
    assert as_said(judgements_of(said)) == tuple(sorted(said))


def test_the_last_judgement_about_a_question_counts_and_an_empty_one_takes_back() -> None:
    other = SAME._replace(value="different")
    assert as_said(judgements_of((SAME, other))) == (other,)
    assert judgements_of((SAME, SAME._replace(value=""))).pairs().empty


def test_a_judgement_without_a_role_is_not_kept_and_the_page_says_so(judge_page: Callable[..., AppTest]) -> None:
    page = judge_page(small_analysis(), role="")
    page.button(key="same").click().run()
    assert not page.exception
    assert [warning.value for warning in page.warning] == ["Vul eerst uw rol in. Uw oordeel is nog niet bewaard."]
    assert page.text[0].value == "0"


def test_a_judgement_waits_until_somebody_asks_and_then_goes_along(
    judge_page: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    analysis = small_analysis(sources=(Source("a.csv", b"x"),))
    heard: list[Request] = []

    def answered(sources: Any, request: Request, **rest: Any) -> Analysis:
        heard.append(request)
        return replace(analysis, request=request, key=rest["key"])

    monkeypatch.setattr(work, "analyse", answered)
    page = judge_page(analysis)
    page.button(key="same").click().run()
    assert page.text[0].value == "1"
    assert "**1 oordeel** nog niet verwerkt." in [text.value for text in page.markdown]
    page.button(key="judging_process").click().run()
    assert not page.exception
    assert [one[:5] for one in heard[0].judgements] == [("pair", "a1", "b1", "same", "beheerder")]
    assert page.text[0].value == "0"
    page.button(key="back").click().run()
    assert page.text[0].value == "1"


def test_with_a_partnership_open_its_file_keeps_the_judgement(
    judge_page: Callable[..., AppTest], tmp_path: Path
) -> None:
    path = tmp_path / "regio.duckdb"
    with open_partnership(path) as partnership:
        given = inventory([{"name": "Key2", "vendor": "Centric"}, {"name": "iBurgerzaken"}], "A", "A.xlsx")
        partnership.accept(partnership.preview_inventory(given, content(given)), on=DAY)
        page = judge_page(small_analysis(), partnership_name="regio")
        page.button(key="same").click().run()
        assert not page.exception
        assert "staat niet in dit samenwerkingsverband" in page.warning[0].value
        assert partnership.judgement_log().empty


def test_a_session_judgement_reaches_the_real_analysis(two_sources: tuple[Source, ...]) -> None:
    silent = lambda *_: None  # noqa: E731
    before = work.analyse(two_sources, Request(DAY, "nl"), progress=silent)
    first = before.applications["application_id"].iloc[0]
    said = Said("readiness", str(first), "", "legacy", "CIO", "2026-07-01", "")
    after = work.analyse(two_sources, Request(DAY, "nl", judgements=(said,)), progress=silent)
    row = after.applications.set_index("application_id").loc[first]
    assert (row["readiness"], row["readiness_decided_by"]) == ("legacy", "person")
    assert list(after.contradictions.columns[:2]) == ["application_id_1", "application_id_2"]
