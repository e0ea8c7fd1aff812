"""How two names compare, drawn from what matching left: their words, the verdict, what speaks for and against.

Comes in: a row of ``pairs`` or ``ties``. Used by the review list and by the explanation of a product, so that both say
the same of a pair. A newcomer would lay the words beside each other again; then the screen explains other words than
those that were scored.
"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from landscape import knowledge
from landscape.ui import components, frames
from landscape.ui.labels import label, language
from landscape.ui.text import plain

_WORDS = {"both": "words_both", "only_one": "words_only_1", "only_other": "words_only_2"}


def show_names(pair: pd.Series) -> None:
    """Both names, the words that found a partner, and the words that stand in one name only."""
    st.markdown(f"**{plain(pair['name_1'])}**  \n**{plain(pair['name_2'])}**")
    said = {name: plain(pair[column]) for name, column in _WORDS.items()}
    st.caption(
        "  \n".join(label(f"review.{name}", words=words or label("review.no_words")) for name, words in said.items())
    )


def show_reason(reason: str) -> None:
    """The verdict as a sentence, and what speaks for and against it as two lists."""
    words = knowledge.texts(language())["matching"]
    verdict, speaks_for, speaks_against = frames.pair_reasons(reason, words["for"], words["against"])
    st.markdown(plain(verdict))
    if speaks_for or speaks_against:
        with st.grid(2, min_column_width=260):
            with st.container():
                components.reasons("candidates.reasons_for", " | ".join(speaks_for))
            with st.container():
                components.reasons("candidates.reasons_against", " | ".join(speaks_against))
