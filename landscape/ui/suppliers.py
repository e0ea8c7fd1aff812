"""Pieces of the pages Leveranciers and Wie heeft wat: what is bought from whom, and who has a product.

Comes in: the frames ``suppliers``, ``concentration`` and ``holders`` of the analysis. A newcomer would get wrong:
shares are shares of known cost, so what is unknown is always counted beside them; holders are roles, no persons.
"""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from landscape.advise.suppliers import search
from landscape.knowledge import texts
from landscape.ui import charts, components, frames, links, state, tables, text
from landscape.ui.labels import label, language
from landscape.ui.text import plain
from landscape.ui.work import Analysis

VIEWS = ("suppliers", "concentration")
BY = ("all", "organisation", "component")
SHOWN_BARS = 12
_SHEET = (
    "vendor", "known_annual_cost_eur", "share_of_known_cost", "next_decide_before", "first_contract_end_date",
    "organisations", "applications", "products", "functions", "contracts_without_end", "applications_without_cost",
)  # fmt: skip
_GROUPS = (
    "group", "hhi", "band_name", "suppliers", "largest_vendor", "largest_share", "known_annual_cost_eur",
    "applications_without_cost",
)  # fmt: skip


def show_suppliers(analysis: Analysis) -> None:
    """Spend per supplier as a picture and a list; the chosen supplier in full underneath."""
    named = analysis.suppliers[analysis.suppliers["vendor"] != ""].reset_index(drop=True)
    if named.empty:
        st.info(label("suppliers.none"))
        return
    st.markdown(_headline(analysis, named))
    if components.part("supplier_view", "deel", "supplier_view", VIEWS) == "concentration":
        _show_concentration(analysis)
        return
    _show_bars(analysis, named)
    st.caption(label("suppliers.choose", count=text.whole(len(named))))
    row = tables.show(named, _SHEET, key="choice_supplier", alt=label("suppliers.alt"), select="single-row")
    chosen = links.chosen(named, row, column="vendor", name="leverancier", key="choice_supplier")
    if chosen is not None:
        _show_sheet(analysis, chosen)


def show_holders(analysis: Analysis) -> None:
    """Who has a product: words and versions in, applications with the role that owns them out."""
    links.follow("who_words", "zoek", None)
    with st.grid(3, min_column_width=200):
        words = st.text_input(
            label("who.words"), key="who_words", persist_state="session", placeholder=label("who.hint")
        )
        low = st.text_input(label("who.version_from"), key="who_from", persist_state="session")
        high = st.text_input(label("who.version_until"), key="who_until", persist_state="session")
    if not words.strip():
        st.info(label("who.ask"))
        return
    found = search(analysis.holders, words, low, high)
    if found.empty:
        st.info(label("who.none"))
        return
    st.markdown(_found(found, bool(low.strip() or high.strip())))
    columns = ["organisation", "product", "name", "version", "vendor", "owner_role", "readiness", "file", "row"]
    tables.show(found, columns, key="who_found", alt=label("who.alt"))
    _rows_button(words, "; ".join(found["application_id"]), "who_rows")


def _headline(analysis: Analysis, named: pd.DataFrame) -> str:
    """How many suppliers, who is largest and how concentrated that is, in one or two sentences."""
    whole = analysis.concentration[analysis.concentration["by"] == "all"].iloc[0]
    if pd.isna(whole["hhi"]):
        return label("suppliers.headline_unknown", count=text.whole(len(named)))
    return label(
        "suppliers.headline",
        count=text.whole(len(named)),
        largest=plain(named["vendor"].iloc[0]),
        share=text.share(named["share_of_known_cost"].iloc[0]),
        band=plain(_bands()[whole["band"]]),
        hhi=text.whole(whole["hhi"]),
        without=text.whole(whole["applications_without_cost"]),
    )


def _bands() -> dict[str, str]:
    """What each band of concentration is called."""
    return {code: str(said) for code, said in texts(language())["advice_supplier"].items()}


def _show_bars(analysis: Analysis, named: pd.DataFrame) -> None:
    costed = named[named["known_annual_cost_eur"] > 0].head(SHOWN_BARS)
    if costed.empty:
        return
    shown = costed.assign(said=costed["known_annual_cost_eur"].map(text.euros))
    theme = charts.theme()
    base = alt.Chart(shown[["vendor", "known_annual_cost_eur", "said"]]).encode(
        y=alt.Y("vendor:N", sort=None, title=None, axis=alt.Axis(labelLimit=200, domain=False, ticks=False)),
        x=alt.X("known_annual_cost_eur:Q", title=None, axis=None),
        tooltip=[alt.Tooltip("vendor:N", title=tables.heading("vendor")), alt.Tooltip("said:N", title=" ")],
    )
    bars = base.mark_bar(color=charts.ACCENT[theme], height=16)
    words = base.mark_text(align="left", dx=5, color=charts.INK[theme]).encode(text="said:N")
    chart = (bars + words).properties(height=28 * len(shown) + 10).configure_view(stroke=None)
    charts.show(
        chart,
        shown,
        key="supplier_bars",
        title=label("suppliers.bars", count=text.whole(len(shown))),
        source=charts.source(analysis),
        columns=["vendor", "known_annual_cost_eur", "share_of_known_cost", "applications"],
    )


def _show_sheet(analysis: Analysis, chosen: pd.Series) -> None:
    """One supplier: spend, dates, members, functions and products, and the way to its rows."""
    with st.container(border=True, key="supplier_sheet"):
        st.subheader(plain(chosen["vendor"]), anchor=False)
        components.facts(_facts(chosen), alt=label("suppliers.sheet_alt"))
        ids = frames.ids_in(chosen["application_ids"])
        _rows_button(chosen["vendor"], chosen["application_ids"], "supplier_rows")
    members = frames.filtered(analysis.applications, application_ids=ids)
    components.applications_list(analysis, members, key="choice_supplier_application")


def _facts(chosen: pd.Series) -> dict[str, str]:
    cost = chosen["known_annual_cost_eur"]
    said = {
        "known_annual_cost_eur": "" if pd.isna(cost) else text.euros(cost),
        "applications_without_cost": text.whole(chosen["applications_without_cost"]),
        "first_contract_end_date": _day(chosen["first_contract_end_date"]),
        "next_decide_before": _day(chosen["next_decide_before"]),
        "contracts_without_end": text.whole(chosen["contracts_without_end"]),
        "organisation_names": chosen["organisation_names"],
        "function_names": chosen["function_names"],
        "product_names": chosen["product_names"],
    }
    return {tables.heading(name): value or label("table.unknown") for name, value in said.items()}


def _show_concentration(analysis: Analysis) -> None:
    """How concentrated known spend is, for all together, per organisation and per function."""
    st.caption(label("suppliers.hhi_help"))
    by = components.part("concentration_by", "per", "concentration_by", BY)
    groups = analysis.concentration[analysis.concentration["by"] == by]
    names = groups["group"].mask(groups["by"] == "all", label("suppliers.everybody"))
    shown = groups.assign(group=names, band_name=groups["band"].map(_bands()))
    shown = shown.sort_values(["hhi", "group"], ascending=[False, True], na_position="last", ignore_index=True)
    row = tables.show(
        shown, _GROUPS, key=f"choice_concentration_{by}", alt=label("suppliers.hhi_alt"), select="single-row"
    )
    chosen = frames.row_at(shown, row)
    if chosen is not None:
        rows = (
            analysis.applications
            if by == "all"
            else analysis.applications[analysis.applications[by] == chosen["group"]]
        )
        _rows_button(chosen["group"], "; ".join(rows["application_id"]), "concentration_rows")


def _rows_button(title: str, joined: str, key: str) -> None:
    """The way from a figure to the rows it was counted from."""
    ids = frames.ids_in(joined)
    wish = state.Wish(title=str(title), application_ids=tuple(ids))
    st.button(
        f":primary[{label('rows.open', count=text.whole(len(ids)))}]",
        key=key,
        on_click=state.ask_for_rows,
        args=(wish,),
        type="tertiary",
    )


def _found(found: pd.DataFrame, asks_version: bool) -> str:
    """How many were found; with a version asked also how many may be within because they give none."""
    unknown = int((found["version"] == "").sum()) if asks_version else 0
    said = label("who.found", count=text.whole(len(found)), organisations=text.whole(found["organisation"].nunique()))
    return f"{said} {label('who.unknown', count=text.whole(unknown))}" if unknown else said


def _day(moment: pd.Timestamp) -> str:
    return "" if pd.isna(moment) else text.day(moment)
