"""How good a classification is, in figures.

Comes in: true classes and what was said, in the same order. Goes out: plain figures for the model card and the
benchmark. What a newcomer would get wrong: accuracy says little here; a legacy application called SaaS-ready costs a
partnership more than one called unknown, so confusions are counted by pair.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from sklearn.metrics import confusion_matrix, f1_score

from landscape.records import READINESS

_BINS = 10
_LEVELS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98)


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


def reliability(probability: np.ndarray, right: np.ndarray) -> list[dict[str, float]]:
    """Per bin of probability: the rows in it, their mean probability and the share that was right."""
    bins = np.minimum((probability * _BINS).astype(int), _BINS - 1)
    return [
        {
            "rows": int(part.sum()),
            "probability": round(float(probability[part].mean()), 3),
            "right": round(float(right[part].mean()), 3),
        }
        for part in (bins == number for number in range(_BINS))
        if part.any()
    ]


def coverage(probability: np.ndarray, right: np.ndarray) -> list[dict[str, float]]:
    """What share of the rows is at least so sure, and what share of those is right."""
    kept = [(level, probability >= level) for level in _LEVELS]
    return [
        {"at_least": level, "share": round(float(some.mean()), 3), "right": round(float(right[some].mean()), 3)}
        for level, some in kept
        if some.any()
    ]


def most_confused(truth: Sequence[str], said: Sequence[str]) -> tuple[str, str, int]:
    """The true class and the class said instead that were mixed up most, and how often; empty when never."""
    table = confusion_matrix(truth, said, labels=list(READINESS))
    np.fill_diagonal(table, 0)
    row, column = np.unravel_index(int(table.argmax()), table.shape)
    times = int(table[row, column])
    return (READINESS[int(row)], READINESS[int(column)], times) if times else ("", "", 0)
