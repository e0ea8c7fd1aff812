"""What people said and decided, and how the landscape stood on a day: only ever added to.

A judgement or decision is never changed or removed (except with its whole organisation); a later judgement about the
same applications simply counts instead, and one with an empty value takes it back.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd

from landscape.records_judgements import ABOUT, HELD_COLUMNS
from landscape.store.database import Database
from landscape.store.imports import Cursor, append, next_number, rows

JUDGEMENT_COLUMNS = ("judgement_id", *HELD_COLUMNS)
DECISION_COLUMNS = ("decision_id", "candidate_key", "title", "action", "role", "on", "reason")
SNAPSHOT_COLUMNS = (
    "organisation", "application_id", "name", "product_name", "component", "application_kind", "readiness",
    "annual_cost_eur", "contract_end_date",
)  # fmt: skip

_JUDGEMENTS = (
    "SELECT judgement_id, about, application_id, other_application_id, value, by_role AS by, judged_on AS on, why "
    "FROM judgements"
)


def add_judgement(
    cursor: Cursor, about: str, application_ids: tuple[str, str], value: str, *, by: str, on: date, why: str
) -> int:
    """Write one judgement; a pair is kept with the smaller id first, other subjects have an empty second id."""
    assert about in ABOUT
    first, second = sorted(application_ids) if about == "pair" else application_ids
    number = next_number(cursor)
    cursor.execute(
        "INSERT INTO judgements VALUES (?, ?, ?, ?, ?, ?, ?, ?)", [number, about, first, second, value, by, on, why]
    )
    return number


def judgement_log(database: Database) -> pd.DataFrame:
    """Every judgement ever made, oldest first, columns ``JUDGEMENT_COLUMNS``."""
    with database.read() as cursor:
        return rows(cursor, f"{_JUDGEMENTS} ORDER BY judgement_id")


def judgements_that_hold(database: Database) -> pd.DataFrame:
    """The last judgement per question that was not taken back, columns ``JUDGEMENT_COLUMNS``."""
    per_question = (
        "row_number() OVER (PARTITION BY about, application_id, other_application_id ORDER BY judgement_id DESC)"
    )
    latest = f"{_JUDGEMENTS} QUALIFY {per_question} = 1"
    with database.read() as cursor:
        kept = f"SELECT * FROM ({latest}) WHERE value <> '' ORDER BY about, application_id, other_application_id"  # noqa: S608
        return rows(cursor, kept)


def add_decision(
    cursor: Cursor,
    decision: Mapping[str, str],
    *,
    on: date,
    figures: Mapping[str, float],
    applications: pd.DataFrame,
) -> int:
    """Write a decision with the figures of that day.

    Args:
        decision: ``candidate_key, title, action, role, reason``.
        figures: number by name; NaN when it was unknown.
        applications: ``application_id, organisation, annual_cost_eur`` of what was decided on.
    """
    number = next_number(cursor)
    values = [number, decision["candidate_key"], decision["title"], decision["action"], decision["role"], on,
              decision["reason"]]  # fmt: skip
    cursor.execute("INSERT INTO decisions VALUES (?, ?, ?, ?, ?, ?, ?)", values)
    written = pd.DataFrame({"figure": list(figures), "value": list(figures.values())}).astype({"value": "float64"})
    append(cursor, "decision_figures", written.assign(decision_id=number))
    wanted = applications.loc[:, ["application_id", "organisation", "annual_cost_eur"]]
    append(cursor, "decision_applications", wanted.assign(decision_id=number))
    return number


def decisions(database: Database) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Decisions (``DECISION_COLUMNS``), their figures (``decision_id, figure, value``) and their applications
    (``decision_id, application_id, organisation, annual_cost_eur``), oldest first."""
    with database.read() as cursor:
        made = rows(
            cursor,
            "SELECT decision_id, candidate_key, title, action, role, decided_on AS on, reason FROM decisions "
            "ORDER BY decision_id",
        )
        figures = rows(cursor, "SELECT * FROM decision_figures ORDER BY decision_id, figure")
        return made, figures, rows(cursor, "SELECT * FROM decision_applications ORDER BY decision_id, application_id")


def add_snapshot(cursor: Cursor, applications: pd.DataFrame, *, on: date, label: str) -> int:
    """Keep how applications stood on a day; columns ``SNAPSHOT_COLUMNS``."""
    number = next_number(cursor)
    cursor.execute("INSERT INTO snapshots VALUES (?, ?, ?)", [number, on, label])
    append(cursor, "snapshot_applications", applications.loc[:, list(SNAPSHOT_COLUMNS)].assign(snapshot_id=number))
    return number


def snapshots(database: Database) -> pd.DataFrame:
    """The snapshots that were kept, oldest first: ``snapshot_id, reference_date, label, applications``."""
    with database.read() as cursor:
        return rows(
            cursor,
            "SELECT snapshots.*, count(application_id) AS applications FROM snapshots LEFT JOIN snapshot_applications "
            "USING (snapshot_id) GROUP BY ALL ORDER BY reference_date, snapshot_id",
        )


def snapshot(database: Database, snapshot_id: int) -> pd.DataFrame:
    """One snapshot, columns ``SNAPSHOT_COLUMNS``."""
    with database.read() as cursor:
        wanted = ", ".join(SNAPSHOT_COLUMNS)
        query = f"SELECT {wanted} FROM snapshot_applications WHERE snapshot_id = ? ORDER BY ALL"  # noqa: S608
        return rows(cursor, query, [snapshot_id])
