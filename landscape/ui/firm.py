"""Two parts of the page Scenario's: what candidates mean for one organisation, and how firm the top of the list is.

Comes in: the frames ``member_effects`` and ``sensitivity``. A newcomer would get wrong: "doubtful" says that the order
hangs on one weight or one unknown fact, not that the candidate is a bad one.
"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from landscape.ui import components, frames, state, tables, text
from landscape.ui.labels import label
from landscape.ui.text import plain
from landscape.ui.work import Analysis

_FIRM = ("rank", "title", "firm_name", "best_rank", "worst_rank")
_EFFECTS = (
    "title", "gains_name", "applications", "leaving", "known_annual_cost_eur", "saving_mid_eur", "one_off_mid_eur",
    "npv_mid_eur", "applications_without_cost",
)  # fmt: skip
GAINS = ("yes", "no", "stays", "unknown")


def show_firm(analysis: Analysis) -> None:
    """The stable core of the top and the doubtful rest; the chosen one says what pushes it out."""
    if analysis.sensitivity.empty:
        st.info(label("firm.none"))
        return
    rows = analysis.sensitivity.assign(
        title=_titles(analysis, analysis.sensitivity),
        firm_name=analysis.sensitivity["is_stable"].map({True: label("firm.stable"), False: label("firm.doubtful")}),
    )
    stable = int(rows["is_stable"].sum())
    said = {"count": len(rows), "stable": stable, "doubt": len(rows) - stable}
    key = "firm.headline" if stable < len(rows) else "firm.headline_all"
    st.markdown(label(key, **{name: text.whole(number) for name, number in said.items()}))
    st.caption(label("firm.help"))
    row = tables.show(rows, _FIRM, key="choice_firm", alt=label("firm.alt"), select="single-row")
    chosen = frames.row_at(rows, row)
    if chosen is None:
        return
    with st.container(border=True, key="firm_detail"):
        st.subheader(plain(chosen["title"]), anchor=False)
        if chosen["is_stable"]:
            st.markdown(label("firm.stays"))
        else:
            components.reasons("firm.pushed", chosen["pushed_out_by"])
        ids = analysis.candidates.loc[analysis.candidates["candidate_id"] == chosen["candidate_id"], "application_ids"]
        _rows_button("".join(ids), chosen["title"], "firm_rows")


def show_effects(analysis: Analysis) -> None:
    """Per organisation what every candidate brings and asks of it."""
    if analysis.member_effects.empty:
        st.info(label("effects.none"))
        return
    members = sorted(analysis.member_effects["organisation"].unique())
    member = str(st.selectbox(label("effects.organisation"), members, key="effects_member", persist_state="session"))
    mine = analysis.member_effects[analysis.member_effects["organisation"] == member]
    counts = mine["gains"].value_counts()
    numbers = {name: text.whole(counts.get(name, 0)) for name in GAINS}
    st.markdown(label("effects.headline", name=plain(member), count=text.whole(len(mine)), **numbers))
    st.caption(label("effects.help"))
    ranks = analysis.candidates.set_index("candidate_id")["rank"]
    said = {name: label(f"effects.{name}") for name in GAINS}
    rows = mine.assign(
        title=_titles(analysis, mine), gains_name=mine["gains"].map(said), rank=mine["candidate_id"].map(ranks)
    ).sort_values(["rank", "candidate_id"], ignore_index=True)
    row = tables.show(rows, _EFFECTS, key="choice_effect", alt=label("effects.alt"), select="single-row")
    chosen = frames.row_at(rows, row)
    if chosen is not None:
        _rows_button(chosen["application_ids"], chosen["title"], "effect_rows")


def _titles(analysis: Analysis, rows: pd.DataFrame) -> pd.Series:
    """What the candidates of ``rows`` are called."""
    titles = analysis.candidates.set_index("candidate_id")["title"]
    return rows["candidate_id"].map(titles).astype("str").fillna(rows["candidate_id"])


def _rows_button(joined: str, title: str, key: str) -> None:
    """The way to the rows behind the chosen line."""
    ids = frames.ids_in(joined)
    wish = state.Wish(title=str(title), application_ids=tuple(ids))
    said = f":primary[{label('rows.open', count=text.whole(len(ids)))}]"
    st.button(said, key=key, type="tertiary", on_click=state.ask_for_rows, args=(wish,))
