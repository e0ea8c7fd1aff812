"""Pieces that several pages share: the head of a page, cards with a number, lists of applications and their detail."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import streamlit as st

from landscape.ui import certain, frames, links, opinions, state, tables, text
from landscape.ui.labels import label
from landscape.ui.navigation import page
from landscape.ui.text import plain
from landscape.ui.work import Analysis

SHOWN = frames.LISTED[1:11]


@dataclass(frozen=True)
class Card:
    """One number that leads to its rows: what it counts, how many, and what its button opens."""

    name: str
    number: int
    action: Callable[..., None]
    arguments: Sequence[Any] = field(default=())


def head(name: str) -> None:
    """Title and one sentence of page ``name``."""
    links.arrive(name)
    st.title(label(f"page.{name}"), anchor=False)
    st.markdown(label(f"page_intro.{name}"))


def require_analysis(name: str) -> Analysis:
    """The session's analysis; without one the page says where to go and stops."""
    analysis = state.analysis()
    if analysis is not None:
        return analysis
    with st.container(border=True, key="empty_state"):
        st.subheader(label("empty.title"), anchor=False)
        st.markdown(label(f"empty.{name}"))
        st.page_link(page("inlezen"), label=label("empty.link"))
    st.stop()


def part(key: str, name: str, section: str, parts: Sequence[str]) -> str:
    """Which part of a page somebody wants, one of ``parts``; it stands in the address as ``name``.

    ``section`` of the labels says what each part is called, and under ``choose`` what the choice is about.
    """
    st.session_state.setdefault(key, parts[0])
    links.follow(key, name, parts, default=parts[0])
    chosen = st.segmented_control(
        label(f"{section}.choose"),
        parts,
        key=key,
        required=True,
        persist_state="session",
        format_func=lambda code: label(f"{section}.{code}"),
        label_visibility="collapsed",
    )
    return str(chosen or parts[0])


def cards(shown: Sequence[Card]) -> None:
    """Numbers side by side, each with a button to its rows."""
    with st.grid(len(shown), min_column_width=150):
        for card in shown:
            with st.container(border=True, gap=None, key=f"card_{card.name}"):
                st.metric(label(f"card.{card.name}"), text.whole(card.number))
                open_rows = f":primary[{label(f'card_open.{card.name}')}]"
                arguments = tuple(card.arguments)
                st.button(open_rows, key=f"open_{card.name}", type="tertiary", on_click=card.action, args=arguments)


def facts(values: Mapping[str, str], alt: str) -> None:
    """A short list of names and values, as a real table; the values may be uploaded text."""
    st.table({name: plain(value) for name, value in values.items()}, border="horizontal", width="content", alt=alt)


def applications_list(analysis: Analysis, applications: pd.DataFrame, key: str, name: str = "") -> None:
    """A table of applications; the chosen one shows its reason and its cells underneath.

    With ``name`` the chosen one stands in the address under that word.
    """
    if applications.empty:
        st.caption(label("applications.none"))
        return
    st.caption(label("applications.choose", count=text.whole(len(applications))))
    one_organisation = analysis.applications["organisation"].nunique() == 1
    columns, alt = SHOWN[1:] if one_organisation else SHOWN, label("applications.alt")
    if name:
        chosen = tables.choose(applications, columns, key=key, alt=alt, id_column="application_id", name=name)
    else:
        chosen = frames.row_at(applications, tables.show(applications, columns, key=key, alt=alt, select="single-row"))
    _in_full(analysis, chosen)


def listed_in_full(
    analysis: Analysis, rows: pd.DataFrame, columns: Sequence[str], *, key: str, alt: str, said: str = ""
) -> None:
    """A table of ``columns`` of ``rows`` about applications; the chosen one shows its reason and cells underneath.

    ``said`` is the caption where a row is no application; it counts applications when left out.
    """
    st.caption(said or label("applications.choose", count=text.whole(rows["application_id"].nunique())))
    _in_full(analysis, frames.row_at(rows, tables.show(rows, columns, key=key, alt=alt, select="single-row")))


def _in_full(analysis: Analysis, chosen: pd.Series | None) -> None:
    if chosen is not None:
        everything = analysis.applications
        application_detail(analysis, everything[everything["application_id"] == chosen["application_id"]].iloc[0])


def application_detail(analysis: Analysis, application: pd.Series) -> None:
    """Everything about one application: outcome with its reason, the words it rests on, the cells it came from."""
    with st.container(border=True, key="application_detail"):
        st.subheader(plain(application["name"]), anchor=False)
        st.markdown(plain(application["readiness_reason"]))
        facts(_application_facts(application), alt=label("detail.alt"))
        _evidence(analysis, application)
        certain.show(analysis, str(application["application_id"]))
        opinions.show(application)


def _application_facts(application: pd.Series) -> dict[str, str]:
    sheet = application["sheet"] or "-"
    said = {
        "organisation": application["organisation"],
        "product_name": application["product_name"],
        "vendor": application["vendor"],
        "application_kind": tables.word("application_kind", application["application_kind"]),
        "readiness": tables.word("readiness", application["readiness"]),
        "readiness_decided_by": tables.word("decided_by", application["readiness_decided_by"]),
        "readiness_probability": _share(application["readiness_probability"]),
    }
    said |= function_facts(application)
    place = label("detail.place", file=application["file"], sheet=sheet, row=application["row"])
    named = {tables.heading(name): value or label("table.unknown") for name, value in said.items()}
    question = application["readiness_question"]
    asked = {label("detail.question"): question} if question else {}
    return {**named, **asked, label("detail.source"): place}


def function_facts(application: pd.Series) -> dict[str, str]:
    """The function with how sure we are, who decided and why, and the next ones that came into question."""
    further = [name for name in ("component_2", "component_3") if application[name]]
    if not application["component"]:
        return {"component": "", "component_reason": application["component_reason"]}
    return {
        "component": application["component"],
        "component_probability": _share(application["component_probability"]),
        "component_decided_by": tables.word("decided_by", application["component_decided_by"]),
        "component_reason": application["component_reason"],
        **{name: f"{application[name]} {_share(application[f'{name}_probability'])}".rstrip() for name in further},
    }


def _share(value: float) -> str:
    return "" if pd.isna(value) else text.share(value)


def _evidence(analysis: Analysis, application: pd.Series) -> None:
    found = frames.evidence(application, analysis.columns)
    if len(found):
        st.markdown(f"**{label('detail.evidence')}**")
        tables.show(
            found, ["words", "field", "cell", "evidence_status"], key="detail_evidence", alt=label("detail.evidence")
        )


def reasons(heading: str, joined: str) -> None:
    """Reasons under a heading, one per line; an empty list says so."""
    st.markdown(f"**{label(heading)}**")
    listed = [part for part in joined.split(" | ") if part]
    st.markdown("\n".join(f"- {plain(part)}" for part in listed) or label("detail.no_reasons"))
