"""Words with one letter wrong, missing, doubled or swapped, read as the word that was meant.

Comes in: a folded text. Goes out: the text to look for signals in, and where each of its characters stood. What a
newcomer would get wrong: only long words of a short vocabulary are mended, and words that exist are left alone.
"""

from __future__ import annotations

import re
from functools import cache

from rapidfuzz.distance import OSA

from landscape import knowledge
from landscape.classify.clauses import CUE_KEYS

_WORD = re.compile(r"[a-z]{5,}")
_SHORTEST = 6


@cache
def _vocabulary() -> tuple[str, ...]:
    words = knowledge.settings("reading_cues.toml", CUE_KEYS)["vocabulary"]
    return tuple(sorted(word for word in words if len(word) >= _SHORTEST))


@cache
def _left_alone() -> frozenset[str]:
    cues = knowledge.settings("reading_cues.toml", CUE_KEYS)
    return frozenset(cues["typo_exceptions"]) | frozenset(cues["vocabulary"])


@cache
def mended(word: str) -> str:
    """The vocabulary word that ``word`` is one slip away from, else ``word`` itself."""
    if word in _left_alone() or word.rstrip("s") in _left_alone():
        return word
    for meant in _vocabulary():
        close = abs(len(meant) - len(word)) <= 1 and word[0] == meant[0]
        if close and OSA.distance(word, meant, score_cutoff=1) <= 1:
            return meant
    return word


def mend(text: str) -> tuple[str, list[int] | None]:
    """The mended text and, when anything changed, the original position of each of its characters and its end."""
    slips = [(match, mended(match[0])) for match in _WORD.finditer(text) if mended(match[0]) != match[0]]
    if not slips:
        return text, None
    pieces: list[str] = []
    places: list[int] = []
    last = 0
    for match, meant in slips:
        pieces += [text[last : match.start()], meant]
        places += range(last, match.start())
        places += [match.start(), *([match.start() + 1] * (len(meant) - 1))]
        last = match.end()
    pieces.append(text[last:])
    places += [*range(last, len(text)), len(text)]
    return "".join(pieces), places
