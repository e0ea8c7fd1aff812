"""Page Modelkaart: how good the classification of readiness is, measured, and what it cannot do."""

from landscape.ui import components, readiness_model

components.head("modelkaart")
readiness_model.show()
