"""How a record is written tells which source it comes from: its signs, its price endings, its turns of phrase.

In: :class:`~landscape.overlap.text_records.Tables` and pairs of positions. Out: a few numbers per side
(:func:`style_features`), and per pair which frequent marks of writing each side bears (:func:`style_marks`). Sources
have habits (an article number first, prices in ninety-fives, every trade mark signed) and differ in which of their
entries somebody linked; answers tell how. A newcomer would compare only what two records say, not how they say it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
import scipy.sparse as sp

from landscape.overlap.text_records import Tables, TextRecord
from landscape.overlap.words import Floats, Ints, fold

FREQUENT = 8
"""A mark that fewer records of its table bear says more about the thing than about who wrote it down."""

_SIGN = re.compile(r"[a-z0-9']+|[^\sa-z0-9']")
_CODE = re.compile(r"\S*\d{4}|\S+\s+\S*\d{4}")
_LENGTH_STEP = 15


def style_features(tables: Tables, left: Ints, right: Ints) -> dict[str, Floats]:
    """Named numbers, NaN where there is no price; ``left`` and ``right`` count in their own table."""
    one, other = left, right + tables.split
    sides = {"left": one, "right": other}
    features = {f"{name}_{side}": told[at] for name, told in _per_record(tables).items() for side, at in sides.items()}
    features["length_difference"] = features["length_left"] - features["length_right"]
    features["cents_difference"] = np.abs(features["cents_left"] - features["cents_right"])
    features["price_ratio"] = tables.prices[one] / np.maximum(tables.prices[other], 0.01)
    return features


def style_marks(tables: Tables, left: Ints, right: Ints) -> sp.csr_matrix:
    """Per pair a 1 for every frequent mark of the left record, then for every frequent mark of the right one."""
    marks = [_marks(record) for record in tables.records]
    return sp.hstack(
        [_incidence(marks, marks[: tables.split])[left], _incidence(marks, marks[tables.split :])[right + tables.split]]
    ).tocsr()


def _per_record(tables: Tables) -> dict[str, Floats]:
    names = [fold(record.name) for record in tables.records]
    first = [(name.split() or [""])[0] for name in names]
    counts = Counter(first[: tables.split]), Counter(first[tables.split :])
    cents = np.round(tables.prices * 100)
    return {
        "cents": cents % 100,
        "last_digits": cents % 1000,
        "length": np.array([len(name) for name in names], dtype=np.float64),
        "code_first": np.array([_CODE.match(name) is not None for name in names], dtype=np.float64),
        "brackets": np.array([name.count("(") + name.count("[") for name in names], dtype=np.float64),
        "has_maker": np.array([record.maker != "" for record in tables.records], dtype=np.float64),
        "same_start": np.array([counts[at >= tables.split][word] for at, word in enumerate(first)], dtype=np.float64),
    }


def _marks(record: TextRecord) -> set[str]:
    """Words and signs of the name, its first word and length, the maker, and the last digits of the price."""
    name = fold(record.name)
    whole, _, cents = record.price.partition(".")
    return {
        *_SIGN.findall(name),
        f"first {(name.split() or [''])[0]}",
        f"length {len(name) // _LENGTH_STEP}",
        f"maker {fold(record.maker)}",
        f"cents {cents}",
        f"price {whole[-1:]}.{cents}",
    }


def _incidence(marks: Sequence[set[str]], table: Sequence[set[str]]) -> sp.csr_matrix:
    """Records x the marks that occur often enough in ``table``, in their alphabetical order."""
    counts = Counter(mark for found in table for mark in found)
    place = {mark: at for at, mark in enumerate(sorted(mark for mark, times in counts.items() if times >= FREQUENT))}
    cells = [(row, place[mark]) for row, found in enumerate(marks) for mark in sorted(found) if mark in place]
    rows, columns = np.array(cells, dtype=np.int64).reshape(-1, 2).T
    return sp.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(marks), len(place)))
