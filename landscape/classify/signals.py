"""What a row may say: the signals of ``knowledge/`` compiled, and where they occur in a text.

Comes in: a folded text and the role of its column (name, version, hosting, client, technology, database, text, ...).
Goes out: raw hits, without judgement; :mod:`reading` decides whether a hit counts. What a newcomer would get wrong: one
alternation per family, so two signals of one family never overlap; families do ("geen plug-in" is a client, "plug-in"
in it is nothing else).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import pandas as pd

from landscape import knowledge
from landscape.classify.patterns import expression, openings, starts

SIGNAL_FILES = (
    "signals_cells.toml",
    "signals_client.toml",
    "signals_dead_ends.toml",
    "signals_hosting.toml",
    "signals_integration.toml",
    "signals_not_application.toml",
    "signals_support.toml",
)
PLATFORM_COLUMNS = (
    "id",
    "platform",
    "category",
    "words",
    "end_of_support_date",
    "triggers_t4",
    "why",
    "source",
    "since",
    "matches",
    "does_not_match",
)
PLATFORM = "PLAT"
ROLES = ("name", "version", "hosting", "client", "technology", "database", "office", "status", "text")
_FAMILY = {
    "A1": "client", "A2": "browser", "A3": "plugin", "A4": "installed", "A4S": "client_server", "A5": "display",
    "API": "client", "APP": "store", "B1": "shared", "BM": "tenant", "BC": "shared", "B2": "provider",
    "B2S": "single", "B3": "servers", "B3O": "own", "B4": "workstation", "LOCAL": "local", "OP": "premise",
    "CN": "native", "T2": "dead", "T2W": "dead", "T2X": "sheet", "EOS": "ended", "EOSD": "dated", "CUR": "current",
    "PKG": "packaged", "DB": "database", "TECH": "technology", "I_GGI": "ggi", "I_API": "api", "I_STUF": "stuf",
    "I_FILES": "files", "N0": "nothing", "N0C": "connection", PLATFORM: "platform",
}  # fmt: skip
GROUPS = tuple(_FAMILY)
_NOT_APPLICATION = ("N0", "N0C")
_INTEGRATION = ("I_GGI", "I_API", "I_STUF", "I_FILES")
_CLIENT = {"A1", "A2", "A3", "A4", "A4S", "A5", "API", "APP"}
_HOSTING = {"B1", "BM", "BC", "B2", "B2S", "B3", "B3O", "B4", "LOCAL", "OP", "CN"}
_QUESTIONS = (_CLIENT, _HOSTING, {"A4", "A4S", "A5", "B3", "B3O", "B4"}, {"T2", "T2W", "T2X"}, {"EOS", "EOSD", "CUR"})
_ROLE_GROUPS: Mapping[str, tuple[str, ...]] = {
    "integration": _INTEGRATION,
    "head": _NOT_APPLICATION,
    "office": ("A3", "T2", PLATFORM),
    "database": ("DB", "T2", "T2W", "T2X", "B3", "B3O", "BC", "B1", "EOS", PLATFORM),
    "name": tuple(group for group in GROUPS if group not in _INTEGRATION),
    "version": tuple(group for group in GROUPS if group not in _INTEGRATION),
}


@dataclass(frozen=True)
class Signal:
    """One thing a row can say; ``roles`` are the column roles it is looked for in, none means everywhere."""

    id: str
    group: str
    words: tuple[str, ...]
    why: str
    source: str
    since: str
    matches: tuple[str, ...]
    does_not_match: tuple[str, ...]
    roles: tuple[str, ...] = ()
    whole: bool = False
    start: bool = False


@dataclass(frozen=True)
class RawHit:
    """A signal found in a folded text, from ``start`` up to ``end``."""

    signal: str
    group: str
    start: int
    end: int


@cache
def load() -> tuple[Signal, ...]:
    """All signals, those of the platform table included, in the order of their ids.

    Raises:
        landscape.knowledge.KnowledgeError: an entry lacks a key, has an unknown group, or an id occurs twice.
    """
    found = [signal for name in SIGNAL_FILES for signal in _from_file(name)]
    found += [_from_platform(platform(name)) for name in platforms()["id"]]
    ids = [signal.id for signal in found]
    doubles = sorted({name for name in ids if ids.count(name) > 1})
    if doubles:
        raise knowledge.KnowledgeError(f"signals: id(s) {', '.join(doubles)} occur twice")
    return tuple(sorted(found, key=lambda signal: signal.id))


@cache
def platforms() -> pd.DataFrame:
    """The dated platform table, one row per platform version, all text."""
    return knowledge.table("platforms.csv", PLATFORM_COLUMNS)


@cache
def _platforms_by_id() -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in platforms().astype("object").to_dict("records")}  # type: ignore[misc]


def platform(signal: str) -> dict[str, str]:
    """The row of ``platforms.csv`` behind a platform signal."""
    return _platforms_by_id()[signal]


_REQUIRED = {"id", "group", "words", "why", "matches", "does_not_match"}
_OPTIONAL = {"in", "whole", "start", "source", "since"}


def _from_file(name: str) -> Iterator[Signal]:
    content = knowledge.settings(name, ("source", "since", "signals"))
    for entry in content["signals"]:
        wrong = _REQUIRED - set(entry) or set(entry) - _REQUIRED - _OPTIONAL
        if wrong or entry["group"] not in _FAMILY:
            raise knowledge.KnowledgeError(f"{name}: signal {entry.get('id')}: {sorted(wrong) or entry['group']}")
        yield Signal(
            id=entry["id"],
            group=entry["group"],
            words=tuple(entry["words"]),
            why=entry["why"],
            source=entry.get("source", content["source"]),
            since=entry.get("since", content["since"]),
            matches=tuple(entry["matches"]),
            does_not_match=tuple(entry["does_not_match"]),
            roles=tuple(entry.get("in", ())),
            whole=entry.get("whole", False),
            start=entry.get("start", False),
        )


def _from_platform(row: Mapping[str, str]) -> Signal:
    return Signal(
        id=row["id"],
        group=PLATFORM,
        words=(row["words"],),
        why=row["why"],
        source=row["source"],
        since=row["since"],
        matches=(row["matches"],),
        does_not_match=(row["does_not_match"],),
        roles=("name", "version", "hosting", "client", "technology", "database", "office", "text", "status"),
    )


@dataclass(frozen=True)
class Scanner:
    """One family of one role: its pattern, its signals, how it looks, and the openings it cannot do without."""

    pattern: re.Pattern[str]
    members: tuple[Signal, ...]
    how: str
    openings: frozenset[str]


class Finder:
    """Finds the ``signals`` of one set (all of them, or a sample in a benchmark) in folded texts."""

    def __init__(self, signals: tuple[Signal, ...]) -> None:
        self.signals = signals
        self._by_role: dict[str, list[Scanner]] = {}

    def find(self, text: str, role: str) -> list[RawHit]:
        """Every hit in ``text``, by position; within a family the earliest, then the first listed, wins."""
        if role not in self._by_role:
            self._by_role[role] = _compile(self.signals, role)
        shown = starts(text)
        hits: list[RawHit] = []
        for scanner in self._by_role[role]:
            if not scanner.openings.isdisjoint(shown):
                hits.extend(_scan(scanner, text))
        if not hits:
            return []
        return sorted(_without_contained(hits), key=lambda hit: (hit.start, -hit.end, hit.signal))


def _without_contained(hits: list[RawHit]) -> list[RawHit]:
    """Drop what lies within a longer hit of the same question: the cloud in "private cloud" is not bare."""
    return [hit for hit in hits if not any(_contains(other, hit) for other in hits)]


def _contains(longer: RawHit, hit: RawHit) -> bool:
    within = longer.start <= hit.start and hit.end <= longer.end
    longer_span = longer.end - longer.start > hit.end - hit.start
    return within and longer_span and any({longer.group, hit.group} <= question for question in _QUESTIONS)


def _scan(scanner: Scanner, text: str) -> Iterator[RawHit]:
    if scanner.how == "anywhere":
        matches: Iterator[re.Match[str]] = scanner.pattern.finditer(text)
    else:
        one = scanner.pattern.match(text)
        matches = iter([one] if one else [])
    for match in matches:
        signal = scanner.members[int(str(match.lastgroup)[1:])]
        yield RawHit(signal.id, signal.group, *match.span(str(match.lastgroup)))


def _compile(signals: tuple[Signal, ...], role: str) -> list[Scanner]:
    """The patterns of one role: a family at a time, the signals with only long entries before the bare words."""
    buckets: dict[tuple[str, str], list[Signal]] = {}
    allowed = _ROLE_GROUPS.get(role, tuple(group for group in GROUPS if group not in _NOT_APPLICATION))
    for signal in sorted(signals, key=lambda signal: (-min(map(len, signal.words)), signal.id)):
        if (signal.group in allowed and (not signal.roles or role in signal.roles)) or _listed(signal, role):
            how = "whole" if signal.whole else "start" if signal.start else "anywhere"
            family = f"cell {_FAMILY[signal.group]}" if signal.id.startswith("cell_") else _FAMILY[signal.group]
            buckets.setdefault((family, how), []).append(signal)
    return [
        Scanner(_alternation(members, how), tuple(members), how, _openings(members))
        for (_, how), members in sorted(buckets.items())
    ]


def _openings(members: list[Signal]) -> frozenset[str]:
    return frozenset().union(*(openings(words) for signal in members for words in signal.words))


def _listed(signal: Signal, role: str) -> bool:
    return signal.group in _NOT_APPLICATION and role in signal.roles


_FRAME = {
    "anywhere": r"(?<!\w)(?:{})(?!\w)",
    "whole": r"\s*(?:{})[\s.]*\Z",
    "start": r"\W*(?:{})(?!\w)",
}


def _alternation(members: list[Signal], how: str) -> re.Pattern[str]:
    entries = [(expression(words), number) for number, signal in enumerate(members) for words in signal.words]
    merged: dict[int, list[str]] = {}
    for body, number in entries:
        merged.setdefault(number, []).append(body)
    bodies = [f"(?P<s{number}>{'|'.join(parts)})" for number, parts in merged.items()]
    return re.compile(_FRAME[how].format("|".join(bodies)))
