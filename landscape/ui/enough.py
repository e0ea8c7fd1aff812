"""For which decisions each list says enough, and which missing values would help most: pieces of the page Inlezen."""

from __future__ import annotations

import streamlit as st

from landscape.ui import frames, tables
from landscape.ui.labels import label
from landscape.ui.work import Analysis

_MOST = 10


def show_completeness(analysis: Analysis) -> None:
    """Organisation by decision as a compact table, then the missing values that would help most."""
    wide = frames.enough_wide(analysis.completeness, label("enough.yes"), label("enough.no"))
    st.markdown(label("enough.text"))
    tables.show(wide, list(wide.columns), key="enough", alt=label("enough.alt"))
    missing = analysis.missing.assign(need_name=analysis.missing["need_name"].str.capitalize())
    if missing.empty:
        return
    shown = ["need_name", "organisation", "without", "last_gap", "decisions"]
    st.markdown(f"**{label('enough.missing')}**")
    tables.show(missing.head(_MOST), shown, key="missing_values", alt=label("enough.missing"))
    if len(missing) > _MOST:
        with st.expander(label("enough.all", count=len(missing))):
            tables.show(missing, shown, key="missing_values_all", alt=label("enough.missing"))
