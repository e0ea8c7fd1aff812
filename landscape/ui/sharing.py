"""Pieces of the page Overlap: functions by organisations, overlaps with their applications, pairs to look at."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from landscape import knowledge
from landscape.overlap.patterns import counted
from landscape.ui import components, frames, pictures, tables, text
from landscape.ui.charts import theme
from landscape.ui.labels import label, language
from landscape.ui.text import plain
from landscape.ui.work import Analysis

_FUNCTION = "choice_function"


def show_matrix(analysis: Analysis) -> None:
    """The heat map, the same cells as a table, and the applications of the chosen function."""
    wide = frames.matrix_wide(analysis.matrix)
    shown = pictures.shown_functions(wide)
    unplaced = label("matrix.unplaced")
    st.caption(
        label(
            "matrix.legend",
            shown=text.whole((shown["component"] != "").sum()),
            functions=text.whole((wide["component"] != "").sum()),
        )
    )
    st.echarts_chart(
        pictures.matrix_option(shown, unplaced, theme()),
        height=pictures.matrix_height(shown),
        renderer="svg",
        key="matrix_chart",
        alt=label("matrix.alt"),
        on_select=lambda: _from_chart(shown),
    )
    with st.expander(label("matrix.table")):
        named = wide.assign(component=wide["component"].replace("", unplaced))
        tables.show(named, list(named.columns), key="matrix_table", alt=label("matrix.alt"))
    _show_function(analysis, list(wide["component"]), unplaced)


def _show_function(analysis: Analysis, functions: list[str], unplaced: str) -> None:
    function = st.selectbox(
        label("matrix.choose"),
        functions,
        index=None,
        key=_FUNCTION,
        format_func=lambda name: name or unplaced,
        placeholder=label("matrix.choose_hint"),
    )
    if function is not None:
        members = counted(analysis.applications[analysis.applications["component"] == function])
        components.applications_list(analysis, members.reset_index(drop=True), key="choice_matrix_application")


def _from_chart(shown: pd.DataFrame) -> None:
    chosen = pictures.matrix_choice(shown, st.session_state["matrix_chart"].selection.selected)
    if chosen is not None:
        st.session_state[_FUNCTION] = chosen


def show_overlaps(analysis: Analysis) -> None:
    """Overlaps, largest first; the chosen one shows its reason and its applications."""
    overlaps = analysis.overlaps
    if overlaps.empty:
        st.caption(label("overlaps.none"))
        return
    st.caption(label("overlaps.choose", count=text.whole(len(overlaps))))
    columns = [
        "overlap_name",
        "pattern",
        "organisations",
        "applications",
        "products",
        "known_annual_cost_eur",
        "applications_without_cost",
        "kind",
    ]
    row = tables.show(overlaps, columns, key="choice_overlap", alt=label("overlaps.alt"), select="single-row-required")
    overlap = frames.row_at(overlaps, row, otherwise_first=True)
    if overlap is not None:
        st.subheader(plain(overlap["overlap_name"]), anchor=False)
        st.markdown(plain(overlap["reason"]))
        ids = frames.ids_in(overlap["application_ids"])
        members = frames.filtered(analysis.applications, application_ids=ids)
        components.applications_list(analysis, members, key="choice_overlap_application")


def show_pairs(analysis: Analysis) -> None:
    """Pairs the program will not decide on: two names side by side, the chance that they are one product, and why."""
    pairs = frames.pairs_to_review(analysis.pairs, analysis.applications)
    if pairs.empty:
        st.caption(label("pairs.none"))
        return
    st.caption(label("pairs.choose", count=text.whole(len(pairs))))
    columns = ["name_1", "organisation_1", "name_2", "organisation_2", "probability"]
    row = tables.show(pairs, columns, key="choice_pair", alt=label("pairs.alt"), select="single-row-required")
    pair = frames.row_at(pairs, row, otherwise_first=True)
    if pair is not None:
        _show_reason(pair["reason"])
        ids = [pair["application_id_1"], pair["application_id_2"]]
        members = frames.filtered(analysis.applications, application_ids=ids)
        components.applications_list(analysis, members, key="choice_pair_application")


def _show_reason(reason: str) -> None:
    """The reason of a pair: the verdict as a sentence, what speaks for and against it as two lists."""
    words = knowledge.texts(language())["matching"]
    verdict, speaks_for, speaks_against = frames.pair_reasons(reason, words["for"], words["against"])
    st.markdown(plain(verdict))
    if speaks_for or speaks_against:
        left, right = st.columns(2, gap="large")
        with left:
            components.reasons("candidates.reasons_for", " | ".join(speaks_for))
        with right:
            components.reasons("candidates.reasons_against", " | ".join(speaks_against))
