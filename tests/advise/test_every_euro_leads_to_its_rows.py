"""Every known amount in the frames of the sample is the sum of the rows its ids point to."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pandas as pd
import pytest

import landscape

SAMPLE = Path(__file__).parents[2] / "data" / "samples" / "ijsselrand"
IDS, COST = "application_ids", "known_annual_cost_eur"
SUMS = {COST: IDS, "member_known_cost_eur": IDS, "falling_out_cost_eur": "falling_out_ids"}


@pytest.fixture(scope="module")
def frames() -> dict[str, pd.DataFrame]:
    files = sorted(path for path in SAMPLE.iterdir() if path.suffix in (".xlsx", ".csv") and path.stem != "expected")
    region = landscape.analyse(files, reference_date="2026-07-01")
    found = {entry.name: getattr(region, entry.name) for entry in fields(region)}
    return {name: frame for name, frame in found.items() if isinstance(frame, pd.DataFrame)}


def _summed(frame: pd.DataFrame, ids: str, applications: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Per row of ``frame`` the sum of the costs its ids lead to (NaN: none known), and how many have no cost."""
    cost = applications.set_index("application_id")["annual_cost_eur"]
    lists = frame[ids].str.split("; ").map(lambda listed: [one for one in listed if one])
    assert set(lists.explode().dropna()) <= set(cost.index)
    sums = pd.Series([cost.loc[listed].sum(min_count=1) for listed in lists], index=frame.index, dtype="float64")
    return sums, pd.Series([int(cost.loc[listed].isna().sum()) for listed in lists], index=frame.index)


def test_every_amount_is_the_sum_of_the_rows_it_leads_to(frames):
    walked = set()
    for name, frame in frames.items():
        for amount, ids in SUMS.items():
            if not {amount, ids} <= set(frame.columns):
                continue
            walked.add(name)
            rows = frame[frame[ids] != ""].reset_index(drop=True)
            sums, without = _summed(rows, ids, frames["applications"])
            shown = rows[amount].astype("float64")
            off = rows[~((shown - sums).abs().lt(0.01) | (shown.isna() & sums.isna()))]
            assert off.empty, f"{name}.{amount}: {off.head(3).to_dict('records')}"
            if amount == COST and "applications_without_cost" in rows and name != "benchmarks":
                assert (without == rows["applications_without_cost"]).all(), f"{name}: applications without cost"
    assert {
        "overlaps", "candidates", "targets", "scenario_candidates", "roadmap", "suppliers", "member_effects",
        "member_leaves", "benchmarks",
    } <= walked  # fmt: skip


def test_no_amount_stands_where_no_row_leads(frames):
    for name, frame in frames.items():
        if {COST, IDS} <= set(frame.columns):
            assert frame.loc[frame[IDS] == "", COST].isna().all(), name


def test_scenario_totals_are_the_sum_of_their_functions(frames):
    parts = frames["scenario_candidates"].groupby("scenario")
    for amount in ("saving_mid_eur", "one_off_mid_eur", "npv_mid_eur", "falling_out_cost_eur"):
        sums = parts[amount].sum(min_count=1)
        totals = frames["scenarios"].set_index("scenario")[amount].reindex(sums.index)
        pd.testing.assert_series_equal(sums, totals, check_names=False)
