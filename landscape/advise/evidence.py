"""From a reason back to the cells it rests on: file, sheet, cell and value for every figure of a candidate.

In: one candidate, the applications and the columns of the uploads as they were understood. Out: one row per criterion,
application and field that holds something. Which fields a criterion reads stands beside it in ``priorities.toml``. A
newcomer would get wrong: a value that no cell holds (a function we derived, a readiness we predicted) has no cell, and
then the column ``cell`` is empty on purpose.
"""

from __future__ import annotations

import pandas as pd

from landscape.advise.reasons import criteria
from landscape.advise.wording import ID_MARK

EVIDENCE_COLUMNS = (
    "criterion", "application_id", "organisation", "name", "field", "value", "file", "sheet", "cell",
)  # fmt: skip
_ORIGIN = ["application_id", "organisation", "name", "file", "sheet", "row"]


def evidence(application_ids: str, applications: pd.DataFrame, columns: pd.DataFrame) -> pd.DataFrame:
    """The cells behind a candidate; columns ``EVIDENCE_COLUMNS``.

    Args:
        application_ids: as a candidate holds them, joined with ";".
        applications: the applications of the run.
        columns: ``records.COLUMN_COLUMNS``: which column of which sheet holds which field.
    """
    wanted = [piece.strip() for piece in application_ids.split(ID_MARK.strip())]
    rows = applications[applications["application_id"].isin(wanted)]
    read = [(str(c["id"]), field) for c in criteria() for field in c["fields"] if field in rows.columns]
    parts = [rows[_ORIGIN].assign(criterion=name, field=field, value=_as_text(rows[field])) for name, field in read]
    long = pd.concat(parts, ignore_index=True)
    long = long[long["value"] != ""]
    letters = columns[["file", "sheet", "field", "column"]].drop_duplicates(["file", "sheet", "field"])
    joined = long.merge(letters, on=["file", "sheet", "field"], how="left")
    known = joined["column"].notna()
    joined["cell"] = (joined["column"].fillna("").astype("str") + joined["row"].astype("str")).where(known, "")
    order = {str(criterion["id"]): at for at, criterion in enumerate(criteria())}
    joined = joined.assign(_at=joined["criterion"].map(order)).sort_values(["_at", "application_id", "field"])
    return joined[list(EVIDENCE_COLUMNS)].reset_index(drop=True)


def _as_text(column: pd.Series) -> pd.Series:
    if column.dtype.kind == "M":
        column = column.dt.strftime("%Y-%m-%d").astype("str").where(column.notna(), "")
    text: pd.Series = column.astype("str")
    return text.where(column.notna(), "")
