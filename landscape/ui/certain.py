"""How certain the values of one application are, and the switch that leaves only what a file gave."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from landscape import knowledge
from landscape.report.certainty import certainty_of, only_given
from landscape.report.differences import readable
from landscape.ui import derived, judgements, partnerships, tables
from landscape.ui.labels import label, language
from landscape.ui.work import Analysis

GIVEN_ONLY = "filter_given"
_CODES = {"readiness": "readiness", "application_kind": "application_kind"}


def show(analysis: Analysis, application_id: str) -> None:
    """Every filled value of one application: how certain, judged by whom, in which cell, since when."""
    found = of_one(analysis, application_id)
    if found.empty:
        return
    st.markdown(f"**{label('certain.title')}**")
    shown = ["value_of", "value", "certainty_word", "cell", "file", "on"]
    tables.show(found, shown, key="detail_certainty", alt=label("certain.title"))


def of_one(analysis: Analysis, application_id: str) -> pd.DataFrame:
    """The certainty of one application in words: ``value_of, value, certainty_word, cell, file, on``."""
    partnership = partnerships.current() if analysis.partnership else None
    if partnership is not None:
        found = partnership.certainty(analysis, only=[application_id])
    else:
        said = judgements.said()
        found = certainty_of(analysis.applications, analysis.columns, said, only=[application_id])
    found = found[found["field"] != "extra"].reset_index(drop=True)
    words = knowledge.texts(language())["certainty"]
    who = [_who(certainty, by) for certainty, by in zip(found["certainty"], found["decided_by"], strict=True)]
    told = readable(found.assign(what="", old_value=found["value"], new_value=""), language())
    values = [
        tables.word(_CODES[field], value) if field in _CODES else old
        for field, value, old in zip(found["field"], found["value"], told["old_value"], strict=True)
    ]
    certain = [str(words[name]) + by for name, by in zip(found["certainty"], who, strict=True)]
    return found.assign(value_of=told["field"], value=values, certainty_word=certain)


def _who(certainty: str, by: str) -> str:
    """The role behind a judgement; a rule or the model is said by the word itself."""
    return label("certain.by", by=by) if certainty == "judged" and by != "person" else ""


def ask_given_only() -> bool:
    """The switch of the filter."""
    return st.toggle(
        label("certain.given_only"), key=GIVEN_ONLY, help=label("certain.given_only_help"), persist_state="session"
    )


def given_only(analysis: Analysis) -> pd.DataFrame:
    """The applications with everything blanked that no file gave; worked out once per analysis."""
    return derived.of(analysis, "given_only", lambda: only_given(analysis.applications))
