"""The queue of pairs in doubt: its order, what was answered, which pair is next, which words found a partner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from landscape.overlap.alignment import align
from landscape.overlap.words import word_table, words_of

_IDS = ["application_id_1", "application_id_2"]
_PARTNER_FROM = 0.5


@dataclass(frozen=True)
class Aligned:
    """The words of two names: those that found a partner in the other name, and those that stand alone."""

    both: tuple[str, ...]
    only_one: tuple[str, ...]
    only_other: tuple[str, ...]


def queue(pairs: pd.DataFrame, applications: pd.DataFrame) -> pd.DataFrame:
    """Pairs for a person, what settles most first: ids, ``probability, reason, applications`` and both sides' names.

    An answer settles more when more rows carry the two names and when the program is less sure.
    """
    review = pairs[pairs["outcome"] == "review"]
    rows = review["applications"] if "applications" in review else pd.Series(0, index=review.index)
    doubt = 1.0 - (2.0 * review["probability"] - 1.0).abs()
    weight = (doubt + 0.001) * rows.clip(lower=1)
    ordered = review[[*_IDS, "probability", "reason"]].assign(applications=rows, weight=weight.round(9))
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


def aligned_words(one: str, other: str) -> Aligned:
    """Lay the words of two names beside each other."""
    words = (words_of(one), words_of(other))
    table, places = word_table(words), (np.array([0]), np.array([1]))
    fits = [align(table, places[side], places[1 - side]).fit >= _PARTNER_FROM for side in (0, 1)]
    partner, alone = ([_where(words[side], fits[side], wanted) for side in (0, 1)] for wanted in (True, False))
    return Aligned(partner[0], alone[0], alone[1])


def _where(words: Sequence[str], found: np.ndarray, wanted: bool) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word, fits in zip(words, found, strict=True) if fits == wanted))
