"""One statement of a cell and what the reading rules say about the hits in it.

Comes in: a part of a sentence with its hits. Goes out: each hit with a status (R2, R3, R5 of the codebook) and the cue
that decided it. What a newcomer would get wrong: the order. A replacement ("Delphi wordt vervangen door SaaS") says two
opposite things about two hits, so the verb is looked at before the tense of the whole statement.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from landscape.classify import moments
from landscape.classify.clauses import Part, cue
from landscape.classify.signals import RawHit

STATUSES = ("counts", "negated", "future", "past", "unsure", "side", "connection", "name_only", "set_aside")

_NEW = re.compile(r"\b(?:naar|to|door|by|tot|into|onto|with)\W+(?:[\w-]+\W+){0,3}$")
_TOWARDS = re.compile(r"(?:naar|to|over op)\b")
_OLD = re.compile(r"\b(?:van|vanuit|from|uit|of|off)\W+(?:[\w-]+\W+){0,3}$")
_INTRODUCES = re.compile(
    r"\b(?:vanaf|per|in|from|by|begin|eind|einde|medio|start\w*|na|after|as of|since|sinds|tegen|rond|around|op|on|"
    r"uiterlijk|voor|before|mid|early|late|end|zomer|najaar|voorjaar|herfst|winter|spring|summer|autumn)\W+"
    r"(?:[\w-]+\W+){0,2}$"
)
_UNTIL = re.compile(r"\b(?:tot|t/m|until|till|tot en met|up to)\W+(?:[\w-]+\W+){0,2}$")
_SINCE = re.compile(r"\b(?:sinds|since|vanaf|per|from|as of|in)\W+(?:[\w-]+\W+){0,2}$")
_LIST_TAIL = re.compile(r"^\W*(?:[\w.-]+\W+){0,3}(?:of|or|noch|nor)\b|^\W*(?:of|or|noch|nor)\b")
_SAYS_NO = ("no_plugin", "zero_footprint")
_OR_AFTER_NO = re.compile(r"\x01+\W*(?:of|or|noch|nor)\W+(?:\w+\W+){0,2}$")
_SHORT_LEAD = 4
_WORDS_BETWEEN = 6
_STILL_SUBJECT = re.compile(
    r"\W*(?:(?:is|zijn|maar|inmiddels|nu|wordt|but|now|was|which|die|dat|sinds \d+|has been)\W+)*"
)
_FROM_TO = re.compile(r"\b(?:van|vanuit|from)\W+(?:[\w-]+\W+){0,2}\x00+\W+(?:naar|to|into)\W+(?:[\w-]+\W+){0,2}\x00")
_NEW_NOUN = re.compile(
    r"^\W{0,3}(migration|migratie|transitie|transition|overgang|move|upgrade|replacement|vervanging|overstap)\b"
)
_BECOMES = re.compile(r"\b(?:wordt|worden|becomes)\W+(?:(?:een|ook|dan|nog|volledig|a|fully)\W+)*$")
_TIMELESS = ("EOSD",)
_OWN_NO = re.compile(r"(?:wordt |is |zijn |door \w+ )*(?:niet|geen|no|not|nooit|unsupported|onondersteund)\b")
_BECOMING = ("A1", "A2", "B1", "BM", "BC")
_ENDINGS = ("EOS", "CUR")
_NEVER_SIDE = ("BM", "EOS", "EOSD", "CUR", "N0", "N0C", "I_GGI", "I_API", "I_STUF", "I_FILES")


@dataclass(frozen=True)
class Hit:
    """A signal in a cell, with the words as typed, its status and the words that decided the status.

    ``changed`` marks what a note calls a completed change (R4); ``alone`` a word that is the whole cell.
    """

    signal: str
    group: str
    words: str
    status: str
    cue: str = ""
    changed: bool = False
    start: int = 0


class Statement:
    """One part of a sentence and everything the reading rules need to know about it."""

    def __init__(self, text: str, part: Part, hits: list[RawHit], reference_date: date, negated_before: bool) -> None:
        self.text, self.part, self.hits, self.reference_date = text, part, hits, reference_date
        self.continues_negation = negated_before and part.mark == "," and bool(_LIST_TAIL.search(text[part.start :]))
        self.body = self._without_hits(part.start, part.end)
        self.tail = "" if cue("lifecycle").search(part.tail) and part.tail_mark != "(" else part.tail
        short = len(part.lead.split()) <= _SHORT_LEAD or part.mark in (":", "(")
        self.lead = part.lead if short else ""
        self.tense, self.tense_cue = self._tense()

    def judge(self, hit: RawHit, words: str) -> Hit:
        """The hit with its status: negation first, then time, doubt and side."""
        for question in (self._negation, self._time, self._doubt, self._side):
            verdict = question(hit)
            if verdict is not None:
                status, because = verdict
                changed = status == "counts" and not cue("partly").search(self.body)
                return Hit(hit.signal, hit.group, words, status, because.strip(), changed, hit.start)
        return Hit(hit.signal, hit.group, words, "counts", start=hit.start)

    def _without_hits(self, start: int, end: int) -> str:
        characters = list(self.text[start:end])
        for hit in self.hits:
            for position in range(max(hit.start, start), min(hit.end, end)):
                characters[position - start] = "\x01" if hit.signal in _SAYS_NO else "\x00"
        return "".join(characters)

    # R5 -------------------------------------------------------------------------------------------------------------
    def _negation(self, hit: RawHit) -> tuple[str, str] | None:
        if hit.group == "EOS" and _OWN_NO.match(self.text[hit.start : hit.end]):
            return None
        if self.continues_negation:
            return "negated", "niet / geen"
        before = self.body[: hit.start - self.part.start]
        after = self.body[hit.end - self.part.start :]
        found = (
            _OR_AFTER_NO.search(before)
            or self._negation_before(before)
            or self._negation_after(after)
            or cue("negation_follow").search(self.tail)
        )
        return ("negated", found[0]) if found else None

    def _negation_before(self, before: str) -> re.Match[str] | None:
        blocked = [match.span() for match in cue("negation_exceptions").finditer(before + " ")]
        cues = [
            match
            for match in cue("negation_before").finditer(before)
            if not any(left <= match.start() < right for left, right in blocked)
        ]
        if not cues:
            return None
        between = before[cues[-1].end() :]
        if cue("gone").match(before[cues[-1].start() :]) or cue("future").match(before, max(0, cues[-1].start() - 4)):
            return None
        other_hit = "\x00" in between
        if other_hit and not re.search(r"\b(of|or|noch|nor)\b", between):
            return None
        return cues[-1] if len(between.replace("\x00", "").split()) <= _WORDS_BETWEEN else None

    def _negation_after(self, after: str) -> re.Match[str] | None:
        own = after.split("\x00")[0]
        found = cue("negation_after").match(own.lstrip(" :=-'\""))
        if not found or cue("negation_exceptions").match(own.lstrip(" :=-'\"")):
            return None
        if cue("gone").search(own) or re.match(r"\W*(is |wordt )?(nog niet|not yet)", own):
            return None
        # "browser geen plug-in": what is denied is the next hit
        next_hit = "\x00" in after and len(own[own.find(found[0]) + len(found[0]) :].split()) <= 2
        return None if next_hit else found

    # R2 and R4 ------------------------------------------------------------------------------------------------------
    def _tense(self) -> tuple[str, str]:
        text = re.sub(r"[\x00\x01]", "x", f"{self.lead} {self.body} {self.tail}")
        dates = [
            (start, day, bare)
            for start, day, bare in moments.find(text)
            if _INTRODUCES.search(text[:start]) and not _of_contract(text[max(0, start - 40) : start])
        ]
        for start, day, bare in dates:
            if _UNTIL.search(text[:start]):
                continue
            begins = bare and day.year == self.reference_date.year and bool(_SINCE.search(text[:start]))
            if day > self.reference_date and not (begins and re.search(r"sinds|since|vanaf|per\b", text[:start])):
                return "future", text[max(0, start - 10) : start + 10].replace("\x00", "")
        future = _first(cue("future"), cue("future_exceptions"), text)
        done = cue("completed_verbs").search(text)
        past = [start for start, day, _ in dates if day <= self.reference_date and not _UNTIL.search(text[:start])]
        if past and not future:
            return "completed", text[max(0, past[0] - 10) : past[0] + 10].replace("\x00", "").strip()
        if done and (not future or dates or cue("finished").search(text)):
            return "completed", done[0].replace("\x00", "")
        return ("future", future.replace("\x00", "")) if future else ("", "")

    def _time(self, hit: RawHit) -> tuple[str, str] | None:
        if hit.group in _TIMELESS:
            return None
        before = self.body[: hit.start - self.part.start]
        after = self.body[hit.end - self.part.start :]
        becomes = _BECOMES.search(before)
        if becomes and hit.group in _BECOMING and not re.search(r"\w", f"{after} {self.tail}"):
            return "future", becomes[0]
        taken_over = cue("replaces").search(before)
        if taken_over:
            return ("past", taken_over[0]) if self.tense != "future" else None
        moving = cue("replace_verbs").search(f"{self.part.lead} {self.body}") or cue("replace_verbs").search(self.tail)
        if hit.group in _ENDINGS:
            return ("future", self.tense_cue) if self._ending_ahead() else None
        from_to = _FROM_TO.search(f"{self.part.lead} {self.body}")
        if (moving or from_to) and (self.tense or from_to):
            moving = moving or from_to
            assert moving is not None
            return self._moved(before, after, moving[0], bool(_TOWARDS.match(self.text, hit.start)))
        return self._still(before, after)

    def _ending_ahead(self) -> bool:
        """Whether an end of support is announced or dated ahead; what is for sale elsewhere says nothing about it."""
        dated = bool(re.search(r"\d{4}", self.tense_cue))
        return self.tense == "future" and (
            dated or bool(cue("ending_future").search(f"{self.part.lead} {self.body} {self.tail}"))
        )

    def _moved(self, before: str, after: str, verb: str, towards: bool) -> tuple[str, str] | None:
        """What a completed or coming replacement says about a hit before (old) or after (new) its verb."""
        lead = f"{self.part.lead} {before}"
        old, new = _OLD.search(lead), _NEW.search(lead)
        if _NEW_NOUN.search(after) or towards or (new and (not old or new.start() > old.start())):
            is_new = True
        elif old:
            is_new = False
        else:
            is_new = bool(cue("replace_verbs").search(lead))
        if self.tense == "future":
            return ("future", self.tense_cue or verb) if is_new else None
        return ("counts", self.tense_cue or verb) if is_new else ("past", verb)

    def _still(self, before: str, after: str) -> tuple[str, str] | None:
        gone = _first(cue("past"), cue("past_exceptions"), f"{self.part.lead} {before}")
        later = cue("gone").search(after) or self._gone_in_tail() or self._ended_until(f"{after} {self.tail}")
        if not gone:
            gone = self._ended_until(before) or ""
        if gone or later:
            cue_words = gone or (later if isinstance(later, str) else later[0] if later else "")
            return "past", cue_words.replace("\x00", "")
        if self.tense == "future":
            return "future", self.tense_cue
        return ("counts", self.tense_cue) if self.tense == "completed" else None

    def _gone_in_tail(self) -> re.Match[str] | None:
        """ "..., inmiddels uitgezet": gone, unless the following words have a subject of their own."""
        lead = _STILL_SUBJECT.match(self.tail)
        return cue("gone").match(self.tail, lead.end() if lead else 0)

    def _ended_until(self, text: str) -> str:
        for start, day, _ in moments.find(text):
            until = _UNTIL.search(text[:start])
            if until and day < self.reference_date and not cue("lifecycle").search(text[:start]):
                return text[until.start() : start + 10]
        return ""

    # doubt and R3 ---------------------------------------------------------------------------------------------------
    def _doubt(self, hit: RawHit) -> tuple[str, str] | None:
        rest = self.text[hit.end : hit.end + 3].lstrip()
        found = cue("unsure").search(f"{self.part.lead} {self.body}") or cue("unsure_after").match(self.tail.lstrip())
        if found or rest.startswith("?"):
            return "unsure", found[0].replace("\x00", "") if found else "?"
        return None

    def _side(self, hit: RawHit) -> tuple[str, str] | None:
        if hit.group in _NEVER_SIDE:
            return None
        left, right = self._fine(hit)
        fine = self.text[left:right]
        other_end = self._other_end(hit)
        if other_end:
            return "connection", other_end
        noun = self._noun(hit, left, fine) or (
            cue("side_nouns").search(self.part.tail) if self.part.tail_mark == "(" else None
        )
        if not noun and self.part.lead.rstrip().endswith(":"):
            noun = cue("side_nouns").search(self.part.lead)
        return ("side", noun[0]) if noun and not cue("main_users").search(fine) else None

    def _other_end(self, hit: RawHit) -> str:
        """The word that makes the hit the other end of a connection, at most five words before it."""
        before = self.body[: hit.start - self.part.start]
        found = next(reversed(list(cue("connection").finditer(before))), None)
        near = found is not None and len(before[found.end() :].split()) <= 5 and "\x00" not in before[found.end() :]
        return found[0] if found is not None and near else ""

    def _noun(self, hit: RawHit, left: int, fine: str) -> re.Match[str] | None:
        """The first side noun that is not part of the hit itself; a portal is one even so."""
        for noun in cue("side_nouns").finditer(fine):
            inside = hit.start < left + noun.end() and left + noun.start() < hit.end
            if not inside or hit.signal == "website_is":
                return noun
        return None

    def _fine(self, hit: RawHit) -> tuple[int, int]:
        """The hit's own piece of the statement, cut at joins such as "en" and "met"."""
        left, right = self.part.start, self.part.end
        for match in cue("joins").finditer(self.text, self.part.start, self.part.end):
            if any(other.start <= match.start() < other.end for other in self.hits):
                continue
            if match.end() <= hit.start:
                left = match.end()
            elif match.start() >= hit.end:
                right = min(right, match.start())
        return left, right


def _of_contract(before: str) -> bool:
    """Whether the last statement before a date is about a contract or about support."""
    return bool(cue("contract_words").search(re.split(r"[,;.]", before)[-1]))


def _first(pattern: re.Pattern[str], exceptions: re.Pattern[str], text: str) -> str:
    blocked = [match.span() for match in exceptions.finditer(text)]
    for match in pattern.finditer(text):
        if not any(left <= match.start() < right for left, right in blocked):
            return match[0]
    return ""
