"""Page Samenwerkingsverband: choose or make one, see what is in it, and keep it in order."""

import streamlit as st

from landscape.ui import changes, components, partnership_page, state, upkeep
from landscape.ui.labels import label

components.head("samenwerking")
if sentence := state.said_before():
    st.success(sentence)
partnership = changes.open_partnership()
if partnership is None:
    partnership_page.choose()
    st.stop()

partnership_page.show_head(partnership)
if not partnership.imports().empty:
    names = ("contents", "correct", "snapshots", "upkeep")
    views = st.tabs([label(f"partnership_page.{name}") for name in names], key="partnership_view", on_change="rerun")
    contents, correct, snapshots, upkeep_view = views
    if contents.open:
        with contents:
            partnership_page.show_contents(partnership)
    if correct.open:
        with correct:
            upkeep.show_correct(partnership)
    if snapshots.open:
        with snapshots:
            upkeep.show_snapshots(partnership, state.analysis())
    if upkeep_view.open:
        with upkeep_view:
            upkeep.show_upkeep(partnership)
