from __future__ import annotations

import pandas as pd
import pytest

from landscape.advise.basis import basis
from landscape.advise.recommend import rank_candidates
from landscape.advise.sensitivity import stable_core

CHOICE = "choose_and_consolidate"


@pytest.fixture
def region(applications, overlaps):
    """Ten functions with two rival products each; ever more is known about the cost of the later ones."""
    rows, found = [], []
    for at in range(10):
        for side in "xy":
            row = {"application_id": f"{at}{side}", "product_id": f"{at}{side}", "component": f"Functie {at}"}
            rows.append({**row, "annual_cost_eur": at * 20_000.0 if at % 2 else None, "readiness": "cloud_capable"})
        found.append((f"o{at}", "same_function", CHOICE, [f"{at}x", f"{at}y"]))
    return applications(*rows), overlaps(*found)


def test_ranks_equal_those_of_the_list(region, today):
    core = stable_core(basis(*region, today), top=5)
    listed = rank_candidates(*region, today).head(5)
    assert core["candidate_id"].tolist() == listed["candidate_id"].tolist()
    assert core["rank"].tolist() == listed["rank"].tolist()


def test_the_range_of_ranks_holds_the_rank(region, today):
    core = stable_core(basis(*region, today), top=8)
    assert ((core["best_rank"] <= core["rank"]) & (core["rank"] <= core["worst_rank"])).all()


def test_stable_means_that_nothing_pushes_it_out(region, today):
    core = stable_core(basis(*region, today), top=5)
    assert (core["is_stable"] == (core["pushed_out_by"] == "")).all()
    assert (core["is_stable"] == (core["worst_rank"] <= 5)).all()


def test_a_top_as_long_as_the_list_is_always_stable(region, today):
    assert stable_core(basis(*region, today), top=10)["is_stable"].all()


def test_an_unknown_cost_can_push_a_candidate_out_and_is_named(region, today):
    core = stable_core(basis(*region, today), top=6).set_index("candidate_id")
    doubtful = core[~core["is_stable"]]
    assert doubtful["pushed_out_by"].str.contains("bekende kosten: het onbekende blijkt ertegen te spreken").any()


def test_without_candidates_there_is_no_core(applications, overlaps, today):
    core = stable_core(basis(applications({"application_id": "a"}), overlaps(), today))
    assert core.empty
    assert isinstance(core, pd.DataFrame)
