"""Pieces of the page Logboek: the lines of the audit log, and what is stored about a person."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from landscape.access.audit import AuditLog
from landscape.findings import PortfolioError
from landscape.partnership.guarded import GuardedPartnership
from landscape.ui import audit, partnerships, tables, text, viewing
from landscape.ui.labels import codes, label
from landscape.ui.text import plain

_FOUND = "person_found"
_SAID = "person_said"


def show() -> None:
    """Both tabs, for whoever may see them."""
    if not viewing.may("log", "*"):
        st.info(label("logboek.not_allowed"))
        return
    lines, person = st.tabs([label("logboek.tab_log"), label("logboek.tab_person")])
    with lines:
        _show_lines(audit.log())
    with person:
        _show_person()


def _show_lines(log: AuditLog | None) -> None:
    told = pd.DataFrame() if log is None else log.read()
    if log is None or told.empty:
        st.caption(label("logboek.not_kept" if log is None else "logboek.none"))
        return
    if place := log.broken_at():
        st.error(label("logboek.broken", place=plain(place)))
    else:
        st.caption(label("logboek.whole"))
    wanted = st.text_input(label("logboek.filter"), key="log_filter", placeholder=label("logboek.filter_hint"))
    shown = told.assign(
        what=told["what"].map(lambda what: codes("audit").get(what, what)),
        outcome=told["outcome"].map(lambda outcome: codes("audit_outcome").get(outcome, outcome)),
        role=told["role"].map(lambda role: codes("role").get(role, role)),
        at=told["at"].dt.strftime("%d-%m-%Y %H:%M:%S"),
    )
    if wanted.strip():
        holds = shown.apply(lambda column: column.str.contains(wanted.strip(), case=False, regex=False)).any(axis=1)
        shown = shown[holds].reset_index(drop=True)
    st.caption(label("logboek.count", count=text.whole(len(shown))))
    _table(shown, key="log_lines", alt=label("logboek.alt"))


def _show_person() -> None:
    st.markdown(label("logboek.person_intro"))
    partnership = partnerships.current()
    if not isinstance(partnership, GuardedPartnership):
        st.caption(label("logboek.person_no_partnership"))
        return
    name = st.text_input(label("logboek.person_name"), key="person_name", placeholder=label("logboek.person_hint"))
    if st.button(label("logboek.person_search"), key="person_search") and name.strip():
        st.session_state[_FOUND] = _searched(partnership, name)
    if said := st.session_state.pop(_SAID, ""):
        st.info(said)
    found = st.session_state.get(_FOUND)
    if found is None or found[0] != name.strip():
        return
    if found[1].empty:
        st.info(label("logboek.person_none"))
        return
    st.caption(label("logboek.person_found", count=text.whole(len(found[1]))))
    _table(_in_words(found[1]), key="person_places", alt=label("logboek.person_alt"))
    st.caption(label("logboek.person_forget_hint"))
    sure = st.checkbox(label("logboek.person_sure"), key="person_sure")
    st.button(
        label("logboek.person_forget"),
        key="person_forget",
        disabled=not sure,
        on_click=_forget,
        args=(partnership, name.strip()),
    )


def _searched(partnership: GuardedPartnership, name: str) -> tuple[str, pd.DataFrame]:
    try:
        found = partnership.find_person(name)
    except PortfolioError as problem:
        st.session_state[_SAID] = plain(partnerships.sentence_of(problem))
        return "", pd.DataFrame()
    log = audit.log()
    lines = 0 if log is None else int(log.read()["who"].str.contains(name.strip(), case=False, regex=False).sum())
    if lines:
        mine = pd.DataFrame([{"table": label("logboek.tab_log"), "field": label("audit_column.who"), "rows": lines}])
        found = pd.concat([found, mine.assign(text=name.strip())], ignore_index=True)
    return name.strip(), found.assign(rows=found["rows"].astype("str"))


def _in_words(found: pd.DataFrame) -> pd.DataFrame:
    """Tables and fields of the store by the names people know them by."""
    tables_called, fields_called = codes("person_table"), codes("person_field")
    return found.assign(
        table=[tables_called.get(name, name) for name in found["table"]],
        field=[fields_called.get(name) or tables.heading(name) for name in found["field"]],
    )


def _forget(partnership: GuardedPartnership, name: str) -> None:
    try:
        cells = partnership.forget_person(name)
        st.session_state[_SAID] = label("logboek.person_forgotten", count=text.whole(cells))
    except PortfolioError as problem:
        st.session_state[_SAID] = plain(partnerships.sentence_of(problem))
    st.session_state.pop(_FOUND, None)


def _table(frame: pd.DataFrame, *, key: str, alt: str) -> None:
    """Texts of people and lists, as cells; headings from the labels of this page."""
    named = frame.rename(columns={name: label(f"audit_column.{name}") for name in frame.columns})
    tables.show(named, list(named.columns), key=key, alt=alt)
