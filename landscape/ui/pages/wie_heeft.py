"""Page Wie heeft wat: every organisation with a product, with its version and the role that owns it."""

from landscape.ui import components, suppliers

components.head("wie_heeft")
analysis = components.require_analysis("wie_heeft")

suppliers.show_holders(analysis)
