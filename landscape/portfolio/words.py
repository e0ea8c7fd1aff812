"""The small word lists of the reading room and the one way words are compared.

In comes text as typed, out comes a form in which "N.V.T. " and "n.v.t." are equal. The lists live in
``knowledge/words.csv``; a newcomer would write them as conditions.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from landscape import knowledge

_CAMEL = re.compile(r"(?<=[a-zà-ÿ0-9])(?=[A-Z][a-zà-ÿ])")
_ONLY_WORDS = {code: " " for code in range(128) if not chr(code).isalnum()}
_NOT_WORD = re.compile(r"[^0-9a-z]+")


@cache
def words(kind: str) -> frozenset[str]:
    """The words of one kind in ``words.csv``, squashed.

    Raises:
        KnowledgeError: there is no such kind.
    """
    table = knowledge.table("words.csv", ("kind", "word"))
    found = frozenset(squash(word) for word in table.loc[table["kind"] == kind, "word"])
    if not found:
        raise knowledge.KnowledgeError(f"words.csv: no words of kind {kind!r}")
    return found


def squash(text: str) -> str:
    """Lower case, one space between words, nothing else changed."""
    return " ".join(text.split()).casefold()


def bare(text: str) -> str:
    """Only letters and digits, without accents, camelCase cut: the form headers are compared in."""
    if text.isascii():
        return " ".join(_CAMEL.sub(" ", text).lower().translate(_ONLY_WORDS).split())
    folded = unicodedata.normalize("NFKD", _CAMEL.sub(" ", unicodedata.normalize("NFKC", text)).casefold())
    return " ".join(_NOT_WORD.sub(" ", "".join(c for c in folded if not unicodedata.combining(c))).split())


def is_unknown(text: str) -> bool:
    """Whether the cell says that nothing is known: empty, "n.v.t.", "onbekend", "-", "?"."""
    return not text or (len(text) <= _longest_unknown() and squash(text) in words("unknown"))


@cache
def _longest_unknown() -> int:
    return max(map(len, words("unknown"))) + 4  # a few spaces more
