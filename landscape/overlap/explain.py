"""Why a product is one product: its name, its weakest tie, its spellings, its rivals and the levels below it.

In: what ``products.match`` worked out, and the id of a product. Out: a :class:`Cluster`, looked up in what decided. The
ties of all products at once are ``ties.ties_frame``, which the app shows. A newcomer would compare the names again.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from landscape.knowledge import sentence
from landscape.overlap.known import with_caution
from landscape.overlap.matched import Groups, Matched
from landscape.overlap.reasons import reasons, tie_sentence
from landscape.overlap.ties import rival_rows
from landscape.overlap.words import Ints, text_column


@dataclass(frozen=True)
class Cluster:
    """Why one product is one product.

    Attributes:
        product_id, product_name, vendor: the product under its canonical name.
        why_this_name: where that name comes from.
        weakest_link: probability of the weakest tie that holds a spelling inside; NaN for one spelling.
        weakest_link_reason: which two spellings it ties, "" for one spelling.
        members: one row per spelling, most used first: ``name, vendor, applications, organisations, probability`` and
            ``tied_to`` (its strongest tie, NaN and "" for the only spelling) and ``reason``.
        rivals: the names outside the product that came nearest, with the columns of ``ties.ties_frame``.
        installations: the levels below the product, one row per application: ``version`` ("" unknown),
            ``organisation, environment, application_id, name``, sorted in that order.
    """

    product_id: str
    product_name: str
    vendor: str
    why_this_name: str
    weakest_link: float
    weakest_link_reason: str
    members: pd.DataFrame
    rivals: pd.DataFrame
    installations: pd.DataFrame


def cluster(matched: Matched, product_id: str, language: str = "nl") -> Cluster:
    """Explain one product from the pairs that made it.

    Args:
        matched: what ``products.match`` worked out.
        product_id: which product.
        language: of the sentences.

    Raises:
        KeyError: there is no such product.
    """
    number = matched.number_of[product_id]
    forms = matched.forms_by_product.of(number)
    weakest = _weakest(matched, matched.ties[forms])
    near = matched.rivals.of(number)
    return Cluster(
        product_id=product_id,
        product_name=str(matched.named["product_name"][number]),
        vendor=str(matched.named["vendor"][number]),
        why_this_name=why_this_name(str(matched.named["package"][number]), len(forms), language),
        weakest_link=float(matched.scored.probability[weakest]) if weakest >= 0 else float("nan"),
        weakest_link_reason=tie_sentence(matched.forms, matched.scored, weakest, language) if weakest >= 0 else "",
        members=_members(matched, forms, language),
        rivals=rival_rows(matched, Groups(near, np.full(len(near), number)), language),
        installations=matched.installations.iloc[matched.installations_by_product.of(number)].reset_index(drop=True),
    )


def why_this_name(package: str, spellings: int, language: str = "nl") -> str:
    """Where the name of a product comes from: our list of packages, the most used spelling, or the only one."""
    if package:
        return with_caution(sentence("cluster", "named_by_package", language), package, language)
    return sentence("cluster", "named_by_use" if spellings > 1 else "named_by_list", language)


def _weakest(matched: Matched, ties: Ints) -> int:
    held = ties[ties >= 0]
    if not len(held):
        return -1
    return int(held[np.lexsort((held, matched.scored.probability[held]))[0]])


def _members(matched: Matched, forms: Ints, language: str) -> pd.DataFrame:
    """The spellings of one product, most used first, each with the tie that holds it."""
    columns = matched.forms.columns
    rows, name, vendor = (columns[column][forms] for column in ("rows", "name_display", "vendor_name"))
    order = sorted(range(len(forms)), key=lambda at: (-rows[at], name[at], vendor[at]))
    forms, ties = forms[order], matched.ties[forms[order]]
    pairs, has_tie = matched.scored.comparison.pairs, ties >= 0
    distinct, back = np.unique(ties[has_tie], return_inverse=True)
    told, tied_to = np.empty(len(forms), dtype=object), np.empty(len(forms), dtype=object)
    told[:] = sentence("cluster", "only_spelling" if len(forms) == 1 else "tied_by_knowledge", language)
    told[has_tie] = np.array(reasons(matched.scored, distinct, language), dtype=object)[back]
    tied_to[:] = ""
    other = pairs.left[ties[has_tie]] + pairs.right[ties[has_tie]] - forms[has_tie]
    tied_to[has_tie] = columns["name_display"][other]
    return pd.DataFrame(
        {
            "name": text_column(name[order]),
            "vendor": text_column(vendor[order]),
            "applications": rows[order],
            "organisations": columns["organisations"][forms],
            "probability": np.where(has_tie, np.round(matched.scored.probability[ties], 4), np.nan),
            "tied_to": text_column(tied_to),
            "reason": text_column(told),
        }
    )
