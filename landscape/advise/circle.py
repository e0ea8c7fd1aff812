"""Who leaves and who merges when a scenario file does not say: an example that teaches, never a proposal.

In: the basis. Out: the ``[circle]`` table of the scenarios ``member_leaves`` and ``herindeling``. A newcomer would get
wrong: the choice is only an example (the member that takes part in most choices; the two with most functions in common)
and the sentence beside the scenario says so; a person picks the real ones.
"""

from __future__ import annotations

import datetime
from itertools import combinations
from typing import Any

import pandas as pd

from landscape.advise.basis import Basis

MERGE_YEARS_AHEAD = 2
MANY = 60
"""Above so many organisations only the ones with most functions are compared two by two."""


def examples(given: Basis) -> dict[str, dict[str, Any]]:
    """By scenario id the circle to play; a scenario for which there are too few organisations is absent."""
    placed = given.known[(given.known["component"] != "") & ~given.known["is_retired"]]
    functions = placed[["organisation", "component"]].drop_duplicates()
    found = {}
    leaver = _most_involved(given)
    if leaver:
        found["member_leaves"] = {"leaves": [leaver], "merges": [], "on": ""}
    pair = _most_in_common(functions)
    if pair:
        first = datetime.date(given.today.year + MERGE_YEARS_AHEAD, 1, 1)
        found["herindeling"] = {"leaves": [], "merges": list(pair), "on": first.isoformat()}
    return found


def _most_involved(given: Basis) -> str:
    """The organisation with most applications in overlaps of more organisations; "" with fewer than three."""
    if given.known["organisation"].nunique() < 3:
        return ""
    together = given.concerns[given.concerns["relation"] != "application"]
    counts = together.groupby("organisation")["application_id"].nunique()
    ordered = counts.rename("n").reset_index().sort_values(["n", "organisation"], ascending=[False, True])
    return str(ordered["organisation"].iloc[0]) if len(ordered) else ""


def _most_in_common(functions: pd.DataFrame) -> tuple[str, str] | None:
    counts = functions.groupby("organisation").size().rename("n").reset_index()
    widest = counts.sort_values(["n", "organisation"], ascending=[False, True]).head(MANY)["organisation"]
    has = {name: set(functions.loc[functions["organisation"] == name, "component"]) for name in sorted(widest)}
    shared = [(-len(has[one] & has[other]), one, other) for one, other in combinations(has, 2)]
    return min(shared)[1:] if shared else None
