from __future__ import annotations

import pandas as pd
import pytest

from landscape import knowledge
from landscape.advise.suppliers import concentration, supplier_sheet, who_has


@pytest.fixture
def bought(applications):
    return applications(
        {"application_id": "a", "vendor": "Groot", "product_id": "p", "annual_cost_eur": 60.0, "component": "CRM"},
        {"application_id": "b", "vendor": "groot", "product_id": "q", "annual_cost_eur": 20.0, "organisation": "B"},
        {"application_id": "c", "vendor": "Klein", "product_id": "r", "annual_cost_eur": 20.0, "component": "CRM"},
        {"application_id": "d", "vendor": "Klein", "product_id": "s", "contract_end_date": "2027-12-31"},
        {"application_id": "e", "vendor": "", "product_id": "t", "annual_cost_eur": 100.0},
        {"application_id": "f", "vendor": "Weg", "product_id": "u", "annual_cost_eur": 9.0, "status": "Vervangen"},
    )


def test_spend_is_added_per_supplier_whatever_the_capitals(bought, today):
    sheet = supplier_sheet(bought, today).set_index("vendor")
    assert sheet["known_annual_cost_eur"].to_dict() == {"": 100.0, "Groot": 80.0, "Klein": 20.0}
    assert sheet.loc["Klein", "applications_without_cost"] == 1
    assert sheet.loc["Groot", "organisations"] == 2


def test_what_names_no_supplier_keeps_a_row_of_its_own(bought, today):
    assert "" in set(supplier_sheet(bought, today)["vendor"])


def test_concentration_is_the_sum_of_squared_shares_of_known_spend(bought, today):
    row = concentration(bought, today).iloc[0]
    assert row["hhi"] == pytest.approx(80**2 + 20**2)
    assert (row["band"], row["largest_vendor"], row["suppliers"]) == ("high", "Groot", 2)


def test_a_function_without_known_cost_has_no_index(applications, today):
    table = concentration(applications({"application_id": "a", "component": "CRM"}), today, by="component")
    assert pd.isna(table.loc[0, "hhi"])
    assert table.loc[0, "band"] == "unknown"


def test_every_band_is_worded():
    for language in knowledge.LANGUAGES:
        for band in ("low", "moderate", "high", "unknown"):
            assert knowledge.sentence("advice_supplier", band, language)


def test_who_has_finds_by_product_name_and_supplier(applications, today):
    frame = applications(
        {"application_id": "a", "name": "TOPdesk Enterprise", "version": "10.2", "functional_admin": "Servicedesk"},
        {"application_id": "b", "name": "Meldpunt", "vendor": "Topdesk BV", "organisation": "B"},
        {"application_id": "c", "name": "Anders"},
    )
    found = who_has(frame, today, "topdesk")
    assert found["application_id"].tolist() == ["b", "a"]
    assert found["owner_role"].tolist() == ["", "Servicedesk"]


def test_who_has_keeps_versions_in_range_and_those_it_cannot_tell(applications, today):
    versions = {"a": "9.1", "b": "10.2", "c": "10.3.1", "d": "11", "e": ""}
    frame = applications(*({"application_id": i, "name": "X", "version": v} for i, v in versions.items()))
    found = who_has(frame, today, "x", version_from="10", version_until="10.3")
    assert found["application_id"].tolist() == ["b", "c", "e"]


def test_an_empty_question_finds_nothing(bought, today):
    assert who_has(bought, today, "  ").empty
