"""Why a pair is the same, different or for a person to look at, and why a product is one: from the very features.

In: scored pairs and a choice of them. Out: one plain sentence group per chosen pair: the verdict, at most three
features for it and three against it, with the words and vendors they looked at. Words come from
``texts_*_overlap.toml``. A newcomer would write a nicer text beside the score; the first time they disagree nobody
believes either.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from landscape.knowledge import sentence
from landscape.overlap.alignment import Alignment, ranges
from landscape.overlap.doubts import DOUBTS
from landscape.overlap.features import FEATURES, Comparison
from landscape.overlap.forms import Forms
from landscape.overlap.matched import Matched, Scored
from landscape.overlap.words import Floats, Ints

STRONGEST = 3
AUDIBLE = 0.25
"""A contribution below this (in log odds) is not worth a sentence."""


def reasons(scored: Scored, chosen: Ints, language: str = "nl") -> list[str]:
    """One explanation per chosen pair."""
    open_words = _open_words(scored.comparison, chosen)
    return [_reason(scored, int(at), open_words.get(int(at), ""), language) for at in chosen]


def _reason(scored: Scored, at: int, words: str, language: str) -> str:
    values = _values(scored.comparison, at, words)
    decided_by = str(scored.decided_by[at])
    percent = int(np.clip(round(float(scored.probability[at]) * 100), 1, 99))
    parts = [sentence("matching", str(scored.zone[at]), language, percent=percent)]
    if decided_by != "score":
        hows = {name: sentence("matching", f"how_{values[name]}", language) for name in ("how_1", "how_2")}
        parts.append(sentence("matching", decided_by, language, **{**values, **hows}))
    if decided_by in ("score", *DOUBTS, "kept_apart_by_cluster", "joined_by_cluster"):
        parts += strongest(scored.contributions[at], values, language)
    return " ".join(parts)


def strongest(contributions: Floats, values: dict[str, str], language: str = "nl") -> list[str]:
    """The sentences for and against: the strongest features of both signs."""
    names = list(FEATURES)
    order = np.argsort(-np.abs(contributions), kind="stable")
    spoken = [at for at in order if abs(contributions[at]) >= AUDIBLE]
    result = []
    for side, positive in (("for", True), ("against", False)):
        chosen = [names[at] for at in spoken if (contributions[at] > 0) == positive][:STRONGEST]
        texts = [sentence(f"matching_{side}", name, language, **values) for name in chosen]
        listed = "; ".join(texts) or sentence("matching", f"nothing_{side}", language)
        result.append(sentence("matching", side, language, reasons=listed))
    return result


def _values(comparison: Comparison, at: int, words: str) -> dict[str, str]:
    rows = (int(comparison.pairs.left[at]), int(comparison.pairs.right[at]))
    frame = comparison.forms.frame
    names = {"name": "name_display", "vendor": "vendor_name", "package": "package", "how": "package_how"}
    values = {
        f"{short}_{side}": str(frame[column].iat[row])
        for short, column in names.items()
        for side, row in enumerate(rows, start=1)
    }
    return {**values, "package": values["package_1"], "words": words or "-"}


def _open_words(comparison: Comparison, chosen: Ints) -> dict[int, str]:
    """Per chosen pair the words without a partner, left ones first."""
    found: dict[int, list[str]] = {}
    for alignment in (comparison.forward, comparison.backward):
        for pair, word in zip(*_unmatched_of(alignment, chosen), strict=True):
            found.setdefault(int(pair), []).append(comparison.forms.words.vocabulary[int(word)])
    return {pair: ", ".join(f'"{word}"' for word in _once(words)) for pair, words in found.items()}


def _unmatched_of(alignment: Alignment, chosen: Ints) -> tuple[Ints, Ints]:
    """Pairs and words without a partner of the chosen pairs; the words of a pair stand together, in order of pair."""
    wanted = np.unique(chosen)
    begin, end = (np.searchsorted(alignment.pair, wanted, side=side) for side in ("left", "right"))
    places = ranges(begin, end - begin)
    places = places[alignment.fit[places] < 0.5]
    return alignment.pair[places], alignment.word[places]


def _once(words: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(words))


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
    ties = _strongest_ties(matched, number, forms)
    members = _members(matched, forms, ties, language)
    weakest = _weakest(matched, ties)
    named = matched.names.loc[number]
    how = "named_by_package" if named["package"] else "named_by_use" if len(forms) > 1 else "named_by_list"
    return Cluster(
        product_id=product_id,
        product_name=str(named["product_name"]),
        vendor=str(named["vendor"]),
        why_this_name=sentence("cluster", how, language, product=named["product_name"]),
        weakest_link=float(matched.scored.probability[weakest]) if weakest >= 0 else float("nan"),
        weakest_link_reason=tie_sentence(matched.forms, matched.scored, weakest, language) if weakest >= 0 else "",
        members=members,
        installations=_installations(matched, forms),
    )


def tie_sentence(forms: Forms, scored: Scored, pair: int, language: str = "nl") -> str:
    """Which two spellings the weakest tie of a product holds together, and how sure that is."""
    names = forms.frame["name_display"].to_numpy()
    pairs = scored.comparison.pairs
    return sentence(
        "products",
        "weakest",
        language,
        percent=round(float(scored.probability[pair]) * 100),
        name_1=names[pairs.left[pair]],
        name_2=names[pairs.right[pair]],
    )


def _strongest_ties(matched: Matched, number: int, forms: Ints) -> Ints:
    """Per form of the product the position of its most probable pair inside it, -1 when there is none."""
    places = matched.pairs_by_product.of(number)
    pairs, probability = matched.scored.comparison.pairs, matched.scored.probability
    ties = np.full(len(forms), -1, dtype=np.int64)
    order = places[np.lexsort((-places, probability[places]))]  # the last one written stays: the most probable
    for side in (pairs.left, pairs.right):
        at = np.searchsorted(forms, side[order])
        for place, pair in zip(at.tolist(), order.tolist(), strict=True):
            if ties[place] < 0 or (probability[pair], -pair) > (probability[ties[place]], -ties[place]):
                ties[place] = pair
    return ties


def _weakest(matched: Matched, ties: Ints) -> int:
    held = ties[ties >= 0]
    if not len(held):
        return -1
    return int(held[np.lexsort((held, matched.scored.probability[held]))[0]])


def _members(matched: Matched, forms: Ints, ties: Ints, language: str) -> pd.DataFrame:
    scored, frame = matched.scored, matched.forms.frame
    held = ties >= 0
    distinct = np.unique(ties[held])
    told = dict(zip(distinct.tolist(), reasons(scored, distinct, language), strict=True))
    alone = sentence("cluster", "only_spelling" if len(forms) == 1 else "tied_by_knowledge", language)
    left, right = scored.comparison.pairs.left[ties], scored.comparison.pairs.right[ties]
    names = frame["name_display"].to_numpy()
    members = pd.DataFrame(
        {
            "name": names[forms],
            "vendor": frame["vendor_name"].to_numpy()[forms],
            "applications": frame["rows"].to_numpy()[forms],
            "organisations": frame["organisations"].to_numpy()[forms],
            "probability": np.where(held, np.round(scored.probability[ties], 4), np.nan),
            "tied_to": np.where(held, names[np.where(left == forms, right, left)], ""),
            "reason": [told.get(int(tie), alone) for tie in ties],
        }
    )
    order = ["applications", "name", "vendor"]
    return members.sort_values(order, ascending=[False, True, True], kind="stable", ignore_index=True)


def _installations(matched: Matched, forms: Ints) -> pd.DataFrame:
    at = np.concatenate([matched.rows_by_form.of(int(form)) for form in forms])
    rows = matched.rows.iloc[np.sort(at)].rename(columns={"name_version": "version", "name_environment": "environment"})
    rows = rows.reindex(columns=["version", "organisation", "environment", "application_id", "name"], fill_value="")
    order = ["version", "organisation", "environment", "application_id"]
    return rows.sort_values(order, kind="stable", ignore_index=True)
