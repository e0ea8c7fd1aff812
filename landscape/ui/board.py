"""The page for the board: the one page of the report room, on the screen, with the way to its rows.

In comes an analysis, out comes what :mod:`landscape.report.one_page` says, drawn with the pieces of every page. The
sentences and figures are those of the HTML and Word file; nothing is counted here.
"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from landscape.report.basis import basis_of
from landscape.report.one_page import OnePage, one_page
from landscape.ui import components, downloads, overview, report_files, tables
from landscape.ui.labels import label
from landscape.ui.navigation import page
from landscape.ui.text import plain
from landscape.ui.work import Analysis


@st.cache_data(scope="session", max_entries=2, show_spinner=False)
def _page(key: str, language: str, _analysis: Analysis) -> OnePage:
    """Made once per analysis and language; the key stands for the content."""
    return one_page(basis_of(_analysis, report_files.FRAMES, language))


def show(analysis: Analysis) -> None:
    """Everything on the page in reading order, then the files to take away."""
    told = _page(analysis.key, analysis.request.language, analysis)
    with st.container(border=True, key="board_lead"):
        st.markdown(plain(" ".join(told.lead)))
    st.header(label("board.count"), anchor=False)
    overview.show_counts(analysis)
    _lines(told.overlap)
    risk, money = st.columns(2, gap="large")
    with risk:
        st.header(label("board.risk"), anchor=False)
        _readiness(told)
        _lines(told.risks)
    with money:
        st.header(label("board.money"), anchor=False)
        _lines(told.money)
    st.header(label("board.decide"), anchor=False)
    _decisions(told)
    st.header(label("board.unknown"), anchor=False)
    _lines(told.unknown)
    st.header(label("board.take_away"), anchor=False)
    downloads.show(analysis, downloads.FOR_THE_BOARD)
    st.caption("  \n".join(plain(line) for line in told.basis))


def _lines(lines: tuple[str, ...]) -> None:
    st.markdown("\n".join(f"- {plain(line)}" for line in lines))


def _readiness(told: OnePage) -> None:
    components.facts({part.label: part.shown for part in told.readiness}, alt=label("board.readiness_alt"))


def _decisions(told: OnePage) -> None:
    """The decisions as a table whose lines break, because the screen of a phone must show them whole."""
    if told.decisions:
        names = ("due_before", "due_about", "due_who", "due_money")
        cells = [[plain(cell) for cell in (due.before, due.about, due.who, due.money)] for due in told.decisions]
        rows = pd.DataFrame(cells, columns=[tables.heading(name) for name in names])
        st.table(rows, border="horizontal", hide_index=True, alt=label("board.decisions_alt"))
    st.markdown(plain(told.decisions_note))
    if st.button(label("board.all_candidates"), key="board_candidates"):
        st.switch_page(page("kandidaten"))
