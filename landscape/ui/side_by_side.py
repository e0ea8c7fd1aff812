"""Functions that more than one product fills, and what is at stake with them at most.

A newcomer would call the amount a saving: it is an upper bound, everything known without the cheapest product.
"""

from __future__ import annotations

import streamlit as st

from landscape.overlap.patterns import counted
from landscape.ui import components, tables, text
from landscape.ui.labels import label
from landscape.ui.work import Analysis

_SHOWN = [
    "component", "products", "organisations", "organisations_with_more", "applications", "known_annual_cost_eur",
    "at_stake_at_most_eur", "applications_without_cost",
]  # fmt: skip


def show_redundancy(analysis: Analysis) -> None:
    """One row per function, most at stake first; the chosen one shows its applications."""
    found = analysis.redundancy
    if found.empty:
        st.caption(label("side_by_side.none"))
        return
    st.markdown(label("side_by_side.meaning", count=text.whole(len(found))))
    function = tables.choose(
        found, _SHOWN, key="choice_redundancy", alt=label("side_by_side.title"), id_column="component", name="naast",
    )  # fmt: skip
    if function is not None:
        rows = counted(analysis.applications)
        members = rows[rows["component"] == function["component"]]
        members = members.sort_values(["product_name", "organisation", "application_id"], ignore_index=True)
        components.applications_list(analysis, members, key="choice_redundancy_application")
