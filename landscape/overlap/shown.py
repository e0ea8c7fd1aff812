"""What a person sees of matching: pairs worth a look, the weakest link of every product, alarms.

In: scored pairs and clusters. Out: frames with reasons. The list of pairs is a choice, in this order: what was
merged under different spellings, what a person should look at (most rows settled first), and near misses. A
newcomer would list all compared pairs: half a million rows nobody reads.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from landscape.knowledge import sentence
from landscape.overlap.clusters import weakest_links
from landscape.overlap.compare import ZONES
from landscape.overlap.forms import Forms, matching
from landscape.overlap.matched import Scored, is_near
from landscape.overlap.reasons import pair_words, reasons, tie_sentence
from landscape.overlap.words import Floats, Ints, letters_only

PAIR_COLUMNS = [
    "application_id_1", "application_id_2", "probability", "outcome", "reason", "name_1", "name_2", "applications",
    "words_both", "words_only_1", "words_only_2",
]  # fmt: skip


def settled(scored: Scored, of: Ints) -> Scored:
    """The zones after clustering: a pair is only the same when both forms ended in one product."""
    pairs = scored.comparison.pairs
    joined = of[pairs.left] == of[pairs.right]
    lost = (scored.zone == "same") & ~joined
    won = (scored.zone != "same") & joined
    zone = np.where(lost, "review", np.where(won, "same", scored.zone)).astype(object)
    decided = np.where(lost, "kept_apart_by_cluster", np.where(won, "joined_by_cluster", scored.decided_by))
    return replace(scored, zone=zone, decided_by=decided.astype(object))


def pairs_frame(forms: Forms, scored: Scored, language: str = "nl") -> pd.DataFrame:
    """The pairs worth showing, one row per pair of forms, named by the smallest application id of each form."""
    chosen = _worth_showing(forms, scored)
    left, right = scored.comparison.pairs.left[chosen], scored.comparison.pairs.right[chosen]
    words = {
        name: [", ".join(found) for found in side]
        for name, side in zip(PAIR_COLUMNS[-3:], pair_words(scored.comparison, chosen), strict=True)
    }
    frame = pd.DataFrame(
        {
            "application_id_1": forms.frame["application_id"].to_numpy()[left],
            "application_id_2": forms.frame["application_id"].to_numpy()[right],
            "probability": np.round(scored.probability[chosen], 4),
            "outcome": scored.zone[chosen],
            "reason": reasons(scored, chosen, language),
            "name_1": forms.frame["name_display"].to_numpy()[left],
            "name_2": forms.frame["name_display"].to_numpy()[right],
            "applications": _rows_settled(forms, scored)[chosen],
            **words,
        },
        columns=PAIR_COLUMNS,
    )
    texts = [name for name in PAIR_COLUMNS if name not in ("probability", "applications")]
    return frame.astype({**dict.fromkeys(texts, "str"), "probability": "float64", "applications": "int64"})


def _worth_showing(forms: Forms, scored: Scored) -> Ints:
    """Positions of the pairs to show, by outcome and then by what an answer would settle."""
    limits = matching("shown")
    probability = scored.probability
    spoken = np.isin(scored.decided_by, ["judged_same", "judged_different"])
    wanted = {
        "same": scored.zone == "same",
        "review": scored.zone == "review",
        "different": (scored.zone == "different") & is_near(scored),
    }
    weight = _uncertainty(probability) * _rows_settled(forms, scored)
    parts = []
    for outcome in ZONES:
        places = np.flatnonzero(wanted[outcome])
        first = np.lexsort((places, -np.round(weight[places], 9), ~spoken[places]))
        parts.append(places[first[: int(limits[outcome])]])
    return np.concatenate(parts).astype(np.int64)


def _uncertainty(probability: Floats) -> Floats:
    """1 for even odds, 0 for certain."""
    result: Floats = 1.0 - np.abs(2.0 * probability - 1.0) + 0.001
    return result


def _rows_settled(forms: Forms, scored: Scored) -> Ints:
    rows = forms.frame["rows"].to_numpy()
    pairs = scored.comparison.pairs
    result: Ints = rows[pairs.left] + rows[pairs.right]
    return result


def weakest(forms: Forms, scored: Scored, of: Ints, language: str = "nl") -> pd.DataFrame:
    """Per product with more than one spelling the probability and the names of its weakest link."""
    number, place = weakest_links(of, scored.comparison.pairs, scored.probability)
    probability = scored.probability[place]
    texts = [tie_sentence(forms, scored, int(at), language) for at in place]
    reason = pd.Series(texts, index=number, dtype="str")
    return pd.DataFrame({"weakest_link": probability, "weakest_link_reason": reason}, index=number)


def alarms(table: pd.DataFrame, language: str = "nl") -> pd.DataFrame:
    """Per product a warning when an organisation has two different names in it, its first, and how many more have.

    "Decos Join" and "Join" are two names, though matching reads both without their vendor.
    """
    squashed = {name: letters_only(name) for name in table["name_display"].unique()}
    keyed = table.assign(written=table["name_display"].map(squashed))
    distinct = keyed.drop_duplicates(["number", "organisation", "written"])
    count = distinct.groupby(["number", "organisation"], sort=True).size()
    all_double = count[count > 1].reset_index()
    others = all_double["number"].value_counts() - 1
    double = all_double.drop_duplicates("number")
    listed = distinct.merge(double[["number", "organisation"]], on=["number", "organisation"])
    listed = listed.sort_values(["number", "name_display"], kind="stable")
    texts = {
        number: sentence(
            "products",
            "alarm",
            language,
            organisation=group["organisation"].iloc[0],
            names=", ".join(f'"{name}"' for name in group["name_display"]),
            more=_more(int(others[number]), language),
        )
        for number, group in listed.groupby("number", sort=True)
    }
    return pd.DataFrame({"alarm": pd.Series(texts, dtype="str")})


def _more(others: int, language: str) -> str:
    key = "alarm_more" if others > 1 else "alarm_one_more"
    return sentence("products", key, language, count=others) if others else ""


def most_used(table: pd.DataFrame, by: str, column: str) -> pd.Series:
    """Per ``by`` the most frequent non-empty text of ``column``, the alphabetically first among equals."""
    counts = table.loc[table[column] != ""].groupby([by, column], sort=True).size().rename("count").reset_index()
    counts = counts.sort_values([by, "count", column], ascending=[True, False, True], kind="stable")
    return counts.drop_duplicates(by).set_index(by)[column]
