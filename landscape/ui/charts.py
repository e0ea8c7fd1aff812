"""Drawing a picture: its title, the figures behind it as a table, its source, and buttons to keep it as PNG or SVG.

Comes in: an Altair chart or an ECharts option, and the frame with the same figures. A page never calls
``st.altair_chart`` itself: here every picture gets what the house rules ask of it (a table beside it, a source, words
in the session's language, colours of the theme). The picture file is made in the browser by a few lines of script in
:mod:`landscape.ui.shell`; nothing leaves the machine. What a newcomer would get wrong: names from uploads are safe as
data of a chart, but a title is drawn by Markdown, so it goes through ``text.plain``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd
import streamlit as st

from landscape.ui import tables
from landscape.ui.labels import label
from landscape.ui.text import day, plain

if TYPE_CHECKING:
    import altair as alt

    from landscape.ui.work import Analysis

READINESS_COLOURS: Mapping[str, Mapping[str, str]] = {
    "light": {"legacy": "#a63d1e", "cloud_capable": "#b57a0b", "saas_ready": "#0b5c6b", "unknown": "#6f8188"},
    "dark": {"legacy": "#e8805c", "cloud_capable": "#e0b04a", "saas_ready": "#4fb3c4", "unknown": "#9aabb1"},
}
"""Told apart with every kind of colour blindness; the number or word beside it says the same."""
CATEGORIES: Mapping[str, Sequence[str]] = {
    "light": ("#0b5c6b", "#b57a0b", "#a63d1e", "#6f8188", "#5b4a8a", "#3f7a3a"),
    "dark": ("#4fb3c4", "#e0b04a", "#e8805c", "#9aabb1", "#b3a3e0", "#93c98d"),
}
"""For things without an order or a judgement of their own; use as few as will do."""
RAMPS = {"light": ("#e3eff0", "#0b5c6b"), "dark": ("#24414a", "#5cbccb")}
INK = {"light": "#0d191d", "dark": "#e6edee"}
QUIET_INK = {"light": "#4a5c63", "dark": "#b4c3c8"}
ON_COLOUR = {"light": "#ffffff", "dark": "#11191c"}
"""Letters on a filled shape."""
UNPLACED = {"light": "#d9dfe1", "dark": "#39464b"}
"""Grey for what could not be placed, and for bands of doubt."""
GRID = {"light": "#e3e9ea", "dark": "#26333a"}
PAPER = {"light": "#ffffff", "dark": "#11191c"}
ACCENT = {"light": "#0b5c6b", "dark": "#5cbccb"}


_LARGE = 4_000
"""Cells from which the table beside a picture is drawn only when somebody opens it."""


def theme() -> Literal["light", "dark"]:
    """The theme of this session, for colours that a chart must be told."""
    return "dark" if st.context.theme.type == "dark" else "light"


def source(analysis: Analysis) -> str:
    """Where the figures of every picture come from: how many lists, and on which day somebody looked."""
    said = label("chart.source", count=len(analysis.inventories), day=day(analysis.reference_date))
    return f"{label('chart.source_sample')} {said}" if analysis.is_sample else said


def show(
    chart: alt.TopLevelMixin | Mapping[str, Any],
    table: pd.DataFrame,
    *,
    key: str,
    title: str,
    source: str,
    columns: Sequence[str] = (),
    on_cell: Callable[[int, str], None] | None = None,
    is_open: bool = False,
    alt: str = "",
    height: int | None = None,
    on_select: Callable[[], None] | Literal["rerun", "ignore"] = "ignore",
) -> Any:
    """Draw ``chart`` under ``title``; return what somebody selected in it (as Streamlit gives it), or None.

    Args:
        chart: an Altair chart, or an ECharts option (a mapping).
        table: the same figures; ``columns`` says which to draw (all when left out), as ``tables.show`` draws them.
        on_cell: called with row number and column of a cell somebody selects in the table.
        is_open: the table is open to begin with.
        key: names the picture; also the key of its selection.
        title: the question the picture answers, with the unit; may hold uploaded text.
        source: one sentence: which lists, which date; it also stands in the PNG and SVG.
        alt: what the picture shows, for somebody who cannot see it; the title when left out.
        height: pixels; an Altair chart may know its own.
        on_select: a callback or ``rerun``, for a chart with a selection.
    """
    with st.container(key=f"picture_{key}", gap="small"):
        if title:
            st.subheader(plain(title), anchor=False)
        event = _draw(chart, key, alt or title, height, on_select)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption(plain(source), width="stretch")
            st.html(_buttons(title or alt, source), width="content")
        shown = list(columns or table.columns)
        waits = len(table) * len(shown) > _LARGE
        place = st.expander(
            label("chart.table"),
            expanded=is_open and not waits,
            key=f"{key}_table",
            on_change="rerun" if waits else "ignore",
        )
        if place.open or not waits:
            with place:
                _figures(table, shown, key, title or alt, on_cell)
    return event


def _figures(
    table: pd.DataFrame, columns: list[str], key: str, title: str, on_cell: Callable[[int, str], None] | None
) -> None:
    key, said = f"{key}_figures", label("chart.table_of", title=title)
    if on_cell is None:
        tables.show(table, columns, key=key, alt=said)
        return

    def selected() -> None:
        cell = tables.selected_cell(key)
        if cell is not None:
            on_cell(*cell)

    tables.show(table, columns, key=key, alt=said, select="single-cell", on_select=selected)


def _draw(chart: Any, key: str, alt: str, height: int | None, on_select: Any) -> Any:
    size: dict[str, Any] = {} if height is None else {"height": height}
    if isinstance(chart, Mapping):
        size |= {"renderer": "svg", "on_select": on_select}
        return st.echarts_chart(dict(chart), key=key, alt=alt, **size)
    as_svg = {"embedOptions": {"renderer": "svg"}}
    size |= {"on_select": on_select}
    readable = chart.configure_axis(labelColor=QUIET_INK[theme()], titleColor=INK[theme()], labelFontSize=12)
    readable = readable.configure_legend(labelColor=INK[theme()], labelFontSize=12)
    return st.altair_chart(readable.properties(usermeta=as_svg), key=key, alt=alt, **size)


def _buttons(title: str, source: str) -> str:
    """Two buttons the script of the shell listens to; every text is escaped, the browser keeps them as plain text."""
    said = f'data-title="{escape(title)}" data-source="{escape(source)}"'
    made = [
        f'<button type="button" class="lw-keep" data-kind="{kind}" {said} '
        f'aria-label="{escape(label("chart.keep", kind=kind.upper(), title=title))}">{kind.upper()}</button>'
        for kind in ("png", "svg")
    ]
    return f'<div class="lw-keeps"><span>{escape(label("chart.keep_as"))}</span>{"".join(made)}</div>'
