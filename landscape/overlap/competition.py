"""Competition: how a pair stands among all other pairs of its two records.

In: a score per pair, or a whole table of scores. Out: per pair and side how far it leads the best other candidate,
how good that one is, how many are better. A likeness of 0.8 means little when a neighbour has 0.9 and much when the
next one has 0.3. A newcomer would judge every pair on its own; competition is worth more than any single likeness.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from landscape.overlap.words import Floats, Ints


@dataclass(frozen=True)
class Standing:
    """One side of a pair among its competitors: the best other score, the sum of the others, how many are higher."""

    best_other: Floats
    sum_of_others: Floats
    higher: Floats


def standing(record: Ints, own: Floats, others: Floats) -> Standing:
    """How each listed pair stands among the listed pairs that share its ``record``.

    Args:
        record: per pair the record on one side.
        own: the score of the pair itself.
        others: the score the pair has as a competitor of others; differs from ``own`` where its answer is known.
    """
    size = int(record.max(initial=0)) + 1
    ordered = np.sort(record * 4.0 + others)
    end = np.searchsorted(ordered, np.arange(size) * 4.0 + 2.0)
    higher = end[record] - np.searchsorted(ordered, record * 4.0 + own, side="right") - (others > own)
    total = np.bincount(record, weights=others, minlength=size)
    return Standing(_best_other(record, others, size), total[record] - others, higher.astype(np.float64))


def _best_other(record: Ints, others: Floats, size: int) -> Floats:
    order = np.lexsort((-others, record))
    sorted_record = record[order]
    first = np.flatnonzero(np.r_[True, sorted_record[1:] != sorted_record[:-1]]) if len(order) else order
    best, second, holder = np.zeros(size), np.zeros(size), np.full(size, -1, dtype=np.int64)
    best[sorted_record[first]] = others[order[first]]
    holder[sorted_record[first]] = order[first]
    next_one = first[first + 1 < len(order)] + 1
    next_one = next_one[sorted_record[next_one] == sorted_record[next_one - 1]]
    second[sorted_record[next_one]] = others[order[next_one]]
    result: Floats = np.where(holder[record] == np.arange(len(record)), second[record], best[record])
    return result


def listed(left: Ints, right: Ints, own: Floats, others: Floats) -> dict[str, Floats]:
    """Competition features of listed pairs: both sides, and the worse and the better of them."""
    sides = {"left": standing(left, own, others), "right": standing(right, own, others)}
    features = {"score": own}
    for side, found in sides.items():
        features[f"lead_{side}"] = own - found.best_other
        features[f"best_other_{side}"] = found.best_other
        features[f"others_{side}"] = found.sum_of_others
        features[f"higher_{side}"] = found.higher
    features["smallest_lead"] = np.minimum(features["lead_left"], features["lead_right"])
    features["best_other"] = np.maximum(sides["left"].best_other, sides["right"].best_other)
    return features


def whole_table(scores: npt.NDArray[np.float32], left: Ints, right: Ints) -> dict[str, Floats]:
    """Competition features against every record of the other table: lead and rank on both sides."""
    own = scores[left, right].astype(np.float64)
    features = {"score": own}
    for side, table, at in (("left", scores, left), ("right", scores.T, right)):
        best = -np.sort(np.partition(-table, 1, axis=1)[:, :2], axis=1).astype(np.float64)
        other = np.where(own >= best[at, 0], best[at, 1], best[at, 0])
        features[f"lead_{side}"] = own - other
        features[f"rank_{side}"] = _rank(table, at, own)
    return features


def _rank(table: npt.NDArray[np.float32], at: Ints, own: Floats) -> Floats:
    """How many of the row score higher, one row at a time in blocks that fit in memory."""
    ranks = [
        (table[at[b : b + 500]] > own[b : b + 500, None].astype(np.float32)).sum(axis=1) for b in range(0, len(at), 500)
    ]
    return np.concatenate(ranks).astype(np.float64) if ranks else np.zeros(0)
