"""The door Verantwoording: what our classes and words mean, readable without any list.

Comes in: the sections ``definition_*`` and ``glossary_*`` of the labels. A newcomer would write explanations into
pages; here they are data, in both languages, and a test says that every code has its meaning.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from landscape import knowledge
from landscape.advise.placement import convention
from landscape.ui import links, tables
from landscape.ui.labels import catalogue, codes, label, language
from landscape.ui.text import plain

SECTIONS: Mapping[str, str] = {
    "count": "",
    "readiness": "readiness",
    "application_kind": "application_kind",
    "certainty": "",
    "pattern": "pattern",
    "time": "time",
    "six_r": "six_r",
    "action": "action",
    "status": "",
    "money": "",
}
"""What is defined, in reading order, and where the codes have their words ("": in the definitions themselves)."""


def show_definitions() -> None:
    """One table per subject: the word and what we mean by it."""
    for name in SECTIONS:
        st.header(label(f"definition_title.{name}"), anchor=False)
        if said := codes("definition_text").get(name):
            st.markdown(said)
        if name == "time":
            st.markdown(plain(convention(language())))
        rows = {_word(name, code): meaning for code, meaning in codes(f"definition_{name}").items()}
        st.table(rows, border="horizontal", alt=label(f"definition_title.{name}"))


def _word(name: str, code: str) -> str:
    section = SECTIONS[name]
    if name == "status":
        found = str(knowledge.texts(language())["advice_status"][code])
    elif section:
        found = tables.word(section, code)
    else:
        found = label(f"definition_word_{name}.{code}")
    return found[:1].upper() + found[1:]


def show_words() -> None:
    """Every word in Dutch and English with its meaning; one field searches both."""
    links.follow("filter_glossary", "zoek", None)
    asked = st.text_input(label("filter.words"), key="filter_glossary", placeholder=label("glossary.hint"))
    found = words(language())
    wanted = asked.casefold().strip()
    kept = found[found.apply(lambda row: wanted in " ".join(row).casefold(), axis=1)]
    if kept.empty:
        st.caption(label("glossary.none"))
        return
    first, second = ("dutch", "english") if language() == "nl" else ("english", "dutch")
    named = (kept[first] + " (" + kept[second] + ")").where(kept[first] != kept[second], kept[first])
    rows = dict(zip(named, kept["meaning"], strict=True))
    st.table(rows, border="horizontal", alt=label("glossary.alt"))


def words(spoken: str) -> pd.DataFrame:
    """``dutch, english, meaning`` in alphabetical order of the language spoken."""
    dutch, english = (catalogue(name)["glossary_word"] for name in ("nl", "en"))
    meaning = catalogue(spoken)["glossary_meaning"]
    rows = [(dutch[code], english[code], meaning[code]) for code in dutch]
    frame = pd.DataFrame(rows, columns=["dutch", "english", "meaning"])
    return frame.sort_values("dutch" if spoken == "nl" else "english", key=lambda names: names.str.casefold())
