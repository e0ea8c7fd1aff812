"""Records of any two tables, as matching sees them: the same road as product names, for texts in general.

In: records with the roles name, maker, code, text, category and price (any may be empty). Out: their words,
numbers, codes and likeness tables, computed once. This is how the matching of this house is measured on public data
sets, and what matches two lists that are not lists of applications. A newcomer would compare field with field;
makers stand in names and codes in descriptions, so everything is also compared with everything.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from landscape.overlap.candidates import character_groups, weighted
from landscape.overlap.words import Floats, Ints, WordTable, fold, letters_only, rarity, word_table

ROLES = ("name", "maker", "code", "text", "category", "price")
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_ZEROS = re.compile(r"(\.0+)+$")
_EDGE = ".,:;!'\"()[]"


@dataclass(frozen=True)
class TextRecord:
    """One record; every role is text, empty when unknown."""

    name: str = ""
    maker: str = ""
    code: str = ""
    text: str = ""
    category: str = ""
    price: str = ""

    @property
    def whole(self) -> str:
        """Everything it says in words."""
        return " ".join(part for part in (self.name, self.maker, self.code, self.text) if part)


def tokens(text: str) -> list[str]:
    """Words, numbers and codes: punctuation is gone, version ``7.0`` is ``7``, ``kx-tg9343`` is ``kxtg9343``."""
    found = (re.sub(r"[^a-z0-9.]", "", word.strip(_EDGE)) for word in fold(text).split())
    return [token for token in (_ZEROS.sub("", word) for word in found) if token]


def numbers(text: str) -> list[str]:
    """The numbers of ``text``, without trailing ``.0`` and leading zeros."""
    return [_ZEROS.sub("", found).lstrip("0") or "0" for found in _NUMBER.findall(text)]


def codes(text: str) -> list[str]:
    """Model numbers: at least four letters and digits of which one a digit."""
    squashed = (re.sub(r"[^a-z0-9]", "", word) for word in fold(text).split())
    return [code for code in squashed if len(code) >= 4 and any(letter.isdigit() for letter in code)]


def _amount(number: str) -> float:
    """A number with at most one point; of ``1.2.3`` the first two parts count."""
    return float(".".join(number.split(".")[:2]))


@dataclass(frozen=True)
class Tables:
    """Two tables of records: the first ``split`` are left, the others right."""

    records: Sequence[TextRecord]
    split: int

    @cached_property
    def name_words(self) -> WordTable:
        """Words of the names."""
        return word_table([tokens(record.name) for record in self.records])

    @cached_property
    def whole_words(self) -> WordTable:
        """Words of everything."""
        return word_table([tokens(record.whole) for record in self.records])

    @cached_property
    def name_codes(self) -> WordTable:
        """Model numbers in the names."""
        return word_table([sorted(set(codes(record.name))) for record in self.records])

    @cached_property
    def whole_codes(self) -> WordTable:
        """Model numbers anywhere."""
        return word_table([sorted(set(codes(record.whole))) for record in self.records])

    @cached_property
    def name_numbers(self) -> WordTable:
        """Numbers in the names."""
        return word_table([sorted(set(numbers(record.name))) for record in self.records])

    @cached_property
    def squashed_names(self) -> list[str]:
        """The names without spaces and signs."""
        return [letters_only(record.name) for record in self.records]

    @cached_property
    def squashed_whole(self) -> list[str]:
        """Everything without spaces and signs."""
        return [letters_only(record.whole) for record in self.records]

    @cached_property
    def prices(self) -> Floats:
        """The price as number, NaN when there is none."""
        found = [_NUMBER.search(_THOUSANDS.sub("", record.price)) for record in self.records]
        return np.array([_amount(match.group()) if match else np.nan for match in found])

    @cached_property
    def names(self) -> sp.csr_matrix:
        """One row of unit length per record: the characters and the words of its name, for half each."""
        views = [character_groups(self.squashed_names, (3, 4)), word_vectors(self.name_words)]
        return (sp.hstack(views) * np.sqrt(0.5)).tocsr()

    @cached_property
    def likeness(self) -> dict[str, npt.NDArray[np.float32]]:
        """Whole tables of cosines, left x right: characters and words of names and of everything, and their mean."""
        views = {
            "name_letters": character_groups(self.squashed_names, (3, 4)),
            "whole_letters": character_groups([text[:400] for text in self.squashed_whole], (4,)),
            "name_words": word_vectors(self.name_words),
            "whole_words": word_vectors(self.whole_words),
        }
        tables = {name: _product(view[: self.split], view[self.split :]) for name, view in views.items()}
        return {**tables, "mean": np.mean(list(tables.values()), axis=0, dtype=np.float32)}


def word_vectors(table: WordTable) -> sp.csr_matrix:
    """Unit-length TF-IDF rows over the words."""
    shape = (len(table.starts) - 1, len(table.vocabulary))
    counts = sp.csr_matrix((np.ones(len(table.ids)), table.ids, table.starts), shape=shape)
    counts.sum_duplicates()
    return weighted(counts)


def _product(left: sp.csr_matrix, right: sp.csr_matrix) -> npt.NDArray[np.float32]:
    return np.asarray((left @ right.T).todense(), dtype=np.float32)


def nearest_pairs(tables: Tables, most: int = 8, budget: int = 30_000) -> tuple[Ints, Ints]:
    """Positions (left, right, each in its own table) of every record's nearest by three of the views.

    Args:
        most: neighbours per record at most; fewer in a table so large that they would exceed ``budget``, at least two.
    """
    width = len(tables.records) - tables.split
    found = []
    for view in ("name_letters", "name_words", "mean"):
        scores = tables.likeness[view]
        rows = _largest(scores, int(np.clip(budget // max(tables.split, 1), 2, most)))
        columns = _largest(scores.T, int(np.clip(budget // max(width, 1), 2, most)))
        found.append((np.arange(tables.split)[:, None] * width + rows).ravel())
        found.append((columns * width + np.arange(width)[:, None]).ravel())
    pairs = np.unique(np.concatenate(found)).astype(np.int64)
    return pairs // width, pairs % width


def _largest(scores: npt.NDArray[np.float32], top: int) -> Ints:
    """Per row the positions of its ``top`` largest scores."""
    if top >= scores.shape[1]:
        return np.tile(np.arange(scores.shape[1], dtype=np.int64), (len(scores), 1))
    return np.argpartition(-scores, top, axis=1)[:, :top].astype(np.int64)


def word_weights(table: WordTable) -> Floats:
    """Rarity per word of the table."""
    return rarity(table)
