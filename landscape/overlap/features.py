"""One small function per feature of a pair of forms.

In: :class:`Comparison`, the pairs with everything the features share. Out: a matrix, pairs x ``FEATURES``. Each
feature lies between 0 and 1 and speaks for itself; its sentences are ``[matching_for]`` and ``[matching_against]``
in the texts. Missing is a level of its own: an unknown vendor is neither the same nor another, so both vendor
features stay 0. A newcomer would fill the gap with "different".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
import pandas as pd
import scipy.sparse as sp
from rapidfuzz import fuzz
from rapidfuzz.distance import Indel
from rapidfuzz.process import cpdist
from rapidfuzz.utils import default_process

from landscape.overlap.alignment import Alignment, align
from landscape.overlap.candidates import Pairs, acronyms, character_groups, cosine
from landscape.overlap.forms import Forms, word_list
from landscape.overlap.words import Bools, Floats, Ints

MASS = 8.0
"""Word weight that counts as much: one rare word. Heavier is cut off."""


@dataclass(frozen=True)
class Comparison:
    """Pairs of forms with what several features need, computed once."""

    forms: Forms
    pairs: Pairs

    def column(self, name: str) -> tuple[np.ndarray, np.ndarray]:
        """A text column of both sides."""
        values = self.forms.columns[name]
        return values[self.pairs.left], values[self.pairs.right]

    @cached_property
    def groups(self) -> sp.csr_matrix:
        """Character groups of the squashed names."""
        return character_groups(list(self.forms.frame["name_key"]))

    @cached_property
    def likeness(self) -> Floats:
        """Cosine of the character groups per pair."""
        return cosine(self.groups, self.pairs.left, self.pairs.right)

    @cached_property
    def forward(self) -> Alignment:
        """The words of the left forms laid beside those of the right."""
        return align(self.forms.words, self.pairs.left, self.pairs.right, list(self.forms.frame["name_key"]))

    @cached_property
    def backward(self) -> Alignment:
        """The words of the right forms laid beside those of the left."""
        return align(self.forms.words, self.pairs.right, self.pairs.left, list(self.forms.frame["name_key"]))

    @cached_property
    def unmatched(self) -> tuple[Floats, Floats]:
        """Weight of the words without partner, left and right."""
        return self.forward.unmatched(self.forms.rarity), self.backward.unmatched(self.forms.rarity)

    @cached_property
    def own_functions(self) -> tuple[Floats, Floats]:
        """How many function words of each side the other side lacks."""
        holds = np.array([holds_function(word) for word in self.forms.words.vocabulary], dtype=float)
        return self.forward.unmatched(holds), self.backward.unmatched(holds)

    @cached_property
    def own_numbers(self) -> tuple[Floats, Floats]:
        """How many numbers of each side the other side lacks."""
        digits = np.array([word.isdigit() for word in self.forms.words.vocabulary], dtype=float)
        return self.forward.unmatched(digits), self.backward.unmatched(digits)


@cache
def holds_function(word: str) -> bool:
    """Whether a word says what software is for, alone or inside a longer word."""
    functions = word_list("function")
    return word in functions or any(len(known) >= 6 and known in word for known in functions)


def same_key(pair: Comparison) -> Floats:
    """1 when the squashed names are equal."""
    left, right = pair.column("name_key")
    result: Floats = (left == right).astype(float)
    return result


def spelling(pair: Comparison) -> Floats:
    """Share of letters the squashed names have in common, in order."""
    left, right = pair.column("name_key")
    return cpdist(left, right, scorer=Indel.normalized_similarity, workers=1).astype(float)


def likeness(pair: Comparison) -> Floats:
    """Cosine of the character groups: rare groups weigh more."""
    result: Floats = pair.likeness
    return result


def matched_words(pair: Comparison) -> Floats:
    """Share of the word weight of both names that finds a partner."""
    total = pair.forward.mass(pair.forms.rarity) + pair.backward.mass(pair.forms.rarity)
    open_mass = pair.unmatched[0] + pair.unmatched[1]
    return np.where(total > 0, 1.0 - open_mass / np.where(total > 0, total, 1.0), 0.0)


def words_on_one_side(pair: Comparison) -> Floats:
    """Weight of the words only the longer name has."""
    return np.minimum(np.maximum(*pair.unmatched) / MASS, 1.0)


def words_on_both_sides(pair: Comparison) -> Floats:
    """Weight of the own words of the name that has fewest: both names say something the other does not."""
    return np.minimum(np.minimum(*pair.unmatched) / MASS, 1.0)


def other_function(pair: Comparison) -> Floats:
    """1 when both names hold a function word the other lacks: burgerzaken against financiën."""
    left, right = pair.own_functions
    return ((left >= 0.5) & (right >= 0.5)).astype(float)


def extra_function(pair: Comparison) -> Floats:
    """1 when only one name holds a function word the other lacks: perhaps a module."""
    left, right = pair.own_functions
    return ((left >= 0.5) ^ (right >= 0.5)).astype(float)


def other_number(pair: Comparison) -> Floats:
    """1 when both names hold a number the other lacks: Gouw5 against Gouw7."""
    left, right = pair.own_numbers
    return ((left > 0) & (right > 0)).astype(float)


def extra_number(pair: Comparison) -> Floats:
    """1 when only one name holds a number the other lacks."""
    left, right = pair.own_numbers
    return ((left > 0) ^ (right > 0)).astype(float)


def same_vendor(pair: Comparison) -> Floats:
    """1 when both vendors are known and the same after take-overs."""
    left, right = pair.column("vendor_name")
    result: Floats = ((left == right) & (left != "")).astype(float)
    return result


def other_vendor(pair: Comparison) -> Floats:
    """1 when both vendors are known and neither stands in the other ("RWS" and "Kadaster/RWS" do not differ)."""
    left, right = pair.column("vendor_name")
    shared = cpdist(left, right, scorer=fuzz.token_set_ratio, processor=default_process, workers=1)
    result: Floats = ((left != "") & (right != "") & (shared < 100)).astype(float)
    return result


def acronym(pair: Comparison) -> Floats:
    """1 when one name is the first letters of the other."""
    frame, vocabulary = pair.forms.frame, pair.forms.words
    words = [
        [vocabulary.vocabulary[at] for at in vocabulary.ids[begin:end]]
        for begin, end in zip(vocabulary.starts[:-1], vocabulary.starts[1:], strict=True)
    ]
    found = acronyms(list(frame["name_key"]), words)
    size = len(frame)
    return np.isin(pair.pairs.left * size + pair.pairs.right, found.left * size + found.right).astype(float)


def inside(pair: Comparison) -> Floats:
    """1 when one squashed name of four letters or more stands inside the other, longer one."""
    left, right = pair.column("name_key")
    held = [min(len(a), len(b)) >= 4 and a != b and (a in b or b in a) for a, b in zip(left, right, strict=True)]
    return np.array(held, dtype=float)


def same_first_word(pair: Comparison) -> Floats:
    """1 when both names begin with the same word of three letters or more that names no function: the brand."""
    words = pair.forms.words
    functions = word_list("function") | word_list("generic")
    brand = np.array([len(word) >= 3 and word.isalpha() and word not in functions for word in words.vocabulary])
    first = np.where(words.lengths() > 0, np.append(words.ids, -1)[words.starts[:-1]], -1)
    left, right = first[pair.pairs.left], first[pair.pairs.right]
    result: Floats = ((left == right) & (left >= 0) & brand[left]).astype(float)
    return result


def short_name(pair: Comparison) -> Floats:
    """1 when the shorter name has at most four letters, where likeness proves little."""
    left, right = pair.column("name_key")
    shortest = np.minimum([len(name) for name in left], [len(name) for name in right])
    return (np.asarray(shortest) <= 4).astype(float)


def better_partner(pair: Comparison) -> Floats:
    """How much more alike the better candidate of either form is: competition."""
    best = np.zeros(len(pair.forms.frame))
    np.maximum.at(best, pair.pairs.left, pair.likeness)
    np.maximum.at(best, pair.pairs.right, pair.likeness)
    return np.maximum(best[pair.pairs.left], best[pair.pairs.right]) - pair.likeness


def same_component(pair: Comparison) -> Floats:
    """1 when both lists state a reference component and they share one."""
    return _component_relation(pair, shared=True)


def other_component(pair: Comparison) -> Floats:
    """1 when both lists state a reference component and they share none."""
    return _component_relation(pair, shared=False)


def _component_relation(pair: Comparison, *, shared: bool) -> Floats:
    left, right = pair.column("component_given")
    both = pd.Series(left != "") & pd.Series(right != "")
    result = np.zeros(len(left))
    for at in np.flatnonzero(both.to_numpy()):
        common = {part.strip() for part in left[at].split(";")} & {part.strip() for part in right[at].split(";")}
        result[at] = float(bool(common) == shared)
    return result


def same_organisation(pair: Comparison) -> Floats:
    """Share of the smaller user group that has both forms: two names in one list are mostly two products."""
    used = pair.forms.used_by
    together = np.asarray(used[pair.pairs.left].multiply(used[pair.pairs.right]).sum(axis=1)).ravel()
    users = pair.forms.frame["organisations"].to_numpy()
    result: Floats = together / np.maximum(np.minimum(users[pair.pairs.left], users[pair.pairs.right]), 1)
    return result


FEATURES: Mapping[str, Callable[[Comparison], Floats]] = {
    function.__name__: function
    for function in (
        same_key, spelling, likeness, matched_words, words_on_one_side, words_on_both_sides, other_function,
        extra_function, other_number, extra_number, same_vendor, other_vendor, acronym, inside, same_first_word,
        short_name, better_partner, same_component, other_component, same_organisation,
    )
}  # fmt: skip


def feature_matrix(comparison: Comparison) -> Floats:
    """All features of all pairs: one row per pair, one column per name in ``FEATURES``."""
    return np.column_stack([function(comparison) for function in FEATURES.values()])


def is_held_apart(comparison: Comparison) -> Bools:
    """Pairs that may never become one product: two known packages, or an own build of another organisation."""
    package_left, package_right = comparison.column("package")
    owner_left, owner_right = comparison.column("owner")
    packages = (package_left != "") & (package_right != "") & (package_left != package_right)
    result: Bools = packages | (owner_left != owner_right)
    return result


def is_bound(comparison: Comparison) -> Bools:
    """Pairs that are one product by knowledge: the same known package."""
    left, right = comparison.column("package")
    owner_left, owner_right = comparison.column("owner")
    result: Bools = (left == right) & (left != "") & (owner_left == owner_right)
    return result


def positions(pairs: Pairs) -> Ints:
    """All forms that occur in ``pairs``, once."""
    return np.unique(np.concatenate([pairs.left, pairs.right]))
