"""What does not add up inside one inventory: one function per check, each yields findings.

In comes the frame of applications, out come findings at the row concerned. A check never changes a value. Missing is
unknown, so a check that needs two values is silent when one is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd

from landscape.findings import Finding

_SAME_NAME_ROWS_SHOWN = 6


def check(applications: pd.DataFrame) -> list[Finding]:
    """All findings of all checks."""
    return [finding for one in CHECKS for finding in one(applications)]


def _at(row: pd.Series, code: str, **values: str | int | float) -> Finding:
    return Finding(
        code, str(row["file"]), str(row["sheet"]), int(row["row"]), values={"name": str(row["name"]), **values}
    )


def _day(moment: pd.Timestamp) -> str:
    return f"{moment:%d-%m-%Y}"


def contract_ends_before_start(applications: pd.DataFrame) -> Iterator[Finding]:
    """The contract ends before it begins."""
    wrong = applications["contract_end_date"] < applications["contract_start_date"]
    for _, row in applications.loc[wrong].iterrows():
        yield _at(
            row,
            "contract_ends_before_start",
            end=_day(row["contract_end_date"]),
            start=_day(row["contract_start_date"]),
        )


def same_name(applications: pd.DataFrame) -> Iterator[Finding]:
    """One name on several rows that differ."""
    key = applications["organisation"] + "\x1f" + applications["name"].str.casefold()
    for _, group in applications[key.duplicated(keep=False)].groupby(key[key.duplicated(keep=False)]):
        first = group.iloc[0]
        numbers = sorted(group["row"])
        rows = ", ".join(map(str, numbers[:_SAME_NAME_ROWS_SHOWN])) + (
            " …" if len(numbers) > _SAME_NAME_ROWS_SHOWN else ""
        )
        yield _at(first, "same_name", count=len(group), rows=rows)


def cost_does_not_add_up(applications: pd.DataFrame) -> Iterator[Finding]:
    """The yearly cost is lower than licence plus maintenance."""
    parts = applications["license_cost_eur"] + applications["maintenance_cost_eur"]
    wrong = applications["annual_cost_eur"] < parts - 1
    for place, row in applications.loc[wrong].iterrows():
        yield _at(row, "cost_does_not_add_up", annual=_euros(row["annual_cost_eur"]), parts=_euros(parts.loc[place]))


def cost_far_from_others(applications: pd.DataFrame, factor: int = 20, fewest: int = 8) -> Iterator[Finding]:
    """The yearly cost is more than ``factor`` times the median of at least ``fewest`` known ones."""
    known = applications["annual_cost_eur"].dropna()
    known = known[known > 0]
    if len(known) < fewest:
        return
    median = float(np.median(known))
    for _, row in applications.loc[applications["annual_cost_eur"] > factor * median].iterrows():
        shown = {"annual": _euros(row["annual_cost_eur"]), "median": _euros(median)}
        yield _at(row, "cost_far_from_others", factor=factor, **shown)


def _euros(amount: float) -> str:
    return f"€ {amount:,.0f}".replace(",", ".")


CHECKS: tuple[Callable[[pd.DataFrame], Iterator[Finding]], ...] = (
    contract_ends_before_start,
    same_name,
    cost_does_not_add_up,
    cost_far_from_others,
)
"""Every check there is, in the order of this module."""
