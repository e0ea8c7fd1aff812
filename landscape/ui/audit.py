"""What somebody just did, written to the audit log of this installation.

Nothing here takes a text from a list: ``note`` takes the name of an action and numbers. ``guarded`` hands out a stored
partnership that writes its own lines.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

import streamlit as st

from landscape.access.audit import AuditLog
from landscape.partnership import Partnership
from landscape.partnership.guarded import GuardedPartnership
from landscape.ui import shared, viewing
from landscape.ui.labels import language

REMOVALS = "removals_known"
"""The number of removals that the session knows of; a session that knows fewer shows what is gone, and starts empty."""
_REMOVING = frozenset({"remove", "forget_person", "undo"})

Made = TypeVar("Made")


def log() -> AuditLog | None:
    """The log of this installation; None in local mode before anything was kept."""
    folder = viewing.data_folder()
    return AuditLog(folder) if folder.is_dir() else None


def note(what: str, *, outcome: str = "done", **counts: int) -> None:
    """Write that the person of this session did ``what``; made to be a callback of a download as well."""
    who = viewing.viewer()
    write(what, who=who.name, role=who.role, outcome=outcome, **counts)
    if what in _REMOVING and outcome == "done":
        st.session_state[REMOVALS] = shared.forget()


def write(what: str, *, who: str, role: str = "", outcome: str = "done", **counts: int) -> None:
    """The same about somebody who is not let in."""
    kept = log()
    if kept is not None:
        kept.record(what, at=datetime.now(UTC), who=who, role=role, counts=counts, outcome=outcome)


def guarded(partnership: Partnership) -> GuardedPartnership:
    """``partnership`` as the person of this session may see and change it."""
    return GuardedPartnership(partnership, viewing.viewer(), viewing.shares(), note, language())


def exporting(rows: int, make: Callable[[], Made]) -> Callable[[], Made]:
    """``make``, writing who takes ``rows`` rows away; asked for outside a page, so the person is looked up now."""
    who = viewing.viewer()

    def made() -> Made:
        write("export", who=who.name, role=who.role, rows=rows)
        return make()

    return made
