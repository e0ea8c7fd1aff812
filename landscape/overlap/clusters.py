"""From scored pairs to products: average linkage without chains.

In: forms 0..n-1, scored pairs, groups that must stay together, labels that may not meet. Out: a cluster number per
form. In every round each cluster names the neighbour with the highest average; two that name each other merge. For
average linkage that gives the same tree as merging one by one, in few rounds and without a loop over pairs. A
newcomer would take connected components: one doubtful pair then ties two large products together, and the next
doubtful pair a third (measured: one cluster of 125,000 rows).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from landscape.overlap.candidates import Pairs, as_pairs
from landscape.overlap.words import Bools, Floats, Ints


@dataclass(frozen=True)
class Limits:
    """When clusters merge.

    Attributes:
        cut: lowest average probability.
        accept: lowest probability of the best link; without a pair that is accepted itself, a person decides.
        capacity: links a form is expected to have at most; the candidate search keeps only the nearest, so in a large
            cluster most pairs were never compared, which is not evidence against.
    """

    cut: float
    accept: float
    capacity: int


def cluster(
    forms: int, pairs: Pairs, probability: Floats, together: Pairs, labels: list[Ints], apart: Pairs, limits: Limits
) -> Ints:
    """A cluster number per form, numbered by their smallest form.

    Args:
        forms: how many there are.
        pairs, probability: the scored pairs.
        together: pairs that are one cluster from the start (a person, or the same known package).
        labels: per form a number; clusters with two different numbers above 0 never merge (0: nothing known).
        apart: pairs that may not end in one cluster.
        limits: when clusters merge.
    """
    of = _components(forms, together)
    while True:
        one, other = _best_partners(of, pairs, probability, labels, apart, limits)
        if not len(one):
            return of
        parent = np.arange(forms, dtype=np.int64)
        parent[np.maximum(one, other)] = np.minimum(one, other)
        of = _renumbered(parent[of])


def _components(forms: int, together: Pairs) -> Ints:
    links = sp.csr_matrix((np.ones(len(together)), (together.left, together.right)), shape=(forms, forms))
    return _renumbered(sp.csgraph.connected_components(links, directed=False)[1].astype(np.int64))


def _renumbered(of: Ints) -> Ints:
    """The same clusters, each named after its smallest member."""
    _, first, back = np.unique(of, return_index=True, return_inverse=True)
    return first[back].astype(np.int64)


def _best_partners(
    of: Ints, pairs: Pairs, probability: Floats, labels: list[Ints], apart: Pairs, limits: Limits
) -> tuple[Ints, Ints]:
    """Pairs of clusters that name each other as the best neighbour and may merge."""
    size = len(of)
    links, back = np.unique(_codes(of, pairs, size), return_inverse=True)
    total = np.bincount(back, weights=probability, minlength=len(links))
    best = np.zeros(len(links))
    np.maximum.at(best, back, probability)
    one, other = links // max(size, 1), links % max(size, 1)
    average = np.round(total / _expected(of, one, other, limits.capacity), 9)
    usable = (one != other) & (average >= limits.cut) & (best >= limits.accept)
    usable &= ~np.isin(links, _codes(of, apart, size))
    for label in labels:
        usable &= ~_differ(of, one, other, label)
    one, other, average = one[usable], other[usable], average[usable]
    return _mutual(one, other, average, size)


def _codes(of: Ints, pairs: Pairs, size: int) -> Ints:
    left, right = of[pairs.left], of[pairs.right]
    return np.minimum(left, right) * size + np.maximum(left, right)


def _expected(of: Ints, one: Ints, other: Ints, capacity: int) -> Floats:
    members = np.bincount(of, minlength=len(of))
    small, large = np.minimum(members[one], members[other]), np.maximum(members[one], members[other])
    result: Floats = (small * np.minimum(large, capacity)).astype(float)
    at_least_one: Floats = np.maximum(result, 1.0)
    return at_least_one


def _differ(of: Ints, one: Ints, other: Ints, label: Ints) -> Bools:
    highest = np.zeros(len(of), dtype=np.int64)
    np.maximum.at(highest, of, label)
    differ: Bools = (highest[one] > 0) & (highest[other] > 0) & (highest[one] != highest[other])
    return differ


def _mutual(one: Ints, other: Ints, average: Floats, size: int) -> tuple[Ints, Ints]:
    first, second = np.concatenate([one, other]), np.concatenate([other, one])
    order = np.lexsort((second, -np.concatenate([average, average]), first))
    first, second = first[order], second[order]
    begins = np.flatnonzero(np.r_[True, first[1:] != first[:-1]]) if len(first) else np.zeros(0, dtype=np.int64)
    best = np.full(size, -1, dtype=np.int64)
    best[first[begins]] = second[begins]
    names = np.flatnonzero(best >= 0)
    mutual = names[(best[best[names]] == names) & (names < best[names])]
    return mutual, best[mutual]


def strongest_ties(of: Ints, pairs: Pairs, probability: Floats) -> Ints:
    """Per form the position of its most probable pair inside its cluster, the first among equals; -1 without one."""
    inside = np.flatnonzero(of[pairs.left] == of[pairs.right])
    form, at = np.concatenate([pairs.left[inside], pairs.right[inside]]), np.concatenate([inside, inside])
    order = np.lexsort((-at, probability[at]))  # the last one written stays
    ties = np.full(len(of), -1, dtype=np.int64)
    ties[form[order]] = at[order]
    return ties


def weakest_links(of: Ints, pairs: Pairs, probability: Floats) -> tuple[Ints, Ints]:
    """Per cluster with more than one form its weakest member's best pair: cluster numbers and positions in ``pairs``.

    Every form is held by its best pair inside the cluster; the weakest of those is where a person should look first.
    """
    ties = strongest_ties(of, pairs, probability)
    held_by, owner = ties[ties >= 0], of[ties >= 0]
    order = np.lexsort((held_by, probability[held_by], owner))
    owner, held_by = owner[order], held_by[order]
    weakest = np.flatnonzero(np.r_[True, owner[1:] != owner[:-1]]) if len(owner) else np.zeros(0, dtype=np.int64)
    return owner[weakest], held_by[weakest]


def chain(groups: Ints) -> Pairs:
    """Pairs that tie all forms with the same group number above 0 together."""
    order = np.lexsort((np.arange(len(groups)), groups))
    same = (groups[order][1:] == groups[order][:-1]) & (groups[order][1:] > 0)
    return as_pairs(order[1:][same], order[:-1][same])
