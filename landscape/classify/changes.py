"""What would change the class: which extra fact moves a row, and to which class.

Comes in: the facts of a row and the policy. Goes out: one sentence. What a newcomer would get wrong: nothing is guessed
here. Every fact of ``readiness_changes.toml`` is added to (or taken from) the facts of the row, and the same decision
list decides again; only what really moves the class is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from landscape import knowledge
from landscape.classify.explain import label
from landscape.classify.facts import Facts
from landscape.classify.rules import adjusted, decide, switches

CHANGES_FILE = "readiness_changes.toml"
_KEYS = {"id", "needs", "adds", "removes"}
_MOST = 2


@dataclass(frozen=True)
class Change:
    """One extra fact: offered when one of ``needs`` holds (always when there are none); what it adds and removes."""

    id: str
    needs: tuple[str, ...]
    adds: tuple[str, ...]
    removes: tuple[str, ...]


@cache
def changes() -> tuple[Change, ...]:
    """The facts to try, in order.

    Raises:
        landscape.knowledge.KnowledgeError: an entry has an unknown or missing key.
    """
    content = knowledge.settings(CHANGES_FILE, ("source", "since", "changes"))
    for entry in content["changes"]:
        if set(entry) != _KEYS:
            raise knowledge.KnowledgeError(f"{CHANGES_FILE}: change {entry.get('id')} is not complete")
    return tuple(
        Change(entry["id"], tuple(entry["needs"]), tuple(entry["adds"]), tuple(entry["removes"]))
        for entry in content["changes"]
    )


def what_would_change(facts: Facts, readiness: str, choices: Mapping[str, str], language: str) -> str:
    """One sentence: at most two extra facts, each with the other class it would lead to."""
    known = frozenset(adjusted(facts, choices).holds)
    return _sentence(_moves(known, readiness, tuple(sorted(choices.items()))), language)


@lru_cache(maxsize=100_000)
def _moves(known: frozenset[str], readiness: str, choices: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Class and fact of each move; only which facts hold matters, so few combinations are ever tried.

    The switches that take facts away have done so already; they must not look at facts without words again.
    """
    policy = dict(choices) | {switch.id: switch.choices[0] for switch in switches() if switch.removes}
    found: dict[str, str] = {}
    for change in changes():
        if change.needs and known.isdisjoint(change.needs):
            continue
        other = decide(_facts(known.difference(change.removes).union(change.adds)), policy)[0].readiness
        if other != readiness and other not in found:
            found[other] = change.id
        if len(found) == _MOST:
            break
    return tuple(found.items())


def _facts(known: frozenset[str]) -> Facts:
    return Facts(dict.fromkeys(sorted(known), ()), (), None)


@cache
def _sentence(found: tuple[tuple[str, str], ...], language: str) -> str:
    parts = [
        knowledge.sentence(
            "readiness_change",
            "part",
            language,
            fact=knowledge.sentence("readiness_change_fact", name, language),
            readiness=label(other, language),
        )
        for other, name in found
    ]
    if not parts:
        return knowledge.sentence("readiness_change", "nothing", language)
    return knowledge.sentence("readiness_change", "sentence", language, parts="; ".join(parts))
