"""What is read of each application before anything is advised."""

from __future__ import annotations

import pandas as pd
import pytest

from landscape.advise.facts import facts, integrations_in


@pytest.mark.parametrize(
    ("cell", "count"),
    [("geen", 0), ("0", 0), ("Nee", 0), ("3", 3), ("BRP; zaaksysteem, BRP", 2), ("gegevensmagazijn (StUF-BG 3.10)", 1)],
)
def test_a_cell_about_integrations_is_counted(cell, count):
    assert integrations_in(cell) == count


@pytest.mark.parametrize("cell", ["", "  ", "ja", "x", "onbekend"])
def test_a_cell_that_does_not_say_how_many_is_unknown(cell):
    assert pd.isna(integrations_in(cell))


def test_national_facilities_and_what_is_no_application_are_not_advised_about(applications, today):
    frame = applications(
        {"application_id": "a"},
        {"application_id": "b", "application_kind": "national_facility"},
        {"application_id": "c", "application_kind": "not_an_application"},
        {"application_id": "d", "application_kind": "own_build"},
    )
    assert facts(frame, today)["application_id"].tolist() == ["a", "d"]


def test_what_an_upload_does_not_have_is_unknown_and_never_no(applications, today):
    row = facts(applications({"application_id": "a"}), today).iloc[0]
    for name in ("users", "cost", "integrations_count", "is_critical", "is_large", "support_months", "contract_months"):
        assert pd.isna(row[name]), name
    assert not row["has_owner"]
    assert row["state"] == ""


def test_words_of_status_and_criticality_are_read_through_the_list(applications, today):
    frame = applications(
        {"application_id": "a", "status": "Uitgezet", "criticality": "Ja"},
        {"application_id": "b", "status": " in productie ", "criticality": "laag"},
        {"application_id": "c", "status": "wie weet", "criticality": "?"},
    )
    known = facts(frame, today).set_index("application_id")
    assert known["state"].tolist() == ["retired", "in_use", ""]
    assert known["is_critical"].tolist()[:2] == [1.0, 0.0]
    assert pd.isna(known.loc["c", "is_critical"])


def test_own_build_counts_as_custom_whatever_the_column_says(applications, today):
    frame = applications({"application_id": "a", "application_kind": "own_build", "custom_build": ""})
    assert facts(frame, today)["custom"].tolist() == ["eigen bouw"]


def test_months_of_contract_are_counted_from_the_reference_date(applications, today):
    frame = applications({"application_id": "a", "contract_end_date": "2027-07-01"})
    assert facts(frame, today)["contract_months"].iloc[0] == pytest.approx(12, abs=0.1)


def test_facts_come_in_order_of_id_whatever_the_order_of_rows(applications, today):
    frame = applications({"application_id": "b"}, {"application_id": "a"})
    assert facts(frame, today)["application_id"].tolist() == ["a", "b"]
