"""Page Inlezen: files in, and what was understood of them."""

import streamlit as st

from landscape.ui import components, enough, partnership_page, reading, state
from landscape.ui.labels import label
from landscape.ui.navigation import page
from landscape.ui.text import day, whole

components.head("inlezen")
analysis = state.analysis()
partnership_page.say_open()
if analysis is None:
    reading.choose_files()
    st.stop()

if sentence := state.said_before():
    st.success(sentence)
with st.container(border=True, key="done"):
    st.markdown(label("done.text", applications=whole(len(analysis.applications)), day=day(analysis.reference_date)))
    with st.container(horizontal=True):
        if st.button(label("done.landscape"), key="to_landscape", type="primary"):
            st.switch_page(page("landschap"))
        if st.button(label("done.candidates"), key="to_candidates"):
            st.switch_page(page("kandidaten"))
with st.expander(label("upload.again")):
    reading.choose_files()

st.header(label("files.title"), anchor=False)
reading.show_files(analysis)
st.header(label("enough.title"), anchor=False)
enough.show_completeness(analysis)
st.header(label("findings.title"), anchor=False)
reading.show_findings(analysis.findings)
