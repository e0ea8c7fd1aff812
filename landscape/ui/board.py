"""The page for the board: the one page of the report room, on the screen, with the way to its rows.

In comes an analysis, out comes what :mod:`landscape.report.one_page` says, drawn with the pieces of every page. The
sentences and figures are those of the HTML and Word file; nothing is counted here. A sentence with a
number in it is the way to its rows (:mod:`landscape.ui.board_rows`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from landscape.report.basis import basis_of
from landscape.report.one_page import OnePage, one_page
from landscape.ui import board_rows, downloads, overview, report_files
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
    _ways(told.overlap, board_rows.OVERLAP, analysis)
    risk, money = st.columns(2, gap="large")
    with risk:
        st.header(label("board.risk"), anchor=False)
        classes = {part.code: f"{part.label}: {part.shown}" for part in told.readiness}
        _ways(list(classes.values()), list(classes), analysis)
        _ways(told.risks, board_rows.RISKS, analysis)
    with money:
        st.header(label("board.money"), anchor=False)
        _lines(told.money)
        _ways([label("board.money_rows"), label("board.money_scenarios")], board_rows.MONEY, analysis)
    st.header(label("board.decide"), anchor=False)
    _decisions(told)
    st.header(label("board.unknown"), anchor=False)
    if told.unknown_about:
        _ways(told.unknown, told.unknown_about, analysis)
    else:
        _lines(told.unknown)
    st.header(label("board.take_away"), anchor=False)
    downloads.show(analysis, downloads.FOR_THE_BOARD)
    st.caption("  \n".join(plain(line) for line in told.basis))


def _lines(lines: tuple[str, ...]) -> None:
    st.markdown("\n".join(f"- {plain(line)}" for line in lines))


def _ways(sentences: Sequence[str], about: Sequence[str], analysis: Analysis) -> None:
    """Every sentence is a button that opens the rows it counts."""
    with st.container(gap=None, key=f"ways_{about[0]}"):
        for sentence, code in zip(sentences, about, strict=True):
            opens: Callable[[], None] = partial(board_rows.open_rows, analysis, code, sentence)
            st.button(
                plain(sentence),
                key=f"board_{code}",
                type="tertiary",
                icon=":material/arrow_forward:",
                icon_position="right",
                on_click=opens,
            )


def _decisions(told: OnePage) -> None:
    """The decisions under each other, each a link to its candidate: a table would be cut off on a phone."""
    if told.decisions:
        with st.container(border=True, key="first_decisions", gap="small"):
            for due in told.decisions:
                st.page_link(
                    page("kandidaten"),
                    label=f"{plain(due.before)}: {plain(due.about)}",
                    query_params={"kandidaat": due.candidate_id},
                    icon=":material/arrow_forward:",
                    icon_position="right",
                )
                st.caption(plain(label("board.due", who=due.who, money=due.money)))
    st.markdown(plain(told.decisions_note))
    if st.button(label("board.all_candidates"), key="board_candidates"):
        st.switch_page(page("kandidaten"))
