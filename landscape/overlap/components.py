"""Which function an application fills: the three most likely GEMMA reference components, with certainty and reason.

In: applications with name and kind columns. Out: ``ADDED`` columns. The order of authority: what the list names itself,
what we know about the package, and words. A newcomer would always give an answer: weak words give none ("" and 0.0);
and a broad component (Verzamelcomponent, kantoorautomatisering) is an answer, but never an overlap.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import pandas as pd

from landscape import knowledge
from landscape.overlap.component_given import Given, read_given
from landscape.overlap.component_likeness import Likeness, in_context, likeness
from landscape.overlap.component_words import Evidence, Floats, components, evidence, settings
from landscape.overlap.known import with_caution
from landscape.portfolio.packages import packages, split_list

ADDED = (
    "component", "component_probability", "component_2", "component_2_probability", "component_3",
    "component_3_probability", "component_decided_by", "component_reason", "component_is_broad",
)  # fmt: skip

GIVEN, PACKAGE, TEXT = "given", "package", "text"

_READ = [
    "name", "module", "description", "usage_description", "domain", "application_function", "remarks", "package",
    "vendor_name", "reference_component", "application_kind",
]  # fmt: skip
_CHUNK = 5_000
_SHOWN_WORDS = 3
_NEARLY_CERTAIN = 0.99
_LARGEST_SCORE = 50.0
_NEGLIGIBLE = 0.003
_TECHNICAL_KIND = "office_technical"
_NO_FUNCTION_OF_WORDS = {"national_facility": "national", "not_an_application": "not_an_application"}


@dataclass(frozen=True)
class Ranked:
    """Components from likely to less likely with their chance, and the words behind the first."""

    names: tuple[str, ...]
    chances: tuple[float, ...]
    words: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """The answer for one distinct row."""

    names: tuple[str, ...]
    probability: float
    decided_by: str
    reason: str


def add_components(applications: pd.DataFrame, language: str = "nl") -> pd.DataFrame:
    """Add the ``ADDED`` columns.

    The second and third have a certainty too: what the row's own words give them, and never more than the first leaves;
    NaN where only the list or our table of packages names them, and where there is none.

    Args:
        applications: with the columns of ``records``, ``names.add_names`` and ``kinds.add_kinds``.
        language: of the reasons.
    """
    distinct = applications[_READ].drop_duplicates(ignore_index=True)
    packaged = _package_components()
    rows = []
    for row, ranked in zip(distinct.to_dict("records"), rank_by_words(distinct), strict=True):
        given = read_given(str(row["reference_component"]))
        if str(row["application_kind"]) in _NO_FUNCTION_OF_WORDS:
            ranked = Ranked((), (), ())
        answer = _answer(given, packaged.get(str(row["package"]), ()), str(row["package"]), ranked, language)
        if not answer.names and str(row["application_kind"]) in _NO_FUNCTION_OF_WORDS:
            answer = replace(answer, reason=_say(_NO_FUNCTION_OF_WORDS[str(row["application_kind"])], language))
        rows.append(_cells(answer, ranked))
    answers = pd.DataFrame(rows, columns=list(ADDED))
    kinds = {name: "float64" if name.endswith("_probability") else "str" for name in ADDED}
    answers = answers.astype({**kinds, "component_is_broad": "bool"})
    kept = applications.drop(columns=[column for column in ADDED if column in applications.columns])
    joined = pd.concat([distinct, answers], axis="columns")
    return kept.merge(joined, on=_READ, how="left", validate="many_to_one")


def _cells(answer: Answer, ranked: Ranked) -> tuple[object, ...]:
    first, second, third = (*answer.names[:3], "", "", "")[:3]
    probability = round(answer.probability, 4) if first else 0.0
    by_words = dict(zip(ranked.names, ranked.chances, strict=True))
    chances = np.minimum([by_words.get(name, np.nan) for name in (second, third)], 1.0 - probability).round(4)
    further = second, chances[0], third, chances[1]
    return first, probability, *further, answer.decided_by, answer.reason, first in broad_components()


@cache
def broad_components() -> frozenset[str]:
    """Components that hold so much that sharing one is no overlap."""
    table = components()
    return frozenset(table.loc[table["broad"] == "yes", "component"])


@cache
def _package_components() -> Mapping[str, tuple[str, ...]]:
    table = packages()
    return {row["package"]: tuple(split_list(row["components"])) for row in table.to_dict("records")}


def rank_by_words(frame: pd.DataFrame) -> Iterator[Ranked]:
    """The components the words of each row point to, likely ones first; ties in alphabetical order.

    Args:
        frame: any of the columns of ``[field]`` in components.toml, and optionally ``vendor_name``, ``package`` and
            ``application_kind``: a vendor adds what its other packages are for, technical tools get technical
            components.
    """
    words, alike, context = evidence(frame), likeness(frame), likeness(frame, "context")
    vendors = frame["vendor_name"].tolist() if "vendor_name" in frame.columns else [""] * len(frame)
    own = frame["package"].tolist() if "package" in frame.columns else [""] * len(frame)
    technical = np.array(components()["technical"] == "yes")
    only_technical = (frame["application_kind"] == _TECHNICAL_KIND).to_numpy() if "application_kind" in frame else None
    for start in range(0, len(frame), _CHUNK):
        stop = min(start + _CHUNK, len(frame))
        chances = words.chances(start, stop)
        cosines = in_context(alike.cosines(start, stop), context.cosines(start, stop))
        for row in range(start, stop):
            prior = _vendor_chances(vendors[row], own[row])
            if prior is not None:
                chances[row - start] = 1.0 - (1.0 - chances[row - start]) * (1.0 - prior)
        shares = _shares(chances, cosines)
        if only_technical is not None:
            shares[np.ix_(only_technical[start:stop], ~technical)] = 0.0
        yield from _ranked(words, alike, shares, start)


def _shares(chances: Floats, cosines: Floats) -> Floats:
    """Keywords and likeness as one chance per component; what is left is the chance of none of them."""
    mix = settings()["mix"]
    odds = chances / (1.0 - np.minimum(chances, _NEARLY_CERTAIN)) + mix["floor"]
    score = mix["keywords"] * np.log(odds) + mix["likeness"] * cosines - mix["none"]
    score[(chances == 0) & (cosines == 0)] = -np.inf
    weight = np.exp(np.minimum(score, _LARGEST_SCORE))
    return np.asarray(weight / (1.0 + weight.sum(axis=1, keepdims=True)))


def _ranked(words: Evidence, alike: Likeness, shares: Floats, start: int) -> Iterator[Ranked]:
    """The best three of every row with the words the numbers were computed from."""
    names = components()["component"].tolist()
    certain = settings()["certainty"]["abstain_below"]
    order = np.argsort(-np.round(shares, 9), axis=1, kind="stable")[:, :3]
    for line, best in enumerate(order):
        kept = [int(number) for number in best if shares[line, number] > _NEGLIGIBLE]
        shown = words.words(start + line, kept[0]) if kept else []
        if not shown and kept and shares[line, kept[0]] >= certain:
            shown = alike.words(start + line, kept[0])
        yield Ranked(
            tuple(names[number] for number in kept),
            tuple(float(shares[line, number]) for number in kept),
            tuple(shown[:_SHOWN_WORDS]),
        )


@cache
def _vendor_chances(vendor: str, package: str) -> Floats | None:
    """What a vendor hints at through its other packages, when it makes hardly anything else."""
    counts = Counter(component for other, component in _first_components().get(vendor, ()) if other != package)
    if not counts:
        return None
    component, most = min(counts.items(), key=lambda item: (-item[1], item[0]))
    certainty, share = settings()["certainty"], most / counts.total()
    if counts.total() < certainty["vendor_packages"] or share < certainty["vendor_share"]:
        return None
    chance = settings()["strength"]["vendor"] * share
    return np.where(components()["component"].to_numpy() == component, chance, 0.0)


@cache
def _first_components() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Per vendor its packages with the first component of each."""
    made: dict[str, list[tuple[str, str]]] = {}
    for row in packages().to_dict("records"):
        if row["vendor"] and row["components"]:
            made.setdefault(row["vendor"], []).append((row["package"], split_list(row["components"])[0]))
    return {vendor: tuple(rows) for vendor, rows in made.items()}


def _answer(given: Given, packaged: tuple[str, ...], package: str, ranked: Ranked, language: str) -> Answer:
    by_itself = _by_package(packaged, package, ranked, language) or _by_words(ranked, language)
    if given.components:
        return _by_list(given, by_itself, language)
    if given.unknown:
        value = "; ".join(given.unknown)
        reason = _say("given_unknown", language, value=value, rest=by_itself.reason)
        return Answer(by_itself.names, by_itself.probability, by_itself.decided_by, reason)
    return by_itself


def _by_list(given: Given, by_itself: Answer, language: str) -> Answer:
    """The list decides; where it names several, our own answer only puts them in order."""
    certainty = settings()["certainty"]
    names = _put_first(given.components, by_itself.names)
    further = tuple(name for name in by_itself.names if name not in names)
    if given.renamed:
        reason = _say("given_old", language, value="; ".join(given.renamed), component=names[0])
    else:
        reason = _say("given", language, value="; ".join(given.components))
    chance = certainty["given_one"] if len(names) == 1 else certainty["given_several"]
    return Answer(names + further, chance, GIVEN, reason)


def _by_package(packaged: tuple[str, ...], package: str, ranked: Ranked, language: str) -> Answer | None:
    if not packaged:
        return None
    certainty = settings()["certainty"]
    # the table names the main function first; among several the row's own words choose, for few are left to choose from
    found = zip(ranked.names, ranked.chances, strict=True)
    hinted = [name for name, chance in found if name in packaged and chance >= certainty["package_hint"]]
    chosen = bool(hinted) and bool(ranked.words) and len(packaged) > 1
    names = _put_first(packaged, hinted) if chosen else packaged
    further = tuple(name for name in ranked.names if name not in names)
    if chosen:
        reason = _say("package_words", language, value=package, component=names[0])
        return Answer(names + further, certainty["package_chosen"], PACKAGE, with_caution(reason, package, language))
    chance = certainty["package_one"] if len(names) == 1 else certainty["package_several"]
    reason = with_caution(_say("package", language, value=package), package, language)
    return Answer(names + further, chance, PACKAGE, reason)


def _by_words(ranked: Ranked, language: str) -> Answer:
    certainty = settings()["certainty"]
    if not ranked.names:
        return Answer((), 0.0, "", _say("nothing", language))
    shown = ", ".join(ranked.words)
    if ranked.chances[0] < certainty["abstain_below"] or not shown:
        return Answer((), 0.0, "", _say("weak", language, value=shown) if shown else _say("nothing", language))
    close = len(ranked.names) > 1 and ranked.chances[1] >= certainty["close"] * ranked.chances[0]
    if close:
        reason = _say("text_close", language, value=shown, other=ranked.names[1])
    else:
        reason = _say("text", language, value=shown)
    return Answer(ranked.names, min(ranked.chances[0], certainty["text_at_most"]), TEXT, reason)


def _put_first(names: tuple[str, ...], preferred: Sequence[str]) -> tuple[str, ...]:
    """``names`` with those also in ``preferred`` in front, in that order; the rest keeps its own order."""
    known = [name for name in preferred if name in names]
    return tuple(dict.fromkeys([*known, *names]))


def _say(key: str, language: str, **values: str) -> str:
    return knowledge.sentence("component_reason", key, language, **values)
