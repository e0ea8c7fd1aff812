"""Each check speaks when two known values contradict each other, and is silent when one is missing."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from landscape import knowledge
from landscape.portfolio import checks
from landscape.records import APPLICATION_COLUMNS, as_typed, empty


def _applications(*rows: dict[str, object]) -> pd.DataFrame:
    base = {"file": "lijst.csv", "sheet": "", "organisation": "Beekstad"}
    filled = [
        {**base, "application_id": f"a{place}", "row": place, "name": f"Pakket {place}", **row}
        for place, row in enumerate(rows, start=2)
    ]
    frame = pd.concat([empty(APPLICATION_COLUMNS), pd.DataFrame(filled)], ignore_index=True)
    return as_typed(frame[list(APPLICATION_COLUMNS)])


def _codes(*rows: dict[str, object]) -> list[tuple[str, int]]:
    return [(finding.code, finding.row) for finding in checks.check(_applications(*rows))]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"contract_start_date": "2027-01-01", "contract_end_date": "2026-01-01"}, "contract_ends_before_start"),
        ({"annual_cost_eur": 100, "license_cost_eur": 90, "maintenance_cost_eur": 90}, "cost_does_not_add_up"),
        ({"hosting": "SaaS", "database": "Oracle"}, "saas_with_server"),
        (
            {"status": "Uit gebruik", "status_date": "2025-01-01", "contract_end_date": "2027-01-01"},
            "retired_with_contract",
        ),
        ({"name": "ja"}, "doubtful_name"),
        ({"name": "2026"}, "doubtful_name"),
    ],
)
def test_a_contradiction_is_a_finding_and_half_of_it_is_none(row: dict[str, object], code: str) -> None:
    assert _codes({}, row) == [(code, 3)]
    for left_out in row:
        half = {field: value for field, value in row.items() if field != left_out}
        assert (code, 3) not in _codes({}, half)


def test_a_cost_twenty_times_the_middle_is_told_only_among_enough_known_costs() -> None:
    usual = [{"annual_cost_eur": 1_000 + number} for number in range(12)]
    assert _codes(*usual, {"annual_cost_eur": 90_000}) == [("cost_far_from_others", 14)]
    assert _codes(*usual[:2], {"annual_cost_eur": 90_000}) == []


def test_one_name_on_rows_that_differ_is_one_finding_at_the_first_row() -> None:
    assert _codes({"name": "Zaak"}, {"name": "ZAAK"}, {"name": "Grond"}) == [("same_name", 2)]
    other = {"name": "Zaak", "organisation": "Waterrijk"}
    assert _codes({"name": "Zaak"}, other) == []


def test_a_check_that_fires_on_half_the_list_counts_the_rest() -> None:
    wrong = {"hosting": "SaaS", "database": "Oracle"}
    found = checks.check(_applications(*[wrong] * 400))
    assert found[-1].code == "more_of_these"
    assert len(found) - 1 + int(found[-1].values["count"]) == 400


def test_checks_change_nothing() -> None:
    applications = _applications({"hosting": "SaaS", "database": "Oracle"}, {"name": "ja"})
    before = applications.copy(deep=True)
    checks.check(applications)
    pd.testing.assert_frame_equal(applications, before)


_SERVERS = knowledge.settings("checks.toml", checks._LIMITS)


@pytest.mark.parametrize("text", _SERVERS["server_name_matches"])
def test_a_named_server_is_recognised(text: str) -> None:
    assert re.search(_SERVERS["server_name"], text.lower())


@pytest.mark.parametrize("text", _SERVERS["server_name_does_not_match"])
def test_a_technique_is_no_server(text: str) -> None:
    assert not re.search(_SERVERS["server_name"], text.lower())
