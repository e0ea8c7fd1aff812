"""Why a product is one product: its spellings, what ties them, its weakest tie, and where it is installed.

The reasons are those of matching itself (``analysis.products`` and ``analysis.pairs``); nothing is worked out anew
here. A newcomer would compare the names again for the screen, and then explain another comparison than the one that
decided.
"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from landscape.ui import components, derived, tables, text
from landscape.ui.labels import label
from landscape.ui.text import plain
from landscape.ui.work import Analysis

_TEXTS = ("weakest_link_reason", "alarm")
_TIE = ["name_1", "name_2", "probability", "reason"]


def products_by_doubt(products: pd.DataFrame) -> pd.DataFrame:
    """``products`` with every column this part shows: most spellings first, then the weakest tie."""
    whole = products.assign(**{name: "" for name in _TEXTS if name not in products.columns})
    for name, unknown in (("spellings", 1), ("weakest_link", float("nan"))):
        if name not in whole.columns:
            whole[name] = unknown
    order = ["spellings", "weakest_link", "product_name", "product_id"]
    return whole.sort_values(order, ascending=[False, True, True, True], kind="stable", ignore_index=True)


def spellings(members: pd.DataFrame) -> pd.DataFrame:
    """``name, vendor, applications, organisations`` per way the product is written, most used first."""
    found = members.groupby(["name", "vendor"], as_index=False, sort=True).agg(
        applications=("application_id", "size"), organisations=("organisation", "nunique")
    )
    order = ["applications", "name", "vendor"]
    return found.sort_values(order, ascending=[False, True, True], kind="stable", ignore_index=True)


def ties(pairs: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """``name_1, name_2, probability, reason`` of pairs inside the product, the weakest first."""
    ids = set(members["application_id"])
    inside = pairs["application_id_1"].isin(ids) & pairs["application_id_2"].isin(ids) & (pairs["outcome"] == "same")
    order = ["probability", "application_id_1", "application_id_2"]
    found = pairs[inside].sort_values(order, kind="stable", ignore_index=True)
    return found.reindex(columns=_TIE)


def show_products(analysis: Analysis) -> None:
    """All products; the chosen one explains itself."""
    found = derived.of(analysis, "products_by_doubt", lambda: products_by_doubt(analysis.products))
    if found.empty:
        st.caption(label("product_view.none"))
        return
    several = int((found["spellings"] > 1).sum())
    st.caption(label("product_view.meaning", count=text.whole(len(found)), several=text.whole(several)))
    columns = ["product_name", "vendor", "spellings", "weakest_link", "applications", "organisations", "component"]
    product = tables.choose(
        found, columns, key="choice_product", alt=label("product_view.title"), id_column="product_id", name="product",
        required=True,
    )  # fmt: skip
    if product is not None:
        _explain(analysis, product)


def _explain(analysis: Analysis, product: pd.Series) -> None:
    members = analysis.applications[analysis.applications["product_id"] == product["product_id"]]
    members = members.reset_index(drop=True)
    st.subheader(plain(product["product_name"]), anchor=False)
    for name in _TEXTS:
        if product[name]:
            st.markdown(plain(product[name]))
    written = spellings(members)
    if len(written) > 1:
        st.markdown(f"**{label('product_view.spellings')}**")
        columns = ["name", "vendor", "applications", "organisations"]
        tables.show(written, columns, key="product_spellings", alt=label("product_view.spellings"))
    held = ties(analysis.pairs, members)
    if held.empty:
        st.markdown(label("product_view.no_ties" if len(written) > 1 else "product_view.one_spelling"))
    else:
        st.markdown(f"**{label('product_view.ties')}**")
        tables.show(held, _TIE, key="product_ties", alt=label("product_view.ties"))
    components.applications_list(analysis, members, key="choice_product_application")
