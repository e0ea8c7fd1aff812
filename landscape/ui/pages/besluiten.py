"""Page Besluiten: what was decided and what has moved since, and what people said about applications."""

import streamlit as st

from landscape.ui import changes, components, deciding_log, state
from landscape.ui.labels import label

components.head("besluiten")
if sentence := state.said_before():
    st.success(sentence)
analysis = state.analysis()
views = [label("decisions.title"), label("judgements.title")]
decisions, judgements = st.tabs(views, key="decisions_view", on_change="rerun")
if decisions.open:
    with decisions:
        partnership = changes.require_partnership()
        deciding_log.show_decisions(partnership, analysis)
if judgements.open:
    with judgements:
        deciding_log.show_judgements(analysis)
