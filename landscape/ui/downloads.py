"""The one place in the app for files to take away: what each is, for whom, and a button that makes it.

A file is made when its button is clicked, in a child process and outside the script, so no page waits for it. A
newcomer would hand the bytes to the button: then every rerun of every page makes every file.
"""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from functools import partial
from typing import cast

import streamlit as st

from landscape.ui import audit, report_files
from landscape.ui.labels import label
from landscape.ui.work import Analysis

FOR_THE_BOARD = ("college_html", "college_word", "document")
EVERYTHING = ("workbook", "workbook_certainty", "document", "college_html", "college_word", "model", "tables")
_KEPT = "reports_made"
_ICONS = {
    "workbook": ":material/table_view:",
    "workbook_certainty": ":material/fact_check:",
    "document": ":material/description:",
    "college_html": ":material/web:",
    "college_word": ":material/article:",
    "model": ":material/account_tree:",
    "tables": ":material/folder_zip:",
}


def show(analysis: Analysis, kinds: Sequence[str] = EVERYTHING, *, key: str = "take_away") -> None:
    """The files under each other, each with one sentence and its button."""
    with st.container(key=key):
        st.caption(label("take_away.made_on_click"))
        for kind in kinds:
            with st.container(horizontal=True, vertical_alignment="center", key=f"{key}_{kind}"):
                button(analysis, kind, key=f"{key}_button_{kind}")
                st.markdown(label(f"take_away.about_{kind}"), width="stretch")


def menu(analysis: Analysis) -> None:
    """The workbook at once, and the other files behind one button beside it."""
    with st.container(horizontal=True, vertical_alignment="center", key="take_away_menu"):
        button(analysis, "workbook", key="download_report")
        with st.popover(label("take_away.more"), icon=":material/download:"):
            show(analysis, EVERYTHING[1:], key="take_away_more")


def button(analysis: Analysis, kind: str, *, key: str) -> None:
    """A button that makes and downloads one file."""
    st.download_button(
        label(f"take_away.{kind}"),
        audit.exporting(len(analysis.applications), partial(report_files.made, analysis, kind, _kept(analysis))),
        key=key,
        file_name=report_files.file_name(kind, analysis),
        mime=report_files.TYPES[kind],
        on_click="ignore",
        icon=_ICONS[kind],
    )


def _kept(analysis: Analysis) -> MutableMapping[str, bytes]:
    """The files made in this session for this analysis; those of an earlier one are let go."""
    kept = cast("dict[str, bytes]", st.session_state.setdefault(_KEPT, {}))
    for old in [name for name in kept if not name.startswith(f"{analysis.key}/")]:
        del kept[old]
    return kept
