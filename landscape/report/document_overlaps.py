"""The chapters of the Word report about candidates: a page per overlap, and a table of single applications.

In come candidates by rank, their applications and, when the run made them, the products compared. A newcomer would
write a sentence beside the figures here; every sentence about an overlap was made by the advice room, from the figures
its score was made from, and is only placed here.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from landscape.advise.scenario_files import standard_years
from landscape.advise.wording import ID_MARK
from landscape.report import word
from landscape.report.basis import ReportBasis
from landscape.report.figures import day, estimate, euros, parts, plain, whole
from landscape.report.labels import code_labels
from landscape.report.word_table import facts, table

_OPTIONS = 4
_OF_MEMBER = ("organisation", "name", "readiness", "annual_cost_eur", "contract_end_date")
Row = Mapping[Hashable, Any]


def overlap_chapter(made: Any, contents: word.Contents, basis: ReportBasis, settings: Mapping[str, Any]) -> None:
    """An overview, then one page for each of the first overlaps."""
    candidates = basis.frame("candidates")
    overlaps = candidates[candidates["kind"] == "overlap"]
    contents.heading(basis.say("document", "overlaps_title"), 1, new_page=True)
    if overlaps.empty:
        word.sentence(made, basis.say("document", "overlaps_none"))
        return
    shown = overlaps.head(int(settings["overlap_pages"])).to_dict("records")
    counts = {"n": len(overlaps), "shown": len(shown)}
    rest = len(overlaps) - len(shown)
    key = "overlaps_intro" if rest else "overlaps_all"
    word.sentence(made, basis.say("document", key, **counts, **({"rest": rest} if rest else {})))
    _overview(made, basis, shown)
    applications = basis.frame("applications").set_index("application_id")
    applications = applications[[name for name in _OF_MEMBER if name in applications]]
    for row in shown:
        _overlap_page(made, contents, basis, row, applications, int(settings["applications_shown"]))


def _overview(made: Any, basis: ReportBasis, rows: list[dict[Hashable, Any]]) -> None:
    actions = code_labels("action", basis.language)
    heads = [basis.say("document", f"column_{name}") for name in ("rank", "subject", "advice", "before", "cost")]
    cells = [
        (whole(row["rank"], basis.language), plain(row["title"], 120), actions.get(row["action"], row["action"]),
         day(row["decide_before"], basis.language), euros(row["known_annual_cost_eur"], basis.language))
        for row in rows
    ]  # fmt: skip
    about = basis.say("document", "overlaps_about")
    table(made, heads, cells, (1.1, 7.3, 3.5, 2.2, 2.5), about, numbers=(0, 4), size=9)


def _overlap_page(
    made: Any, contents: word.Contents, basis: ReportBasis, row: Row, applications: pd.DataFrame, most: int
) -> None:
    title = f"{whole(row['rank'], basis.language)}. {plain(row['title'], 120)}"
    contents.heading(title, 2, new_page=True)
    facts(made, _facts(basis, row), (4.2, 12.4), basis.say("document", "overlap_about"))
    for name in ("for", "against"):
        if lines := parts(row[f"reasons_{name}"]):
            word.heading(made, basis.say("document", f"{name}_title"), 3)
            word.bullets(made, lines)
    if lines := parts(row["missing"]):
        word.heading(made, basis.say("document", "missing_title"), 3)
        together = "; ".join(lines)
        word.sentence(made, f"{together[:1].upper()}{together[1:]}.", "Caption")
    _options(made, basis, str(row["candidate_id"]))
    _members(made, basis, row, applications, most)


def _options(made: Any, basis: ReportBasis, candidate_id: str) -> None:
    """The products compared, best first, with what would change the order; nothing without a choice."""
    targets = basis.frame("targets")
    if targets.empty or not (mine := targets[targets["candidate_id"] == candidate_id].head(_OPTIONS)).size:
        return
    words = {True: basis.say("document", "can_be_target"), False: basis.say("document", "cannot_be_target")}
    cells = [
        (plain(one["product_label"], 60), whole(one["option_score"], basis.language), words[bool(one["is_eligible"])],
         whole(one["organisations"], basis.language), euros(one["known_annual_cost_eur"], basis.language))
        for one in mine.to_dict("records")
    ]  # fmt: skip
    word.heading(made, basis.say("document", "options_title"), 3)
    heads = [basis.say("document", f"column_{name}") for name in ("product", "points", "target", "members", "annual")]
    about = basis.say("document", "options_about")
    table(made, heads, cells, (5.4, 2.0, 4.6, 2.4, 2.4), about, numbers=(1, 3, 4), size=8.5)
    flip = plain(mine["flip"].iloc[0], 300)
    word.sentence(made, f"{basis.say('document', 'options_note')} {flip}", "Caption")


def _facts(basis: ReportBasis, row: Row) -> list[tuple[str, str]]:
    actions = code_labels("action", basis.language)
    size = {"applications": int(row["applications"]), "organisations": int(row["organisations"])}
    told = {
        "advice": actions.get(row["action"], str(row["action"])),
        "who": plain(str(row.get("organisation_names") or "").replace(ID_MARK, ", "), 240),
        "size": basis.say("document", "fact_size_value", **size),
        "products": plain(row.get("products") or "", 240),
        "cost": _cost(basis, row),
        **_money(basis, row),
        "moment": _moment(basis, row),
        "customer": plain(row.get("customer_line") or "", 400),
    }
    return [(basis.say("document", f"fact_{name}"), text) for name, text in told.items() if text]


def _cost(basis: ReportBasis, row: Row) -> str:
    if pd.isna(row["known_annual_cost_eur"]):
        return basis.say("document", "fact_cost_none")
    without = int(row["applications_without_cost"])
    amount = euros(row["known_annual_cost_eur"], basis.language)
    return basis.say("document", "fact_cost_value" if without else "fact_cost_all", amount=amount, without=without)


def _money(basis: ReportBasis, row: Row) -> dict[str, str]:
    """Saving, one-off cost and outcome as ranges; one line when they cannot be calculated."""
    if pd.isna(row["saving_mid_eur"]):
        return {"saving": basis.say("document", "fact_saving_none")}
    told = {}
    for name in ("saving", "one_off"):
        if f"{name}_mid_eur" in row:
            levels = {level: estimate(row[f"{name}_{level}_eur"], basis.language) for level in ("low", "mid", "high")}
            told[name] = basis.say("document", f"fact_{name}_value", **levels)
    if not pd.isna(row.get("npv_mid_eur", float("nan"))):
        npv = estimate(row["npv_mid_eur"], basis.language)
        told["result"] = basis.say("document", "fact_result_value", npv=npv, years=standard_years())
    return told | {"target": plain(row.get("target_product") or "", 120)}


def _moment(basis: ReportBasis, row: Row) -> str:
    if pd.isna(row["decide_before"]):
        return basis.say("document", "fact_moment_none")
    status = code_labels("decision_status", basis.language).get(row["decision_status"], row["decision_status"])
    end = day(row["contract_end_date"], basis.language) if "contract_end_date" in row else ""
    before = day(row["decide_before"], basis.language)
    return basis.say("document", "fact_moment_value", end=end, before=before, status=status)


def _members(made: Any, basis: ReportBasis, row: Row, applications: pd.DataFrame, most: int) -> None:
    ids = str(row["application_ids"]).split(ID_MARK)
    members = applications.reindex([one for one in ids if one in applications.index])
    members = members.reset_index().sort_values(["organisation", "name", "application_id"], kind="stable")
    readiness = code_labels("readiness", basis.language)
    cells = [
        (plain(one["organisation"], 50), plain(one["name"], 70), readiness.get(one["readiness"], one["readiness"]),
         euros(one["annual_cost_eur"], basis.language), day(one.get("contract_end_date", pd.NaT), basis.language))
        for one in members.head(most).to_dict("records")
    ]  # fmt: skip
    word.heading(made, basis.say("document", "members_title"), 3)
    names = ("organisation", "application", "readiness", "annual", "end")
    heads = [basis.say("document", f"column_{name}") for name in names]
    about = basis.say("document", "members_about")
    table(made, heads, cells, (4.2, 5.2, 2.8, 2.2, 2.2), about, numbers=(3,), size=8.5)
    if len(members) > most:
        word.sentence(made, basis.say("document", "members_more", n=len(members) - most), "Caption")


def singles_chapter(made: Any, contents: word.Contents, basis: ReportBasis) -> None:
    """Applications that ask for attention by themselves, in one table; nothing when there are none."""
    candidates = basis.frame("candidates")
    singles = candidates[candidates["kind"] == "application"]
    if singles.empty:
        return
    contents.heading(basis.say("document", "singles_title"), 1, new_page=True)
    word.sentence(made, basis.say("document", "singles_intro"))
    actions = code_labels("action", basis.language)
    cells = [
        (whole(row["rank"], basis.language), plain(row["title"], 100), actions.get(row["action"], row["action"]),
         plain((parts(row["reasons_for"]) or [""])[0], 260))
        for row in singles.to_dict("records")
    ]  # fmt: skip
    heads = [basis.say("document", f"column_{name}") for name in ("rank", "title", "advice", "reason")]
    about = basis.say("document", "singles_about")
    table(made, heads, cells, (1.1, 4.6, 3.1, 7.8), about, numbers=(0,), size=9)
