"""Reads rows: every distinct cell once, then what the row proves and which rules vote.

Comes in: a :class:`rows.Row`. Goes out: an :class:`Outcome`: its facts and the votes on them. What a newcomer would get
wrong: a reader belongs to one reference date and one set of signals, because both change what a cell says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from landscape.classify import signals
from landscape.classify.cues import cue
from landscape.classify.facts import Facts, weigh
from landscape.classify.patterns import fold
from landscape.classify.platforms import PLATFORM
from landscape.classify.reading import read
from landscape.classify.rows import FIELD_ROLES, Row
from landscape.classify.rules import Rule, decide
from landscape.classify.statement import FieldHit, Hit

_MOST_KNOWN = 100_000
"""Cells remembered at once; a list in which every cell differs must not fill the memory."""
_DECISIVE_ROLES = ("hosting", "client", "technology")


@cache
def all_signals() -> signals.Finder:
    """The finder over every signal of ``knowledge/``."""
    return signals.Finder(signals.load())


def name_speaks(name: str) -> bool:
    """Whether a name says anything by itself: a signal in it, or the kind of part it is (portal, form)."""
    folded = fold(name)
    return bool(all_signals().find(folded, "name")) or bool(cue("own_parts").search(folded))


@dataclass(frozen=True)
class Outcome:
    """What the rules say about one row; ``unread`` are decisive columns in which no signal read anything."""

    facts: Facts
    votes: tuple[Rule, ...]
    unread: tuple[str, ...]

    @property
    def rule(self) -> Rule:
        """The rule that decides: the first vote."""
        return self.votes[0]


class Reader:
    """Reads distinct cells once: hits per role and text, on one reference date, with one set of signals."""

    def __init__(self, reference_date: date, finder: signals.Finder | None = None) -> None:
        self.reference_date = reference_date
        self.finder = finder or all_signals()
        self._known: dict[tuple[str, str], tuple[Hit, ...]] = {}

    def outcome(self, row: Row, choices: Mapping[str, str]) -> Outcome:
        """The facts of ``row``, the votes on them under the policy ``choices``, and the columns left unread."""
        facts = self.facts(row)
        seen = {item.field for item in facts.hits}
        unread = (field for field, _ in row.texts if FIELD_ROLES[field] in _DECISIVE_ROLES and field not in seen)
        return Outcome(facts, tuple(decide(facts, choices)), tuple(unread))

    def facts(self, row: Row) -> Facts:
        """The hits of ``row``, judged, and what they prove together."""
        hits = [FieldHit(field, hit) for field, text in row.texts for hit in self._hits(FIELD_ROLES[field], text)]
        hits += [FieldHit("description", hit) for hit in self._hits("head", row.text("description"))]
        return weigh(row, hits + self._name_with_version(row), self.reference_date)

    def _name_with_version(self, row: Row) -> list[FieldHit]:
        """A platform spread over name and version: "Exchange" and "2013"."""
        name, version = row.text("name"), row.text("version")
        if not name or not version[:1].isdigit():
            return []
        both = self._hits("name", f"{name} {version}")
        known = {hit.signal for hit in self._hits("name", name)}
        return [FieldHit("name", hit) for hit in both if hit.group == PLATFORM and hit.signal not in known]

    def _hits(self, role: str, text: str) -> tuple[Hit, ...]:
        if not text:
            return ()
        key = (role, text)
        if key not in self._known:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[key] = read(text, role, self.reference_date, self.finder)
        return self._known[key]
