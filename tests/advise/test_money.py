"""The worked example of the commission, and cases reckoned by hand."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from landscape import knowledge
from landscape.advise.cases import candidate_money, candidate_moves, money_reasons, outcome
from landscape.advise.money import (
    LEVELS,
    growth_costs,
    leaving_cases,
    parameters,
    payback_years,
    per_candidate,
    per_organisation,
    present_value,
    yearly_saving,
)
from landscape.advise.scenario_files import scenario

TODAY = datetime.date(2026, 7, 1)
ZERO: Mapping[str, float] = {
    "avoidable_share": 1, "growth_share": 0, "migration_eur_per_application": 0, "migration_share_of_yearly_cost": 0,
    "data_eur_per_application": 0, "data_share_of_yearly_cost": 0, "archive_share_of_yearly_cost": 0,
    "critical_factor": 1, "cost_per_user_when_unknown": 0, "integrations_per_user_when_unknown": 0,
    "migration_months_small": 0, "small_until_eur": 0,
    "integration_eur_each": 0, "training_eur_per_user": 0, "archive_eur_per_application": 0,
    "exit_share_of_yearly_cost": 0, "double_running_months": 0, "users_when_unknown": 0, "integrations_when_unknown": 0,
    "migration_months": 0, "horizon_years": 10, "discount_rate": 0,
}  # fmt: skip


def money(**changes: float) -> dict[str, list[float]]:
    """Parameters without any cost or growth, save what a test changes; the same at every level."""
    return {name: [float(value)] * 3 for name, value in {**ZERO, **changes}.items()}


def moves(*rows: dict[str, Any]) -> pd.DataFrame:
    defaults = {
        "candidate_id": "k", "organisation": "A", "cost": np.nan, "users": np.nan, "integrations_count": np.nan,
        "contract_end_date": None, "growth_cost": 0.0, "users_assumed": False, "is_critical": np.nan,
    }  # fmt: skip
    frame = pd.DataFrame([{**defaults, **row} for row in rows])
    return frame.assign(contract_end_date=pd.to_datetime(frame["contract_end_date"]).astype("datetime64[s]"))


def case(frame: pd.DataFrame, **changes: float) -> pd.Series:
    return per_candidate(frame, money(**changes), TODAY).loc["k"]


@pytest.mark.parametrize(
    ("avoidable", "growth", "saving", "payback"),
    [(1, 0, 100_000, 1.4), (0.9, 0.25, 71_250, 2.0), (0.8, 0.5, 42_500, 3.3), (0.7, 0.75, 13_750, 10.2)],
)
def test_worked_example(avoidable, growth, saving, payback):
    found = yearly_saving(60_000 + 40_000, 100_000, 200 + 100, 400, avoidable, growth)
    assert found == pytest.approx(saving)
    assert round(payback_years(140_000, found), 1) == payback


def test_worked_example_that_never_pays_back():
    found = yearly_saving(100_000, 100_000, 300, 400, 0.6, 1.0)
    assert found == pytest.approx(-15_000)
    assert np.isnan(payback_years(140_000, found))


@pytest.mark.parametrize(
    ("avoidable", "growth", "saving"),
    [(1, 0, 100_000), (0.9, 0.25, 71_250), (0.8, 0.5, 42_500), (0.7, 0.75, 13_750), (0.6, 1, -15_000)],
)
def test_the_frames_give_the_worked_example_too(avoidable, growth, saving):
    leaving = pd.DataFrame({"candidate_id": ["k", "k"], "users": [200.0, 100.0]})
    target = pd.DataFrame(
        {"target_cost": [100_000.0], "target_users": [400.0], "target_applications": [1]}, index=["k"]
    )
    grown = growth_costs(leaving, target)["growth_cost"]
    rows = moves({"cost": 60_000.0, "growth_cost": grown[0]}, {"cost": 40_000.0, "growth_cost": grown[1]})
    found = case(rows, avoidable_share=avoidable, growth_share=growth, migration_eur_per_application=70_000)
    assert found["saving_mid_eur"] == pytest.approx(saving)
    assert found["one_off_mid_eur"] == 140_000


def test_hand_case_1_two_leave_and_nothing_grows():
    assert case(moves({"cost": 30_000.0}, {"cost": 20_000.0}))["saving_mid_eur"] == 50_000


def test_hand_case_2_growth_of_the_target_is_taken_off():
    found = case(moves({"cost": 30_000.0, "growth_cost": 25_000.0}), growth_share=0.4)
    assert found["saving_mid_eur"] == 20_000


def test_hand_case_3_negative_saving_has_no_payback():
    found = case(moves({"cost": 10_000.0, "growth_cost": 50_000.0}), growth_share=0.5, migration_eur_per_application=1)
    assert found["saving_mid_eur"] == -15_000
    assert np.isnan(found["payback_years"])


def test_hand_case_4_one_off_adds_all_seven_parts():
    row = {"cost": 12_000.0, "users": 10.0, "integrations_count": 4.0}
    found = case(
        moves(row), migration_eur_per_application=1_000, data_eur_per_application=200, integration_eur_each=50,
        training_eur_per_user=30, archive_eur_per_application=7, migration_share_of_yearly_cost=0.5,
        exit_share_of_yearly_cost=0.1, double_running_months=3,
    )  # fmt: skip
    assert found["one_off_mid_eur"] == 1_000 + 200 + 4 * 50 + 10 * 30 + 7 + 6_000 + 1_200 + 3_000


def test_hand_case_5_unknown_cost_is_left_out_of_the_saving_but_must_move():
    found = case(moves({"cost": 30_000.0}, {}), migration_eur_per_application=5_000)
    assert (found["saving_mid_eur"], found["one_off_mid_eur"]) == (30_000, 10_000)


def test_hand_case_6_contract_in_the_future_delays_the_saving_not_the_growth():
    row = {"cost": 10_000.0, "growth_cost": 4_000.0, "contract_end_date": "2030-07-01"}
    found = case(moves(row), growth_share=1, migration_months=12)
    years_until_end = (datetime.date(2030, 7, 1) - TODAY).days / 365.25
    assert found["npv_mid_eur"] == pytest.approx(10_000 * (10 - years_until_end) - 4_000 * 9)


def test_hand_case_7_migration_after_contract_end_decides_the_start():
    row = {"cost": 10_000.0, "contract_end_date": "2026-12-31"}
    cases = leaving_cases(moves(row), parameters(money(migration_months=24))["mid"], TODAY)
    assert cases["start_years"].tolist() == [2.0]


def test_hand_case_8_a_contract_beyond_the_horizon_saves_nothing_within_it():
    row = {"cost": 10_000.0, "contract_end_date": "2040-01-01"}
    assert case(moves(row), migration_eur_per_application=500)["npv_mid_eur"] == -500


def test_hand_case_9_discounting_one_year_at_ten_percent():
    assert present_value(1.1, 0.0, 1.0, 0.1) == pytest.approx(0.1 / np.log(1.1))
    assert present_value(100.0, 1.0, 3.0, 0.0) == 200.0


def test_hand_case_10_a_member_that_loses_is_named():
    rows = moves(
        {"organisation": "A", "cost": 50_000.0, "growth_cost": 10_000.0},
        {"organisation": "B", "cost": 5_000.0, "growth_cost": 20_000.0},
    )
    members = per_organisation(rows, money(growth_share=1), TODAY).set_index("organisation")
    assert members["saving_mid_eur"].to_dict() == {"A": 40_000, "B": -15_000}
    assert members["gains"].to_dict() == {"A": True, "B": False}


def test_hand_case_11_members_add_up_to_the_candidate():
    rows = moves({"organisation": "A", "cost": 50_000.0}, {"organisation": "B", "cost": 5_000.0, "growth_cost": 900.0})
    changes = {"growth_share": 0.5, "migration_eur_per_application": 4_000.0, "discount_rate": 0.03}
    whole, members = case(rows, **changes), per_organisation(rows, money(**changes), TODAY)
    for name in ("saving_mid_eur", "one_off_mid_eur", "npv_mid_eur"):
        assert members[name].sum() == pytest.approx(whole[name])


def test_hand_case_12_unknown_users_are_taken_as_equal_and_said_so():
    leaving = pd.DataFrame({"candidate_id": ["k", "k"], "users": [200.0, np.nan]})
    target = pd.DataFrame({"target_cost": [90_000.0], "target_users": [400.0], "target_applications": [3]}, index=["k"])
    grown = growth_costs(leaving, target)
    assert grown["growth_cost"].tolist() == [30_000, 30_000]
    assert grown["users_assumed"].all()


def test_hand_case_13_phasing_out_without_successor_needs_no_migration():
    found = case(
        moves({"cost": 8_000.0, "growth_cost": np.nan}), avoidable_share=0.5, migration_eur_per_application=9_999,
        archive_eur_per_application=2_000,
    )  # fmt: skip
    assert (found["saving_mid_eur"], found["one_off_mid_eur"], found["payback_years"]) == (4_000, 2_000, 0.5)


def test_hand_case_14_running_double_is_free_while_the_old_contract_runs_anyway():
    row = {"cost": 12_000.0, "contract_end_date": "2027-07-01"}
    held = case(moves(row), double_running_months=6, migration_months=12)
    early = case(moves(row), double_running_months=6, migration_months=9)
    assert held["one_off_mid_eur"] == pytest.approx(6_000, abs=20)
    assert early["one_off_mid_eur"] == pytest.approx(3_000, abs=40)


def test_hand_case_15_a_critical_application_costs_more_to_move_and_an_unknown_one_does_not():
    rows = [{"cost": 10_000.0, "is_critical": mark} for mark in (1.0, 0.0, np.nan)]
    costs = [case(moves(row), migration_share_of_yearly_cost=1, critical_factor=1.5)["one_off_mid_eur"] for row in rows]
    assert costs == [15_000, 10_000, 10_000]


def test_hand_case_16_unknown_size_follows_the_cost():
    changes = {"users_when_unknown": 25, "cost_per_user_when_unknown": 200, "training_eur_per_user": 10}
    assert case(moves({"cost": 1_000.0}), **changes)["one_off_mid_eur"] == 50
    assert case(moves({"cost": 90_000.0}), **changes)["one_off_mid_eur"] == 250
    links = {"integrations_when_unknown": 2, "integrations_per_user_when_unknown": 0.1, "integration_eur_each": 1_000}
    assert case(moves({"cost": 1.0, "users": 5.0}), **links)["one_off_mid_eur"] == 500
    assert case(moves({"cost": 1.0, "users": 500.0}), **links)["one_off_mid_eur"] == 2_000


def test_hand_case_17_a_small_application_moves_sooner():
    small = {"migration_months": 24, "migration_months_small": 6, "small_until_eur": 20_000}
    cases = leaving_cases(moves({"cost": 5_000.0}, {"cost": 50_000.0}, {}), parameters(money(**small))["mid"], TODAY)
    assert cases["start_years"].tolist() == [0.5, 2.0, 2.0]


def test_a_part_that_pays_is_named_where_the_whole_does_not():
    weights = scenario("standard")["target_weights"]
    rows = _concerns(
        {"product": "best", "readiness": "saas_ready", "cost": 20_000.0, "users": 100.0},
        {"product": "best", "readiness": "saas_ready", "cost": 20_000.0, "users": 100.0, "organisation": "B"},
        {"product": "dear", "cost": 90_000.0, "users": 20.0, "organisation": "C"},
        {"product": "cheap", "cost": 500.0, "users": 400.0, "organisation": "D"},
    )
    chosen = candidate_moves(rows, pd.Series({"k": "consolideren"}), weights)
    found = candidate_money(chosen, scenario("standard"), TODAY, "nl").loc["k"]
    assert found["worthwhile_applications"] == 1
    assert found["worthwhile_names"] == "dear (C)"
    assert found["worthwhile_npv_eur"] > found["npv_mid_eur"]


def test_the_parts_of_the_one_off_cost_follow_the_size_of_the_application():
    standard = scenario("standard")["money"]
    desk_tool = per_candidate(moves({"cost": 1_500.0, "users": 4.0}), standard, TODAY).loc["k"]
    core = per_candidate(moves({"cost": 60_000.0, "users": 40.0, "is_critical": 1.0}), standard, TODAY).loc["k"]
    assert desk_tool["one_off_mid_eur"] < 6_000
    assert core["one_off_mid_eur"] > 90_000


@settings(deadline=None)
@given(cost=st.floats(0, 1e6), growth=st.floats(0, 1e6), users=st.floats(0, 1e4), integrations=st.integers(0, 50))
def test_the_range_runs_from_low_to_high(cost, growth, users, integrations):
    rows = moves({"cost": cost, "growth_cost": growth, "users": users, "integrations_count": float(integrations)})
    found = per_candidate(rows, scenario("standard")["money"], TODAY).loc["k"]
    savings = [found[f"saving_{level}_eur"] for level in LEVELS]
    assert savings == sorted(savings)
    assert found["one_off_low_eur"] <= found["one_off_mid_eur"] <= found["one_off_high_eur"]


def test_a_misspelt_parameter_is_refused():
    wrong = {**money(), "avoidable_sahre": [1, 1, 1]}
    with pytest.raises(knowledge.KnowledgeError):
        parameters(wrong)


def _concerns(*rows: dict[str, Any]) -> pd.DataFrame:
    defaults = {
        "candidate_id": "k", "organisation": "A", "product": "p", "readiness": "unknown", "cost": np.nan,
        "users": np.nan, "support_months": np.nan, "support_has_ended": False,
        "support_end": None, "business_fit": np.nan,
        "integrations_count": np.nan, "contract_end_date": None, "contract_months": np.nan, "integration": "",
    }  # fmt: skip
    frame = pd.DataFrame([{**defaults, "application_id": f"a{at}", **row} for at, row in enumerate(rows)])
    frame["product_label"] = frame["label"] = frame["product"]
    dates = {name: pd.to_datetime(frame[name]).astype("datetime64[s]") for name in ("support_end", "contract_end_date")}
    return frame.assign(**dates)


def test_a_case_needs_the_cost_of_the_target_and_of_one_that_leaves():
    weights = scenario("standard")["target_weights"]
    chosen = pd.Series({"k": "consolideren"})
    best = {"product": "best", "readiness": "saas_ready"}
    assert candidate_moves(_concerns(best, {"cost": 5.0}), chosen, weights).empty
    assert candidate_moves(_concerns({**best, "cost": 5.0}, {}), chosen, weights).empty
    assert len(candidate_moves(_concerns({**best, "cost": 5.0}, {"cost": 5.0}), chosen, weights)) == 1


def test_assumptions_are_named_with_every_saving():
    weights = scenario("standard")["target_weights"]
    rows = _concerns({"product": "best", "readiness": "saas_ready", "cost": 9e4}, {"cost": 6e4}, {"product": "q"})
    found = candidate_money(
        candidate_moves(rows, pd.Series({"k": "consolideren"}), weights), scenario("standard"), TODAY, "nl"
    ).loc["k"]
    assert found["saving_low_eur"] <= found["saving_mid_eur"] <= found["saving_high_eur"]
    assert "doelproduct best" in found["saving_assumptions"]
    assert "Kosten bekend van 1 van de 2" in found["saving_assumptions"]
    assert "even veel gebruikers per applicatie" in found["saving_assumptions"]


def _case_columns(**given: float) -> pd.DataFrame:
    row = {"saving_low_eur": 1e3, "saving_mid_eur": 2e4, "saving_high_eur": 3e4, "one_off_mid_eur": 1e5, **given}
    row = {"worthwhile_applications": 0.0, "worthwhile_npv_eur": np.nan, "worthwhile_names": "", **row}
    return pd.DataFrame([row])


def test_a_payback_with_a_negative_present_value_speaks_against_and_says_both_figures():
    found = money_reasons(_case_columns(npv_mid_eur=-4_000.0, payback_years=5.0), 7.0, "nl").loc[0]
    assert found["for"] == ""
    assert "5,0 jaar" in found["against"]
    assert "-€ 4.000" in found["against"]


def test_a_positive_present_value_speaks_for_and_says_both_figures():
    found = money_reasons(_case_columns(npv_mid_eur=30_000.0, payback_years=4.0), 7.0, "nl").loc[0]
    assert found["against"] == ""
    assert "4,0 jaar" in found["for"]
    assert "€ 30.000" in found["for"]


def test_the_outcome_is_present_value_per_euro_of_one_off_cost_and_unknown_without_a_case():
    table = pd.DataFrame({"npv_mid_eur": [-50_000.0, 100_000.0, np.nan], "one_off_mid_eur": [1e5, 1e5, np.nan]})
    assert outcome(table).tolist()[:2] == [-0.5, 1.0]
    assert pd.isna(outcome(table)[2])


def test_hand_case_18_a_member_without_known_cost_is_unknown_and_no_loser():
    rows = moves({"organisation": "A", "cost": 50_000.0}, {"organisation": "B", "growth_cost": 20_000.0})
    changes = {"growth_share": 1, "training_eur_per_user": 10, "users_when_unknown": 5}
    members = per_organisation(rows, money(**changes), TODAY).set_index("organisation")
    assert members.loc["A", "saving_mid_eur"] == 50_000
    assert members.loc["B", ["saving_mid_eur", "npv_mid_eur"]].isna().all()
    assert members.loc["B", "one_off_mid_eur"] == 50
