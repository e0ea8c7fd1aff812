"""The queue of pairs in doubt: its order, what was answered, which pair is next."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

_IDS = ["application_id_1", "application_id_2"]
_WORDS = ["words_both", "words_only_1", "words_only_2"]


def queue(pairs: pd.DataFrame, applications: pd.DataFrame) -> pd.DataFrame:
    """Pairs for a person, what settles most first: ids, ``probability, reason, applications``, words, both names.

    An answer settles more when more rows carry the two names and when the program is less sure.
    """
    review = pairs[pairs["outcome"] == "review"]
    rows = review["applications"] if "applications" in review else pd.Series(0, index=review.index)
    doubt = 1.0 - (2.0 * review["probability"] - 1.0).abs()
    weight = (doubt + 0.001) * rows.clip(lower=1)
    ordered = review[[*_IDS, "probability", "reason", *_WORDS]].assign(applications=rows, weight=weight.round(9))
    ordered = ordered.sort_values(["weight", *_IDS], ascending=[False, True, True], ignore_index=True)
    said = applications.set_index("application_id")[["name", "organisation"]]
    for side in ("1", "2"):
        ordered = ordered.join(said.add_suffix(f"_{side}"), on=f"application_id_{side}")
    return ordered.drop(columns="weight")


def answered(waiting: pd.DataFrame, judged: pd.DataFrame) -> np.ndarray:
    """Per pair of the queue whether somebody answered it."""
    known = set(zip(judged[_IDS[0]], judged[_IDS[1]], strict=True))
    ids = zip(waiting[_IDS[0]], waiting[_IDS[1]], strict=True)
    return np.array([tuple(sorted(pair)) in known or pair in known for pair in ids], dtype=bool)


def next_pair(waiting: pd.DataFrame, is_answered: np.ndarray, skipped: Sequence[tuple[str, str]]) -> pd.Series | None:
    """The first pair nobody answered; what was skipped comes back after all others, first skipped first."""
    left = waiting[~is_answered]
    if left.empty:
        return None
    turns = {pair: turn for turn, pair in enumerate(skipped, start=1)}
    turn = [turns.get(pair, 0) for pair in zip(left[_IDS[0]], left[_IDS[1]], strict=True)]
    return left.iloc[int(np.argmin(turn))]
