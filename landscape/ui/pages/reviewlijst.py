"""Page Reviewlijst: pairs the program will not decide on, answered by keyboard."""

from landscape.ui import components, reviewing

components.head("reviewlijst")
analysis = components.require_analysis("reviewlijst")

reviewing.show_queue(analysis)
