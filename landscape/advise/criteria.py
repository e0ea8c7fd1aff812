"""Business fit and technical fit per application, from criteria with written anchors.

In: applications (as read) and their facts. Out: points per criterion (0/25/50/75/100, NaN = not answered), two fits and
how much of the weight was answered. Criteria, weights and anchors stand in ``criteria.toml``. A newcomer would get
wrong: every value is read on its own, never relative to other rows, so adding an application moves no other score; a
bare number is read on one written scale for the same reason.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from landscape import knowledge

FITS = ("business", "technical")
ANCHORS = (0.0, 25.0, 50.0, 75.0, 100.0)
SETTING_KEYS = ("source", "answered_from", "threshold", "band", "bare_number_scale", "six_r", "words", "criterion")

_STATED_SCALE = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:/|van de|van|out of|of)\s*(\d+)")
_PERCENT = re.compile(r"(\d+(?:[.,]\d+)?)\s*%")
_BARE = re.compile(r"\d(?:[.,]0+)?")


def criteria_settings() -> Mapping[str, Any]:
    """The settings of ``criteria.toml``."""
    return knowledge.settings("criteria.toml", SETTING_KEYS)


def fit_criteria(fit: str) -> list[Mapping[str, Any]]:
    """The criteria of one fit; their weights add up to 100."""
    listed = [criterion for criterion in criteria_settings()["criterion"] if criterion["fit"] == fit]
    if sum(criterion["weight"] for criterion in listed) != 100:
        raise knowledge.KnowledgeError(f"criteria.toml: the weights of {fit} fit do not add up to 100")
    return listed


def fit_points(answers: pd.DataFrame, fit: str) -> pd.DataFrame:
    """Points per criterion of ``fit`` for every row of ``answers``; NaN where the row does not answer.

    Args:
        answers: one row per application with the columns the criteria name as ``field``.
    """
    columns = {str(criterion["id"]): _read(answers[criterion["field"]], criterion) for criterion in fit_criteria(fit)}
    return pd.DataFrame(columns, index=answers.index, dtype="float64")


def fit_scores(points: pd.DataFrame, fit: str) -> pd.DataFrame:
    """Per row the ``score`` over answered criteria (0-100) and the ``answered`` share of the weight (0-1)."""
    weights = np.array([float(criterion["weight"]) for criterion in fit_criteria(fit)])
    values = points.to_numpy()
    known = ~np.isnan(values)
    answered = known @ weights
    total = np.where(known, values, 0.0) @ weights
    scores = np.divide(total, answered, out=np.full(len(points), np.nan), where=answered > 0)
    return pd.DataFrame({"score": scores.round(4), "answered": answered / weights.sum()}, index=points.index)


def rating(text: str) -> float:
    """Points of a rating that states its scale ("4/5", "80 %") or stands bare on the scale of ``criteria.toml``."""
    cell = text.strip().casefold()
    percent, stated = _PERCENT.fullmatch(cell), _STATED_SCALE.fullmatch(cell)
    if percent:
        return _anchor(_number(percent[1]) / 100)
    if stated and 0 < _number(stated[1]) <= int(stated[2]):
        steps = int(stated[2]) - 1
        return _anchor((_number(stated[1]) - 1) / steps if steps else float("nan"))
    scale = int(criteria_settings()["bare_number_scale"])
    if _BARE.fullmatch(cell) and 1 <= _number(cell) <= scale:
        return _anchor((_number(cell) - 1) / (scale - 1))
    return float("nan")


def _read(column: pd.Series, criterion: Mapping[str, Any]) -> pd.Series:
    if criterion["reading"] == "steps":
        return _stepped(column.astype("float64"), criterion["steps"])
    words: Mapping[str, float] = criteria_settings()["words"][criterion["reading"]]
    rated = criterion["reading"] == "rating"
    reading = {text: _word_points(str(text), words, rated) for text in column.unique()}
    return column.map(reading).astype("float64")


def _word_points(text: str, words: Mapping[str, float], rated: bool) -> float:
    cell = text.strip().casefold()
    if cell in words:
        return float(words[cell])
    return rating(cell) if rated else float("nan")


def _stepped(values: pd.Series, steps: list[list[float]]) -> pd.Series:
    """The points of the last step whose lower bound is reached."""
    bounds, given = (np.array(part, dtype="float64") for part in zip(*steps, strict=True))
    at = np.searchsorted(bounds, values.fillna(bounds[0]).to_numpy(), side="right") - 1
    return pd.Series(given[np.maximum(at, 0)], index=values.index).where(values.notna())


def _anchor(share: float) -> float:
    """The nearest written anchor; half-way goes up. Outside 0-1 is no answer."""
    if not 0 <= share <= 1:
        return float("nan")
    return float(np.floor(share * 4 + 0.5) * 25)


def _number(text: str) -> float:
    return float(text.replace(",", "."))
