"""Page Veroudering: when support ends, of applications and of what they stand on."""

from landscape.ui import components, readiness_support

components.head("veroudering")
analysis = components.require_analysis("veroudering")

readiness_support.show(analysis)
