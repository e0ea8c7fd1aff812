"""What another choice of the partnership would change.

Comes in: applications as :mod:`decide` left them. Goes out: a frame for the screen. What a newcomer would get wrong: a
choice changes only applications whose deciding line or facts it touches, so only those are classified again; the rest
of a large list is never looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd

from landscape import knowledge
from landscape.classify import explain
from landscape.classify.decide import classify
from landscape.classify.rules import Rule, Switch, policy, rules, switches

EFFECT_COLUMNS = (
    "switch", "value", "application_id", "organisation", "name", "readiness", "readiness_with_choice", "reason",
)  # fmt: skip


def effects(
    applications: pd.DataFrame, reference_date: date, *, choices: Mapping[str, str] | None = None, language: str = "nl"
) -> pd.DataFrame:
    """What every other choice for every switch would change.

    Args:
        applications: as ``classify`` left them, with the columns it read; a class a person gave stays.
        choices: the switches as they are now, where they differ from the file.

    Returns:
        columns ``EFFECT_COLUMNS``, only the applications that change; ``value`` is the other choice.
    """
    now = policy(choices)
    found = [
        changes(applications, reference_date, switch.id, value, choices=choices, language=language)
        for switch in switches()
        for value in switch.choices
        if value != now[switch.id]
    ]
    return pd.concat(found, ignore_index=True)


def changes(
    applications: pd.DataFrame,
    reference_date: date,
    switch: str,
    value: str,
    *,
    choices: Mapping[str, str] | None = None,
    language: str = "nl",
) -> pd.DataFrame:
    """Which applications another choice for one policy switch would change, and why.

    Returns:
        columns ``EFFECT_COLUMNS``, in the order of ``applications``, only those that change.

    Raises:
        landscape.knowledge.KnowledgeError: an unknown switch or a value that is not among its choices.
    """
    now, other = policy(choices), policy({**(choices or {}), switch: value})
    touched = _touched(applications, next(one for one in switches() if one.id == switch), now[switch])
    rows = applications[touched & (applications["readiness_decided_by"] != "person")].reset_index(drop=True)
    before, after = (classify(rows, reference_date, language=language, choices=some) for some in (now, other))
    changed = (before["readiness"] != after["readiness"]).to_numpy()
    return _listed(rows[changed], before[changed], after[changed], language).assign(switch=switch, value=value)[
        list(EFFECT_COLUMNS)
    ]


def _listed(rows: pd.DataFrame, before: pd.DataFrame, after: pd.DataFrame, language: str) -> pd.DataFrame:
    reasons = [
        knowledge.sentence("readiness", "policy_changed", language, before=explain.label(str(old), language), why=why)
        for old, why in zip(before["readiness"], after["readiness_reason"], strict=True)
    ]
    return pd.DataFrame(
        {
            "application_id": rows["application_id"].astype("str"),
            "organisation": rows.get("organisation", ""),
            "name": rows["name"].astype("str"),
            "readiness": before["readiness"].astype("str"),
            "readiness_with_choice": after["readiness"].astype("str"),
            "reason": pd.Series(reasons, index=rows.index, dtype="str"),
        }
    ).reset_index(drop=True)


def _touched(applications: pd.DataFrame, switch: Switch, now: str) -> pd.Series:
    """The applications whose deciding line, or a line that speaks of the fact, the switch is about."""
    lines = [switch.rule] if switch.rule else [rule.id for rule in rules() if _speaks_of(rule, switch.removes)]
    # where the fact is taken away already no line speaks of it, so nothing tells which rows have it
    if switch.takes_away(now):
        return pd.Series(True, index=applications.index)
    known = {text: not set(lines).isdisjoint(text.split("; ")) for text in applications["readiness_votes"].unique()}
    return applications["readiness_votes"].map(known).astype("bool")


def _speaks_of(rule: Rule, fact: str) -> bool:
    return any(fact in group for group in rule.needs)
