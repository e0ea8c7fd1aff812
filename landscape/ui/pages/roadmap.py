"""Page Roadmap: what to decide when, in which half-year it fits, and how far that brings the partnership."""

from landscape.ui import components, roadmap

components.head("roadmap")
analysis = components.require_analysis("roadmap")

roadmap.show_roadmap(analysis)
