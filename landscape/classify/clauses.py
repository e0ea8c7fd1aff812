"""Where one statement in a cell ends and the next begins.

Comes in: a folded text and the spans of its hits. Goes out: parts, each with the hits in it and the hitless words right
before and after it in the same sentence ("SaaS (vanaf 2027)": the words in brackets belong to SaaS). What a newcomer
would get wrong: a full stop in "versie 11.2" or "o.b.v." ends no sentence, and a break word inside a hit breaks
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from landscape.classify.cues import cue

_SENTENCE = re.compile(r"(?<!\w\.\w)(?<!\b[a-z])[.!;|\n]+(?=\s|$)|\?+(?=\s|$)|[;|\n]+")
_MARKS = re.compile(r"[,:()\[\]]|\s-+\s|\s/\s")


@dataclass(frozen=True)
class Part:
    """One statement: text from ``start`` to ``end``, the hitless words around it, and the mark before it.

    ``sentence`` numbers the sentence; ``lead`` and ``tail`` are the hitless parts right before and after. A remark
    between brackets interrupts a statement and does not end it: "webversie (SaaS) is voltooid" goes on behind it.
    """

    start: int
    end: int
    sentence: int
    mark: str
    lead: str
    tail: str
    tail_mark: str


def parts(text: str, spans: Sequence[tuple[int, int]]) -> list[Part]:
    """The statements of ``text`` that hold at least one of ``spans``, in order."""
    found: list[Part] = []
    for number, (start, end) in enumerate(_sentences(text, spans)):
        found.extend(_parts_of(text, start, end, number, spans))
    return found


def _sentences(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    cuts = [match.end() for match in _SENTENCE.finditer(text) if not _inside(match.start(), spans)]
    edges = [0, *cuts, len(text)]
    return [(left, right) for left, right in pairwise(edges) if text[left:right].strip()]


def _inside(position: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < position < end for start, end in spans)


def _parts_of(text: str, start: int, end: int, number: int, spans: Sequence[tuple[int, int]]) -> list[Part]:
    pieces = _pieces(text, start, end, spans)
    holds = [any(left <= span[0] < right for span in spans) for left, right, _ in pieces]
    found: list[Part] = []
    for index, (left, right, mark) in enumerate(pieces):
        if not holds[index]:
            continue
        first = index
        while first > 0 and not holds[first - 1]:
            first -= 1
        lead = text[pieces[first][0] : left] if not any(holds[:index]) else ""
        after = _goes_on(pieces, holds, index)
        last = after - 1
        while last + 1 < len(pieces) and not holds[last + 1]:
            last += 1
        behind = right if after == index + 1 else pieces[min(after, last)][0]
        tail, tail_mark = (text[behind : pieces[last][1]], pieces[after][2]) if last >= after else ("", "")
        found.append(Part(left, right, number, mark, lead, tail, tail_mark))
    return found


def _goes_on(pieces: Sequence[tuple[int, int, str]], holds: Sequence[bool], index: int) -> int:
    """The piece that goes on with piece ``index``: the next one, or the one behind brackets that hold a hit."""
    following = index + 1
    if following < len(pieces) and holds[following] and pieces[following][2] == "(":
        return next((at for at in range(following + 1, len(pieces)) if pieces[at][2] == ")"), following)
    return following


def _pieces(text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """Left edge, right edge and the mark that stands before it, for each piece of a sentence."""
    cuts = [(match.start(), match.end(), match[0].strip()) for match in _MARKS.finditer(text, start, end)]
    cuts += [(match.start(), match.start(), match[0]) for match in cue("breaks").finditer(text, start, end)]
    cuts = sorted(cut for cut in cuts if not any(left <= cut[0] < right for left, right in spans))
    pieces: list[tuple[int, int, str]] = []
    left, mark = start, ""
    for cut, after, word in cuts:
        if cut > left and text[left:cut].strip():
            pieces.append((left, cut, mark))
        left, mark = max(after, left), word
    if text[left:end].strip():
        pieces.append((left, end, mark))
    return pieces
