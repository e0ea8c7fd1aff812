"""Filters, views and the chosen thing in the address, so that somebody can send a colleague what they see.

Both directions: what somebody chooses goes into the address, and an address (a link, the back button) becomes the
choice. A value that is not one of the possible values is ignored, so nobody can put words on the screen with a link.
Streamlit can bind a widget to the address itself, but then writes what the option is called on the screen: such a link
would break with the next language or count. Here codes and ids stand in the address.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pandas as pd
import streamlit as st

_PAGE = "address_page"
_LAST = "address_of_"
_PICKED = "address_picked_"
_LONGEST = 200


def arrive(page: str) -> None:
    """Said by the head of every page: whether this run is the first of a visit to ``page``."""
    st.session_state["address_is_new"] = st.session_state.get(_PAGE) != page
    st.session_state[_PAGE] = page


def follow(key: str, name: str, options: Collection[str] | None, *, many: bool = False, default: str = "") -> None:
    """Tie the widget ``key`` to ``name`` in the address; called just before the widget is drawn.

    Args:
        key: of a widget whose value is text, or a list of texts with ``many``.
        name: a Dutch word, stable: people keep links.
        options: the values the widget may have; None for free text.
        many: the widget holds a list.
        default: the value that needs no words in the address.
    """
    here, last = st.query_params.get_all(name), st.session_state.get(_LAST + key)
    asked = [value[:_LONGEST] for value in here if options is None or value in options]
    went_back = not here and bool(last) and not st.session_state.get("address_is_new", False)
    if (asked and here != last) or went_back:
        nothing = default or ("" if options is None else None)
        st.session_state[key] = asked if many else (asked[0] if asked else nothing)
    now = [value for value in _as_list(st.session_state.get(key)) if value != default]
    if now != here:
        _write(name, now)
    st.session_state[_LAST + key] = now


def chosen(frame: pd.DataFrame, row: int | None, *, column: str, name: str, key: str) -> pd.Series | None:
    """The row of ``frame`` somebody chose: in the table ``key`` (its row number), or with ``name`` in the address.

    What was chosen last wins. ``column`` holds the ids; an id that is not in the frame counts as none.
    """
    ids = frame[column]
    picked = "" if row is None or row >= len(frame) else str(ids.iloc[row])
    if picked != st.session_state.get(_PICKED + key, ""):
        st.session_state[_PICKED + key] = picked
        _write(name, [picked] if picked else [])
    found = place(ids, name)
    return None if found is None else frame.iloc[found]


def place(ids: pd.Series, name: str) -> int | None:
    """The row whose id stands in the address under ``name``; None when there is none."""
    asked = st.query_params.get(name, "")
    matches = (ids == asked).to_numpy()
    return int(matches.argmax()) if asked and matches.any() else None


def _as_list(value: object) -> list[str]:
    if value is None or value == "":
        return []
    return [str(part) for part in value] if isinstance(value, Sequence) and not isinstance(value, str) else [str(value)]


def _write(name: str, values: list[str]) -> None:
    if values:
        st.query_params[name] = values if len(values) > 1 else values[0]
    elif name in st.query_params:
        del st.query_params[name]
