"""What was worked out from an analysis for this session, so that a click does not work it out again.

A newcomer would use ``st.cache_data``: that copies its value at every call, which costs more than the work itself for a
frame of a region. Here the value stays in the session, belongs to one analysis (its key stands for content and
settings) and is forgotten with it. Nobody may change what comes out.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st

from landscape.ui.work import Analysis

_KEPT = "derived"
_MOST = 40

Made = TypeVar("Made")


def of(analysis: Analysis, name: str, make: Callable[[], Made]) -> Made:
    """The value ``name`` of ``analysis``, made once per analysis and session."""
    known: tuple[tuple[str, int], dict[str, Any]] | None = st.session_state.get(_KEPT)
    mark = (analysis.key, id(analysis))
    if known is None or known[0] != mark:
        known = (mark, {})
        st.session_state[_KEPT] = known
    values = known[1]
    if name not in values:
        if len(values) >= _MOST:
            values.pop(next(iter(values)))
        values[name] = make()
    made: Made = values[name]
    return made
