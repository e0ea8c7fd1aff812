"""The hits of a whole row against each other (reading rules R1, R4, R6 and the exception to R3).

Comes in: a :class:`rows.Row` and the hits of its cells, judged one statement at a time. Goes out: the same hits, some
of them set aside. What a newcomer would get wrong: a hit is never dropped; it keeps its cell and says why it does not
count.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from landscape.classify import platforms
from landscape.classify.cues import cue
from landscape.classify.patterns import fold
from landscape.classify.platforms import PLATFORM
from landscape.classify.rows import Row
from landscape.classify.signals import having
from landscape.classify.statement import FieldHit, Hit

CLIENTS = {"A1", "A2", "A3", "A4", "A4S", "A5"}
DEAD = {"T2", "T2W", "T2X"}
_MARKETING = CLIENTS | {"API", "APP", "B1", "BM", "BC", "B2", "B2S", "B3", "B3O", "B4", "LOCAL", "OP", "CN", "CUR"}
_NAME_COUNTS = {"T2", "T2X", "N0", "N0C"}
_HEAD_WORDS = 5
_PUNCTUATION = re.compile(r"[,.;:(]")


def against_each_other(row: Row, hits: Iterable[FieldHit]) -> list[FieldHit]:
    """The hits of ``row`` after the reading rules that look at the whole row."""
    judged = _own_part(row, _name_only(row, list(hits)))
    for resolve in (_completed_change, _current_browsers, _concrete_beats_generic):
        judged = resolve(judged)
    return judged


def category(item: FieldHit) -> str:
    """The category of a platform hit (database, server_os, ...), empty for any other hit."""
    return platforms.platform(item.hit.signal)["category"] if item.hit.group == PLATFORM else ""


def _counting(hits: Iterable[FieldHit], groups: set[str]) -> list[FieldHit]:
    return [item for item in hits if item.hit.status == "counts" and item.hit.group in groups]


def _set_aside(hits: list[FieldHit], which: Callable[[FieldHit], bool], because: str) -> list[FieldHit]:
    return [
        replace(item, hit=replace(item.hit, status="set_aside", cue=because))
        if item.hit.status == "counts" and which(item)
        else item
        for item in hits
    ]


# R6 -----------------------------------------------------------------------------------------------------------------
def _name_only(row: Row, hits: list[FieldHit]) -> list[FieldHit]:
    name = fold(row.text("name"))
    texts = {field: fold(text) for field, text in row.texts}
    return [_judge_name(item, name, texts) for item in hits]


def _judge_name(item: FieldHit, name: str, texts: dict[str, str]) -> FieldHit:
    hit = item.hit
    in_name = item.field in ("name", "version") and hit.group not in _NAME_COUNTS | {PLATFORM}
    if not in_name and item.field in ("description", "usage_description", "remarks", "extra"):
        in_name = hit.group in _MARKETING and _within_name(hit, name, texts.get(item.field, ""))
    return replace(item, hit=replace(hit, status="name_only", cue="")) if in_name and hit.status == "counts" else item


def _within_name(hit: Hit, name: str, text: str) -> bool:
    words = fold(hit.words)
    if words not in name or len(name) <= len(words):
        return False
    place = text.find(name)
    while place >= 0:
        if place <= hit.start and hit.start + len(words) <= place + len(name):
            return True
        place = text.find(name, place + 1)
    return False


# R3, the exception ---------------------------------------------------------------------------------------------------
def _own_part(row: Row, hits: list[FieldHit]) -> list[FieldHit]:
    """Where the row's application is itself the portal, form or viewer, that part is the main function."""
    kind = fold(row.text("application_type"))
    parts = cue("own_parts")
    own = parts.search(fold(row.text("name"))) or parts.search(kind) or parts.search(_head_noun(row))
    if not own:
        return hits
    return [
        replace(item, hit=replace(item.hit, status="counts")) if item.hit.status == "side" else item for item in hits
    ]


def _head_noun(row: Row) -> str:
    """What the description says the application is: its words before the first preposition, at most five."""
    text = fold(row.text("description"))
    end = min(
        (match.start() for match in (_PUNCTUATION.search(text), cue("head_noun_ends").search(text)) if match),
        default=len(text),
    )
    words = text[:end]
    none = cue("head_noun_none").match(text[end:].lstrip())
    return "" if none or len(words.split()) > _HEAD_WORDS else words


# R4 -----------------------------------------------------------------------------------------------------------------
_BEATEN = {
    "A1": CLIENTS - {"A1", "A2"} | DEAD,
    "A2": CLIENTS - {"A1", "A2"} | DEAD,
    "B1": {"B2", "B2S", "B3", "B3O", "B4", "LOCAL", "OP", "BC", "A4", "A4S", "A5"},
    "BM": {"B2", "B2S", "B3", "B3O", "B4", "LOCAL", "OP", "BC", "A4", "A4S", "A5"},
    "B2": {"B1", "BM", "BC", "B3", "B3O", "OP", "B4", "LOCAL"},
    "B2S": {"B1", "BM", "BC", "B3", "B3O", "OP", "B4", "LOCAL"},
    "B3": {"B1", "BM", "BC", "B2", "B2S", "B4", "LOCAL"},
    "B3O": {"B1", "BM", "BC", "B2", "B2S", "B4", "LOCAL"},
    "OP": {"B1", "BM", "BC", "B2", "B2S"},
    "A4": {"A1", "A2", "A3"},
    "A4S": {"A1", "A2", "A3"},
    "A5": {"A1", "A2", "A3"},
}


def _completed_change(hits: list[FieldHit]) -> list[FieldHit]:
    for done in [item for item in hits if item.hit.changed and item.hit.status == "counts"]:
        beaten = _BEATEN.get(done.hit.group, set())
        hits = _set_aside(
            hits,
            lambda item, beaten=beaten, done=done: (
                item.hit.group in beaten and not item.hit.changed and item.field != done.field
            ),  # type: ignore[misc]
            f"R4: {done.hit.words}",
        )
    renewed = {category(item) for item in hits if item.hit.changed and item.hit.group == PLATFORM} - {""}
    return _set_aside(hits, lambda item: category(item) in renewed and not item.hit.changed, "R4")


def _current_browsers(hits: list[FieldHit]) -> list[FieldHit]:
    """Internet Explorer beside a current browser is one of several, not a need."""
    fields = {item.field for item in _counting(hits, {"A1", "A2"}) if item.hit.signal in having("current_browser")}
    return _set_aside(hits, lambda item: item.field in fields and item.hit.signal in having("older_browser"), "R1")


# R1 -----------------------------------------------------------------------------------------------------------------
def _concrete_beats_generic(hits: list[FieldHit]) -> list[FieldHit]:
    local = _counting(hits, {"LOCAL"})
    if local:
        hits = _set_aside(hits, lambda item: item.hit.group in {"B1", "BM", "BC", "A2"}, f"R1: {local[0].hit.words}")
    own = _counting(hits, {"B3O"})
    if own:
        hits = _set_aside(hits, lambda item: item.hit.group in {"B1", "BC"}, f"R1: {own[0].hit.words}")
    rented = [item for item in _counting(hits, {"B3"}) if item.hit.signal in having("rented")]
    if rented:
        hits = _set_aside(hits, lambda item: item.hit.group == "BC", f"R1: {rented[0].hit.words}")
    return hits
