"""Which applications each possible candidate concerns, and what kind of candidate it is.

In: overlaps (contract of the overlap room) and the facts per application. Out: a long frame with one row per candidate
and application, and one row per candidate with its nature. A newcomer would get wrong: rows whose status says they are
gone are no part of a choice (they become a clean-up of their own), and of all natures that fit the one with the highest
precedence in ``priorities.toml`` counts, not the one tested first.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from landscape import knowledge

PRIORITY_KEYS = (
    "source", "for_from", "against_until", "uncertain_below", "shared_legacy_from", "support_near_months",
    "name_family_from", "many_integrations", "names_shown", "covers_from", "own_build_vendors", "dead_end_rules",
    "dead_end_office_names", "criterion", "nature",
)  # fmt: skip
LEFT_OUT = ("gone_n", "replaced_n", "other_n")
FUNCTION_COLUMNS = ("component", "gemma_id", "audience", "screens", "availability", "side_by_side", "source")


def priorities() -> Mapping[str, Any]:
    """The settings of ``priorities.toml``."""
    return knowledge.settings("priorities.toml", PRIORITY_KEYS)


def overlap_concerns(overlaps: pd.DataFrame, facts: pd.DataFrame) -> pd.DataFrame:
    """One row per overlap and application still in use, with its facts and ``candidate_id``, ``relation``, ``pattern``.

    Overlaps with fewer than two such applications, or of one function with fewer than two products, are left out:
    there is nothing to choose or bundle.
    """
    long = _members(overlaps)
    joined = long.merge(facts[~facts["is_retired"] & ~facts["is_replaced"]], on="application_id", how="inner")
    joined.insert(0, "candidate_id", "K-" + joined["overlap_id"].astype("str"))
    grouped = joined.groupby("candidate_id")
    size, products = grouped["application_id"].transform("size"), grouped["product"].transform("nunique")
    joined = joined[(size >= 2) & ((products >= 2) | (joined["relation"] != "same_function"))]
    return joined.sort_values(["candidate_id", "application_id"], kind="stable", ignore_index=True)


def left_out(overlaps: pd.DataFrame, facts: pd.DataFrame) -> pd.DataFrame:
    """Per overlap candidate (index) how many of its applications do not count: ``gone_n, replaced_n, other_n``.

    ``other_n``: kinds that advice never speaks about, such as national facilities.
    """
    joined = _members(overlaps).merge(facts[["application_id", "is_retired", "is_replaced"]], how="left")
    other = joined["is_retired"].isna()
    gone = joined["is_retired"].eq(True)
    replaced = joined["is_replaced"].eq(True) & ~gone
    counted = joined.assign(gone_n=gone, replaced_n=replaced, other_n=other)
    ids = ("K-" + counted["overlap_id"].astype("str")).rename("candidate_id")
    return counted[list(LEFT_OUT)].astype("int64").groupby(ids).sum()


def _members(overlaps: pd.DataFrame) -> pd.DataFrame:
    """One row per overlap and application: ``overlap_id, relation, pattern, application_id``."""
    long = overlaps[["overlap_id", "kind", "pattern", "application_ids"]].rename(columns={"kind": "relation"})
    long = long.assign(application_id=long["application_ids"].str.split(";")).drop(columns="application_ids")
    long = long.explode("application_id", ignore_index=True)
    long["application_id"] = long["application_id"].astype("str").str.strip()
    return long.drop_duplicates(ignore_index=True)


def component_facts(components: pd.Series, column: str) -> pd.Series:
    """What ``function_facts.csv`` says in ``column`` of each reference component; "" when it says nothing."""
    table = knowledge.table("function_facts.csv", FUNCTION_COLUMNS)
    known = dict(zip(table["component"], table[column], strict=True))
    return components.map(known).astype("str").where(components.isin(list(known)), "")


def overlap_natures(concerns: pd.DataFrame) -> pd.DataFrame:
    """One row per overlap candidate: ``candidate_id, overlap_id, relation, pattern, nature``."""
    setting, rows = priorities(), concerns
    per = _overlap_counts(concerns)
    local = rows.groupby(["candidate_id", "organisation"])["product"].nunique().groupby("candidate_id").max()
    function, product = per["relation"] == "same_function", per["relation"] == "same_product"
    share = per["legacy"] / per["size"]
    rivals = function & (per["products"] > 1)
    fits = {
        "rival_products_local": rivals & (local >= 2),
        "rival_products_regional": rivals,
        "same_product_regional": (product | (per["products"] == 1)) & (per["organisations"] > 1),
        "same_product_local": (product | (per["products"] == 1)) & (per["organisations"] == 1),
        "rivals_all_legacy": rivals & (per["legacy"] == per["size"]),
        "side_by_side": rivals & component_facts(per["component"], "side_by_side").ne(""),
        "shared_legacy": product & (per["organisations"] > 1) & (share >= setting["shared_legacy_from"]),
        "uncertain_function": function & (per["certainty"].fillna(1.0) < setting["uncertain_below"]),
        "name_family": rivals & ~per["own"] & (_name_family_share(rows) >= setting["name_family_from"]),
        "suite_modules": rivals & (per["vendors"] == 1) & ~per["no_vendor"],
        "leave": per["pattern"] == "leave",
        "broad_function": function & per["broad"],
        "office": per["office"],
    }
    natures = _strongest(fits, per.index)
    return per.assign(nature=natures).reset_index()[["candidate_id", "overlap_id", "relation", "pattern", "nature"]]


def _overlap_counts(concerns: pd.DataFrame) -> pd.DataFrame:
    """Per overlap candidate the counts its nature depends on."""
    own = (concerns["kind"] == "own_build") | concerns["vendor_family"].isin(priorities()["own_build_vendors"])
    rows = concerns.assign(
        is_office=concerns["kind"] == "office_technical",
        legacy=concerns["readiness"] == "legacy",
        no_vendor=(concerns["vendor_family"] == "") | own,
        own=own,
    )
    return rows.groupby("candidate_id").agg(
        overlap_id=("overlap_id", "first"),
        relation=("relation", "first"),
        pattern=("pattern", "first"),
        component=("component", "first"),
        size=("application_id", "size"),
        office=("is_office", "all"),
        broad=("component_is_broad", "any"),
        certainty=("component_probability", "mean"),
        products=("product", "nunique"),
        organisations=("organisation", "nunique"),
        vendors=("vendor_family", "nunique"),
        no_vendor=("no_vendor", "any"),
        own=("own", "any"),
        legacy=("legacy", "sum"),
    )


def single_concerns(facts: pd.DataFrame, covered: pd.Series) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Candidates of one application: its concern rows and its natures, in the same form as for overlaps.

    Args:
        covered: application ids that a stronger overlap candidate already speaks about.
    """
    office = facts["kind"] == "office_technical"
    ended, months = facts["support_has_ended"], facts["support_months"]
    near = ~ended & (months <= priorities()["support_near_months"])
    fits = {
        "single_retired": facts["is_retired"],
        "single_unused": facts["is_unused"] & ~office & (facts["component"] != ""),
        "single_support_ended": ended & ~office,
        "single_replaced": facts["is_replaced"],
        "single_dead_end": facts["is_dead_end"] & ~office,
        "single_office_dead_end": facts["is_dead_end"] & office,
        "single_legacy": (facts["readiness"] == "legacy") & ~office,
        "single_phasing_out": facts["state"] == "phasing_out",
        "single_support_near": near & ~office,
        "single_office": office & (ended | near) & (facts["state"] != "phasing_out"),
    }
    natures = _strongest(fits, facts.index)
    listed = (natures != "") & ~facts["application_id"].isin(covered)
    rows = facts[listed].copy()
    rows.insert(0, "candidate_id", "K-" + rows["application_id"])
    rows = rows.assign(overlap_id="", relation="application", pattern="").reset_index(drop=True)
    found = rows[["candidate_id", "overlap_id", "relation", "pattern"]].assign(nature=natures[listed].to_numpy())
    return rows, found


def covered_by(concerns: pd.DataFrame, natures: pd.DataFrame) -> pd.Series:
    """Ids of applications in an overlap strong enough to speak for them."""
    table, least = priorities()["nature"], priorities()["covers_from"]
    strong = [nature for nature in table if table[nature]["points"] >= least]
    chosen = natures.loc[natures["nature"].isin(strong), "candidate_id"]
    return concerns.loc[concerns["candidate_id"].isin(chosen), "application_id"].drop_duplicates()


def _name_family_share(rows: pd.DataFrame) -> pd.Series:
    """Per candidate the share of its products whose name begins with the most common first word."""
    products = rows[["candidate_id", "product", "product_label"]].drop_duplicates(["candidate_id", "product"])
    first = products["product_label"].str.casefold().str.extract(r"^\W*([^\W_]{3,})", expand=False)
    words = products.assign(word=first.fillna(products["product"]))
    common = words.groupby(["candidate_id", "word"]).size().groupby("candidate_id").max()
    return (common.where(common > 1, 0) / words.groupby("candidate_id").size()).astype("float64")


def _strongest(fits: Mapping[str, pd.Series], index: pd.Index) -> pd.Series:
    """Per row the fitting nature with the highest precedence; "" when none fits."""
    table = priorities()["nature"]
    chosen = pd.Series("", index=index, dtype="str")
    for nature in sorted(fits, key=lambda name: int(table[name]["precedence"])):
        chosen = chosen.mask(fits[nature].reindex(index).fillna(False).astype(bool), nature)
    return chosen
