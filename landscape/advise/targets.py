"""Which product in an overlap the others could move to: options side by side, and what would flip the choice.

In: concern rows (one per candidate and application) with facts and business fit. Out: one row per candidate and
product, best first, with points per criterion and the smallest weight change after which another product would win.
A newcomer would get wrong: this is a comparison on what is on record, no advice to buy; unknown counts as the middle
and is listed, so a product never wins because nothing is known about it; and a product that is legacy or out of
support itself stays in the table but cannot be the target.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from landscape import knowledge
from landscape.advise import wording
from landscape.advise.empty import no_rows

TARGET_CRITERIA = (
    "reach", "readiness", "support", "business", "cost_per_user", "integrations", "contract", "exit",
)  # fmt: skip

OPTION_COLUMNS = (
    "candidate_id", "product", "product_label", "option_rank", "is_eligible", "option_score",
    "applications", "organisations",
    "known_annual_cost_eur", "applications_without_cost", "users", "first_contract_end_date", "support_end",
    *TARGET_CRITERIA, "unknown", "flip_criterion", "flip_weight_change", "flip_product", "application_ids",
)  # fmt: skip

OPTION_TEXTS = (
    "candidate_id", "product", "product_label", "unknown", "flip_criterion", "flip_product", "application_ids",
)  # fmt: skip


def target_settings() -> Mapping[str, Any]:
    """The settings of ``targets.toml``."""
    return knowledge.settings(
        "targets.toml", ("source", "unknown_points", "readiness_points", "exit_points", "anchors")
    )


def target_options(concerns: pd.DataFrame, weights: Mapping[str, float]) -> pd.DataFrame:
    """One row per candidate and product, best first; columns ``OPTION_COLUMNS``.

    Args:
        concerns: rows with ``candidate_id``, the columns of ``facts`` and ``business_fit``.
        weights: weight per criterion of ``TARGET_CRITERIA``.

    ``flip_*`` stand on the first option only: which weight, changed by how many points, makes another product win.
    """
    if concerns.empty:
        return no_rows(OPTION_COLUMNS, OPTION_TEXTS).astype({"is_eligible": "bool"})
    options = _figures(concerns)
    points = _points(options)
    filled = points.fillna(target_settings()["unknown_points"])
    vector = np.array([float(weights[name]) for name in TARGET_CRITERIA])
    options = options.assign(option_score=(filled.to_numpy() @ vector / vector.sum()).round(4))
    options[list(TARGET_CRITERIA)] = filled.round(2)
    options["unknown"] = _unknown(points)
    options["is_eligible"] = ~(options["readiness_mean"] == 0) & ~options["support_has_ended"]
    options = options.sort_values(
        ["candidate_id", "is_eligible", "option_score", "applications", "product"],
        ascending=[True, False, False, False, True],
    ).reset_index(drop=True)
    options["option_rank"] = options.groupby("candidate_id").cumcount() + 1
    return _with_flips(options, vector)[list(OPTION_COLUMNS)]


def _figures(concerns: pd.DataFrame) -> pd.DataFrame:
    rows = concerns.assign(
        no_cost=concerns["cost"].isna(),
        readiness_points=concerns["readiness"].map(dict(target_settings()["readiness_points"])).astype("float64"),
        costed_users=concerns["users"].where(concerns["cost"].notna()),
        used_cost=concerns["cost"].where(concerns["users"].notna()),
        exit_points=concerns["integration"].map(dict(target_settings()["exit_points"])).astype("float64"),
        contract_months=concerns["contract_months"].where(concerns["contract_months"] > 0),
    )
    grouped = rows.groupby(["candidate_id", "product"])
    figures = grouped.agg(
        product_label=("product_label", "min"),
        applications=("application_id", "size"),
        organisations=("organisation", "nunique"),
        applications_without_cost=("no_cost", "sum"),
        readiness_mean=("readiness_points", "mean"),
        support_months=("support_months", "min"),
        support_end=("support_end", "min"),
        support_has_ended=("support_has_ended", "any"),
        first_contract_end_date=("contract_end_date", "min"),
        business_mean=("business_fit", "mean"),
        exit_mean=("exit_points", "mean"),
        contract_months=("contract_months", "max"),
    )
    sums = {"known_annual_cost_eur": "cost", "users": "users", "integrations_sum": "integrations_count"}
    for name, column in {**sums, "costed_users": "costed_users", "used_cost": "used_cost"}.items():
        figures[name] = grouped[column].sum(min_count=1)
    keys = ["candidate_id", "product"]
    figures["application_ids"] = wording.joined(rows.sort_values([*keys, "application_id"]), keys, "application_id")
    figures = figures.reset_index()
    total = rows.groupby("candidate_id")["organisation"].nunique()
    return figures.assign(all_organisations=figures["candidate_id"].map(total).astype("float64"))


def _points(options: pd.DataFrame) -> pd.DataFrame:
    users = options["costed_users"].where(options["costed_users"] > 0)
    measures = {
        "reach": options["organisations"] / options["all_organisations"],
        "readiness": options["readiness_mean"],
        "support": options["support_months"],
        "business": options["business_mean"],
        "cost_per_user": options["used_cost"] / users,
        "integrations": options["integrations_sum"],
        "contract": options["contract_months"],
        "exit": options["exit_mean"],
    }
    anchors, points = target_settings()["anchors"], {}
    for name, measure in measures.items():
        at, given = zip(*anchors[name], strict=True)
        read = np.interp(measure.astype("float64").to_numpy(), at, given)
        points[name] = pd.Series(read, index=options.index).where(measure.notna())
    return pd.DataFrame(points, dtype="float64")


def _unknown(points: pd.DataFrame) -> pd.Series:
    missing = points.isna().to_numpy()
    texts = [
        ", ".join(name for name, is_missing in zip(points.columns, row, strict=True) if is_missing) for row in missing
    ]
    return pd.Series(texts, index=points.index, dtype="str")


def _with_flips(options: pd.DataFrame, weights: np.ndarray[Any, Any]) -> pd.DataFrame:
    """Per winner the smallest change of one weight after which some other option is at least level with it."""
    names = list(TARGET_CRITERIA)
    winners = options[options["option_rank"] == 1].set_index("candidate_id")
    others = options[(options["option_rank"] > 1) & options["is_eligible"]]
    lead = winners.loc[others["candidate_id"], names].to_numpy() - others[names].to_numpy()
    gap = lead @ weights
    with np.errstate(divide="ignore", invalid="ignore"):
        change = np.where(lead != 0, -gap[:, None] / lead, np.inf)
    feasible = np.isfinite(change) & (weights + change >= 0)
    size = np.where(feasible, np.abs(change), np.inf)
    best = size.argmin(axis=1) if len(others) else np.array([], dtype="int64")
    flips = pd.DataFrame(
        {
            "candidate_id": others["candidate_id"].to_numpy(),
            "flip_criterion": [names[at] for at in best],
            "flip_product": others["product_label"].to_numpy(),
            "flip_weight_change": np.round(change[np.arange(len(others)), best], 2),
            "_size": size[np.arange(len(others)), best],
        }
    )
    flips = flips[np.isfinite(flips["_size"])].sort_values(["candidate_id", "_size", "flip_criterion"])
    first = flips.drop_duplicates("candidate_id").set_index("candidate_id")
    other = options["candidate_id"].map(first["flip_product"]).where(options["option_rank"] == 1)
    is_winner = options["option_rank"] == 1
    criterion = options["candidate_id"].map(first["flip_criterion"]).where(is_winner)
    change_by = options["candidate_id"].map(first["flip_weight_change"]).astype("float64").where(is_winner)
    return options.assign(
        flip_criterion=criterion.astype("str").where(criterion.notna(), ""),
        flip_product=other.astype("str").where(other.notna(), ""),
        flip_weight_change=change_by,
    )
