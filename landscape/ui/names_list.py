"""The names no package of ours explains, as a table and as a work list to fill in.

A newcomer would show the list as a fault of the person who keeps the portfolio; it is work for who keeps the list of
packages, and the most widespread name comes first because it settles most.
"""

from __future__ import annotations

import streamlit as st

from landscape.report.folder import csv_text
from landscape.ui import audit, tables, text
from landscape.ui.labels import label
from landscape.ui.work import Analysis

FILE = "names_to_add.csv"
_CALLED = {"package": "name", "components": "component"}
"""On the screen these columns of ``packages.csv`` have the words people know."""
_SHOWN = ["name", "vendor", "organisations", "applications", "aliases", "component"]


def show_names(analysis: Analysis) -> None:
    """The unknown names and a button that takes them away with the columns of ``packages.csv``."""
    found = analysis.names_to_add
    if found.empty:
        st.caption(label("names_list.none"))
        return
    st.markdown(label("names_list.meaning", count=text.whole(len(found))))
    st.download_button(
        label("names_list.download"),
        audit.exporting(len(found), lambda: csv_text(found).encode("utf-8-sig")),
        file_name=FILE,
        mime="text/csv",
        key="names_download",
        on_click="ignore",
        icon=":material/download:",
    )
    tables.show(found.rename(columns=_CALLED), _SHOWN, key="names_to_add", alt=label("names_list.title"))
