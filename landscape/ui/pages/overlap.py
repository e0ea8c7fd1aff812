"""Page Overlap: where organisations do the same, per function, per overlap and per pair in doubt."""

import streamlit as st

from landscape.ui import components, sharing
from landscape.ui.labels import label

components.head("overlap")
analysis = components.require_analysis("overlap")

views = [label("overlap_view.matrix"), label("overlap_view.overlaps"), label("overlap_view.pairs")]
matrix, overlaps, pairs = st.tabs(views, key="overlap_view", on_change="rerun")
if matrix.open:
    with matrix:
        sharing.show_matrix(analysis)
if overlaps.open:
    with overlaps:
        sharing.show_overlaps(analysis)
if pairs.open:
    with pairs:
        sharing.show_pairs(analysis)
