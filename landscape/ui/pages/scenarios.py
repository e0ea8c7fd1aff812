"""Page Scenario's: what each road would bring and ask, side by side, and a variant of one's own."""

from landscape.ui import components, scenarios

components.head("scenarios")
analysis = components.require_analysis("scenarios")

scenarios.show_scenarios(analysis)
