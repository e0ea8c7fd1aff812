"""Where organisations overlap and what pattern each overlap shows: leave, bundle, harmonise or consolidate.

In: applications with product, kind, readiness and component. Out: overlaps (same product, same function), and the
matrix of functions by organisations. Only kinds named in ``matching.toml`` count; office tools, national facilities
and rows that are no application stay visible elsewhere. Unknown cost is counted beside the known cost, never as
zero. A newcomer would call every double product a saving: the same product on other versions or other hosting must
be made equal first.
"""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np
import pandas as pd

from landscape.knowledge import sentence
from landscape.overlap.forms import matching

PATTERNS = ("leave", "bundle_contracts", "harmonise_configuration", "choose_and_consolidate")
LISTED = 6
"""Names in a sentence; the columns hold all of them."""

OVERLAP_COLUMNS = [
    "overlap_id", "kind", "component", "products", "applications", "organisations", "pattern",
    "known_annual_cost_eur", "applications_without_cost", "overlap_name", "application_ids", "organisation_names",
    "product_names", "reason",
]  # fmt: skip


def counted(applications: pd.DataFrame) -> pd.DataFrame:
    """The applications that count: the kinds of ``matching.toml``, without test and acceptance environments."""
    kinds = [str(kind) for kind in matching("overlaps")["kinds"]]
    environment = applications["name_environment"].str.casefold()
    in_use = (environment == "") | environment.str.startswith("prod")
    return applications.loc[applications["application_kind"].isin(kinds) & in_use]


def find_overlaps(applications: pd.DataFrame, language: str = "nl") -> pd.DataFrame:
    """The overlaps, most organisations and applications first; columns ``OVERLAP_COLUMNS``.

    Args:
        applications: contract columns of products, kinds, readiness and components.
        language: of names and reasons.
    """
    rows = counted(applications).sort_values("application_id", kind="stable")
    placed = rows.loc[(rows["component"] != "") & ~rows["component_is_broad"].astype(bool)]
    found = [
        *(_same_product(group, language) for _, group in rows.groupby("product_id", sort=True) if len(group) > 1),
        *(
            _same_function(group, language)
            for _, group in placed.groupby("component", sort=True)
            if group["product_id"].nunique() > 1
        ),
    ]
    frame = pd.DataFrame(found, columns=OVERLAP_COLUMNS)
    texts = [name for name in OVERLAP_COLUMNS if name not in _NUMBERS]
    frame = frame.astype({**dict.fromkeys(texts, "str"), **_NUMBERS})
    order = ["organisations", "applications", "products", "overlap_name", "overlap_id"]
    return frame.sort_values(order, ascending=[False, False, False, True, True], kind="stable", ignore_index=True)


_NUMBERS = {
    "products": "int64",
    "applications": "int64",
    "organisations": "int64",
    "known_annual_cost_eur": "float64",
    "applications_without_cost": "int64",
}


def _same_product(group: pd.DataFrame, language: str) -> dict[str, Any]:
    product, organisations = str(group["product_name"].iloc[0]), _names(group, "organisation")
    key, values = "name_same_product", {"product": product, "organisations": len(organisations)}
    if len(organisations) == 1:
        key, values = "name_same_product_within", {"product": product, "organisation": organisations[0]}
    pattern, reason = _product_pattern(group, product, organisations, language)
    components = group.loc[group["component"] != "", "component"]
    return {
        **_totals(group),
        "overlap_id": _overlap_id("same_product", str(group["product_id"].iloc[0])),
        "kind": "same_product",
        "component": _most_frequent(components),
        "pattern": pattern,
        "overlap_name": sentence("overlaps", key, language, **values),
        "reason": reason,
    }


def _product_pattern(group: pd.DataFrame, product: str, organisations: list[str], language: str) -> tuple[str, str]:
    """One organisation: double rows. One contract: leave. Other versions or hosting: harmonise. Else: bundle."""
    contracts = group["contract_number"]
    differences = _differences(group, language)
    values = {"product": product, "organisations": len(organisations), "applications": len(group)}
    if len(organisations) == 1:
        text = sentence("overlaps", "duplicate_within", language, organisation=organisations[0], **values)
        return "harmonise_configuration", text
    if (contracts != "").all() and contracts.nunique() == 1:
        why = sentence("overlaps", "leave_contract", language, contract=contracts.iloc[0], **values)
        return "leave", sentence("overlaps", "leave", language, why=why)
    if differences:
        text = sentence("overlaps", "harmonise_configuration", language, differences="; ".join(differences), **values)
        return "harmonise_configuration", text
    text = sentence("overlaps", "bundle_contracts", language, contracts=_contract_ends(group, language), **values)
    return "bundle_contracts", text


def _differences(group: pd.DataFrame, language: str) -> list[str]:
    """What is known to differ: versions and hosting; an unknown value differs from nothing."""
    versions = sorted({value for value in group["name_version"] if value})
    clouds = sorted({value for value in group["cloud"] if value and value != "unknown"})
    found = []
    if len(versions) > 1:
        found.append(sentence("overlaps", "differ_version", language, values=_listed(versions, language)))
    if len(clouds) > 1:
        names = [sentence("overlaps", f"cloud_{value}", language) for value in clouds]
        found.append(sentence("overlaps", "differ_hosting", language, values=_listed(names, language)))
    return found


def _contract_ends(group: pd.DataFrame, language: str) -> str:
    known = group["contract_end_date"].dropna()
    if known.empty:
        return sentence("overlaps", "ends_unknown", language)
    first, last = (moment.strftime("%d-%m-%Y") for moment in (known.min(), known.max()))
    key = "ends_partly" if len(known) < len(group) else "ends_same" if first == last else "ends_known"
    counts = {"missing": len(group) - len(known), "total": len(group)}
    return sentence("overlaps", key, language, first=first, last=last, **counts)


def _same_function(group: pd.DataFrame, language: str) -> dict[str, Any]:
    component, products, organisations = (
        str(group["component"].iloc[0]),
        _names(group, "product_name"),
        _names(group, "organisation"),
    )
    amount = int(group["product_id"].nunique())
    values = {"component": component, "products": amount, "names": _listed(products, language)}
    pattern, reason = "choose_and_consolidate", ""
    if _is_suite(group):
        why = sentence("overlaps", "leave_suite", language, vendor=group["vendor_name"].iloc[0], **values)
        pattern, reason = "leave", sentence("overlaps", "leave", language, why=why)
    elif len(organisations) == 1:
        reason = sentence("overlaps", "choose_within", language, organisation=organisations[0], **values)
    else:
        reason = sentence("overlaps", "choose_and_consolidate", language, **values)
    return {
        **_totals(group),
        "overlap_id": _overlap_id("same_function", component),
        "kind": "same_function",
        "component": component,
        "pattern": pattern,
        "overlap_name": sentence("overlaps", "name_same_function", language, **values),
        "reason": reason,
    }


def _is_suite(group: pd.DataFrame) -> bool:
    """All of one known vendor, and every organisation has all of it: parts that work together, not rivals."""
    vendors = group["vendor_name"]
    per_organisation = group.groupby("organisation")["product_id"].nunique()
    return bool(
        (vendors != "").all() and vendors.nunique() == 1 and (per_organisation == group["product_id"].nunique()).all()
    )


def _totals(group: pd.DataFrame) -> dict[str, Any]:
    cost = group["annual_cost_eur"]
    return {
        "products": int(group["product_id"].nunique()),
        "applications": len(group),
        "organisations": int(group["organisation"].nunique()),
        "known_annual_cost_eur": float(cost.sum()) if cost.notna().any() else np.nan,
        "applications_without_cost": int(cost.isna().sum()),
        "application_ids": "; ".join(sorted(group["application_id"])),
        "organisation_names": "; ".join(_names(group, "organisation")),
        "product_names": "; ".join(_names(group, "product_name")),
    }


def _names(group: pd.DataFrame, column: str) -> list[str]:
    return sorted(set(group[column].tolist()))


def _most_frequent(values: pd.Series) -> str:
    counts = values.value_counts()
    return min(counts.index[counts == counts.max()]) if len(counts) else ""


def _listed(names: list[str], language: str) -> str:
    if len(names) <= LISTED:
        return ", ".join(names)
    more = sentence("overlaps", "and_more", language, count=len(names) - LISTED)
    return f"{', '.join(names[:LISTED])} {more}"


def _overlap_id(kind: str, what: str) -> str:
    return "o-" + hashlib.blake2b(f"{kind}\x1f{what}".encode(), digest_size=6).hexdigest()


def function_matrix(applications: pd.DataFrame) -> pd.DataFrame:
    """Per component and organisation: ``applications, products, known_annual_cost_eur, applications_without_cost``.

    Long form, sorted; a combination that does not occur has no row. Applications without a component have the empty
    component, so that "nothing here" and "not placed yet" stay two things. ``component_is_broad`` says where equal
    means little.
    """
    rows = counted(applications).assign(without=lambda frame: frame["annual_cost_eur"].isna())
    matrix = rows.groupby(["component", "organisation"], sort=True, as_index=False).agg(
        applications=("application_id", "size"),
        products=("product_id", "nunique"),
        known_annual_cost_eur=("annual_cost_eur", lambda cost: cost.sum(min_count=1)),
        applications_without_cost=("without", "sum"),
        component_is_broad=("component_is_broad", "max"),
    )
    return matrix.astype({"known_annual_cost_eur": "float64", "applications_without_cost": "int64"})
