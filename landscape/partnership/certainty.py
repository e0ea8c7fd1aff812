"""How certain each stored value is: given, derived, predicted or judged by a person, with its source cell and date.

In come the stored imports (and an analysed region when there is one), out comes one row per filled value. Nothing about
certainty is stored per value: a value was given in the latest import that named the application and had a column for
the field. A newcomer would take the latest file as the source of every value, while a file may be silent about a field.
"""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from landscape.records import EXTRA, FIELDS, SOURCE_ID
from landscape.records_judgements import Judgements
from landscape.report.certainty import (
    ANSWERS,
    CERTAINTIES,
    CERTAINTY_COLUMNS,
    answered,
    filled,
    in_order,
    only_given,
    with_certainty,
)
from landscape.store import Database
from landscape.store.imports import current_state, rows

__all__ = ["CERTAINTIES", "CERTAINTY_COLUMNS", "certainty", "only_given"]


def certainty(
    database: Database, judgements: Judgements, applications: pd.DataFrame | None, only: Collection[str] | None
) -> pd.DataFrame:
    """One row per filled value, columns ``CERTAINTY_COLUMNS``; ``cell`` as ``C14``, ``on`` the day it was accepted.

    Args:
        applications: of an analysed region, to add the answers of the rooms; None for what is stored alone.
        only: application ids; None for all.
    """
    state, _ = current_state(database, only=only)
    stored = _stored(database, state)
    if applications is None:
        return in_order(stored)
    mine = applications[applications["application_id"].isin(state["application_id"])]
    answers = [answered(mine, field, getattr(judgements, frame)) for field, frame in ANSWERS.items()]
    return in_order(pd.concat([stored, *answers], ignore_index=True))


def _stored(database: Database, state: pd.DataFrame) -> pd.DataFrame:
    values = [filled(state, field) for field in (SOURCE_ID, *FIELDS, EXTRA)]
    told = pd.concat(values, ignore_index=True).merge(
        _cells(database, state), on=["application_id", "field"], how="left"
    )
    return with_certainty(told, state)


def _cells(database: Database, state: pd.DataFrame) -> pd.DataFrame:
    """Per application and field the cell of the latest import that named both."""
    query = (
        "SELECT application_id, field, arg_max(seen.file, import_id) AS file, arg_max(seen.sheet, import_id) AS sheet, "
        'arg_max(letter || CAST(seen.row AS VARCHAR), import_id) AS cell, max(accepted_on) AS "on" '
        "FROM applications AS seen JOIN imports USING (import_id) JOIN (SELECT import_id, sheet, field, "
        'min("column") AS letter FROM columns GROUP BY ALL) AS heads USING (import_id, sheet) '
        "WHERE seen_import_id = import_id AND application_id IN (SELECT application_id FROM wanted) GROUP BY ALL"
    )
    with database.read() as cursor:
        cursor.register("wanted", state[["application_id"]])
        found = rows(cursor, query)
        cursor.unregister("wanted")
    # The upload's id column is called after its canonical header; we keep it as the source id.
    return found.assign(field=found["field"].replace({"application_id": SOURCE_ID}))
