"""Scenario files: the parameters a calculation ran with, and what two of them differ in.

In: ``scenario_<id>.toml`` in the knowledge folder, or a mapping a person edited. Out: checked settings. A newcomer
would get wrong: a misspelt key must fail at load, never become a default; and copying a file and changing one weight
must list exactly that one difference.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from landscape import knowledge
from landscape.advise.money import ONE_OFF_PARTS, parameters
from landscape.advise.targets import TARGET_CRITERIA

SCENARIO_IDS = (
    "standard", "do_nothing", "efficient_provider", "best_per_function", "html5_only", "member_leaves", "herindeling",
)  # fmt: skip
SIDE_BY_SIDE = SCENARIO_IDS[1:]
"""The scenarios that are compared; ``standard`` holds the parameters of the list of candidates."""
KEEPS = ("everything", "one_product", "close_products", "saas_ready")
SPLIT = ("hosting", "software", "people")
_KEYS = (
    "id", "why", "source", "keeps", "minimum_years", "harmonisation_threshold", "fit_margin", "money",
    "investment_split", "target_weights", "circle",
)  # fmt: skip


def scenario(name: str) -> Mapping[str, Any]:
    """The scenario file ``scenario_<name>.toml``, checked."""
    content = dict(knowledge.settings(f"scenario_{name}.toml", _KEYS))
    check_scenario(content)
    return content


def check_scenario(content: Mapping[str, Any]) -> None:
    """Refuse a scenario whose keys, levels or words are not the known ones.

    Raises:
        KnowledgeError: says what is wrong.
    """
    if set(content) != set(_KEYS):
        raise knowledge.KnowledgeError(f"scenario: expected keys {sorted(_KEYS)}, found {sorted(content)}")
    parameters(content["money"])
    shortest = min(content["money"]["horizon_years"])
    if shortest < content["minimum_years"]:
        raise knowledge.KnowledgeError(
            f"scenario {content['id']}: {shortest} years is shorter than its minimum of {content['minimum_years']}"
        )
    if content["keeps"] not in KEEPS:
        raise knowledge.KnowledgeError(f"scenario {content['id']}: keeps {content['keeps']!r} is not one of {KEEPS}")
    if set(content["target_weights"]) != set(TARGET_CRITERIA):
        raise knowledge.KnowledgeError(f"scenario {content['id']}: target_weights are not {sorted(TARGET_CRITERIA)}")
    split: Mapping[str, str] = content["investment_split"]
    if set(split) != set(ONE_OFF_PARTS) or not set(split.values()) <= set(SPLIT):
        raise knowledge.KnowledgeError(f"scenario {content['id']}: investment_split does not cover {ONE_OFF_PARTS}")


def differences(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[tuple[str, Any, Any]]:
    """Every setting two scenarios differ in: (name with dots, value in one, value in the other), sorted by name."""
    flat_one, flat_other = _flat(one), _flat(other)
    names = sorted(set(flat_one) | set(flat_other))
    return [
        (name, flat_one.get(name), flat_other.get(name)) for name in names if flat_one.get(name) != flat_other.get(name)
    ]


def _flat(settings: Mapping[str, Any], before: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for key, value in settings.items():
        name = f"{before}{key}"
        flat |= _flat(value, f"{name}.") if isinstance(value, Mapping) else {name: value}
    return flat
