"""Figures of others beside our own, and functions without an application ("vergeten boek?").

In: applications, and what people fill in (inhabitants, fte). Out: own figure beside benchmark, and per organisation the
functions one would expect. A newcomer would get wrong: known cost of applications is a lower bound and only a part of
what a benchmark counts, so a lower own figure is no praise; and an empty function may be a naming matter, so it is a
question.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from landscape import knowledge
from landscape.advise import wording
from landscape.advise.facts import facts

if TYPE_CHECKING:
    from landscape.advise.basis import Basis

BENCHMARK_COLUMNS = (
    "benchmark", "value", "unit", "per", "year", "source", "why", "counts", "known_annual_cost_eur",
    "applications_without_cost",
    "application_ids",
)  # fmt: skip
GAP_COLUMNS = ("organisation", "component", "why", "organisations_with", "organisations", "unplaced_applications")


def benchmarks() -> Mapping[str, Any]:
    """The benchmarks of ``benchmarks.toml`` by id, each with value, unit, per, year, source and why."""
    table: Mapping[str, Any] = _content()["benchmark"]
    return table


def beside_benchmark(name: str, own: float, inhabitants: float) -> dict[str, Any]:
    """Own figure beside the benchmark ``name``: ``own_ratio, benchmark, difference, unit, year, source, why``.

    Args:
        own: the own total, in euros or fte.
        inhabitants: of the organisations together.

    Raises:
        KnowledgeError: there is no such benchmark.
        ValueError: the number of inhabitants is not positive.
    """
    if name not in benchmarks():
        raise knowledge.KnowledgeError(f"benchmarks.toml: no benchmark {name!r}")
    if not inhabitants > 0:
        raise ValueError("inhabitants must be positive")
    entry = benchmarks()[name]
    ratio = own / inhabitants * float(entry["per"])
    kept = {key: entry[key] for key in ("unit", "year", "source", "why")}
    return {"own_ratio": ratio, "benchmark": entry["value"], "difference": ratio - entry["value"], **kept}


def saving_beside_benchmark(
    yearly_saving: float, inhabitants: float, per_inhabitant: float | None = None
) -> tuple[float, str]:
    """A yearly saving as a share of all ICT cost of so many inhabitants by the benchmark, and how to read that.

    Args:
        per_inhabitant: another benchmark than the one of ``benchmarks.toml``, in euros a year.

    Returns: the share, and ``fits``, ``questionable`` (above ``plausible_share`` of ``benchmarks.toml``) or
        ``impossible`` (more than all of it: it cannot be true).

    Raises:
        ValueError: the number of inhabitants is not positive.
    """
    found = beside_benchmark("ict_cost_per_inhabitant", yearly_saving, inhabitants)
    share = float(found["own_ratio"]) / (per_inhabitant or float(found["benchmark"]))
    if share > 1:
        return share, "impossible"
    return share, "questionable" if share > _content()["guard"]["plausible_share"] else "fits"


def functions_without_application(applications: pd.DataFrame, reference_date: datetime.date) -> pd.DataFrame:
    """Per organisation the functions one would expect and does not find; columns ``GAP_COLUMNS``.

    ``why`` is ``task`` (every gemeente has it) or ``peers`` (most other organisations have one).
    ``unplaced_applications`` have no function yet: the missing one may be among them.
    """
    return _missing(facts(applications, reference_date))


def missing_functions(given: Basis) -> pd.DataFrame:
    """:func:`functions_without_application` on facts that were read already."""
    return _missing(given.known)


def benchmark_table(given: Basis) -> pd.DataFrame:
    """The benchmarks beside what is on record; columns ``BENCHMARK_COLUMNS``.

    ``known_annual_cost_eur`` stands beside benchmarks about cost only (NaN elsewhere); a ratio needs the number of
    inhabitants, which no inventory holds: :func:`beside_benchmark` makes it once somebody gives that.
    """
    used = given.known[~given.known["is_retired"]]
    rows = [{"benchmark": name, **dict(entry)} for name, entry in benchmarks().items()]
    table = pd.DataFrame(rows)
    about_cost = table["counts"] == "known_cost"
    cost = float(used["cost"].sum()) if used["cost"].notna().any() else float("nan")
    table["known_annual_cost_eur"] = pd.Series(cost, index=table.index).where(about_cost)
    table["applications_without_cost"] = int(used["cost"].isna().sum())
    ids = wording.ID_MARK.join(used.loc[used["cost"].notna(), "application_id"])
    table["application_ids"] = pd.Series(ids, index=table.index, dtype="str").where(about_cost, "")
    return table[list(BENCHMARK_COLUMNS)]


def _missing(known: pd.DataFrame) -> pd.DataFrame:
    setting = _content()["expected"]
    known = known[~known["is_retired"]]
    organisations = sorted(known["organisation"].unique())
    placed = known[(known["component"] != "") & ~known["component_is_broad"]]
    has = placed[["organisation", "component"]].drop_duplicates()
    counts = has.groupby("component")["organisation"].nunique()
    enough = len(organisations) >= setting["peers_at_least"]
    common = counts[counts >= setting["peers_from"] * len(organisations)].index if enough else counts.index[:0]
    expected = dict.fromkeys(common, "peers") | dict.fromkeys(setting["components"], "task")
    grid = pd.MultiIndex.from_product([organisations, sorted(expected)], names=["organisation", "component"])
    missing = grid.difference(pd.MultiIndex.from_frame(has)).to_frame(index=False)
    unplaced = known[known["component"] == ""].groupby("organisation").size()
    table = missing.assign(
        why=missing["component"].map(expected),
        organisations_with=missing["component"].map(counts).fillna(0).astype("int64"),
        organisations=len(organisations),
        unplaced_applications=missing["organisation"].map(unplaced).fillna(0).astype("int64"),
    )
    return table.sort_values(["organisation", "why", "component"], ascending=[True, False, True], ignore_index=True)[
        list(GAP_COLUMNS)
    ]


def _content() -> Mapping[str, Any]:
    return knowledge.settings("benchmarks.toml", ("benchmark", "expected", "guard"))
