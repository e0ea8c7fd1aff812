"""What a candidate is called: its function or product, and how many organisations it concerns.

In: one row per candidate with its counts and names. Out: a title per row. A newcomer would get wrong: a title is for
people, so a sentence that points to another candidate names its title and never its id.
"""

from __future__ import annotations

import pandas as pd

from landscape import knowledge
from landscape.advise import ready, wording


def titles(figures: pd.DataFrame, language: str) -> pd.Series:
    """A title per candidate: the function or product, and how many organisations."""
    words = figures.assign(n_organisations_text=ready.organisations(figures, language))
    single, function = figures["relation"] == "application", figures["relation"] == "same_function"
    by_function = function & (figures["component"] != "")
    kinds = {"overlap_function": by_function, "overlap_product": ~single & ~by_function, "application": single}
    title = pd.Series("", index=figures.index, dtype="str")
    for kind, chosen in kinds.items():
        title = title + wording.fill_where(str(knowledge.texts(language)["advice_title"][kind]), words, chosen)
    return title
