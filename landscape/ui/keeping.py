"""Keeping the lists on the screen in a partnership: a name and one click.

Comes in: an analysis of loose lists. Goes out: a new partnership that holds its inventories, the judgements made in
this session and the confirmed columns, and the analysis of that partnership. Nothing is parsed again: the inventories
are those of the analysis. When anything fails, the half-made partnership is not left behind.
"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from landscape.findings import PortfolioError
from landscape.partnership import Partnership
from landscape.partnership.together import as_inventories
from landscape.ui import judgements, judging, partnerships, running, state
from landscape.ui.corrections import recalled
from landscape.ui.labels import label
from landscape.ui.text import plain
from landscape.ui.work import Analysis

_LONGEST_NAME = 80


def offer(analysis: Analysis, sentence: str, *, key: str) -> None:
    """One sentence, a name and a button that keeps the lists of ``analysis``."""
    with st.container(border=True, key=f"keep_{key}"):
        st.markdown(sentence)
        with (
            st.form(f"keep_form_{key}", border=False),
            st.container(horizontal=True, vertical_alignment="bottom"),
        ):
            name = st.text_input(label("keeping.name"), max_chars=_LONGEST_NAME, placeholder=label("keeping.name_hint"))
            asked = st.form_submit_button(label("keeping.keep"), type="primary")
        if asked:
            _keep(analysis, name)


def _keep(analysis: Analysis, name: str) -> None:
    made = False
    try:
        partnership = partnerships.make(name)
        made = True
        accept_all(partnership, analysis)
    except PortfolioError as problem:
        if made:
            partnerships.discard()
        st.error(plain(partnerships.sentence_of(problem)))
        return
    state.say_next(label("keeping.kept", name=plain(partnerships.current_name())))
    judgements.forget_session_log()
    running.run_partnership(analysis.request)


def accept_all(partnership: Partnership, analysis: Analysis) -> None:
    """Store the inventories, the judgements of this session and the confirmed columns.

    Raises:
        PortfolioError: the disk is full or the file cannot be written.
    """
    contents = {source.name: source.content for source in analysis.sources}
    frames = (analysis.applications, analysis.columns, analysis.findings, analysis.inventories)
    made = as_inventories(*frames, contents)
    for inventory, sha256 in made:
        partnership.accept(partnership.preview_inventory(inventory, sha256), by=judging.role())
    for one in judgements.session_log():
        partnership.judge(one.about, one.application_id, one.other_application_id, one.value, by=one.by, why=one.why)
    for inventory, _ in made:
        keep_columns(partnership, inventory.columns, inventory.organisation)


def keep_columns(partnership: Partnership, columns: pd.DataFrame, organisation: str) -> None:
    """Keep what was confirmed in this session about the columns of a list, for the next list with these headers."""
    for known in state.remembered():
        if recalled(columns, (known,)):
            partnership.remember_mapping(known.headers, known.fields, organisation=organisation)
