"""The page for the board: every sentence with a number opens exactly the rows it counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from landscape.report.basis import basis_of
from landscape.report.one_page import counts_unknown, one_page
from landscape.ui import board_rows, frames_overview, report_files
from tests.ui.small_region import small_analysis

OpenPage = Callable[..., AppTest]
APPLICATIONS = ("unknown_cost", "unknown_contract", "unknown_function")


@pytest.mark.parametrize("about", ["legacy", "unknown", "unknown_readiness", "unknown_cost", "unknown_function"])
def test_a_number_for_the_board_opens_its_rows(open_page: OpenPage, about: str) -> None:
    small = small_analysis()
    rows = small.applications
    wanted = {
        "legacy": rows["readiness"] == "legacy",
        "unknown": rows["readiness"] == "unknown",
        "unknown_readiness": rows["readiness"] == "unknown",
        "unknown_cost": rows["annual_cost_eur"].isna(),
        "unknown_function": rows["component"] == "",
    }[about]
    shown = open_page("bestuur", small)
    shown.button(key=f"board_{about}").click().run()
    assert shown.title[0].value == "Applicaties"
    assert list(shown.dataframe[-1].value["name"]) == list(rows.loc[wanted, "name"])
    assert wanted.any()


def test_what_the_report_counts_is_what_the_page_opens() -> None:
    small = small_analysis()
    counts = counts_unknown(basis_of(small, report_files.FRAMES, "nl"))
    opened = {about: len(board_rows.ids_of(small.applications, about)) for about in APPLICATIONS}
    assert opened == {about: counts.get(about, 0) for about in APPLICATIONS}
    page = one_page(basis_of(small, report_files.FRAMES, "nl"))
    assert len(page.overlap) == len(board_rows.OVERLAP)
    assert len(page.risks) == len(board_rows.RISKS)
    assert len(page.unknown) == len(page.unknown_about)


def test_a_decision_for_the_board_leads_to_its_candidate(open_page: OpenPage) -> None:
    small = small_analysis()
    due = small.candidates.assign(decision_status="this_year").head(1)
    shown = open_page("bestuur", replace(small, candidates=due, key="due"))
    assert [link.page for link in shown.page_link] == ["kandidaten"]
    assert [link.query_string for link in shown.page_link] == ["kandidaat=k1"]


def test_a_function_in_the_cost_picture_opens_the_applications_it_counts() -> None:
    small = small_analysis()
    applications = small.applications.assign(
        component="Zaakafhandelcomponent", application_kind=["business", "office_technical", "business", "business"]
    )
    assert frames_overview.ids_with_function(applications, "Zaakafhandelcomponent") == ("a1", "b1", "b2")
    left = frames_overview.cost_not_drawn(small.applications, frames_overview.functions_by_cost(small.matrix)[:0])
    assert left == small.applications["annual_cost_eur"].sum()
