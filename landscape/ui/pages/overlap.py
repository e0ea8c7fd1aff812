"""Page Overlap: where organisations do the same, per function, product, overlap and pair of organisations."""

from landscape.ui import components, sharing

components.head("overlap")
analysis = components.require_analysis("overlap")

chosen = components.part("overlap_view", "deel", "overlap_view", tuple(sharing.PARTS))
sharing.PARTS[chosen](analysis)
