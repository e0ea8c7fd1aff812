"""Which rows are no application by their own words (codebook, decision 0).

Comes in: applications (``records.APPLICATION_COLUMNS``, any of them may be absent). Goes out: per application the words
that say so, empty where nothing does. What a newcomer would get wrong: the words alone are not enough, because a client
or technology of its own outweighs most of them; so the whole row is read, by the same reader as for readiness, and both
give the same answer. Only rows in which such words occur at all are read.
"""

from __future__ import annotations

from datetime import date
from functools import cache

import numpy as np
import pandas as pd

from landscape.classify import signals
from landscape.classify.patterns import fold
from landscape.classify.reader import Outcome, Reader
from landscape.classify.rows import FIELD_ROLES, distinct
from landscape.classify.rules import policy

NO_APPLICATION_RULES = frozenset({"not_application", "bare_connection"})
"""The rules of the decision list that say a row is no application."""
_HEAD = "head"


def words_that_say_so(applications: pd.DataFrame, reference_date: date) -> pd.Series:
    """Per application the words by which it is no application on ``reference_date``; "" when it is one."""
    said = np.full(len(applications), "", dtype=object)
    maybe = np.flatnonzero(_may_be_nothing(applications))
    if len(maybe):
        rows, of_application = distinct(applications.iloc[maybe])
        reader, choices = Reader(reference_date), policy(None)
        found = [_words(reader.outcome(row, choices)) for row in rows]
        said[maybe] = [found[number] for number in of_application]
    return pd.Series(said, index=applications.index, dtype="str")


def _words(outcome: Outcome) -> str:
    if outcome.rule.id not in NO_APPLICATION_RULES:
        return ""
    groups = [group for alternatives in outcome.rule.needs for group in alternatives]
    return next(item.hit.words for group in groups for item in outcome.facts.holds.get(group, ()))


def _may_be_nothing(applications: pd.DataFrame) -> np.ndarray:
    """Whether words that could make a row no application stand anywhere in it."""
    found = np.zeros(len(applications), dtype=bool)
    for field in [field for field in FIELD_ROLES if field in applications]:
        roles = {FIELD_ROLES[field], *([_HEAD] if field == "description" else [])} & _roles()
        if roles:
            texts = applications[field].astype("str")
            speaks = {text for text in texts.unique() if any(_finder().find(fold(text), role) for role in roles)}
            found |= texts.isin(speaks).to_numpy()
    return found


@cache
def _finder() -> signals.Finder:
    return signals.Finder(tuple(signal for signal in signals.load() if signal.group in signals.NOT_APPLICATION))


@cache
def _roles() -> frozenset[str]:
    return frozenset(role for signal in _finder().signals for role in signal.roles)
