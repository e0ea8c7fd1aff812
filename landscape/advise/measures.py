"""The figures of every candidate, counted once: what the score and the sentences both read.

In: one row per candidate and application (``concerns.py``). Out: one row per candidate with figures (NaN = unknown),
names and dates. A newcomer would get wrong: known cost is a lower bound as soon as one application has no cost, so
cost and ``applications_without_cost`` always travel together; an ended contract is a question, not a moment.
"""

from __future__ import annotations

import datetime

import pandas as pd

from landscape import knowledge
from landscape.advise import wording
from landscape.advise.concerns import priorities
from landscape.advise.contracts import decision_status
from landscape.advise.facts import DAYS_PER_MONTH


def measures(
    concerns: pd.DataFrame, natures: pd.DataFrame, reference_date: datetime.date, language: str
) -> pd.DataFrame:
    """One row per candidate of ``natures`` with counts, measures per criterion (``m_<criterion>``) and names."""
    rows = concerns.assign(
        label=wording.without_marks(concerns["label"]),
        product_label=wording.without_marks(concerns["product_label"]),
    )
    rows["product_label"] = _told_apart(rows, language)
    figures = natures.set_index("candidate_id").join(_counts(rows)).join(_members(rows)).join(_most_local(rows))
    figures = figures.join(_first_contract(rows, reference_date)).join(_entangled(rows)).join(_soonest_support(rows))
    figures = figures.join(_names(rows, language)).join(_ended_contracts(rows, language))
    return _as_measures(figures, reference_date).reset_index()


def _counts(rows: pd.DataFrame) -> pd.DataFrame:
    known = rows.assign(
        is_legacy=rows["readiness"] == "legacy",
        readiness_known=rows["readiness"] != "unknown",
        no_cost=rows["cost"].isna(),
        cost_known=rows["cost"].notna(),
        users_known=rows["users"].notna(),
        integrations_known=rows["integrations_count"].notna(),
        critical_known=rows["is_critical"].notna(),
    ).groupby("candidate_id")
    counts = known.agg(
        component=("component", "first"),
        file=("file", "first"),
        sheet=("sheet", "first"),
        row=("row", "first"),
        successor=("successor", "first"),
        readiness_reason=("readiness_reason", "first"),
        n_applications=("application_id", "size"),
        n_organisations=("organisation", "nunique"),
        n_products=("product", "nunique"),
        legacy_n=("is_legacy", "sum"),
        readiness_known_n=("readiness_known", "sum"),
        costed_n=("cost_known", "sum"),
        applications_without_cost=("no_cost", "sum"),
        users_known_n=("users_known", "sum"),
        critical_n=("is_critical", "sum"),
        critical_known_n=("critical_known", "sum"),
        m_certainty=("component_probability", "mean"),
        integrations_known_n=("integrations_known", "sum"),
        m_size=("is_large", "mean"),
        ended_contracts_n=("contract_has_ended", "sum"),
    )
    counts["known_annual_cost_eur"] = known["cost"].sum(min_count=1)
    counts["m_use"] = known["users"].sum(min_count=1)
    return counts


def _members(rows: pd.DataFrame) -> pd.DataFrame:
    """The ids of the applications and the names of the organisations in the candidate, each joined to one text."""
    ids = rows[["candidate_id", "application_id"]].sort_values(["candidate_id", "application_id"])
    members = rows[["candidate_id", "organisation"]].drop_duplicates().sort_values(["candidate_id", "organisation"])
    members = members.assign(organisation=wording.without_marks(members["organisation"]))
    joined = {
        "application_ids": wording.joined(ids, ["candidate_id"], "application_id"),
        "organisation_names": wording.joined(members, ["candidate_id"], "organisation"),
    }
    return pd.DataFrame(joined)


def _most_local(rows: pd.DataFrame) -> pd.DataFrame:
    """The organisation with most products in the candidate, and how many."""
    local = rows.groupby(["candidate_id", "organisation"])["product"].nunique().rename("local_products").reset_index()
    most = local.sort_values(["candidate_id", "local_products", "organisation"], ascending=[True, False, True])
    chosen = most.drop_duplicates("candidate_id").set_index("candidate_id")
    return chosen.rename(columns={"organisation": "local_organisation"})


def _names(rows: pd.DataFrame, language: str) -> pd.DataFrame:
    shown = int(priorities()["names_shown"])
    lists = {
        "products": wording.names(rows, "product_label", shown, language),
        "organisations": wording.names(rows, "organisation", shown, language),
        "legacy_names": wording.names(rows[rows["readiness"] == "legacy"], "label", shown, language),
        "large_names": wording.names(rows[rows["is_large"] == 1], "label", shown, language),
        "critical_names": wording.names(rows[rows["is_critical"] == 1], "label", shown, language),
    }
    return pd.DataFrame(lists).fillna("").astype("str")


def _first_contract(rows: pd.DataFrame, reference_date: datetime.date) -> pd.DataFrame:
    """The contract whose moment to decide comes first; one already missed only when none is still to come."""
    running = rows[rows["contract_end_date"].notna() & ~rows["contract_has_ended"]]
    missed = running["decide_before"] < pd.Timestamp(reference_date)
    days = running["decide_before"].astype("int64")
    order = running.assign(_missed=missed, _day=days.where(~missed, -days))
    first = order.sort_values(["candidate_id", "_missed", "_day", "application_id"]).drop_duplicates("candidate_id")
    columns = ["label", "product_label", "contract_end_date", "notice_date", "decide_before"]
    chosen = first.set_index("candidate_id")[columns]
    chosen = chosen.join(running.groupby("candidate_id")["contract_end_date"].max().rename("last_contract_end_date"))
    return chosen.rename(columns={"label": "contract_name", "product_label": "contract_product"})


def with_terms(candidates: pd.DataFrame, known: pd.DataFrame, reference_date: datetime.date) -> pd.DataFrame:
    """``candidates`` with the contract moments of ``known``: facts read with other lead times (``contracts.py``)."""
    ids = candidates[["candidate_id", "application_ids"]]
    long = ids.assign(application_id=ids["application_ids"].str.split(wording.ID_MARK)).explode("application_id")
    rows = long[["candidate_id", "application_id"]].merge(known, on="application_id", how="inner")
    first = _first_contract(rows, reference_date)
    named = {name: candidates["candidate_id"].map(first[name]) for name in ("notice_date", "decide_before")}
    for name in ("contract_end_date", "last_contract_end_date"):
        named[name] = candidates["candidate_id"].map(first[name])
    dates = {name: column.astype("datetime64[s]") for name, column in named.items()}
    ended = rows.groupby("candidate_id")["contract_has_ended"].any()
    past = candidates["candidate_id"].map(ended).eq(True) & dates["contract_end_date"].isna()
    return candidates.assign(**dates, decision_status=decision_status(dates["decide_before"], reference_date, past))


def _ended_contracts(rows: pd.DataFrame, language: str) -> pd.Series:
    """Per candidate the contracts that ended by the list, with their date."""
    ended = rows[rows["contract_has_ended"]]
    words = pd.DataFrame({"label": ended["label"], "date": wording.dates(ended["contract_end_date"], language)})
    template = str(knowledge.texts(language)["advice_general"]["ended_on"])
    said = pd.Series(wording.fill(template, words), index=ended.index, dtype="str")
    return wording.names(ended.assign(said=said), "said", int(priorities()["names_shown"]), language).rename("ended")


def _told_apart(rows: pd.DataFrame, language: str) -> pd.Series:
    """Product names; two products with one name in a candidate get their organisations behind it."""
    keys = ["candidate_id", "product"]
    called = ["candidate_id", "product_label"]
    shared = rows[[*keys, "product_label"]].drop_duplicates().groupby(called)["product"].transform("nunique") > 1
    alike = rows.loc[shared.index[shared], called].drop_duplicates().assign(twice=True)
    twice = rows[called].merge(alike, on=called, how="left")["twice"].eq(True).set_axis(rows.index)
    members = rows.loc[twice, [*keys, "organisation"]].drop_duplicates().sort_values([*keys, "organisation"])
    listed = wording.joined(members, keys, "organisation", ", ").rename("organisations")
    words = rows.loc[twice, [*keys, "product_label"]].join(listed, on=keys).rename(columns={"product_label": "label"})
    words["organisations"] = wording.without_marks(words["organisations"])
    named = wording.fill(str(knowledge.texts(language)["advice_general"]["same_name"]), words)
    labels = rows["product_label"].copy()
    labels[twice] = named
    return labels


def _entangled(rows: pd.DataFrame) -> pd.DataFrame:
    known = rows[rows["integrations_count"].notna()]
    most = known.sort_values(["candidate_id", "integrations_count", "application_id"], ascending=[True, False, True])
    chosen = most.drop_duplicates("candidate_id").set_index("candidate_id")[["label", "integrations_count"]]
    return chosen.rename(columns={"label": "integrations_name", "integrations_count": "m_integrations"})


def _soonest_support(rows: pd.DataFrame) -> pd.DataFrame:
    known = rows[rows["support_months"].notna()]
    first = known.sort_values(["candidate_id", "support_months", "application_id"]).drop_duplicates("candidate_id")
    chosen = first.set_index("candidate_id")[["label", "support_end", "support_months"]]
    return chosen.rename(columns={"label": "support_name", "support_months": "m_support"})


def _as_measures(figures: pd.DataFrame, reference_date: datetime.date) -> pd.DataFrame:
    nature = {name: float(entry["points"]) for name, entry in priorities()["nature"].items()}
    months = (figures["decide_before"] - pd.Timestamp(reference_date)).dt.days / DAYS_PER_MONTH
    legacy, critical, size = figures["legacy_n"], figures["critical_n"].astype("float64"), figures["n_applications"]
    many = priorities()["many_integrations"]
    half = {name: figures[f"{name}_known_n"] * 2 >= size for name in ("readiness", "users", "integrations", "critical")}
    return figures.assign(
        m_nature=figures["nature"].map(nature),
        m_legacy=(legacy / size).where((legacy > 0) | half["readiness"]).astype("float64"),
        m_spread=figures["n_organisations"].astype("float64"),
        m_crowd=figures["local_products"].astype("float64"),
        m_cost=figures["known_annual_cost_eur"],
        m_contract=months.clip(lower=0.0),
        m_use=figures["m_use"].where(half["users"]),
        m_integrations=figures["m_integrations"].where(half["integrations"] | (figures["m_integrations"] >= many)),
        m_criticality=critical.where((critical > 0) | half["critical"]),
        decision_status=decision_status(
            figures["decide_before"],
            reference_date,
            figures["contract_end_date"].isna() & (figures["ended_contracts_n"] > 0),
        ),
        ended=figures["ended"].fillna("").astype("str"),
    )
