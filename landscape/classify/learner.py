"""A small linear model that reads the same rows beside the rules.

Comes in: rows and their hits. Goes out: a probability per class and the words that weighed most. Trained from
``training_readiness.csv`` at first use: deterministic, single-threaded, no pickles. What a newcomer would get wrong:
product names are taken out of the text before it is read, and every training row is learned twice, with and without its
hits, so that the model can still read a row whose words no signal knows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from landscape import knowledge
from landscape.classify.patterns import fold
from landscape.classify.rows import FIELD_ROLES, Row, distinct
from landscape.classify.statement import FieldHit
from landscape.records import READINESS

TRAINING_FILE = "training_readiness.csv"
TRAINING_COLUMNS = (
    "row_id", "organisation", "name", "vendor", "version", "description", "hosting", "technology", "client",
    "database", "authentication", "contract_end", "support_end", "notes", "label", "label_reason", "difficulty",
)  # fmt: skip
TRAINING_DATE = date(2026, 7, 1)
_RENAMED = {
    "row_id": "application_id",
    "client": "client_type",
    "notes": "remarks",
    "support_end": "end_of_support_date",
    "contract_end": "contract_end_date",
}
_WORD = re.compile(r"[a-z][a-z0-9+#&.']*[a-z0-9+#]|\d+")
_STEM = 5
_STRENGTH = 20.0
_MOST_WORDS = 3

Hits = Sequence[FieldHit]
Read = Callable[[Row], Hits]


@dataclass(frozen=True)
class Reading:
    """What the model makes of one row: a probability per class."""

    probabilities: dict[str, float]

    @property
    def readiness(self) -> str:
        """The likeliest class; in a tie the first in the order of ``records.READINESS``."""
        return max(READINESS, key=lambda name: self.probabilities[name])


def tokens(row: Row, hits: Hits) -> list[str]:
    """What the model sees: words and pairs of words with the role of their column, beginnings of words, and hits."""
    names = set(_WORD.findall(fold(row.text("name")))) | set(_WORD.findall(fold(row.text("vendor"))))
    found: list[str] = []
    for field, text in row.texts:
        role = FIELD_ROLES[field]
        if role in ("name", "integration", "version"):
            continue
        words = ["#" if word.isdigit() else word for word in _WORD.findall(fold(text)) if word not in names]
        found += [f"{role}:{word}" for word in words] + words
        found += [f"{role}:{left} {right}" for left, right in pairwise(words)]
        found += [f"{word[:_STEM]}~" for word in words if len(word) > _STEM]
    found += [f"end:{'past' if row.support_end < TRAINING_DATE else 'future'}"] if row.support_end else []
    return found + [f"hit:{item.hit.group}:{item.hit.status}" for item in hits]


def as_applications(labelled: pd.DataFrame) -> pd.DataFrame:
    """Labelled rows with the column names and dates of ``records``."""
    frame = labelled.rename(columns=_RENAMED)
    for column in ("end_of_support_date", "contract_end_date"):
        frame[column] = pd.to_datetime(frame[column].replace("", None), format="ISO8601").astype("datetime64[s]")
    return frame


@cache
def training() -> pd.DataFrame:
    """The labelled rows of the project, typed; column ``label`` is the class."""
    return as_applications(knowledge.table(TRAINING_FILE, TRAINING_COLUMNS))


class Learner:
    """The trained pipeline; ``read`` gives the hits of a row with the same signals the rules use."""

    def __init__(self, rows: Sequence[Row], labels: Sequence[str], read: Read) -> None:
        seen = [(row, read(row)) for row in rows]
        documents = [tokens(row, hits) for row, hits in seen] + [tokens(row, ()) for row, _ in seen]
        with threadpool_limits(1):
            self._pipeline = _pipeline().fit(documents, [*labels, *labels])
        self._classes = [str(name) for name in self._pipeline.classes_]
        self._names = self._pipeline[0].get_feature_names_out()

    def read(self, seen: Sequence[tuple[Row, Hits]]) -> list[Reading]:
        """The model's reading of each row with its hits."""
        if not seen:
            return []
        matrix = self._pipeline[0].transform([tokens(row, hits) for row, hits in seen])
        with threadpool_limits(1):
            probabilities = self._pipeline[1].predict_proba(matrix)
        none = dict.fromkeys(READINESS, 0.0)
        return [Reading(none | dict(zip(self._classes, map(float, values), strict=True))) for values in probabilities]

    def strongest_words(self, row: Row, hits: Hits, readiness: str) -> tuple[str, ...]:
        """The features of the row that weighed most for ``readiness``, as people can read them."""
        weights = self._pipeline[1].coef_[self._classes.index(readiness)]
        features = self._pipeline[0].transform([tokens(row, hits)]).multiply(weights).tocoo()
        order = sorted(zip(-features.data, features.col, strict=True))
        names = (str(self._names[column]) for weight, column in order if weight < 0)
        words = dict.fromkeys(name.rpartition(":")[2] for name in names if name.count(":") == 1)
        return tuple(words)[:_MOST_WORDS]


def _as_is(document: list[str]) -> list[str]:
    return document


def _pipeline() -> Pipeline:
    vectoriser = TfidfVectorizer(analyzer=_as_is, sublinear_tf=True, dtype=np.float64)
    return make_pipeline(vectoriser, LogisticRegression(C=_STRENGTH, class_weight="balanced", max_iter=400))


def train(read: Read, judged_rows: pd.DataFrame | None = None) -> Learner:
    """A learner from ``training_readiness.csv``; ``read`` gives a row's hits.

    Args:
        judged_rows: applications people judged, with their class in ``readiness``; learned as well, in the order of
            their texts, so that the order of the rows changes nothing.
    """
    rows, labels = _labelled(training(), "label")
    if judged_rows is not None and not judged_rows.empty:
        more, said = _labelled(judged_rows, "readiness")
        order = sorted(range(len(more)), key=lambda number: (more[number].texts, said[number]))
        rows += [more[number] for number in order]
        labels += [said[number] for number in order]
    return Learner(rows, labels, read)


def _labelled(frame: pd.DataFrame, column: str) -> tuple[list[Row], list[str]]:
    rows, numbers = distinct(frame)
    return [rows[number] for number in numbers], [str(label) for label in frame[column]]
