"""One statement of a cell with everything the reading rules look at.

Comes in: a part of a sentence and its hits. Goes out: a :class:`Passage`. What a newcomer would get wrong: in ``body``
every hit is blanked out, so that no cue is found inside the words of a signal.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from landscape.classify.clauses import Part
from landscape.classify.cues import cue
from landscape.classify.signals import RawHit, having

HIT = "\x00"
DENIED = "\x01"
"""What stands in ``body`` for a hit, and for a hit that itself says no ("geen plug-in")."""
_SHORT_LEAD = 4

Verdict = tuple[str, str]
"""A status and the words that decided it."""


@dataclass(frozen=True)
class Passage:
    """``lead`` and ``tail`` are the hitless words around the statement, empty when they are about something else."""

    text: str
    part: Part
    hits: tuple[RawHit, ...]
    reference_date: date
    before_it: frozenset[str]
    body: str
    lead: str
    tail: str

    def before(self, hit: RawHit) -> str:
        """The body up to ``hit``."""
        return self.body[: hit.start - self.part.start]

    def after(self, hit: RawHit) -> str:
        """The body behind ``hit``."""
        return self.body[hit.end - self.part.start :]

    @property
    def opening(self) -> str:
        """The whole lead and the body."""
        return f"{self.part.lead} {self.body}"


def passage(
    text: str, part: Part, hits: list[RawHit], reference_date: date, before_it: frozenset[str] = frozenset()
) -> Passage:
    """The statement ``part`` of ``text``; ``before_it`` are the statuses of the hits in the statement before it."""
    tail = "" if cue("lifecycle").search(part.tail) and part.tail_mark != "(" else part.tail
    short = len(part.lead.split()) <= _SHORT_LEAD or part.mark in (":", "(")
    lead = part.lead if short else ""
    return Passage(text, part, tuple(hits), reference_date, before_it, _blanked(text, part, hits), lead, tail)


def _blanked(text: str, part: Part, hits: list[RawHit]) -> str:
    characters = list(text[part.start : part.end])
    for hit in hits:
        for position in range(max(hit.start, part.start), min(hit.end, part.end)):
            characters[position - part.start] = DENIED if hit.signal in having("says_no") else HIT
    return "".join(characters)
