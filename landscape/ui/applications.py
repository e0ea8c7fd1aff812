"""Pieces of the page Applicaties: filters, the list of applications or products, and one of them in full.

Filters stand in the address (``organisatie``, ``soort``, ``gereedheid``, ``zoek``, ``toon``), and so does the chosen
application.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from landscape.records import APPLICATION_KINDS, READINESS
from landscape.ui import certain, components, derived, filters, frames, links, state, tables, text
from landscape.ui.labels import label
from landscape.ui.text import plain
from landscape.ui.work import Analysis

_VIEW = "filter_view"
VIEWS = ("applications", "products", "reasons")


def show_rows(analysis: Analysis) -> None:
    """The chosen view: applications with their filters, products, or what the outcomes rest on."""
    view = components.part(_VIEW, "toon", "view", VIEWS)
    if view == "products":
        _show_products(analysis)
    elif view == "reasons":
        _show_reasons(analysis)
    else:
        _show_applications(analysis)


def _show_applications(analysis: Analysis) -> None:
    components.applications_list(analysis, _filtered(analysis), key="choice_application", name="applicatie")


def _filtered(analysis: Analysis) -> pd.DataFrame:
    scope = state.scope()
    given = certain.ask_given_only()
    listed = derived.of(
        analysis,
        f"listed_{given}",
        lambda: frames.filtered(certain.given_only(analysis) if given else analysis.applications),
    )
    in_scope = listed
    if scope is not None:
        in_scope = frames.filtered(listed, application_ids=scope.application_ids or None, reason=scope.reason)
        st.info(label("filter.scope", title=plain(scope.title), count=text.whole(len(in_scope))))
    organisations = derived.of(analysis, "organisations", lambda: sorted(listed["organisation"].unique()))
    asked = _filters(organisations)
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


def _filters(organisations: list[str]) -> Mapping[str, Any]:
    with st.grid(3, min_column_width=220):
        words = filters.words("filter_words", "zoek", hint=label("filter.words_hint"))
        chosen = filters.any_of(label("filter.organisations"), organisations, "filter_organisations", "organisatie")
        kinds = filters.any_of(
            label("filter.kinds"),
            APPLICATION_KINDS,
            "filter_kinds",
            "soort",
            called=lambda kind: tables.word("application_kind", kind),
        )
    links.follow("filter_readiness", "gereedheid", READINESS)
    readiness = st.pills(
        label("filter.readiness"),
        READINESS,
        key="filter_readiness",
        persist_state="session",
        format_func=lambda code: tables.word("readiness", code),
    )
    return {"words": words, "organisations": chosen, "kinds": kinds, "readiness": readiness or ""}


def _show_products(analysis: Analysis) -> None:
    st.caption(label("products.choose", count=text.whole(len(analysis.products))))
    ordered = derived.of(analysis, "products", lambda: _ordered(analysis.products))
    product = tables.choose(
        ordered,
        ["product_name", "vendor", "component", "applications", "organisations"],
        key="choice_product",
        alt=label("products.alt"),
        id_column="product_id",
        name="product",
    )
    if product is not None:
        members = analysis.applications[analysis.applications["product_id"] == product["product_id"]]
        st.subheader(plain(product["product_name"]), anchor=False)
        components.applications_list(analysis, members.reset_index(drop=True), key="choice_product_application")


def _ordered(products: pd.DataFrame) -> pd.DataFrame:
    return products.sort_values(
        ["organisations", "applications", "product_name"], ascending=[False, False, True], ignore_index=True
    )


def _show_reasons(analysis: Analysis) -> None:
    """What the outcomes rest on: one row per readiness, who decided and rule, with the way to its applications."""
    found = derived.of(analysis, "reasons", lambda: frames.readiness_reasons(analysis.applications))
    st.caption(label("readiness_view.why"))
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
        count = text.whole(reason["applications"])
        st.button(label("readiness_view.show", count=count), key="show_reason", on_click=state.ask_here, args=(wish,))
