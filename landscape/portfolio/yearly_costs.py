"""What an application costs a year: amounts of a month or quarter times so much, and what a list says about btw.

In come the frame of one list and its columns as read, out come the same amounts per year, and what we say about them.
A newcomer would add up amounts with and without btw: those are not converted, because the rate is not in the list, but
a column that holds both is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from landscape.findings import Finding
from landscape.portfolio.amounts import times_per_year, vat_said
from landscape.portfolio.fields import Place, ReadColumn
from landscape.portfolio.header_meaning import Mapped
from landscape.records import COST_ORIGIN, YEARLY_COST, YEARLY_COST_PARTS, YEARLY_COSTS

_INCLUDED = {"ja": "incl", "nee": "excl"}


def yearly_costs(
    frame: pd.DataFrame, read: Mapping[str, ReadColumn], pairs: Sequence[tuple[Place, Mapped]]
) -> list[Finding]:
    """Bring the yearly amounts of ``frame`` to a year and fill ``annual_cost_eur`` where only its parts are known."""
    findings = []
    for place, one in pairs:
        if one.field in YEARLY_COSTS:
            findings += _per_year(frame, read[one.field], place, one.field) + _mixed_vat(frame, place, one.field)
    known = with_yearly_cost(frame)
    frame[YEARLY_COST], frame[COST_ORIGIN] = known[YEARLY_COST], known[COST_ORIGIN]
    return findings


def _header(place: Place) -> str:
    return f"{place.table.header.group[place.table.columns.index(place.column)]} {place.header}"


def _per_year(frame: pd.DataFrame, read: ReadColumn, place: Place, field: str) -> list[Finding]:
    """Amounts times what they are due a year: by the cell itself, else the period column, else the header."""
    by_row = frame["cost_period"].map({text: times_per_year(text) for text in frame["cost_period"].unique()}).to_numpy()
    due = np.where(read.per_year > 0, read.per_year, np.where(by_row > 0, by_row, times_per_year(_header(place))))
    factor = np.maximum(due, 1)
    frame[field] = (frame[field] * factor).round(2)
    known = frame[field].notna().to_numpy()
    row, findings = place.table.header.row, []
    for times in sorted(set(factor[(factor > 1) & known].tolist())):
        count = int(((factor == times) & known).sum())
        findings.append(place.finding("monthly_amount", row, factor=times, count=count))
    return findings


def _mixed_vat(frame: pd.DataFrame, place: Place, field: str) -> list[Finding]:
    """One finding when a column holds amounts with and without btw: by the cell, else its row, else the header."""
    own = np.array([vat_said(text) for text in place.column.texts], dtype=object)[place.column.codes[place.table.rows]]
    by_row = _vat_of_rows(frame["vat_included"])
    said = np.where(own != "", own, np.where(by_row != "", by_row, vat_said(_header(place))))
    said[frame[field].isna().to_numpy()] = ""
    included, excluded = said == "incl", said == "excl"
    if not (included.any() and excluded.any()):
        return []
    fewest = included if included.sum() <= excluded.sum() else excluded
    row = int(place.table.row_numbers[int(np.argmax(fewest))])
    return [place.finding("vat_mixed", row, included=int(included.sum()), excluded=int(excluded.sum()))]


def _vat_of_rows(column: pd.Series) -> NDArray[np.object_]:
    said = {text: _INCLUDED.get(text) or vat_said(f"{text} btw") for text in column.unique()}
    return column.map(said).to_numpy(dtype=object)


def cost_is_given(applications: pd.DataFrame) -> pd.Series:
    """Where the yearly cost is what a list says, and not a sum of ours."""
    return applications[YEARLY_COST].notna() & (applications[COST_ORIGIN] != "derived")


def with_yearly_cost(applications: pd.DataFrame) -> pd.DataFrame:
    """Where the yearly cost is not given it is licence plus maintenance as far as known, added up anew."""
    total, given = applications[list(YEARLY_COST_PARTS)].sum(axis=1, min_count=1), cost_is_given(applications)
    origin = np.select([given, total.notna()], ["given", "derived"], default="")
    told = pd.Series(origin, index=applications.index, dtype="str")
    return applications.assign(**{YEARLY_COST: applications[YEARLY_COST].where(given, total), COST_ORIGIN: told})
