"""Which pairs deserve a comparison: nearest names by characters, same name, same known package, same acronym.

In: texts (squashed names, or longer texts of public benchmarks). Out: arrays of positions, the smaller first, each
pair once, sorted. Comparing everything with everything does not fit (176,000 rows are 15 billion pairs); whatever
is missed here is lost for good, so candidate recall is a figure of its own in the benchmarks. A newcomer would keep
every character group: the frequent ones cost nearly all the time and find nearly nothing, so they are dropped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import scipy.sparse as sp

from landscape.engine import run_steps
from landscape.overlap.words import Floats, Ints

CHUNK = 2_000
"""Rows of the similarity matrix made at once: bounds memory, changes no result."""


@dataclass(frozen=True)
class Pairs:
    """Pairs of positions, ``left < right``, sorted and without doubles."""

    left: Ints
    right: Ints

    def __len__(self) -> int:
        return len(self.left)


@dataclass(frozen=True)
class Neighbours:
    """Directed nearest neighbours: ``row`` has neighbour ``column`` with cosine ``score``; sorted by row, then rank."""

    row: Ints
    column: Ints
    score: Floats


def character_groups(texts: Sequence[str], sizes: tuple[int, ...] = (2, 3, 4)) -> sp.csr_matrix:
    """Unit-length TF-IDF rows over the character groups of each text, with its begin and end marked.

    Columns are numbered in alphabetical order of the group, so the order of the texts changes no value.
    """
    groups = [_groups_of(text, sizes) for text in texts]
    vocabulary = {group: position for position, group in enumerate(sorted({g for found in groups for g in found}))}
    indices = np.fromiter((vocabulary[group] for found in groups for group in found), dtype=np.int64)
    starts = np.zeros(len(groups) + 1, dtype=np.int64)
    np.cumsum([len(found) for found in groups], out=starts[1:])
    counts = sp.csr_matrix((np.ones(len(indices)), indices, starts), shape=(len(groups), len(vocabulary)))
    counts.sum_duplicates()
    return weighted(counts)


def _groups_of(text: str, sizes: tuple[int, ...]) -> list[str]:
    marked = f"^{text}$" if text else ""
    return [marked[at : at + size] for size in sizes for at in range(len(marked) - size + 1)]


def weighted(counts: sp.csr_matrix) -> sp.csr_matrix:
    """Counts to unit-length TF-IDF rows: 1 + ln(count) times ln((1 + n) / (1 + df)) + 1."""
    frequency = np.bincount(counts.indices, minlength=counts.shape[1])
    idf = np.log((1.0 + counts.shape[0]) / (1.0 + frequency)) + 1.0
    matrix = counts.astype(np.float64)
    matrix.data = (1.0 + np.log(matrix.data)) * idf[matrix.indices]
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return sp.csr_matrix(sp.diags(1.0 / np.where(length > 0, length, 1.0)) @ matrix)


def nearest(queries: sp.csr_matrix, targets: sp.csr_matrix, top: int, floor: float, most: int = 0) -> Neighbours:
    """The ``top`` rows of ``targets`` nearest to each row of ``queries``, at least ``floor`` alike.

    Args:
        queries, targets: unit-length rows over the same columns.
        top: neighbours kept per query; among equals the smallest position stays.
        floor: the lowest cosine that counts.
        most: columns that more targets hold than this are left out of the search (0: none are).
    """
    turned = _rare_columns(targets, most).T.tocsr() if most else targets.T.tocsr()
    found = [_nearest_rows(queries, turned, begin, top, floor) for begin in range(0, queries.shape[0], CHUNK)]
    row, column, score = (np.concatenate([part[at] for part in found]) if found else np.zeros(0) for at in range(3))
    return Neighbours(row.astype(np.int64), column.astype(np.int64), score)


def _rare_columns(matrix: sp.csr_matrix, most: int) -> sp.csr_matrix:
    frequent = np.bincount(matrix.indices, minlength=matrix.shape[1]) > most
    kept = matrix.copy()
    kept.data[frequent[kept.indices]] = 0.0
    kept.eliminate_zeros()
    return kept


def _nearest_rows(
    queries: sp.csr_matrix, turned: sp.csr_matrix, begin: int, top: int, floor: float
) -> tuple[Ints, Ints, Floats]:
    product = (queries[begin : begin + CHUNK] @ turned).tocsr()
    rows = np.repeat(np.arange(product.shape[0], dtype=np.int64), np.diff(product.indptr))
    near = product.data >= floor
    rows, columns, scores = rows[near], product.indices[near].astype(np.int64), np.round(product.data[near], 9)
    order = np.lexsort((columns, -scores, rows))
    rows, columns, scores = rows[order], columns[order], scores[order]
    first = np.searchsorted(rows, rows, side="left")
    kept = np.arange(len(rows)) - first < top
    return rows[kept] + begin, columns[kept], scores[kept]


def cosine(matrix: sp.csr_matrix, left: Ints, right: Ints) -> Floats:
    """The cosine of each pair of rows; rows have unit length."""
    parts = [
        np.asarray(matrix[left[at : at + 50_000]].multiply(matrix[right[at : at + 50_000]]).sum(axis=1)).ravel()
        for at in range(0, max(len(left), 1), 50_000)
    ]
    result: Floats = np.clip(np.concatenate(parts), 0.0, 1.0)
    return result


def same_value(values: Sequence[str], most: int) -> Pairs:
    """Pairs of positions with the same non-empty value; in a large group each one meets its next ``most`` fellows."""
    named = pd.DataFrame({"id": np.arange(len(values), dtype=np.int64), "value": pd.Series(values, dtype="str")})
    found = run_steps(_SAME_VALUE, named=named, limits=pd.DataFrame({"most": [most]}))
    return Pairs(found["left_id"].to_numpy(dtype=np.int64), found["right_id"].to_numpy(dtype=np.int64))


_SAME_VALUE = {
    "placed": """
        SELECT id, value, row_number() OVER (PARTITION BY value ORDER BY id) AS place FROM named WHERE value <> ''
    """,
    "pairs": """
        SELECT one.id AS left_id, other.id AS right_id
        FROM placed AS one
        JOIN placed AS other ON other.value = one.value AND other.place > one.place
        JOIN limits ON other.place <= one.place + limits.most
        ORDER BY left_id, right_id
    """,
}


def acronyms(texts: Sequence[str], words: Sequence[Sequence[str]], shortest: int = 3) -> Pairs:
    """Pairs where one squashed text is the row of first letters of the other's words."""
    letters = ["".join(word[0] for word in found) if len(found) >= shortest else "" for found in words]
    holders: dict[str, list[int]] = {}
    for position, short in enumerate(letters):
        if short:
            holders.setdefault(short, []).append(position)
    pairs = [(at, holder) for at, text in enumerate(texts) for holder in holders.get(text, ()) if holder != at]
    one, other = (np.array([pair[side] for pair in pairs], dtype=np.int64) for side in (0, 1))
    return as_pairs(one, other)


def as_pairs(one: Ints, other: Ints) -> Pairs:
    """Undirected pairs: the smaller position left, without doubles and without pairs of one."""
    left, right = np.minimum(one, other), np.maximum(one, other)
    real = left != right
    size = int(right.max(initial=0)) + 1
    codes = np.unique(left[real] * size + right[real])
    return Pairs(codes // size, codes % size)


def join(*parts: Pairs) -> Pairs:
    """All pairs of all parts, once."""
    if not parts:
        nothing = np.zeros(0, dtype=np.int64)
        return Pairs(nothing, nothing)
    return as_pairs(np.concatenate([part.left for part in parts]), np.concatenate([part.right for part in parts]))
