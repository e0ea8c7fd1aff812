"""How certain each value is: given, derived, predicted or judged by a person, with its source cell and date.

In come the stored imports (and an analysed region when there is one), out comes one row per filled value. Nothing about
certainty is stored per value: a value was given in the latest import that named the application and had a column for
the field. A newcomer would take the latest file as the source of every value, while a file may be silent about a field.
"""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from landscape.portfolio.changes import as_text
from landscape.records import COST_ORIGIN, EXTRA, FIELDS, SOURCE_ID
from landscape.records_judgements import Judgements
from landscape.store import Database
from landscape.store.imports import current_state, rows

CERTAINTIES = ("given", "derived", "predicted", "judged")
CERTAINTY_COLUMNS = (
    "application_id", "organisation", "field", "value", "certainty", "decided_by", "file", "sheet", "cell", "on",
)  # fmt: skip

_OF_DECIDER = {"given": "given", "package": "derived", "rule": "derived", "text": "predicted", "model": "predicted",
               "person": "judged"}  # fmt: skip
_ANSWERS = {"readiness": "readiness", "component": "components", "application_kind": "kinds"}


def certainty(
    database: Database, judgements: Judgements, applications: pd.DataFrame | None, only: Collection[str] | None
) -> pd.DataFrame:
    """One row per filled value, columns ``CERTAINTY_COLUMNS``; ``cell`` as ``C14``, ``on`` the day it was accepted.

    Args:
        applications: of an analysed region, to add the answers of the rooms; None for what is stored alone.
        only: application ids; None for all.
    """
    state, _ = current_state(database)
    if only is not None:
        state = state[state["application_id"].isin(list(only))]
    stored = _stored(database, state)
    if applications is None:
        return _ordered(stored)
    mine = applications[applications["application_id"].isin(state["application_id"])]
    answers = [_answer(mine, field, getattr(judgements, frame)) for field, frame in _ANSWERS.items()]
    return _ordered(pd.concat([stored, *answers], ignore_index=True))


def only_given(applications: pd.DataFrame) -> pd.DataFrame:
    """Applications (stored or analysed) with everything blanked that no file gave: unknown, not a guess.

    A yearly cost we added up becomes missing; readiness becomes unknown; a component and a kind become empty, unless
    their ``_decided_by`` says they were given.
    """
    shown = applications.copy()
    if COST_ORIGIN in shown:
        shown["annual_cost_eur"] = shown["annual_cost_eur"].mask(shown[COST_ORIGIN] == "derived")
    for field in _ANSWERS:
        if field in shown:
            given = shown[f"{field}_decided_by"] == "given"
            shown[field] = shown[field].where(given, "unknown" if field == "readiness" else "")
    return shown


def _stored(database: Database, state: pd.DataFrame) -> pd.DataFrame:
    values = [_filled(state, field) for field in (SOURCE_ID, *FIELDS, EXTRA)]
    told = pd.concat(values, ignore_index=True).merge(
        _cells(database, state), on=["application_id", "field"], how="left"
    )
    derived_cost = state.loc[state[COST_ORIGIN] == "derived", "application_id"]
    derived = (told["field"] == "annual_cost_eur") & told["application_id"].isin(derived_cost)
    # Text of columns nobody mapped was given too, in more cells than one.
    given = (told["cell"].notna() | (told["field"] == EXTRA)) & ~derived
    texts = {name: told[name].where(told[name].notna(), "").astype("str") for name in ("file", "sheet", "cell")}
    told = told.assign(**texts, certainty="derived", decided_by="")
    told["certainty"] = told["certainty"].where(~given, "given")
    return told[list(CERTAINTY_COLUMNS)]


def _filled(state: pd.DataFrame, field: str) -> pd.DataFrame:
    text = as_text(state[field])
    filled = text != ""
    frame = state.loc[filled, ["application_id", "organisation"]]
    return frame.assign(field=field, value=text[filled]).astype({"field": "str"})


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


def _answer(applications: pd.DataFrame, field: str, judged: pd.DataFrame) -> pd.DataFrame:
    decider = f"{field}_decided_by"
    if field not in applications or decider not in applications:
        return pd.DataFrame(columns=list(CERTAINTY_COLUMNS)).astype({"on": "datetime64[s]"})
    known = applications[~applications[field].isin(["", "unknown"]) & applications[decider].isin(list(_OF_DECIDER))]
    frame = known[["application_id", "organisation"]].assign(field=field, value=known[field])
    frame = frame.assign(
        certainty=known[decider].map(_OF_DECIDER), decided_by=known[decider], file="", sheet="", cell=""
    )
    said = judged.set_index("application_id")
    is_judged = frame["certainty"] == "judged"
    by = frame["application_id"].map(said["by"])
    frame["decided_by"] = frame["decided_by"].where(~is_judged | by.isna(), by)
    frame["on"] = frame["application_id"].map(said["on"]).where(is_judged).astype("datetime64[s]")
    return frame[list(CERTAINTY_COLUMNS)]


def _ordered(frame: pd.DataFrame) -> pd.DataFrame:
    texts = {name: "str" for name in CERTAINTY_COLUMNS if name != "on"}
    ordered = frame.astype({**texts, "on": "datetime64[s]"})
    return ordered.sort_values(["organisation", "application_id", "field"], kind="stable", ignore_index=True)
