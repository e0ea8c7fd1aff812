"""Scenarios, roadmap, suppliers and who-has: what somebody sees, changes and opens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from landscape.advise.basis import basis
from landscape.advise.counsel import counsel
from landscape.advise.scenario_files import as_text, scenario
from landscape.ui.frames import LISTED
from landscape.ui.labels import catalogue
from landscape.ui.work import Analysis
from tests.ui.small_region import small_analysis

OpenPage = Callable[..., AppTest]
ON = date(2026, 7, 1)


def _applications() -> pd.DataFrame:
    """Three members with two products for one function, costs and contracts known."""
    crm = {"component": "CRM", "component_probability": 0.9, "component_is_broad": False, "user_count": 100}
    rows = [
        {"application_id": "a", "product_id": "new", "product_name": "Nieuw", "organisation": "A", **crm},
        {"application_id": "b", "product_id": "new", "product_name": "Nieuw", "organisation": "B", **crm},
        {
            "application_id": "c",
            "product_id": "old",
            "product_name": "Oud",
            "organisation": "C",
            "vendor": "Ander",
            **crm,
        },
    ]
    defaults = {
        "file": "x.csv", "sheet": "", "application_kind": "business", "annual_cost_eur": 60_000.0, "vendor": "Maker",
        "version": "10.2", "readiness": "cloud_capable", "contract_number": "42",
        "contract_end_date": pd.Timestamp("2028-12-31"), "end_of_support_date": pd.Timestamp("2035-01-01"),
    }  # fmt: skip
    frame = pd.DataFrame(
        [{**defaults, "row": at, "name": row["product_name"], **row} for at, row in enumerate(rows, 2)]
    )
    frame.loc[:1, "readiness"] = "saas_ready"
    frame[["contract_end_date", "end_of_support_date"]] = frame[["contract_end_date", "end_of_support_date"]].astype(
        "datetime64[s]"
    )
    known = small_analysis().applications
    absent = {name: ["" if known[name].dtype == "str" else None] * 3 for name in known if name not in frame}
    return frame.assign(**absent)


@pytest.fixture(scope="module")
def chosen() -> Analysis:
    applications = _applications()
    overlaps = pd.DataFrame(
        {
            "overlap_id": ["crm"],
            "kind": ["same_function"],
            "pattern": ["choose_and_consolidate"],
            "application_ids": ["a; b; c"],
        }
    )
    frames = vars(counsel(basis(applications, overlaps, ON)))
    return replace(small_analysis(), key="choice", applications=applications, overlaps=overlaps, **frames)


def everything(page: AppTest) -> str:
    shown = (*page.markdown, *page.caption, *page.info, *page.error, *page.header, *page.subheader, *page.title)
    return "\n".join(element.value for element in shown)


def table_with(page: AppTest, column: str) -> pd.DataFrame:
    return next(table.value for table in page.dataframe if column in table.value.columns)


def test_the_rows_of_a_test_have_what_a_list_needs(chosen: Analysis) -> None:
    assert set(LISTED) <= set(chosen.applications.columns)


def test_scenarios_stand_side_by_side_with_doing_nothing_first(open_page: OpenPage, chosen: Analysis) -> None:
    shown = open_page("scenarios", chosen)
    assert not shown.exception
    assert table_with(shown, "effective_name")["scenario_name"].tolist()[:2] == ["Niets doen", "Alleen wat loont"]
    assert "Niets doen kost" in everything(shown)


def test_totals_lead_to_the_rows_they_were_counted_from(open_page: OpenPage, chosen: Analysis) -> None:
    shown = open_page("scenarios", chosen)
    best = next(button for button in shown.button if str(button.key).endswith("_rows_all"))
    best.click().run()
    assert not shown.exception
    assert shown.title[0].value == catalogue("nl")["page"]["applicaties"]
    assert sorted(shown.dataframe[-1].value["name"]) == ["Nieuw", "Nieuw", "Oud"]


def test_a_variant_without_changes_changes_nothing(open_page: OpenPage, chosen: Analysis) -> None:
    shown = open_page("scenarios", chosen, scenario_view="variant")
    assert not shown.exception
    assert "Er is nog niets veranderd" in everything(shown)


def test_one_weight_lists_exactly_that_change(open_page: OpenPage, chosen: Analysis) -> None:
    shown = open_page("scenarios", chosen, scenario_view="variant", variant_start="efficient_provider")
    shown.number_input(key="variant_efficient_provider_reach").set_value(46).run()
    assert not shown.exception
    changed = table_with(shown, "setting")
    assert changed.to_numpy().tolist() == [["gewicht van bereik onder de leden", "45", "46"]]
    assert "Bij geen enkele functie komt er iets anders uit" in everything(shown)


def test_a_changed_assumption_names_the_function_it_touches(open_page: OpenPage, chosen: Analysis) -> None:
    shown = open_page("scenarios", chosen, scenario_view="variant", variant_start="efficient_provider")
    shown.number_input(key="variant_efficient_provider_avoidable_share_mid").set_value(0.5).run()
    assert not shown.exception
    assert table_with(shown, "saving_mid_eur_one")["component"].tolist() == ["CRM"]
    assert "Bij 1 functie komt er iets anders uit" in everything(shown)


def test_a_member_that_leaves_shows_what_falls_over_and_which_contract_is_split(
    open_page: OpenPage, chosen: Analysis
) -> None:
    shown = open_page("scenarios", chosen, scenario_view="variant", variant_start="member_leaves")
    assert not shown.exception
    assert "Als A vertrekt" in everything(shown)
    assert table_with(shown, "shared_contracts")["shared_contracts"].tolist() == ["42"]


def test_a_scenario_that_is_kept_can_be_read_back(open_page: OpenPage, chosen: Analysis) -> None:
    shown = open_page("scenarios", chosen, scenario_view="variant")
    edited = {**scenario("standard"), "id": "eigen"}
    shown.file_uploader[0].set_value([("eigen.toml", as_text(edited).encode(), "application/toml")]).run()
    assert not shown.exception
    assert not shown.error


@pytest.mark.parametrize("content", [b"[", b"id = 1", b"\xff\xfe", b"a = " + b"[" * 3000])
def test_a_file_that_is_no_scenario_is_one_sentence(open_page: OpenPage, chosen: Analysis, content: bytes) -> None:
    shown = open_page("scenarios", chosen, scenario_view="variant")
    shown.file_uploader[0].set_value([("x.toml", content, "application/toml")]).run()
    assert not shown.exception
    assert len(shown.error) == 1


@pytest.mark.parametrize("view", ["time", "load", "progress", "squeeze", "customers"])
def test_the_roadmap_has_its_views_and_all_steps(open_page: OpenPage, chosen: Analysis, view: str) -> None:
    shown = open_page("roadmap", chosen, roadmap_view=view)
    assert not shown.exception
    assert len(table_with(shown, "status_name")) == len(chosen.roadmap)


def test_another_horizon_makes_the_plan_again(open_page: OpenPage, chosen: Analysis) -> None:
    shown = open_page("roadmap", chosen)
    shown.number_input(key="roadmap_horizon_year").set_value(2026).run()
    assert not shown.exception
    assert set(table_with(shown, "status_name").get("wave", pd.Series([""]))) <= {"", "2026-2"}


def test_suppliers_name_the_largest_and_its_share(open_page: OpenPage, chosen: Analysis) -> None:
    shown = open_page("leveranciers", chosen)
    assert not shown.exception
    assert "De grootste is Maker met 67 %" in everything(shown)
    assert table_with(shown, "share_of_known_cost")["vendor"].tolist() == ["Maker", "Ander"]


def test_who_has_finds_a_product_within_versions_and_leads_to_its_rows(open_page: OpenPage, chosen: Analysis) -> None:
    shown = open_page("wie_heeft", chosen, who_words="nieuw", who_from="10", who_until="11")
    assert table_with(shown, "version")["organisation"].tolist() == ["A", "B"]
    shown.button(key="who_rows").click().run()
    assert shown.dataframe[-1].value["name"].tolist() == ["Nieuw", "Nieuw"]
    assert "geen versie" not in everything(open_page("wie_heeft", chosen, who_words="oud"))
    assert "Niemand heeft dit" in everything(open_page("wie_heeft", chosen, who_words="bestaat niet"))


def test_own_figures_stand_beside_those_of_others_once_somebody_gives_inhabitants(
    open_page: OpenPage, chosen: Analysis
) -> None:
    empty = open_page("vergelijk", chosen)
    assert not empty.exception
    assert "compare_own" not in table_with(empty, "compare_value")
    shown = open_page("vergelijk", chosen, compare_inhabitants=50_000, compare_security_fte=1.5)
    table = table_with(shown, "compare_own").set_index("compare_year")
    assert table.loc["2021", ["compare_own", "compare_value", "compare_difference"]].tolist() == ["3,0", "2,0", "+1,0"]
    assert table.loc["2019", "compare_own"] == "3,6"
    assert table["compare_source"].ne("").all()


def test_a_newer_benchmark_can_be_filled_in(open_page: OpenPage, chosen: Analysis) -> None:
    shown = open_page("vergelijk", chosen, compare_inhabitants=50_000)
    shown.number_input(key="compare_value_ict_cost_per_inhabitant").set_value(100.0).run()
    assert not shown.exception
    assert "zelf ingevuld" in table_with(shown, "compare_value")["compare_source"].tolist()
    assert "De benchmark is €\u00a0100,0 (2019)" in everything(shown)


def test_the_guard_on_a_saving_reckons_with_the_benchmark_somebody_filled_in(
    open_page: OpenPage, chosen: Analysis
) -> None:
    own = {"compare_inhabitants": 50_000, "compare_value_ict_cost_per_inhabitant": 500.0}
    said = everything(open_page("scenarios", chosen, **own))
    assert "(500,0 euro per inwoner, 2019)" in said
    assert "(86,0 euro" not in said


def test_functions_one_would_expect_are_listed_per_organisation(open_page: OpenPage, chosen: Analysis) -> None:
    shown = open_page("vergelijk", chosen, compare_view="missing")
    assert not shown.exception
    assert len(table_with(shown, "why_name")) == len(chosen.functions_missing)


def test_how_firm_the_top_is_and_what_it_means_per_organisation(open_page: OpenPage, chosen: Analysis) -> None:
    firm = open_page("scenarios", chosen, scenario_view="firm")
    assert not firm.exception
    assert table_with(firm, "firm_name")["title"].tolist() == chosen.candidates["title"].head(20).tolist()
    effects = open_page("scenarios", chosen, scenario_view="effects", effects_member="C")
    assert not effects.exception
    assert "**C** doet mee aan" in everything(effects)


def test_a_saving_no_benchmark_makes_plausible_is_said_aloud(open_page: OpenPage, chosen: Analysis) -> None:
    assert "aantal inwoners in" in everything(open_page("scenarios", chosen))
    few = open_page("scenarios", chosen, compare_inhabitants=100)
    assert not few.exception
    assert "Dit kan niet kloppen" in few.warning[0].value


def test_another_lead_time_moves_the_moment_to_decide(open_page: OpenPage, chosen: Analysis) -> None:
    usual = table_with(open_page("roadmap", chosen), "decide_before")["decide_before"].min()
    shown = open_page("roadmap", chosen)
    shown.number_input(key="roadmap_when_unknown").set_value(3).run()
    assert not shown.exception
    moved = table_with(shown, "decide_before")["decide_before"].min()
    assert moved == usual + pd.DateOffset(months=6)


def test_the_roadmap_says_per_half_year_who_notices(open_page: OpenPage, chosen: Analysis) -> None:
    lines = table_with(open_page("roadmap", chosen, roadmap_view="customers"), "customer_line")["customer_line"]
    assert lines.ne("").all()
