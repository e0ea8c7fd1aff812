from __future__ import annotations

import datetime

import pytest

from landscape.advise.members import member_leaves, members_merge


@pytest.fixture
def region(applications, overlaps):
    frame = applications(
        {"application_id": "a", "organisation": "A", "product_id": "p", "component": "CRM", "contract_number": "C1"},
        {"application_id": "b", "organisation": "B", "product_id": "p", "component": "CRM", "contract_number": "C1"},
        {"application_id": "c", "organisation": "C", "product_id": "q", "component": "CRM"},
        {"application_id": "d", "organisation": "A", "product_id": "r", "component": "BAG"},
        {"application_id": "e", "organisation": "B", "product_id": "r", "component": "BAG"},
        {"application_id": "f", "organisation": "A", "product_id": "s", "component": "WOZ"},
    )
    frame["annual_cost_eur"] = [10.0, 20.0, 30.0, None, 50.0, None]
    found = overlaps(
        ("crm", "same_function", "choose_and_consolidate", ["a", "b", "c"]),
        ("bag", "same_product", "bundle_contracts", ["d", "e"]),
    )
    return frame, found


def test_a_case_falls_over_when_one_organisation_is_left(region, today):
    table = member_leaves(*region, today, "A").set_index("candidate_id")
    assert table["falls_over"].to_dict() == {"K-bag": True, "K-crm": False}
    assert table["organisations_left"].to_dict() == {"K-bag": 1, "K-crm": 2}


def test_shared_contracts_are_those_with_the_same_number_elsewhere(region, today):
    table = member_leaves(*region, today, "A").set_index("candidate_id")
    assert table.loc["K-crm", "shared_contracts"] == "C1"
    assert table.loc["K-bag", "shared_contracts"] == ""


def test_cost_of_the_member_and_of_the_others_stay_apart_and_unknown_is_counted(region, today):
    row = member_leaves(*region, today, "A").set_index("candidate_id").loc["K-crm"]
    assert (row["member_known_cost_eur"], row["others_known_cost_eur"]) == (10.0, 50.0)
    assert member_leaves(*region, today, "A").set_index("candidate_id").loc["K-bag", "member_without_cost"] == 1


def test_a_member_in_no_overlap_touches_nothing(region, today):
    assert member_leaves(*region, today, "Z").empty


def test_merging_organisations_see_what_to_join_choose_or_extend(region, today):
    table = members_merge(region[0], today, ["A", "B", "C"], datetime.date(2028, 1, 1))
    assert table.set_index("component")["situation"].to_dict() == {
        "BAG": "same_product", "CRM": "choose", "WOZ": "one_has_it",
    }  # fmt: skip


def test_a_contract_that_runs_past_the_merger_and_cannot_be_stopped_is_named(applications, today):
    row = {"product_id": "p", "component": "CRM", "contract_end_date": "2027-03-31"}
    frame = applications({"application_id": "a", **row}, {"application_id": "b", "organisation": "B", **row})
    table = members_merge(frame, today, ["Gemeente A", "B"], datetime.date(2027, 1, 1))
    assert table["too_late"].tolist() == [True]
