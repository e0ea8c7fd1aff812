"""Scenario files: the parameters a calculation ran with, and what two of them differ in.

In: ``scenario_<id>.toml`` in the knowledge folder, or a mapping a person edited. Out: checked settings. A newcomer
would get wrong: a misspelt key must fail at load, never become a default; and copying a file and changing one weight
must list exactly that one difference.
"""

from __future__ import annotations

import datetime
import json
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from landscape import knowledge
from landscape.advise.money import LEVELS, ONE_OFF_PARTS, Parameters, parameters
from landscape.advise.targets import TARGET_CRITERIA

SCENARIO_IDS = (
    "standard", "do_nothing", "what_pays", "efficient_provider", "best_per_function", "html5_only", "member_leaves",
    "herindeling",
)  # fmt: skip
SIDE_BY_SIDE = SCENARIO_IDS[1:]
"""The scenarios that are compared; ``standard`` holds the parameters of the list of candidates."""
KEEPS = ("everything", "one_product", "close_products", "saas_ready", "what_pays", "one_product_of_merged")
SPLIT = ("hosting", "software", "people")
MOST = 1e12
"""No figure in a scenario is larger; keeps a slip of the keyboard from becoming infinity."""
_KEYS = (
    "id", "why", "source", "keeps", "minimum_years", "harmonisation_threshold", "fit_margin", "money",
    "investment_split", "target_weights", "circle",
)  # fmt: skip

_TABLES: Mapping[str, tuple[str, ...]] = {
    "money": tuple(entry.name for entry in fields(Parameters)),
    "investment_split": ONE_OFF_PARTS,
    "target_weights": TARGET_CRITERIA,
    "circle": ("leaves", "merges", "on"),
}


def scenario(name: str) -> Mapping[str, Any]:
    """The scenario file ``scenario_<name>.toml``, checked."""
    content = dict(knowledge.settings(f"scenario_{name}.toml", _KEYS))
    check_scenario(content)
    return content


def scenario_name(content: Mapping[str, Any], language: str) -> str:
    """What a scenario is called; a scenario of somebody's own is called by its id."""
    names = knowledge.texts(language)["advice_scenario"]
    return str(names.get(content["id"], content["id"]))


def as_text(content: Mapping[str, Any]) -> str:
    """A scenario as the text of its file, so that somebody can keep a copy and change it in any editor."""
    lines = [f"{name} = {_value(value)}" for name, value in content.items() if not isinstance(value, Mapping)]
    for name, table in content.items():
        if isinstance(table, Mapping):
            lines += ["", f"[{name}]", *(f"{key} = {_value(value)}" for key, value in table.items())]
    return "\n".join(lines) + "\n"


def from_text(text: str) -> Mapping[str, Any]:
    """The scenario somebody edited.

    Raises:
        KnowledgeError: it is no TOML, or not a scenario; says what is wrong.
    """
    try:
        content = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        raise knowledge.KnowledgeError(f"scenario: {problem}") from problem
    check_scenario(content)
    return content


def standard_years() -> int:
    """Over how many years the standard calculation runs."""
    return int(parameters(scenario("standard")["money"])["mid"].horizon_years)


def check_scenario(content: Mapping[str, Any]) -> None:
    """Refuse a scenario whose keys, levels or words are not the known ones.

    Raises:
        KnowledgeError: says what is wrong.
    """
    if set(content) != set(_KEYS):
        raise knowledge.KnowledgeError(f"scenario: expected keys {sorted(_KEYS)}, found {sorted(content)}")
    for table, names in _TABLES.items():
        if not isinstance(content[table], Mapping) or set(content[table]) != set(names):
            raise knowledge.KnowledgeError(f"scenario: [{table}] needs exactly {sorted(names)}")
    _check_figures(content)
    shortest = min(content["money"]["horizon_years"])
    if shortest < content["minimum_years"]:
        raise knowledge.KnowledgeError(
            f"scenario {content['id']}: {shortest} years is shorter than its minimum of {content['minimum_years']}"
        )
    if content["keeps"] not in KEEPS:
        raise knowledge.KnowledgeError(f"scenario {content['id']}: keeps {content['keeps']!r} is not one of {KEEPS}")
    if not set(content["investment_split"].values()) <= set(SPLIT):
        raise knowledge.KnowledgeError(f"scenario {content['id']}: investment_split knows only {SPLIT}")
    _check_circle(content["circle"])


def _check_figures(content: Mapping[str, Any]) -> None:
    """Every parameter a list of three plain figures, every weight one; none negative, not all weights zero."""
    wrong = [name for name, values in content["money"].items() if not _are_figures(values, len(LEVELS))]
    singles = ("minimum_years", "harmonisation_threshold", "fit_margin")
    wrong += [name for name in singles if not _are_figures([content[name]], 1)]
    wrong += [name for name, weight in content["target_weights"].items() if not _are_figures([weight], 1)]
    if wrong:
        raise knowledge.KnowledgeError(
            f"scenario: {sorted(wrong)[0]} must be figures from zero up, for money [low, mid, high]"
        )
    if not any(content["target_weights"].values()):
        raise knowledge.KnowledgeError("scenario: at least one weight must be above zero")
    parameters(content["money"])


def _check_circle(circle: Mapping[str, Any]) -> None:
    for name in ("leaves", "merges"):
        if not isinstance(circle[name], list) or not all(isinstance(one, str) for one in circle[name]):
            raise knowledge.KnowledgeError(f"scenario: circle.{name} must be a list of names")
    if len(circle["merges"]) == 1:
        raise knowledge.KnowledgeError("scenario: circle.merges needs at least two names")
    try:
        _ = circle["on"] == "" or datetime.date.fromisoformat(circle["on"])
    except (TypeError, ValueError) as problem:
        raise knowledge.KnowledgeError("scenario: circle.on must be a day as jjjj-mm-dd") from problem


def _are_figures(values: object, size: int) -> bool:
    """Whether ``values`` is a list of ``size`` finite numbers from zero up; true and false are no numbers."""
    if not isinstance(values, list) or len(values) != size:
        return False
    return all(isinstance(one, int | float) and not isinstance(one, bool) and 0 <= one < MOST for one in values)


def _value(value: object) -> str:
    """A value as TOML writes it: text in quotes, lists in brackets; JSON and TOML agree on both."""
    return json.dumps(value, ensure_ascii=False)


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
