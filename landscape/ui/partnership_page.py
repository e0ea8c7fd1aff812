"""Pieces of the page Samenwerkingsverband: choosing or making one, and what is in the one that is open."""

from __future__ import annotations

import streamlit as st

from landscape.findings import PortfolioError
from landscape.partnership import Partnership
from landscape.ui import changes, keeping, partnerships, running, state, tables, text, viewing
from landscape.ui.labels import label
from landscape.ui.navigation import page
from landscape.ui.text import plain

_LONGEST_NAME = 80


def choose() -> None:
    """The ways in: keep what is on the screen, open what was kept, or make a new one."""
    analysis = state.analysis()
    if analysis is not None and analysis.sources and not analysis.partnership:
        keeping.offer(analysis, label("partnership_page.keep_loose"), key="page")
    existing, new = st.columns(2, gap="large")
    with existing, st.container(border=True, key="open_partnership"):
        _open()
    with new, st.container(border=True, key="new_partnership"):
        _make()


def _open() -> None:
    st.subheader(label("partnership_page.open_title"), anchor=False)
    names = partnerships.names()
    if not names:
        st.caption(label("partnership_page.nothing_kept"))
        return
    name = st.selectbox(label("partnership_page.choose"), names, key="partnership_choice")
    if st.button(label("partnership_page.open"), key="partnership_open", type="primary"):
        _enter(name, is_new=False)
    st.caption(label("partnership_page.where", folder=plain(partnerships.folder())))


def _make() -> None:
    st.subheader(label("partnership_page.make_title"), anchor=False)
    with st.form("make_partnership", border=False):
        name = st.text_input(label("keeping.name"), max_chars=_LONGEST_NAME, placeholder=label("keeping.name_hint"))
        asked = st.form_submit_button(label("partnership_page.make"))
    st.caption(label("partnership_page.make_text"))
    if asked:
        _enter(name, is_new=True)


def _enter(name: str, *, is_new: bool) -> None:
    try:
        partnership = partnerships.make(name) if is_new else partnerships.choose(name)
    except PortfolioError as problem:
        st.error(plain(partnerships.sentence_of(problem)))
        return
    if is_new:
        state.say_next(label("partnership_page.made", name=plain(partnerships.current_name())))
        state.forget()
        st.switch_page(page("wijzigingen"))
    elif partnership.standing():
        running.run_partnership(changes.request_now())
    state.forget()
    st.rerun()


def say_open() -> None:
    """On the page Inlezen: which partnership is open, and where its lists go."""
    if name := partnerships.current_name():
        with st.container(border=True, horizontal=True, vertical_alignment="center", key="partnership_is_open"):
            st.markdown(label("partnership_page.is_open", name=plain(name)))
            st.page_link(page("wijzigingen"), label=label("partnership_page.to_changes"))


def show_head(partnership: Partnership) -> None:
    """The name, what is in it in one sentence, what the check at opening found, and the next steps."""
    st.subheader(plain(partnerships.current_name()), anchor=False)
    for notice in partnership.notices:
        st.warning(plain(notice))
    counts = {
        "applications": len(partnership.applications()),
        "organisations": len(partnership.organisations()),
        "imports": len(partnership.imports()),
        "judgements": partnership.judgements().count(),
        "decisions": len(partnership.decisions()),
    }
    said = {name: text.whole(number) for name, number in counts.items()}
    st.markdown(label("partnership_page.counts", **said) if counts["imports"] else label("partnership_page.empty"))
    adds = viewing.may("import")
    with st.container(horizontal=True):
        if adds and st.button(label("partnership_page.to_changes"), key="to_changes", type="primary"):
            st.switch_page(page("wijzigingen"))
        look = label("partnership_page.to_landscape")
        if counts["imports"] and st.button(look, key="to_landscape", type="secondary" if adds else "primary"):
            st.switch_page(page("landschap"))
        st.button(label("partnership_page.close"), key="partnership_close", on_click=_close)


def _close() -> None:
    """A button's callback: work in no partnership any more."""
    partnerships.leave()
    state.forget()


def show_contents(partnership: Partnership) -> None:
    """Organisations with their counts, all imports, and the last one to undo."""
    st.markdown(f"**{label('partnership_page.organisations')}**")
    shown = ["organisation", "present", "not_named", "ended", "last_import"]
    renamed = {"missing": "not_named", "accepted_on": "last_import"}
    members = partnership.members().rename(columns=renamed)
    tables.show(members, shown, key="members", alt=label("partnership_page.organisations_alt"))
    st.markdown(f"**{label('partnership_page.imports')}**")
    columns = ["accepted_on", "file", "organisation", "rows_read", "added", "changed", "unchanged", "rows_refused",
               "not_named", "ended", "accepted_by"]  # fmt: skip
    newest = partnership.imports().iloc[::-1].reset_index(drop=True).rename(columns={"missing": "not_named"})
    tables.show(newest, columns, key="imports", alt=label("partnership_page.imports_alt"))
    changes.undo(partnership, key="contents")
