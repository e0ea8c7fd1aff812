"""Pieces of the page Landschap: counts, readiness with its reasons, filters, products."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from landscape.records import APPLICATION_KINDS, READINESS
from landscape.ui import components, frames, pictures, state, tables, text
from landscape.ui.charts import theme
from landscape.ui.components import Card
from landscape.ui.labels import label
from landscape.ui.navigation import page
from landscape.ui.text import plain
from landscape.ui.work import Analysis

_VIEW = "filter_view"
VIEWS = ("applications", "products")


def show_counts(analysis: Analysis) -> None:
    """Rows, applications, products, organisations: four different numbers, each with the way to its rows."""
    components.cards(
        [
            Card("rows", int(analysis.inventories["rows_read"].sum()), _open_files),
            Card("applications", len(analysis.applications), _view, ["applications"]),
            Card("products", len(analysis.products), _view, ["products"]),
            Card("organisations", analysis.applications["organisation"].nunique(), _open_files),
        ]
    )


def _open_files() -> None:
    st.switch_page(page("inlezen"))


def _view(name: str) -> None:
    state.clear_filters()
    st.session_state[_VIEW] = name


@st.cache_data(scope="session", max_entries=2, show_spinner=False)
def _readiness(key: str, _applications: pd.DataFrame) -> pd.DataFrame:
    """Counted once per analysis; ``key`` stands for content and settings, the frame itself is not hashed."""
    return frames.readiness_by_organisation(_applications)


@st.cache_data(scope="session", max_entries=2, show_spinner=False)
def _reasons(key: str, _applications: pd.DataFrame) -> pd.DataFrame:
    """As above: opening the reasons costs nothing the second time."""
    return frames.readiness_reasons(_applications)


def show_readiness(key: str, applications: pd.DataFrame) -> None:
    """Readiness per organisation: bars, the same numbers as a table, and what the outcomes rest on."""
    wide = _readiness(key, applications)
    names = {code: tables.word("readiness", code) for code in READINESS}
    st.echarts_chart(
        pictures.readiness_option(wide, names, theme()),
        key="readiness_chart",
        height=pictures.readiness_height(wide),
        alt=label("readiness_view.alt"),
        renderer="svg",
        on_select=lambda: _from_chart(wide),
    )
    tables.show(
        wide,
        ["organisation", *READINESS, "total"],
        key="readiness_table",
        alt=label("readiness_view.table_alt"),
        select="single-cell",
        on_select=lambda: _from_table(wide),
    )
    st.caption(label("readiness_view.click"))
    why = st.expander(label("readiness_view.why"), key="readiness_why", on_change="rerun")
    if why.open:
        with why:
            _show_reasons(_reasons(key, applications))


def _from_chart(wide: pd.DataFrame) -> None:
    selected = st.session_state["readiness_chart"].selection.selected
    if selected:
        row = len(wide) - 1 - selected[0]["data_indices"][0]
        _filter_on(wide["organisation"].iloc[row], READINESS[selected[0]["series_index"]])


def _from_table(wide: pd.DataFrame) -> None:
    cell = tables.selected_cell("readiness_table")
    if cell is not None:
        row, column = cell
        _filter_on(wide["organisation"].iloc[row], column if column in READINESS else "")


def _filter_on(organisation: str, readiness: str) -> None:
    state.ask_here(state.Wish(organisation=organisation, readiness=readiness))
    st.session_state[_VIEW] = VIEWS[0]


def _show_reasons(found: pd.DataFrame) -> None:
    row = tables.show(
        found,
        ["readiness", "readiness_decided_by", "applications", "example"],
        key="choice_reason",
        alt=label("readiness_view.why"),
        select="single-row",
    )
    reason = frames.row_at(found, row)
    if reason is not None:
        group = tuple(reason[["readiness", "readiness_decided_by", "readiness_rule"]])
        wish = state.Wish(title=reason["example"], reason=group)
        st.markdown(plain(reason["example"]))
        st.button(
            label("readiness_view.show", count=text.whole(reason["applications"])),
            key="show_reason",
            on_click=state.ask_for_rows,
            args=(wish,),
        )


def show_rows(analysis: Analysis) -> None:
    """The chosen view with its filters: applications, or products."""
    st.session_state.setdefault(_VIEW, VIEWS[0])
    view = st.segmented_control(
        label("filter.view"),
        VIEWS,
        key=_VIEW,
        required=True,
        format_func=lambda name: label(f"view.{name}"),
        label_visibility="collapsed",
    )
    if view == "products":
        _show_products(analysis)
        return
    components.applications_list(analysis, _filtered(analysis.applications), key="choice_application")


def _filtered(applications: pd.DataFrame) -> pd.DataFrame:
    scope = state.scope()
    in_scope = frames.filtered(applications)
    if scope is not None:
        in_scope = frames.filtered(in_scope, application_ids=scope.application_ids or None, reason=scope.reason)
        st.info(label("filter.scope", title=plain(scope.title), count=text.whole(len(in_scope))))
    asked = _filters(applications, in_scope)
    kept = frames.filtered(in_scope, **asked)
    if scope is not None or any(asked.values()):
        st.button(
            label("filter.clear"),
            key="clear_filters",
            type="tertiary",
            on_click=state.clear_filters,
            icon=":material/close:",
        )
    return kept


def _filters(applications: pd.DataFrame, in_scope: pd.DataFrame) -> Mapping[str, Any]:
    counts = in_scope["readiness"].value_counts()
    with st.grid(3, min_column_width=220):
        words = st.text_input(
            label("filter.words"), key="filter_words", persist_state="session", placeholder=label("filter.words_hint")
        )
        organisations = st.multiselect(
            label("filter.organisations"),
            sorted(applications["organisation"].unique()),
            key="filter_organisations",
            persist_state="session",
            placeholder=label("filter.all"),
        )
        kinds = st.multiselect(
            label("filter.kinds"),
            APPLICATION_KINDS,
            key="filter_kinds",
            persist_state="session",
            format_func=lambda kind: tables.word("application_kind", kind),
            placeholder=label("filter.all"),
        )
    readiness = st.pills(
        label("filter.readiness"),
        READINESS,
        key="filter_readiness",
        persist_state="session",
        format_func=lambda code: f"{tables.word('readiness', code)} ({text.whole(counts.get(code, 0))})",
    )
    return {"words": words, "organisations": organisations, "kinds": kinds, "readiness": readiness or ""}


def _show_products(analysis: Analysis) -> None:
    st.caption(label("products.choose", count=text.whole(len(analysis.products))))
    ordered = analysis.products.sort_values(
        ["organisations", "applications", "product_name"], ascending=[False, False, True], ignore_index=True
    )
    row = tables.show(
        ordered,
        ["product_name", "vendor", "component", "applications", "organisations"],
        key="choice_product",
        alt=label("products.alt"),
        select="single-row",
    )
    product = frames.row_at(ordered, row)
    if product is not None:
        members = analysis.applications[analysis.applications["product_id"] == product["product_id"]]
        st.subheader(plain(product["product_name"]), anchor=False)
        components.applications_list(analysis, members.reset_index(drop=True), key="choice_product_application")
