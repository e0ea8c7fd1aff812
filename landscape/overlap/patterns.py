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

import pandas as pd

from landscape.engine import run_steps
from landscape.knowledge import sentence
from landscape.overlap.forms import matching
from landscape.overlap.shown import most_used

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
    products, functions = _facts(rows, "product_id", language), _facts(placed, "component", language)
    found = [
        *(_same_product(fact, language) for fact in products.loc[products["applications"] > 1].itertuples()),
        *(_same_function(fact, language) for fact in functions.loc[functions["products"] > 1].itertuples()),
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
_BETWEEN = "\x1f"
"""Between the values of a list inside ``_facts``; no reader lets it through in a name."""


_FACT_COLUMNS = ("annual_cost_eur", "contract_number", "contract_end_date", "vendor_name")

# Amounts are added up as decimals: exact, so that the order in which the engine meets them changes nothing.
_FACTS = {
    "per_organisation": """
        SELECT key, organisation, count(DISTINCT product_id) AS products FROM counted GROUP BY key, organisation
    """,
    "fewest": "SELECT key, min(products) AS fewest_products FROM per_organisation GROUP BY key",
    "sums": """
        SELECT key, count(*) AS applications,
               count(DISTINCT product_id) AS products,
               count(DISTINCT organisation) AS organisations,
               sum(CAST(annual_cost_eur AS DECIMAL(18, 2))) AS known_annual_cost_eur,
               count(*) - count(annual_cost_eur) AS applications_without_cost,
               count(CASE WHEN contract_number = '' THEN 1 END) AS no_contract,
               count(CASE WHEN vendor_name = '' THEN 1 END) AS no_vendor,
               count(contract_end_date) AS ends_known,
               min(contract_end_date) AS first_end,
               max(contract_end_date) AS last_end
        FROM counted GROUP BY key
    """,
    "facts": "SELECT sums.*, fewest_products FROM sums JOIN fewest ON fewest.key = sums.key ORDER BY sums.key",
}


def _facts(rows: pd.DataFrame, by: str, language: str) -> pd.DataFrame:
    """Per ``by`` the counts, the money, the contract moments and the distinct texts, as one row."""
    columns = ["application_id", "organisation", "product_id", *_FACT_COLUMNS]
    facts = run_steps(_FACTS, counted=rows[columns].assign(key=rows[by])).set_index("key")
    table = _told_apart(rows.assign(group=rows[by]), language)
    texts = {
        "application_id": "application_ids", "organisation": "organisation_names", "product_name": "product_names",
        "contract_number": "contracts", "vendor_name": "vendors", "name_version": "versions", "cloud": "clouds",
    }  # fmt: skip
    for column, name in texts.items():
        facts[name] = _distinct(table, column).reindex(facts.index).fillna("")
    facts["component"] = most_used(table, "group", "component").reindex(facts.index).fillna("")
    return facts


def _told_apart(table: pd.DataFrame, language: str) -> pd.DataFrame:
    """Two products with one name in a group get their organisations behind it: two own builds, two "Zaaksysteem"."""
    products = table[["group", "product_name", "product_id"]].drop_duplicates()
    twice = products.loc[products.duplicated(["group", "product_name"], keep=False), ["group", "product_id"]]
    alike = table.reset_index().merge(twice)
    labels: dict[int, str] = {}
    for _, part in alike.groupby(["group", "product_id"], sort=True):
        users = _listed(sorted(set(part["organisation"])), language)
        name = sentence("overlaps", "same_name", language, product=part["product_name"].iloc[0], organisations=users)
        labels |= dict.fromkeys(part["index"].tolist(), name)
    told = pd.Series(labels, dtype="str").reindex(table.index)
    return table.assign(product_name=told.fillna(table["product_name"]))


def _distinct(table: pd.DataFrame, column: str) -> pd.Series:
    """Per group the distinct non-empty texts of ``column``, sorted, as one text."""
    values = table.loc[table[column] != "", ["group", column]].drop_duplicates()
    values = values.sort_values(["group", column], kind="stable")
    return values.groupby("group", sort=True)[column].agg(_BETWEEN.join)


def _parts(text: str) -> list[str]:
    return text.split(_BETWEEN) if text else []


def _same_product(fact: Any, language: str) -> dict[str, Any]:
    product = _parts(fact.product_names)[0]
    key, values = "name_same_product", {"product": product, "organisations": fact.organisations}
    if fact.organisations == 1:
        key, values = "name_same_product_within", {"product": product, "organisation": fact.organisation_names}
    pattern, reason = _product_pattern(fact, product, language)
    return {
        **_columns(fact),
        "overlap_id": _overlap_id("same_product", str(fact.Index)),
        "kind": "same_product",
        "pattern": pattern,
        "overlap_name": sentence("overlaps", key, language, **values),
        "reason": reason,
    }


def _product_pattern(fact: Any, product: str, language: str) -> tuple[str, str]:
    """One organisation: double rows. One contract: leave. Other versions or hosting: harmonise. Else: bundle."""
    values = {"product": product, "organisations": fact.organisations, "applications": fact.applications}
    if fact.organisations == 1:
        text = sentence("overlaps", "duplicate_within", language, organisation=fact.organisation_names, **values)
        return "harmonise_configuration", text
    contracts = _parts(fact.contracts)
    if fact.no_contract == 0 and len(contracts) == 1:
        why = sentence("overlaps", "leave_contract", language, contract=contracts[0], **values)
        return "leave", sentence("overlaps", "leave", language, why=why)
    differences = _differences(fact, language)
    if differences:
        text = sentence("overlaps", "harmonise_configuration", language, differences="; ".join(differences), **values)
        return "harmonise_configuration", text
    text = sentence("overlaps", "bundle_contracts", language, contracts=_contract_ends(fact, language), **values)
    return "bundle_contracts", text


def _differences(fact: Any, language: str) -> list[str]:
    """What is known to differ: versions and hosting; an unknown value differs from nothing."""
    versions = _parts(fact.versions)
    clouds = [value for value in _parts(fact.clouds) if value != "unknown"]
    found = []
    if len(versions) > 1:
        found.append(sentence("overlaps", "differ_version", language, values=_listed(versions, language)))
    if len(clouds) > 1:
        names = [sentence("overlaps", f"cloud_{value}", language) for value in clouds]
        found.append(sentence("overlaps", "differ_hosting", language, values=_listed(names, language)))
    return found


def _contract_ends(fact: Any, language: str) -> str:
    if fact.ends_known == 0:
        return sentence("overlaps", "ends_unknown", language)
    first, last = (moment.strftime("%d-%m-%Y") for moment in (fact.first_end, fact.last_end))
    key = "ends_partly" if fact.ends_known < fact.applications else "ends_same" if first == last else "ends_known"
    counts = {"missing": fact.applications - fact.ends_known, "total": fact.applications}
    return sentence("overlaps", key, language, first=first, last=last, **counts)


def _same_function(fact: Any, language: str) -> dict[str, Any]:
    component = str(fact.Index)
    products = _listed(_parts(fact.product_names), language)
    values = {"component": component, "products": fact.products, "names": products}
    pattern, reason = "choose_and_consolidate", ""
    if _is_suite(fact):
        why = sentence("overlaps", "leave_suite", language, vendor=fact.vendors, **values)
        pattern, reason = "leave", sentence("overlaps", "leave", language, why=why)
    elif fact.organisations == 1:
        reason = sentence("overlaps", "choose_within", language, organisation=fact.organisation_names, **values)
    else:
        reason = sentence("overlaps", "choose_and_consolidate", language, **values)
    return {
        **_columns(fact),
        "overlap_id": _overlap_id("same_function", component),
        "kind": "same_function",
        "component": component,
        "pattern": pattern,
        "overlap_name": sentence("overlaps", "name_same_function", language, **values),
        "reason": reason,
    }


def _is_suite(fact: Any) -> bool:
    """All of one known vendor, and every organisation has all of it: parts that work together, not rivals."""
    one_vendor = fact.no_vendor == 0 and len(_parts(fact.vendors)) == 1
    return bool(one_vendor and fact.fewest_products == fact.products)


def _columns(fact: Any) -> dict[str, Any]:
    """The columns that are taken over from the facts as they are."""
    lists = ("application_ids", "organisation_names", "product_names")
    return {
        **{name: getattr(fact, name) for name in (*_NUMBERS, "component")},
        **{name: "; ".join(_parts(getattr(fact, name))) for name in lists},
    }


def _listed(names: list[str], language: str) -> str:
    if len(names) <= LISTED:
        return ", ".join(names)
    left = len(names) - LISTED
    more = sentence("overlaps", "and_one_more" if left == 1 else "and_more", language, count=left)
    return f"{', '.join(names[:LISTED])} {more}"


def _overlap_id(kind: str, what: str) -> str:
    return "o-" + hashlib.blake2b(f"{kind}\x1f{what}".encode(), digest_size=6).hexdigest()


def function_matrix(applications: pd.DataFrame) -> pd.DataFrame:
    """Per component and organisation: ``applications, products, known_annual_cost_eur, applications_without_cost``.

    Long form, sorted; a combination that does not occur has no row. Applications without a component have the empty
    component, so that "nothing here" and "not placed yet" stay two things. ``component_is_broad`` says where equal
    means little.
    """
    columns = ["component", "organisation", "product_id", "annual_cost_eur", "component_is_broad"]
    matrix = run_steps({"matrix": _MATRIX}, counted=counted(applications)[columns])
    kinds = {"applications": "int64", "products": "int64", "applications_without_cost": "int64"}
    return matrix.astype({"component": "str", "organisation": "str", **kinds, "known_annual_cost_eur": "float64"})


_MATRIX = """
    SELECT component, organisation,
           count(*) AS applications,
           count(DISTINCT product_id) AS products,
           sum(CAST(annual_cost_eur AS DECIMAL(18, 2))) AS known_annual_cost_eur,
           count(*) - count(annual_cost_eur) AS applications_without_cost,
           bool_or(component_is_broad) AS component_is_broad
    FROM counted
    GROUP BY component, organisation
    ORDER BY component, organisation
"""
