"""What answers about other pairs of the same record say about a pair: is its other side like a known yes or a known no?

In: listed pairs, the records as unit-length rows, and the answers that are known. Out: per pair and side how like its
other record is to the records that were called the same as, and different from, the record they share; and the answer
of the likest ones. Two listings of one thing deserve one answer. A newcomer would let a pair see its own answer: a pair
never counts for itself.
"""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp

from landscape.overlap.alignment import ranges
from landscape.overlap.words import Floats, Ints

SHARPNESS = 8
"""How fast an answer loses weight when the other record is less like ours: likeness to this power."""

CHUNK = 50_000
"""Pairs of records compared at once: bounds memory, changes no result."""


def answered(left: Ints, right: Ints, records: sp.csr_matrix, known: Floats) -> dict[str, Floats]:
    """Features by name, NaN where no answer is known about either record.

    Args:
        left, right: positions of both sides in ``records``; no record stands on both sides.
        known: per pair its answer as 0 or 1 where it may be used, else NaN.
    """
    features = {}
    for side, shared, other in (("left", left, right), ("right", right, left)):
        pair, told = _sharing(shared, np.flatnonzero(~np.isnan(known)))
        like = _likeness(records, other[pair], other[told])
        answer = known[told]
        for name, value in (("yes", 1.0), ("no", 0.0)):
            features[f"{name}_{side}"] = _highest(pair[answer == value], like[answer == value], len(left))
            features[f"{name}_count_{side}"] = np.bincount(pair[answer == value], minlength=len(left)).astype(float)
        weight = like**SHARPNESS
        total = np.bincount(pair, weights=weight, minlength=len(left))
        said = np.bincount(pair, weights=weight * answer, minlength=len(left))
        features[f"said_{side}"] = said / np.where(total > 1e-6, total, np.nan)
    return features


def _sharing(shared: Ints, told: Ints) -> tuple[Ints, Ints]:
    """Every pair with every other pair of ``told`` that shares its record."""
    told = told[np.argsort(shared[told], kind="stable")]
    begin, end = (np.searchsorted(shared[told], shared, side=side) for side in ("left", "right"))
    pair = np.repeat(np.arange(len(shared), dtype=np.int64), end - begin)
    with_it = told[ranges(begin, end - begin)]
    return pair[pair != with_it], with_it[pair != with_it]


def _likeness(records: sp.csr_matrix, one: Ints, other: Ints) -> Floats:
    """Cosine per pair of records, worked out once per distinct pair."""
    codes, back = np.unique(one * records.shape[0] + other, return_inverse=True)
    one, other = codes // records.shape[0], codes % records.shape[0]
    parts = [
        np.asarray(records[one[at : at + CHUNK]].multiply(records[other[at : at + CHUNK]]).sum(axis=1)).ravel()
        for at in range(0, len(codes), CHUNK)
    ]
    result: Floats = np.clip(np.concatenate(parts or [np.zeros(0)]), 0.0, 1.0)[back]
    return result


def _highest(pair: Ints, like: Floats, pairs: int) -> Floats:
    highest = np.full(pairs, -1.0)
    np.maximum.at(highest, pair, like)
    return np.where(highest < 0, np.nan, highest)
