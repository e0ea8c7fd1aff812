"""Which pairs are compared at all."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from landscape.overlap.candidates import (
    Pairs,
    acronyms,
    as_pairs,
    character_groups,
    cosine,
    join,
    nearest,
    same_value,
)
from landscape.overlap.words import letters_only, rarity, word_table, words_of


def listed(pairs: Pairs) -> list[tuple[int, int]]:
    return list(zip(pairs.left.tolist(), pairs.right.tolist(), strict=True))


def test_pairs_are_undirected_sorted_and_without_doubles() -> None:
    assert listed(as_pairs(np.array([2, 0, 2, 1]), np.array([0, 2, 1, 1]))) == [(0, 2), (1, 2)]


def test_the_nearest_name_is_the_one_with_the_same_rare_letters() -> None:
    groups = character_groups(["key2burgerzaken", "civisioninnen", "key2burgerzakn", "zorgned"])
    found = nearest(groups, groups, top=2, floor=0.3)
    assert (0, 2) in zip(found.row.tolist(), found.column.tolist(), strict=True)
    assert 3 not in as_pairs(found.row, found.column).right


def test_names_without_letters_have_no_neighbour() -> None:
    groups = character_groups(["", ""])
    assert len(nearest(groups, groups, top=5, floor=0.1).row) == 0


def test_frequent_groups_are_left_out_of_the_search_but_not_of_the_cosine() -> None:
    groups = character_groups([f"suite{letter}" for letter in "abcdef"])
    assert len(nearest(groups, groups, top=3, floor=0.05, most=2).row) < len(
        nearest(groups, groups, top=3, floor=0.05).row
    )
    assert cosine(groups, np.array([0]), np.array([1]))[0] > 0.2


def test_same_value_pairs_each_with_its_next_fellows_only() -> None:
    assert listed(same_value(["a", "", "a", "b", "a"], most=1)) == [(0, 2), (2, 4)]
    assert listed(same_value(["a", "", "a", "b", "a"], most=9)) == [(0, 2), (0, 4), (2, 4)]


def test_an_acronym_meets_the_name_it_abbreviates() -> None:
    pairs = acronyms(
        ["aag", "assurantieadministratiegemeenten"], [["aag"], ["assurantie", "administratie", "gemeenten"]]
    )
    assert listed(pairs) == [(0, 1)]


def test_joining_nothing_is_nothing() -> None:
    assert len(join()) == 0


def test_words_are_split_where_the_writing_changes() -> None:
    assert words_of("Key2Financiën") == ("key", "2", "financien")
    assert words_of("SquitXO 2.14") == ("squit", "xo", "2", "14")


@given(st.text(max_size=30))
def test_squashing_twice_changes_nothing(text: str) -> None:
    assert letters_only(letters_only(text)) == letters_only(text)


def test_a_word_in_every_text_weighs_least() -> None:
    table = word_table([["suite", "alfa"], ["suite", "beta"]])
    weight = dict(zip(table.vocabulary, rarity(table), strict=True))
    assert weight["suite"] < weight["alfa"] == weight["beta"]
