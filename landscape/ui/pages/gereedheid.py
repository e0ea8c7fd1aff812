"""Page Gereedheid: the classes per organisation, what decided them, and what waits for an answer."""

from landscape.ui import components, readiness

components.head("gereedheid")
analysis = components.require_analysis("gereedheid")

readiness.show(analysis)
