"""Reading rules R2 and R4: what is planned or gone does not count; a completed change does, and is marked as one.

Comes in: a statement and a hit in it. Goes out: future, past, or "counts" with the words of the change. What a newcomer
would get wrong: a replacement ("Delphi wordt vervangen door SaaS") says two opposite things about two hits, so the verb
of change is looked at before the tense of the whole statement.
"""

from __future__ import annotations

import re
from functools import cache

from landscape.classify import moments
from landscape.classify.cues import cue, first, leading
from landscape.classify.passage import DENIED, HIT, Passage, Verdict
from landscape.classify.signals import RawHit

_TIMELESS = ("EOSD",)
_BECOMING = ("A1", "A2", "B1", "BM", "BC")
_ENDINGS = ("EOS", "CUR")
_BUILT = ("T2", "T2W", "T2X")
_NEAR_DATE = 10
_SENTENCE_OF_DATE = 40
_CHANGE_NEAR, _BEFORE_DATE = 3, 2
_LETTER = "\u02e3"
"""Stands for every character of a hit while words are counted; a person reads "…" instead."""


def judge(passage: Passage, hit: RawHit) -> Verdict | None:
    """What time says about ``hit``; None when it says nothing."""
    if hit.group in _TIMELESS:
        return None
    before, after = passage.before(hit), passage.after(hit)
    becomes = leading("becomes", 0).search(before)
    if becomes and hit.group in _BECOMING and not re.search(r"\w", f"{after} {passage.tail}"):
        return "future", becomes[0]
    tense, because = of(passage)
    taken_over = cue("replaces").search(before)
    if taken_over:
        return ("past", taken_over[0]) if tense != "future" else None
    if hit.group in _ENDINGS:
        return ("future", because) if tense == "future" and _ending_ahead(passage, because) else None
    from_to = _from_to().search(passage.opening)
    moving = cue("replace_verbs").search(passage.opening) or cue("replace_verbs").search(passage.tail) or from_to
    if moving and (tense or from_to):
        return _moved(passage, hit, moving[0])
    return _still(passage, hit)


def of(passage: Passage) -> Verdict:
    """The tense of the whole statement: completed, future or none, and the words that say so."""
    tense, because = _of(re.sub(f"[{HIT}{DENIED}]", _LETTER, f"{passage.lead} {passage.body} {passage.tail}"), passage)
    return tense, re.sub(f"{_LETTER}+", "…", because)


def _of(text: str, passage: Passage) -> Verdict:
    """The same for the words of a statement, in which a hit is a word of letters nobody types."""
    dates = [
        (start, day, bare)
        for start, day, bare in moments.find(text)
        if _introduced(text, start) and not _of_contract(text[max(0, start - _SENTENCE_OF_DATE) : start])
    ]
    for start, day, bare in dates:
        begun = bare and day.year == passage.reference_date.year and leading("since_year", 2).search(text[:start])
        if day > passage.reference_date and not begun:
            return "future", _around(text, start)
    future = first("future", text)
    done = _done(text)
    past = [
        start
        for start, day, _ in dates
        if day <= passage.reference_date and not leading("until", 2).search(text[:start])
    ]
    if past and not future:
        return "completed", _around(text, past[0])
    if done and (not future or dates or cue("finished").search(text)):
        return "completed", done
    return ("future", future) if future else ("", "")


def _around(text: str, start: int) -> str:
    """The words round a date, none of them cut."""
    words = [word for word in re.finditer(r"\S+", text) if word.start() < start + _NEAR_DATE]
    return " ".join(word[0] for word in words if word.end() > start - _NEAR_DATE)


def _done(text: str) -> str:
    """The words that call a change completed; none where they deny it ("nog niet voltooid")."""
    found = cue("completed_verbs").search(text)
    return "" if found is None or cue("negation_before").search(found[0]) else found[0]


def _introduced(text: str, start: int) -> bool:
    """Whether a date says when something happens: behind a word such as "vanaf", or in front as the date of a note."""
    note = not re.search(r"\w", text[:start])
    return note or bool(leading("introduces_date", _BEFORE_DATE).search(text[:start]))


def _of_contract(before: str) -> bool:
    """Whether the last statement before a date is about a contract or about support."""
    return bool(cue("contract_words").search(re.split(r"[,;.]", before)[-1]))


@cache
def _from_to() -> re.Pattern[str]:
    """ "van Citrix naar web": two hits, the old one and the new one."""
    gap = r"\W+(?:[\w-]+\W+){0,2}"
    return re.compile(f"{cue('away_from').pattern}{gap}{HIT}+\\W+{cue('into').pattern}{gap}{HIT}")


def _ending_ahead(passage: Passage, because: str) -> bool:
    """Whether an end of support is announced or dated ahead; what is for sale elsewhere says nothing about it."""
    dated = bool(re.search(r"\d{4}", because))
    return dated or bool(cue("ending_future").search(f"{passage.opening} {passage.tail}"))


def _moved(passage: Passage, hit: RawHit, verb: str) -> Verdict | None:
    """What a completed or coming replacement says about a hit before (old) or after (new) its verb."""
    tense, because = of(passage)
    lead = f"{passage.part.lead} {passage.before(hit)}"
    old, new = leading("away", _CHANGE_NEAR).search(lead), leading("towards", _CHANGE_NEAR).search(lead)
    own_towards = cue("own_towards").match(passage.text, hit.start)
    if _new_noun(passage.after(hit)) or own_towards or (new and (not old or new.start() > old.start())):
        is_new = True
    elif old:
        is_new = False
    else:
        is_new = bool(cue("replace_verbs").search(lead))
    if tense == "future":
        return ("future", because or verb) if is_new else None
    return ("counts", because or verb) if is_new else ("past", verb)


def _new_noun(after: str) -> bool:
    """ "SaaS-migratie": the hit is where the change leads to."""
    return bool(re.match(rf"\W{{0,3}}{cue('new_noun').pattern}", after))


def _still(passage: Passage, hit: RawHit) -> Verdict | None:
    """Whether the hit is gone, still to come, or changed and done."""
    tense, because = of(passage)
    before = passage.before(hit)
    gone = first("past", f"{passage.part.lead} {before}")
    if hit.group in _BUILT and cue("origin").fullmatch(gone) and _tells_origin(passage, hit):
        gone = ""
    gone = gone or _ended_until(passage, before)
    later = cue("gone").search(passage.after(hit)) or _gone_in_tail(passage)
    words = gone or (later[0] if later else _ended_until(passage, f"{passage.after(hit)} {passage.tail}"))
    if words:
        return "past", words.replace(HIT, "")
    if tense == "future":
        return "future", because
    return ("counts", because) if tense == "completed" else None


def _tells_origin(passage: Passage, hit: RawHit) -> bool:
    """ "ooit in Access gebouwd" says how it was made, not that it is gone."""
    return bool(cue("built").search(f"{passage.opening} {passage.text[hit.start : hit.end]}"))


def _gone_in_tail(passage: Passage) -> re.Match[str] | None:
    """ "..., inmiddels uitgezet": gone, unless the following words have a subject of their own."""
    lead = re.match(rf"\W*(?:{cue('still_subject').pattern}\W+)*", passage.tail)
    return cue("gone").match(passage.tail, lead.end() if lead else 0)


def _ended_until(passage: Passage, text: str) -> str:
    for start, day, _ in moments.find(text):
        until = leading("until", 2).search(text[:start])
        if until and day < passage.reference_date and not cue("lifecycle").search(text[:start]):
            return text[until.start() : start + _NEAR_DATE]
    return ""
