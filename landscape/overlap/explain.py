"""Why a pair is the same, different or for a person to look at, in words computed from the very features.

In: scored pairs and a choice of them. Out: one plain sentence group per chosen pair: the verdict, at most three
features for it and three against it, with the words and vendors they looked at. Words come from
``texts_*_overlap.toml``. A newcomer would write a nicer text beside the score; the first time they disagree nobody
believes either.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from landscape.knowledge import sentence
from landscape.overlap.alignment import Alignment
from landscape.overlap.doubts import DOUBTS
from landscape.overlap.features import FEATURES, Comparison
from landscape.overlap.words import Floats, Ints

STRONGEST = 3
AUDIBLE = 0.25
"""A contribution below this (in log odds) is not worth a sentence."""


@dataclass(frozen=True)
class Scored:
    """Pairs with their features summed: what the explanation is taken from.

    Attributes:
        comparison: the pairs.
        contributions: pairs x features, log odds.
        probability: after knowledge and judgements.
        zone: same, review or different.
        decided_by: per pair ``score``, or the text key of what outranks it.
    """

    comparison: Comparison
    contributions: Floats
    probability: Floats
    zone: np.ndarray
    decided_by: np.ndarray


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
    wanted = np.zeros(alignment.pairs, dtype=bool)
    wanted[chosen] = True
    kept = wanted[alignment.pair] & (alignment.fit < 0.5)
    return alignment.pair[kept], alignment.word[kept]


def _once(words: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(words))
