"""What a row may say: the signals of ``knowledge/`` compiled, and where they occur in a text.

Comes in: a folded text and the role of its column (name, version, hosting, client, technology, database, text, ...).
Goes out: raw hits, without judgement; :mod:`reading` decides whether a hit counts. What a newcomer would get wrong: one
alternation per family, so two signals of one family never overlap; families do ("geen plug-in" is a client, "plug-in"
in it is nothing else).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from landscape import knowledge
from landscape.classify.patterns import expression, openings, starts
from landscape.classify.platforms import PLATFORM, platform, platforms

SIGNAL_FILES = (
    "signals_cells.toml", "signals_client.toml", "signals_dead_ends.toml", "signals_hosting.toml",
    "signals_integration.toml", "signals_not_application.toml", "signals_support.toml",
)  # fmt: skip
ROLES = ("name", "version", "hosting", "client", "technology", "database", "office", "status", "text")
_FAMILY = {
    "A1": "client", "A2": "browser", "A3": "plugin", "A4": "installed", "A4S": "client_server", "A5": "display",
    "API": "client", "APP": "store", "B1": "shared", "BM": "tenant", "BC": "cloud", "B2": "provider",
    "B2S": "single", "B3": "servers", "B3O": "own", "B4": "workstation", "LOCAL": "local", "OP": "premise",
    "CN": "native", "T2": "dead", "T2W": "dead", "T2X": "sheet", "EOS": "ended", "EOSD": "dated", "CUR": "current",
    "PKG": "packaged", "DB": "database", "TECH": "technology", "I_GGI": "ggi", "I_API": "api", "I_STUF": "stuf",
    "I_FILES": "files", "N0": "nothing", "N0C": "connection", PLATFORM: "platform",
}  # fmt: skip
GROUPS = tuple(_FAMILY)
NOT_APPLICATION = ("N0", "N0C")
"""The groups that say a row is no application, or only a connection."""
NOT_APPLICATION_FILE = "signals_not_application.toml"
"""It also holds rules of :mod:`kinds`: words for which another column decides whether they count."""
_INTEGRATION = ("I_GGI", "I_API", "I_STUF", "I_FILES")
_CLIENT = {"A1", "A2", "A3", "A4", "A4S", "A5", "API", "APP"}
_HOSTING = {"B1", "BM", "BC", "B2", "B2S", "B3", "B3O", "B4", "LOCAL", "OP", "CN"}
_QUESTIONS = (_CLIENT, _HOSTING, {"A4", "A4S", "A5", "B3", "B3O", "B4"}, {"T2", "T2W", "T2X"}, {"EOS", "EOSD", "CUR"})
TRAITS = frozenset(
    {
        "current_browser",  # a browser of today, so that an old one beside it is one of several
        "dated",  # its words hold the day on which support ends
        "installed",  # a workstation that also names an installed client
        "outweighs_technology",  # no application, whatever client or technology the row names
        "older_browser",  # beside a browser of today it is one of several, not a need
        "rented",  # rented servers: a bare "cloud" beside them is those servers
        "says_no",  # holds a negation of its own ("geen plug-in")
        "side_by_itself",  # names a side part itself ("webportaal")
        "workstation_beside_client",  # means the workstation when an installed client stands beside it
    }
)
_OWN_WORDS: Mapping[str, tuple[str, ...]] = {"B2": ("B1", "BM", "CN"), "CUR": ("EOS",)}
"""What stands on its own inside a longer hit: "draait multi-tenant bij leverancier" says two things."""
_ROLE_GROUPS: Mapping[str, tuple[str, ...]] = {
    "integration": _INTEGRATION,
    "head": NOT_APPLICATION,
    "office": ("A3", "T2", PLATFORM),
    "database": ("DB", "T2", "T2W", "T2X", "B3", "B3O", "BC", "B1", "EOS", PLATFORM),
    "name": tuple(group for group in GROUPS if group not in _INTEGRATION),
    "version": tuple(group for group in GROUPS if group not in _INTEGRATION),
    # "Active" and "in access" say where an application is in its life, never what it is made of
    "status": ("EOS", "EOSD", "CUR"),
}


@dataclass(frozen=True)
class Signal:
    """One thing a row can say; ``roles`` are the column roles it is looked for in, none means everywhere.

    ``traits`` are what the reading rules must know about it beyond its group (``TRAITS``).
    """

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
    traits: tuple[str, ...] = ()


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
def having(trait: str) -> frozenset[str]:
    """The ids of the signals with ``trait``, one of ``TRAITS``."""
    return frozenset(signal.id for signal in load() if trait in signal.traits)


_REQUIRED = {"id", "group", "words", "why", "matches", "does_not_match"}
_OPTIONAL = {"in", "whole", "start", "source", "since", "traits"}


def _from_file(name: str) -> Iterator[Signal]:
    more = ("rule",) if name == NOT_APPLICATION_FILE else ()
    content = knowledge.settings(name, ("source", "since", "signals", *more))
    for entry in content["signals"]:
        wrong = _REQUIRED - set(entry) or set(entry) - _REQUIRED - _OPTIONAL
        if wrong or entry["group"] not in _FAMILY:
            raise knowledge.KnowledgeError(f"{name}: signal {entry.get('id')}: {sorted(wrong) or entry['group']}")
        if set(entry.get("traits", ())) - TRAITS:
            raise knowledge.KnowledgeError(f"{name}: signal {entry['id']}: traits {entry['traits']}")
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
            traits=tuple(entry.get("traits", ())),
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
        roles=("name", "version", "hosting", "client", "technology", "database", "office", "text"),
        traits=tuple(row["traits"].split()),
    )


@dataclass(frozen=True)
class Scanner:
    """One family of one role: its pattern, its signals and how it looks."""

    pattern: re.Pattern[str]
    members: tuple[Signal, ...]
    how: str


class Index:
    """The scanners of one role: those that look at the whole cell, and the others by the openings they need."""

    def __init__(self, everywhere: tuple[Scanner, ...], by_opening: Mapping[str, tuple[Scanner, ...]]) -> None:
        self.everywhere = everywhere
        self._by_opening = by_opening
        self._opened: dict[str, tuple[Scanner, ...]] = {}

    def opened_by(self, shown: str) -> tuple[Scanner, ...]:
        """The scanners that may match where a word begins with ``shown``, shortest opening first."""
        if shown not in self._opened:
            found = (self._by_opening.get(shown[:length], ()) for length in range(1, len(shown) + 1))
            self._opened[shown] = tuple({id(scanner): scanner for some in found for scanner in some}.values())
        return self._opened[shown]


class Finder:
    """Finds the ``signals`` of one set (all of them, or a sample in a benchmark) in folded texts."""

    def __init__(self, signals: tuple[Signal, ...]) -> None:
        self.signals = signals
        self._by_role: dict[str, Index] = {}

    def find(self, text: str, role: str) -> list[RawHit]:
        """Every hit in ``text``, by position; within a family the earliest, then the first listed, wins."""
        if role not in self._by_role:
            self._by_role[role] = _compile(self.signals, role)
        index = self._by_role[role]
        hits = [hit for scanner in index.everywhere for hit in _scan(scanner, text)]
        hits += _at_starts(index, text)
        if not hits:
            return []
        return sorted(_without_contained(hits), key=lambda hit: (hit.start, -hit.end, hit.signal))


def _at_starts(index: Index, text: str) -> Iterator[RawHit]:
    """The hits of the scanners whose opening stands at the beginning of a word; a family never overlaps itself."""
    ends: dict[int, int] = {}
    for start, shown in starts(text):
        for scanner in index.opened_by(shown):
            number = id(scanner)
            if number in ends and ends[number] > start:
                continue
            match = scanner.pattern.match(text, start)
            if match:
                ends[number] = match.end()
                yield _hit(scanner, match)


def _without_contained(hits: list[RawHit]) -> list[RawHit]:
    """Drop what lies within a longer hit of the same question: the cloud in "private cloud" is not bare."""
    return [hit for hit in hits if not any(_contains(other, hit) for other in hits)]


def _contains(longer: RawHit, hit: RawHit) -> bool:
    within = longer.start <= hit.start and hit.end <= longer.end
    longer_span = longer.end - longer.start > hit.end - hit.start
    if hit.group in _OWN_WORDS.get(longer.group, ()):
        return False
    return within and longer_span and any({longer.group, hit.group} <= question for question in _QUESTIONS)


def _scan(scanner: Scanner, text: str) -> Iterator[RawHit]:
    if scanner.how == "anywhere":
        yield from (_hit(scanner, match) for match in scanner.pattern.finditer(text))
    elif match := scanner.pattern.match(text):
        yield _hit(scanner, match)


def _hit(scanner: Scanner, match: re.Match[str]) -> RawHit:
    signal = scanner.members[int(str(match.lastgroup)[1:])]
    return RawHit(signal.id, signal.group, *match.span(str(match.lastgroup)))


Entry = tuple[Signal, str]


def _compile(signals: tuple[Signal, ...], role: str) -> Index:
    """The patterns of one role: a family at a time, the signals with only long entries before the bare words.

    Entries that may begin with anything stand apart from the rest of their family, or the whole family would have to
    be tried everywhere.
    """
    buckets: dict[tuple[str, str, bool], list[Entry]] = {}
    allowed = _ROLE_GROUPS.get(role, tuple(group for group in GROUPS if group not in NOT_APPLICATION))
    for signal in sorted(signals, key=lambda signal: (-min(map(len, signal.words)), signal.id)):
        if (signal.group in allowed and (not signal.roles or role in signal.roles)) or _listed(signal, role):
            how = "whole" if signal.whole else "start" if signal.start else "anywhere"
            family = f"cell {_FAMILY[signal.group]}" if signal.id.startswith("cell_") else _FAMILY[signal.group]
            for words in signal.words:
                buckets.setdefault((family, how, "" in openings(words)), []).append((signal, words))
    return _indexed(buckets)


def _indexed(buckets: Mapping[tuple[str, str, bool], list[Entry]]) -> Index:
    everywhere: list[Scanner] = []
    by_opening: dict[str, list[Scanner]] = {}
    for (_, how, anything), entries in sorted(buckets.items(), key=lambda item: item[0]):
        scanner = Scanner(_alternation(entries, how), tuple(dict.fromkeys(signal for signal, _ in entries)), how)
        if how != "anywhere" or anything:
            everywhere.append(scanner)
            continue
        for opening in sorted(frozenset().union(*(openings(words) for _, words in entries))):
            by_opening.setdefault(opening, []).append(scanner)
    return Index(tuple(everywhere), {opening: tuple(found) for opening, found in by_opening.items()})


def _listed(signal: Signal, role: str) -> bool:
    return signal.group in NOT_APPLICATION and role in signal.roles


_FRAME = {
    "anywhere": r"(?<!\w)(?:{})(?!\w)",
    "whole": r"\s*(?:{})[\s.]*\Z",
    "start": r"\W*(?:{})(?!\w)",
}


def _alternation(entries: Iterable[Entry], how: str) -> re.Pattern[str]:
    """One named group per signal, numbered in the order the signals first appear."""
    bodies: dict[Signal, list[str]] = {}
    for signal, words in entries:
        bodies.setdefault(signal, []).append(expression(words))
    groups = [f"(?P<s{number}>{'|'.join(parts)})" for number, parts in enumerate(bodies.values())]
    return re.compile(_FRAME[how].format("|".join(groups)))
