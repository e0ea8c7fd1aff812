"""What we buy from whom, how concentrated that is, and who has a given product.

In: applications after the overlap room. Out: one row per supplier, one row per function with its concentration, and the
list of holders of a product. A newcomer would get wrong: shares are shares of KNOWN spend; applications without cost
and without supplier are counted beside them, and "who has X" gives roles and rows, never persons.
"""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from landscape import knowledge
from landscape.advise import wording
from landscape.advise.facts import facts

if TYPE_CHECKING:
    from landscape.advise.basis import Basis

SUPPLIER_COLUMNS = (
    "vendor", "applications", "products", "organisations", "functions", "known_annual_cost_eur",
    "applications_without_cost", "share_of_known_cost", "first_contract_end_date", "next_decide_before",
    "contracts_without_end", "organisation_names", "product_names", "function_names", "application_ids",
)  # fmt: skip
HOLDER_COLUMNS = (
    "organisation", "product", "name", "version", "owner_role", "readiness", "file", "sheet", "row", "application_id",
)  # fmt: skip
CONCENTRATION_BY = ("all", "organisation", "component")
CONCENTRATION_COLUMNS = (
    "group", "hhi", "band", "suppliers", "largest_vendor", "largest_share", "known_annual_cost_eur",
    "applications_without_cost",
)  # fmt: skip
_DIGITS = re.compile(r"\d+")


def supplier_sheet(applications: pd.DataFrame, reference_date: datetime.date) -> pd.DataFrame:
    """One row per supplier, largest known spend first; columns ``SUPPLIER_COLUMNS``.

    ``share_of_known_cost`` runs from 0 to 1 (NaN when nothing is known); the supplier "" holds what names none.
    """
    return _suppliers(facts(applications, reference_date), reference_date)


def suppliers_of(given: Basis) -> pd.DataFrame:
    """:func:`supplier_sheet` on facts that were read already."""
    return _suppliers(given.known, given.today)


def _suppliers(known: pd.DataFrame, reference_date: datetime.date) -> pd.DataFrame:
    rows = known[~known["is_retired"]].assign(
        no_cost=known["cost"].isna(),
        no_end=known["contract_end_date"].isna(),
        function=known["component"].where(known["component"] != ""),
        upcoming=known["decide_before"].where(known["decide_before"] >= pd.Timestamp(reference_date)),
    )
    grouped = rows.groupby("vendor_family")
    sheet = grouped.agg(
        vendor=("vendor_label", "min"),
        applications=("application_id", "size"),
        products=("product", "nunique"),
        organisations=("organisation", "nunique"),
        functions=("function", "nunique"),
        applications_without_cost=("no_cost", "sum"),
        first_contract_end_date=("contract_end_date", "min"),
        next_decide_before=("upcoming", "min"),
        contracts_without_end=("no_end", "sum"),
    )
    sheet["known_annual_cost_eur"] = grouped["cost"].sum(min_count=1)
    sheet["share_of_known_cost"] = sheet["known_annual_cost_eur"] / sheet["known_annual_cost_eur"].sum(min_count=1)
    lists = {"organisation_names": "organisation", "product_names": "product_label", "function_names": "function"}
    for name, column in {**lists, "application_ids": "application_id"}.items():
        listed = rows[["vendor_family", column]].dropna().drop_duplicates().sort_values(["vendor_family", column])
        listed[column] = wording.without_marks(listed[column])
        sheet[name] = wording.joined(listed, ["vendor_family"], column)
        sheet[name] = sheet[name].astype("str").where(sheet[name].notna(), "")
    order = sheet.assign(_cost=sheet["known_annual_cost_eur"].fillna(-1.0)).reset_index()
    order = order.sort_values(["_cost", "applications", "vendor_family"], ascending=[False, False, True])
    return order[list(SUPPLIER_COLUMNS)].reset_index(drop=True)


def concentration(applications: pd.DataFrame, reference_date: datetime.date, *, by: str = "all") -> pd.DataFrame:
    """How concentrated known spend is: the Herfindahl-Hirschman index (0-10,000) and its band.

    Args:
        by: ``all`` for one row, ``component`` or ``organisation`` for one row each.

    Returns: ``group, hhi, band (low/moderate/high/unknown), suppliers, largest_vendor, largest_share,
        known_annual_cost_eur, applications_without_cost``; supplier and cost must both be known to count.
    """
    return _concentration(facts(applications, reference_date), by)


def concentrations(given: Basis) -> pd.DataFrame:
    """:func:`concentration` for all together, per organisation and per function, with ``by`` in front."""
    parts = [_concentration(given.known, by).assign(by=by) for by in CONCENTRATION_BY]
    return pd.concat(parts, ignore_index=True)[["by", *CONCENTRATION_COLUMNS]]


def _concentration(known: pd.DataFrame, by: str) -> pd.DataFrame:
    rows = known[~known["is_retired"]]
    rows = rows.assign(group=rows[by] if by != "all" else "all", no_cost=rows["cost"].isna())
    rows = rows[rows["group"] != ""]
    counted = rows[rows["cost"].notna() & (rows["vendor_family"] != "")]
    spend = counted.groupby(["group", "vendor_family"]).agg(cost=("cost", "sum"), vendor=("vendor_label", "min"))
    spend = spend.reset_index().sort_values(["group", "cost", "vendor_family"], ascending=[True, False, True])
    total = spend.groupby("group")["cost"].transform("sum")
    spend["share"] = spend["cost"] / total.where(total > 0)
    spend["square"] = (spend["share"] * 100) ** 2
    largest = spend.drop_duplicates("group").set_index("group")
    table = rows.groupby("group").agg(applications_without_cost=("no_cost", "sum"))
    table["hhi"] = spend.groupby("group")["square"].sum(min_count=1)
    table["suppliers"] = spend.groupby("group").size()
    table["suppliers"] = table["suppliers"].fillna(0).astype("int64")
    table["known_annual_cost_eur"] = spend.groupby("group")["cost"].sum()
    table["largest_vendor"] = largest["vendor"].reindex(table.index).fillna("").astype("str")
    table["largest_share"] = largest["share"]
    table["band"] = _bands(table["hhi"])
    return table.reset_index()[list(CONCENTRATION_COLUMNS)]


def who_has(
    applications: pd.DataFrame,
    reference_date: datetime.date,
    product: str,
    *,
    version_from: str = "",
    version_until: str = "",
) -> pd.DataFrame:
    """Every application whose product, name or supplier contains ``product``; columns ``HOLDER_COLUMNS``.

    Args:
        version_from, version_until: keep versions within these bounds (both included); an application whose version is
            not known stays in, because it may be within.
    """
    found = search(_holders(facts(applications, reference_date)), product, version_from, version_until)
    return found[list(HOLDER_COLUMNS)]


def holders(given: Basis) -> pd.DataFrame:
    """Every application as "who has X" shows it: ``HOLDER_COLUMNS`` and ``vendor``; :func:`search` chooses from it."""
    return _holders(given.known)


def search(held: pd.DataFrame, words: str, version_from: str = "", version_until: str = "") -> pd.DataFrame:
    """The rows of :func:`holders` that hold ``words`` in product, name or supplier, within the versions asked."""
    wanted = words.strip().casefold()
    named = pd.Series(False, index=held.index)
    for column in ("product", "name", "vendor"):
        named |= held[column].str.casefold().str.contains(wanted, regex=False)
    rows = held[named & bool(wanted)]
    inside = {text: _within(text, version_from, version_until) for text in rows["version"].unique()}
    return rows[rows["version"].map(inside).astype(bool)].reset_index(drop=True)


def _holders(known: pd.DataFrame) -> pd.DataFrame:
    rows = known.drop(columns="product").rename(
        columns={"product_label": "product", "label": "name", "vendor_label": "vendor"}
    )
    ordered = rows.sort_values(["organisation", "product", "name", "application_id"], kind="stable")
    return ordered[[*HOLDER_COLUMNS, "vendor"]].reset_index(drop=True)


def _bands(index: pd.Series) -> pd.Series:
    setting = knowledge.settings("suppliers.toml", ("source", "moderate_from", "high_from"))
    bands = np.select(
        [index.isna(), index >= setting["high_from"], index >= setting["moderate_from"]],
        ["unknown", "high", "moderate"],
        default="low",
    )
    return pd.Series(bands, index=index.index, dtype="str")


def _within(version: str, low: str, high: str) -> bool:
    """Whether a version lies within bounds, part by part as numbers; a version without numbers may be anything."""
    parts, least, most = (_parts(text) for text in (version, low, high))
    if not parts:
        return True
    return (not least or parts >= least) and (not most or parts[: len(most)] <= most)


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in _DIGITS.findall(version))
