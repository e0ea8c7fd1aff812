"""Frames behind the pages about readiness: what decided, what waits for an answer, when support ends, how sure we are.

Comes in: frames of an :class:`~landscape.ui.work.Analysis` or the measured figures in knowledge. Goes out: frames with
the columns named here. What a newcomer would get wrong: "to check" is what neither a person nor rule and model together
settled; an unknown class that both agree on waits for a fact, not for a judgement, and stands in the list of questions.
"""

from __future__ import annotations

import json
from datetime import date

import pandas as pd

from landscape import knowledge
from landscape.classify.obsolescence import listed
from landscape.classify.rule_table import in_conflict, rule_table
from landscape.records import READINESS

REPORT_FILE = "readiness_report.csv"
REPORT_COLUMNS = ("set", "measure", "what", "value")
SETS = ("dev", "first_runs", "held_out")
"""What was measured, the most honest first."""
PERIODS = ("past", "this_year", "next_years", "later")
_NEAR_DAYS, _FAR_DAYS = 365, 3 * 365


def to_check(applications: pd.DataFrame) -> pd.DataFrame:
    """The applications a person should look at, least sure first."""
    open_ones = ~applications["readiness_automatic"] & (applications["readiness_decided_by"] != "person")
    return applications[open_ones].sort_values(
        ["readiness_probability", "organisation", "name", "application_id"], kind="stable", ignore_index=True
    )


def questions(waiting: pd.DataFrame) -> pd.DataFrame:
    """Per question whose answer would decide: how many applications wait for it; most first.

    Columns ``readiness_question, readiness_rule, waiting, organisations, examples``.
    """
    groups = waiting.groupby(["readiness_question", "readiness_rule"], sort=True)
    frame = groups.agg(
        waiting=("application_id", "size"),
        organisations=("organisation", "nunique"),
        examples=("name", lambda names: "; ".join(names.drop_duplicates().iloc[:3])),
    ).reset_index()
    return frame.sort_values(
        ["waiting", "readiness_question", "readiness_rule"], ascending=[False, True, True], ignore_index=True
    )


def deciders(applications: pd.DataFrame) -> pd.DataFrame:
    """Who decided, per class: ``readiness_decided_by, <class>..., total``."""
    counts = pd.crosstab(applications["readiness_decided_by"], applications["readiness"])
    wide = counts.reindex(index=["rule", "model", "person"], columns=list(READINESS), fill_value=0)
    wide.columns.name = None
    return wide.assign(total=wide.sum(axis=1)).reset_index(names="readiness_decided_by")


def words_read(application: pd.Series) -> pd.DataFrame:
    """Every word that was looked at, what counts first: ``words, field, evidence_status, cue``."""
    rows = [
        (item["words"], item["field"], item["status"], item.get("cue", ""))
        for item in json.loads(application["readiness_evidence"] or "[]")
    ]
    frame = pd.DataFrame(rows, columns=["words", "field", "evidence_status", "cue"]).astype("str")
    frame = frame.drop_duplicates(["words", "field", "evidence_status"])
    aside = frame["evidence_status"] != "counts"
    return frame.iloc[aside.to_numpy().argsort(kind="stable")].reset_index(drop=True)


def rules_used(applications: pd.DataFrame, language: str) -> pd.DataFrame:
    """The rule table, with what a rule says in the reader's language."""
    return rule_table(applications, language)


def conflicts_of(applications: pd.DataFrame, rule: str) -> pd.DataFrame:
    """The applications ``rule`` decided; those another class claimed as well come first (``is_conflict``)."""
    decided = applications[applications["readiness_votes"].str.split("; ").str[0] == rule]
    marked = decided.assign(is_conflict=in_conflict(decided) if len(decided) else False)
    return marked.sort_values(
        ["is_conflict", "name", "application_id"], ascending=[False, True, True], kind="stable", ignore_index=True
    )


def ends_of_support(applications: pd.DataFrame, on: date, language: str) -> pd.DataFrame:
    """Every dated end of support with its application: the columns of ``obsolescence.listed`` and ``period``."""
    known = applications[["application_id", "name", "organisation", "readiness"]]
    frame = listed(applications, on, language).merge(known, on="application_id", validate="many_to_one")
    days = frame["support_days"].astype("float64")
    period = pd.cut(days, [float("-inf"), -1, _NEAR_DAYS, _FAR_DAYS, float("inf")], labels=list(PERIODS))
    return frame.assign(period=period.astype("str"))


def ends_counted(ends: pd.DataFrame) -> pd.DataFrame:
    """Applications per category and period: ``support_category, <period>..., applications``."""
    once = ends.drop_duplicates(["application_id", "support_category", "period"])
    wide = pd.crosstab(once["support_category"], once["period"]).reindex(columns=list(PERIODS), fill_value=0)
    wide.columns.name = None
    per_category = ends.groupby("support_category")["application_id"].nunique()
    wide = wide.assign(applications=per_category).reset_index()
    return wide.sort_values(["applications", "support_category"], ascending=[False, True], ignore_index=True)


def report() -> pd.DataFrame:
    """The measured figures of the classifier: ``set, measure, what`` and the number ``value``."""
    frame = knowledge.table(REPORT_FILE, REPORT_COLUMNS)
    return frame.assign(value=frame["value"].astype("float64"))


def figure(measured: pd.DataFrame, of: str, measure: str, what: str = "all") -> float:
    """One figure of :func:`report`; NaN when it was not measured."""
    found = measured[(measured["set"] == of) & (measured["measure"] == measure) & (measured["what"] == what)]["value"]
    return float(found.iloc[0]) if len(found) else float("nan")


def curve(measured: pd.DataFrame, name: str) -> pd.DataFrame:
    """The points of ``reliability`` or ``coverage`` of every set: ``set`` and one column per part of a point."""
    points = measured[measured["measure"].str.startswith(f"{name}_")]
    points = points.assign(part=points["measure"].str.removeprefix(f"{name}_"), number=points["what"].astype("int64"))
    wide = points.pivot(index=["set", "number"], columns="part", values="value").reset_index()
    wide.columns.name = None
    order = {name: place for place, name in enumerate(SETS)}
    wide = wide.sort_values(["set", "number"], key=lambda column: column.map(order) if column.name == "set" else column)
    return wide.drop(columns="number").reset_index(drop=True)


def confusion(measured: pd.DataFrame, of: str) -> pd.DataFrame:
    """True class (rows) against the class said (columns) of one set: ``true_class, <class>...``."""
    cells = measured[(measured["set"] == of) & (measured["measure"] == "confusion")]
    pairs = cells["what"].str.split(">", expand=True)
    wide = cells.assign(true_class=pairs[0], said=pairs[1]).pivot(index="true_class", columns="said", values="value")
    wide = wide.reindex(index=list(READINESS), columns=list(READINESS)).fillna(0).astype("int64")
    wide.columns.name = None
    return wide.reset_index()


def most_confused(measured: pd.DataFrame, of: str) -> tuple[str, str, int]:
    """True class, the class said instead and how often, of the pair mixed up most; empty when none was."""
    table = confusion(measured, of).melt("true_class", var_name="said", value_name="times")
    wrong = table[table["true_class"] != table["said"]].sort_values(
        ["times", "true_class", "said"], ascending=[False, True, True]
    )
    first = wrong.iloc[0]
    return (str(first["true_class"]), str(first["said"]), int(first["times"])) if first["times"] else ("", "", 0)
