"""Pieces of the page Overlap: functions by organisations, who shares what, and overlaps with their applications.

The part on the screen stands in the address (``deel``), and so do the chosen function (``functie``) and overlap.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd
import streamlit as st

from landscape.overlap.patterns import counted
from landscape.ui import (
    alike,
    charts,
    components,
    derived,
    frames,
    links,
    names_list,
    pictures,
    pictures_shared,
    product_view,
    side_by_side,
    state,
    tables,
    text,
)
from landscape.ui.charts import theme
from landscape.ui.labels import label
from landscape.ui.text import plain
from landscape.ui.work import Analysis

_FUNCTION = "choice_function"


def show_matrix(analysis: Analysis) -> None:
    """The heat map, the same cells as a table, and the applications of the chosen function."""
    wide = derived.of(analysis, "matrix_wide", lambda: frames.matrix_wide(analysis.matrix))
    shown = pictures.shown_organisations(pictures.shown_functions(wide))
    unplaced = label("matrix.unplaced")

    def from_chart() -> None:
        chosen = pictures.matrix_choice(shown, st.session_state["matrix"].selection.selected)
        if chosen is not None:
            st.session_state[_FUNCTION] = chosen

    def from_table(row: int, _: str) -> None:
        st.session_state[_FUNCTION] = wide["component"].iloc[row]

    counts = {"shown": (shown["component"] != "").sum(), "functions": (wide["component"] != "").sum()}
    said = label("matrix.legend", **{name: text.whole(number) for name, number in counts.items()})
    if shown.shape[1] < wide.shape[1]:
        numbers = {"shown": text.whole(shown.shape[1] - 1), "organisations": text.whole(wide.shape[1] - 1)}
        said = f"{said} {label('shared.organisations', **numbers)}"
    st.caption(said)
    charts.show(
        pictures.matrix_option(shown, unplaced, theme()),
        wide.assign(component=wide["component"].replace("", unplaced)),
        key="matrix",
        title=label("matrix.title"),
        source=charts.source(analysis),
        on_cell=from_table,
        alt=label("matrix.alt"),
        height=pictures.matrix_height(shown),
        on_select=from_chart,
    )
    _show_function(analysis, list(wide["component"]), unplaced)


def _show_function(analysis: Analysis, functions: list[str], unplaced: str) -> None:
    links.follow(_FUNCTION, "functie", functions)
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


def show_shared(analysis: Analysis) -> None:
    """Who shares which product: a stream from every organisation to the products most organisations have."""
    links_found = derived.of(analysis, "shared", lambda: alike.shared_products(analysis.applications))
    if links_found.empty:
        st.caption(label("shared.none"))
        return
    shown = derived.of(analysis, "most_shared", lambda: pictures_shared.most_shared(links_found))
    table = derived.of(analysis, "shared_table", lambda: alike.by_product(links_found))

    def to_rows(row: int, _: str) -> None:
        product = table.iloc[row]
        found = analysis.applications
        ids = tuple(found.loc[found["product_id"] == product["product_id"], "application_id"])
        state.ask_for_rows(state.Wish(title=product["product_name"], application_ids=ids))

    st.caption(
        label(
            "shared.legend",
            shown=text.whole(shown["product_id"].nunique()),
            products=text.whole(links_found["product_id"].nunique()),
        )
    )
    charts.show(
        pictures_shared.shared_option(shown, theme()),
        table,
        key="shared",
        title=label("shared.title"),
        source=charts.source(analysis),
        columns=["product_name", "organisations", "applications", "organisation_names"],
        on_cell=to_rows,
        alt=label("shared.alt"),
        height=pictures_shared.shared_height(shown),
    )


def show_overlaps(analysis: Analysis) -> None:
    """Overlaps, largest first; the chosen one shows its reason and its applications."""
    if analysis.overlaps.empty:
        st.caption(label("overlaps.none"))
        return
    overlaps = _of_kind(analysis.overlaps)
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
    overlap = tables.choose(
        overlaps,
        columns,
        key="choice_overlap",
        alt=label("overlaps.alt"),
        id_column="overlap_id",
        name="overlap",
        required=True,
    )
    if overlap is not None:
        st.subheader(plain(overlap["overlap_name"]), anchor=False)
        st.markdown(plain(overlap["reason"]))
        ids = frames.ids_in(overlap["application_ids"])
        components.applications_list(
            analysis, frames.filtered(analysis.applications, application_ids=ids), key="choice_overlap_application"
        )


def _of_kind(overlaps: pd.DataFrame) -> pd.DataFrame:
    """The overlaps of the kind somebody chose (same product, same function), all of them until then."""
    kinds = sorted(overlaps["kind"].unique())
    links.follow("filter_overlap_kind", "soort_overlap", kinds)
    kind = st.pills(
        tables.heading("kind"),
        kinds,
        key="filter_overlap_kind",
        persist_state="session",
        format_func=lambda code: tables.word("overlap_kind", code),
        label_visibility="collapsed",
    )
    return overlaps[overlaps["kind"] == kind].reset_index(drop=True) if kind else overlaps


PARTS: Mapping[str, Callable[[Analysis], None]] = {
    "matrix": show_matrix,
    "shared": show_shared,
    "redundancy": side_by_side.show_redundancy,
    "overlaps": show_overlaps,
    "products": product_view.show_products,
    "alike": alike.show_alike,
    "procurement": alike.show_procurement,
    "names": names_list.show_names,
}
"""The parts of the page in their order, each with the function that draws it."""
