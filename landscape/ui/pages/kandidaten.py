"""Page Kandidaten: what to look at first, with the reasons for and against, and where each application stands."""

from landscape.ui import advice, components, placing

components.head("kandidaten")
analysis = components.require_analysis("kandidaten")

if components.part("kandidaten_deel", "deel", "candidates_view", ("list", "time")) == "time":
    placing.show_time(analysis)
else:
    advice.show_download(analysis)
    advice.show_candidates(analysis)
