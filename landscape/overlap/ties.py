"""What holds every product together and what it was nearly joined with: one row per pair that says so.

In: what matching worked out. Out: per spelling the most probable pair that holds it inside its product (``holds``),
and per product the few pairs that came nearest from outside (``rival``), each with the words that found a partner, the
words that did not, and the reason. Nothing is left out because a list is long, unlike the pairs in ``shown``. A
newcomer would explain a product from those: of a large landscape they are a choice, and the weakest may be missing.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from landscape.overlap.matched import Groups, Matched
from landscape.overlap.reasons import pair_words, reasons
from landscape.overlap.words import Ints, text_column

TIE_COLUMNS = [
    "product_id", "tie", "application_id_1", "application_id_2", "name_1", "name_2", "probability",
    "words_both", "words_only_1", "words_only_2", "reason",
]  # fmt: skip
HOLDS, RIVAL = "holds", "rival"


def ties_frame(matched: Matched, language: str = "nl") -> pd.DataFrame:
    """``TIE_COLUMNS``: per product its ties, the weakest first, then its rivals, the nearest first.

    ``application_id_1`` and ``name_1`` are of the product itself; word lists are joined with ", ".
    """
    held = np.unique(matched.ties[matched.ties >= 0])
    inside = tie_rows(matched, matched.scored.comparison.pairs.left[held], held, HOLDS, language)
    frame = pd.concat([inside, rival_rows(matched, matched.rivals, language)], ignore_index=True)
    frame["nearness"] = np.where(frame["tie"] == HOLDS, frame["probability"], -frame["probability"])
    order = ["product_id", "tie", "nearness", "application_id_1", "application_id_2"]
    return frame.sort_values(order, kind="stable", ignore_index=True)[TIE_COLUMNS]


def rival_rows(matched: Matched, rivals: Groups, language: str = "nl") -> pd.DataFrame:
    """``TIE_COLUMNS`` of the pairs in ``rivals``, each seen from the product it stands under."""
    pairs = matched.scored.comparison.pairs
    left, right = pairs.left[rivals.order], pairs.right[rivals.order]
    own = np.where(matched.of[left] == rivals.group, left, right)
    return tie_rows(matched, own, rivals.order, RIVAL, language)


def tie_rows(matched: Matched, own: Ints, chosen: Ints, tie: str, language: str = "nl") -> pd.DataFrame:
    """``TIE_COLUMNS`` of the ``chosen`` pairs, each seen from its form ``own``, in the order given."""
    pairs, forms = matched.scored.comparison.pairs, matched.forms.columns
    is_left = pairs.left[chosen] == own
    other = np.where(is_left, pairs.right[chosen], pairs.left[chosen])
    both, *alone = (
        np.array([", ".join(words) for words in side], dtype=object)
        for side in pair_words(matched.scored.comparison, chosen)
    )
    texts = {
        "product_id": matched.named["product_id"][matched.of[own]],
        "tie": np.full(len(chosen), tie, dtype=object),
        "application_id_1": forms["application_id"][own],
        "application_id_2": forms["application_id"][other],
        "name_1": forms["name_display"][own],
        "name_2": forms["name_display"][other],
        "words_both": both,
        "words_only_1": np.where(is_left, *alone),
        "words_only_2": np.where(is_left, *reversed(alone)),
        "reason": np.array(reasons(matched.scored, chosen, language), dtype=object),
    }
    columns = {name: text_column(values) for name, values in texts.items()}
    probability = np.round(matched.scored.probability[chosen], 4)
    return pd.DataFrame({name: columns.get(name, probability) for name in TIE_COLUMNS})
