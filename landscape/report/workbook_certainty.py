"""The sheet that says per value how certain it is, for the workbook somebody asks for with it.

In comes a basis, out comes one row per filled value in the reader's words. A newcomer would put this sheet in every
workbook: it has some twenty rows per application, and most readers never look at it.
"""

from __future__ import annotations

import pandas as pd

from landscape.records import EXTRA
from landscape.report.basis import ReportBasis
from landscape.report.certainty import ANSWERS, certainty_of
from landscape.report.differences import readable
from landscape.report.labels import code_labels

_MOST_ROWS = 1_000_000
"""What a sheet of Excel holds, rounded down."""


def certainty_frames(basis: ReportBasis, most: int = _MOST_ROWS) -> dict[str, pd.DataFrame]:
    """The frame of the sheet under its name: ``certainty``, or ``not_given`` when all values do not fit in one sheet.

    Columns ``organisation, name, value_of, value, how_certain, decided_by, file, sheet, cell, application_id``.
    """
    applications = basis.frame("applications")
    told = certainty_of(applications, basis.frame("columns"))
    told = told[told["field"] != EXTRA]
    if len(told) <= most:
        return {"certainty": _in_words(told, applications, basis.language)}
    not_given = told[told["certainty"] != "given"].head(most)
    return {"not_given": _in_words(not_given, applications, basis.language)}


def _in_words(told: pd.DataFrame, applications: pd.DataFrame, language: str) -> pd.DataFrame:
    told = told.reset_index(drop=True)
    value = told["value"]
    for field in ANSWERS:
        labels = code_labels(field, language)
        coded = told["field"] == field
        value = value.mask(coded, value.map(lambda code, labels=labels: labels.get(code, code)))
    words = readable(told.assign(what="", old_value=value, new_value=""), language)
    names = applications.set_index("application_id")["name"]
    return told.assign(
        name=told["application_id"].map(names).fillna("").astype("str"),
        value_of=words["field"],
        value=words["old_value"],
        how_certain=told["certainty"],
    )[["organisation", "name", "value_of", "value", "how_certain", "decided_by", "file", "sheet", "cell",
       "application_id"]]  # fmt: skip
