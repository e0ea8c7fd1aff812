"""Why a product is one product: its name, its weakest tie, its spellings, what came nearest, where it is installed.

The reasons are those of matching itself (``analysis.products`` and ``analysis.ties``); nothing is worked out anew
here. A newcomer would compare the names again for the screen, and then explain another comparison than the one that
decided, or take ``analysis.pairs``: of a large landscape that is a choice.
"""

from __future__ import annotations

from typing import Literal

import pandas as pd
import streamlit as st

from landscape.ui import components, derived, frames, pair_view, tables, text
from landscape.ui.labels import label
from landscape.ui.text import plain
from landscape.ui.work import Analysis

_TEXTS = ("name_reason", "weakest_link_reason", "alarm")
_TIE = ["name_1", "name_2", "probability"]


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


def ties(found: pd.DataFrame, product_id: str, tie: str) -> pd.DataFrame:
    """The rows of ``analysis.ties`` of one product: what ``holds`` it, or its ``rival``s, in the order of the frame."""
    if found.empty:
        return found
    return found[(found["product_id"] == product_id) & (found["tie"] == tie)].reset_index(drop=True)


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
    held = ties(analysis.ties, product["product_id"], "holds")
    if held.empty:
        st.markdown(label("product_view.no_ties" if len(written) > 1 else "product_view.one_spelling"))
    else:
        _pairs(held, "ties", "single-row-required")
    rivals = ties(analysis.ties, product["product_id"], "rival")
    if len(rivals):
        _pairs(rivals, "rivals", "single-row")
    components.applications_list(analysis, members, key="choice_product_application")


def _pairs(found: pd.DataFrame, name: str, select: Literal["single-row", "single-row-required"]) -> None:
    """A table of pairs; the chosen one shows its words and what speaks for and against it."""
    st.markdown(f"**{label(f'product_view.{name}')}**")
    row = tables.show(found, _TIE, key=f"product_{name}", alt=label(f"product_view.{name}"), select=select)
    pair = frames.row_at(found, row)
    if pair is not None:
        with st.container(border=True, key=f"product_{name}_pair"):
            pair_view.show_names(pair)
            pair_view.show_reason(str(pair["reason"]))
