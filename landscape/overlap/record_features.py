"""Features of pairs of general records: likeness, words without partner, numbers, codes, maker, price, competition.

In: :class:`~landscape.overlap.text_records.Tables` and pairs of positions. Out: named columns, NaN where a field is
missing on either side. Uses the same alignment and competition as product names. A newcomer would fill missing
prices with zero, and teach the learner that free things are the same thing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import scipy.sparse as sp
from rapidfuzz import fuzz
from rapidfuzz.distance import Indel, JaroWinkler
from rapidfuzz.process import cpdist

from landscape.overlap.alignment import Alignment, align
from landscape.overlap.competition import whole_table
from landscape.overlap.text_records import Tables, word_weights
from landscape.overlap.words import Floats, Ints, WordTable, letters_only

_RATIOS: Mapping[str, Any] = {
    "ratio": fuzz.ratio,
    "sorted": fuzz.token_sort_ratio,
    "set": fuzz.token_set_ratio,
    "partial": fuzz.partial_ratio,
    "weighted": fuzz.WRatio,
    "partial_sorted": fuzz.partial_token_sort_ratio,
    "jaro_winkler": JaroWinkler.normalized_similarity,
}


def record_features(tables: Tables, left: Ints, right: Ints) -> dict[str, Floats]:
    """All features by name; ``left`` and ``right`` count in their own table."""
    one, other = left, right + tables.split
    features = _likeness(tables, left, right)
    features |= _spelling(tables, one, other)
    for name, words, squashed in (
        ("name", tables.name_words, tables.squashed_names),
        ("whole", tables.whole_words, tables.squashed_whole),
        ("code", tables.whole_codes, tables.squashed_whole),
        ("name_code", tables.name_codes, tables.squashed_whole),
    ):
        features |= _alignment(name, words, one, other, squashed)
    features |= _name_in_whole(tables, one, other)
    features |= _shared("number", tables.name_numbers, one, other)
    features |= _maker(tables, one, other) | _price(tables, one, other) | _fields(tables, one, other)
    return features


def _likeness(tables: Tables, left: Ints, right: Ints) -> dict[str, Floats]:
    return {
        f"{view}_{name}": values
        for view, scores in tables.likeness.items()
        for name, values in whole_table(scores, left, right).items()
    }


def _spelling(tables: Tables, one: Ints, other: Ints) -> dict[str, Floats]:
    names = np.array([record.name for record in tables.records], dtype=object)
    squashed = np.array(tables.squashed_names, dtype=object)
    found = {name: _compared(names, one, other, scorer) for name, scorer in _RATIOS.items()}
    found["squashed"] = _compared(squashed, one, other, Indel.normalized_similarity)
    found["squashed_partial"] = _compared(squashed, one, other, fuzz.partial_ratio)
    return found


def _compared(texts: np.ndarray, one: Ints, other: Ints, scorer: Any) -> Floats:
    return cpdist(texts[one], texts[other], scorer=scorer, workers=1).astype(np.float64)


def _alignment(name: str, words: WordTable, one: Ints, other: Ints, squashed: list[str]) -> dict[str, Floats]:
    """Weight of words with and without partner on both sides, for all words and for those with a digit."""
    weight = word_weights(words)
    digits = np.array([any(letter.isdigit() for letter in word) for word in words.vocabulary], dtype=np.float64)
    features: dict[str, Floats] = {}
    for side, begin, end in (("left", one, other), ("right", other, one)):
        aligned = align(words, begin, end, squashed)
        features |= {f"{name}_{key}_{side}": values for key, values in _masses(aligned, weight, digits).items()}
        features[f"{name}_words_{side}"] = words.lengths()[begin].astype(np.float64)
    return features


def _masses(aligned: Alignment, weight: Floats, digits: Floats) -> dict[str, Floats]:
    total, alone = aligned.mass(weight), aligned.unmatched(weight)
    digits_total, digits_alone = aligned.mass(weight * digits), aligned.unmatched(weight * digits)
    return {
        "alone": alone,
        "alone_share": alone / np.maximum(total, 1e-9),
        "alone_heaviest": aligned.heaviest_unmatched(weight),
        "matched": total - alone,
        "digits_alone": digits_alone,
        "digits_matched": digits_total - digits_alone,
        "letters_alone": aligned.unmatched(1.0 - digits),
    }


def _name_in_whole(tables: Tables, one: Ints, other: Ints) -> dict[str, Floats]:
    """How many words of one name stand nowhere in the other record."""
    vocabulary = tables.whole_words.vocabulary
    digits = np.array([any(letter.isdigit() for letter in word) for word in vocabulary], dtype=np.float64)
    names = _incidence(tables.name_words, vocabulary)
    wholes = _incidence(tables.whole_words, vocabulary)
    features: dict[str, Floats] = {}
    for side, begin, end in (("left", one, other), ("right", other, one)):
        absent = names[begin] - names[begin].multiply(wholes[end])
        features[f"nowhere_{side}"] = np.asarray(absent.sum(axis=1)).ravel()
        features[f"nowhere_digits_{side}"] = np.asarray(absent @ digits).ravel()
    return features


def _incidence(table: WordTable, vocabulary: tuple[str, ...]) -> sp.csr_matrix:
    place = {word: at for at, word in enumerate(vocabulary)}
    to_shared = np.array([place[word] for word in table.vocabulary], dtype=np.int64)
    shape = (len(table.starts) - 1, len(vocabulary))
    matrix = sp.csr_matrix((np.ones(len(table.ids)), to_shared[table.ids], table.starts), shape=shape)
    matrix.sum_duplicates()
    matrix.data[:] = 1.0
    return matrix


def _shared(name: str, words: WordTable, one: Ints, other: Ints) -> dict[str, Floats]:
    """Counts of equal words and of words of one side only."""
    found = _incidence(words, words.vocabulary)
    both = np.asarray(found[one].multiply(found[other]).sum(axis=1)).ravel()
    left, right = words.lengths()[one], words.lengths()[other]
    smaller = np.minimum(left, right)
    share = np.where(smaller > 0, both / np.maximum(smaller, 1), np.nan)
    return {f"{name}_both": both, f"{name}_left": left - both, f"{name}_right": right - both, f"{name}_share": share}


def _maker(tables: Tables, one: Ints, other: Ints) -> dict[str, Floats]:
    makers = np.array([letters_only(record.maker) for record in tables.records], dtype=object)
    first = np.array([(record.name.split() or [""])[0] for record in tables.records], dtype=object)
    ratio = _compared(makers, one, other, fuzz.ratio)
    ratio[(makers[one] == "") | (makers[other] == "")] = np.nan
    return {
        "maker": ratio,
        "maker_in_right_name": _stands_in(makers, one, tables.squashed_names, other),
        "maker_in_left_name": _stands_in(makers, other, tables.squashed_names, one),
        "same_first_word": (first[one] == first[other]).astype(np.float64),
    }


def _stands_in(parts: np.ndarray, one: Ints, texts: list[str], other: Ints) -> Floats:
    """1 when the beginning of the part stands in the other text, NaN when there is no part."""
    found = [np.nan if not parts[a] else float(parts[a][:6] in texts[b]) for a, b in zip(one, other, strict=True)]
    return np.array(found, dtype=np.float64)


def _price(tables: Tables, one: Ints, other: Ints) -> dict[str, Floats]:
    left, right = np.log(tables.prices[one] + 0.01), np.log(tables.prices[other] + 0.01)
    return {"price": np.abs(left - right), "price_signed": left - right, "price_left": left, "price_right": right}


def _fields(tables: Tables, one: Ints, other: Ints) -> dict[str, Floats]:
    """Category and model number where the tables have such a column."""
    category = np.array([record.category for record in tables.records], dtype=object)
    code = np.array([letters_only(record.code) for record in tables.records], dtype=object)
    features = {}
    for name, values, scorer in (("category", category, fuzz.token_set_ratio), ("model", code, fuzz.ratio)):
        features[name] = _compared(values, one, other, scorer)
        features[name][(values[one] == "") | (values[other] == "")] = np.nan
    features["model_in_right"] = _whole_code_in(code, one, tables.squashed_whole, other)
    features["model_in_left"] = _whole_code_in(code, other, tables.squashed_whole, one)
    return features


def _whole_code_in(code: np.ndarray, one: Ints, texts: list[str], other: Ints) -> Floats:
    found = [np.nan if not code[a] else float(code[a] in texts[b]) for a, b in zip(one, other, strict=True)]
    return np.array(found, dtype=np.float64)
