"""Page Logboek: who did what when, and what is stored about a person; for the beheerder."""

from landscape.ui import components, logbook

components.head("logboek")
logbook.show()
