"""The frames behind the pages about readiness, and what their buttons do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from landscape.classify.rules import rules, switches
from landscape.ui import frames_readiness, running
from landscape.ui.labels import LANGUAGES, catalogue
from tests.ui.small_region import ROOT, small_analysis

DAY = date(2026, 7, 1)


def test_what_nobody_settled_waits_least_sure_first() -> None:
    applications = small_analysis().applications
    waiting = frames_readiness.to_check(applications)
    assert set(waiting["application_id"]) == {"b1", "b2"}
    judged = applications.assign(readiness_decided_by="person")
    assert frames_readiness.to_check(judged).empty


def test_a_question_is_counted_once_for_everything_that_waits_for_it() -> None:
    waiting = frames_readiness.to_check(small_analysis().applications).assign(
        readiness_question="Browser of client?", readiness_rule="browser"
    )
    (row,) = frames_readiness.questions(waiting).to_dict("records")
    assert (row["waiting"], row["organisations"]) == (2, 1)


def test_every_application_has_one_decider() -> None:
    applications = small_analysis().applications
    assert frames_readiness.deciders(applications)["total"].sum() == len(applications)


def test_an_end_of_support_falls_in_one_period() -> None:
    ends = frames_readiness.ends_of_support(small_analysis().applications, DAY, "nl")
    assert ends["period"].tolist() == ["past"]
    counted = frames_readiness.ends_counted(ends)
    assert counted[["past", "later", "applications"]].values.tolist() == [[1, 0, 1]]


@pytest.mark.parametrize(("days", "period"), [(-1, "past"), (0, "this_year"), (365, "this_year"), (366, "next_years")])
def test_the_edge_of_a_period(days: int, period: str) -> None:
    day = (pd.Timestamp(DAY) + pd.Timedelta(days=days)).date()
    applications = small_analysis().applications.assign(support_ends=["", f'[["", "application", "{day}"]]', "", ""])
    assert frames_readiness.ends_of_support(applications, DAY, "nl")["period"].tolist() == [period]


def test_words_that_count_come_before_those_set_aside() -> None:
    application = small_analysis().applications.iloc[0].copy()
    application["readiness_evidence"] = (
        '[{"field": "remarks", "words": "SaaS", "status": "future", "cue": "vanaf 2027"},'
        ' {"field": "hosting", "words": "eigen server", "status": "counts", "cue": ""}]'
    )
    read = frames_readiness.words_read(application)
    assert read["words"].tolist() == ["eigen server", "SaaS"]
    assert read["cue"].tolist() == ["", "vanaf 2027"]


def test_the_measured_figures_are_whole() -> None:
    measured = frames_readiness.report()
    for name in frames_readiness.SETS:
        assert 0 < frames_readiness.figure(measured, name, "macro_f1") <= 1
        assert frames_readiness.confusion(measured, name).iloc[:, 1:].to_numpy().sum() == frames_readiness.figure(
            measured, name, "rows"
        )
    assert frames_readiness.figure(measured, "dev", "no_such_measure") != 0
    points = frames_readiness.curve(measured, "reliability")
    assert points["set"].drop_duplicates().tolist() == list(frames_readiness.SETS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_switch_and_support_category_has_its_words(language: str) -> None:
    words = catalogue(language)
    assert set(words["policy_switch"]) == set(words["policy_why"]) == {switch.id for switch in switches()}


def test_every_rule_of_the_list_stands_in_the_table() -> None:
    table = frames_readiness.rules_used(small_analysis().applications, "nl")
    assert table["rule"].tolist() == [rule.id for rule in rules()]
    assert table["decided"].sum() == 4


def test_applying_a_choice_analyses_again_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, object]] = []
    monkeypatch.setattr(running, "again", lambda analysis, **changes: asked.append(changes))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.session_state["analysis"] = small_analysis()
    app.session_state["rules_part"] = "choices"
    app.switch_page(str(ROOT / "landscape/ui/pages/regels.py")).run()
    app.button(key="rules_apply_vendor_hosted_browser_saas_ready").click().run()
    assert asked == [{"choices": {"vendor_hosted_browser": "saas_ready"}}]


def test_an_own_choice_is_said_on_the_page() -> None:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    analysis = small_analysis()
    request = replace(analysis.request, choices={"spreadsheet_registers": "unknown"})
    app.session_state["analysis"] = replace(analysis, request=request)
    app.session_state["rules_part"] = "choices"
    app.switch_page(str(ROOT / "landscape/ui/pages/regels.py")).run()
    assert any("eigen keuze" in text.value for text in app.markdown)


def test_support_that_ended_without_a_date_is_said_too(open_page: Callable[..., AppTest]) -> None:
    small = small_analysis()
    told = small.applications.assign(obsolete=["unknown", "yes", "yes", "no"])
    shown = open_page("veroudering", replace(small, applications=told, key="undated"))
    said = [one.value for one in shown.markdown]
    assert "Van 1 andere applicatie zegt de lijst zonder datum dat de ondersteuning voorbij is." in said
