"""The decision list: every rule votes or abstains, the first vote decides.

Comes in: the :class:`facts.Facts` of a row. Goes out: all votes in the order of ``readiness_rules.toml``; the first one
decides, later ones of another class are a conflict worth showing. What a newcomer would get wrong: a rule needs one
fact out of each of its groups, and the policy switches change the rules before they run, never the facts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from landscape import knowledge
from landscape.classify.facts import Facts
from landscape.classify.statement import FieldHit
from landscape.records import READINESS

_POLICY_FILE = "readiness_policy.toml"
_RULE_KEYS = {"id", "readiness", "needs", "unless", "certainty", "why"}
_SWITCH_KEYS = {"value", "choices", "why"}
_SWITCH_EFFECTS = {"rule", "unless", "removes", "needs", "signals", "becomes"}

Policy = Mapping[str, str]
"""Switch name to chosen value; a name that is left out keeps the value of ``readiness_policy.toml``."""


@dataclass(frozen=True)
class Rule:
    """One line of the decision list."""

    id: str
    readiness: str
    needs: tuple[tuple[str, ...], ...]
    unless: tuple[str, ...]
    certainty: float
    why: str

    def votes(self, known: frozenset[str]) -> bool:
        """Whether the rule speaks when the facts ``known`` hold; otherwise it abstains."""
        return known.isdisjoint(self.unless) and not any(known.isdisjoint(group) for group in self.needs)

    def support(self, facts: Facts) -> tuple[FieldHit, ...]:
        """The hits that meet the needs: for every need those of its first fact that holds."""
        found: list[FieldHit] = []
        for group in self.needs:
            first = next((fact for fact in group if facts.holds.get(fact)), "")
            found.extend(item for item in facts.holds.get(first, ()) if item not in found)
        return tuple(found)


@cache
def rules() -> tuple[Rule, ...]:
    """The decision list as written.

    Raises:
        landscape.knowledge.KnowledgeError: a rule has an unknown or missing key, or an unknown class.
    """
    content = knowledge.settings("readiness_rules.toml", ("source", "since", "rules"))
    found = []
    for entry in content["rules"]:
        if set(entry) != _RULE_KEYS or entry["readiness"] not in READINESS:
            raise knowledge.KnowledgeError(f"readiness_rules.toml: rule {entry.get('id')} is not complete")
        needs = tuple(tuple(group) for group in entry["needs"])
        found.append(
            Rule(entry["id"], entry["readiness"], needs, tuple(entry["unless"]), entry["certainty"], entry["why"])
        )
    return tuple(found)


@dataclass(frozen=True)
class Switch:
    """One choice of a partnership; the first of ``choices`` is the codebook's. What it does stands in its file."""

    id: str
    value: str
    choices: tuple[str, ...]
    why: str
    rule: str = ""
    unless: tuple[str, ...] = ()
    removes: str = ""
    needs: tuple[str, ...] = ()
    signals: tuple[str, ...] = ()
    becomes: str = ""

    def takes_away(self, chosen: str) -> bool:
        """Whether the choice ``chosen`` takes a fact away."""
        return bool(self.removes) and chosen != self.choices[0]


@cache
def switches() -> tuple[Switch, ...]:
    """The policy switches, in the order of their file.

    Raises:
        landscape.knowledge.KnowledgeError: a switch has an unknown or missing key.
    """
    listed = knowledge.settings(_POLICY_FILE, ("source", "since", "switches"))["switches"]
    for name, entry in listed.items():
        if not _SWITCH_KEYS <= set(entry) <= _SWITCH_KEYS | _SWITCH_EFFECTS or entry["value"] not in entry["choices"]:
            raise knowledge.KnowledgeError(f"{_POLICY_FILE}: switch {name} is not complete")
    return tuple(_switch(name, entry) for name, entry in listed.items())


def _switch(name: str, entry: Mapping[str, Any]) -> Switch:
    return Switch(
        id=name,
        value=entry["value"],
        choices=tuple(entry["choices"]),
        why=entry["why"],
        rule=entry.get("rule", ""),
        unless=tuple(entry.get("unless", ())),
        removes=entry.get("removes", ""),
        needs=tuple(entry.get("needs", ())),
        signals=tuple(entry.get("signals", ())),
        becomes=entry.get("becomes", ""),
    )


def policy(choices: Policy | None = None) -> dict[str, str]:
    """Every switch with its value: that of the file, or of ``choices``.

    Raises:
        landscape.knowledge.KnowledgeError: an unknown switch or a value that is not among its choices.
    """
    known = {switch.id: switch.choices for switch in switches()}
    values = {switch.id: switch.value for switch in switches()} | dict(choices or {})
    for name, value in values.items():
        if value not in known.get(name, ()):
            raise knowledge.KnowledgeError(f"{_POLICY_FILE}: switch {name} cannot be {value!r}")
    return values


def decide(facts: Facts, choices: Mapping[str, str]) -> list[Rule]:
    """All votes on ``facts`` under the policy ``choices``, the deciding one first."""
    votes = _votes(frozenset(adjusted(facts, choices).holds))
    return [_by_policy(rule, facts, choices) for rule in votes]


def deciding_switches(facts: Facts, choices: Mapping[str, str]) -> tuple[str, ...]:
    """The switches without whose choice (another than the codebook's) the class would be another one."""
    turned = [switch for switch in switches() if choices[switch.id] != switch.choices[0]]
    if not turned:
        return ()
    now = decide(facts, choices)[0].readiness
    codebook = [(switch.id, {**choices, switch.id: switch.choices[0]}) for switch in turned]
    return tuple(name for name, other in codebook if decide(facts, other)[0].readiness != now)


@lru_cache(maxsize=100_000)
def _votes(known: frozenset[str]) -> tuple[Rule, ...]:
    """The rules that speak, in order: only which facts hold matters, so few combinations are ever judged."""
    return tuple(rule for rule in rules() if rule.votes(known))


def adjusted(facts: Facts, choices: Mapping[str, str]) -> Facts:
    """The facts without what the choices take away; the same facts when they take nothing."""
    taken = [switch for switch in switches() if switch.takes_away(choices[switch.id]) and switch.removes in facts.holds]
    for switch in taken:
        if not switch.needs or facts.has(*switch.needs):
            facts = replace(facts, holds=_without(facts.holds, switch))
    return facts


def _without(holds: dict[str, tuple[FieldHit, ...]], switch: Switch) -> dict[str, tuple[FieldHit, ...]]:
    """``holds`` without the hits the switch takes away; they may prove another fact instead."""
    hits = holds[switch.removes]
    gone = tuple(item for item in hits if not switch.signals or item.hit.signal in switch.signals)
    rest = tuple(item for item in hits if item not in gone)
    left = {fact: found for fact, found in holds.items() if fact != switch.removes}
    if rest:
        left[switch.removes] = rest
    if gone and switch.becomes and switch.becomes not in left:
        left[switch.becomes] = gone
    return left


def _by_policy(rule: Rule, facts: Facts, choices: Mapping[str, str]) -> Rule:
    for switch in switches():
        if switch.rule == rule.id and not facts.has(*switch.unless):
            return replace(rule, readiness=choices[switch.id])
    return rule
