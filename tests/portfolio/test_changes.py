"""This inventory against the last one: what counts as the same application, as a change, and as missing."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from landscape.portfolio.changes import Changes, compare, end, log_of
from landscape.records import empty
from landscape.store.imports import STATE_COLUMNS
from tests.store.inventories_by_hand import Row, applications

FIRST: list[Row] = [
    {"name": "Key2Burgerzaken", "vendor": "Centric", "source_id": "1", "annual_cost_eur": 82_500.0},
    {"name": "TOPdesk", "vendor": "TOPdesk", "source_id": "2", "contract_end_date": pd.Timestamp("2028-07-01")},
    {"name": "Subsidieregister", "vendor": "", "source_id": "3", "user_count": 12},
]
SPOKEN = {"name", "vendor", "source_id", "annual_cost_eur", "contract_end_date", "user_count"}


def no_state() -> pd.DataFrame:
    """The stored state of a partnership without inventories."""
    return empty(STATE_COLUMNS).astype({"import_id": "int64", "seen_import_id": "int64", "presence": "str"})


def stored(rows: list[Row]) -> pd.DataFrame:
    state = compare(no_state(), applications(rows), SPOKEN).state
    return state.assign(import_id=1, seen_import_id=1)


def told(changes: Changes) -> list[tuple[str, str, str, str]]:
    return [
        (row.name_, row.field, row.old_value, row.new_value)
        for row in changes.fields.rename(columns={"name": "name_"}).itertuples()
    ]


def test_everything_in_a_first_inventory_is_added() -> None:
    changes = compare(no_state(), applications(FIRST), SPOKEN)
    assert [changes.count(what) for what in ("added", "changed", "unchanged")] == [3, 0, 0]
    assert changes.missing.empty
    assert changes.suggestions.empty


def test_the_same_rows_in_another_order_are_unchanged() -> None:
    changes = compare(stored(FIRST), applications(FIRST[::-1]), SPOKEN)
    assert changes.count("unchanged") == 3
    assert log_of(changes).empty


def test_a_changed_amount_date_and_count_are_told_with_old_and_new_value() -> None:
    after: list[Row] = [
        {**FIRST[0], "annual_cost_eur": 90_000.0},
        {**FIRST[1], "contract_end_date": pd.Timestamp("2030-07-01")},
        {**FIRST[2], "user_count": 14},
    ]
    changes = compare(stored(FIRST), applications(after), SPOKEN)
    assert sorted(told(changes)) == [
        ("Key2Burgerzaken", "annual_cost_eur", "82500.00", "90000.00"),
        ("Subsidieregister", "user_count", "12", "14"),
        ("TOPdesk", "contract_end_date", "2028-07-01", "2030-07-01"),
    ]
    assert changes.count("changed") == 3


def test_a_value_that_became_unknown_is_a_change_and_unknown_stays_unknown() -> None:
    after: list[Row] = [{**FIRST[0], "annual_cost_eur": None}, *FIRST[1:]]
    assert told(compare(stored(FIRST), applications(after), SPOKEN)) == [
        ("Key2Burgerzaken", "annual_cost_eur", "82500.00", "")
    ]


def test_a_fraction_of_a_cent_is_no_change() -> None:
    after: list[Row] = [{**FIRST[0], "annual_cost_eur": 82_500.000001}, *FIRST[1:]]
    assert compare(stored(FIRST), applications(after), SPOKEN).count("changed") == 0


def test_a_corrected_spelling_with_the_same_source_id_keeps_the_application() -> None:
    before = stored(FIRST)
    after = applications([{**FIRST[0], "name": "Key2 Burgerzaken"}, *FIRST[1:]])
    after.loc[0, "application_id"] = "app-other"
    changes = compare(before, after, SPOKEN)
    assert told(changes) == [("Key2 Burgerzaken", "name", "Key2Burgerzaken", "Key2 Burgerzaken")]
    assert set(changes.state["application_id"]) == set(before["application_id"])


@pytest.mark.parametrize("vendor", ["Centric", "Centric Netherlands B.V."])
def test_without_ids_name_and_vendor_decide_then_the_name_alone(vendor: str) -> None:
    plain: list[Row] = [{**row, "source_id": ""} for row in FIRST]
    after = applications([{**plain[0], "vendor": vendor}, *plain[1:]])
    after["application_id"] = ["x1", "x2", "x3"]
    changes = compare(stored(plain), after, SPOKEN - {"source_id"})
    assert changes.count("added") == 0
    assert changes.count("changed") == (vendor != "Centric")


def test_a_respelled_name_without_id_is_only_suggested_until_a_person_says_so() -> None:
    plain: list[Row] = [{**row, "source_id": ""} for row in FIRST]
    before, after = stored(plain), applications([{**plain[0], "name": "Key-2 Burgerzaak"}, *plain[1:]])
    changes = compare(before, after, SPOKEN)
    assert changes.count("added") == 1
    assert list(changes.missing["name"]) == ["Key2Burgerzaken"]
    (suggestion,) = changes.suggestions.to_dict("records")
    assert (suggestion["name_before"], suggestion["name"]) == ("Key2Burgerzaken", "Key-2 Burgerzaak")
    confirmed = {suggestion["application_id"]: suggestion["application_id_before"]}
    again = compare(before, after, SPOKEN, renamed=confirmed)
    assert (again.count("added"), again.count("changed"), len(again.missing)) == (0, 1, 0)


def test_two_rows_with_one_name_are_never_matched_by_guessing() -> None:
    twice: list[Row] = [
        {"name": "Oracle", "application_id": "a1", "department": "BZ"},
        {"name": "Oracle", "application_id": "a2", "department": "BZ"},
    ]
    after = applications([{**twice[0], "application_id": "b1"}, {**twice[1], "application_id": "b2"}])
    assert compare(stored(twice), after, SPOKEN).count("added") == 2


def test_missing_applications_are_kept_and_only_ended_when_a_person_says_so() -> None:
    before = stored(FIRST)
    changes = compare(before, applications(FIRST[:1]), SPOKEN)
    assert list(changes.missing["name"]) == ["Subsidieregister", "TOPdesk"]
    assert dict(changes.state.groupby("presence").size()) == {"missing": 2, "present": 1}
    gone = changes.missing["application_id"][0]
    state = end(changes, [gone]).state
    assert list(state.loc[state["presence"] == "ended", "application_id"]) == [gone]


def test_an_ended_application_that_returns_is_a_change() -> None:
    before = stored(FIRST)
    before["presence"] = ["ended", *before["presence"][1:]]
    changes = compare(before, applications(FIRST), SPOKEN)
    assert list(changes.fields["field"]) == ["presence"]
    assert set(changes.state["presence"]) == {"present"}


def test_a_field_the_file_has_no_column_for_keeps_its_value_and_is_named() -> None:
    silent: list[Row] = [{"name": row["name"], "source_id": row["source_id"]} for row in FIRST]
    changes = compare(stored(FIRST), applications(silent), {"name", "source_id"})
    assert changes.count("unchanged") == 3
    assert set(changes.fields_kept) == {"vendor", "annual_cost_eur", "user_count", "contract_end_date"}
    kept = changes.state.set_index("name")["annual_cost_eur"]
    assert kept["Key2Burgerzaken"] == 82_500.0


PARTS: Row = {"name": "Suite4Sociaal", "annual_cost_eur": 55_000.0, "annual_cost_origin": "derived",
              "license_cost_eur": 40_000.0, "maintenance_cost_eur": 15_000.0}  # fmt: skip


@pytest.mark.parametrize("maintenance", [15_000.0, 18_000.0])
def test_a_sum_keeps_the_part_a_new_file_is_silent_about_and_is_no_change_of_its_own(maintenance: float) -> None:
    after: Row = {**PARTS, "annual_cost_eur": maintenance, "license_cost_eur": None,
                  "maintenance_cost_eur": maintenance}  # fmt: skip
    changes = compare(stored([PARTS]), applications([after]), {"name", "maintenance_cost_eur"})
    assert list(changes.state["annual_cost_eur"]) == [40_000.0 + maintenance]
    assert list(changes.state["annual_cost_origin"]) == ["derived"]
    assert [row[1] for row in told(changes)] == ["maintenance_cost_eur"] * (maintenance != 15_000.0)


def test_a_given_yearly_cost_stays_when_a_new_file_has_only_a_part_of_it() -> None:
    first: list[Row] = [
        {"name": "Corsa", "annual_cost_eur": 61_000.0, "annual_cost_origin": "given"},
        {"name": "Djuma", "annual_cost_eur": 9_000.0, "annual_cost_origin": "given"},
    ]
    after: list[Row] = [
        {"name": "Corsa", "annual_cost_eur": 4_000.0, "annual_cost_origin": "derived", "maintenance_cost_eur": 4_000.0},
        {"name": "Djuma"},
    ]
    changes = compare(stored(first), applications(after), {"name", "maintenance_cost_eur"})
    assert dict(zip(changes.state["name"], changes.state["annual_cost_eur"], strict=True)) == {
        "Corsa": 61_000.0, "Djuma": 9_000.0,
    }  # fmt: skip
    assert [row[1] for row in told(changes)] == ["maintenance_cost_eur"]
    assert "annual_cost_eur" in changes.fields_kept


def test_a_file_that_carries_our_own_ids_is_matched_on_them_and_keeps_the_source_id() -> None:
    before = stored(FIRST)
    export = applications(FIRST).assign(application_id=["n1", "n2", "n3"])
    ids = before.set_index("source_id")["application_id"]
    export["source_id"] = export["source_id"].map(ids)
    changes = compare(before, export, SPOKEN)
    assert changes.count("unchanged") == 3
    assert set(changes.state["source_id"]) == {"1", "2", "3"}


def test_organisations_are_never_mixed() -> None:
    other = applications(FIRST, organisation="Gemeente B")
    changes = compare(stored(FIRST), other, SPOKEN)
    assert changes.count("added") == 3
    assert changes.suggestions.empty


NAMES = st.lists(st.sampled_from(["Alfa", "Beta", "Gamma", "Delta"]), unique=True, max_size=4)


@settings(max_examples=30, deadline=None)
@given(before=NAMES, after=NAMES)
def test_every_row_has_one_fate_and_no_stored_application_is_lost(before: list[str], after: list[str]) -> None:
    old = stored([{"name": name} for name in before]) if before else no_state()
    changes = compare(old, applications([{"name": name} for name in after]), SPOKEN)
    assert sum(changes.count(what) for what in ("added", "changed", "unchanged")) == len(after)
    assert set(changes.state["name"]) == {*before, *after}
    assert changes.state["application_id"].is_unique
