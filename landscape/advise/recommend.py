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

from landscape import knowledge, records
from landscape.advise import ready, reasons, wording
from landscape.advise.actions import TIMES, actions, choose_actions
from landscape.advise.cases import MONEY_TEXTS, candidate_money, candidate_moves, money_reasons, outcome
from landscape.advise.concerns import (
    LEFT_OUT,
    covered_by,
    left_out,
    overlap_concerns,
    overlap_natures,
    priorities,
    single_concerns,
)
from landscape.advise.facts import facts
from landscape.advise.measures import measures
from landscape.advise.money import parameters
from landscape.advise.placement import place
from landscape.advise.scenario_files import scenario

CANDIDATE_COLUMNS = (
    *records.OUTPUTS["candidates"],
    "candidate_id", "title", "kind", "nature", "score", "score_parts", "time_of_action", "time_note", "is_borderline",
    "component", "products",
    "organisation_names", "organisations", "applications", "known_annual_cost_eur", "applications_without_cost",
    "contract_end_date", "decision_status", "related_candidates", "target_product",
    "saving_assumptions", "one_off_low_eur", "one_off_mid_eur", "one_off_high_eur", "npv_mid_eur", "decision_ready",
)  # fmt: skip


def rank_candidates(
    applications: pd.DataFrame, overlaps: pd.DataFrame, reference_date: datetime.date, *, language: str = "nl"
) -> pd.DataFrame:
    """Candidates best first; columns ``CANDIDATE_COLUMNS``, plain RangeIndex, ``rank`` from 1.

    Args:
        applications: after readers, classify and overlap; columns that are absent count as unknown.
        overlaps: at least ``overlap_id, kind, pattern, application_ids`` (ids joined with ";").
        reference_date: the day we look from.
        language: of titles, reasons and what is missing ("nl" or "en").
    """
    known = facts(applications, reference_date)
    concerns, natures = candidate_concerns(known, overlaps)
    if natures.empty:
        return _typed(pd.DataFrame({name: [] for name in CANDIDATE_COLUMNS}))
    figures = _figures(known, concerns, natures, reference_date, language)
    scored = reasons.points(figures)
    horizon = parameters(scenario("standard")["money"])["mid"].horizon_years
    table = figures.assign(
        score=reasons.score(scored),
        score_parts=reasons.score_parts(scored, language),
        missing=ready.missing(concerns, figures, language),
        customer_line=ready.customer_lines(figures, language),
        title=titles(figures, language),
        **reasons.reasons(figures, scored, money_reasons(figures, horizon, language), language),
    )
    return _typed(_ranked(table))


def candidate_points(
    applications: pd.DataFrame, overlaps: pd.DataFrame, reference_date: datetime.date, *, language: str = "nl"
) -> pd.DataFrame:
    """Points per candidate and criterion (NaN unknown) and ``applies_<criterion>``, in the order that breaks ties."""
    known = facts(applications, reference_date)
    concerns, natures = candidate_concerns(known, overlaps)
    if natures.empty:
        names = [str(criterion["id"]) for criterion in reasons.criteria()]
        nothing = {name: pd.Series(dtype="float64") for name in names}
        applies = {f"applies_{name}": pd.Series(dtype="bool") for name in names}
        return pd.DataFrame({"candidate_id": pd.Series(dtype="str"), **nothing, **applies})
    figures = _in_order(_figures(known, concerns, natures, reference_date, language), [])
    applies = {f"applies_{c['id']}": figures["relation"].isin(c["applies_to"]) for c in reasons.criteria()}
    return pd.concat([figures["candidate_id"], reasons.points(figures)], axis=1).assign(**applies)


def candidate_concerns(known: pd.DataFrame, overlaps: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Which applications each candidate concerns, and its nature: overlaps first, then single applications."""
    together = overlap_concerns(overlaps, known)
    natures = overlap_natures(together)
    alone, alone_natures = single_concerns(known, covered_by(together, natures))
    concerns = pd.concat([part for part in (together, alone) if len(part)] or [together], ignore_index=True)
    listed = pd.concat([part for part in (natures, alone_natures) if len(part)] or [natures], ignore_index=True)
    not_counted = left_out(overlaps, known)
    counts = {name: listed["candidate_id"].map(not_counted[name].to_dict()).fillna(0) for name in LEFT_OUT}
    counts = {name: count.astype("int64") for name, count in counts.items()}
    return concerns, listed.assign(**counts).sort_values("candidate_id", kind="stable", ignore_index=True)


def titles(figures: pd.DataFrame, language: str) -> pd.Series:
    """A title per candidate: the function or product, and how many organisations."""
    words = figures.assign(n_organisations_text=ready.organisations(figures, language))
    single, function = figures["relation"] == "application", figures["relation"] == "same_function"
    by_function = function & (figures["component"] != "")
    kinds = {"overlap_function": by_function, "overlap_product": ~single & ~by_function, "application": single}
    title = pd.Series("", index=figures.index, dtype="str")
    for kind, chosen in kinds.items():
        title = title + wording.fill_where(str(knowledge.texts(language)["advice_title"][kind]), words, chosen)
    return title


def _with_money(
    figures: pd.DataFrame, concerns: pd.DataFrame, places: pd.DataFrame, today: datetime.date, language: str
) -> pd.DataFrame:
    """The business case beside each candidate, with the standard parameters; empty where costs are not known."""
    fits = places.set_index("application_id")["business_fit"]
    rows = concerns.assign(
        business_fit=concerns["application_id"].map(fits),
        product_label=wording.without_marks(concerns["product_label"]),
    )
    setting = scenario("standard")
    moves = candidate_moves(rows, figures.set_index("candidate_id")["action"], setting["target_weights"])
    joined = figures.join(candidate_money(moves, setting, today, language), on="candidate_id")
    texts = {name: joined[name].astype("str").where(joined[name].notna(), "") for name in MONEY_TEXTS}
    return joined.assign(m_outcome=outcome(joined), **texts)


def _placed(concerns: pd.DataFrame, places: pd.DataFrame, language: str) -> pd.DataFrame:
    """Per candidate the quadrant all its applications share ("not_placed" when they differ) and who stands where."""
    rows = concerns[["candidate_id", "application_id"]].merge(places, on="application_id", how="left")
    per = rows.groupby("candidate_id")
    shared = per["time"].first().where(per["time"].nunique() == 1, "not_placed")
    counted = rows.groupby(["candidate_id", "time"]).size().rename("n").reset_index()
    names = {time: knowledge.sentence("advice_time", time, language) for time in TIMES}
    counted["time"] = counted["time"].map(names)
    counted["text"] = wording.fill(str(knowledge.texts(language)["advice_fit"]["members"]), counted)
    members = counted.groupby("candidate_id")["text"].agg(", ".join)
    alone = per["application_id"].size() == 1
    note = members.where(~alone, per["time_note"].first())
    return pd.DataFrame({"time": shared, "time_note": note, "is_borderline": per["is_borderline"].any()})


def _figures(
    known: pd.DataFrame, concerns: pd.DataFrame, natures: pd.DataFrame, today: datetime.date, language: str
) -> pd.DataFrame:
    """Everything the score reads: measures, relations, place in TIME, the action and its business case."""
    figures = _with_relations(measures(concerns, natures, today, language), concerns, language)
    places = place(known, language=language)
    figures = figures.join(_placed(concerns, places, language), on="candidate_id")
    figures = figures.assign(action=choose_actions(figures))
    return _with_money(figures, concerns, places, today, language)


def _with_relations(figures: pd.DataFrame, concerns: pd.DataFrame, language: str) -> pd.DataFrame:
    """How much of a same-product candidate also stands before a choice between products, and which choice."""
    table, least = priorities()["nature"], priorities()["covers_from"]
    firm = [nature for nature in table if nature.startswith("rival") and table[nature]["points"] >= least]
    choices = figures.loc[figures["nature"].isin(firm), "candidate_id"]
    ids = concerns[["candidate_id", "application_id"]]
    chosen = ids[ids["candidate_id"].isin(choices)].rename(columns={"candidate_id": "choice"})
    product = figures.loc[figures["relation"] == "same_product", "candidate_id"]
    pairs = ids[ids["candidate_id"].isin(product)].merge(chosen, on="application_id", how="inner")
    hit = pairs.groupby("candidate_id")["application_id"].nunique()
    shown = pairs.rename(columns={"choice": "related"})
    related = wording.names(shown, "related", int(priorities()["names_shown"]), language)
    share = figures["candidate_id"].map(hit).fillna(0).astype("float64") / figures["n_applications"]
    listed = pairs[["candidate_id", "choice"]].drop_duplicates().sort_values(["candidate_id", "choice"])
    all_ids = listed.groupby("candidate_id")["choice"].agg(wording.ID_MARK.join)
    return figures.assign(
        related_ids=figures["candidate_id"].map(all_ids).astype("str").fillna(""),
        m_choice_first=share.where(figures["relation"] == "same_product"),
        related=figures["candidate_id"].map(related).astype("str").fillna(""),
    )


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
    amounts = {name for name in CANDIDATE_COLUMNS if name.endswith("_eur")} | {"payback_years", "score"}
    counts = {"rank", "organisations", "applications", "applications_without_cost"}
    dates = {"decide_before", "contract_end_date"}
    frame = table[list(CANDIDATE_COLUMNS)].reset_index(drop=True)
    kinds = dict.fromkeys(amounts, "float64") | dict.fromkeys(counts, "int64")
    kinds |= dict.fromkeys(dates, "datetime64[s]") | {"decision_ready": "bool", "is_borderline": "bool"}
    return frame.astype({name: kinds.get(name, "str") for name in frame.columns})
