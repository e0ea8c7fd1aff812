"""What advice does to each member, and what a change in the circle of members does: one leaves, or several become one.

In: applications and overlaps, or a basis. Out: per candidate and organisation who pays and who gains; per overlap what
remains when a member leaves; per function what merging organisations bring along. A newcomer would get wrong: this
tells what is on record, not what a member owes; a contract counts as shared only when the same contract number stands
at more organisations.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import pandas as pd

from landscape.advise import wording
from landscape.advise.basis import Basis
from landscape.advise.concerns import overlap_concerns
from landscape.advise.empty import no_rows
from landscape.advise.facts import facts
from landscape.advise.money import per_organisation
from landscape.advise.scenario_files import scenario

EFFECT_COLUMNS = (
    "candidate_id", "organisation", "applications", "application_ids", "known_annual_cost_eur",
    "applications_without_cost", "leaving", "saving_mid_eur", "one_off_mid_eur", "npv_mid_eur", "gains",
)  # fmt: skip
LEAVING_COLUMNS = (
    "organisation", "candidate_id", "component", "relation", "organisations_left", "falls_over",
    "applications_of_member", "application_ids", "member_known_cost_eur", "member_without_cost",
    "others_known_cost_eur", "shared_contracts", "shifting_cost_eur",
)  # fmt: skip
MERGING_COLUMNS = (
    "component", "situation", "organisations", "products", "product_names", "application_ids", "known_annual_cost_eur",
    "applications_without_cost", "first_contract_end_date", "decide_before", "too_late",
)  # fmt: skip
_TEXTS = ("candidate_id", "organisation", "application_ids")
_MONEY = ("saving_mid_eur", "one_off_mid_eur", "npv_mid_eur")


def effects_per_member(given: Basis) -> pd.DataFrame:
    """Per candidate and organisation what it means for that organisation; columns ``EFFECT_COLUMNS``.

    The euros are the part of the business case that falls on this organisation (middle estimate, NaN without a case);
    ``gains`` is ``yes``, ``no`` (it pays more than it gets), ``stays`` (its application is the one that stays) or
    ``unknown`` (no case, or a cost of its own that leaves is unknown and the known part does not gain).
    """
    if given.natures.empty:
        return no_rows(EFFECT_COLUMNS, (*_TEXTS, "gains"))
    keys = ["candidate_id", "organisation"]
    table = _counted(given.concerns, keys)
    moves = given.moves
    if len(moves):
        money = per_organisation(moves, scenario("standard")["money"], given.today)
        table = table.merge(money.drop(columns="gains"), on=keys, how="left")
        leaving = moves.assign(no_cost=moves["cost"].isna()).groupby(keys)["no_cost"].agg(leaving="size", unsure="any")
        table = table.merge(leaving.reset_index(), on=keys, how="left")
    else:
        table = table.assign(leaving=0, unsure=False, **dict.fromkeys(_MONEY, float("nan")))
    has_case = table["candidate_id"].isin(moves["candidate_id"])
    table["leaving"] = table["leaving"].fillna(0).astype("int64")
    gains = pd.Series("unknown", index=table.index, dtype="str").mask(has_case, "no")
    gains = (
        gains.mask(table["unsure"].eq(True), "unknown")
        .mask(table["npv_mid_eur"] > 0, "yes")
        .mask(has_case & (table["leaving"] == 0), "stays")
    )
    return table.assign(gains=gains)[list(EFFECT_COLUMNS)]


def members_leaving(given: Basis) -> pd.DataFrame:
    """For every member that could leave, per overlap it takes part in, what is left; columns ``LEAVING_COLUMNS``."""
    return _leaving(given.concerns[given.concerns["relation"] != "application"])


def member_leaves(
    applications: pd.DataFrame, overlaps: pd.DataFrame, reference_date: datetime.date, organisation: str
) -> pd.DataFrame:
    """The same for one member.

    ``falls_over`` is true when fewer than two organisations would remain, so nothing is left to do together;
    ``shifting_cost_eur`` is its known cost under contracts it shares, which the others carry until they end.
    """
    table = _leaving(overlap_concerns(overlaps, facts(applications, reference_date)))
    return table[table["organisation"] == organisation].reset_index(drop=True)


def members_merge(
    applications: pd.DataFrame, reference_date: datetime.date, organisations: Sequence[str], merge_date: datetime.date
) -> pd.DataFrame:
    """Per function what merging organisations bring along; columns ``MERGING_COLUMNS``.

    ``situation``: ``same_product`` (contracts to join), ``choose`` (different products) or ``one_has_it`` (extend or
    end). ``too_late``: the last day to decide about the first contract lies before today although it ends after the
    merger, so it runs on under the new organisation.
    """
    return merging(facts(applications, reference_date), reference_date, organisations, merge_date)


def merging(
    known: pd.DataFrame, today: datetime.date, organisations: Sequence[str], merge_date: datetime.date
) -> pd.DataFrame:
    """:func:`members_merge` on facts that were read already."""
    rows = known[known["organisation"].isin(list(organisations)) & ~known["is_retired"] & (known["component"] != "")]
    rows = rows[rows["kind"] != "office_technical"].assign(no_cost=known["cost"].isna())
    grouped = rows.groupby("component")
    table = grouped.agg(
        organisations=("organisation", "nunique"),
        products=("product", "nunique"),
        applications_without_cost=("no_cost", "sum"),
        first_contract_end_date=("contract_end_date", "min"),
        decide_before=("decide_before", "min"),
    )
    table["known_annual_cost_eur"] = grouped["cost"].sum(min_count=1)
    shown = rows.assign(product_label=wording.without_marks(rows["product_label"].astype("str")))
    table["product_names"] = _joined(shown, ["component"], "product_label")
    table["application_ids"] = _joined(rows, ["component"], "application_id")
    situation = pd.Series("choose", index=table.index, dtype="str")
    situation = situation.mask(table["products"] == 1, "same_product")
    table["situation"] = situation.mask(table["organisations"] == 1, "one_has_it")
    past = table["decide_before"] < pd.Timestamp(today)
    table["too_late"] = past & (table["first_contract_end_date"] >= pd.Timestamp(merge_date))
    return table.reset_index().sort_values("component", ignore_index=True)[list(MERGING_COLUMNS)]


def _counted(rows: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Per key how many applications, which, their known cost and how many have none."""
    grouped = rows.assign(no_cost=rows["cost"].isna()).groupby(keys)
    table = grouped.agg(applications=("application_id", "size"), applications_without_cost=("no_cost", "sum"))
    table["known_annual_cost_eur"] = grouped["cost"].sum(min_count=1)
    table["application_ids"] = _joined(rows, keys, "application_id")
    return table.reset_index()


def _leaving(concerns: pd.DataFrame) -> pd.DataFrame:
    """Per organisation and overlap what is left without it."""
    if concerns.empty:
        return no_rows(LEAVING_COLUMNS, (*_TEXTS, "component", "relation", "shared_contracts"))
    table = _counted(concerns, ["organisation", "candidate_id"])
    whole = concerns.groupby("candidate_id").agg(
        component=("component", "first"), relation=("relation", "first"), everybody=("organisation", "nunique")
    )
    whole["all_cost"] = concerns.groupby("candidate_id")["cost"].sum(min_count=1)
    table = table.join(whole, on="candidate_id").merge(
        _shared(concerns), on=["organisation", "candidate_id"], how="left"
    )
    others = table["all_cost"] - table["known_annual_cost_eur"].fillna(0.0)
    has_others = table["candidate_id"].map(concerns[concerns["cost"].notna()].groupby("candidate_id").size()).fillna(0)
    own = (table["applications"] - table["applications_without_cost"]).astype("float64")
    table = table.assign(
        organisations_left=table["everybody"] - 1,
        falls_over=table["everybody"] < 3,
        others_known_cost_eur=others.where(has_others > own),
        shared_contracts=table["shared_contracts"].astype("str").where(table["shared_contracts"].notna(), ""),
    )
    names = {
        "applications": "applications_of_member",
        "known_annual_cost_eur": "member_known_cost_eur",
        "applications_without_cost": "member_without_cost",
    }
    ordered = table.rename(columns=names).sort_values(["organisation", "candidate_id"], ignore_index=True)
    return ordered[list(LEAVING_COLUMNS)]


def _shared(concerns: pd.DataFrame) -> pd.DataFrame:
    """Per organisation and candidate the contract numbers that other organisations have too, and their known cost."""
    keys = ["candidate_id", "contract_number"]
    rows = concerns[concerns["contract_number"] != ""]
    rows = rows[rows.groupby(keys)["organisation"].transform("nunique") > 1]
    rows = rows.assign(contract_number=wording.without_marks(rows["contract_number"].astype("str")))
    by = ["organisation", "candidate_id"]
    table = rows.groupby(by)["cost"].sum(min_count=1).rename("shifting_cost_eur").reset_index()
    numbers = _joined(rows, by, "contract_number").rename("shared_contracts").reset_index()
    return table.merge(numbers, on=by, how="outer")


def _joined(rows: pd.DataFrame, keys: list[str], column: str) -> pd.Series:
    """Per key the different values of ``column`` in order, joined with the mark of ids."""
    listed = rows[[*keys, column]].drop_duplicates().sort_values([*keys, column])
    return wording.joined(listed, keys, column)
