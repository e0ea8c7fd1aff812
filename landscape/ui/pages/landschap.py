"""Page Landschap: how many, in what state, and every application behind those numbers."""

import streamlit as st

from landscape.ui import components, overview, state
from landscape.ui.labels import label

components.head("landschap")
analysis = components.require_analysis("landschap")
state.grant_wish()

overview.show_counts(analysis)
st.header(label("readiness_view.title"), anchor=False)
overview.show_readiness(analysis.key, analysis.applications)
st.header(label("applications.title"), anchor=False)
overview.show_rows(analysis)
