"""How certain each value is: given, derived, predicted or judged by a person, with the cell it stands in.

In come analysed applications with the columns of their files; out comes one row per filled value, for a sheet, a CSV or
one application on the screen. A stored partnership knows more (which upload said it last, and when) and uses these
pieces. A newcomer would call whatever stands in a frame given: a yearly cost may be our own sum, and a field may hold a
value although its file has no column for it.
"""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from landscape.portfolio.changes import as_text
from landscape.records import APPLICATION_COLUMNS, COST_ORIGIN, EXTRA, FIELDS, SOURCE_ID
from landscape.records_judgements import Judgements, no_judgements

CERTAINTIES = ("given", "derived", "predicted", "judged")
CERTAINTY_COLUMNS = (
    "application_id", "organisation", "field", "value", "certainty", "decided_by", "file", "sheet", "cell", "on",
)  # fmt: skip
ANSWERS = {"readiness": "readiness", "component": "components", "application_kind": "kinds"}
"""What the rooms answer, and the judgements that outrank it."""

OF_DECIDER = {"given": "given", "package": "derived", "rule": "derived", "text": "predicted", "model": "predicted",
              "person": "judged"}  # fmt: skip
_PLACE = ("file", "sheet", "cell")
_NOTHING_SAID = {"readiness": "unknown", "html5": "unknown", "cloud": "unknown", "obsolete": "unknown",
                 "integration": "none_stated"}  # fmt: skip
"""Answers that have a word for nothing said; every other text becomes empty."""
_OF_A_FILE = (*APPLICATION_COLUMNS, "presence", "import_id", "seen_import_id")


def certainty_of(
    applications: pd.DataFrame,
    columns: pd.DataFrame,
    judgements: Judgements | None = None,
    *,
    only: Collection[str] | None = None,
) -> pd.DataFrame:
    """One row per filled value, columns ``CERTAINTY_COLUMNS``, sorted; ``cell`` as ``C14``.

    Args:
        applications: of a region.
        columns: of the same region: which column of which file says what.
        judgements: for the role and the day behind a judged answer; without them both stay empty.
        only: application ids; None for all.
    """
    rows = applications if only is None else applications[applications["application_id"].isin(list(only))]
    told = pd.concat([filled(rows, field) for field in (SOURCE_ID, *FIELDS, EXTRA) if field in rows], ignore_index=True)
    place = rows[["application_id", "file", "sheet", "row"]]
    placed = told.merge(place, on="application_id").merge(_letters(place, columns), on=["application_id", "field"],
                                                          how="left")  # fmt: skip
    cell = (placed["column"] + placed["row"].astype("str")).where(placed["column"].notna(), "")
    stored = with_certainty(
        placed.assign(cell=cell.astype("str"), on=pd.Series(pd.NaT, index=placed.index, dtype="datetime64[s]")), rows
    )
    said = judgements or no_judgements()
    answers = [answered(rows, field, getattr(said, frame)) for field, frame in ANSWERS.items()]
    return in_order(pd.concat([stored, *answers], ignore_index=True))


def only_given(applications: pd.DataFrame) -> pd.DataFrame:
    """Applications (stored or analysed) with everything blanked that no file gave: unknown, not a guess.

    A yearly cost we added up becomes missing. Of what the rooms found only a component that was given is left, with its
    reason; every other answer, reason, chance and second choice becomes what it is when nothing was said.
    """
    shown = applications.copy()
    if COST_ORIGIN in shown:
        is_sum = shown[COST_ORIGIN] == "derived"
        shown["annual_cost_eur"] = shown["annual_cost_eur"].mask(is_sum)
        shown[COST_ORIGIN] = shown[COST_ORIGIN].mask(is_sum, "")
    was_given = {name: shown[f"{name}_decided_by"] == "given" for name in ANSWERS if f"{name}_decided_by" in shown}
    for name in shown.columns.difference(list(_OF_A_FILE)):
        answer = next((said for said in was_given if name in _about(said)), "")
        given = was_given[answer] if answer else pd.Series(False, index=shown.index)
        shown[name] = _where(shown[name], given, _NOTHING_SAID.get(name, ""))
    return shown


def _about(answer: str) -> tuple[str, ...]:
    return (answer, f"{answer}_decided_by", f"{answer}_reason", f"{answer}_probability")


def _where(column: pd.Series, given: pd.Series, nothing: str) -> pd.Series:
    if column.dtype == "bool":
        return column & given
    kept: pd.Series = column.where(given, nothing) if column.dtype in ("str", "object") else column.where(given)
    return kept


def filled(applications: pd.DataFrame, field: str) -> pd.DataFrame:
    """The filled values of one field as text: ``application_id, organisation, field, value``."""
    text = as_text(applications[field])
    is_filled = text != ""
    frame = applications.loc[is_filled, ["application_id", "organisation"]]
    return frame.assign(field=field, value=text[is_filled]).astype({"field": "str"})


def with_certainty(told: pd.DataFrame, applications: pd.DataFrame) -> pd.DataFrame:
    """Filled values with ``cell`` ("" or missing: no column says it), as given or derived; ``CERTAINTY_COLUMNS``."""
    derived_cost = applications.loc[applications[COST_ORIGIN] == "derived", "application_id"]
    is_sum = (told["field"] == "annual_cost_eur") & told["application_id"].isin(derived_cost)
    # Text of columns nobody mapped was given too, in more cells than one.
    has_cell = told["cell"].notna() & (told["cell"] != "")
    given = (has_cell | (told["field"] == EXTRA)) & ~is_sum
    # A sum of ours stands in no cell, also where its own column is there and empty.
    texts = {name: told[name].where(told[name].notna() & ~is_sum, "").astype("str") for name in _PLACE}
    told = told.assign(**texts, certainty="derived", decided_by="")
    told["certainty"] = told["certainty"].where(~given, "given")
    return told[list(CERTAINTY_COLUMNS)]


def answered(applications: pd.DataFrame, field: str, judged: pd.DataFrame) -> pd.DataFrame:
    """What a room answered about each application, with who decided; columns ``CERTAINTY_COLUMNS``."""
    decider = f"{field}_decided_by"
    if field not in applications or decider not in applications:
        return pd.DataFrame(columns=list(CERTAINTY_COLUMNS)).astype({"on": "datetime64[s]"})
    known = applications[~applications[field].isin(["", "unknown"]) & applications[decider].isin(list(OF_DECIDER))]
    frame = known[["application_id", "organisation"]].assign(field=field, value=known[field])
    frame = frame.assign(
        certainty=known[decider].map(OF_DECIDER), decided_by=known[decider], file="", sheet="", cell=""
    )
    said = judged.set_index("application_id")
    is_judged = frame["certainty"] == "judged"
    mine = said[["by", "on"]].reindex(frame["application_id"]).set_axis(frame.index)
    frame["decided_by"] = frame["decided_by"].where(~is_judged | mine["by"].isna(), mine["by"])
    frame["on"] = mine["on"].where(is_judged).astype("datetime64[s]")
    return frame[list(CERTAINTY_COLUMNS)]


def in_order(frame: pd.DataFrame) -> pd.DataFrame:
    """Typed and sorted by organisation, application and field."""
    texts = {name: "str" for name in CERTAINTY_COLUMNS if name != "on"}
    ordered = frame.astype({**texts, "on": "datetime64[s]"})
    return ordered.sort_values(["organisation", "application_id", "field"], kind="stable", ignore_index=True)


def _letters(place: pd.DataFrame, columns: pd.DataFrame) -> pd.DataFrame:
    """Per application and field the columns that say it, under the last header above its row: ``column`` as "B, C"."""
    spoken = columns[["file", "sheet", "header_row", "column", "field"]]
    spoken = spoken.assign(field=spoken["field"].replace({"application_id": SOURCE_ID}))
    headers = spoken[["file", "sheet", "header_row"]].drop_duplicates()
    above = place.merge(headers, on=["file", "sheet"])
    above = above[above["header_row"] < above["row"]].sort_values("header_row", kind="stable")
    nearest = above.drop_duplicates("application_id", keep="last")[["application_id", "file", "sheet", "header_row"]]
    first = spoken.drop_duplicates(["file", "sheet", "header_row", "field"])
    found: pd.DataFrame = nearest.merge(first, on=["file", "sheet", "header_row"])[
        ["application_id", "field", "column"]
    ]
    return found
