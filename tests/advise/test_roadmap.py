from __future__ import annotations

import copy
from typing import Any

import pandas as pd
import pytest

from landscape import knowledge
from landscape.advise.actions import actions
from landscape.advise.contracts import decision_status
from landscape.advise.roadmap import plan, roadmap_settings, waves


@pytest.fixture
def candidates(today):
    def make(*rows: dict[str, Any]) -> pd.DataFrame:
        defaults = {
            "action": "bundelen", "related_candidates": "", "decide_before": None, "contract_end_date": None,
            "component": "", "organisations": 1, "organisation_names": "A", "customer_line": "functioneel-neutraal",
        }  # fmt: skip
        full = [
            {**defaults, "candidate_id": f"K-{at}", "title": f"T{at}", "rank": at, "application_ids": f"a{at}", **row}
            for at, row in enumerate(rows, start=1)
        ]
        frame = pd.DataFrame(full)
        for name in ("decide_before", "contract_end_date"):
            frame[name] = pd.to_datetime(frame[name]).astype("datetime64[s]")
        return frame.assign(decision_status=decision_status(frame["decide_before"], today))

    return make


def _wave(roadmap, candidate: str = "K-1", stage: str = "roll_out") -> str:
    steps = roadmap.steps
    return steps[(steps["candidate_id"] == candidate) & (steps["stage"] == stage)]["wave"].iloc[0]


def _broken(roadmap) -> set[str]:
    return set(roadmap.broken["constraint"])


def test_waves_are_half_years_from_the_reference_date_to_the_horizon(today):
    assert [wave.name for wave in waves(today, 2028)] == ["2026-2", "2027-1", "2027-2", "2028-1", "2028-2"]


def test_a_step_lands_in_the_half_year_its_contract_ends(candidates, today):
    roadmap = plan(candidates({"contract_end_date": "2028-04-30", "decide_before": "2027-04-30"}), today)
    assert _wave(roadmap) == "2028-1"
    assert roadmap.steps["go_live_date"].tolist() == [pd.Timestamp("2028-04-30")]
    assert roadmap.broken.empty


def test_too_little_time_before_the_end_gives_a_gap_and_a_bridge(candidates, today):
    rows = {"action": "consolideren", "contract_end_date": "2027-01-31", "decide_before": "2026-10-01"}
    roadmap = plan(candidates(rows), today)
    assert _broken(roadmap) == {"no_time", "contract_gap"}
    assert roadmap.steps["gap_months"].iloc[0] > 10
    assert "verlenging" in " ".join(roadmap.broken["sentence"])


def test_a_missed_decision_is_named(candidates, today):
    roadmap = plan(candidates({"contract_end_date": "2027-03-31", "decide_before": "2026-03-31"}), today)
    assert "decision_missed" in _broken(roadmap)


def test_capacity_moves_a_step_and_says_so(candidates, today):
    setting = {**roadmap_settings(), "effort_per_wave": 1}
    row = {"contract_end_date": "2027-06-30", "decide_before": "2026-09-30"}
    roadmap = plan(candidates(row, row), today, settings=setting)
    assert {_wave(roadmap, "K-1"), _wave(roadmap, "K-2")} == {"2027-1", "2027-2"}
    assert "capacity" in _broken(roadmap)


def test_one_organisation_cannot_carry_everything_at_once(candidates, today):
    setting = {**roadmap_settings(), "effort_per_organisation": 1}
    roadmap = plan(candidates({}, {}, {"organisation_names": "B"}), today, settings=setting)
    assert _wave(roadmap, "K-1") != _wave(roadmap, "K-2")
    assert _wave(roadmap, "K-1") == _wave(roadmap, "K-3")


def test_nothing_goes_live_in_a_freeze(candidates, today):
    roadmap = plan(candidates({"component": "Financieel component", "contract_end_date": "2027-12-31"}), today)
    assert roadmap.steps["go_live_date"].tolist() == [pd.Timestamp("2027-11-30")]
    taxes = plan(candidates({"component": "Belastingencomponent", "contract_end_date": "2028-04-30"}), today)
    assert taxes.steps["go_live_date"].iloc[0] <= pd.Timestamp("2027-12-31")


def test_a_bundle_waits_for_the_choice_it_depends_on(candidates, today):
    choice = {"action": "consolideren", "contract_end_date": "2029-06-30"}
    roadmap = plan(candidates(choice, {"related_candidates": "K-1", "contract_end_date": "2027-06-30"}), today)
    assert _wave(roadmap, "K-2") >= _wave(roadmap, "K-1")


def test_statutory_tasks_are_never_in_the_first_wave(candidates, today):
    row = {"action": "uitfaseren", "component": "Burgerzakencomponent"}
    assert _wave(plan(candidates(row), today)) != "2026-2"
    assert _wave(plan(candidates({"action": "uitfaseren"}), today)) == "2026-2"


def test_one_organisation_goes_first_when_several_move(candidates, today):
    rows = {"organisations": 4, "organisation_names": "A; B; C; D", "contract_end_date": "2028-12-31"}
    roadmap = plan(candidates(rows), today)
    assert _wave(roadmap, stage="pilot") < _wave(roadmap)


def test_what_does_not_fit_before_the_horizon_stays_visible(candidates, today):
    setting = {**roadmap_settings(), "horizon_year": 2026}
    roadmap = plan(candidates({"action": "consolideren"}), today, settings=setting)
    assert roadmap.steps["wave"].tolist() == [""]
    assert _broken(roadmap) == {"no_room"}


def test_every_candidate_that_asks_for_work_is_in_the_plan(candidates, today):
    rows = [{"action": action} for action in actions()]
    roadmap = plan(candidates(*rows), today)
    idle = {"behouden", "niets_doen"}
    assert set(roadmap.steps["action"]) == set(actions()) - idle


def test_order_of_the_candidates_changes_nothing(candidates, today):
    frame = candidates(*({"contract_end_date": f"2028-{month:02d}-28"} for month in range(1, 13)))
    turned = plan(frame.iloc[::-1], today)
    pd.testing.assert_frame_equal(plan(frame, today).steps, turned.steps)


def test_settings_and_sentences_cover_each_other():
    setting = roadmap_settings()
    assert set(setting["effort"]) == set(setting["months_needed"])
    assert set(setting["effort"]) <= set(actions())
    for freeze in copy.deepcopy(setting["freeze"]):
        assert freeze["why"]
    for language in knowledge.LANGUAGES:
        assert knowledge.sentence("advice_roadmap", "roll_out", language)


def test_without_an_end_date_the_gap_is_unknown_and_not_zero(candidates, today):
    table = candidates({"contract_end_date": None, "decide_before": None, "decision_status": "no_end_date"})
    step = plan(table, today).steps.iloc[-1]
    assert step["wave"]
    assert pd.isna(step["gap_months"])


def test_a_pilot_keeps_out_of_a_freeze_and_of_the_waves_closed_to_statutory_tasks(candidates, today):
    shared = {"organisations": 3, "organisation_names": "A; B; C", "action": "consolideren"}
    money = {**shared, "component": "Financieel component", "contract_end_date": "2028-06-30"}
    pilot = plan(candidates(money), today).steps.iloc[0]
    assert (pilot["stage"], pilot["go_live_date"]) == ("pilot", pd.Timestamp("2027-11-30"))
    task = {**shared, "component": "Burgerzakencomponent", "action": "bundelen", "contract_end_date": "2027-06-30"}
    planned = plan(candidates(task), today)
    assert planned.steps["stage"].tolist() == ["roll_out"]
    assert "no_pilot" in _broken(planned)
