"""Pieces of the page Gereedheid: the classes per organisation, who decided, and what waits for an answer.

What the market knows of a package stands beside the class, never in it; the page says so where it shows it.
"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from landscape import knowledge
from landscape.records import READINESS
from landscape.ui import components, derived, frames_readiness, opinions, overview, state, tables, text
from landscape.ui.labels import label, language
from landscape.ui.text import plain
from landscape.ui.work import Analysis

PARTS = ("classes", "check", "market")
_LISTED = ("name", "organisation", "readiness", "readiness_probability", "readiness_reason")
_WORDS = ("words", "field", "evidence_status", "cue")
_ASKED = ("readiness_question", "waiting", "organisations", "examples")


def show(analysis: Analysis) -> None:
    """The chosen part of the page."""
    part = components.part("readiness_part", "deel", "readiness_part", PARTS)
    if part == "check":
        show_check(analysis)
    elif part == "market":
        show_market(analysis)
    else:
        show_classes(analysis)


def show_classes(analysis: Analysis) -> None:
    """Classes per organisation as bars and table, and who decided them."""
    applications = analysis.applications
    automatic = float(applications["readiness_automatic"].mean())
    waiting = len(_waiting(analysis))
    st.markdown(label("readiness_page.summary", automatic=text.share(automatic), count=text.whole(waiting)))
    overview.show_readiness(analysis)
    st.subheader(label("readiness_page.decided"), anchor=False)
    st.markdown(label("readiness_page.decided_text"))
    decided = derived.of(analysis, "deciders", lambda: frames_readiness.deciders(applications))
    columns = ["readiness_decided_by", *READINESS, "total"]

    def to_rows() -> None:
        cell = tables.selected_cell("readiness_deciders")
        if cell is not None:
            who, of = str(decided["readiness_decided_by"].iloc[cell[0]]), cell[1] if cell[1] in READINESS else ""
            title = tables.word("decided_by", who)
            rows = applications[applications["readiness_decided_by"] == who]
            state.ask_for_rows(state.Wish(title=title, readiness=of, application_ids=tuple(rows["application_id"])))

    alt = label("readiness_page.decided")
    tables.show(decided, columns, key="readiness_deciders", alt=alt, select="single-cell", on_select=to_rows)


def show_check(analysis: Analysis) -> None:
    """Questions whose answer decides, the applications that wait for one, and a form to answer it."""
    waiting = _waiting(analysis)
    if waiting.empty:
        st.success(label("readiness_page.nothing_waits"))
        return
    asked = derived.of(analysis, "questions", lambda: frames_readiness.questions(waiting))
    st.subheader(label("readiness_page.questions"), anchor=False)
    st.markdown(label("readiness_page.questions_text"))
    one = tables.choose(
        asked, _ASKED, key="readiness_questions", alt=label("readiness_page.questions"),
        id_column="readiness_rule", name="vraag",
    )  # fmt: skip
    shown = waiting if one is None else waiting[waiting["readiness_rule"] == one["readiness_rule"]]
    st.subheader(label("readiness_page.applications", count=text.whole(len(shown))), anchor=False)
    chosen = tables.choose(
        shown.reset_index(drop=True), _LISTED, key="readiness_waiting", alt=label("readiness_page.waiting_alt"),
        id_column="application_id", name="applicatie",
    )  # fmt: skip
    if chosen is None:
        st.caption(label("readiness_page.choose"))
        return
    _show_one(chosen)


def show_market(analysis: Analysis) -> None:
    """What is publicly known about packages, beside the class of the rows that have them; it decides nothing."""
    st.markdown(label("readiness_page.market_text"))
    known = analysis.applications[analysis.applications["market_knowledge"] != ""]
    if known.empty:
        st.caption(label("readiness_page.market_none"))
        return
    columns = ["name", "organisation", "readiness", "market_knowledge"]
    rows, alt = known.reset_index(drop=True), label("readiness_page.market_alt")
    components.listed_in_full(analysis, rows, columns, key="readiness_market", alt=alt)


def _waiting(analysis: Analysis) -> pd.DataFrame:
    return derived.of(analysis, "to_check", lambda: frames_readiness.to_check(analysis.applications))


def _show_one(application: pd.Series) -> None:
    """Why the class is what it is, what would change it, the words with their status, and the form to judge."""
    with st.container(border=True, key="readiness_one"):
        st.subheader(plain(application["name"]), anchor=False)
        st.markdown(plain(application["readiness_reason"]))
        said = {
            label("readiness_page.question"): application["readiness_question"],
            label("readiness_page.change"): _change(str(application["readiness_change"])),
            label("readiness_page.market"): application["market_knowledge"],
        }
        components.facts({name: value for name, value in said.items() if value}, alt=label("readiness_page.facts_alt"))
        found = frames_readiness.words_read(application)
        if len(found):
            st.markdown(f"**{label('readiness_page.words')}**")
            tables.show(found, _WORDS, key="readiness_words", alt=label("readiness_page.words"))
        opinions.show(application)


def _change(sentence: str) -> str:
    """What would change the class, without the opening words that the heading beside it says already."""
    opening = str(knowledge.texts(language())["readiness_change"]["sentence"]).partition("{")[0]
    said = sentence.removeprefix(opening)
    return said[:1].upper() + said[1:]
