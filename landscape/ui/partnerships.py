"""Which stored partnership this session works in: files in one folder, opened once and shared by all sessions.

Comes in: a name somebody typed or chose. Goes out: the open :class:`~landscape.partnership.Partnership`. What a
newcomer would get wrong: a name is never a path (it becomes the name of a file in our folder, letter by letter made
safe), and the file of an open partnership is never opened or copied by anything but the store.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from landscape import access, knowledge
from landscape.findings import PortfolioError
from landscape.partnership import Partnership, open_partnership
from landscape.ui import audit, viewing
from landscape.ui.labels import language
from landscape.ui.uploads import safe_name

DATA_SETTING = viewing.DATA_SETTING
"""The environment variable that says where partnerships are kept; else a folder of the user."""

_ENDING = ".duckdb"
_CHOSEN = "partnership_name"


def folder() -> Path:
    """Where the partnerships of this installation are kept; it need not exist yet."""
    return viewing.data_folder()


def names() -> list[str]:
    """The partnerships in the folder, by name; on a server only the one it is for."""
    found = sorted((path.stem for path in folder().glob(f"*{_ENDING}")), key=str.casefold)
    return [name for name in found if viewing.may_open(name)]


def path_of(name: str) -> Path:
    """The file of the partnership ``name``; whatever was typed, it lies in our folder.

    Raises:
        PortfolioError: no letter or digit is left of the name.
    """
    safe = safe_name(name.strip() + _ENDING)
    if not any(letter.isalnum() for letter in name):
        raise knowledge.refuse("partnership_name", language())
    if not viewing.may_open(Path(safe).stem):
        raise knowledge.refuse("wrong_partnership", language(), name=viewing.settings().partnership)
    return folder() / safe


def make(name: str) -> Partnership:
    """Make a new partnership and work in it from now on.

    Raises:
        PortfolioError: the name is empty or taken, or the folder cannot be written.
    """
    path = path_of(name)
    access.refuse_unless(viewing.viewer(), "make", "*", language())
    try:
        folder().mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise knowledge.refuse("cannot_write", language(), folder=folder().name) from problem
    open_partnership(path, create=True).close()
    return choose(path.stem)


def choose(name: str) -> Partnership:
    """Work in the partnership ``name`` from now on.

    Raises:
        PortfolioError: it does not exist, is in use by another process, or cannot be read.
    """
    path = path_of(name)
    partnership = audit.guarded(_held(str(path)))
    st.session_state[_CHOSEN] = path.stem
    audit.note("open")
    return partnership


def current_name() -> str:
    """The name of the partnership this session works in; empty when there is none."""
    return str(st.session_state.get(_CHOSEN, ""))


def current() -> Partnership | None:
    """The open partnership of this session as its viewer may see it, or None.

    Raises:
        PortfolioError: it was removed or taken by another process since it was chosen.
    """
    name = current_name()
    return audit.guarded(_held(str(path_of(name)))) if name else None


def leave() -> None:
    """Work in no partnership from now on; the last session that leaves closes the file."""
    name = current_name()
    st.session_state.pop(_CHOSEN, None)
    if name:
        _held.clear(str(path_of(name)))


def discard() -> None:
    """Undo :func:`make` after a failure: nothing was promised about this file yet."""
    path = path_of(current_name())
    leave()
    path.unlink(missing_ok=True)
    path.with_name(path.name + ".wal").unlink(missing_ok=True)


def sentence_of(problem: PortfolioError) -> str:
    """The sentence of a refusal in the language of this session."""
    return knowledge.said_in(problem, language())


@st.cache_resource(scope="session", on_release=Partnership.close, show_spinner=False)
def _held(path: str) -> Partnership:
    """One hold on the file per session; the store shares the open database and closes it with the last hold."""
    return open_partnership(path, create=False)
