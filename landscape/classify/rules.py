"""The decision list: every rule votes or abstains, the first vote decides.

Comes in: the :class:`facts.Facts` of a row. Goes out: all votes in the order of ``readiness_rules.toml``; the first one
decides, later ones of another class are a conflict worth showing. What a newcomer would get wrong: a rule needs one
fact out of each of its groups, and the policy switches change the rules before they run, never the facts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from landscape import knowledge
from landscape.classify.facts import Facts, FieldHit
from landscape.records import READINESS

POLICY_SWITCHES = ("vendor_hosted_browser", "own_kubernetes", "spreadsheet_registers", "current_delphi_uniface")
_POLICY_FILE = "readiness_policy.toml"
_RULE_KEYS = {"id", "readiness", "needs", "unless", "certainty", "why"}
_CURRENT_TOOLS = ("delphi", "uniface")

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


def policy(choices: Policy | None = None) -> dict[str, str]:
    """Every switch with its value: that of the file, or of ``choices``.

    Raises:
        landscape.knowledge.KnowledgeError: an unknown switch or a value that is not among its choices.
    """
    switches = knowledge.settings(_POLICY_FILE, ("source", "since", "switches"))["switches"]
    values = {name: str(entry["value"]) for name, entry in switches.items()} | dict(choices or {})
    for name, value in values.items():
        if name not in POLICY_SWITCHES or value not in switches[name]["choices"]:
            raise knowledge.KnowledgeError(f"{_POLICY_FILE}: switch {name} cannot be {value!r}")
    return values


def decide(facts: Facts, choices: Mapping[str, str]) -> list[Rule]:
    """All votes on ``facts`` under the policy ``choices``, the deciding one first."""
    votes = _votes(frozenset(adjusted(facts, choices).holds))
    return [_by_policy(rule, facts, choices) for rule in votes]


@lru_cache(maxsize=100_000)
def _votes(known: frozenset[str]) -> tuple[Rule, ...]:
    """The rules that speak, in order: only which facts hold matters, so few combinations are ever judged."""
    return tuple(rule for rule in rules() if rule.votes(known))


def adjusted(facts: Facts, choices: Mapping[str, str]) -> Facts:
    """The facts without a spreadsheet or a current Delphi or Uniface where the policy says so."""
    without: dict[str, tuple[FieldHit, ...]] = dict(facts.holds)
    if choices["spreadsheet_registers"] != "legacy":
        without.pop("spreadsheet", None)
    if choices["current_delphi_uniface"] != "legacy" and "supported" in without and "dead_technology" in without:
        rest = tuple(item for item in without["dead_technology"] if item.hit.signal not in _CURRENT_TOOLS)
        del without["dead_technology"]
        without |= {"dead_technology": rest} if rest else {}
        without.setdefault("installed", facts.holds["dead_technology"])
    return replace(facts, holds=without)


def _by_policy(rule: Rule, facts: Facts, choices: Mapping[str, str]) -> Rule:
    if rule.id == "vendor_browser" and not facts.has("B2S", "installed", "A5"):
        return replace(rule, readiness=choices["vendor_hosted_browser"])
    if rule.id == "cloud_native" and not facts.has("BM", "B1", "BC", "B2"):
        return replace(rule, readiness=choices["own_kubernetes"])
    return rule
