"""Clusters without chains."""

from __future__ import annotations

import numpy as np

from landscape.overlap.candidates import Pairs
from landscape.overlap.clusters import Limits, chain, cluster, weakest_links

LIMITS = Limits(cut=0.4, accept=0.9, capacity=10)
NOTHING = Pairs(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))


def clustered(forms: int, scored: dict[tuple[int, int], float], **options: object) -> list[int]:
    left, right = (np.array([pair[side] for pair in scored], dtype=np.int64) for side in (0, 1))
    given = {"together": NOTHING, "labels": [], "apart": NOTHING, **options}
    return cluster(forms, Pairs(left, right), np.array(list(scored.values())), limits=LIMITS, **given).tolist()  # type: ignore[arg-type]


def test_one_doubtful_pair_does_not_tie_two_groups_together() -> None:
    group = {(0, 1): 0.95, (0, 2): 0.95, (1, 2): 0.95, (3, 4): 0.95, (3, 5): 0.95, (4, 5): 0.95}
    assert clustered(6, {**group, (2, 3): 0.9}) == [0, 0, 0, 3, 3, 3]


def test_a_pair_nobody_would_accept_stays_apart() -> None:
    assert clustered(2, {(0, 1): 0.89}) == [0, 1]


def test_an_accepted_pair_does_not_join_a_group_that_is_unlike_it_on_average() -> None:
    group = {(0, 1): 0.99, (0, 2): 0.99, (1, 2): 0.99}
    assert clustered(4, {**group, (0, 3): 0.95, (1, 3): 0.1, (2, 3): 0.1}) == [0, 0, 0, 3]


def test_a_large_group_of_which_few_pairs_were_compared_stays_one() -> None:
    ring = {(min(a, b), max(a, b)): 0.95 for a in range(40) for step in range(1, 13) for b in [(a + step) % 40]}
    assert set(clustered(40, ring)) == {0}


def test_labels_that_differ_never_meet() -> None:
    labels = [np.array([1, 0, 2], dtype=np.int64)]
    found = clustered(3, {(0, 1): 0.99, (1, 2): 0.98, (0, 2): 0.97}, labels=labels)
    assert found == [0, 0, 2]


def test_a_forbidden_pair_blocks_every_merge_that_would_contain_it() -> None:
    apart = Pairs(np.array([0]), np.array([2]))
    assert clustered(3, {(0, 1): 0.99, (1, 2): 0.98, (0, 2): 0.99}, apart=apart) == [0, 0, 2]


def test_bound_forms_are_one_cluster_without_any_score() -> None:
    assert clustered(3, {}, together=Pairs(np.array([0]), np.array([2]))) == [0, 1, 0]


def test_chain_ties_equal_groups_above_zero() -> None:
    pairs = chain(np.array([0, 2, 1, 2, 0, 2]))
    assert list(zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)) == [(1, 3), (3, 5)]


def test_the_weakest_link_is_the_best_pair_of_the_weakest_member() -> None:
    pairs = Pairs(np.array([0, 0, 1]), np.array([1, 2, 2]))
    number, place = weakest_links(np.array([0, 0, 0]), pairs, np.array([0.99, 0.7, 0.8]))
    assert (number.tolist(), place.tolist()) == ([0], [2])
