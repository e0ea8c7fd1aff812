"""Reading rule R3 and doubt: side parts, other systems, what the application is about, and what nobody is sure of.

Comes in: a statement and a hit in it. Goes out: side, connection, subject or unsure with the words that say so, or
None. What a newcomer would get wrong: "registratie van laptops" is about laptops; the application need not run on one.
"""

from __future__ import annotations

import re
from functools import cache

from landscape.classify.cues import cue, words
from landscape.classify.passage import HIT, Passage, Verdict
from landscape.classify.platforms import PLATFORM
from landscape.classify.signals import RawHit, having

_NEVER_SIDE = ("BM", "EOS", "EOSD", "CUR", "N0", "N0C", "I_GGI", "I_API", "I_STUF", "I_FILES")
_SUBJECTS = (
    "A3", "A4", "A4S", "A5", "B1", "BC", "B3", "B3O", "B4", "T2", "T2W", "T2X", "LOCAL", "CN", PLATFORM
)  # fmt: skip
_NEAR_CONNECTION = 5
_NEAR_SUBJECT = 1
_ITEM = r"\W*(?:\w+\W+){0,2}LIST\W+(?:\w+\W+){0,1}HIT|\W*(?:\w+\W+){0,1}HIT"
_LAST = r"(?:^|\W)AND\W+(?:\w+\W+)?HIT+\W*$"
_MEMBERS = r"\W*(?:\w+\W+)?(?:HIT+\W*(?:LIST\W+)?(?:\w+\W+)?)+"


@cache
def _listed(shape: str) -> re.Pattern[str]:
    """``shape`` compiled: LIST and AND in it stand for the words between members of a list and before its last one."""
    for mark, name in (("LIST", "list_words"), ("AND", "and_words")):
        shape = shape.replace(mark, f"(?:{'|'.join(words(name))})")
    return re.compile(shape.replace("HIT", HIT))


def doubt(passage: Passage, hit: RawHit) -> Verdict | None:
    """ "unsure" and the cue, when somebody doubts ``hit``."""
    rest = passage.text[hit.end : hit.end + 3].lstrip()
    found = cue("unsure").search(passage.opening) or cue("unsure_after").match(passage.tail.lstrip())
    if found or rest.startswith("?"):
        return "unsure", found[0].replace(HIT, "") if found else "?"
    return None


def subject(passage: Passage, hit: RawHit) -> Verdict | None:
    """ "subject" and the cue, when ``hit`` is what the application is about."""
    if hit.group not in _SUBJECTS:
        return None
    before = passage.before(hit)
    found = next(reversed(list(cue("subject").finditer(before))), None)
    if found is not None:
        between = before[found.end() :]
        near = len(between.replace(HIT, "").split()) <= _NEAR_SUBJECT or _is_list(between)
        return ("subject", found[0].strip()) if near else None
    listed = passage.part.mark == "," and "subject" in passage.before_it and _listed(_ITEM).match(passage.body)
    if listed:
        return "subject", ", "
    lead = cue("subject").search(passage.part.lead) if passage.part.mark == "," else None
    tail = _listed(_LAST).search(passage.body)
    return ("subject", lead[0].strip()) if lead and tail else None


def _is_list(between: str) -> bool:
    """ "Oracle Forms en": other hits of the same list stand between."""
    return HIT in between and bool(_listed(_MEMBERS).fullmatch(between))


def side(passage: Passage, hit: RawHit) -> Verdict | None:
    """ "side" or "connection" and the cue, when ``hit`` is about a part or about another system."""
    if hit.group in _NEVER_SIDE:
        return None
    other_end = _other_end(passage, hit)
    if other_end:
        return "connection", other_end
    left, right = _fine(passage, hit)
    fine = passage.text[left:right]
    noun = _noun(hit, left, fine)
    if not noun and passage.part.tail_mark == "(":
        noun = cue("side_nouns").search(passage.part.tail)
    if not noun and passage.part.lead.rstrip().endswith(":"):
        noun = cue("side_nouns").search(passage.part.lead)
    return ("side", noun[0]) if noun and not cue("main_users").search(fine) else None


def _other_end(passage: Passage, hit: RawHit) -> str:
    """The word that makes the hit the other end of a connection, at most five words before it."""
    before = passage.before(hit)
    found = next(reversed(list(cue("connection").finditer(before))), None)
    if found is None:
        return ""
    between = before[found.end() :]
    return found[0] if len(between.split()) <= _NEAR_CONNECTION and HIT not in between else ""


def _noun(hit: RawHit, left: int, fine: str) -> re.Match[str] | None:
    """The first side noun that is not part of the hit itself; a portal is one even so."""
    for noun in cue("side_nouns").finditer(fine):
        inside = hit.start < left + noun.end() and left + noun.start() < hit.end
        if not inside or hit.signal in having("side_by_itself"):
            return noun
    return None


def _fine(passage: Passage, hit: RawHit) -> tuple[int, int]:
    """The hit's own piece of the statement, cut at joins such as "en" and "met"."""
    left, right = passage.part.start, passage.part.end
    for match in cue("joins").finditer(passage.text, passage.part.start, passage.part.end):
        if any(other.start <= match.start() < other.end for other in passage.hits):
            continue
        if match.end() <= hit.start:
            left = match.end()
        elif match.start() >= hit.end:
            right = min(right, match.start())
    return left, right
