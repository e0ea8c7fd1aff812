"""Every case of the corpus is read as expected or refused for the expected reason, and nothing else happens."""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd
import pytest

sys.path.insert(0, str(Path(__file__).parent))
from corpus_build import Case
from corpus_cases import cases

from landscape.findings import PortfolioError
from landscape.portfolio.read import read
from landscape.records import APPLICATION_COLUMNS, Inventory

CASES = cases()


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_case_of_the_corpus(case: Case, tmp_path: Path) -> None:
    path = tmp_path / case.file
    case.write(path)
    if case.refusal:
        with pytest.raises(PortfolioError) as refusal:
            read(path)
        assert refusal.value.code == case.refusal
        assert str(tmp_path) not in str(refusal.value)
        return
    inventory = read(path, organisation="Gemeente IJsseldam")
    assert tuple(sorted(inventory.applications["name"])) == tuple(sorted(case.names))
    assert inventory.rows_refused == case.refused_rows
    assert set(case.codes) <= set(inventory.findings["code"])
    first = inventory.applications.sort_values("name", ignore_index=True).iloc[0]
    assert {name: _plain(first[name]) for name in case.values} == dict(case.values)
    _adds_up(inventory)


def test_corpus_is_large_enough() -> None:
    assert len(CASES) >= 150
    assert len({case.name for case in CASES}) == len(CASES)


def _plain(value: object) -> object:
    if value is pd.NaT or value is pd.NA or value != value:
        return None
    return f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else value


def _adds_up(inventory: Inventory) -> None:
    assert tuple(inventory.applications.columns) == APPLICATION_COLUMNS
    assert inventory.rows_read == len(inventory.applications) + inventory.rows_refused
    assert (inventory.findings["severity"] == "refused").sum() == inventory.rows_refused
    assert inventory.applications["application_id"].is_unique
