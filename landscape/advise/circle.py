"""Who leaves and who merges: what that makes of the facts, and an example when a scenario file does not say.

In: the basis, a scenario. Out: the facts it is about, and the ``[circle]`` table of ``member_leaves`` and
``herindeling``. A newcomer would get wrong: that table is an example that teaches, never a proposal (the member that
takes part in most choices; the two with most functions in common); a person picks the real ones.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from itertools import combinations
from typing import Any

import pandas as pd

from landscape.advise.basis import Basis
from landscape.advise.money import DAYS_PER_YEAR

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


def is_about_somebody(scenario: Mapping[str, Any]) -> bool:
    """False for a scenario of leaving or merging in which nobody does: it would repeat another one."""
    circle = scenario["circle"]
    return scenario["id"] not in ("member_leaves", "herindeling") or bool(circle["leaves"] or circle["merges"])


def whom(known: pd.DataFrame, scenario: Mapping[str, Any]) -> pd.DataFrame:
    """The facts a scenario is about: everybody's, or for a merger those of the organisation that others become."""
    known = _in_circle(known, scenario["circle"])
    if scenario["keeps"] != "one_product_of_merged":
        return known
    return known[known["organisation"] == _merged(scenario["circle"])]


def not_before(moves: pd.DataFrame, circle: Mapping[str, Any], today: datetime.date) -> pd.DataFrame:
    """The moves with ``not_before_years``: organisations that become one move no sooner than on that day."""
    if not circle["on"]:
        return moves
    years = (datetime.date.fromisoformat(circle["on"]) - today).days / DAYS_PER_YEAR
    is_merged = moves["organisation"] == _merged(circle)
    return moves.assign(not_before_years=pd.Series(years, index=moves.index).where(is_merged))


def _in_circle(known: pd.DataFrame, circle: Mapping[str, Any]) -> pd.DataFrame:
    """The facts without the members that leave, and with the members that merge under one name."""
    rows = known[~known["organisation"].isin(list(circle["leaves"]))]
    if not circle["merges"]:
        return rows
    joined = rows["organisation"].where(~rows["organisation"].isin(list(circle["merges"])), _merged(circle))
    return rows.assign(organisation=joined)


def _merged(circle: Mapping[str, Any]) -> str:
    """What the organisation is called that others become."""
    return " + ".join(sorted(circle["merges"]))


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
