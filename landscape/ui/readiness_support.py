"""Pieces of the page Veroudering: every dated end of support, of the application and of what it stands on."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from landscape.ui import charts, components, derived, frames_readiness, links, pictures_readiness, tables, text
from landscape.ui.charts import theme
from landscape.ui.frames_readiness import PERIODS
from landscape.ui.labels import label, language
from landscape.ui.work import Analysis

_LISTED = (
    "name", "organisation", "support_what", "support_category", "support_day", "support_days", "readiness",
)  # fmt: skip


def show(analysis: Analysis) -> None:
    """How many ends are near, the chart, and the list with its filters."""
    ends = derived.of(analysis, "support_ends", lambda: _ends(analysis.applications, analysis.reference_date))
    known, everything = ends["application_id"].nunique(), len(analysis.applications)
    past = ends.loc[ends["period"] == "past", "application_id"].nunique()
    st.markdown(label("support.summary", known=text.whole(known), total=text.whole(everything), past=text.whole(past)))
    if undated := _undated(analysis.applications, ends):
        st.markdown(label("support.undated", count=text.whole(undated)))
    if ends.empty:
        return
    _show_chart(analysis, ends)
    _show_list(analysis, ends)


def _undated(applications: pd.DataFrame, ends: pd.DataFrame) -> int:
    """Applications out of support by the words of their list, which names no date; reports count them too."""
    if "obsolete" not in applications:
        return 0
    over = applications.loc[applications["obsolete"] == "yes", "application_id"]
    return int((~over.isin(ends.loc[ends["period"] == "past", "application_id"])).sum())


def _ends(applications: pd.DataFrame, on: date) -> pd.DataFrame:
    return frames_readiness.ends_of_support(applications, on, language())


def _show_chart(analysis: Analysis, ends: pd.DataFrame) -> None:
    counted = frames_readiness.ends_counted(ends)
    named = counted.assign(support_category=[tables.word("support_category", code) for code in counted.iloc[:, 0]])
    periods = {code: label(f"support_period.{code}") for code in PERIODS}

    def to_rows(row: int, column: str) -> None:
        st.session_state["support_when"] = column if column in PERIODS else None
        st.session_state["support_what_kind"] = str(counted["support_category"].iloc[row])

    charts.show(
        pictures_readiness.ends_chart(named, periods, label("support.count"), theme()),
        counted,
        key="support_ends",
        title=label("support.title"),
        source=charts.source(analysis),
        columns=["support_category", *PERIODS, "applications"],
        on_cell=to_rows,
        alt=label("support.alt"),
    )


def _show_list(analysis: Analysis, ends: pd.DataFrame) -> None:
    st.subheader(label("support.list"), anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        period = _choice("support_when", "wanneer", "support_period", list(PERIODS))
        categories = sorted(ends["support_category"].unique())
        category = _choice("support_what_kind", "waarvan", "support_category", categories)
        organisation = _choice("support_whose", "organisatie", "", sorted(ends["organisation"].unique()))
    shown = ends
    for column, wanted in (("period", period), ("support_category", category), ("organisation", organisation)):
        shown = shown[shown[column] == wanted] if wanted else shown
    said = label("support.shown", count=text.whole(len(shown)))
    rows = shown.reset_index(drop=True)
    components.listed_in_full(analysis, rows, _LISTED, key="support_list", alt=label("support.list"), said=said)


def _choice(key: str, name: str, section: str, options: list[str]) -> str:
    """One filter, tied to the address; empty when nothing is chosen."""
    links.follow(key, name, options)
    chosen = st.selectbox(
        label(f"support.{key}"),
        options,
        index=None,
        key=key,
        placeholder=label("support.all"),
        format_func=lambda code: label(f"{section}.{code}") if section else code,
        persist_state="session",
    )
    return str(chosen or "")
