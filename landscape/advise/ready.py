"""What is missing before a candidate is "besluitrijp", and who of the customers notices what.

In: the applications a candidate concerns and the action advised. Out: texts per candidate. The list of what is needed,
per action, stands in ``decision_ready.toml``. A newcomer would get wrong: some of it never stands in an inventory
(who decides, the principles of the choice) and stays missing until people record it with their decision.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from landscape import knowledge
from landscape.advise import wording
from landscape.advise.actions import actions
from landscape.advise.concerns import component_facts, priorities
from landscape.advise.contracts import terms

_AUDIENCES = ("residents", "chain_partners")


def missing(concerns: pd.DataFrame, candidates: pd.DataFrame, language: str) -> pd.Series:
    """Per candidate (index of ``candidates``) the missing facts for its action, joined with " | "; "" when complete."""
    counts = _unknown_counts(concerns).reindex(candidates["candidate_id"]).reset_index(drop=True)
    total, action = candidates["n_applications"].reset_index(drop=True), candidates["action"].reset_index(drop=True)
    ended = candidates["ended"].reset_index(drop=True)
    shared = candidates["n_organisations"].reset_index(drop=True) > 1
    parts: list[list[str]] = []
    closing: list[list[str]] = []
    for item, entry in _items().items():
        needed = action.isin(entry["for"]) & (shared | (not entry.get("only_shared", False)))
        texts = knowledge.texts(language)["advice_missing"]
        if not entry["from_inventory"]:
            needed &= ~_computed(candidates, str(entry.get("computed_as", "")))
            closing.append([str(texts[item]) if need else "" for need in needed])
            continue
        months = wording.number(float(terms()["notice"]["months_when_unknown"]), language)
        rows = pd.DataFrame({"n": counts[item], "total": total, "months": months, "ended": ended})
        parts.append(wording.fill_counted(texts, item, rows, needed & (rows["n"] > 0), rows["total"]).tolist())
    parts.append([_closing(row, language) for row in zip(*closing, strict=True)])
    joined = [wording.REASON_MARK.join(filter(None, row)) for row in zip(*parts, strict=True)]
    return pd.Series(joined, index=candidates.index, dtype="str")


def facts_missing(concerns: pd.DataFrame, candidates: pd.DataFrame) -> pd.Series:
    """Per candidate how many facts that an inventory can hold are missing; 0 = only people's part is left."""
    counts = _unknown_counts(concerns).reindex(candidates["candidate_id"]).reset_index(drop=True)
    total = pd.Series(0, index=counts.index)
    for item, entry in _items().items():
        if entry["from_inventory"]:
            total = total + (counts[item] > 0) * candidates["action"].reset_index(drop=True).isin(entry["for"])
    return total.astype("int64").set_axis(candidates.index)


def _items() -> Mapping[str, Mapping[str, Any]]:
    """The set of ``decision_ready.toml``, in its order."""
    table: Mapping[str, Mapping[str, Any]] = knowledge.settings("decision_ready.toml", ("source", "item"))["item"]
    return table


def _computed(candidates: pd.DataFrame, column: str) -> pd.Series:
    """Where the candidate already holds the answer in ``column``; nowhere without a column."""
    if not column:
        return pd.Series(False, index=range(len(candidates)))
    values = candidates[column].reset_index(drop=True)
    return values.notna() & (values.astype("str") != "")


def _closing(items: tuple[str, ...], language: str) -> str:
    """What people decide rather than record, as one item; "" when nothing is left."""
    named = ", ".join(filter(None, items))
    return knowledge.sentence("advice_missing", "for_the_decision", language, items=named) if named else ""


def customer_lines(candidates: pd.DataFrame, language: str) -> pd.Series:
    """Per candidate who notices what and when; "functioneel-neutraal" when nobody would."""
    audience = component_facts(candidates["component"], "audience")
    texts = knowledge.texts(language)["advice_customer"]
    words = candidates.assign(
        when=_when(candidates, language), n_organisations_text=organisations(candidates, language)
    )
    change = candidates["action"].map({name: bool(entry["changes_screens"]) for name, entry in actions().items()})
    change = change.astype(bool) & (component_facts(candidates["component"], "screens") != "no")
    parts = []
    for group in _AUDIENCES:
        noticed = change & audience.str.contains(group)
        filled = wording.fill(str(texts[group]), words)
        parts.append([text if yes else "" for text, yes in zip(filled, noticed, strict=True)])
    kind = _employee_text(candidates)
    for name in ("employees_choice", "employees_change", "employees_end"):
        filled = wording.fill(str(texts[name]), words)
        parts.append([text if yes else "" for text, yes in zip(filled, change & (kind == name), strict=True)])
    joined = [" ".join(filter(None, row)) for row in zip(*parts, strict=True)]
    neutral = knowledge.sentence("advice_general", "customer_neutral", language)
    return pd.Series([text or neutral for text in joined], index=candidates.index, dtype="str")


def organisations(candidates: pd.DataFrame, language: str) -> pd.Series:
    """ "1 organisatie" or "4 organisaties" per candidate."""
    counts = candidates["n_organisations"]
    texts = {
        n: knowledge.sentence("advice_title", "one_organisation" if n == 1 else "more_organisations", language, n=n)
        for n in counts.unique()
    }
    return counts.map(texts)


def _employee_text(candidates: pd.DataFrame) -> pd.Series:
    ends = candidates["action"] == "uitfaseren"
    choice = (candidates["action"] == "consolideren") & (candidates["n_organisations"] > 1)
    kind = pd.Series("employees_change", index=candidates.index, dtype="str")
    return kind.mask(ends, "employees_end").mask(choice, "employees_choice")


def _when(candidates: pd.DataFrame, language: str) -> pd.Series:
    date = wording.dates(candidates["contract_end_date"], language)
    texts = {
        text: knowledge.sentence("advice_general", "customer_when", language, date=text)
        if text
        else knowledge.sentence("advice_general", "customer_when_unknown", language)
        for text in date.unique()
    }
    return date.map(texts)


def _unknown_counts(concerns: pd.DataFrame) -> pd.DataFrame:
    """Per candidate how many of its applications lack each fact of ``decision_ready.toml``."""
    certain = concerns["component_probability"].fillna(1.0) >= priorities()["uncertain_below"]
    unknown = pd.DataFrame(
        {
            "candidate_id": concerns["candidate_id"],
            "readiness": concerns["readiness"] == "unknown",
            "support": concerns["support_months"].isna(),
            "contract_end": concerns["contract_end_date"].isna(),
            "contract_past": concerns["contract_has_ended"],
            "notice_period": concerns["notice_is_assumed"],
            "cost": concerns["cost"].isna(),
            "users": concerns["users"].isna(),
            "integrations": concerns["integrations_count"].isna(),
            "owner": ~concerns["has_owner"],
            "component": (concerns["component"] == "") | ~certain,
            "product": ~concerns["has_vendor"],
            "archive": ~concerns["has_archive"],
        }
    )
    return unknown.groupby("candidate_id").sum()
