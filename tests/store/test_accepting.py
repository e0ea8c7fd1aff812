"""Dry run and acceptance: counts that add up, once only, and nothing behind anybody's back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from landscape.findings import PortfolioError
from landscape.partnership import Partnership, Preview, open_partnership
from landscape.records import APPLICATION_COLUMNS, Inventory, as_typed
from tests.store.inventories_by_hand import Row, content, inventory

ROWS: list[Row] = [
    {"name": "Key2Burgerzaken", "vendor": "Centric", "annual_cost_eur": 82_500.0},
    {"name": "TOPdesk", "vendor": "TOPdesk", "user_count": 40},
    {"name": "Subsidieregister", "description": "=1+1\n\"quotes\"; 'and' é"},
]
DAY = date(2026, 7, 1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "regio.duckdb"


def dry_run(partnership: Partnership, given: Inventory) -> Preview:
    return partnership.preview_inventory(given, content(given))


def take(partnership: Partnership, given: Inventory) -> int:
    return partnership.accept(dry_run(partnership, given), on=DAY).import_id


def test_what_was_accepted_comes_back_equal_after_closing(path: Path) -> None:
    given = inventory(ROWS)
    with open_partnership(path) as partnership:
        take(partnership, given)
    with open_partnership(path, create=False) as partnership:
        back = partnership.applications()[list(APPLICATION_COLUMNS)]
    expected = given.applications.sort_values("application_id", ignore_index=True)
    assert as_typed(back).equals(expected)
    assert back.dtypes.equals(expected.dtypes)


def test_a_preview_stores_nothing_and_its_counts_add_up(path: Path) -> None:
    with open_partnership(path) as partnership:
        take(partnership, inventory(ROWS))
        preview = dry_run(partnership, inventory([ROWS[0], {"name": "Nieuw"}], refused=2))
        assert preview.counts == {"rows_read": 4, "added": 1, "changed": 0, "unchanged": 1, "refused": 2, "missing": 2}
        assert len(partnership.imports()) == 1
        assert len(partnership.applications()) == 3


def test_accepting_twice_stores_once(path: Path) -> None:
    with open_partnership(path) as partnership:
        preview = dry_run(partnership, inventory(ROWS))
        first = partnership.accept(preview, on=DAY)
        again = partnership.accept(preview, on=DAY)
        after_restart = partnership.accept(dry_run(partnership, inventory(ROWS)), on=DAY)
        assert not first.repeated
        assert again.repeated
        assert after_restart.repeated
        assert {first.import_id, again.import_id, after_restart.import_id} == {first.import_id}
        assert len(partnership.imports()) == 1


def test_going_back_to_an_older_file_is_an_import_and_not_a_repetition(path: Path) -> None:
    changed: list[Row] = [{**ROWS[0], "annual_cost_eur": 1.0}, *ROWS[1:]]
    with open_partnership(path) as partnership:
        numbers = [take(partnership, inventory(rows)) for rows in (ROWS, changed, ROWS)]
        assert len(set(numbers)) == 3
        assert partnership.applications()["annual_cost_eur"].max() == 82_500.0


def test_changes_are_remembered_per_import(path: Path) -> None:
    changed: list[Row] = [{**ROWS[0], "annual_cost_eur": 1.0}, *ROWS[1:]]
    with open_partnership(path) as partnership:
        take(partnership, inventory(ROWS))
        log = partnership.changes(take(partnership, inventory(changed)))
        assert log[["what", "field", "old_value", "new_value"]].values.tolist() == [
            ["changed", "annual_cost_eur", "82500.00", "1.00"]
        ]


def test_missing_ones_stay_until_ended_and_ended_ones_leave_the_list(path: Path) -> None:
    with open_partnership(path) as partnership:
        take(partnership, inventory(ROWS))
        preview = dry_run(partnership, inventory(ROWS[:2]))
        gone = list(preview.changes.missing["application_id"])
        partnership.accept(preview, on=DAY)
        assert len(partnership.applications()) == 3
        partnership.accept(dry_run(partnership, inventory(ROWS[:2])), on=DAY, ended=gone)
        assert len(partnership.applications()) == 2
        assert len(partnership.applications(ended=True)) == 3


def test_only_a_missing_application_can_be_ended(path: Path) -> None:
    with open_partnership(path) as partnership:
        take(partnership, inventory(ROWS))
        preview = dry_run(partnership, inventory(ROWS[:2]))
        still_there = str(preview.changes.applications["application_id"][0])
        for application, code in ((still_there, "ended_still_named"), ("app-x", "unknown_application")):
            with pytest.raises(PortfolioError) as refused:
                partnership.accept(preview, on=DAY, ended=[application])
            assert refused.value.code == code
        assert len(partnership.imports()) == 1


def test_a_preview_made_before_somebody_elses_import_is_refused_in_one_sentence(path: Path) -> None:
    with open_partnership(path) as partnership:
        old = dry_run(partnership, inventory(ROWS))
        take(partnership, inventory(ROWS[:1]))
        with pytest.raises(PortfolioError, match="Gemeente A") as refused:
            partnership.accept(old, on=DAY)
        assert refused.value.code == "changed_since_preview"
        assert len(partnership.applications()) == 1


def test_imports_of_other_organisations_do_not_disturb_a_preview(path: Path) -> None:
    with open_partnership(path) as partnership:
        old = dry_run(partnership, inventory(ROWS))
        take(partnership, inventory(ROWS, organisation="Gemeente B", file="b.xlsx"))
        assert not partnership.accept(old, on=DAY).repeated
        assert len(partnership.applications()) == 6


def test_an_inventory_without_applications_is_refused(path: Path) -> None:
    with open_partnership(path) as partnership, pytest.raises(PortfolioError) as refused:
        dry_run(partnership, inventory([]))
    assert refused.value.code == "empty_inventory"


def test_no_example_of_a_cell_is_stored_with_the_columns(path: Path) -> None:
    given = inventory(ROWS)
    shown = replace(given, columns=given.columns.assign(examples="een cel uit de lijst"))
    with open_partnership(path) as partnership:
        take(partnership, shown)
        assert "examples" not in partnership.inventories().columns
    assert b"een cel uit de lijst" not in path.read_bytes()
