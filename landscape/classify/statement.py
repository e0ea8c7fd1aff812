"""What the reading rules say about the hits of one statement.

Comes in: a statement with its raw hits. Goes out: each hit with a status (R2, R3, R5 of the codebook) and the cue that
decided it. What a newcomer would get wrong: the order. A denied thing is neither planned nor doubted; what is gone is
gone, also when it was a side part.
"""

from __future__ import annotations

from dataclasses import dataclass

from landscape.classify import negation, side, tense
from landscape.classify.cues import cue
from landscape.classify.passage import Passage
from landscape.classify.signals import RawHit

STATUSES = (
    "counts", "negated", "future", "past", "unsure", "side", "subject", "connection", "name_only", "set_aside",
)  # fmt: skip
_QUESTIONS = (negation.judge, tense.judge, side.doubt, side.subject, side.side)


@dataclass(frozen=True)
class Hit:
    """A signal in a cell, with the words as typed, its status and the words that decided the status.

    ``changed`` marks what a note calls a completed change (R4); ``start`` is where the words stand in the cell.
    """

    signal: str
    group: str
    words: str
    status: str
    cue: str = ""
    changed: bool = False
    start: int = 0


@dataclass(frozen=True)
class FieldHit:
    """A hit and the column it stands in."""

    field: str
    hit: Hit


def judged(passage: Passage, hit: RawHit, words: str) -> Hit:
    """The hit with its status: negation first, then time, doubt, subject and side."""
    for question in _QUESTIONS:
        verdict = question(passage, hit)
        if verdict is not None:
            status, because = verdict
            changed = status == "counts" and not cue("partly").search(passage.body)
            return Hit(hit.signal, hit.group, words, status, because.strip(), changed, hit.start)
    return Hit(hit.signal, hit.group, words, "counts", start=hit.start)
