"""Known answers about other pairs of a record speak for a pair; its own answer never does."""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp

from landscape.overlap.answered import answered

RECORDS = sp.csr_matrix(np.array([[1.0, 0.0], [0.6, 0.8], [0.6, 0.8], [0.0, 1.0]]))
LEFT, RIGHT = np.array([0, 0, 0]), np.array([1, 2, 3])


def test_a_record_like_a_known_yes_is_said_to_be_one() -> None:
    features = answered(LEFT, RIGHT, RECORDS, np.array([1.0, np.nan, 0.0]))
    assert np.allclose(features["yes_left"][[1, 2]], [1.0, 0.8])
    assert np.allclose(features["no_left"][[0, 1]], 0.8)
    assert features["said_left"][1] > 0.8


def test_a_pair_never_hears_its_own_answer() -> None:
    yes, no = (answered(LEFT, RIGHT, RECORDS, np.array([own, np.nan, np.nan])) for own in (1.0, 0.0))
    for name in yes:
        assert np.array_equal(yes[name][0], no[name][0], equal_nan=True)
    assert np.isnan(yes["yes_left"][0])


def test_without_answers_everything_is_unknown_or_none() -> None:
    features = answered(LEFT, RIGHT, RECORDS, np.full(3, np.nan))
    assert all(np.isnan(column).all() or (column == 0).all() for column in features.values())
