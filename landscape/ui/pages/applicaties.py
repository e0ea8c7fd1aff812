"""Page Applicaties: every row behind the numbers, with its reason, its certainty and the cells it came from."""

from landscape.ui import applications, components, state

components.head("applicaties")
analysis = components.require_analysis("applicaties")
state.grant_wish()

applications.show_rows(analysis)
