"""The app: page frame and navigation, nothing else. Start it with ``landscape serve`` or ``streamlit run app.py``."""

import streamlit as st

from landscape.ui import login, running, shell
from landscape.ui.labels import label
from landscape.ui.navigation import DOORS, by_its_name, page

shell.open_frame()
login.require()
doors = {label(f"door.{door}"): [page(name) for name in pages] for door, pages in DOORS.items()}
doors[label("door.read")].append(by_its_name())
chosen = st.navigation(doors, expanded=True)
shell.close_frame()
login.enter()
running.follow_language()
running.read_at_start()
shell.guarded(chosen.run)
