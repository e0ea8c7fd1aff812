"""Page Definities: what the classes, patterns and quadrants mean, and the conventions behind them."""

from landscape.ui import components, glossary

components.head("definities")
glossary.show_definitions()
