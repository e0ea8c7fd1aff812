"""The TIME chart on the page Kandidaten: business fit by technical fit, a grey band of doubt, and a lane beside it.

Comes in: the frame ``time`` of the analysis (one row per application). The convention is printed under the chart. What
a newcomer would get wrong: most lists say too little to place an application, and those must stay visible, so they
stand in a lane of their own instead of at zero.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from landscape.advise.criteria import criteria_settings
from landscape.advise.placement import convention
from landscape.ui import charts, components, derived, frames, links, tables, text
from landscape.ui.charts import theme
from landscape.ui.labels import label, language
from landscape.ui.text import plain
from landscape.ui.work import Analysis

if TYPE_CHECKING:
    import altair as alt

QUADRANTS = ("migrate", "invest", "eliminate", "tolerate")
"""As they lie in the chart: first row high business fit, first column low technical fit."""
_MOST_POINTS = 600
_LANE = (-16.0, -5.0)
"""Left and right side of the lane, in points of the axis."""
_QUADRANT = "filter_time"
_NOT_PLACED = "not_placed"


def show_time(analysis: Analysis) -> None:
    """The chart, how many lie in every quadrant and in the lane, and the applications of the chosen quadrant."""
    placed = analysis.time[analysis.time["quadrant"] != _NOT_PLACED]
    counts = derived.of(analysis, "quadrants", lambda: _counts(analysis.time))
    lane = int(counts.loc[counts["quadrant"] == _NOT_PLACED, "applications"].sum())
    st.markdown(label("time.lane", count=text.whole(lane), total=text.whole(len(analysis.time))))

    drawn = placed.head(_MOST_POINTS)
    limit = label("time.limit", shown=text.whole(len(drawn)), count=text.whole(len(placed)))
    said = [charts.source(analysis), convention(language()), *([limit] if len(placed) > len(drawn) else [])]

    def to_rows(row: int, _: str) -> None:
        st.session_state[_QUADRANT] = counts["quadrant"].iloc[row]

    charts.show(
        time_chart(drawn, lane, theme()),
        counts.assign(time=counts["quadrant"]),
        key="time",
        title=label("time.title"),
        source=" ".join(said),
        columns=["time", "applications", "borderline"],
        on_cell=to_rows,
        is_open=True,
        alt=label("time.alt"),
    )
    _show_quadrant(analysis, list(counts["quadrant"]))


def _counts(time: pd.DataFrame) -> pd.DataFrame:
    found = time.groupby("quadrant").agg(applications=("application_id", "size"), borderline=("is_borderline", "sum"))
    counts = found.reindex([*QUADRANTS, _NOT_PLACED], fill_value=0).astype("int64").reset_index()
    counts.columns = pd.Index(["quadrant", "applications", "borderline"])
    return counts


def _show_quadrant(analysis: Analysis, quadrants: list[str]) -> None:
    links.follow(_QUADRANT, "kwadrant", quadrants)
    chosen = st.pills(
        label("time.choose"),
        quadrants,
        key=_QUADRANT,
        persist_state="session",
        format_func=lambda code: tables.word("time", code).capitalize(),
    )
    if chosen is None:
        return
    found = analysis.time[analysis.time["quadrant"] == chosen].reset_index(drop=True)
    columns = ["organisation", "name", "business_fit", "technical_fit", "business_answered", "technical_answered"]
    row = tables.show(found, [*columns, "note"], key="choice_time", alt=label("time.choose"), select="single-row")
    application = frames.row_at(found, row)
    if application is None:
        return
    with st.container(border=True, key="time_detail"):
        st.subheader(plain(application["name"]), anchor=False)
        st.markdown(plain(application["note"]))
        with st.grid(2, min_column_width=280, gap="medium"):
            for fit in ("business", "technical"):
                with st.container():
                    components.reasons(f"time.{fit}_parts", application[f"{fit}_parts"])
    everything = analysis.applications
    whole = everything[everything["application_id"] == application["application_id"]]
    components.application_detail(analysis, whole.iloc[0])


def time_chart(placed: pd.DataFrame, lane: int, theme: str) -> alt.LayerChart | alt.FacetChart:
    """Points on 0-100 by 0-100 with the grey band round the thresholds, four names, and the lane."""
    import altair as alt

    setting = criteria_settings()
    middle, band = float(setting["threshold"]), float(setting["band"])
    ink, quiet = charts.INK[theme], charts.QUIET_INK[theme]
    low, high = middle - band, middle + band
    bands = pd.DataFrame({"x": [low, 0.0], "x2": [high, 100.0], "y": [0.0, low], "y2": [100.0, high]})
    grey = alt.Chart(bands).mark_rect(color=charts.UNPLACED[theme], opacity=0.55)
    axis = alt.Axis(values=[0, 25, 50, 75, 100], grid=False, domain=False, labelColor=quiet, titleColor=ink)
    scale = alt.Scale(domain=[_LANE[0] - 2, 100], nice=False)
    x = alt.X("x:Q", scale=scale, axis=axis, title=label("time.technical_fit"))
    y = alt.Y("y:Q", scale=alt.Scale(domain=[0, 100]), axis=axis, title=label("time.business_fit"))
    names = pd.DataFrame(
        {
            "x": [2, 98, 2, 98],
            "y": [98, 98, 2, 2],
            "name": [tables.word("time", quadrant).capitalize() for quadrant in QUADRANTS],
            "align": ["left", "right", "left", "right"],
        }
    )
    layers = [grey.encode(x=x, x2="x2:Q", y=y, y2="y2:Q"), *_lane(lane, x, y, theme)]
    for side in ("left", "right"):
        said = alt.Chart(names[names["align"] == side]).mark_text(align=side, fontSize=13, fontWeight=600, color=ink)
        layers.append(said.encode(x=x, y=y, text="name:N"))
    if len(placed):
        layers.append(_points(placed, x, y, theme))
    return alt.layer(*layers, height=420)


def _lane(number: int, x: alt.X, y: alt.Y, theme: str) -> list[alt.Chart]:
    """The strip on the left for what could not be placed, with how many that are."""
    import altair as alt

    strip = pd.DataFrame({"x": [_LANE[0]], "x2": [_LANE[1]], "y": [0.0], "y2": [100.0]})
    said = pd.DataFrame(
        {"x": [sum(_LANE) / 2], "y": [50], "said": [label("time.not_placed", count=text.whole(number))]}
    )
    dashed = alt.Chart(strip).mark_rect(
        color="transparent", stroke=charts.QUIET_INK[theme], strokeDash=[4, 4], cornerRadius=4
    )
    words = alt.Chart(said).mark_text(angle=270, fontSize=13, fontWeight=600, color=charts.INK[theme])
    return [dashed.encode(x=x, x2="x2:Q", y=y, y2="y2:Q"), words.encode(x=x, y=y, text="said:N")]


def _points(placed: pd.DataFrame, x: alt.X, y: alt.Y, theme: str) -> alt.Chart:
    import altair as alt

    shown = placed.assign(
        x=placed["technical_fit"],
        y=placed["business_fit"],
        sure=placed["is_borderline"].map({True: label("time.borderline"), False: label("time.sure")}),
    )[["x", "y", "name", "organisation", "sure"]]
    words = [label("time.sure"), label("time.borderline")]
    colour = charts.ACCENT[theme]
    legend = alt.Legend(title=None, orient="top", columns=1, labelColor=charts.INK[theme], labelLimit=400)
    points: alt.Chart = (
        alt.Chart(shown)
        .mark_point(size=70, opacity=0.75, color=colour)
        .encode(
            x=x,
            y=y,
            shape=alt.Shape("sure:N", scale=alt.Scale(domain=words, range=["circle", "diamond"]), legend=legend),
            fill=alt.Fill("sure:N", scale=alt.Scale(domain=words, range=[colour, "transparent"]), legend=legend),
            stroke=alt.value(colour),
            tooltip=[
                alt.Tooltip("name:N", title=tables.heading("name")),
                alt.Tooltip("organisation:N", title=tables.heading("organisation")),
                alt.Tooltip("y:Q", title=label("time.business_fit"), format=".0f"),
                alt.Tooltip("x:Q", title=label("time.technical_fit"), format=".0f"),
            ],
        )
    )
    return points
