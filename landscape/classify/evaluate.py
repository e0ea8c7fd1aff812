"""How good the classification is, how its rules behave, and what a policy choice would change.

Comes in: labelled rows or applications. Goes out: frames and figures for the app, the model card and the benchmark.
What a newcomer would get wrong: figures on rows the rules were tuned on say little; :func:`held_out` trains the learner
without the organisation it is asked about, and leaves signals out to show what happens on unknown words.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import confusion_matrix, f1_score
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from landscape import knowledge
from landscape.classify import explain, learner, signals
from landscape.classify.decide import classify
from landscape.classify.reader import Outcome, Reader
from landscape.classify.rows import Row, distinct
from landscape.classify.rules import policy, rules
from landscape.classify.verdict import Verdict, features, judge
from landscape.records import READINESS

_BINS = 10
_EXAMPLES = 3


@dataclass(frozen=True)
class Judged:
    """One row with its true class and what rules, model and both together said."""

    truth: str
    outcome: Outcome
    reading: learner.Reading


def measure(truth: Sequence[str], frame: pd.DataFrame) -> dict[str, object]:
    """Figures of one run: macro-F1, per class, confusions, calibration error, share automatic and its accuracy.

    Args:
        truth: the true class per row.
        frame: ``readiness``, ``readiness_probability`` and ``readiness_automatic`` in the same order.
    """
    true, said = np.asarray(truth), frame["readiness"].to_numpy(dtype=str)
    right, sure = true == said, frame["readiness_automatic"].to_numpy(dtype=bool)
    per_class = f1_score(true, said, labels=list(READINESS), average=None, zero_division=0)
    crossed = ((true == "legacy") & (said == "saas_ready")) | ((true == "saas_ready") & (said == "legacy"))
    return {
        "rows": len(true),
        "macro_f1": round(float(per_class.mean()), 4),
        "f1": {name: round(float(value), 4) for name, value in zip(READINESS, per_class, strict=True)},
        "accuracy": round(float(right.mean()), 4),
        "confusion": confusion_matrix(true, said, labels=list(READINESS)).tolist(),
        "confusion_order": list(READINESS),
        "legacy_saas_confusions": round(float(crossed.mean()), 4),
        "ece": round(calibration_error(frame["readiness_probability"].to_numpy(dtype=float), right), 4),
        "automatic_share": round(float(sure.mean()), 4),
        "automatic_accuracy": round(float(right[sure].mean()), 4) if sure.any() else None,
    }


def calibration_error(probability: np.ndarray, right: np.ndarray) -> float:
    """Expected calibration error over ten equal bins."""
    bins = np.minimum((probability * _BINS).astype(int), _BINS - 1)
    parts = [(bins == number) for number in range(_BINS)]
    return float(sum(part.mean() * abs(probability[part].mean() - right[part].mean()) for part in parts if part.any()))


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
    """Verdicts as the columns :func:`measure` reads."""
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


def calibrate(labelled: pd.DataFrame, share_out: float, draws: int) -> dict[str, float]:
    """The weights of ``readiness_learner.toml``: held out by organisation, with signals left out at random."""
    judged = [item for seed in range(draws) for item in held_out(labelled, sample_of_signals(share_out, seed))]
    verdicts = [judge(item.outcome, item.reading) for item in judged]
    weighed = [
        features(item.outcome, item.reading, verdict.readiness) for item, verdict in zip(judged, verdicts, strict=True)
    ]
    right = [verdict.readiness == item.truth for item, verdict in zip(judged, verdicts, strict=True)]
    table = pd.DataFrame(weighed)
    with threadpool_limits(1):
        fitted = LogisticRegression(C=1.0).fit(table.to_numpy(), right)
    weights = {"intercept": float(fitted.intercept_[0])} | dict(zip(table.columns, fitted.coef_[0], strict=True))
    return {name: round(float(value), 2) for name, value in weights.items()}


def rule_table(applications: pd.DataFrame, reference_date: date) -> pd.DataFrame:
    """Per rule: how many applications it decided and voted on, how many another class claimed too, examples.

    Returns:
        columns ``rule, readiness, decided, voted, conflicts, examples, why``, in the order of the decision list.
    """
    rows, numbers = distinct(applications)
    reader = Reader(reference_date)
    outcomes = [reader.outcome(row, policy()) for row in rows]
    names = applications["name"].astype("str").tolist()
    table = {rule.id: {"decided": 0, "voted": 0, "conflicts": 0, "examples": []} for rule in rules()}
    for name, number in sorted(zip(names, numbers, strict=True)):
        votes = outcomes[number].votes
        for vote in votes:
            table[vote.id]["voted"] += 1  # type: ignore[operator]
        first = table[votes[0].id]
        first["decided"] += 1  # type: ignore[operator]
        first["conflicts"] += _conflicting(outcomes[number])  # type: ignore[operator]
        examples = first["examples"]
        if isinstance(examples, list) and len(examples) < _EXAMPLES and name not in examples:
            examples.append(name)
    lines = [{"rule": rule.id, "readiness": rule.readiness, **table[rule.id], "why": rule.why} for rule in rules()]
    frame = pd.DataFrame(lines)
    frame["examples"] = ["; ".join(names) for names in frame["examples"]]
    return frame[["rule", "readiness", "decided", "voted", "conflicts", "examples", "why"]]


def _conflicting(outcome: Outcome) -> bool:
    others = {vote.readiness for vote in outcome.votes[1:]} - {"unknown", outcome.rule.readiness}
    return bool(others)


def policy_changes(
    applications: pd.DataFrame, reference_date: date, switch: str, value: str, *, language: str = "nl"
) -> pd.DataFrame:
    """Which applications another choice for one policy switch would change, and why.

    Returns:
        columns ``application_id, readiness, readiness_with_choice, reason``, only the applications that change.

    Raises:
        landscape.knowledge.KnowledgeError: an unknown switch or a value that is not among its choices.
    """
    before = classify(applications, reference_date, language=language)
    after = classify(applications, reference_date, language=language, choices={switch: value})
    changed = (before["readiness"] != after["readiness"]).to_numpy()
    pairs = zip(before[changed].itertuples(), after[changed].itertuples(), strict=True)
    lines = [
        {
            "application_id": old.application_id,
            "readiness": old.readiness,
            "readiness_with_choice": new.readiness,
            "reason": knowledge.sentence(
                "readiness",
                "policy_changed",
                language,
                switch=explain.switch(switch, language),
                value=explain.label(value, language),
                before=explain.label(str(old.readiness), language),
                after=explain.label(str(new.readiness), language),
                why=new.readiness_reason,
            ),
        }
        for old, new in pairs
    ]
    return pd.DataFrame(lines, columns=["application_id", "readiness", "readiness_with_choice", "reason"])
