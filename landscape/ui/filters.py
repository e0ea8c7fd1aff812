"""Filters above a list: a word to look for, and a choice of several; what is chosen stands in the address.

What a newcomer would get wrong: without ``persist_state`` a filter is gone after a look at another page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from landscape.ui import links
from landscape.ui.labels import label


def words(key: str, name: str, *, hint: str) -> str:
    """The word somebody looks for; ``name`` is its word in the address."""
    links.follow(key, name, None)
    return st.text_input(label("filter.words"), key=key, persist_state="session", placeholder=hint)


def any_of(
    title: str, options: Sequence[str], key: str, name: str, *, called: Callable[[str], str] = str
) -> Sequence[str]:
    """The chosen ``options``, none when all may be shown; ``called`` says what an option is called on the screen."""
    links.follow(key, name, options, many=True)
    return st.multiselect(
        title, options, key=key, persist_state="session", format_func=called, placeholder=label("filter.all")
    )
