"""Weights of the explained score from answered pairs: what made the shipped prior, and what a partnership can redo.

In: a feature matrix of pairs and their answers (same or not). Out: a :class:`~landscape.overlap.compare.Prior`. It
is a logistic regression in which every feature keeps the sign that can be explained: another vendor can never speak
for the same product. A newcomer would leave the signs free: with few pairs a weight then turns round by accident,
and the explanation says the opposite of what people know.
"""

from __future__ import annotations

import numpy as np
from scipy.optimize import minimize

from landscape.overlap.compare import Prior
from landscape.overlap.features import FEATURES
from landscape.overlap.words import Bools, Floats

SIGN = {
    "same_key": 1, "spelling": 1, "likeness": 1, "matched_words": 1, "words_on_one_side": -1,
    "words_on_both_sides": -1, "other_function": -1, "extra_function": -1, "other_number": -1,
    "extra_number": -1, "same_vendor": 1, "other_vendor": -1, "acronym": 1, "inside": 1, "same_first_word": 1,
    "short_name": -1, "better_partner": -1, "same_component": 1, "other_component": -1, "same_organisation": -1,
}  # fmt: skip
"""Which way each feature may speak."""

BY_HAND = {"same_component": 0.7, "other_component": -1.0, "same_organisation": -0.7, "acronym": 1.5}
"""Log odds of features that pairs of names alone cannot teach; chosen small, so that they only tip a doubt."""

ENOUGH = 400
"""Answers from which on a partnership's own fit is worth more than the shipped prior."""


def fit(features: Floats, same: Bools, strength: float = 0.002) -> Prior:
    """Fit the weights on answered pairs.

    Args:
        features: pairs x ``FEATURES``.
        same: the answer per pair.
        strength: how hard large weights are held back.
    """
    reference = features.mean(axis=0)
    names = list(FEATURES)
    fixed = np.array([BY_HAND.get(name, 0.0) for name in names])
    free = np.array([name not in BY_HAND for name in names])
    reference = np.where(free, reference, 0.0)
    centred = features - reference
    start = np.zeros(int(free.sum()) + 1)
    bounds = [(None, None), *((0.0, None) if SIGN[name] > 0 else (None, 0.0) for name in names if name not in BY_HAND)]
    known = centred @ fixed

    def loss(parameters: Floats) -> tuple[float, Floats]:
        odds = parameters[0] + known + centred[:, free] @ parameters[1:]
        error = 1.0 / (1.0 + np.exp(-np.clip(odds, -30, 30))) - same
        value = np.mean(np.logaddexp(0.0, odds) - same * odds) + strength * np.mean(parameters[1:] ** 2)
        slope = centred[:, free].T @ error / len(same) + 2 * strength * parameters[1:] / len(parameters[1:])
        return float(value), np.concatenate([[error.mean()], slope])

    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x
    weight = fixed.copy()
    weight[free] = found[1:]
    return Prior(float(found[0]), weight, reference)
