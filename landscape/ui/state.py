"""What one session remembers: its analysis and which rows somebody asked to see.

Everything lives in ``st.session_state``, so it belongs to one browser tab and never reaches another user. Widgets hold
their own value; a page that wants rows shown elsewhere leaves a :class:`Wish`, which the page Applicaties turns into
widget values before it draws them (a widget's value cannot be set once it is drawn).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import streamlit as st

from landscape.ui.corrections import Remembered
from landscape.ui.navigation import page
from landscape.ui.work import Analysis

ANALYSIS = "analysis"
_WISH = "wish"
_SCOPE = "scope"
_MAPPINGS = "mappings"
_SENTENCE = "sentence"


@dataclass(frozen=True)
class Wish:
    """Rows somebody asked for: filters to set, or the applications of one thing, named by ``title``.

    One thing is a list of ids or, for outcomes that rest on the same, a ``reason`` (readiness, who decided, rule):
    a hundred thousand ids would be looked up at every click.
    """

    organisation: str = ""
    readiness: str = ""
    title: str = ""
    application_ids: Sequence[str] = ()
    reason: Sequence[str] = ()


def analysis() -> Analysis | None:
    """The analysis of this session, or None when nothing has been read yet."""
    return cast("Analysis | None", st.session_state.get(ANALYSIS))


def remember(result: Analysis) -> None:
    """Keep ``result`` for this session and forget what was asked about an earlier one.

    The chosen file stays chosen when the same files were analysed again: somebody is correcting it.
    """
    known = analysis()
    stays = ("choice_file",) if known is not None and known.sources == result.sources else ()
    for key in map(str, list(st.session_state)):
        if key.startswith(("filter_", "choice_")) and not key.startswith(stays):
            del st.session_state[key]
    st.session_state[_SCOPE] = None
    st.session_state[ANALYSIS] = result


def forget() -> None:
    """Nothing is analysed any more: the partnership that was opened holds no inventory yet."""
    st.session_state.pop(ANALYSIS, None)
    st.session_state[_SCOPE] = None


def remembered() -> tuple[Remembered, ...]:
    """The mappings of columns somebody confirmed in this session."""
    return cast("tuple[Remembered, ...]", st.session_state.get(_MAPPINGS, ()))


def remember_mappings(known: tuple[Remembered, ...]) -> None:
    """Keep confirmed mappings for the next lists of this session."""
    st.session_state[_MAPPINGS] = known


def say_next(sentence: str) -> None:
    """Leave a sentence for the next time the page is drawn, after the analysis that is about to start."""
    st.session_state[_SENTENCE] = sentence


def said_before() -> str:
    """The sentence that was left, once; or nothing."""
    return str(st.session_state.pop(_SENTENCE, ""))


def ask_for_rows(wish: Wish) -> None:
    """A button's callback: open the page Applicaties on the rows of ``wish``."""
    ask_here(wish)
    st.switch_page(page("applicaties"))


def ask_here(wish: Wish) -> None:
    """A callback on the page Applicaties itself: show the rows of ``wish`` there."""
    st.session_state[_WISH] = wish


def grant_wish() -> None:
    """Turn a pending wish into filter values; called by the page Applicaties before its filters are drawn."""
    wish = cast("Wish | None", st.session_state.pop(_WISH, None))
    if wish is None:
        return
    st.session_state["filter_view"] = "applications"
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
