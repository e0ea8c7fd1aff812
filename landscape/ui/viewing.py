"""Who is looking: nobody in particular in local mode, somebody who logged in on a server of a partnership.

``viewer`` is what pages and loaders ask; ``settings`` says how this installation runs. A newcomer would trust
``st.user`` alone: its cookie lives thirty days, so age, audience and logout are looked at on every rerun
(:mod:`landscape.access.persons`).
"""

from __future__ import annotations

import os
import time
from functools import lru_cache
from pathlib import Path

import streamlit as st

from landscape import access, knowledge
from landscape.access import logins, persons
from landscape.access import settings as configuration
from landscape.access.persons import Refused
from landscape.access.settings import Settings
from landscape.access.viewer import Viewer
from landscape.ui.labels import language

SEEN = "login_seen"
"""When this session last asked something, in seconds since 1970."""


DATA_SETTING = "LANDSCHAP_DATA"
"""The environment variable that says where partnerships are kept in local mode; else a folder of the user."""


@lru_cache(maxsize=4)
def _loaded(path: str, changed: int) -> Settings:
    return configuration.load(Path(path))


def settings() -> Settings:
    """How this installation runs; a changed configuration file counts from the next click on.

    Raises:
        PortfolioError: the mode is unknown, or the configuration file is not complete.
    """
    mode = os.environ.get(configuration.MODE_SETTING, "local")
    if mode == "local":
        return configuration.local()
    if mode != "partnership":
        raise knowledge.refuse("mode_unknown", mode=mode)
    path = os.environ.get(configuration.FILE_SETTING, "")
    if not path:
        raise knowledge.refuse("mode_needs_config")
    try:
        changed = os.stat(path).st_mtime_ns
    except OSError as problem:
        raise knowledge.refuse("config_absent", file=Path(path).name) from problem
    return _loaded(path, changed)


def viewer() -> Viewer:
    """Who looks in this session.

    Raises:
        PortfolioError: on a server, when nobody is logged in; nothing may be read then.
    """
    if settings().mode == "local":
        return access.everything()
    known = of_login(settings()) if st.user.is_logged_in else Refused("logged_out")
    if isinstance(known, Refused):
        raise knowledge.refuse("not_logged_in", language())
    return known


def may(action: str, organisation: str = "") -> bool:
    """May whoever looks do ``action``, to ``organisation`` ("*": to all)? A page draws no button that would refuse."""
    return access.allows(viewer(), action, organisation)


def owns(organisation: str) -> bool:
    """Are the rows of ``organisation`` those of whoever looks?"""
    who = viewer()
    return who.sees_everything or organisation in who.own


def shares() -> str:
    """What the partnership decided about the rows of others."""
    return settings().shares


def of_login(now: Settings) -> Viewer | Refused:
    """What the login of this session amounts to at this moment."""
    moment = time.time()
    found = persons.viewer_of(dict(st.user), now, moment, ended().keys(moment))
    seen = st.session_state.get(SEEN)
    if isinstance(found, Viewer) and seen is not None and moment - seen > now.idle_minutes * 60:
        return Refused("idle", found.name)
    return found


def ended() -> logins.Ended:
    """The logins of this server that no longer count."""
    now = settings()
    return logins.ended(now.data, now.session_hours)


def data_folder() -> Path:
    """Where partnerships and the log are kept; it need not exist yet in local mode."""
    now = settings()
    if now.mode == "partnership":
        return now.data
    said = os.environ.get(DATA_SETTING, "")
    return Path(said).expanduser() if said else Path.home() / "Landschapswijzer"


def may_open(name: str) -> bool:
    """Is the partnership ``name`` one this installation opens? A server opens only its own."""
    now = settings()
    return now.mode == "local" or name == now.partnership
