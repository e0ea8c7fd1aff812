"""Page Woordenlijst: our words in Dutch and English, each with its meaning."""

from landscape.ui import components, glossary

components.head("woordenlijst")
glossary.show_words()
