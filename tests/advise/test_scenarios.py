from __future__ import annotations

import copy

import pandas as pd
import pytest

from landscape import knowledge
from landscape.advise.recommend import rank_candidates
from landscape.advise.scenario_files import SCENARIO_IDS, check_scenario, differences, scenario
from landscape.advise.scenarios import MONEY, changes, run_scenario, side_by_side

CHOICE = "choose_and_consolidate"


@pytest.fixture
def region(applications, overlaps):
    """Two functions, each with a ready and an older product, all costs known; a third function nobody is ready for."""
    rows = []
    for function, at in (("CRM", "c"), ("BAG", "b")):
        ready = {"readiness": "saas_ready", "end_of_support_date": "2035-01-01", "user_count": 100}
        old = {"readiness": "cloud_capable", "end_of_support_date": "2028-01-01", "user_count": 40}
        rows += [
            {"application_id": f"{at}1", "product_id": f"{at}new", "organisation": "A", "component": function, **ready},
            {"application_id": f"{at}2", "product_id": f"{at}new", "organisation": "B", "component": function, **ready},
            {"application_id": f"{at}3", "product_id": f"{at}old", "organisation": "C", "component": function, **old},
        ]
    rows.append({"application_id": "z", "product_id": "z", "component": "WOZ", "readiness": "legacy"})
    frame = applications(*rows)
    frame["annual_cost_eur"] = 50_000.0
    found = overlaps(
        ("crm", "same_function", CHOICE, ["c1", "c2", "c3"]), ("bag", "same_function", CHOICE, ["b1", "b2", "b3"])
    )
    return frame, found


def _edited(name: str, **money: list[float]) -> dict:
    edited = copy.deepcopy(dict(scenario(name)))
    edited["money"] = {**edited["money"], **money}
    return edited


@pytest.mark.parametrize("name", SCENARIO_IDS)
def test_every_scenario_file_is_whole_and_named_in_both_languages(name):
    assert scenario(name)["id"] == name
    for language in knowledge.LANGUAGES:
        assert knowledge.sentence("advice_scenario", name, language)


def test_doing_nothing_has_a_figure_and_moves_nothing(region, today):
    outcome = run_scenario(*region, today, scenario("do_nothing"))
    assert outcome.totals["applications_moving"] == 0
    assert outcome.totals["known_cost_over_horizon_eur"] == 6 * 50_000 * 7
    assert pd.isna(outcome.totals["saving_mid_eur"])


def test_the_efficient_provider_keeps_one_product_per_function(region, today):
    outcome = run_scenario(*region, today, scenario("efficient_provider"))
    assert outcome.steps["products_kept"].tolist() == [1, 1]
    assert outcome.totals["applications_moving"] == 2


def test_without_harmonised_processes_the_efficient_provider_is_called_ineffective(region, today):
    played = scenario("efficient_provider")
    assert run_scenario(*region, today, played, harmonisation=0.4).effective is False
    assert run_scenario(*region, today, played, harmonisation=0.8).effective is True
    unknown = run_scenario(*region, today, played)
    assert unknown.effective is None
    assert "niet bekend" in unknown.note


def test_best_per_function_keeps_a_product_that_is_close_to_the_best(region, today):
    wide = {**scenario("best_per_function"), "fit_margin": 100.0}
    assert run_scenario(*region, today, wide).totals["applications_moving"] == 0
    narrow = {**scenario("best_per_function"), "fit_margin": 0.0}
    assert run_scenario(*region, today, narrow).totals["applications_moving"] == 2


def test_html5_only_says_what_falls_out_and_its_known_cost(region, today):
    steps = run_scenario(*region, today, scenario("html5_only")).steps.set_index("component")
    assert steps["applications_falling_out"].to_dict() == {"BAG": 0, "CRM": 0, "WOZ": 1}
    assert steps.loc["WOZ", "falling_out_cost_eur"] == 50_000
    assert steps.loc["BAG", "applications_moving"] == 1


@pytest.mark.parametrize("name", ["efficient_provider", "best_per_function", "html5_only"])
def test_totals_are_the_sum_of_the_steps_and_members(region, today, name):
    outcome = run_scenario(*region, today, scenario(name))
    for column in MONEY:
        assert outcome.totals[column] == pytest.approx(outcome.steps[column].sum(min_count=1), nan_ok=True)
    assert outcome.members["saving_mid_eur"].sum() == pytest.approx(outcome.steps["saving_mid_eur"].sum())


def test_the_investment_split_adds_up_to_the_one_off_cost(region, today):
    totals = run_scenario(*region, today, scenario("efficient_provider")).totals
    split = totals[["investment_hosting_eur", "investment_software_eur", "investment_people_eur"]].sum()
    assert split == pytest.approx(totals["one_off_mid_eur"])


def test_a_scenario_with_standard_parameters_equals_the_sum_of_its_candidates(region, today):
    candidates = rank_candidates(*region, today)
    same = {**scenario("standard"), "id": "standard"}
    outcome = run_scenario(*region, today, same)
    chosen = candidates[candidates["action"] == "consolideren"]
    assert outcome.totals["saving_mid_eur"] == pytest.approx(chosen["saving_mid_eur"].sum())
    assert outcome.totals["one_off_mid_eur"] == pytest.approx(chosen["one_off_mid_eur"].sum())


def test_copying_a_scenario_and_changing_one_weight_lists_exactly_that(region, today):
    one = scenario("efficient_provider")
    other = copy.deepcopy(dict(one))
    other["target_weights"]["reach"] = 46
    assert differences(one, other) == [("target_weights.reach", 45, 46)]
    settings, functions = changes(run_scenario(*region, today, one), run_scenario(*region, today, other))
    assert settings == [("target_weights.reach", 45, 46)]
    assert functions.empty


def test_a_changed_parameter_shows_in_the_functions_it_touches(region, today):
    one, other = scenario("efficient_provider"), _edited("efficient_provider", avoidable_share=[0.1, 0.2, 0.3])
    settings, functions = changes(run_scenario(*region, today, one), run_scenario(*region, today, other))
    assert [name for name, _, _ in settings] == ["money.avoidable_share"]
    assert set(functions["component"]) == {"BAG", "CRM"}


def test_growth_scenarios_cannot_be_shorter_than_four_years():
    with pytest.raises(knowledge.KnowledgeError, match="shorter than its minimum"):
        check_scenario(_edited("efficient_provider", horizon_years=[3, 3, 3]))
    check_scenario(_edited("efficient_provider", horizon_years=[4, 4, 4]))


def test_a_misspelt_weight_is_refused():
    wrong = copy.deepcopy(dict(scenario("standard")))
    wrong["target_weights"]["raech"] = wrong["target_weights"].pop("reach")
    with pytest.raises(knowledge.KnowledgeError):
        check_scenario(wrong)


def test_side_by_side_has_one_row_per_scenario(region, today):
    names = [name for name in SCENARIO_IDS if name != "standard"]
    played = [_merger("") if name == "herindeling" else scenario(name) for name in names]
    table = side_by_side([run_scenario(*region, today, one) for one in played])
    assert table["scenario"].tolist() == names
    assert table["known_annual_cost_eur"].notna().all()


def _merger(on: str, **more) -> dict:
    return {**scenario("herindeling"), "circle": {"leaves": [], "merges": ["B", "C"], "on": on}, **more}


def test_a_merger_is_about_the_organisations_that_become_one_and_nobody_else(region, today):
    outcome = run_scenario(*region, today, _merger(""))
    assert set(outcome.members["organisation"]) == {"B + C"}
    assert outcome.steps["applications"].tolist() == [2, 2]
    assert {one for ids in outcome.steps["moving_ids"] for one in ids.split("; ")} == {"c3", "b3"}
    alone = {**_merger(""), "circle": {"leaves": [], "merges": ["A", "B"], "on": ""}}
    assert run_scenario(*region, today, alone).steps.empty  # both have the same products already


def test_before_the_day_of_the_merger_nothing_is_saved(region, today):
    """At 0 % interest: 42.500 a year (0,85 of 50.000) stops and 10.000 growth (0,5 x 40/100 of 50.000) starts."""
    free = {name: [0.0] * 3 for name in scenario("standard")["money"] if name.startswith(("migration_", "discount"))}
    rest = {"horizon_years": [7, 7, 7], "avoidable_share": [0.85] * 3, "growth_share": [0.5] * 3}
    money = {**scenario("herindeling")["money"], **free, **rest}
    soon, late = (
        run_scenario(*region, today, _merger(on, money=money)).steps.set_index("component").loc["CRM"]
        for on in ("2026-07-01", "2030-07-01")
    )
    assert soon["saving_mid_eur"] == late["saving_mid_eur"] == pytest.approx(42_500 - 10_000)
    assert soon["npv_mid_eur"] - late["npv_mid_eur"] == pytest.approx(4 * 32_500, rel=1e-3)


def test_a_change_that_touches_only_one_off_cost_still_lists_the_functions(region, today):
    one, other = scenario("efficient_provider"), _edited("efficient_provider", training_eur_per_user=[500, 400, 300])
    settings, functions = changes(run_scenario(*region, today, one), run_scenario(*region, today, other))
    assert [name for name, _, _ in settings] == ["money.training_eur_per_user"]
    assert set(functions["component"]) == {"BAG", "CRM"}
    assert (functions["npv_mid_eur_other"] < functions["npv_mid_eur_one"]).all()
