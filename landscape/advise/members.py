"""What a change in the circle of members does: one leaves, or several become one (herindeling).

In: applications and overlaps. Out: per overlap what remains when a member leaves, with contracts to split; per function
what two or more merging organisations bring along. A newcomer would get wrong: this tells what is on record, not what a
member owes; a contract counts as shared only when the same contract number stands at more organisations.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import pandas as pd

from landscape.advise import wording
from landscape.advise.concerns import overlap_concerns
from landscape.advise.facts import facts

LEAVING_COLUMNS = (
    "candidate_id", "component", "relation", "organisations_left", "falls_over", "applications_of_member",
    "member_known_cost_eur", "member_without_cost", "others_known_cost_eur", "shared_contracts",
)  # fmt: skip
MERGING_COLUMNS = (
    "component", "situation", "organisations", "products", "product_names", "known_annual_cost_eur",
    "applications_without_cost", "first_contract_end_date", "decide_before", "too_late",
)  # fmt: skip


def member_leaves(
    applications: pd.DataFrame, overlaps: pd.DataFrame, reference_date: datetime.date, organisation: str
) -> pd.DataFrame:
    """Per overlap the member takes part in, what is left without it; columns ``LEAVING_COLUMNS``.

    ``falls_over`` is true when fewer than two organisations would remain, so nothing is left to do together.
    """
    rows = overlap_concerns(overlaps, facts(applications, reference_date))
    touched = rows.loc[rows["organisation"] == organisation, "candidate_id"].unique()
    rows = rows[rows["candidate_id"].isin(touched)]
    own, others = rows[rows["organisation"] == organisation], rows[rows["organisation"] != organisation]
    own_counts = own.assign(no_cost=own["cost"].isna()).groupby("candidate_id")
    table = own_counts.agg(
        component=("component", "first"),
        relation=("relation", "first"),
        applications_of_member=("application_id", "size"),
        member_without_cost=("no_cost", "sum"),
    )
    table["member_known_cost_eur"] = own_counts["cost"].sum(min_count=1)
    table["others_known_cost_eur"] = others.groupby("candidate_id")["cost"].sum(min_count=1)
    left = others.groupby("candidate_id")["organisation"].nunique().reindex(table.index)
    table["organisations_left"] = left.fillna(0).astype("int64")
    table["falls_over"] = table["organisations_left"] < 2
    table["shared_contracts"] = _shared_contracts(own, others).reindex(table.index).fillna("").astype("str")
    return table.reset_index().sort_values("candidate_id", ignore_index=True)[list(LEAVING_COLUMNS)]


def members_merge(
    applications: pd.DataFrame, reference_date: datetime.date, organisations: Sequence[str], merge_date: datetime.date
) -> pd.DataFrame:
    """Per function what merging organisations bring along; columns ``MERGING_COLUMNS``.

    ``situation``: ``same_product`` (contracts to join), ``choose`` (different products) or ``one_has_it`` (extend or
    end). ``too_late``: the last day to decide about the first contract lies before today although it ends after the
    merger, so it runs on under the new organisation.
    """
    known = facts(applications, reference_date)
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
    names = rows[["component", "product_label"]].drop_duplicates().sort_values(["component", "product_label"])
    names["product_label"] = wording.without_marks(names["product_label"])
    table["product_names"] = names.groupby("component")["product_label"].agg(wording.ID_MARK.join)
    situation = pd.Series("choose", index=table.index, dtype="str")
    situation = situation.mask(table["products"] == 1, "same_product")
    table["situation"] = situation.mask(table["organisations"] == 1, "one_has_it")
    past = table["decide_before"] < pd.Timestamp(reference_date)
    table["too_late"] = past & (table["first_contract_end_date"] >= pd.Timestamp(merge_date))
    return table.reset_index().sort_values("component", ignore_index=True)[list(MERGING_COLUMNS)]


def _shared_contracts(own: pd.DataFrame, others: pd.DataFrame) -> pd.Series:
    """Per candidate the contract numbers of the member that other organisations have too."""
    keys = ["candidate_id", "contract_number"]
    mine = own.loc[own["contract_number"] != "", keys].drop_duplicates()
    shared = mine.merge(others[keys].drop_duplicates(), on=keys).sort_values(keys)
    numbers = shared.assign(contract_number=wording.without_marks(shared["contract_number"]))
    return numbers.groupby("candidate_id")["contract_number"].agg(wording.ID_MARK.join)
