"""Pieces of the page Roadmap: steps in time, what each half-year carries, and how far that brings us.

Comes in: the frames ``roadmap``, ``roadmap_broken`` and ``roadmap_progress``; with other settings the plan is made
again by the advice room. A newcomer would get wrong: nothing is hidden that does not fit; such a step has no wave and
its broken constraints are sentences.
"""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from landscape.advise.contracts import STATUSES
from landscape.advise.roadmap import roadmap_settings, settings_for
from landscape.knowledge import texts
from landscape.ui import charts, components, frames, roadmap_settings_form, roadmap_squeeze, state, tables, text
from landscape.ui.labels import label, language
from landscape.ui.text import plain
from landscape.ui.work import Analysis

VIEWS = ("time", "load", "progress", "squeeze", "customers")
INDICATORS = ("cloud_share", "html5_share", "applications_per_function", "legacy_left")
BARS = 40
"""So many steps fit a picture somebody can read; the table holds them all."""
_COLUMNS = (
    "step", "wave", "status_name", "decide_before", "contract_end_date", "gap_months", "action", "stage_name",
    "known_annual_cost_eur", "go_live_date", "notice_date", "organisation_names",
)  # fmt: skip


def show_roadmap(analysis: Analysis) -> None:
    """The whole page: what is due, the picture somebody chose, the steps, and one step in full."""
    if analysis.roadmap.empty:
        st.info(label("roadmap.none"))
        return
    steps, broken = roadmap_settings_form.steps_of(analysis)
    st.markdown(_headline(analysis, steps))
    view = components.part("roadmap_view", "beeld", "roadmap_view", VIEWS)
    shown = _filtered(steps) if view == "time" else steps
    if view == "time":
        _show_gantt(analysis, shown)
    elif view == "load":
        _show_load(analysis, steps)
    elif view == "squeeze":
        roadmap_squeeze.show_squeeze(steps, broken)
    elif view == "customers":
        roadmap_squeeze.show_customers(steps)
    else:
        _show_progress(analysis)
    _show_steps(analysis, shown)


def _headline(analysis: Analysis, steps: pd.DataFrame) -> str:
    final = steps[steps["stage"] != "pilot"]
    counts = final["decision_status"].value_counts()
    said = label(
        "roadmap.headline",
        count=text.whole(len(final)),
        missed=text.whole(counts.get("missed", 0)),
        now=text.whole(counts.get("decide_now", 0)),
        year=text.whole(counts.get("this_year", 0)),
        out=text.whole((final["wave"] == "").sum()),
        broken=text.whole(final.loc[final["broken"] != "", "candidate_id"].nunique()),
    )
    pilots = len(steps) - len(final)  # the list below counts them, so the sentence names them
    return f"{said} {label('roadmap.pilots', count=text.whole(pilots))}" if pilots else said


def _filtered(steps: pd.DataFrame) -> pd.DataFrame:
    """The steps of the waves, organisation and status somebody asked for."""
    said = dict(texts(language())["advice_status"])
    members = sorted({name for joined in steps["organisation_names"] for name in joined.split("; ")})
    with st.grid(3, min_column_width=220):
        waves = st.multiselect(
            label("roadmap.wave"), sorted(set(steps["wave"]) - {""}), key="filter_wave", placeholder=label("filter.all")
        )
        organisation = st.selectbox(
            label("roadmap.organisation"), members, index=None, key="filter_member", placeholder=label("filter.all")
        )
        status = st.multiselect(
            label("roadmap.status"),
            STATUSES,
            key="filter_status",
            format_func=lambda code: str(said[code]),
            placeholder=label("filter.all"),
        )
    kept = pd.Series(True, index=steps.index)
    if waves:
        kept &= steps["wave"].isin(waves)
    if organisation:
        kept &= steps["organisation_names"].str.split("; ").map(lambda names: organisation in names).astype("bool")
    if status:
        kept &= steps["decision_status"].isin(status)
    return steps[kept].reset_index(drop=True)


_NAMES_OF_STEPS = alt.Axis(labelLimit=190, labelOverlap=False, domain=False, ticks=False)
_LEGEND = alt.Legend(orient="top", columns=1, labelLimit=160)
"""Names and legend leave each other room on the screen of a phone."""


def _show_gantt(analysis: Analysis, steps: pd.DataFrame) -> None:
    placed = steps[steps["wave"] != ""].head(BARS)
    if placed.empty:
        st.info(label("roadmap.nothing_shown"))
        return
    shown = placed.assign(
        said=[f"{title[:60]}{'…' if len(title) > 60 else ''}" for title in placed["title"]],
        first=placed["start_date"],
        last=placed["go_live_date"],
    )
    more = label("roadmap.first_of", shown=text.whole(len(shown)), count=text.whole(len(steps)))
    charts.show(
        _gantt(shown),
        shown,
        key="roadmap_time",
        title=label("roadmap.gantt"),
        source=f"{charts.source(analysis)} {label('roadmap.tick')} {more if len(steps) > len(shown) else ''}".strip(),
        columns=["title", "action", "stage_name", "wave", "start_date", "go_live_date", "contract_end_date"],
    )


def _gantt(shown: pd.DataFrame) -> alt.LayerChart:
    """A bar per step from start to in use, coloured by action, with a tick where the first contract ends."""
    theme, names = charts.theme(), list(dict.fromkeys(shown["action_name"]))
    base = alt.Chart(
        shown[["said", "title", "first", "last", "action_name", "stage_name", "contract_end_date"]]
    ).encode(y=alt.Y("said:N", sort=None, title=None, axis=_NAMES_OF_STEPS))
    bars = base.mark_bar(height=12, cornerRadius=2).encode(
        x=alt.X("first:T", title=None, axis=alt.Axis(orient="top", format="%Y", tickCount="year", grid=True)),
        x2="last:T",
        color=alt.Color(
            "action_name:N", title=None, sort=names, legend=_LEGEND,
            scale=alt.Scale(domain=names, range=list(charts.CATEGORIES[theme][: len(names)])),
        ),
        opacity=alt.Opacity("stage_name:N", legend=None, scale=alt.Scale(range=[1.0, 0.45], domain=_stages())),
        tooltip=[
            alt.Tooltip("title:N", title=tables.heading("title")),
            alt.Tooltip("action_name:N", title=tables.heading("action")),
            alt.Tooltip("stage_name:N", title=tables.heading("stage_name")),
            alt.Tooltip("last:T", title=tables.heading("go_live_date"), format=_format()),
        ],
    )  # fmt: skip
    ends = base.mark_tick(color=charts.INK[theme], thickness=2, height=16).encode(x="contract_end_date:T")
    height = 22 * shown["said"].nunique() + 110
    chart: alt.LayerChart = (bars + ends).properties(height=height).configure_view(stroke=None)
    return chart


def _stages() -> list[str]:
    said = texts(language())["advice_roadmap"]
    return [str(said["roll_out"]), str(said["pilot"])]


def _format() -> str:
    return "%d-%m-%Y" if language() == "nl" else "%Y-%m-%d"


def _show_load(analysis: Analysis, steps: pd.DataFrame) -> None:
    """How heavy each half-year is, beside what the partnership can carry."""
    placed = steps[(steps["wave"] != "") & (steps["stage"] != "pilot")]
    load = placed.groupby("wave", as_index=False).agg(effort=("effort", "sum"), steps=("candidate_id", "size"))
    usual = settings_for(analysis.time["organisation"].nunique())["effort_per_wave"]
    capacity = int(st.session_state.get("roadmap_effort_per_wave", usual))
    load["capacity"], theme = capacity, charts.theme()
    bars = alt.Chart(load).mark_bar(color=charts.ACCENT[theme], width=26).encode(
        x=alt.X("wave:O", title=label("roadmap.wave"), axis=alt.Axis(labelAngle=0)),
        y=alt.Y("effort:Q", title=label("roadmap.effort"), axis=alt.Axis(tickMinStep=4)),
        tooltip=[
            alt.Tooltip("wave:O", title=label("roadmap.wave")),
            alt.Tooltip("steps:Q", title=label("roadmap.steps")),
        ],
    )  # fmt: skip
    line = alt.Chart(load).mark_rule(color=charts.INK[theme], strokeDash=[5, 4]).encode(y="mean(capacity):Q")
    charts.show(
        (bars + line).properties(height=260).configure_view(stroke=None),
        load,
        key="roadmap_load",
        title=label("roadmap.load"),
        source=f"{charts.source(analysis)} {label('roadmap.load_source', capacity=text.whole(capacity))}",
        columns=["wave", "steps", "effort", "capacity"],
    )
    freezes = pd.DataFrame(roadmap_settings()["freeze"])[["why", "from", "to"]]
    st.caption(label("roadmap.freeze"))
    days = {name: freezes[name].map(text.day_of_year) for name in ("from", "to")}
    shown = freezes.assign(**days).add_prefix("freeze_")
    tables.show(shown, list(shown.columns), key="roadmap_freeze", alt=label("roadmap.freeze"))


def _show_progress(analysis: Analysis) -> None:
    """One indicator over the waves, with its goal as a line."""
    chosen = st.segmented_control(
        label("roadmap.indicator"), INDICATORS, key="roadmap_indicator", required=True, default=INDICATORS[0],
        format_func=lambda name: label(f"indicator.{name}"), label_visibility="collapsed",
    )  # fmt: skip
    name = str(chosen or INDICATORS[0])
    goal = f"{name.removesuffix('_share')}_goal"
    rows = analysis.roadmap_progress.assign(when=analysis.roadmap_progress["wave"].replace("", label("roadmap.today")))
    theme = charts.theme()
    axis = alt.Axis(format="%") if name.endswith("_share") else alt.Axis(tickMinStep=1)
    base = alt.Chart(rows).encode(x=alt.X("when:O", sort=None, title=None, axis=alt.Axis(labelAngle=0)))
    scale = alt.Scale(domain=[0, 1]) if name.endswith("_share") else alt.Scale(zero=True)
    line = base.mark_line(color=charts.ACCENT[theme], point=True, strokeWidth=2).encode(
        y=alt.Y(f"{name}:Q", title=None, axis=axis, scale=scale)
    )
    layers = [line]
    if goal in rows:
        aim = alt.Chart(rows).mark_rule(color=charts.INK[theme], strokeDash=[5, 4])
        layers.append(aim.encode(y=f"mean({goal}):Q"))
    charts.show(
        alt.layer(*layers).properties(height=260).configure_view(stroke=None),
        rows,
        key=f"roadmap_progress_{name}",
        title=label(f"indicator_title.{name}"),
        source=f"{charts.source(analysis)} {label('roadmap.progress_source')}",
        columns=[
            "when",
            "steps",
            "applications_left",
            "legacy_left",
            "cloud_share",
            "html5_share",
            "applications_per_function",
        ],
    )


def _show_steps(analysis: Analysis, steps: pd.DataFrame) -> None:
    st.header(label("roadmap.list"), anchor=False)
    st.caption(label("roadmap.choose", count=text.whole(len(steps))))
    named = steps.assign(step=steps["title"])
    row = tables.show(named, _COLUMNS, key="choice_step", alt=label("roadmap.alt"), select="single-row")
    step = frames.row_at(steps, row)
    if step is None:
        return
    with st.container(border=True, key="step_detail"):
        st.subheader(plain(step["title"]), anchor=False)
        st.markdown(plain(step["customer_line"] or roadmap_squeeze.neutral()))
        if step["bridging"]:
            st.markdown(f"**{label('roadmap.bridging')}** {plain(step['bridging'])}")
        components.reasons("roadmap.broken", step["broken"])
        ids = frames.ids_in(step["application_ids"])
        wish = state.Wish(title=step["title"], application_ids=tuple(ids))
        st.button(
            label("rows.open", count=text.whole(len(ids))), key="open_step", on_click=state.ask_for_rows, args=(wish,)
        )
