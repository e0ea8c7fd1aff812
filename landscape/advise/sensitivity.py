"""How firm the top of the list is: which candidates stay whatever the weights and the unknowns do.

In: the candidates' points per criterion. Out: per candidate of the top how often it stays there, and what pushes it
out. Every weight is moved by a share up and down, and every unknown to both ends of its range, one at a time. What a
newcomer would get wrong: "doubtful" is not wrong; it says that the order rests on one weight or one missing fact.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from landscape import knowledge
from landscape.advise import reasons
from landscape.advise.basis import Basis
from landscape.advise.recommend import candidate_points

WEIGHT_SHARE = 0.10
TOP = 20
SENSITIVITY_COLUMNS = ("candidate_id", "rank", "is_stable", "best_rank", "worst_rank", "pushed_out_by")


def stable_core(given: Basis, *, top: int = TOP, weight_share: float = WEIGHT_SHARE) -> pd.DataFrame:
    """The first ``top`` candidates with the range of their rank; columns ``SENSITIVITY_COLUMNS``.

    ``is_stable``: within the top under every single change. ``pushed_out_by``: the changes that put it outside,
    joined with " | ".
    """
    points, language = candidate_points(given).set_index("candidate_id"), given.language
    own, base = reasons.score(points), _ranks(points, {})
    chosen = base[base <= top].sort_values()
    ranks = {"": base}
    for criterion in reasons.criteria():
        name = str(criterion["id"])
        label = knowledge.sentence("advice_criterion", name, language)
        for sign, text in ((1, "weight_up"), (-1, "weight_down")):
            weights = {name: float(criterion["weight"]) * (1 + sign * weight_share)}
            shown = knowledge.sentence("advice_sensitivity", text, language, criterion=label)
            ranks[shown] = _ranks(points, weights)
        for value, text in ((0.0, "unknown_low"), (100.0, "unknown_high")):
            shown = knowledge.sentence("advice_sensitivity", text, language, criterion=label)
            ranks[shown] = _one_by_one(points, name, value, own, base)
    return _table(pd.DataFrame(ranks).loc[chosen.index], top)


def _ranks(points: pd.DataFrame, weights: dict[str, float]) -> pd.Series:
    """Rank by score; equal scores keep the order of the list of candidates."""
    ordered = reasons.score(points, weights).sort_values(ascending=False, kind="stable").index
    return pd.Series(range(1, len(ordered) + 1), index=ordered).reindex(points.index)


def _one_by_one(points: pd.DataFrame, name: str, value: float, own: pd.Series, base: pd.Series) -> pd.Series:
    """The rank each candidate would get if its own unknown were ``value`` and all others stayed as they are.

    ``own`` and ``base`` are the scores and ranks as they are.
    """
    unknown = points[name].isna() & points[f"applies_{name}"]
    moved = reasons.score(points.assign(**{name: points[name].mask(unknown, value)}))
    above = pd.Series(len(own) - np.sort(own).searchsorted(moved.to_numpy(), side="right"), index=points.index)
    itself = (own > moved).astype("int64")
    return (above - itself + 1).where(unknown, base)


def _table(ranks: pd.DataFrame, top: int) -> pd.DataFrame:
    outside = ranks > top
    pushed = [
        " | ".join(name for name, out in zip(ranks.columns, row, strict=True) if out) for row in outside.to_numpy()
    ]
    table = pd.DataFrame(
        {
            "candidate_id": ranks.index,
            "rank": ranks[""].to_numpy(),
            "is_stable": ~outside.any(axis=1).to_numpy(),
            "best_rank": ranks.min(axis=1).astype("int64").to_numpy(),
            "worst_rank": ranks.max(axis=1).astype("int64").to_numpy(),
            "pushed_out_by": pushed,
        }
    )
    return table[list(SENSITIVITY_COLUMNS)].reset_index(drop=True)
