"""A learned matcher for two tables of general records: two stages on the same features, alignment and competition.

In: listed pairs with features, the words without partner, how both records are written, and answers for some of them.
Out: a score per pair. The first stage judges each pair by itself; the second sees how its score stands among all other
pairs of both records, where pairs whose answer is known compete with that answer (never with their own), what the known
answers about records like its own say, and how pairs written like it were answered. Scikit-learn only, one thread,
seeded. The product matcher of this house ships the explained logistic score instead; this is what the same features
reach when a thousand answers are there. A newcomer would let stage two learn from scores the first stage gave its own
training pairs; those are too good to be true, so they are made out of fold.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from sklearn.ensemble import ExtraTreesClassifier, HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold
from sklearn.preprocessing import StandardScaler

from landscape.overlap.alignment import align
from landscape.overlap.answered import answered
from landscape.overlap.competition import listed
from landscape.overlap.text_records import Tables
from landscape.overlap.words import Bools, Floats, Ints

FOLDS = 4
RUNS = 3
"""Whole runs averaged, each with its own folds: which pairs share a fold is chance, the score should not be."""
TREES = (150, 250)
"""Trees of the forests of the first and the second stage."""
STYLE_WEIGHT = 2.0
"""Marks of style against the scaled scores beside them: larger lets the answers say more about who wrote an entry."""

Scorer = Callable[[Ints, Bools], Floats]
"""Fits on these rows with these answers and scores every row."""


@dataclass(frozen=True)
class Listed:
    """Pairs to judge: positions in both tables, features (NaN allowed), words without partner, marks of style, records.

    The rows of ``records`` have unit length; those of the right table come after the ``split`` of the left one.
    """

    left: Ints
    right: Ints
    features: Floats
    alone: sp.csr_matrix
    style: sp.csr_matrix
    records: sp.csr_matrix
    split: int


def informative(features: Floats, rows: Ints) -> Floats:
    """The columns that hold more than one value among ``rows``."""
    part = features[rows]
    kept = [at for at in range(part.shape[1]) if len(np.unique(part[~np.isnan(part[:, at]), at])) > 1]
    return features[:, kept]


def words_alone(tables: Tables, left: Ints, right: Ints) -> sp.csr_matrix:
    """Per pair which words of the names have no partner: left, right, and either."""
    one, other = left, right + tables.split
    sides = []
    for begin, end in ((one, other), (other, one)):
        found = align(tables.name_words, begin, end, tables.squashed_names)
        alone = found.fit < 0.5
        cells = (np.ones(int(alone.sum())), (found.pair[alone], found.word[alone]))
        sides.append(sp.csr_matrix(cells, shape=(len(left), len(tables.name_words.vocabulary))))
    return sp.hstack([*sides, sides[0] + sides[1]]).tocsr()


def two_stages(pairs: Listed, train: Ints, same: Bools, known: Floats) -> Floats:
    """A score for every pair.

    Args:
        pairs: all listed pairs; the more neighbours beside the answered ones, the fairer the competition.
        train: rows to learn from.
        same: their answers, in the order of ``train``.
        known: per row the answer as 0 or 1 where it may be used when the row competes with others, else NaN.
    """
    runs = [_two_stages(pairs, train, same, known, seed) for seed in range(RUNS)]
    result: Floats = np.mean(runs, axis=0)
    return result


def _two_stages(pairs: Listed, train: Ints, same: Bools, known: Floats, seed: int) -> Floats:
    words = _out_of_fold(_by_words(pairs), train, same, len(pairs.left), seed)
    first = np.column_stack([pairs.features, words])
    boosted = _out_of_fold(_by_boosting(first, 2, seed), train, same, len(pairs.left), seed)
    forest = _out_of_fold(_by_forest(first, TREES[0], seed), train, same, len(pairs.left), seed)
    mean = (boosted + forest) / 2
    alone = listed(pairs.left, pairs.right, mean, mean)
    informed = listed(pairs.left, pairs.right, mean, np.where(np.isnan(known), mean, known))
    said = answered(pairs.left, pairs.right + pairs.split, pairs.records, known)
    told = informative(np.column_stack(list(said.values())), train)
    stands = np.column_stack(list(informed.values()))
    style = _out_of_fold(_by_style(pairs, mean, stands), train, same, len(pairs.left), seed)
    second = np.column_stack([first, boosted, forest, *alone.values(), stands, told, style])
    return (_by_boosting(second, 3, seed)(train, same) + _by_forest(second, TREES[1], seed)(train, same)) / 2


def _out_of_fold(scorer: Scorer, train: Ints, same: Bools, rows: int, seed: int) -> Floats:
    """Training rows by a model that did not see them, all others by the mean of the models."""
    scores, own = np.zeros(rows), np.zeros(len(train))
    for fitted, held in KFold(FOLDS, shuffle=True, random_state=seed).split(train):
        found = scorer(train[fitted], same[fitted])
        own[held] = found[train[held]]
        scores += found / FOLDS
    scores[train] = own
    return scores


def _by_words(pairs: Listed) -> Scorer:
    """Logistic regression on the features and on which words stay alone: "upgrade" matters, "software" does not."""
    filled = np.nan_to_num(pairs.features)

    def score(rows: Ints, same: Bools) -> Floats:
        scaled = np.clip(StandardScaler().fit(filled[rows]).transform(filled), -4.0, 4.0)
        columns = sp.hstack([sp.csr_matrix(scaled), pairs.alone]).tocsr()
        found: Floats = LogisticRegression(C=0.1, max_iter=300).fit(columns[rows], same).decision_function(columns)
        return found

    return score


def _by_style(pairs: Listed, score: Floats, stands: Floats) -> Scorer:
    """Logistic regression on the score, how it stands and how both records are written, which tips the balance."""
    sure = np.clip(score, 1e-3, 1 - 1e-3)
    dense = np.column_stack([np.log(sure / (1 - sure)), stands])

    def score_all(rows: Ints, same: Bools) -> Floats:
        scaled = np.clip(StandardScaler().fit(dense[rows]).transform(dense), -4.0, 4.0)
        columns = sp.hstack([sp.csr_matrix(scaled), STYLE_WEIGHT * pairs.style]).tocsr()
        found: Floats = LogisticRegression(C=0.3, max_iter=400).fit(columns[rows], same).decision_function(columns)
        return found

    return score_all


def _by_boosting(columns: Floats, models: int, seed: int) -> Scorer:
    def score(rows: Ints, same: Bools) -> Floats:
        found = np.zeros(len(columns))
        for number in range(models):
            model = HistGradientBoostingClassifier(
                max_iter=150, max_leaf_nodes=8, learning_rate=0.05, min_samples_leaf=10, l2_regularization=1.0,
                max_features=0.25, random_state=100 * seed + number,
            )  # fmt: skip
            found += model.fit(columns[rows], same).predict_proba(columns)[:, 1] / models
        return found

    return score


def _by_forest(columns: Floats, trees: int, seed: int) -> Scorer:
    filled = np.nan_to_num(columns, nan=-1.0)

    def score(rows: Ints, same: Bools) -> Floats:
        model = ExtraTreesClassifier(trees, min_samples_leaf=2, max_features=0.4, random_state=seed, n_jobs=1)
        found: Floats = model.fit(filled[rows], same).predict_proba(filled)[:, 1]
        return found

    return score
