"""Page Landschap: the story on one screen. How many, in what state, where double, what is due, what it costs."""

import streamlit as st

from landscape.ui import components, overview
from landscape.ui.labels import label

components.head("landschap")
analysis = components.require_analysis("landschap")

overview.show_counts(analysis)
overview.show_story(analysis)
st.header(label("story.first"), anchor=False)
overview.show_first(analysis)
st.header(label("story.more"), anchor=False)
overview.show_readiness(analysis)
overview.show_costs(analysis)
overview.show_trend(analysis)
