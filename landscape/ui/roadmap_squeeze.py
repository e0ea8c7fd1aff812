"""Two views of the page Roadmap: what does not fit and how to bridge it, and who notices something in which half-year.

Comes in: the steps with their words and the broken constraints. A newcomer would get wrong: a broken constraint is no
mistake in the plan; it says what people must solve before the step can be taken as planned.
"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from landscape import knowledge
from landscape.ui import tables, text
from landscape.ui.labels import codes, label, language

_SQUEEZE = ("constraint_name", "step", "sentence")
_GAPS = ("step", "contract_end_date", "go_live_date", "gap_months", "bridging")
_CUSTOMERS = ("wave", "step", "customer_line", "organisation_names")


def neutral() -> str:
    """What a step is called that nobody outside notices."""
    return knowledge.sentence("advice_general", "customer_neutral", language())


def show_squeeze(steps: pd.DataFrame, broken: pd.DataFrame) -> None:
    """Every broken constraint by name, and the gaps between a contract and the step that replaces it."""
    if broken.empty:
        st.info(label("squeeze.none"))
        return
    said = codes("constraint")
    found = broken["constraint"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    counts = {str(name): int(n) for name, n in found.items()}
    listed = ", ".join(f"{said.get(name, name)} ({text.whole(count)})" for name, count in counts.items())
    st.markdown(label("squeeze.headline", count=text.whole(broken["candidate_id"].nunique()), listed=listed))
    kinds = st.multiselect(
        label("squeeze.which"), list(counts), key="squeeze_kinds", format_func=lambda name: said.get(name, name),
        placeholder=label("filter.all"),
    )  # fmt: skip
    kept = broken[broken["constraint"].isin(kinds)] if kinds else broken
    ranks = steps.drop_duplicates("candidate_id").set_index("candidate_id")["rank"]
    rows = kept.assign(
        constraint_name=kept["constraint"].map(lambda name: said.get(name, name)),
        step=kept["title"],
        rank=kept["candidate_id"].map(ranks),
    ).sort_values(["rank", "constraint"], kind="stable", ignore_index=True)
    tables.show(rows, _SQUEEZE, key="squeeze", alt=label("squeeze.alt"))
    gaps = steps[steps["gap_months"] > 0].sort_values(["gap_months", "title"], ascending=[False, True])
    if len(gaps):
        st.subheader(label("squeeze.gaps"), anchor=False)
        st.caption(label("squeeze.gaps_help", count=text.whole(len(gaps))))
        named = gaps.assign(step=gaps["title"]).reset_index(drop=True)
        tables.show(named, _GAPS, key="squeeze_gaps", alt=label("squeeze.gaps"))


def show_customers(steps: pd.DataFrame) -> None:
    """Per half-year who notices something; a step without a line is functionally neutral."""
    placed = steps[(steps["wave"] != "") & (steps["stage"] != "pilot")]
    lines = placed["customer_line"].where(placed["customer_line"] != "", neutral())
    rows = placed.assign(customer_line=lines, _neutral=lines == neutral(), step=placed["title"])
    if rows.empty:
        st.info(label("roadmap.nothing_shown"))
        return
    quiet = text.whole(rows["_neutral"].sum())
    st.markdown(label("squeeze.customers", all=text.whole(len(rows)), neutral=quiet, word=neutral()))
    shown = rows.sort_values(["wave", "_neutral", "title"], ignore_index=True)
    tables.show(shown, _CUSTOMERS, key="customers", alt=label("squeeze.customers_alt"))
