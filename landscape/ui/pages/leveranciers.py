"""Page Leveranciers: what is bought from whom, until when, and how concentrated that is."""

from landscape.ui import components, suppliers

components.head("leveranciers")
analysis = components.require_analysis("leveranciers")

suppliers.show_suppliers(analysis)
