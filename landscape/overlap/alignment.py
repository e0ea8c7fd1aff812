"""Lay the words of two names beside each other and see which find a partner.

In: a :class:`~landscape.overlap.words.WordTable` and pairs of its texts. Out: per word of the left text how well
its best partner on the right fits (0 to 1), from which the features take the weight of what stays unmatched. A
typing error, an abbreviation (``prof`` for ``professional``) and a word written together (``topdesk`` for ``top
desk``) are partners. A newcomer would compare word for word: then one letter makes a name another name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import Indel
from rapidfuzz.process import cpdist

from landscape.overlap.words import Bools, Floats, Ints, WordTable

PARTNER = 0.78
"""From this similarity on two different words are spellings of one word."""

PREFIX = 0.9
"""How well an abbreviation fits the word it abbreviates."""

LONGEST_ABBREVIATION = 5
"""Longer beginnings are words of their own: ``contract`` is no short form of ``contractenlijst``."""

CHUNK = 100_000
"""Pairs handled at once: bounds memory, changes no result."""


@dataclass(frozen=True)
class Alignment:
    """Per word of the left texts of all pairs: which pair, which word, and the fit of its best partner."""

    pair: Ints
    word: Ints
    fit: Floats
    pairs: int

    def mass(self, weight: Floats) -> Floats:
        """Per pair the summed weight of the left words."""
        return _sums(self.pair, weight[self.word], self.pairs)

    def unmatched(self, weight: Floats) -> Floats:
        """Per pair the summed weight of left words without a partner."""
        return _sums(self.pair, weight[self.word] * (1.0 - self.fit), self.pairs)

    def heaviest_unmatched(self, weight: Floats) -> Floats:
        """Per pair the weight of the heaviest left word without a partner."""
        heaviest = np.zeros(self.pairs)
        np.maximum.at(heaviest, self.pair, weight[self.word] * (1.0 - self.fit))
        return heaviest


def align(table: WordTable, left: Ints, right: Ints, squashed: Sequence[str] | None = None) -> Alignment:
    """Find for every word of each left text its best partner in the right text.

    Args:
        table: the words of all texts.
        left, right: positions of texts in ``table``; pair ``i`` is ``left[i]``, ``right[i]``.
        squashed: the squashed form per text; a word of three letters or more that stands inside it has a partner.
    """
    parts = [
        _align_chunk(table, left[begin : begin + CHUNK], right[begin : begin + CHUNK], squashed)
        for begin in range(0, max(len(left), 1), CHUNK)
    ]
    shifted = [part.pair + number * CHUNK for number, part in enumerate(parts)]
    return Alignment(
        np.concatenate(shifted),
        np.concatenate([part.word for part in parts]),
        np.concatenate([part.fit for part in parts]),
        len(left),
    )


def _align_chunk(table: WordTable, left: Ints, right: Ints, squashed: Sequence[str] | None) -> Alignment:
    left_sizes = table.lengths()[left]
    pair = np.repeat(np.arange(len(left), dtype=np.int64), left_sizes)
    word = table.ids[ranges(table.starts[left], left_sizes)]
    partners = table.lengths()[right][pair]
    cell_word = np.repeat(word, partners)
    cell_other = table.ids[ranges(table.starts[right][pair], partners)]
    fits = _word_fit(table, cell_word, cell_other)
    fit = np.zeros(len(word))
    np.maximum.at(fit, np.repeat(np.arange(len(word)), partners), fits)
    if squashed is not None:
        fit[_stands_inside(table, pair, word, fit, right, squashed)] = 1.0
    return Alignment(pair, word, fit, len(left))


def ranges(starts: Ints, sizes: Ints) -> Ints:
    """The numbers start, start + 1, ... for every start, as one array."""
    ends = np.cumsum(sizes)
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(total, dtype=np.int64) - np.repeat(ends - sizes, sizes) + np.repeat(starts, sizes)


def _word_fit(table: WordTable, one: Ints, other: Ints) -> Floats:
    """How well two words fit, computed once per distinct pair of words; numbers fit only themselves."""
    fit: Floats = (one == other).astype(np.float64)
    size = len(table.vocabulary)
    codes, back = np.unique(one * size + other, return_inverse=True)
    first = np.array(table.vocabulary, dtype=object)[codes // max(size, 1)]
    second = np.array(table.vocabulary, dtype=object)[codes % max(size, 1)]
    ratio = cpdist(first, second, scorer=Indel.normalized_similarity, score_cutoff=PARTNER, workers=1).astype(float)
    plain = _is_word(table)
    usable = plain[codes // max(size, 1)] & plain[codes % max(size, 1)]
    ratio = np.where(usable, np.maximum(ratio, _abbreviation(first, second)), 0.0)
    result: Floats = np.maximum(fit, ratio[back])
    return result


def _is_word(table: WordTable) -> Bools:
    return np.array([len(word) >= 3 and not word[0].isdigit() for word in table.vocabulary], dtype=bool)


def _abbreviation(first: np.ndarray, second: np.ndarray) -> Floats:
    starts = np.fromiter(
        (
            a != b and min(len(a), len(b)) <= LONGEST_ABBREVIATION and (a.startswith(b) or b.startswith(a))
            for a, b in zip(first, second, strict=True)
        ),
        dtype=bool,
        count=len(first),
    )
    return np.where(starts, PREFIX, 0.0)


def _stands_inside(table: WordTable, pair: Ints, word: Ints, fit: Floats, right: Ints, squashed: Sequence[str]) -> Ints:
    """Positions of words without a partner that stand, written together, inside the right text."""
    open_words = np.flatnonzero((fit < 1.0) & (np.char.str_len(np.array(table.vocabulary, dtype=str))[word] >= 3))
    inside = [table.vocabulary[word[at]] in squashed[right[pair[at]]] for at in open_words]
    return open_words[np.array(inside, dtype=bool)] if len(open_words) else open_words


def _sums(group: Ints, value: Floats, groups: int) -> Floats:
    return np.bincount(group, weights=value, minlength=groups).astype(np.float64)
