"""Judging on a page: who judges, what was said, and the bar that says what is not yet in the analysis.

``judge`` and ``withdraw`` are made to be a button's callback: what goes wrong is left as a sentence and shown by
:func:`show_pending`, which every page where people judge draws once. A newcomer would analyse after every click: a
person judges twenty pairs in a row, so the analysis waits until somebody asks for it.
"""

from __future__ import annotations

import streamlit as st

from landscape.findings import PortfolioError
from landscape.records_judgements import Judgements
from landscape.ui import judgements, partnerships, running, state, text, viewing
from landscape.ui.labels import label
from landscape.ui.text import plain

ROLE = "judging_role"
_PROBLEM = "judging_problem"
_LONGEST_ROLE = 60


def said() -> Judgements:
    """The judgements that hold: of the open partnership, else of this session."""
    return judgements.said()


def judge(about: str, id_1: str, id_2: str, value: str, *, why: str = "") -> bool:
    """Remember what somebody says; False when it was refused, and :func:`show_pending` then says why.

    Args:
        about: pair, component, readiness or kind.
        id_2: the other application of a pair; empty for the others.
        value: same or different for a pair, else the component, readiness or kind; empty takes it back.
    """
    if not role():
        st.session_state[_PROBLEM] = label("judging.role_first")
        return False
    try:
        judgements.add(about, id_1, id_2, value, by=role(), why=why.strip())
    except PortfolioError as problem:
        st.session_state[_PROBLEM] = plain(partnerships.sentence_of(problem))
        return False
    return True


def withdraw(about: str, id_1: str, id_2: str = "") -> bool:
    """Take a judgement back; False when it was refused."""
    return judge(about, id_1, id_2, "")


def allowed() -> bool:
    """May whoever looks judge? A reader of a partnership may not; loose lists are everybody's own."""
    return not partnerships.current_name() or viewing.may("judge")


def pending() -> int:
    """How many judgements were made, replaced or taken back since the analysis on the screen."""
    analysis = state.analysis()
    if analysis is None:
        return 0
    known, now = ({one[:4] for one in said} for said in (analysis.request.judgements, judgements.held()))
    return len({answer[:3] for answer in known ^ now})


def role() -> str:
    """The role somebody gave on this session's pages; empty until given."""
    return str(st.session_state.get(ROLE) or "").strip()


def ask_role() -> None:
    """The field for one's role; drawn once on a page, kept for the whole session."""
    st.text_input(
        label("judging.role"),
        key=ROLE,
        max_chars=_LONGEST_ROLE,
        placeholder=label("judging.role_hint"),
        persist_state="session",
    )


def show_pending() -> None:
    """Who judges, and a bar with the judgements that are not yet in the analysis and a button that takes them along."""
    analysis = state.analysis()
    if analysis is None:
        return
    with st.container(border=True, key="judging_bar"):
        if allowed():
            ask_role()
        else:
            st.caption(label("login.reads_only"))
        if problem := st.session_state.pop(_PROBLEM, ""):
            st.warning(problem)
        if waiting := pending():
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(label("judging.pending", count=text.whole(waiting)))
                asked = st.button(label("judging.process"), key="judging_process", type="primary")
            if asked:
                running.again(analysis)
        if not analysis.partnership:
            st.caption(label("judging.not_kept"))
