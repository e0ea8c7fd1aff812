"""Page Wijzigingen: new lists for the open partnership, first as a dry run."""

import streamlit as st

from landscape.ui import changes, components, state
from landscape.ui.labels import label

components.head("wijzigingen")
partnership = changes.require_partnership()
if sentence := state.said_before():
    st.success(sentence)
trial = changes.proposed(partnership)
if trial is not None:
    changes.show(partnership, trial)
else:
    changes.undo(partnership, key="changes")
    st.subheader(label("changes.upload"), anchor=False)
    changes.choose_files(partnership)
