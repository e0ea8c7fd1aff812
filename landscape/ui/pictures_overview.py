"""Pictures of the overview: what the functions cost, and what ends in the years ahead.

Comes in: frames of :mod:`landscape.ui.frames_overview`. Goes out: an ECharts option and an Altair chart. Names from
uploads are text of a chart, drawn as plain text.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from landscape.ui import charts, text

if TYPE_CHECKING:
    import altair as alt

_FUNCTIONS = 14
"""So many rectangles can still be read; the rest is one rectangle, and the table holds them all."""


def cost_option(by_function: pd.DataFrame, words: Mapping[str, str], theme: str) -> dict[str, Any]:
    """Treemap: the surface is the known cost per year of a function, all organisations together.

    ``words`` says what ``unplaced`` (no function) and ``rest`` (all smaller functions) are called.
    """
    known = by_function[by_function["known_annual_cost_eur"] > 0]
    shown, rest = known.head(_FUNCTIONS), known.iloc[_FUNCTIONS:]
    nodes = [
        _node(name or words["unplaced"], amount, not name, theme)
        for name, amount in zip(shown["component"], shown["known_annual_cost_eur"], strict=True)
    ]
    if len(rest):
        nodes.append(_node(words["rest"], float(rest["known_annual_cost_eur"].sum()), True, theme))
    series = {
        "type": "treemap",
        "data": nodes,
        "roam": False,
        "nodeClick": False,
        "breadcrumb": {"show": False},
        "left": 0,
        "right": 0,
        "top": 0,
        "bottom": 0,
        "itemStyle": {"borderColor": charts.PAPER[theme], "borderWidth": 2, "gapWidth": 2},
        "label": {"show": True, "overflow": "truncate", "fontSize": 12, "lineHeight": 15, "padding": 6},
    }
    return {"animation": False, "aria": {"enabled": True}, "tooltip": _TOOLTIP, "series": [series]}


_TOOLTIP = {"renderMode": "richText", "confine": True, "formatter": "{b}"}


def _node(name: str, amount: float, is_quiet: bool, theme: str) -> dict[str, Any]:
    fill = charts.UNPLACED[theme] if is_quiet else charts.ACCENT[theme]
    ink = charts.INK[theme] if is_quiet else charts.ON_COLOUR[theme]
    return {
        "name": f"{name}\n{text.euros(amount)}",
        "value": round(float(amount)),
        "itemStyle": {"color": fill},
        "label": {"color": ink, "position": "insideTopLeft", "align": "left", "verticalAlign": "top"},
    }


def trend_chart(trend: pd.DataFrame, words: Mapping[str, str], theme: str) -> alt.LayerChart | alt.FacetChart:
    """Per year two bars with their number: contracts that end, applications whose support ends."""
    import altair as alt

    events = list(words)
    long = trend.melt("period", value_vars=events, var_name="event", value_name="applications")
    long["event"] = long["event"].map(words)
    colours = [charts.ACCENT[theme], charts.READINESS_COLOURS[theme]["legacy"]]
    order = list(trend["period"])
    base = alt.Chart(long).encode(
        x=alt.X("period:N", sort=order, title=None, axis=alt.Axis(labelAngle=0, ticks=False, domain=False)),
        xOffset=alt.XOffset("event:N", sort=list(words.values())),
        y=alt.Y("applications:Q", title=None, axis=None),
    )
    bars = base.mark_bar(cornerRadiusEnd=2).encode(
        color=alt.Color(
            "event:N",
            scale=alt.Scale(domain=list(words.values()), range=colours),
            legend=alt.Legend(title=None, orient="top", columns=1, labelLimit=400, labelColor=charts.INK[theme]),
        ),
        tooltip=[alt.Tooltip("period:N", title=" "), alt.Tooltip("event:N", title=" "), alt.Tooltip("applications:Q")],
    )
    numbers = base.transform_filter("datum.applications > 0").mark_text(dy=-7, fontSize=12, color=charts.INK[theme])
    return alt.layer(bars, numbers.encode(text="applications:Q"), height=260)
