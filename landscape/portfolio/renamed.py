""" "Misschien hernoemd": a missing and an added application that may be one and the same under another spelling.

In come the applications an inventory no longer names and those it names for the first time; out come suggestions. They
change nothing by themselves: a person confirms one, and then the application keeps its id, judgements and history.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process

from landscape import knowledge
from landscape.portfolio.name_text import squash

SUGGESTION_COLUMNS = ("application_id_before", "name_before", "application_id", "name", "organisation", "similarity")


def squashed(text: pd.Series) -> pd.Series:
    """Letters and digits only, without case or accents, so that spacing and punctuation make no difference."""
    distinct = {value: squash(value) for value in text.unique()}
    return text.map(distinct).astype("str")


def suggestions(left: pd.DataFrame, added: pd.DataFrame) -> pd.DataFrame:
    """The best one-to-one pairs of a missing and an added application, per organisation, best first."""
    limits = knowledge.memory("renamed")
    found = [_alike(left[left["organisation"] == name], new, limits) for name, new in added.groupby("organisation")]
    together = pd.concat([_no_suggestions(), *found], ignore_index=True)
    order = ["similarity", "application_id_before", "application_id"]
    together = together.sort_values(order, ascending=[False, True, True], kind="stable", ignore_index=True)
    taken: set[str] = set()
    keep: list[int] = []
    for place, old, new in zip(together.index, together[order[1]], together[order[2]], strict=True):
        if not {old, new} & taken:
            taken |= {old, new}
            keep.append(int(place))
    return together.loc[keep].reset_index(drop=True)


def _no_suggestions() -> pd.DataFrame:
    frame = pd.DataFrame({name: pd.Series([], dtype="str") for name in SUGGESTION_COLUMNS})
    return frame.astype({"similarity": "float64"})


def _alike(old: pd.DataFrame, new: pd.DataFrame, limits: Mapping[str, float]) -> pd.DataFrame:
    if len(old) * len(new) > limits["most_comparisons"]:
        vendors = sorted((set(squashed(old["vendor"])) & set(squashed(new["vendor"]))) - {""})
        parts = [(old[squashed(old["vendor"]) == vendor], new[squashed(new["vendor"]) == vendor]) for vendor in vendors]
        small = [(a, b) for a, b in parts if len(a) * len(b) <= limits["most_comparisons"]]
        return pd.concat([_no_suggestions(), *(_alike(a, b, limits) for a, b in small)], ignore_index=True)
    if old.empty or new.empty:
        return _no_suggestions()
    words = [[" ".join(name.casefold().split()) for name in frame["name"]] for frame in (old, new)]
    letters = [squashed(frame["name"]).tolist() for frame in (old, new)]
    by_word = process.cdist(*words, scorer=fuzz.token_sort_ratio, dtype=np.float32)
    by_letter = process.cdist(*letters, scorer=fuzz.ratio, dtype=np.float32)  # "Key2Zaken" and "Key-2 Zaken"
    scores = np.maximum(by_word, by_letter)
    vendor_old, vendor_new = squashed(old["vendor"]).to_numpy(), squashed(new["vendor"]).to_numpy()
    same_vendor = (vendor_old[:, None] == vendor_new[None, :]) & (vendor_old[:, None] != "")
    scores = np.minimum(scores + same_vendor * limits["vendor_bonus"], 100)
    left, right = np.nonzero(scores >= limits["similarity"])
    return pd.DataFrame({
        "application_id_before": old["application_id"].to_numpy()[left],
        "name_before": old["name"].to_numpy()[left],
        "application_id": new["application_id"].to_numpy()[right],
        "name": new["name"].to_numpy()[right],
        "organisation": new["organisation"].to_numpy()[right],
        "similarity": scores[left, right].astype("float64").round(1),
    })  # fmt: skip
