"""Overlaps, their patterns and the matrix of functions."""

from __future__ import annotations

import datetime

import numpy as np
import pandas as pd

from landscape.overlap.patterns import OVERLAP_COLUMNS, PATTERNS, find_overlaps, function_matrix
from landscape.records import OUTPUTS


def applications(*rows: dict[str, object]) -> pd.DataFrame:
    """Applications as they stand when overlaps are looked for."""
    default = {
        "organisation": "A", "product_id": "p1", "product_name": "Een", "application_kind": "business", "component": "",
        "component_is_broad": False, "name_version": "", "name_environment": "", "cloud": "unknown", "vendor_name": "",
        "contract_number": "", "contract_end_date": None, "annual_cost_eur": np.nan,
    }  # fmt: skip
    frame = pd.DataFrame([{**default, **row} for row in rows], columns=list(default))
    frame["application_id"] = [f"a{number}" for number in range(len(frame))]
    frame["contract_end_date"] = frame["contract_end_date"].astype("datetime64[s]")
    return frame.astype({"annual_cost_eur": "float64", "component_is_broad": "bool"})


def test_one_product_at_two_organisations_is_bundled() -> None:
    overlaps = find_overlaps(applications({}, {"organisation": "B"}))
    assert overlaps[["kind", "pattern", "organisations", "applications", "products"]].values.tolist() == [
        ["same_product", "bundle_contracts", 2, 2, 1]
    ]


def test_another_version_or_hosting_asks_for_harmonising_first() -> None:
    overlaps = find_overlaps(
        applications({"name_version": "4", "cloud": "saas"}, {"organisation": "B", "name_version": "5"})
    )
    assert overlaps["pattern"].tolist() == ["harmonise_configuration"]
    assert "versies 4, 5" in overlaps["reason"][0]
    assert "hosting" not in overlaps["reason"][0]


def test_one_shared_contract_is_left_alone() -> None:
    overlaps = find_overlaps(applications({"contract_number": "C1"}, {"organisation": "B", "contract_number": "C1"}))
    assert overlaps["pattern"].tolist() == ["leave"]


def test_two_products_for_one_function_are_to_be_chosen_from() -> None:
    overlaps = find_overlaps(
        applications(
            {"component": "F"}, {"organisation": "B", "component": "F", "product_id": "p2", "product_name": "Twee"}
        )
    )
    assert overlaps[["kind", "pattern", "products"]].values.tolist() == [["same_function", "choose_and_consolidate", 2]]
    assert "Een, Twee" in overlaps["reason"][0]


def test_products_with_one_name_are_told_apart_so_that_names_and_count_agree() -> None:
    placed = {"component": "F", "product_name": "Zaaksysteem"}
    rows = [{**placed, "product_id": f"p{at}", "organisation": at} for at in "AB"]
    found = find_overlaps(applications(*rows, {**placed, "product_id": "p3", "product_name": "Drie"})).iloc[0]
    assert found["product_names"] == "Drie; Zaaksysteem (A); Zaaksysteem (B)"
    assert found["products"] == 3
    assert "Zaaksysteem (A), Zaaksysteem (B)" in found["reason"]


def test_two_products_for_one_function_count_within_one_organisation() -> None:
    overlaps = find_overlaps(
        applications({"component": "F"}, {"component": "F", "product_id": "p2", "product_name": "Twee"})
    )
    assert overlaps["organisations"].tolist() == [1]
    assert "binnen A" in overlaps["reason"][0]


def test_parts_of_one_vendor_that_stand_together_everywhere_are_left() -> None:
    parts = [
        {"component": "F", "vendor_name": "V", "product_id": p, "product_name": p, "organisation": o}
        for o in "AB"
        for p in ("x", "y")
    ]
    overlaps = find_overlaps(applications(*parts))
    assert overlaps.loc[overlaps["kind"] == "same_function", "pattern"].tolist() == ["leave"]


def test_broad_components_and_other_kinds_make_no_overlap() -> None:
    other = {"product_id": "p2", "product_name": "Twee"}
    broad = applications(
        {"component": "F", "component_is_broad": True}, {"component": "F", "component_is_broad": True, **other}
    )
    office = applications(
        {"application_kind": "office_technical"}, {"organisation": "B", "application_kind": "office_technical"}
    )
    assert find_overlaps(broad).empty
    assert find_overlaps(office).empty


def test_a_test_environment_is_no_second_installation() -> None:
    assert find_overlaps(applications({}, {"name_environment": "test"})).empty
    assert len(find_overlaps(applications({}, {}))) == 1


def test_known_cost_and_unknown_cost_stand_apart() -> None:
    overlaps = find_overlaps(applications({"annual_cost_eur": 10.0}, {"organisation": "B"}))
    assert overlaps[["known_annual_cost_eur", "applications_without_cost"]].values.tolist() == [[10.0, 1]]
    assert find_overlaps(applications({}, {"organisation": "B"}))["known_annual_cost_eur"].isna().all()


def test_contract_ends_are_told_in_dutch_order() -> None:
    ends = {"contract_end_date": datetime.date(2027, 12, 31)}
    reason = find_overlaps(applications(ends, {"organisation": "B"}))["reason"][0]
    assert "31-12-2027" in reason
    assert "1 van de 2" in reason


def test_the_overlap_id_depends_on_the_product_only() -> None:
    one = find_overlaps(applications({}, {"organisation": "B"}))
    more = find_overlaps(applications({}, {"organisation": "B"}, {"organisation": "C"}))
    assert one["overlap_id"].tolist() == more["overlap_id"].tolist()


def test_no_applications_give_an_empty_frame_with_all_columns() -> None:
    overlaps = find_overlaps(applications())
    assert list(overlaps.columns) == OVERLAP_COLUMNS
    assert set(OUTPUTS["overlaps"]) <= set(OVERLAP_COLUMNS)
    assert set(overlaps["pattern"]) <= set(PATTERNS)


def test_the_matrix_keeps_unplaced_applications_under_an_empty_component() -> None:
    matrix = function_matrix(
        applications({"component": "F", "annual_cost_eur": 3.0}, {"component": "F"}, {"organisation": "B"})
    )
    assert matrix[["component", "organisation", "applications"]].values.tolist() == [["", "B", 1], ["F", "A", 2]]
    assert matrix["applications_without_cost"].tolist() == [1, 1]
    assert np.isnan(matrix["known_annual_cost_eur"][0])
