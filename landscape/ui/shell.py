"""What surrounds every page: name, language, and which lists are open."""

from __future__ import annotations

import streamlit as st

from landscape.ui import state
from landscape.ui.labels import LANGUAGE_KEY, LANGUAGES, label, language
from landscape.ui.text import day

_NAMES = {"nl": "Nederlands", "en": "English"}
_MARK = """<svg xmlns="http://www.w3.org/2000/svg" width="252" height="32" viewBox="0 0 252 32" role="img"
aria-label="Landschapswijzer"><g fill="{ink}"><rect x="1" y="17" width="8" height="12" rx="2"/><rect x="12" y="9"
width="8" height="20" rx="2" opacity=".75"/><rect x="23" y="3" width="8" height="26" rx="2" opacity=".5"/></g><text
x="42" y="23" font-family="'Source Sans 3','Source Sans Pro','Segoe UI',Arial,sans-serif" font-size="22" font-weight="600"
fill="{ink}">Landschapswijzer</text></svg>"""
_ICON = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><g fill="#0b5c6b"><rect x="1" y="17" width="8"
height="12" rx="2"/><rect x="12" y="9" width="8" height="20" rx="2" opacity=".75"/><rect x="23" y="3" width="8"
height="26" rx="2" opacity=".5"/></g></svg>"""


def open_frame() -> None:
    """Browser tab and logo; called before anything else is drawn."""
    st.set_page_config(page_title="Landschapswijzer", page_icon=_ICON, layout="wide")
    st.logo(_MARK.format(ink="#5cbccb" if st.context.theme.type == "dark" else "#0b5c6b"), size="large")


def close_frame() -> None:
    """Foot of the sidebar: what is open, the language, and the language of the document for screen readers."""
    with st.sidebar:
        st.space("small")
        _say_what_is_open()
        st.segmented_control(
            label("shell.language"),
            LANGUAGES,
            key=LANGUAGE_KEY,
            default=LANGUAGES[0],
            required=True,
            format_func=lambda code: _NAMES[code],
            persist_state="session",
        )
        script = f'<script>document.documentElement.lang = "{language()}";</script>'
        st.html(
            script, unsafe_allow_javascript=True
        )  # Streamlit fixes lang="en"; nothing uploaded comes near this text


def _say_what_is_open() -> None:
    analysis = state.analysis()
    if analysis is None:
        st.caption(label("shell.nothing_open"))
        return
    name = label("shell.sample") if analysis.is_sample else label("shell.own")
    st.caption(label("shell.open", name=name, files=len(analysis.inventories), day=day(analysis.reference_date)))
