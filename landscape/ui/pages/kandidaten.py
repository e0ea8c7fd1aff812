"""Page Kandidaten: what to look at first, with the reasons for and against, and the report to hand on."""

from landscape.ui import advice, components

components.head("kandidaten")
analysis = components.require_analysis("kandidaten")

advice.show_download(analysis)
advice.show_candidates(analysis)
