from __future__ import annotations

import numpy as np
import pandas as pd

from landscape.advise.targets import TARGET_CRITERIA, target_options

WEIGHTS = {
    "reach": 30, "readiness": 25, "support": 15, "business": 10, "cost_per_user": 10, "integrations": 5, "contract": 3,
    "exit": 2,
}  # fmt: skip


def _rows(*rows: dict) -> pd.DataFrame:
    defaults = {
        "candidate_id": "k", "organisation": "A", "readiness": "unknown", "cost": np.nan, "users": np.nan,
        "support_months": np.nan, "support_has_ended": False,
        "support_end": pd.NaT, "business_fit": np.nan, "integrations_count": np.nan,
        "contract_end_date": pd.NaT, "contract_months": np.nan, "integration": "",
    }  # fmt: skip
    frame = pd.DataFrame([{**defaults, "application_id": f"a{at}", **row} for at, row in enumerate(rows)])
    return frame.assign(product_label=frame["product"])


def test_the_product_most_members_use_wins_when_nothing_else_is_known():
    options = target_options(
        _rows({"product": "p"}, {"product": "q", "organisation": "B"}, {"product": "q", "organisation": "C"}), WEIGHTS
    )
    assert options["product"].tolist() == ["q", "p"]
    assert "readiness" in options.loc[0, "unknown"]


def test_a_legacy_product_loses_from_a_ready_one_at_equal_reach():
    options = target_options(
        _rows({"product": "old", "readiness": "legacy"}, {"product": "new", "readiness": "saas_ready"}), WEIGHTS
    )
    assert options.loc[0, "product"] == "new"


def test_the_named_weight_change_really_levels_the_choice():
    options = target_options(
        _rows(
            {"product": "p", "readiness": "saas_ready", "organisation": "A"},
            {"product": "q", "readiness": "cloud_capable", "organisation": "A"},
            {"product": "q", "readiness": "cloud_capable", "organisation": "B"},
        ),
        WEIGHTS,
    )
    winner = options.iloc[0]
    changed = {**WEIGHTS, winner["flip_criterion"]: WEIGHTS[winner["flip_criterion"]] + winner["flip_weight_change"]}
    points = options.set_index("product")[list(TARGET_CRITERIA)]
    scores = points @ pd.Series(changed)
    assert abs(scores["p"] - scores["q"]) < 1.0
    assert winner["flip_weight_change"] < 0


def test_a_product_out_of_support_stays_in_the_table_but_is_no_target():
    ended = {"product": "old", "support_has_ended": True, "support_months": -5.0}
    options = target_options(_rows(ended, {**ended, "organisation": "B"}, {"product": "new"}), WEIGHTS)
    assert options[["product", "is_eligible"]].to_numpy().tolist() == [["new", True], ["old", False]]


def test_no_weight_flips_a_winner_that_is_better_everywhere():
    ready = {"product": "p", "readiness": "saas_ready", "support_months": 80.0}
    options = target_options(_rows(ready, {"product": "q", "readiness": "legacy", "support_months": 1.0}), WEIGHTS)
    changed = options.loc[0, "flip_weight_change"]
    assert pd.isna(changed) or abs(changed) <= max(WEIGHTS.values())


def test_options_of_one_candidate_do_not_touch_another():
    one = _rows({"product": "p"}, {"product": "q", "readiness": "saas_ready"})
    other = _rows({"product": "r", "cost": 1.0}, {"product": "s"}).assign(candidate_id="m")
    both = target_options(pd.concat([one, other], ignore_index=True), WEIGHTS)
    pd.testing.assert_frame_equal(
        both[both["candidate_id"] == "k"].reset_index(drop=True), target_options(one, WEIGHTS), check_dtype=False
    )
