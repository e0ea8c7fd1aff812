"""How the decision list behaves on a list of applications: what each line decides, votes on and contradicts.

Comes in: applications as :mod:`decide` left them. Goes out: frames for the screen. What a newcomer would get wrong: a
later line with another class is no mistake (a browser and Oracle Forms stand in one row all the time); it shows where
the order of the list decides.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from landscape import knowledge
from landscape.classify.rules import rules

_EXAMPLES = 3
_IMPLIED = {"saas_ready": frozenset({"cloud_capable"})}
"""What a class holds already: a shared service can be hosted elsewhere, so that claim contradicts nothing."""
RULE_COLUMNS = ("rule", "readiness", "decided", "voted", "conflicts", "examples", "rule_text", "why")


def rule_table(applications: pd.DataFrame, language: str = "nl") -> pd.DataFrame:
    """Per rule: how many applications it decided and voted on, how many another class claimed too, examples.

    Args:
        applications: ``name, readiness_votes``.

    Returns:
        columns ``RULE_COLUMNS``, in the order of the decision list.
    """
    votes = applications["readiness_votes"].str.split("; ")
    named = pd.DataFrame({"name": applications["name"].astype("str"), "rule": votes.str[0]})
    decided = named["rule"].value_counts()
    voted = votes.explode().value_counts()
    conflicts = named["rule"][in_conflict(applications)].value_counts()
    names = named.sort_values(["rule", "name"], kind="stable").drop_duplicates()
    examples = names.groupby("rule")["name"].agg(lambda found: "; ".join(found.iloc[:_EXAMPLES]))
    lines = [
        {
            "rule": rule.id,
            "readiness": rule.readiness,
            "decided": int(decided.get(rule.id, 0)),
            "voted": int(voted.get(rule.id, 0)),
            "conflicts": int(conflicts.get(rule.id, 0)),
            "examples": examples.get(rule.id, ""),
            "rule_text": knowledge.sentence("readiness_rule", rule.id, language),
            "why": rule.why,
        }
        for rule in rules()
    ]
    return pd.DataFrame(lines, columns=list(RULE_COLUMNS))


def in_conflict(applications: pd.DataFrame) -> pd.Series:
    """Whether a later line of the list claims another class than the one that decided; unknown claims nothing."""
    classes = {rule.id: rule.readiness for rule in rules()}
    known = {text: _conflict(text.split("; "), classes) for text in applications["readiness_votes"].unique()}
    return applications["readiness_votes"].map(known).astype("bool")


def _conflict(votes: list[str], classes: Mapping[str, str]) -> bool:
    first, *later = [classes.get(vote, "") for vote in votes]
    return bool(set(later) - {"unknown", "", first} - _IMPLIED.get(first, frozenset()))
