"""Reading rules: does a hit count, or is it negated, future, past, unsure, a side part or another system?

Comes in: one cell text, its role and the reference date. Goes out: hits with a status and the cue that decided it.
Rules R2, R3 and R5 of the codebook; R1, R4 and R6 weigh hits of a whole row and live in :mod:`row_rules`. What a
newcomer would get wrong: a side part with nothing beside it in its column is no side part.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import pairwise

from landscape.classify import moments
from landscape.classify.clauses import parts
from landscape.classify.cues import cue
from landscape.classify.passage import passage
from landscape.classify.patterns import fold
from landscape.classify.platforms import PLATFORM
from landscape.classify.signals import Finder, RawHit
from landscape.classify.spelling import Mended, mend
from landscape.classify.statement import Hit, judged

_SENTENCES = re.compile(r"(?:[^.;!?\n]|\.(?=\S))+")
_JUST_READ = 256
_PROOFS = ("A1", "A2", "A3", "A4", "A4S", "A5", "B1", "BM", "BC", "B2", "B2S", "B3", "B3O", "B4", "T2", "T2X")
_DEAD_ENDS = frozenset({"A3", "T2", "T2W", "T2X", "EOS", "EOSD", "B4", "LOCAL", PLATFORM})


def read(text: str, role: str, reference_date: date, finder: Finder) -> tuple[Hit, ...]:
    """The hits in ``text`` with their status on ``reference_date``."""
    mended, raw = _find(_folded(text), role, finder)
    folded, places = mended.text, mended.places
    if not raw:
        return ()
    if role in ("head", "name", "version"):
        return tuple(_plain(hit, _typed(text, places, hit)) for hit in raw)
    spans = [(hit.start, hit.end) for hit in raw]
    found: list[Hit] = []
    before_it: frozenset[str] = frozenset()
    doubted = _doubted(folded)
    for part in parts(folded, spans):
        inside = [hit for hit in raw if part.start <= hit.start < part.end]
        around = passage(folded, part, inside, reference_date, before_it)
        hits = [judged(around, hit, _typed(text, places, hit)) for hit in inside]
        before_it = frozenset(hit.status for hit in hits)
        found.extend(_unsure(hit, doubted) for hit in hits)
    return tuple(_dated(hit, reference_date) for hit in _whole_column(found, role))


def _doubted(folded: str) -> tuple[tuple[int, int, str], ...]:
    """What a cell doubts as a whole: a sentence before one of doubt, and everything where two people are quoted."""
    quoted = list(cue("attribution").finditer(folded))
    if len(quoted) > 1:
        return ((0, len(folded), quoted[0][0]),)
    spans = list(_SENTENCES.finditer(folded))
    return tuple(
        (before.start(), before.end(), after[0].strip())
        for before, after in pairwise(spans)
        if cue("doubt_sentence").fullmatch(after[0].strip())
    )


def _unsure(hit: Hit, doubted: tuple[tuple[int, int, str], ...]) -> Hit:
    for start, end, because in doubted if hit.status == "counts" else ():
        if start <= hit.start < end:
            return replace(hit, status="unsure", cue=because, changed=False)
    return hit


@lru_cache(maxsize=_JUST_READ)
def _folded(text: str) -> str:
    """The folded text; a description is read twice in a row, for what it says and for how it begins."""
    return fold(text)


@lru_cache(maxsize=_JUST_READ)
def _mended(folded: str, left: frozenset[str]) -> Mended:
    return mend(folded, left)


def _find(folded: str, role: str, finder: Finder, left: frozenset[str] = frozenset()) -> tuple[Mended, list[RawHit]]:
    """The mended text and its hits; a word that may be no slip stays as typed where a dead end would rest on it."""
    mended = _mended(folded, left)
    raw = finder.find(mended.text, role)
    dead = [hit for hit in raw if hit.group in _DEAD_ENDS]
    doubted = {slip.word for slip in mended.slips if not slip.sure and any(slip.touches(*_span(hit)) for hit in dead)}
    return _find(folded, role, finder, left | doubted) if doubted else (mended, raw)


def _span(hit: RawHit) -> tuple[int, int]:
    return hit.start, hit.end


def _whole_column(hits: list[Hit], role: str) -> list[Hit]:
    """With nothing else beside it a side part counts: in a column always, in a text when only its users are named."""
    if any(hit.status == "counts" and hit.group in _PROOFS for hit in hits):
        return hits
    return [
        replace(hit, status="counts", cue="")
        if hit.status == "side" and (role != "text" or cue("audience").match(hit.cue))
        else hit
        for hit in hits
    ]


def _typed(text: str, places: list[int] | None, hit: RawHit) -> str:
    """The words as typed, also where a slip was mended."""
    if places is None:
        return text[hit.start : hit.end]
    end = places[hit.end] if hit.end < len(places) else len(text)
    return text[places[hit.start] : end].rstrip()


def _plain(hit: RawHit, words: str) -> Hit:
    return Hit(hit.signal, hit.group, words, "counts", start=hit.start)


def _dated(hit: Hit, reference_date: date) -> Hit:
    """A dated end of support is past (support ended) or future (supported today)."""
    if hit.group != "EOSD" or hit.status != "counts":
        return hit
    days = [day for _, day, _ in moments.find(fold(hit.words))]
    if not days:
        return replace(hit, status="unsure")
    return replace(hit, group="EOS" if max(days) < reference_date else "CUR")
