"""Who shares what with whom: shared products, organisations most alike, contracts that end around the same time."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from landscape.overlap.alike import joint_procurement, organisations_alike
from landscape.overlap.patterns import counted
from landscape.ui import components, derived, frames, tables, text
from landscape.ui.labels import label
from landscape.ui.text import plain, share
from landscape.ui.work import Analysis

_PAIR = ["organisation_1", "organisation_2"]


def shared_products(applications: pd.DataFrame) -> pd.DataFrame:
    """``organisation, product_id, product_name, applications`` of products that two or more organisations have."""
    rows = counted(applications)
    by = ["organisation", "product_id", "product_name"]
    found = rows.groupby(by, sort=True, as_index=False).agg(applications=("application_id", "size"))
    members = found.groupby("product_id")["organisation"].transform("nunique")
    return found[members > 1].reset_index(drop=True)


def by_product(shared: pd.DataFrame) -> pd.DataFrame:
    """One row per shared product: ``organisations`` (count), ``applications`` and ``organisation_names``."""
    found = shared.groupby(["product_id", "product_name"], as_index=False).agg(
        organisations=("organisation", "nunique"),
        applications=("applications", "sum"),
        organisation_names=("organisation", "; ".join),
    )
    order = ["organisations", "applications", "product_name", "product_id"]
    return found.sort_values(order, ascending=[False, False, True, True], ignore_index=True)


def show_alike(analysis: Analysis) -> None:
    """Pairs of organisations, most alike first; the chosen pair shows the products both have."""
    found = derived.of(analysis, "alike", lambda: organisations_alike(analysis.applications))
    if found.empty:
        st.caption(label("alike.none"))
        return
    st.subheader(label("alike.title"), anchor=False)
    first = found.iloc[0]
    names = {name: plain(first[name]) for name in _PAIR}
    st.markdown(
        label("alike.first", **names, count=text.whole(first["shared_products"]), share=share(first["likeness"]))
    )
    columns = [*_PAIR, "likeness", "shared_products", "shared_functions"]
    row = tables.show(found, columns, key="choice_alike", alt=label("alike.title"), select="single-row")
    st.caption(label("alike.meaning"))
    pair = frames.row_at(found, row)
    if pair is not None:
        rows = counted(analysis.applications)
        products = [set(rows.loc[rows["organisation"] == pair[name], "product_id"]) for name in _PAIR]
        both = rows["organisation"].isin(list(pair[_PAIR])) & rows["product_id"].isin(products[0] & products[1])
        members = rows[both].sort_values(["product_name", "organisation", "application_id"], ignore_index=True)
        components.applications_list(analysis, members, key="choice_alike_application")


def show_procurement(analysis: Analysis) -> None:
    """Contracts of several organisations for one function that end around the same time, soonest first."""
    found = derived.of(analysis, "procurement", lambda: joint_procurement(analysis.applications))
    st.subheader(label("procurement.title"), anchor=False)
    if found.empty:
        st.caption(label("procurement.none"))
        return
    st.markdown(label("procurement.meaning"))
    columns = [
        "component",
        "first_end_date",
        "last_end_date",
        "organisations",
        "applications",
        "products",
        "known_annual_cost_eur",
        "applications_without_cost",
        "organisation_names",
    ]
    row = tables.show(found, columns, key="choice_procurement", alt=label("procurement.title"), select="single-row")
    chosen = frames.row_at(found, row)
    if chosen is not None:
        ids = frames.ids_in(chosen["application_ids"])
        members = frames.filtered(analysis.applications, application_ids=ids)
        components.applications_list(analysis, members, key="choice_procurement_application")
