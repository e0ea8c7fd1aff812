"""How much the words of an application look like the words of a function, also where no keyword is hit.

In: texts, and per reference component all its keywords as one document. Out: per row the cosine with every component on
pieces of three to five letters, so that "vergaderkamers" still resembles "vergaderruimte". A newcomer would cut every
text into pieces; here every distinct word is cut once, and a text is the sum of its words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

from landscape.overlap.component_words import Floats, components, settings, split_words

_PIECES = (3, 5)
_SUFFIX = "component"


@dataclass(frozen=True)
class Model:
    """The components as documents: ``documents`` (component x piece), the weight per piece, and of an unknown piece."""

    vectorizer: TfidfVectorizer
    documents: sparse.csr_matrix
    idf: Floats
    unknown: float


@cache
def model() -> Model:
    """Learn the weight of every piece from our own keywords; nothing else, so it is the same everywhere."""
    documents = [
        " ".join(
            split_words(" ".join([row["component"].replace(_SUFFIX, ""), row["keywords"], row["strong_keywords"]]))
            + split_words(row["weak_keywords"])
        )
        for row in components().to_dict("records")
    ]
    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=_PIECES, sublinear_tf=True, dtype=np.float64)
    fitted = vectorizer.fit_transform(documents)
    idf = np.asarray(vectorizer.idf_, dtype=np.float64)
    return Model(vectorizer, sparse.csr_matrix(fitted), idf, float(idf.max()))


@dataclass(frozen=True)
class Likeness:
    """The words of a frame's rows, weighted by field, ready to be compared with the components."""

    vocabulary: tuple[str, ...]
    counts: sparse.csr_matrix
    pieces: sparse.csr_matrix
    unknown: Floats

    def cosines(self, start: int, stop: int) -> Floats:
        """Rows ``start`` to ``stop`` against every component, 0 (nothing alike) to 1."""
        part = self.counts[start:stop]
        pieces = part @ self.pieces
        squared = np.asarray(pieces.multiply(pieces).sum(axis=1)).ravel() + part.multiply(part) @ self.unknown
        length = np.sqrt(np.where(squared > 0, squared, 1.0))
        return np.asarray((pieces @ model().documents.T).toarray() / length[:, None])

    def words(self, row: int, component: int) -> list[str]:
        """The words of ``row`` that look like ``component``, the strongest first."""
        line = slice(self.counts.indptr[row], self.counts.indptr[row + 1])
        mine = self.counts.indices[line]
        alike = np.asarray((self.pieces[mine] @ model().documents[[component]].T).toarray()).ravel()
        ranked = sorted(
            (-value, self.vocabulary[word])
            for value, word in zip(alike * self.counts.data[line], mine, strict=True)
            if value > 0
        )
        return [word for _, word in ranked]


def likeness(frame: pd.DataFrame, section: str = "likeness") -> Likeness:
    """The words of the columns of ``section`` in components.toml that ``frame`` has, weighted as it says."""
    weights = {column: weight for column, weight in settings()[section].items() if column in frame.columns}
    texts = {column: frame[column].tolist() for column in weights}
    vocabulary = sorted({word for column in texts for text in set(texts[column]) for word in split_words(text)})
    number = {word: position for position, word in enumerate(vocabulary)}
    counts = sparse.csr_matrix((len(frame), len(vocabulary)))
    for column, weight in weights.items():
        counts = counts + _counts(texts[column], number) * weight
    known, unknown = _pieces(vocabulary)
    return Likeness(tuple(vocabulary), sparse.csr_matrix(counts), known, unknown)


def in_context(cosines: Floats, context: Floats) -> Floats:
    """Likeness strengthened where the department points the same way; a department alone points nowhere."""
    return np.asarray(cosines * (1.0 + max(settings()["context"].values()) * context))


def _counts(texts: Sequence[str], number: dict[str, int]) -> sparse.csr_matrix:
    distinct = sorted(set(texts))
    words = [[number[word] for word in split_words(text)] for text in distinct]
    starts = np.cumsum([0, *map(len, words)])
    flat = np.fromiter((word for group in words for word in group), dtype=np.int64)
    table = sparse.csr_matrix((np.ones(len(flat)), flat, starts), shape=(len(distinct), len(number)))
    table.sum_duplicates()
    position = {text: row for row, text in enumerate(distinct)}
    return table[[position[text] for text in texts]]


def _pieces(vocabulary: Sequence[str]) -> tuple[sparse.csr_matrix, Floats]:
    """Per word its weighted pieces, and the squared weight of the pieces no component has."""
    fitted = model()
    if not vocabulary:
        return sparse.csr_matrix((0, len(fitted.idf))), np.zeros(0)
    counter = CountVectorizer(analyzer="char_wb", ngram_range=_PIECES, vocabulary=fitted.vectorizer.vocabulary_)
    known = counter.transform(vocabulary)
    analyse = fitted.vectorizer.build_analyzer()
    total = np.array([len(analyse(word)) for word in vocabulary], dtype=np.float64)
    missing = total - np.asarray(known.sum(axis=1)).ravel()
    return sparse.csr_matrix(known @ sparse.diags(fitted.idf)), missing * fitted.unknown**2
