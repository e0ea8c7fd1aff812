"""What the words of an application say about its function.

In: texts (name, description, domain, ...) and the keywords per reference component. Out: for each row a chance per
component and the keywords behind it. Dutch glues words together, so a keyword also counts as the beginning, the end or
the middle of a longer word: burgerzaken in "Burgerzakensysteem". A newcomer would search every keyword in every text;
here every distinct word is looked up once, and the rest is a product of sparse matrices.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from landscape import knowledge
from landscape.overlap.words import fold

COMPONENT_COLUMNS = (
    "component", "gemma_object_id", "status", "domain", "broad", "why_broad", "technical", "keywords",
    "strong_keywords", "weak_keywords", "source",
)  # fmt: skip
SETTINGS = ("field", "place", "shortest", "likeness", "context", "mix", "strength", "certainty")

Floats = npt.NDArray[np.float64]

_LONGEST_PHRASE = 4
_LONGEST_WORD = 40
_SWITCH = re.compile(r"(?<=[a-zà-þ])(?=[A-ZÀ-Þ])|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
_WORD = re.compile(r"[a-z0-9]+")


@cache
def settings() -> Mapping[str, Mapping[str, float]]:
    """The weights of components.toml."""
    return knowledge.settings("components.toml", SETTINGS)


@cache
def components() -> pd.DataFrame:
    """All reference components of GEMMA with our keywords, columns ``COMPONENT_COLUMNS``, in alphabetical order."""
    table = knowledge.table("components.csv", COMPONENT_COLUMNS)
    return table.sort_values("component", kind="stable", ignore_index=True)


@dataclass(frozen=True)
class Keywords:
    """All keywords as numbers: ``component[k]`` is the row in ``components()`` keyword ``k`` belongs to."""

    words: tuple[str, ...]
    number: Mapping[str, int]
    component: npt.NDArray[np.int64]
    strength: Floats


@cache
def keywords() -> Keywords:
    """The keywords of components.csv; each belongs to exactly one component.

    Raises:
        KnowledgeError: a keyword stands with two components, or has no letters.
    """
    words: list[str] = []
    number: dict[str, int] = {}
    component: list[int] = []
    strength: list[float] = []
    given = settings()["strength"]
    factors = {"keywords": 1.0, "strong_keywords": given["strong_keyword"], "weak_keywords": given["weak_keyword"]}
    for row_number, row in enumerate(components().to_dict("records")):
        for column, factor in factors.items():
            for word in filter(None, str(row[column]).split(" | ")):
                form = "".join(split_words(word))
                if not form or form in number:
                    raise knowledge.KnowledgeError(f"components.csv: keyword {word!r} is empty or stands twice")
                number[form] = len(words)
                words.append(word)
                component.append(row_number)
                strength.append(factor * (given["phrase"] if " " in word else 1.0))
    return Keywords(tuple(words), number, np.array(component, dtype=np.int64), np.array(strength))


@lru_cache(maxsize=1 << 16)
def split_words(text: str) -> tuple[str, ...]:
    """The folded words of ``text``, also split where the writing changes (``iBurgerzaken`` -> ``i burgerzaken``)."""
    return tuple(_WORD.findall(_plain(_SWITCH.sub(" ", text))))


def _plain(text: str) -> str:
    return text.lower() if text.isascii() else fold(text)


def hints(texts: Sequence[str]) -> sparse.csr_matrix:
    """How strongly each keyword stands in each of ``texts`` (0 to 1): one row per text, one column per keyword."""
    distinct = sorted(set(texts))
    words = {text: _all_words(text) for text in distinct}
    inside = {word: _inside(word) for word in sorted({word for group in words.values() for word in group})}
    rows, columns, values = [], [], []
    for row, text in enumerate(distinct):
        found: dict[int, float] = {}
        for word in words[text]:
            for keyword, value in inside[word]:
                found[keyword] = max(found.get(keyword, 0.0), value)
        for keyword, value in _phrases(split_words(text)):
            found[keyword] = max(found.get(keyword, 0.0), value)
        whole = keywords().number.get("".join(split_words(text)))
        if whole is not None:  # the cell is this keyword and nothing else: even a weak one is meant
            found[whole] = max(1.0, 1.0 / keywords().strength[whole])
        for keyword in sorted(_without_covered(found)):
            rows.append(row)
            columns.append(keyword)
            values.append(found[keyword])
    table = sparse.csr_matrix((values, (rows, columns)), shape=(len(distinct), len(keywords().words)))
    position = {text: row for row, text in enumerate(distinct)}
    return table[[position[text] for text in texts]]


def _all_words(text: str) -> list[str]:
    """Words as they are split and as they were typed: ``WebCare`` is also ``webcare``."""
    return list(dict.fromkeys([*split_words(text), *_WORD.findall(_plain(text))]))


@cache
def _places() -> tuple[Mapping[str, float], Mapping[str, float]]:
    return settings()["place"], settings()["shortest"]


def _inside(word: str) -> list[tuple[int, float]]:
    """The keywords one word holds; a keyword that lies within a longer one found there does not count."""
    number = keywords().number
    place, shortest = _places()
    word = word[:_LONGEST_WORD]
    if word in number:
        return [(number[word], place["alone"])]
    found: list[tuple[int, int, int, float]] = []
    for start in range(len(word)):
        for end in range(start + int(shortest["beginning"]), len(word) + 1):
            keyword = number.get(word[start:end])
            kind = "beginning" if start == 0 else "end" if end == len(word) else "middle"
            weak = keyword is not None and keywords().strength[keyword] < 1.0
            if keyword is not None and end - start >= shortest[kind] and not (weak and kind == "middle"):
                found.append((start, end, keyword, place[kind]))
    longest = [hit for hit in found if not any(o[0] <= hit[0] and hit[1] <= o[1] and o[:2] != hit[:2] for o in found)]
    return [(keyword, value) for _, _, keyword, value in longest]


def _phrases(words: Sequence[str]) -> list[tuple[int, float]]:
    number = keywords().number
    found = []
    for size in range(2, _LONGEST_PHRASE + 1):
        for start in range(len(words) - size + 1):
            keyword = number.get("".join(words[start : start + size]))
            if keyword is not None:
                found.append((keyword, 1.0))
    return found


def _without_covered(found: Mapping[int, float]) -> list[int]:
    """Leave out a keyword that is a word of a longer keyword found in the same text (inspectie in weg inspectie)."""
    if len(found) < 2:
        return list(found)
    parts = {keyword: _parts(keyword) for keyword in found}
    return [
        keyword
        for keyword in found
        if not any(parts[keyword] < parts[other] for other in found if found[other] >= found[keyword])
    ]


@cache
def _parts(keyword: int) -> frozenset[str]:
    return frozenset(split_words(keywords().words[keyword]))


@dataclass(frozen=True)
class Evidence:
    """Per row the weight of every keyword and, through ``chances``, of every component."""

    weights: sparse.csr_matrix

    def chances(self, start: int, stop: int) -> Floats:
        """The chance per component for rows ``start`` to ``stop``: hints add up as independent ones do."""
        part = self.weights[start:stop].copy()
        part.data = np.log1p(-part.data)
        table = keywords()
        belongs = sparse.csr_matrix(
            (np.ones(len(table.words)), (np.arange(len(table.words)), table.component)),
            shape=(len(table.words), len(components())),
        )
        logs = np.asarray((part @ belongs).todense())
        return np.asarray(1.0 - np.exp(logs))

    def words(self, row: int, component: int) -> list[str]:
        """The keywords that speak for ``component`` in ``row``, the strongest first."""
        table, line = keywords(), slice(self.weights.indptr[row], self.weights.indptr[row + 1])
        mine = [
            (-weight, table.words[keyword])
            for keyword, weight in zip(self.weights.indices[line], self.weights.data[line], strict=True)
            if table.component[keyword] == component
        ]
        return [word for _, word in sorted(mine)]


def evidence(frame: pd.DataFrame) -> Evidence:
    """The weight of every keyword per row of ``frame``; reads the columns of ``[field]`` in components.toml it has."""
    table, highest = keywords(), settings()["strength"]["highest"]
    total = sparse.csr_matrix((len(frame), len(table.words)))
    scale = sparse.diags(table.strength)
    for column, chance in settings()["field"].items():
        if column in frame.columns:
            total = total.maximum(hints(frame[column].tolist()) @ scale * chance)
    total = sparse.csr_matrix(total)
    total.data = np.minimum(total.data, highest)
    return Evidence(total)
