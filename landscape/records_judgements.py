"""What people said, as the rooms receive it: frames of judgements that outrank every rule and model.

One frame per question, only the judgement that holds now (a later one replaces an earlier one; the full log stays in
the store). ``by`` is a role, ``on`` the day, ``why`` free text. A newcomer would forget that an application may be
gone: a judgement about it stays and counts again when it returns.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

SAID_COLUMNS = ("by", "on", "why")
PAIR_COLUMNS = ("application_id_1", "application_id_2", *SAID_COLUMNS)
COMPONENT_COLUMNS = ("application_id", "component", *SAID_COLUMNS)
READINESS_COLUMNS = ("application_id", "readiness", *SAID_COLUMNS)
KIND_COLUMNS = ("application_id", "application_kind", *SAID_COLUMNS)


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


def _empty(columns: tuple[str, ...]) -> pd.DataFrame:
    frame = pd.DataFrame({name: pd.Series([], dtype="str") for name in columns})
    return frame.astype({"on": "datetime64[s]"})
