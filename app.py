"""The app: page frame and navigation, nothing else. Start it with ``landscape serve`` or ``streamlit run app.py``."""

import streamlit as st

from landscape.ui import running, shell
from landscape.ui.labels import label
from landscape.ui.navigation import page

shell.open_frame()
chosen = st.navigation(
    {
        label("door.read"): [page("inlezen")],
        label("door.insight"): [page("landschap"), page("overlap"), page("kandidaten")],
    }
)
shell.close_frame()
running.follow_language()
shell.guarded(chosen.run)
