"""What one session remembers: its analysis and which rows somebody asked to see.

Everything lives in ``st.session_state``, so it belongs to one browser tab and never reaches another user. Widgets hold
their own value; a page that wants rows shown elsewhere leaves a :class:`Wish`, which the landscape page turns into
widget values before it draws them (a widget's value cannot be set once it is drawn).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import streamlit as st

from landscape.ui.navigation import page
from landscape.ui.work import Analysis

ANALYSIS = "analysis"
_WISH = "wish"
_SCOPE = "scope"


@dataclass(frozen=True)
class Wish:
    """Rows somebody asked for: filters to set, or the applications of one thing, named by ``title``."""

    organisation: str = ""
    readiness: str = ""
    title: str = ""
    application_ids: Sequence[str] = ()


def analysis() -> Analysis | None:
    """The analysis of this session, or None when nothing has been read yet."""
    return cast("Analysis | None", st.session_state.get(ANALYSIS))


def remember(result: Analysis) -> None:
    """Keep ``result`` for this session and forget what was asked about an earlier one."""
    for key in [key for key in st.session_state if str(key).startswith(("filter_", "choice_"))]:
        del st.session_state[key]
    st.session_state[_SCOPE] = None
    st.session_state[ANALYSIS] = result


def ask_for_rows(wish: Wish) -> None:
    """A button's callback: open the landscape page on the rows of ``wish``."""
    ask_here(wish)
    st.switch_page(page("landschap"))


def ask_here(wish: Wish) -> None:
    """A callback on the landscape page itself: show the rows of ``wish`` in the same page."""
    st.session_state[_WISH] = wish


def grant_wish() -> None:
    """Turn a pending wish into filter values; called by the landscape page before its filters are drawn."""
    wish = cast("Wish | None", st.session_state.pop(_WISH, None))
    if wish is None:
        return
    st.session_state["filter_organisations"] = [wish.organisation] if wish.organisation else []
    st.session_state["filter_readiness"] = wish.readiness or None
    st.session_state["filter_kinds"] = []
    st.session_state["filter_words"] = ""
    st.session_state[_SCOPE] = wish if wish.title else None


def scope() -> Wish | None:
    """The one thing whose applications are shown, or None when all are."""
    return cast("Wish | None", st.session_state.get(_SCOPE))


def clear_filters() -> None:
    """A button's callback: show all applications again."""
    ask_here(Wish())
