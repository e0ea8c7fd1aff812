"""Pictures about readiness: when support ends, and whether a probability says what it should.

Comes in: frames of :mod:`landscape.ui.frames_readiness`, with words for the codes. Goes out: Altair charts.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from landscape.ui import charts

if TYPE_CHECKING:
    import altair as alt

_AROUND = 180
"""Pixels for what stands around the bars: a legend of four lines, the axis and what it counts."""


def ends_chart(counted: pd.DataFrame, periods: Mapping[str, str], count: str, theme: str) -> alt.TopLevelMixin:
    """Stacked bars: applications per category (already in words), coloured by how near the end is."""
    import altair as alt

    words = list(periods.values())
    long = (
        counted.drop(columns="applications")
        .rename(columns=dict(periods))
        .melt("support_category", value_vars=words, var_name="period", value_name="applications")
    )
    colours = charts.READINESS_COLOURS[theme]
    ramp = [colours["legacy"], colours["cloud_capable"], charts.ACCENT[theme], charts.UNPLACED[theme]]
    bars = alt.Chart(long[long["applications"] > 0]).encode(
        y=alt.Y("support_category:N", sort=list(counted["support_category"]), title=None, axis=_quiet(theme)),
        x=alt.X("applications:Q", title=count, axis=_numbers(theme), stack="zero"),
        color=alt.Color("period:N", scale=alt.Scale(domain=words, range=ramp), legend=_legend(theme)),
        order=alt.Order("rank:Q"),
        tooltip=[
            alt.Tooltip("support_category:N", title=" "),
            alt.Tooltip("period:N", title=" "),
            alt.Tooltip("applications:Q", title=count),
        ],
    )
    ranked = bars.transform_calculate(rank=f"indexof({words!r}, datum.period)")
    drawn: alt.Chart = ranked.mark_bar(height={"band": 0.6}).properties(height=_AROUND + 38 * len(counted))
    return drawn


def reliability_chart(points: pd.DataFrame, words: Mapping[str, str], theme: str) -> alt.TopLevelMixin:
    """Lines of what was said (across) against how often it was right (up); on the dashed line both are equal."""
    import altair as alt

    ideal = alt.Chart(pd.DataFrame({"probability": [0.0, 1.0], "right": [0.0, 1.0]}))
    shares = alt.Axis(format=".0%", grid=True, gridColor=charts.GRID[theme], labelColor=charts.INK[theme])
    dashed = ideal.mark_line(strokeDash=[5, 4], color=charts.QUIET_INK[theme], strokeWidth=1).encode(
        x=alt.X("probability:Q", title=words["probability"], axis=shares, scale=alt.Scale(domain=[0, 1])),
        y=alt.Y("right:Q", title=words["right"], axis=shares, scale=alt.Scale(domain=[0, 1])),
    )
    base = alt.Chart(points).encode(
        x="probability:Q",
        y="right:Q",
        color=_sets(points, theme),
        shape=alt.Shape("set:N", scale=alt.Scale(domain=_names(points)), legend=None),
        tooltip=[
            alt.Tooltip("set:N", title=" "),
            alt.Tooltip("probability:Q", format=".0%", title=words["probability"]),
            alt.Tooltip("right:Q", format=".0%", title=words["right"]),
            alt.Tooltip("rows:Q", title=words["rows"]),
        ],
    )
    size = alt.Size("rows:Q", scale=alt.Scale(range=[30, 320]), legend=None)
    points_drawn = base.mark_point(filled=True, opacity=0.85).encode(size=size)
    return alt.layer(dashed, base.mark_line(opacity=0.3), points_drawn).properties(height=420)


def coverage_chart(points: pd.DataFrame, words: Mapping[str, str], theme: str) -> alt.TopLevelMixin:
    """Lines of the share of rows that is at least so sure (across) against the share of those that was right (up)."""
    import altair as alt

    shares = alt.Axis(format=".0%", grid=True, gridColor=charts.GRID[theme], labelColor=charts.INK[theme])
    lowest = max(0.0, float(points["right"].min()) - 0.03)
    base = alt.Chart(points).encode(
        x=alt.X("share:Q", title=words["share"], axis=shares, scale=alt.Scale(domain=[0, 1])),
        y=alt.Y("right:Q", title=words["right"], axis=shares, scale=alt.Scale(domain=[lowest, 1])),
        color=_sets(points, theme),
        shape=alt.Shape("set:N", scale=alt.Scale(domain=_names(points)), legend=None),
        tooltip=[
            alt.Tooltip("set:N", title=" "),
            alt.Tooltip("at_least:Q", format=".0%", title=words["at_least"]),
            alt.Tooltip("share:Q", format=".0%", title=words["share"]),
            alt.Tooltip("right:Q", format=".1%", title=words["right"]),
        ],
    )
    return alt.layer(base.mark_line(opacity=0.5), base.mark_point(filled=True, size=70)).properties(height=380)


def _sets(points: pd.DataFrame, theme: str) -> alt.Color:
    import altair as alt

    names = _names(points)
    colours = list(charts.CATEGORIES[theme])[: len(names)]
    return alt.Color("set:N", scale=alt.Scale(domain=names, range=colours), legend=_legend(theme))


def _names(points: pd.DataFrame) -> list[str]:
    return list(points["set"].drop_duplicates())


def _legend(theme: str) -> alt.Legend:
    import altair as alt

    return alt.Legend(title=None, orient="top", labelLimit=400, columns=1, labelColor=charts.INK[theme])


def _quiet(theme: str) -> alt.Axis:
    import altair as alt

    return alt.Axis(ticks=False, domain=False, labelLimit=170, labelColor=charts.INK[theme], labelFontSize=13)


def _numbers(theme: str) -> alt.Axis:
    import altair as alt

    return alt.Axis(tickMinStep=1, gridColor=charts.GRID[theme], labelColor=charts.INK[theme])
