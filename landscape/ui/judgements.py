"""The judgements of this session: those of the open partnership, or a list of its own while nothing is stored.

Comes in: what somebody says on a page. Goes out: the judgements that hold, for pages (frames) and for the child process
(plain texts). A newcomer would keep two lists: as soon as a partnership is open only its file counts, and what was said
before goes into it when the lists are kept there.
"""

from __future__ import annotations

from typing import cast

import streamlit as st

from landscape.days import as_reference_date
from landscape.records_judgements import Judgements, Said, as_said, judgements_of
from landscape.ui import partnerships

_LOG = "judgement_log"


def said() -> Judgements:
    """The judgements that hold: of the open partnership, else of this session."""
    partnership = partnerships.current()
    return judgements_of(session_log()) if partnership is None else partnership.judgements()


def held() -> tuple[Said, ...]:
    """The same as plain texts, sorted: what an analysis takes along."""
    return as_said(said())


def add(about: str, id_1: str, id_2: str, value: str, *, by: str, why: str) -> None:
    """Remember one judgement where it belongs; an empty value takes an earlier one back.

    Raises:
        PortfolioError: the partnership refuses it: no role, an unknown application or answer, a full disk.
    """
    partnership = partnerships.current()
    if partnership is not None:
        partnership.judge(about, id_1, id_2, value, by=by, why=why)
        return
    first, second = sorted((id_1, id_2)) if about == "pair" else (id_1, id_2)
    on = as_reference_date(None).isoformat()
    st.session_state[_LOG] = (*session_log(), Said(about, first, second, value, by, on, why))


def session_log() -> tuple[Said, ...]:
    """Everything said in this session while no partnership was open, in order."""
    return cast("tuple[Said, ...]", st.session_state.get(_LOG, ()))


def forget_session_log() -> None:
    """The session's own judgements were kept in a partnership."""
    st.session_state.pop(_LOG, None)
