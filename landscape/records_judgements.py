"""What people said, as the rooms receive it: frames of judgements that outrank every rule and model.

One frame per question, only the judgement that holds now (a later one replaces an earlier one; the full log stays in
the store). ``by`` is a role, ``on`` the day, ``why`` free text. A newcomer would forget that an application may be
gone: a judgement about it stays and counts again when it returns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

SAID_COLUMNS = ("by", "on", "why")
PAIR_COLUMNS = ("application_id_1", "application_id_2", *SAID_COLUMNS)
COMPONENT_COLUMNS = ("application_id", "component", *SAID_COLUMNS)
READINESS_COLUMNS = ("application_id", "readiness", *SAID_COLUMNS)
KIND_COLUMNS = ("application_id", "application_kind", *SAID_COLUMNS)
ABOUT = ("pair", "component", "readiness", "kind")
HELD_COLUMNS = ("about", "application_id", "other_application_id", "value", *SAID_COLUMNS)
"""All questions in one frame: one row per judgement that holds."""


class Said(NamedTuple):
    """One judgement as plain text, so that it can travel in JSON; ``on`` is ``jjjj-mm-dd``, an empty value takes back.

    A pair has the smaller id first; the other questions have no second id.
    """

    about: str
    application_id: str
    other_application_id: str
    value: str
    by: str
    on: str
    why: str


@dataclass(frozen=True)
class Judgements:
    """The judgements that hold, one frame per question, sorted by id.

    Attributes:
        same: pairs that are one product, columns ``PAIR_COLUMNS`` (the smaller id first).
        different: pairs that are not, same columns; they are never proposed again.
        components: columns ``COMPONENT_COLUMNS``.
        readiness: columns ``READINESS_COLUMNS``.
        kinds: columns ``KIND_COLUMNS``.
    """

    same: pd.DataFrame
    different: pd.DataFrame
    components: pd.DataFrame
    readiness: pd.DataFrame
    kinds: pd.DataFrame

    def count(self) -> int:
        """How many judgements hold."""
        return sum(map(len, (self.same, self.different, self.components, self.readiness, self.kinds)))

    def pairs(self) -> pd.DataFrame:
        """Same and different together: ``application_id_1, application_id_2, outcome``, sorted."""
        both = [self.same.assign(outcome="same"), self.different.assign(outcome="different")]
        columns = ["application_id_1", "application_id_2", "outcome"]
        pairs = pd.concat(both, ignore_index=True)[columns].astype("str")
        return pairs.sort_values(columns, kind="stable", ignore_index=True)


def no_judgements() -> Judgements:
    """Nobody has said anything yet."""
    return Judgements(
        same=_empty(PAIR_COLUMNS),
        different=_empty(PAIR_COLUMNS),
        components=_empty(COMPONENT_COLUMNS),
        readiness=_empty(READINESS_COLUMNS),
        kinds=_empty(KIND_COLUMNS),
    )


def as_judgements(held: pd.DataFrame) -> Judgements:
    """One frame per question out of the judgements that hold, columns ``HELD_COLUMNS``."""
    ids = {"application_id": "application_id_1", "other_application_id": "application_id_2"}
    pairs = held[held["about"] == "pair"].rename(columns=ids)
    return Judgements(
        same=pairs.loc[pairs["value"] == "same", list(PAIR_COLUMNS)].reset_index(drop=True),
        different=pairs.loc[pairs["value"] == "different", list(PAIR_COLUMNS)].reset_index(drop=True),
        components=_answered(held, "component", COMPONENT_COLUMNS),
        readiness=_answered(held, "readiness", READINESS_COLUMNS),
        kinds=_answered(held, "kind", KIND_COLUMNS),
    )


def judgements_of(said: Sequence[Said]) -> Judgements:
    """The judgements that hold after ``said``, in the order they were made: the last about a question counts."""
    last = {(one.about, one.application_id, one.other_application_id): one for one in said}
    holds = sorted(one for one in last.values() if one.value)
    frame = pd.DataFrame(holds, columns=list(HELD_COLUMNS)).astype("str")
    return as_judgements(frame.astype({"on": "datetime64[s]"}))


def as_said(judgements: Judgements) -> tuple[Said, ...]:
    """The judgements that hold as plain texts, sorted."""
    pairs = [judgements.same.assign(value="same"), judgements.different.assign(value="different")]
    told = [frame.assign(about="pair").set_axis([*HELD_COLUMNS[1:3], *SAID_COLUMNS, "value", "about"], axis=1)
            for frame in pairs]  # fmt: skip
    for about, frame in zip(ABOUT[1:], (judgements.components, judgements.readiness, judgements.kinds), strict=True):
        named = frame.set_axis(["application_id", "value", *SAID_COLUMNS], axis=1)
        told.append(named.assign(about=about, other_application_id=""))
    held = pd.concat(told, ignore_index=True)[list(HELD_COLUMNS)]
    texts = held.assign(on=held["on"].dt.strftime("%Y-%m-%d")).astype("str")
    return tuple(sorted(Said(*row) for row in texts.itertuples(index=False)))


def _answered(held: pd.DataFrame, about: str, columns: tuple[str, ...]) -> pd.DataFrame:
    rows = held[held["about"] == about].rename(columns={"value": columns[1]})
    return rows[list(columns)].reset_index(drop=True)


def _empty(columns: tuple[str, ...]) -> pd.DataFrame:
    frame = pd.DataFrame({name: pd.Series([], dtype="str") for name in columns})
    return frame.astype({"on": "datetime64[s]"})
