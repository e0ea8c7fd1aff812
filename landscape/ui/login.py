"""Logging in and out: what stands in front of every page on a server of a partnership.

``require`` runs before any page is drawn and stops what may not go on. What a session held is forgotten as soon as its
login no longer counts, or is somebody else's.
"""

from __future__ import annotations

import time
from typing import NoReturn

import streamlit as st

from landscape import knowledge
from landscape.access import logins, persons
from landscape.access import settings as configuration
from landscape.access.persons import Refused
from landscape.access.settings import Settings
from landscape.access.viewer import Viewer
from landscape.findings import PortfolioError
from landscape.ui import audit, changes, partnerships, running, shared, shell, viewing
from landscape.ui.labels import LANGUAGE_KEY, label, language
from landscape.ui.text import plain

_WHO = "login_who"
_ENTERED = "login_entered"
_FORWARDED = ("x-forwarded-for", "forwarded", "x-forwarded-host")


def require() -> None:
    """Let whoever may look go on; anybody else gets one sentence and a button, and nothing of a page."""
    try:
        now = viewing.settings()
        if now.mode == "local":
            _refuse_open_local_mode()
            return
    except PortfolioError as problem:
        st.title(label("login.not_ready"), anchor=False)
        st.error(plain(knowledge.said_in(problem, language())))
        _end_here()
    if not st.user.is_logged_in:
        _forget()
        _ask(now)
    known = viewing.of_login(now)
    if isinstance(known, Refused):
        _refuse(known)
    else:
        _welcome(known)


def enter() -> None:
    """On a server: who is logged in, with a button to log out, and the first time the partnership itself."""
    if viewing.settings().mode == "local":
        return
    with st.sidebar:
        _account(viewing.viewer())
    if st.session_state.get(_ENTERED):
        return
    st.session_state[_ENTERED] = True
    if names := partnerships.names():
        try:
            partnerships.choose(names[0])
            running.run_partnership(changes.request_now())
        except PortfolioError as problem:
            st.error(plain(partnerships.sentence_of(problem)))


def _account(who: Viewer) -> None:
    names = label("login.all_organisations") if who.sees_everything else ", ".join((*who.organisations, *who.reading))
    words = {"name": plain(who.name), "role": label(f"role.{who.role}"), "organisations": plain(names)}
    st.caption(label("login.who", **words))
    if who.role == "lezer":
        st.caption(label("login.reads_only"))
    st.button(label("login.logout"), key="login_logout", on_click=log_out, icon=":material/logout:")


def log_out() -> None:
    """End this login for good: the session forgets, the cookie goes, and a copy of it no longer counts."""
    audit.note("logout")
    viewing.ended().add(persons.login_key(dict(st.user)), time.time())
    _forget()
    st.logout()


def _welcome(who: Viewer) -> None:
    """Go on as ``who``; a session that was somebody else's, or holds what is not agreed or not there any more, starts
    empty."""
    rights, removals = (who, viewing.shares()), shared.removals()
    if st.session_state.get(_WHO) not in (None, rights) or st.session_state.get(audit.REMOVALS, removals) != removals:
        _forget()
    st.session_state[audit.REMOVALS] = removals
    if _WHO not in st.session_state:
        st.session_state[_WHO] = rights
        if logins.is_new(persons.login_key(dict(st.user))):
            audit.note("login")
    st.session_state[viewing.SEEN] = time.time()


def _refuse(refused: Refused) -> NoReturn:
    if refused.code == "idle":
        viewing.ended().add(persons.login_key(dict(st.user)), time.time())
    if logins.is_new(f"{refused.code}{persons.login_key(dict(st.user))}"):
        audit.write("login", who=refused.name, outcome="refused")
    _forget()
    st.title(label("login.title"), anchor=False)
    st.warning(label(f"login_refused.{refused.code}"))
    st.button(label("login.again"), type="primary", on_click=st.login)
    _end_here()


def _ask(now: Settings) -> NoReturn:
    st.title("Landschapswijzer", anchor=False)
    st.markdown(label("login.intro", name=plain(now.partnership)))
    st.button(label("login.button"), type="primary", on_click=st.login)
    _end_here()


def _end_here() -> NoReturn:
    """Language and its attribute on the page, and nothing more."""
    shell.close_frame(with_lists=False)
    st.stop()


def _forget() -> None:
    """Nothing of an earlier login stays in this session, except its language."""
    for key in list(st.session_state):
        if key != LANGUAGE_KEY:
            del st.session_state[key]


def _refuse_open_local_mode() -> None:
    """Without a login the app answers this computer only, also not through a proxy in front of it."""
    address = st.get_option("server.address") or ""
    headers = {name.lower() for name in st.context.headers}
    if address not in configuration.LOCAL_HOSTS or headers & set(_FORWARDED):
        raise knowledge.refuse("local_not_local")
