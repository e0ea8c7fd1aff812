"""Page Vergelijken: figures of others beside our own, and functions that have no application."""

from landscape.ui import compare, components

components.head("vergelijk")
analysis = components.require_analysis("vergelijk")

compare.show_compare(analysis)
