"""Why a pair is the same, different or for a person to look at: from the very features it was scored on.

In: scored pairs and a choice of them. Out: one plain sentence group per chosen pair: the verdict, at most three
features for it and three against it, with the words and vendors they looked at. Words come from
``texts_*_overlap.toml``. A newcomer would write a nicer text beside the score; the first time they disagree nobody
believes either.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from landscape.knowledge import sentence
from landscape.overlap.alignment import Alignment
from landscape.overlap.doubts import DOUBTS
from landscape.overlap.features import FEATURES, Comparison, holds_function
from landscape.overlap.forms import Forms
from landscape.overlap.known import caution
from landscape.overlap.matched import Scored
from landscape.overlap.words import Floats, Ints

_SETTLED = ("bound", "judged_same")
_BY_KNOWLEDGE = ("bound", "held_apart_packages")
STRONGEST = 3
_KINDS_OF_WORDS: Mapping[str, Callable[[str], bool]] = {
    "words": bool,
    "numbers": str.isdigit,
    "functions": holds_function,
}
"""The words without a partner that a sentence names: all of them, or those its feature looked at."""
AUDIBLE = 0.25
"""A contribution below this (in log odds) is not worth a sentence."""

PARTNER_FROM = 0.5
"""From this fit a word is said to have a partner in the other name."""


def reasons(scored: Scored, chosen: Ints, language: str = "nl") -> list[str]:
    """One explanation per chosen pair."""
    told = zip(chosen.tolist(), _values(scored.comparison, chosen), strict=True)
    return [_reason(scored, at, values, language) for at, values in told]


def pair_words(comparison: Comparison, chosen: Ints) -> tuple[list[tuple[str, ...]], ...]:
    """Per chosen pair the words with a partner, and the words of the left and of the right name without one.

    Words with a partner are those of the left name; of the right one where only they have one (zaken in burgerzaken).
    """
    both, left = _partners(comparison.forward, comparison.forms.words.vocabulary, chosen)
    of_right, right = _partners(comparison.backward, comparison.forms.words.vocabulary, chosen)
    return [one or other for one, other in zip(both, of_right, strict=True)], left, right


def _partners(
    alignment: Alignment, vocabulary: Sequence[str], chosen: Ints
) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """Per chosen pair the left words with and without a partner, in the order of the name."""
    begin, end = (np.searchsorted(alignment.pair, chosen, side=side) for side in ("left", "right"))
    found: tuple[list[tuple[str, ...]], list[tuple[str, ...]]] = ([], [])
    for first, last in zip(begin.tolist(), end.tolist(), strict=True):
        fits = alignment.fit[first:last] >= PARTNER_FROM
        words = [vocabulary[word] for word in alignment.word[first:last]]
        for side, wanted in zip(found, (True, False), strict=True):
            side.append(_once([word for word, fit in zip(words, fits, strict=True) if fit == wanted]))
    return found


def _reason(scored: Scored, at: int, values: dict[str, str], language: str) -> str:
    decided_by = str(scored.decided_by[at])
    parts = [sentence("matching", str(scored.zone[at]), language, percent=_percent(scored, at))]
    if decided_by != "score":
        hows = {name: sentence("matching", f"how_{values[name]}", language) for name in ("how_1", "how_2")}
        parts.append(sentence("matching", decided_by, language, **{**values, **hows}))
    if decided_by in _BY_KNOWLEDGE:
        packages = dict.fromkeys((values["package_1"], values["package_2"]))
        parts += filter(None, (caution(package, language) for package in packages))
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


def _values(comparison: Comparison, chosen: Ints) -> list[dict[str, str]]:
    """Per chosen pair what its sentences name: names, vendors, packages and the words without a partner."""
    columns = {"name": "name_display", "vendor": "vendor_name", "package": "package", "how": "package_how"}
    said: dict[str, Sequence[str]] = {}
    for short, column in columns.items():
        for side, rows in enumerate((comparison.pairs.left, comparison.pairs.right), start=1):
            said[f"{short}_{side}"] = comparison.forms.columns[column][rows[chosen]].tolist()
    said["package"] = said["package_1"]
    _, left, right = pair_words(comparison, chosen)
    alone = [_once([*one, *other]) for one, other in zip(left, right, strict=True)]
    for kind, is_of in _KINDS_OF_WORDS.items():
        kept = ([word for word in words if is_of(word)] or words for words in alone)
        said[kind] = [", ".join(f'"{word}"' for word in words) or "-" for words in kept]
    return [dict(zip(said, row, strict=True)) for row in zip(*said.values(), strict=True)]


def _once(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def tie_sentence(forms: Forms, scored: Scored, pair: int, language: str = "nl") -> str:
    """Which two spellings the weakest tie of a product holds together, and how sure that is."""
    names = forms.columns["name_display"]
    pairs = scored.comparison.pairs
    return sentence(
        "products",
        "weakest_known" if scored.decided_by[pair] in _SETTLED else "weakest",
        language,
        percent=_percent(scored, pair),
        name_1=names[pairs.left[pair]],
        name_2=names[pairs.right[pair]],
    )


def _percent(scored: Scored, pair: int) -> int:
    """The probability as people read it; never 0 or 100, however sure the score is."""
    return min(max(round(float(scored.probability[pair]) * 100), 1), 99)
