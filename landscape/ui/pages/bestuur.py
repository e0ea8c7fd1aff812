"""Page Bestuur: one page for who decides, the same as the file for the college."""

from landscape.ui import board, components

components.head("bestuur")
analysis = components.require_analysis("bestuur")

board.show(analysis)
