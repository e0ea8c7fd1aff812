"""The small word lists of the reading room and the one way words are compared.

In comes text as typed, out comes a form in which "N.V.T. " and "n.v.t." are equal. The lists live in
``knowledge/words.csv``; a newcomer would write them as conditions.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from landscape import knowledge

_CAMEL = re.compile(r"(?<=[a-zà-ÿ0-9])(?=[A-Z][a-zà-ÿ])")
_ONLY_WORDS = {code: " " for code in range(128) if not chr(code).isalnum()}
_BETWEEN = "\x00"
_ONLY_WORDS_BETWEEN = _ONLY_WORDS | {0: _BETWEEN}
_NOT_WORD = re.compile(r"[^0-9a-z]+")


@cache
def words(kind: str) -> frozenset[str]:
    """The words of one kind in ``words.csv``, squashed.

    Raises:
        KnowledgeError: there is no such kind.
    """
    found = _lists().get(kind)
    if not found:
        raise knowledge.KnowledgeError(f"words.csv: no words of kind {kind!r}")
    return found


@cache
def _lists() -> dict[str, frozenset[str]]:
    table = knowledge.table("words.csv", ("kind", "word"))
    lists: dict[str, set[str]] = {}
    for kind, word in zip(table["kind"], table["word"], strict=True):
        lists.setdefault(kind, set()).add(lowered(word))
    return {kind: frozenset(found) for kind, found in lists.items()}


def lowered(text: str) -> str:
    """Lower case, one space between words, nothing else changed."""
    return " ".join(text.split()).casefold()


def bare(text: str) -> str:
    """Only letters and digits, without accents, camelCase cut: the form headers are compared in."""
    if text.isascii():
        return " ".join(_CAMEL.sub(" ", text).lower().translate(_ONLY_WORDS).split())
    folded = unicodedata.normalize("NFKD", _CAMEL.sub(" ", unicodedata.normalize("NFKC", text)).casefold())
    return " ".join(_NOT_WORD.sub(" ", "".join(c for c in folded if not unicodedata.combining(c))).split())


def bare_all(texts: list[str]) -> list[str]:
    """:func:`bare` of every text; those of plain letters are worked on together, in a fifth of the time."""
    plain = [text for text in texts if text.isascii() and _BETWEEN not in text]
    together = _CAMEL.sub(" ", _BETWEEN.join(plain)).lower().translate(_ONLY_WORDS_BETWEEN)
    forms = dict(zip(plain, (" ".join(form.split()) for form in together.split(_BETWEEN)), strict=False))
    return [forms[text] if text in forms else bare(text) for text in texts]


def among(texts: Iterable[str], kind: str) -> list[bool]:
    """Per text whether it is one of the words of ``kind``; a text longer than each of them costs one look."""
    said, longest = words(kind), _longest(kind)
    return [len(text) <= longest and lowered(text) in said for text in texts]


def is_unknown(text: str) -> bool:
    """Whether the cell says that nothing is known: empty, "n.v.t.", "onbekend", "-", "?"."""
    return not text or (len(text) <= _longest("unknown") and lowered(text) in words("unknown"))


def known_or_empty(texts: Iterable[str]) -> list[str]:
    """The texts, with "" for each that :func:`is_unknown` says nothing."""
    said, longest = words("unknown"), _longest("unknown")
    return ["" if len(text) <= longest and lowered(text) in said else text for text in texts]


@cache
def _longest(kind: str) -> int:
    return max(map(len, words(kind))) + 4  # a few spaces more
