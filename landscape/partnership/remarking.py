"""Remarks and objections on candidates: kept with the applications they are about, never changed.

A newcomer would link a remark by the candidate's id: an overlap that gains a member gets another id, so, as with
decisions, the applications it was made about decide.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from landscape import knowledge
from landscape.store import Database
from landscape.store.imports import known_applications
from landscape.store.remembered import REMARK_KINDS, add_remark, remarks

REMARK_COLUMNS = ("remark_id", "kind", "by", "on", "remark")


def ids_of(candidate: Mapping[str, Any] | pd.Series) -> list[str]:
    """The applications of a candidate, sorted."""
    joined = str(dict(candidate).get("application_ids", ""))
    return sorted({part.strip() for part in joined.split(";")} - {""})


def remark(
    database: Database, candidate: Mapping[str, Any] | pd.Series, text: str, *, kind: str, role: str, on: date
) -> int:
    """Keep a remark or objection on a candidate (a row of ``region.candidates``) and return its number.

    Raises:
        PortfolioError: text or role is empty, the kind is unknown, or none of its applications is stored here.
    """
    if not (text.strip() and role.strip()) or kind not in REMARK_KINDS:
        raise knowledge.refuse("remark_incomplete")
    concerned = known_applications(database, ids_of(candidate))
    if concerned.empty:
        raise knowledge.refuse("decision_without_applications")
    with database.write() as cursor:
        return add_remark(cursor, kind, text.strip(), by=role.strip(), on=on, applications=concerned)


def remarks_on(database: Database, candidate: Mapping[str, Any] | pd.Series | None = None) -> pd.DataFrame:
    """The remarks on a candidate (all of them when left out), oldest first, columns ``REMARK_COLUMNS``."""
    made, concerned = remarks(database)
    if candidate is None:
        return made[list(REMARK_COLUMNS)]
    mine = set(ids_of(candidate))
    theirs = concerned.assign(shared=concerned["application_id"].isin(mine)).groupby("remark_id")["shared"]
    shared, size = theirs.sum(), theirs.size()
    alike = shared / (size + len(mine) - shared)
    kept = made["remark_id"].isin(alike.index[alike >= knowledge.memory("same_candidate")["least_shared"]])
    return made.loc[kept, list(REMARK_COLUMNS)].reset_index(drop=True)
