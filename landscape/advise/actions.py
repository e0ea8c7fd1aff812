"""From the nature of a candidate to the action we advise, by a table, never by a ladder of ifs.

In: nature, pattern of the overlap and TIME placement. Out: the action and its place in TIME and 6R. The table is
``action_rules.csv``; "any" in a cell fits every value. A newcomer would get wrong: exactly one row must fit each
combination; two rows that fit the same one are an error at load, not a matter of order.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import pandas as pd

from landscape import knowledge

PATTERNS = ("", "leave", "bundle_contracts", "harmonise_configuration", "choose_and_consolidate")
TIMES = ("tolerate", "invest", "migrate", "eliminate", "not_placed")
SIX_R = ("retain", "rehost", "replatform", "repurchase", "refactor", "retire")
ANY = "any"


def actions() -> Mapping[str, Any]:
    """The actions of ``actions.toml`` by their code."""
    table: Mapping[str, Any] = knowledge.settings("actions.toml", ("source", "action"))["action"]
    return table


@cache
def action_rules() -> Mapping[tuple[str, str, str], str]:
    """Nature, pattern and TIME placement to action, with "any" written out.

    Raises:
        KnowledgeError: two rows fit the same combination, or a row names an unknown word.
    """
    rules: dict[tuple[str, str, str], str] = {}
    for row in knowledge.table("action_rules.csv", ("nature", "pattern", "time", "action", "why")).to_dict("records"):
        if row["action"] not in actions() or row["pattern"] not in (*PATTERNS, ANY) or row["time"] not in (*TIMES, ANY):
            raise knowledge.KnowledgeError(f"action_rules.csv: unknown word in {row}")
        for pattern in PATTERNS if row["pattern"] == ANY else (row["pattern"],):
            for time in TIMES if row["time"] == ANY else (row["time"],):
                key = (row["nature"], pattern, time)
                if key in rules:
                    raise knowledge.KnowledgeError(f"action_rules.csv: two rows for {key}")
                rules[key] = row["action"]
    return rules


def choose_actions(candidates: pd.DataFrame) -> pd.Series:
    """The action per candidate from its ``nature``, ``pattern`` and ``time``."""
    keys = pd.MultiIndex.from_frame(candidates[["nature", "pattern", "time"]])
    rules = action_rules()
    unknown = sorted({key for key in keys.unique() if key not in rules})
    if unknown:
        raise knowledge.KnowledgeError(f"action_rules.csv: no row for {unknown[0]}")
    return pd.Series([rules[key] for key in keys], index=candidates.index, dtype="str")
