"""Rules and learner on rows or signals they do not know: held out by organisation, with signals left out.

Comes in: labelled rows. Goes out: what was said about them, and the weights of the calibration. What a newcomer would
get wrong: figures on rows the rules were tuned on say little; :func:`held_out` trains the learner without the
organisation it is asked about, and leaves signals out to show what happens on unknown words.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from landscape.classify import learner, signals
from landscape.classify.reader import Outcome, Reader
from landscape.classify.rows import Row, distinct
from landscape.classify.rules import policy, rules
from landscape.classify.verdict import Verdict, judge, weigh

_LOOSE = 100.0
"""Three weights on hundreds of rows need no holding back."""


@dataclass(frozen=True)
class Judged:
    """One row with its true class and what rules, model and both together said."""

    truth: str
    outcome: Outcome
    reading: learner.Reading


def sample_of_signals(share_out: float, seed: int) -> tuple[signals.Signal, ...]:
    """All signals but a random ``share_out`` of them."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable draw, not a secret
    return tuple(signal for signal in signals.load() if chance.random() >= share_out)


def with_signals(applications: pd.DataFrame, reference_date: date, kept: tuple[signals.Signal, ...]) -> pd.DataFrame:
    """Class, probability and automatic per application when rules and learner know only the signals ``kept``."""
    reader = Reader(reference_date, signals.Finder(kept))
    model = learner.train(lambda row: reader.facts(row).hits)
    rows, numbers = distinct(applications)
    outcomes = [reader.outcome(row, policy()) for row in rows]
    readings = model.read([(row, outcome.facts.hits) for row, outcome in zip(rows, outcomes, strict=True)])
    verdicts = [judge(outcome, reading) for outcome, reading in zip(outcomes, readings, strict=True)]
    return as_frame([verdicts[number] for number in numbers])


def as_frame(verdicts: Sequence[Verdict]) -> pd.DataFrame:
    """Verdicts as the columns ``figures.measure`` reads."""
    names = ("readiness", "probability", "automatic")
    columns = ("readiness", "readiness_probability", "readiness_automatic")
    return pd.DataFrame([[getattr(verdict, name) for name in names] for verdict in verdicts], columns=list(columns))


def held_out(labelled: pd.DataFrame, kept: tuple[signals.Signal, ...]) -> list[Judged]:
    """Every labelled row, read by a learner that never saw its organisation; the rules know the signals ``kept``."""
    reader = Reader(learner.TRAINING_DATE, signals.Finder(kept))
    rows, numbers = distinct(labelled)
    outcomes = [reader.outcome(row, policy()) for row in rows]
    organisations = labelled["organisation"].to_numpy(dtype=str)
    labels = labelled["label"].to_numpy(dtype=str)
    found: list[Judged] = []
    for organisation in sorted(set(organisations)):
        inside = organisations == organisation
        model = _learn([rows[numbers[n]] for n in np.flatnonzero(~inside)], labels[~inside], reader)
        places = [int(number) for number in np.flatnonzero(inside)]
        readings = model.read([(rows[numbers[n]], outcomes[numbers[n]].facts.hits) for n in places])
        found += [
            Judged(str(labels[n]), outcomes[numbers[n]], reading) for n, reading in zip(places, readings, strict=True)
        ]
    return found


def _learn(rows: Sequence[Row], labels: np.ndarray, reader: Reader) -> learner.Learner:
    return learner.Learner(rows, [str(label) for label in labels], lambda row: reader.facts(row).hits)


def calibrate(first_runs: pd.DataFrame) -> dict[str, float]:
    """The weights of ``readiness_learner.toml``: how often an outcome was right the first time a row was seen.

    Args:
        first_runs: ``rule`` (its id), ``model`` (probability of the class said), ``unread`` (0 or 1), ``right``.
    """
    certainties = {rule.id: rule.certainty for rule in rules()}
    weighed = pd.DataFrame(
        [
            weigh(model, certainties[rule], bool(unread))
            for rule, model, unread in zip(first_runs["rule"], first_runs["model"], first_runs["unread"], strict=True)
        ]
    )
    with threadpool_limits(1):
        fitted = LogisticRegression(C=_LOOSE).fit(weighed.to_numpy(), first_runs["right"].to_numpy(dtype=int))
    weights = {"intercept": float(fitted.intercept_[0])} | dict(zip(weighed.columns, fitted.coef_[0], strict=True))
    return {name: round(float(value), 2) for name, value in weights.items()}
