"""Words with one letter wrong, missing, doubled or swapped, read as the word that was meant.

Comes in: a folded text. Goes out: the text to look for signals in, where each of its characters stood, and the slips.
What a newcomer would get wrong: a word that exists is no slip, however much it looks like a technology ("Active",
"interne", "installer"); every word of the knowledge files and every form of it exists. Only swapped or doubled letters
in a long word, or a slip in a very long one, are so sure that a dead end may rest on them: :mod:`reading` sees to that.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import OSA

from landscape import knowledge
from landscape.classify.cues import words
from landscape.classify.patterns import fold

_WORD = re.compile(r"[a-z]{6,}")
_KNOWN_WORD = re.compile(r"(?<![a-z])[a-z]{4,}(?![a-z])")
_SHORTEST = 6
_SHORTEST_STEM = 5
_LONG = 7
_VERY_LONG = 11
_TRAINING = "training_readiness.csv"
_OFTEN = 3
"""Training rows hold slips on purpose; a word that stands there this often is none."""
_KEYS = ("source", "since", "endings", "ordinary", "slips")


@dataclass(frozen=True)
class Slip:
    """A mended word: as typed, from ``start`` up to ``end`` in the mended text, and whether it can be nothing else."""

    word: str
    start: int
    end: int
    sure: bool

    def touches(self, start: int, end: int) -> bool:
        """Whether the mended word lies partly within ``start`` up to ``end``."""
        return self.start < end and start < self.end


@dataclass(frozen=True)
class Mended:
    """The mended text; ``places`` are the original positions of its characters and its end, None when unchanged."""

    text: str
    places: list[int] | None
    slips: tuple[Slip, ...]


@cache
def _vocabulary() -> tuple[str, ...]:
    return tuple(sorted(word for word in words("vocabulary") if len(word) >= _SHORTEST))


@cache
def known_words() -> frozenset[str]:
    """Every word that is never mended: of the knowledge files, of the lists of exceptions, and the vocabulary."""
    listed = knowledge.settings("spelling.toml", _KEYS)
    counts: Counter[str] = Counter()
    for name, text in knowledge.written().items():
        found = _KNOWN_WORD.findall(fold(text))
        counts.update(found if name == _TRAINING else dict.fromkeys(found, _OFTEN))
    often = {word for word, times in counts.items() if times >= _OFTEN} - set(listed["slips"])
    return frozenset(often) | frozenset(listed["ordinary"]) | frozenset(words("typo_exceptions"))


def _exists(word: str) -> bool:
    if word in known_words():
        return True
    endings = knowledge.settings("spelling.toml", _KEYS)["endings"]
    stems = (word.removesuffix(ending) for ending in endings if word.endswith(ending))
    # "webbasedd" is no form of "webbased": no ending doubles the last letter
    return any(len(s) >= _SHORTEST_STEM and s in known_words() and not word.endswith(2 * s[-1]) for s in stems)


@cache
def mended(word: str) -> str:
    """The vocabulary word that ``word`` is one slip away from, else ``word`` itself."""
    if len(word) < _SHORTEST or _exists(word):
        return word
    for meant in _vocabulary():
        close = abs(len(meant) - len(word)) <= 1 and word[0] == meant[0]
        if close and OSA.distance(word, meant, score_cutoff=1) <= 1:
            return meant
    return word


def _sure(word: str, meant: str) -> bool:
    """Swapped or doubled letters in a long word, or any slip in a very long one: no other word looks like that."""
    swapped = sorted(word) == sorted(meant)
    doubled = re.sub(r"(.)\1", r"\1", word) == re.sub(r"(.)\1", r"\1", meant)
    return len(meant) >= _VERY_LONG or (min(len(word), len(meant)) >= _LONG and (swapped or doubled))


def mend(text: str, left: frozenset[str] = frozenset()) -> Mended:
    """``text`` with its slips mended, but for the words in ``left``."""
    found = [(match, mended(match[0])) for match in _WORD.finditer(text) if match[0] not in left]
    found = [(match, meant) for match, meant in found if meant != match[0]]
    if not found:
        return Mended(text, None, ())
    pieces: list[str] = []
    places: list[int] = []
    slips: list[Slip] = []
    last = 0
    for match, meant in found:
        pieces += [text[last : match.start()], meant]
        places += range(last, match.start())
        slips.append(Slip(match[0], len(places), len(places) + len(meant), _sure(match[0], meant)))
        places += [match.start(), *([match.start() + 1] * (len(meant) - 1))]
        last = match.end()
    pieces.append(text[last:])
    places += [*range(last, len(text)), len(text)]
    return Mended("".join(pieces), places, tuple(slips))
