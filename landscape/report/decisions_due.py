"""The decisions of the page for the college: before when, about what, who is concerned, which money is known of it.

In come the frames of a run, out comes :class:`Due` per decision and one sentence about the others. A newcomer would
print the title of the candidate: the college does not know reference components, so the task is named in plain words.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass

import pandas as pd

from landscape.advise.contracts import NOW, THIS_YEAR, terms
from landscape.advise.wording import ID_MARK
from landscape.report.basis import ReportBasis
from landscape.report.figures import day, euros, listed, plain

DECISIONS = 5
"""So many decisions fit the page; how many more there are is said beneath them."""
_LINE = 64
_COMPONENT = re.compile(r"[ -]?component\b", re.IGNORECASE)


@dataclass(frozen=True)
class Due:
    """A decision that is due: before when, about what, who is concerned and what money is known of it."""

    candidate_id: str
    before: str
    about: str
    who: str
    money: str


def decisions_due(basis: ReportBasis) -> tuple[Due, ...]:
    """The most important decisions that are due, by date: first what must be decided now, then this year."""
    candidates = basis.frame("candidates")
    due = candidates[candidates["decision_status"].isin((NOW, THIS_YEAR))]
    order = due.assign(_later=due["decision_status"] != NOW).sort_values(["_later", "rank"], kind="stable")
    shown = order.head(DECISIONS).sort_values(["decide_before", "rank"], kind="stable")
    return tuple(_due(basis, row) for row in shown.to_dict("records"))


def _due(basis: ReportBasis, row: Mapping[Hashable, object]) -> Due:
    return Due(
        candidate_id=str(row["candidate_id"]),
        before=day(pd.Timestamp(str(row["decide_before"])), basis.language),
        about=basis.say("one_page", f"decide_{row['action']}", title=subject(basis, row)),
        who=_who(basis, row),
        money=_money_of(basis, row),
    )


def subject(basis: ReportBasis, row: Mapping[Hashable, object]) -> str:
    """What a candidate is about, in words for somebody who does not know reference components."""
    component, products = str(row.get("component") or ""), _few(plain(row.get("products") or ""))
    overlaps = basis.frame("overlaps")
    same_function = set(overlaps.loc[overlaps["kind"] == "same_function", "overlap_id"])
    if component and products and row["overlap_id"] in same_function:
        return basis.say("one_page", "for_task", task=task(component), products=products)
    return products or plain(row["title"], 110)


def _few(names: str) -> str:
    """A list of names that fits a line: cut after a whole name."""
    if len(names) <= _LINE:
        return names
    whole, _, _ = names[:_LINE].rpartition(", ")
    return f"{whole}, …" if whole else plain(names, _LINE)


def task(component: str) -> str:
    """The name of a reference component without the word component: "Inkoop", "KLIC", "Bedrijfsproces beheer (BPM)"."""
    return " ".join(_COMPONENT.sub(" ", plain(component, 90)).split()) or plain(component, 90)


def _who(basis: ReportBasis, row: Mapping[Hashable, object]) -> str:
    names = [name for name in str(row.get("organisation_names", "")).split(ID_MARK) if name]
    if 0 < len(names) <= 2:
        return listed(names, 2, basis.language)
    return basis.say("one_page", "who", n=int(str(row["organisations"])))


def _money_of(basis: ReportBasis, row: Mapping[Hashable, object]) -> str:
    known, without = float(str(row["known_annual_cost_eur"])), int(str(row["applications_without_cost"]))
    if pd.isna(known):
        return basis.say("one_page", "money_unknown")
    return basis.say("one_page", "money_partly" if without else "money", amount=euros(known, basis.language))


def decisions_note(basis: ReportBasis, shown: int) -> str:
    statuses = basis.frame("candidates")["decision_status"]
    now, year = int((statuses == NOW).sum()), int((statuses == THIS_YEAR).sum())
    if not now + year:
        return basis.say("one_page", "no_decisions")
    setting = terms()["status"]
    months = {"soon": int(setting["now_months"]), "months": int(setting["year_months"])}
    return basis.say("one_page", "decisions_note", shown=shown, n=now + year, now=now, **months)
