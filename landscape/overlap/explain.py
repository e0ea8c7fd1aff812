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
from landscape.overlap.reasons import tie_sentence
from landscape.overlap.ties import HOLDS, rival_rows, tie_rows
from landscape.overlap.words import Ints


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
    ties = matched.ties[forms]
    weakest = _weakest(matched, ties)
    named = matched.names.loc[number]
    near = matched.rivals.of(number)
    return Cluster(
        product_id=product_id,
        product_name=str(named["product_name"]),
        vendor=str(named["vendor"]),
        why_this_name=why_this_name(str(named["package"]), len(forms), language),
        weakest_link=float(matched.scored.probability[weakest]) if weakest >= 0 else float("nan"),
        weakest_link_reason=tie_sentence(matched.forms, matched.scored, weakest, language) if weakest >= 0 else "",
        members=_members(
            matched, forms, tie_rows(matched, forms[ties >= 0], ties[ties >= 0], HOLDS, language), language
        ),
        rivals=rival_rows(matched, Groups(near, np.full(len(near), number)), language),
        installations=_installations(matched, forms),
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


def _members(matched: Matched, forms: Ints, held: pd.DataFrame, language: str) -> pd.DataFrame:
    """The spellings with the tie that holds each; ``held`` has one row per form that has one, in their order."""
    frame = matched.forms.frame
    alone = sentence("cluster", "only_spelling" if len(forms) == 1 else "tied_by_knowledge", language)
    members = pd.DataFrame(
        {
            "name": frame["name_display"].to_numpy()[forms],
            "vendor": frame["vendor_name"].to_numpy()[forms],
            "applications": frame["rows"].to_numpy()[forms],
            "organisations": frame["organisations"].to_numpy()[forms],
        }
    )
    has_tie = np.flatnonzero(matched.ties[forms] >= 0)
    tie = held[["probability", "name_2", "reason"]].set_axis(has_tie).reindex(members.index)
    members["probability"] = tie["probability"]
    members["tied_to"] = tie["name_2"].fillna("")
    members["reason"] = tie["reason"].fillna(alone)
    order = ["applications", "name", "vendor"]
    return members.sort_values(order, ascending=[False, True, True], kind="stable", ignore_index=True)


def _installations(matched: Matched, forms: Ints) -> pd.DataFrame:
    at = np.concatenate([matched.rows_by_form.of(int(form)) for form in forms])
    rows = matched.rows.iloc[np.sort(at)].rename(columns={"name_version": "version", "name_environment": "environment"})
    rows = rows.reindex(columns=["version", "organisation", "environment", "application_id", "name"], fill_value="")
    order = ["version", "organisation", "environment", "application_id"]
    return rows.sort_values(order, kind="stable", ignore_index=True)
