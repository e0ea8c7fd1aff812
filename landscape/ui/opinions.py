"""Judging one application: a form beside its detail, where a person outranks rules and model.

Nothing is analysed until somebody asks for it (:func:`landscape.ui.judging.show_pending`), so a person can judge a row
of applications.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from landscape import knowledge
from landscape.records import APPLICATION_KINDS, READINESS
from landscape.ui import judging, tables
from landscape.ui.labels import label

ABOUT = ("readiness", "component", "kind")
_FIELD = {"readiness": "readiness", "component": "component", "kind": "application_kind"}
_LONGEST = 500


def show(application: pd.Series) -> None:
    """Three questions about one application, each with what we say now; a person's answer is saved on a button."""
    place = st.expander(label("opinion.title"), key="opinion", on_change="rerun")
    if not place.open:
        return
    with place:
        st.markdown(label("opinion.text"))
        judging.show_pending()
        if not judging.allowed():
            return
        about = st.segmented_control(
            label("opinion.about"),
            ABOUT,
            key="opinion_about",
            required=True,
            default=ABOUT[0],
            format_func=lambda name: label(f"opinion.{name}"),
        )
        _form(application, about or ABOUT[0])


def _form(application: pd.Series, about: str) -> None:
    now, application_id = str(application[_FIELD[about]]), str(application["application_id"])
    form = f"opinion_form_{about}_{application_id}"
    with st.form(form, border=False, clear_on_submit=True):
        st.selectbox(
            label(f"opinion.{about}"),
            _choices(about),
            index=None,
            key=f"{form}_value",
            format_func=lambda code: _word(about, code),
            placeholder=label("opinion.now", value=_word(about, now) or label("table.unknown")),
        )
        st.text_input(label("opinion.why"), max_chars=_LONGEST, key=f"{form}_why")
        st.form_submit_button(label("opinion.save"), type="primary", on_click=_save, args=(about, application_id, form))


def _save(about: str, application_id: str, form: str) -> None:
    """The button's callback: the bar above the form counts the judgement when the page is drawn again."""
    if value := st.session_state.get(f"{form}_value"):
        judging.judge(about, application_id, "", value, why=st.session_state.get(f"{form}_why") or "")


def _choices(about: str) -> Sequence[str]:
    if about == "readiness":
        return READINESS
    if about == "kind":
        return APPLICATION_KINDS
    return sorted(knowledge.table("components.csv", ["component"])["component"])


def _word(about: str, code: str) -> str:
    return code if about == "component" else tables.word(_FIELD[about], code)
