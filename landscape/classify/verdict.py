"""Rules and learner together: who decides, how sure, and whether a person should look.

Comes in: the outcome of the rules and the model's reading of one row. Goes out: a :class:`Verdict`. What a newcomer
would get wrong: the model never contradicts a proof. It decides only where a decisive column holds words no signal
read, and then only when the rules found no dead end and the model is sure enough.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import Any

from landscape import knowledge
from landscape.classify.learner import Reading
from landscape.classify.reader import Outcome

SETTINGS_FILE = "readiness_learner.toml"
_SMOOTH = 0.02
"""Keeps a probability of 0 or 1 of the model from deciding alone."""
SETTINGS_KEYS = ("source", "since", "thresholds", "weak", "may_decide", "calibration")


@dataclass(frozen=True)
class Verdict:
    """The class of one row, who decided it, its calibrated probability and whether it needs no look."""

    readiness: str
    decided_by: str
    probability: float
    automatic: bool


@cache
def settings() -> dict[str, Any]:
    """Thresholds, weak rules, the rules after which the model may decide, and the calibration."""
    return dict(knowledge.settings(SETTINGS_FILE, SETTINGS_KEYS))


def judge(outcome: Outcome, reading: Reading) -> Verdict:
    """Who decides and how sure that is."""
    rule, limits = outcome.rule, settings()["thresholds"]
    by_model = _model_decides(outcome, reading)
    readiness = reading.readiness if by_model else rule.readiness
    probability = calibrated(outcome, reading, readiness)
    agree = reading.readiness == readiness and not by_model
    weak = rule.id in settings()["weak"]["rules"] and reading.probabilities[readiness] < limits["weak_model"]
    return Verdict(
        readiness=readiness,
        decided_by="model" if by_model else "rule",
        probability=probability,
        automatic=agree and not weak and not outcome.unread and probability >= limits["automatic"],
    )


def _model_decides(outcome: Outcome, reading: Reading) -> bool:
    allowed = settings()["may_decide"]["rules"]
    other = reading.readiness not in (outcome.rule.readiness, "unknown")
    sure = reading.probabilities[reading.readiness] >= settings()["thresholds"]["model_decides"]
    downgrade = outcome.rule.readiness != "unknown" and reading.readiness == "cloud_capable"
    return bool(outcome.unread) and other and sure and not downgrade and outcome.rule.id in allowed


def calibrated(outcome: Outcome, reading: Reading, readiness: str) -> float:
    """The probability that ``readiness`` is right, from rule, model and what was left unread."""
    return probability(reading.probabilities[readiness], outcome.rule.certainty, bool(outcome.unread))


def probability(likely: float, certainty: float, unread: bool) -> float:
    """The calibrated probability, from the model's, the certainty of the rule and whether words were left unread."""
    weights = settings()["calibration"]
    logit = sum(weights[name] * value for name, value in weigh(likely, certainty, unread).items())
    return round(1 / (1 + math.exp(-(weights["intercept"] + logit))), 3)


def weigh(likely: float, certainty: float, unread: bool) -> dict[str, float]:
    """Model and rule as log-odds, and whether a decisive column was left unread."""
    return {
        "model": math.log((likely + _SMOOTH) / (1 - likely + _SMOOTH)),
        "rule": math.log(certainty / (1 - certainty)),
        "unread": float(unread),
    }
