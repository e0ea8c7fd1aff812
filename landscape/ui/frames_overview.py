"""The figures of a director's first minute: state, double, due, money and the years ahead. Pure counting.

Comes in: frames of the analysis. Goes out: small frames and numbers for the overview; nothing is scored or decided
here. What a newcomer would get wrong: an application without a known amount or date is counted apart, never as zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from landscape.advise.roadmap import roadmap_settings
from landscape.overlap.patterns import counted
from landscape.records import READINESS

URGENT = ("missed", "decide_now")
"""Decision statuses that cannot wait."""
EVENTS = ("contract_ends", "support_ends")
_COLUMNS = {"contract_ends": "contract_end_date", "support_ends": "end_of_support_date_found"}
_ENOUGH_ORGANISATIONS = 2


@dataclass(frozen=True)
class Doubles:
    """Where organisations do the same: functions with several products, and products several organisations have."""

    functions: int
    products_in_functions: int
    shared_products: int


def readiness_counts(applications: pd.DataFrame) -> dict[str, int]:
    """Applications per outcome, every outcome present."""
    counts = applications["readiness"].value_counts()
    return {code: int(counts.get(code, 0)) for code in READINESS}


def doubles(overlaps: pd.DataFrame) -> Doubles:
    """Overlaps between organisations, counted by kind."""
    shared = overlaps[overlaps["organisations"] >= _ENOUGH_ORGANISATIONS]
    functions = shared[shared["kind"] == "same_function"]
    return Doubles(
        functions=len(functions),
        products_in_functions=int(functions["products"].sum()),
        shared_products=int((shared["kind"] == "same_product").sum()),
    )


def status_counts(candidates: pd.DataFrame) -> dict[str, int]:
    """Candidates per decision status."""
    return {str(status): int(number) for status, number in candidates["decision_status"].value_counts().items()}


def functions_by_cost(matrix: pd.DataFrame) -> pd.DataFrame:
    """One row per function, dearest first, with ``organisations`` that have it."""
    found = matrix.groupby("component", as_index=False).agg(
        organisations=("organisation", "nunique"),
        applications=("applications", "sum"),
        known_annual_cost_eur=("known_annual_cost_eur", "sum"),
        applications_without_cost=("applications_without_cost", "sum"),
    )
    return found.sort_values(["known_annual_cost_eur", "component"], ascending=[False, True], ignore_index=True)


def horizon_year() -> int:
    """The last year looked at apart: the horizon of the roadmap."""
    return int(roadmap_settings()["horizon_year"])


def periods(reference_date: date) -> list[str]:
    """What the years are called: before this year, every year up to the horizon, and after."""
    last = max(horizon_year(), reference_date.year + 1)
    return [f"< {reference_date.year}", *map(str, range(reference_date.year, last + 1)), f"> {last}"]


def period_of(dates: pd.Series, reference_date: date) -> pd.Series:
    """The period of :func:`periods` each date falls in; missing for an unknown date."""
    named = periods(reference_date)
    first = reference_date.year
    place = (dates.dt.year - first + 1).clip(0, len(named) - 1)
    fallen: pd.Series = place.map(dict(enumerate(named)))
    return fallen


def trend(applications: pd.DataFrame, reference_date: date) -> pd.DataFrame:
    """Per ``period`` how many contracts end (``contract_ends``) and how much loses support (``support_ends``)."""
    made = pd.DataFrame({"period": periods(reference_date)})
    for event, column in _COLUMNS.items():
        counts = period_of(pd.to_datetime(applications[column]), reference_date).value_counts()
        made[event] = made["period"].map(counts).fillna(0).astype("int64")
    return made


def ids_of_event(applications: pd.DataFrame, event: str, period: str, reference_date: date) -> tuple[str, ...]:
    """The applications behind one figure of :func:`trend`."""
    falls = period_of(pd.to_datetime(applications[_COLUMNS[event]]), reference_date)
    return tuple(applications.loc[falls == period, "application_id"])


def ids_with_function(applications: pd.DataFrame, component: str) -> tuple[str, ...]:
    """The applications behind one function as the matrix counts them: no office software, no test environments."""
    return tuple(counted(applications.loc[applications["component"] == component])["application_id"])


def cost_not_drawn(applications: pd.DataFrame, by_function: pd.DataFrame) -> float:
    """The known cost of the applications that do not count as overlap, so that no picture loses money unsaid."""
    return float(applications["annual_cost_eur"].sum() - by_function["known_annual_cost_eur"].sum())


def first_candidates(candidates: pd.DataFrame, number: int = 5) -> pd.DataFrame:
    """The first candidates with their first reason (``reason``)."""
    first = candidates.sort_values("rank").head(number)
    return first.assign(reason=first["reasons_for"].str.partition(" | ")[0]).reset_index(drop=True)
