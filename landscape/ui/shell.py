"""What surrounds every page: name, language, and which lists are open."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from importlib.resources import files

import streamlit as st

from landscape.ui import state
from landscape.ui.labels import LANGUAGE_KEY, LANGUAGES, codes, label, language
from landscape.ui.text import day, plain

_LOG = logging.getLogger(__name__)
_NAMES = {"nl": "Nederlands", "en": "English"}
_INK = "<style>g,text{fill:#0b5c6b}@media (prefers-color-scheme:dark){g,text{fill:#5cbccb}}</style>"
"""The picture itself follows light and dark: nothing is run again when somebody changes the theme of the computer."""
_BARS = (
    '<g><rect x="1" y="17" width="8" height="12" rx="2"/>'
    '<rect x="12" y="9" width="8" height="20" rx="2" opacity=".75"/>'
    '<rect x="23" y="3" width="8" height="26" rx="2" opacity=".5"/></g>'
)
_NAME = (
    """<text x="42" y="24" font-family="'Source Sans 3','Segoe UI',Arial,sans-serif" font-size="22" """
    'font-weight="600" textLength="176" lengthAdjust="spacingAndGlyphs">Landschapswijzer</text>'
)
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="32" viewBox="0 0 {width} 32">{inside}</svg>'
_FRAME = files("landscape.ui").joinpath("frame.html").read_text(encoding="utf-8")
"""What Streamlit leaves undone: white on a light button in the dark theme, lang="en", blocks inside a list of pages,
English words in the place for uploads, a picture as a file. No uploaded text comes near this.
"""


def open_frame() -> None:
    """Browser tab and logo; called before anything else is drawn."""
    icon = _SVG.format(width=32, inside=_INK + _BARS)
    st.set_page_config(page_title="Landschapswijzer", page_icon=icon, layout="wide", initial_sidebar_state=256)
    st.logo(_SVG.format(width=220, inside=_INK + _BARS + _NAME), size="large")


def close_frame(*, with_lists: bool = True) -> None:
    """Foot of the sidebar: what is open, the language, and the language of the document for screen readers.

    Without a login (``with_lists=False``) it says nothing about lists: not even that there are none.
    """
    with st.sidebar:
        if with_lists:
            _say_what_is_open()
        st.session_state.setdefault(LANGUAGE_KEY, LANGUAGES[0])
        st.segmented_control(
            label("shell.language"),
            LANGUAGES,
            key=LANGUAGE_KEY,
            required=True,
            format_func=lambda code: _NAMES[code],
            persist_state="session",
        )
        words = json.dumps(codes("streamlit"))
        frame = _FRAME.replace("@LANGUAGE@", language()).replace("@WORDS@", words)
        st.html(frame, unsafe_allow_javascript=True)


def guarded(draw: Callable[[], None]) -> None:
    """Draw the page; a mistake of ours becomes one sentence here and its details go to the log of this computer."""
    try:
        draw()
    except Exception:
        _LOG.exception("a page could not be drawn")
        st.error(label("shell.broken"))


def _say_what_is_open() -> None:
    analysis = state.analysis()
    if analysis is None:
        st.caption(label("shell.nothing_open"))
        return
    name = label("shell.sample") if analysis.is_sample else label("shell.own")
    name = plain(analysis.partnership) or name
    files = label("shell.files", count=len(analysis.inventories))
    st.caption(f"{name}  \n{files}  \n{label('shell.day', day=day(analysis.reference_date))}")
