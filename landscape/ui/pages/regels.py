"""Page Regels: the decision list at work, and the choices a partnership may make otherwise."""

from landscape.ui import components, readiness_rules

components.head("regels")
analysis = components.require_analysis("regels")

readiness_rules.show(analysis)
