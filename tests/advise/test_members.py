from __future__ import annotations

import datetime

import pytest

from landscape.advise.basis import basis
from landscape.advise.members import effects_per_member, member_leaves, members_merge


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


def test_a_member_whose_cost_is_unknown_is_not_told_that_it_pays_more(applications, overlaps, today):
    product = {"component": "CRM", "user_count": 100, "readiness": "saas_ready"}
    rows = [{**product, "application_id": n, "organisation": n.upper(), "product_id": n} for n in "abc"]
    rows += [{**product, "application_id": "d", "organisation": "D", "product_id": "a"}]
    frame = applications(*rows)
    frame["annual_cost_eur"] = [40_000.0, 5_000.0, None, 40_000.0]
    found = overlaps(("crm", "same_function", "choose_and_consolidate", ["a", "b", "c", "d"]))
    effects = effects_per_member(basis(frame, found, today)).set_index("organisation")
    assert effects["gains"].to_dict() == {"A": "stays", "B": "no", "C": "unknown", "D": "stays"}
    assert effects.loc["C", ["saving_mid_eur", "npv_mid_eur"]].isna().all()
