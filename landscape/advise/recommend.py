"""From overlaps and applications to ranked saneringskandidaten: the last step of the road before reports.

In: classified applications, overlaps, the reference date. Out: one row per candidate, best first, each with the action
advised, reasons for and against, money known and unknown, the contract moment and what is missing. A newcomer would
get wrong: the rank follows one score over absolute anchors (``priorities.toml``), so adding an unrelated application
moves no other candidate's score; overlaps come first because their nature weighs most, not because of a sort by kind.
"""

from __future__ import annotations

import datetime

import numpy as np
import pandas as pd

from landscape import records
from landscape.advise import ready, reasons
from landscape.advise.actions import actions
from landscape.advise.basis import Basis, basis
from landscape.advise.cases import money_reasons
from landscape.advise.scenario_files import standard_years
from landscape.advise.titles import titles

CANDIDATE_COLUMNS = (
    *records.OUTPUTS["candidates"],
    "candidate_id", "title", "kind", "nature", "score", "score_parts", "time_of_action", "time_note", "is_borderline",
    "component", "products",
    "organisation_names", "organisations", "applications", "known_annual_cost_eur", "applications_without_cost",
    "contract_end_date", "last_contract_end_date", "notice_date", "decision_status", "related_candidates",
    "target_product", "saving_assumptions", "one_off_low_eur", "one_off_mid_eur", "one_off_high_eur",
    "npv_low_eur", "npv_mid_eur", "npv_high_eur", "worthwhile_applications", "worthwhile_npv_eur", "worthwhile_names",
    "facts_complete", "decision_ready",
)  # fmt: skip


def rank_candidates(
    applications: pd.DataFrame, overlaps: pd.DataFrame, reference_date: datetime.date, *, language: str = "nl"
) -> pd.DataFrame:
    """Candidates best first; columns ``CANDIDATE_COLUMNS``, plain RangeIndex, ``rank`` from 1; see :func:`ranked`."""
    return ranked(basis(applications, overlaps, reference_date, language=language))


def ranked(given: Basis) -> pd.DataFrame:
    """The candidates of ``given``, best first; columns ``CANDIDATE_COLUMNS``, ``rank`` from 1."""
    if given.natures.empty:
        return _typed(pd.DataFrame({name: [] for name in CANDIDATE_COLUMNS}))
    figures, language = given.figures, given.language
    scored = reasons.points(figures)
    figures = figures.assign(customer_line=ready.customer_lines(figures, language))
    table = figures.assign(
        score=reasons.score(scored),
        score_parts=reasons.score_parts(scored, language),
        missing=ready.missing(given.concerns, figures, language),
        facts_complete=ready.facts_missing(given.concerns, figures) == 0,
        title=titles(figures, language),
        **reasons.reasons(figures, scored, money_reasons(figures, standard_years(), language), language),
    )
    return _typed(_ranked(table))


def candidate_points(given: Basis) -> pd.DataFrame:
    """Points per candidate and criterion (NaN unknown) and ``applies_<criterion>``, in the order that breaks ties."""
    if given.natures.empty:
        names = [str(criterion["id"]) for criterion in reasons.criteria()]
        nothing = {name: pd.Series(dtype="float64") for name in names}
        applies = {f"applies_{name}": pd.Series(dtype="bool") for name in names}
        return pd.DataFrame({"candidate_id": pd.Series(dtype="str"), **nothing, **applies})
    figures = _in_order(given.figures, [])
    applies = {f"applies_{c['id']}": figures["relation"].isin(c["applies_to"]) for c in reasons.criteria()}
    return pd.concat([figures["candidate_id"], reasons.points(figures)], axis=1).assign(**applies)


def _in_order(table: pd.DataFrame, first: list[str]) -> pd.DataFrame:
    """Highest ``first`` first; ties by overlap before application, known cost, size and id."""
    keys = table.assign(
        _single=(table["relation"] == "application").astype("int64"),
        _cost=table["known_annual_cost_eur"].fillna(-1.0),
    )
    by = [*first, "_single", "_cost", "n_applications", "candidate_id"]
    return keys.sort_values(by, ascending=[*(False for _ in first), True, False, False, True], ignore_index=True)


def _ranked(table: pd.DataFrame) -> pd.DataFrame:
    """Best first, with rank and the place of each action in TIME and 6R."""
    order = _in_order(table, ["score"])
    entries = actions()
    return order.assign(
        rank=np.arange(1, len(order) + 1),
        kind=np.where(order["relation"] == "application", "application", "overlap"),
        six_r=order["action"].map({name: entry["six_r"] for name, entry in entries.items()}),
        time_of_action=order["action"].map({name: entry["time"] for name, entry in entries.items()}),
        organisations=order["n_organisations"],
        applications=order["n_applications"],
        related_candidates=order["related_ids"],
        decision_ready=order["missing"] == "",
    )


def _typed(table: pd.DataFrame) -> pd.DataFrame:
    amounts = {name for name in CANDIDATE_COLUMNS if name.endswith("_eur")} | {
        "payback_years",
        "score",
        "worthwhile_applications",
    }
    counts = {"rank", "organisations", "applications", "applications_without_cost"}
    dates = {"decide_before", "contract_end_date", "last_contract_end_date", "notice_date"}
    frame = table[list(CANDIDATE_COLUMNS)].reset_index(drop=True)
    kinds = dict.fromkeys(amounts, "float64") | dict.fromkeys(counts, "int64")
    kinds |= dict.fromkeys(dates, "datetime64[s]") | dict.fromkeys(
        ("decision_ready", "facts_complete", "is_borderline"), "bool"
    )
    return frame.astype({name: kinds.get(name, "str") for name in frame.columns})
