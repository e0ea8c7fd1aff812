"""Pieces of the page Scenario's: the scenarios side by side, and the functions behind each figure.

Comes in: the frames ``scenarios``, ``scenario_candidates`` and ``scenario_members``. A newcomer would get wrong: a
scenario is a comparison, not a prediction; every total is the sum of the functions underneath, and every function leads
to its rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import altair as alt
import pandas as pd
import streamlit as st

from landscape import knowledge
from landscape.advise.scenario_files import SPLIT, scenario
from landscape.ui import charts, compare, components, firm, frames, links, scenario_variant, state, tables, text
from landscape.ui.labels import label, language
from landscape.ui.text import plain
from landscape.ui.work import Analysis

VIEWS = ("beside", "variant", "effects", "firm")
BESIDE = (
    "scenario_name", "npv_mid_eur", "saving_mid_eur", "one_off_mid_eur", "applications_moving",
    "applications_falling_out", "effective_name", "products", "products_kept", "falling_out_cost_eur",
    "known_cost_over_horizon_eur", "moving_without_figure", "applications_without_cost", "functions",
)  # fmt: skip
FUNCTIONS = (
    "component", "npv_mid_eur", "saving_mid_eur", "one_off_mid_eur", "products", "products_kept", "kept_products",
    "applications_moving", "applications_falling_out", "known_annual_cost_eur", "applications_without_cost",
)  # fmt: skip
MEMBERS = ("organisation", "saving_mid_eur", "one_off_mid_eur", "npv_mid_eur")
_RANGE = {"npv": "mid", "low": "low", "high": "high"}


def show_scenarios(analysis: Analysis) -> None:
    """The whole page: comparing, a variant of one's own, what it means per organisation, how firm the top is."""
    if analysis.scenario_candidates.empty:
        st.info(label("scenarios.none"))
        return
    shown = {
        "beside": _show_beside,
        "variant": scenario_variant.show_variant,
        "effects": firm.show_effects,
        "firm": firm.show_firm,
    }
    shown[components.part("scenario_view", "deel", "scenario_view", VIEWS)](analysis)


def _show_beside(analysis: Analysis) -> None:
    said = {code: label(f"scenarios.{code}") for code in ("yes", "no", "unknown")}
    rows = analysis.scenarios.assign(effective_name=analysis.scenarios["effective"].map(said))
    rows["scenario_name"] = rows["name"] + (" (" + rows["circle"] + ")").where(rows["circle"] != "", "")
    st.markdown(_headline(rows))
    nothing = rows["scenario"] == "do_nothing"
    _show_range(analysis, rows)
    compare.show_guard(rows["saving_mid_eur"].max())
    st.caption(label("scenarios.choose"))
    shown = rows.assign(**{name: rows[name].mask(nothing, 0.0) for name in MEMBERS[1:]})  # by definition, not unknown
    row = tables.show(shown, BESIDE, key="choice_scenario", alt=label("scenarios.alt"), select="single-row")
    chosen = links.chosen(rows, row, column="scenario", name="scenario", key="choice_scenario")
    best = pd.concat([_ours(rows).sort_values("npv_mid_eur", ascending=False, kind="stable"), rows]).iloc[0]
    show_outcome(analysis, best if chosen is None else chosen)


def _headline(rows: pd.DataFrame) -> str:
    """What doing nothing costs, and which scenario comes out best in the middle; no advice."""
    nothing = rows[rows["scenario"] == "do_nothing"].iloc[0]
    others = _ours(rows).sort_values(["npv_mid_eur", "scenario"], ascending=[False, True])
    cost = nothing["known_cost_over_horizon_eur"]
    known = label("table.unknown") if pd.isna(cost) else plain(text.estimate(cost))
    first = label(
        "scenarios.headline",
        cost=known,
        years=text.whole(nothing["horizon_years"]),
        old=text.whole(nothing["out_of_support_by_horizon"]),
    )
    if others.empty:
        return f"{first} {label('scenarios.no_figures')}"
    best = others.iloc[0]
    key = "best" if best["npv_mid_eur"] > 0 else "none_pays"
    amounts = {name: plain(text.estimate(best[f"npv_{level}_eur"])) for name, level in _RANGE.items()}
    return f"{first} {label(f'scenarios.{key}', name=plain(best['name']), **amounts)}"


def _ours(rows: pd.DataFrame) -> pd.DataFrame:
    """The scenarios with a figure that a partnership can choose: nobody chooses who leaves or which members merge."""
    return rows[rows["npv_mid_eur"].notna() & (rows["circle"] == "")]


def _show_range(analysis: Analysis, rows: pd.DataFrame) -> None:
    """Present value per scenario from low to high, with the middle as a point; zero is doing nothing."""
    known = rows[rows["npv_mid_eur"].notna()]
    if known.empty:
        return
    levels = ("low", "mid", "high")
    words = {f"{level}_said": known[f"npv_{level}_eur"].map(text.estimate) for level in levels}
    shown, theme = known.assign(**words), charts.theme()
    base = alt.Chart(shown[["name", *(f"npv_{level}_eur" for level in levels), *words]]).encode(
        y=alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=190, domain=False, ticks=False)),
        tooltip=[alt.Tooltip(f"{level}_said:N", title=label(f"scenarios.{level}")) for level in levels],
    )
    axis = alt.Axis(labels=False, ticks=False, grid=False, domain=False)
    reach = base.mark_bar(height=10, color=charts.UNPLACED[theme]).encode(
        x=alt.X("npv_low_eur:Q", title=None, axis=axis), x2="npv_high_eur:Q"
    )
    middle = base.mark_point(filled=True, size=110, color=charts.ACCENT[theme], opacity=1).encode(x="npv_mid_eur:Q")
    amount = base.encode(x="npv_mid_eur:Q", text="mid_said:N")
    clear = amount.mark_text(dy=-13, stroke=charts.PAPER[theme], strokeWidth=5)
    said = clear + amount.mark_text(dy=-13, color=charts.INK[theme])
    zero = (
        alt.Chart(pd.DataFrame({"zero": [0.0]}))
        .mark_rule(color=charts.INK[theme], strokeDash=[4, 4])
        .encode(x="zero:Q")
    )
    chart = (reach + zero + middle + said).properties(height=46 * len(shown) + 16).configure_view(stroke=None)
    charts.show(
        chart,
        shown,
        key="scenario_range",
        title=label("scenarios.range", years=text.whole(known["horizon_years"].iloc[0])),
        source=f"{charts.source(analysis)} {label('scenarios.assumptions')}",
        columns=["scenario_name", *(f"npv_{level}_eur" for level in levels)],
    )


def show_outcome(analysis: Analysis, chosen: pd.Series) -> None:
    """One scenario: what it asks, its investment, its functions and what it means for each member."""
    mine = analysis.scenario_candidates["scenario"] == chosen["scenario"]
    steps = analysis.scenario_candidates[mine].reset_index(drop=True)
    members = analysis.scenario_members[analysis.scenario_members["scenario"] == chosen["scenario"]]
    st.header(plain(chosen["name"]), anchor=False)
    st.markdown(_about(chosen))
    show_functions(analysis, steps, members, key=f"scenario_{chosen['scenario']}")


def _about(chosen: pd.Series) -> str:
    """What the scenario means, its note, who leaves or merges, and what the investment is spent on."""
    parts = [knowledge.sentence("advice_scenario_about", str(chosen["scenario"]), language()), plain(chosen["note"])]
    if chosen["circle"]:
        key = "merges" if chosen["scenario"] == "herindeling" else "leaves"
        parts.append(label(f"scenarios.{key}", names=plain(chosen["circle"])))
        if chosen["on"]:
            parts.append(label("scenarios.on", day=text.day(date.fromisoformat(chosen["on"]))))
        circle = scenario(str(chosen["scenario"]))["circle"]
        if not (circle["leaves"] or circle["merges"]):
            parts.append(label("scenarios.example"))
    split = {kind: chosen[f"investment_{kind}_eur"] for kind in SPLIT}
    if pd.notna(split["people"]):
        parts.append(label("scenarios.investment", **{kind: text.estimate(amount) for kind, amount in split.items()}))
    return " ".join(parts)


def show_functions(analysis: Analysis, steps: pd.DataFrame, members: pd.DataFrame, *, key: str) -> None:
    """The functions of a scenario, the chosen one with its members and the way to its rows."""
    if steps.empty:
        st.info(label("scenarios.no_functions"))
        return
    ordered = steps.sort_values(["npv_mid_eur", "candidate_id"], ascending=[False, True], ignore_index=True)
    _total_button(ordered, key)
    _show_members(members, key)
    st.caption(label("scenarios.functions", count=text.whole(len(ordered))))
    row = tables.show(
        ordered, FUNCTIONS, key=f"{key}_functions", alt=label("scenarios.functions_alt"), select="single-row"
    )
    step = frames.row_at(ordered, row)
    if step is not None:
        _show_function(step, members, key)


def _total_button(steps: pd.DataFrame, key: str) -> None:
    """The way from the totals to the rows they were counted from."""
    names = {"figured_ids": "rows_figured", "falling_out_ids": "rows_falling_out", "application_ids": "rows_all"}
    with st.container(horizontal=True):
        for column, name in names.items():
            ids = [one for joined in steps[column] for one in frames.ids_in(joined)]
            if ids:
                _rows_button(label(f"scenarios.{name}", count=text.whole(len(ids))), ids, f"{key}_{name}")


def _rows_button(said: str, ids: Sequence[str], key: str, title: str = "") -> None:
    wish = state.Wish(title=title or said, application_ids=tuple(ids))
    st.button(f":primary[{said}]", key=key, type="tertiary", on_click=state.ask_for_rows, args=(wish,))


def _show_members(members: pd.DataFrame, key: str) -> None:
    """Who pays and who gains over all functions of the scenario."""
    if members.empty:
        return
    summed = members.groupby("organisation")[list(MEMBERS[1:])].sum(min_count=1).reset_index()
    with st.expander(label("scenarios.members", count=text.whole(len(summed)))):
        st.caption(label("scenarios.members_help"))
        ordered = summed.sort_values(["npv_mid_eur", "organisation"], ascending=[False, True], ignore_index=True)
        tables.show(ordered, MEMBERS, key=f"{key}_members", alt=label("scenarios.members_help"))


def _show_function(step: pd.Series, members: pd.DataFrame, key: str) -> None:
    with st.container(border=True, key=f"{key}_function"):
        st.subheader(plain(step["component"]), anchor=False)
        st.markdown(f"**{label('scenarios.stays')}** {plain(step['kept_products']) or '-'}")
        st.markdown(f"**{label('scenarios.goes')}** {plain(step['leaving_products']) or '-'}")
        mine = members[members["candidate_id"] == step["candidate_id"]]
        if len(mine):
            tables.show(mine, MEMBERS, key=f"{key}_function_members", alt=label("scenarios.members_help"))
        ids = frames.ids_in(step["application_ids"])
        _rows_button(label("rows.open", count=text.whole(len(ids))), ids, f"{key}_open", str(step["component"]))
