"""Reading rule R5: a negation removes only what it negates.

Comes in: a statement and a hit in it. Goes out: "negated" with the words that say so, or None. What a newcomer would
get wrong: "geen ActiveX of Flash" denies both, "browser, geen plug-in" denies the plug-in only, "niet
alleen web" nothing.
"""

from __future__ import annotations

import re
from functools import cache

from landscape.classify.cues import cue, words
from landscape.classify.passage import DENIED, HIT, Passage, Verdict
from landscape.classify.patterns import any_of
from landscape.classify.signals import RawHit

_WORDS_BETWEEN = 6
_NEXT_HIT_WITHIN = 2
_LEFT_OF_CUE = 4


def judge(passage: Passage, hit: RawHit) -> Verdict | None:
    """ "negated" and the cue, when ``hit`` is denied."""
    if hit.group == "EOS" and cue("own_no").match(passage.text[hit.start : hit.end]):
        return None
    if _continues(passage):
        return "negated", words("says_no")[0]
    found = (
        _or_after_no().search(passage.before(hit))
        or _before(passage.before(hit))
        or _after(passage.after(hit))
        or cue("negation_follow").search(passage.tail)
    )
    return ("negated", found[0]) if found else None


def _continues(passage: Passage) -> bool:
    """Whether the list of a negation goes on behind a comma: "geen Flash, Silverlight of Java"."""
    listed = passage.part.mark == "," and "negated" in passage.before_it
    return listed and bool(_list_tail().match(passage.text[passage.part.start :]))


@cache
def _list_tail() -> re.Pattern[str]:
    either = any_of(words("or_words")).pattern
    return re.compile(rf"\W*(?:[\w.-]+\W+){{0,3}}{either}")


@cache
def _or_after_no() -> re.Pattern[str]:
    either = any_of(words("or_words")).pattern
    return re.compile(rf"{DENIED}+\W*{either}\W+(?:\w+\W+){{0,2}}$")


def _before(before: str) -> re.Match[str] | None:
    blocked = [match.span() for match in cue("negation_exceptions").finditer(before + " ")]
    cues = [
        match
        for match in cue("negation_before").finditer(before)
        if not any(left <= match.start() < right for left, right in blocked)
    ]
    if not cues:
        return None
    last = cues[-1]
    between = before[last.end() :]
    if cue("gone").match(before[last.start() :]) or cue("future").match(before, max(0, last.start() - _LEFT_OF_CUE)):
        return None
    if HIT in between and not cue("or_words").search(between):
        return None
    return last if len(between.replace(HIT, "").split()) <= _WORDS_BETWEEN else None


def _after(after: str) -> re.Match[str] | None:
    own = after.split(HIT)[0]
    stripped = own.lstrip(" :=-'\"")
    found = cue("negation_after").match(stripped)
    if not found or cue("negation_exceptions").match(stripped):
        return None
    if cue("gone").search(own) or cue("not_yet").match(own.lstrip(" ,.:-")):
        return None
    # "browser geen plug-in": what is denied is the next hit
    rest = own[own.find(found[0]) + len(found[0]) :].split()
    return None if HIT in after and len(rest) <= _NEXT_HIT_WITHIN else found
