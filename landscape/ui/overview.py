"""Pieces of the page Landschap: a director's first minute.

How many, in what state, where double, what is due, what it costs.

Every number is a way in: a button, a cell of a table or a piece of a picture opens the rows behind it on the page
Applicaties, or the candidates on their own page.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from landscape.records import READINESS
from landscape.ui import (
    charts,
    components,
    derived,
    frames,
    frames_overview,
    pictures,
    pictures_overview,
    state,
    tables,
    text,
)
from landscape.ui.charts import theme
from landscape.ui.components import Card
from landscape.ui.labels import codes, label
from landscape.ui.navigation import page
from landscape.ui.text import day, plain
from landscape.ui.work import Analysis


def show_counts(analysis: Analysis) -> None:
    """Rows, applications, products, organisations: four different numbers, each with the way to its rows."""
    components.cards(
        [
            Card("rows", int(analysis.inventories["rows_read"].sum()), _open, ["inlezen"]),
            Card("applications", len(analysis.applications), state.ask_for_rows, [state.Wish()]),
            Card("products", len(analysis.products), _open, ["applicaties", "products"]),
            Card("organisations", analysis.applications["organisation"].nunique(), _open, ["inlezen"]),
        ]
    )


def _open(name: str, view: str = "") -> None:
    if view:
        st.session_state["filter_view"] = view
    st.switch_page(page(name))


def show_story(analysis: Analysis) -> None:
    """Three questions of somebody with one minute: what state, where double, what is due."""
    counts = derived.of(analysis, "readiness_counts", lambda: frames_overview.readiness_counts(analysis.applications))
    doubles = derived.of(analysis, "doubles", lambda: frames_overview.doubles(analysis.overlaps))
    statuses = derived.of(analysis, "statuses", lambda: frames_overview.status_counts(analysis.candidates))
    urgent = sum(statuses.get(status, 0) for status in frames_overview.URGENT)
    total = text.whole(len(analysis.applications))
    numbers = {name: text.whole(number) for name, number in counts.items()}
    with st.grid(3, min_column_width=250):
        _question("state", counts["legacy"], state.ask_for_rows, state.Wish(readiness="legacy"), total=total, **numbers)
        _question(
            "double",
            doubles.functions,
            _open_overlaps,
            products=text.whole(doubles.products_in_functions),
            shared=text.whole(doubles.shared_products),
        )
        _question(
            "due",
            urgent,
            _open_candidates,
            frames_overview.URGENT,
            missed=text.whole(statuses.get("missed", 0)),
            now=text.whole(statuses.get("decide_now", 0)),
            year=text.whole(statuses.get("this_year", 0)),
            day=day(analysis.reference_date),
        )


_NONE = ("double", "due")
"""Questions whose answer reads otherwise when the number is zero."""


def _question(name: str, number: int, action: Callable[..., None], *arguments: object, **values: str) -> None:
    with st.container(border=True, key=f"story_{name}", gap="small", height="stretch", vertical_alignment="distribute"):
        with st.container(gap="small"):
            st.metric(label(f"story.{name}_title"), text.whole(number))
            said = name if number or name not in _NONE else f"{name}_none"
            st.markdown(label(f"story.{said}", **values))
        st.button(
            f":primary[{label(f'story.{name}_open')}]",
            key=f"story_open_{name}",
            type="tertiary",
            on_click=action,
            args=arguments,
        )


def _open_overlaps() -> None:
    st.switch_page(page("overlap"), query_params={"deel": "overlaps"})


def _open_candidates(statuses: tuple[str, ...]) -> None:
    st.switch_page(page("kandidaten"), query_params={"wanneer": list(statuses)})


def show_first(analysis: Analysis) -> None:
    """What deserves attention first: the first candidates with their first reason, each a link to its own page."""
    first = frames_overview.first_candidates(analysis.candidates)
    if first.empty:
        st.caption(label("candidates.none"))
        return
    with st.container(border=True, key="first", gap="small"):
        for _, candidate in first.iterrows():
            st.page_link(
                page("kandidaten"),
                label=f"{candidate['rank']}. {plain(candidate['title'])}",
                query_params={"kandidaat": str(candidate["candidate_id"])},
                icon=":material/arrow_forward:",
                icon_position="right",
            )
            st.caption(plain(candidate["reason"]))
    st.page_link(page("kandidaten"), label=label("story.all_candidates", count=text.whole(len(analysis.candidates))))


def show_readiness(analysis: Analysis) -> None:
    """Readiness per organisation: bars, the same numbers as a table, and what the outcomes rest on."""
    wide = derived.of(analysis, "readiness", lambda: frames.readiness_by_organisation(analysis.applications))
    names = {code: tables.word("readiness", code) for code in READINESS}

    def from_chart() -> None:
        selected = st.session_state["readiness"].selection.selected
        if selected:
            row = len(wide) - 1 - selected[0]["data_indices"][0]
            to_rows(row, READINESS[selected[0]["series_index"]])

    def to_rows(row: int, column: str) -> None:
        readiness = column if column in READINESS else ""
        state.ask_for_rows(state.Wish(organisation=wide["organisation"].iloc[row], readiness=readiness))

    charts.show(
        pictures.readiness_option(wide, names, theme()),
        wide,
        key="readiness",
        title=label("readiness_view.title"),
        source=charts.source(analysis),
        columns=["organisation", *READINESS, "total"],
        on_cell=to_rows,
        is_open=len(wide) <= _FEW,
        alt=label("readiness_view.alt"),
        height=pictures.readiness_height(wide),
        on_select=from_chart,
    )
    st.caption(label("readiness_view.click"))


_FEW, _A_EURO = 8, 1.0


def show_costs(analysis: Analysis) -> None:
    """What the functions cost per year; what has no known amount is said beside it."""
    found = derived.of(analysis, "costs", lambda: frames_overview.functions_by_cost(analysis.matrix))
    if not found["known_annual_cost_eur"].gt(0).any():
        st.subheader(label("costs.title"), anchor=False)
        st.caption(label("costs.none"))
        return
    without = int(found["applications_without_cost"].sum())
    words, left = codes("costs"), frames_overview.cost_not_drawn(analysis.applications, found)
    said = f"{label('costs.outside', amount=text.euros(left))} " if left >= _A_EURO else ""
    named = found.assign(component=found["component"].replace("", words["unplaced"]))
    charts.show(
        pictures_overview.cost_option(found, words, theme()),
        named,
        key="costs",
        title=label("costs.title"),
        source=f"{charts.source(analysis)} {said}{label('costs.without', count=text.whole(without))}",
        columns=["component", "known_annual_cost_eur", "applications", "applications_without_cost", "organisations"],
        on_cell=lambda row, _: _rows_of_function(analysis, found["component"].iloc[row], named["component"].iloc[row]),
        alt=label("costs.alt", amount=text.euros(found["known_annual_cost_eur"].sum())),
        height=380,
    )


def _rows_of_function(analysis: Analysis, component: str, title: str) -> None:
    ids = frames_overview.ids_with_function(analysis.applications, component)
    state.ask_for_rows(state.Wish(title=title, application_ids=ids))


def show_trend(analysis: Analysis) -> None:
    """What ends when, up to the horizon and after: contracts and support, counted where a date is known."""
    on = analysis.reference_date
    found = derived.of(analysis, "trend", lambda: frames_overview.trend(analysis.applications, on))
    words = {event: label(f"trend.{event}") for event in frames_overview.EVENTS}
    known = {event: text.whole(found[event].sum()) for event in frames_overview.EVENTS}
    said = label("trend.known", total=text.whole(len(analysis.applications)), **known)

    def to_rows(row: int, column: str) -> None:
        if column in words:
            period = found["period"].iloc[row]
            ids = frames_overview.ids_of_event(analysis.applications, column, period, on)
            state.ask_for_rows(state.Wish(title=f"{words[column]}: {period}", application_ids=ids))

    charts.show(
        pictures_overview.trend_chart(found, words, theme()),
        found,
        key="trend",
        title=label("trend.title", year=frames_overview.horizon_year()),
        source=f"{charts.source(analysis)} {said}",
        columns=["period", *frames_overview.EVENTS],
        on_cell=to_rows,
        alt=label("trend.alt"),
    )
