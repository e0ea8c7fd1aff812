"""From features to a probability and its zone.

In: a feature matrix. Out: per pair the probability that both forms are one product, the contribution of every
feature to it, and the zone: same, review or different. The prior is a logistic regression whose weights stand in
``matching_prior.toml``: read, never unpickled. A newcomer would explain with other words than those that were
scored; here the explanation is the sum itself: probability = 1 / (1 + exp(-(base + all contributions))).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from landscape import knowledge
from landscape.overlap.features import FEATURES
from landscape.overlap.forms import matching
from landscape.overlap.words import Floats

ZONES = ("same", "review", "different")
SILENT_WHEN_EQUAL = ("acronym", "inside", "same_first_word")
"""Features that compare two different names: of equal names they would say the opposite of "the name is the same"."""


@dataclass(frozen=True)
class Prior:
    """What ships: per feature a weight and the value at which it says nothing.

    Attributes:
        base: log odds of a pair whose features all have their reference value.
        weight, reference: per feature, in the order of ``FEATURES``.
    """

    base: float
    weight: Floats
    reference: Floats

    def contributions(self, features: Floats) -> Floats:
        """Log odds each feature adds to each pair; between equal names silent ones count with ``same_key``."""
        result: Floats = (features - self.reference) * self.weight
        names = list(FEATURES)
        equal = features[:, names.index("same_key")] == 1.0
        silent = np.ix_(equal, [names.index(name) for name in SILENT_WHEN_EQUAL])
        result[equal, names.index("same_key")] += result[silent].sum(axis=1)
        result[silent] = 0.0
        return result

    def probability(self, features: Floats) -> Floats:
        """Probability of one product per pair."""
        odds = np.clip(self.base + self.contributions(features).sum(axis=1), -30.0, 30.0)
        result: Floats = 1.0 / (1.0 + np.exp(-odds))
        return result


@cache
def shipped_prior() -> Prior:
    """The prior of ``matching_prior.toml``.

    Raises:
        KnowledgeError: its features are not exactly ``FEATURES``.
    """
    content = knowledge.settings("matching_prior.toml", ("about", "base", "features"))
    rows = content["features"]
    if set(rows) != set(FEATURES):
        raise knowledge.KnowledgeError(f"matching_prior.toml: features differ: {sorted(set(rows) ^ set(FEATURES))}")
    weight = np.array([float(rows[name]["weight"]) for name in FEATURES])
    reference = np.array([float(rows[name]["reference"]) for name in FEATURES])
    return Prior(float(content["base"]), weight, reference)


def zone(probability: Floats) -> np.ndarray:
    """same, review or different per pair, by the thresholds in ``matching.toml``."""
    limits = matching("zones")
    accept, review = float(limits["accept"]), float(limits["review"])
    return np.select([probability >= accept, probability >= review], ["same", "review"], "different").astype(object)
