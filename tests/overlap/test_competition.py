"""How a pair stands among the other pairs of its records, and the learner that uses it."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse as sp

from landscape.overlap.competition import listed, standing, whole_table
from landscape.overlap.learned import Listed, informative, two_stages, words_alone
from landscape.overlap.record_features import record_features
from landscape.overlap.record_style import style_marks
from landscape.overlap.text_records import Tables, TextRecord, codes, nearest_pairs, numbers, tokens

RECORD = np.array([0, 0, 0, 1])
SCORE = np.array([0.9, 0.4, 0.6, 0.7])


def test_a_pair_leads_the_best_other_pair_of_its_record() -> None:
    found = standing(RECORD, SCORE, SCORE)
    assert found.best_other.tolist() == [0.6, 0.9, 0.9, 0.0]
    assert found.higher.tolist() == [0, 2, 1, 0]
    assert np.allclose(found.sum_of_others, [1.0, 1.5, 1.3, 0.0])


def test_the_own_answer_of_a_pair_never_reaches_its_own_features() -> None:
    said_same, said_other = SCORE.copy(), SCORE.copy()
    said_same[1], said_other[1] = 1.0, 0.0
    one, other = (listed(RECORD, np.array([0, 1, 2, 0]), SCORE, answers) for answers in (said_same, said_other))
    assert all(one[name][1] == other[name][1] for name in one)
    assert one["lead_left"][0] != other["lead_left"][0]


def test_the_whole_table_ranks_both_sides() -> None:
    scores = np.array([[0.9, 0.1], [0.8, 0.2]], dtype=np.float32)
    found = whole_table(scores, np.array([1]), np.array([0]))
    assert (found["rank_left"].tolist(), found["rank_right"].tolist()) == ([0], [1])
    assert np.isclose(found["lead_right"][0], -0.1)


def test_tokens_numbers_and_codes_forget_punctuation_and_trailing_zeros() -> None:
    assert tokens("KX-TG9343T (v7.0)") == ["kxtg9343t", "v7"]
    assert numbers("version 07.0 of 2007") == ["7", "2007"]
    assert codes("Sony DVM-12CLD head cleaner") == ["dvm12cld"]


def small_tables() -> Tables:
    left = [TextRecord(name=f"brand alfa{at} model {at}00x", price=f"{at + 1}.0") for at in range(30)]
    right = [TextRecord(name=f"alfa{at} {at}00-x pack", maker="brand") for at in range(30)]
    return Tables([*left, *right], 30)


def test_a_missing_price_stays_missing() -> None:
    features = record_features(small_tables(), np.array([0]), np.array([0]))
    assert np.isnan(features["price"][0])
    assert np.isnan(features["category"][0])


@pytest.mark.usefixtures("small_learner")
def test_two_stages_learn_which_pairs_belong_together_and_repeat_themselves() -> None:
    tables = small_tables()
    left, right = nearest_pairs(tables, most=4)
    columns = np.column_stack(list(record_features(tables, left, right).values()))
    train = np.arange(0, len(left), 2)
    alone, style = words_alone(tables, left, right), style_marks(tables, left, right)
    pairs = Listed(left, right, informative(columns, train), alone, style, tables.names, tables.split)
    same = left == right
    scores = two_stages(pairs, train, same[train], np.full(len(left), np.nan))
    rest = np.setdiff1d(np.arange(len(left)), train)
    assert scores[rest][same[rest]].min() > scores[rest][~same[rest]].max()
    assert np.array_equal(scores, two_stages(pairs, train, same[train], np.full(len(left), np.nan)))


@pytest.mark.usefixtures("small_learner")
def test_answers_about_entries_of_one_source_count_for_its_other_entries() -> None:
    """Nothing but the mark of the source tells the pairs apart: without it every score would be chance."""
    chance = np.random.default_rng(7)
    at, linked = np.arange(200), chance.random(200) < 0.5
    marks = sp.csr_matrix(linked[:, None].astype(float))
    noise, nothing = chance.random((200, 3)), sp.csr_matrix((200, 1))
    pairs = Listed(at, at, noise, nothing, marks, sp.identity(400, format="csr"), 200)
    train = at[:120]
    scores = two_stages(pairs, train, linked[train], np.full(200, np.nan))[120:]
    assert scores[linked[120:]].min() > scores[~linked[120:]].max()
