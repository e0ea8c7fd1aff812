"""Analyses of a stored partnership that several sessions may share: made once, however many people ask at once.

A key holds everything an analysis depends on, also what its asker may see (never who they are), so two members of one
organisation get the same frames and a member of another never does. A newcomer would let every session start its own
child process: twelve people at nine o'clock would wait for each other. Frames are shared and must not be changed.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from landscape.ui.work import Analysis, Request
from landscape.ui.worker import START_STAGE

_MOST_KEPT = 6
_MOST_AT_ONCE = 2
_PATIENCE_SECONDS = 0.5
_kept: OrderedDict[str, Analysis] = OrderedDict()
_making: dict[str, threading.Lock] = {}
_lock = threading.Lock()
_removed = 0
_room = threading.BoundedSemaphore(_MOST_AT_ONCE)

Progress = Callable[[str, float], object]


def anonymous(request: Request) -> Request:
    """``request`` with what its asker may see but not who it is; equal for all who may see the same."""
    return replace(request, viewer=replace(request.viewer, name=""))


def key(asked: str, path: Path) -> str:
    """``asked`` together with the file as it stands now: after a restore equal numbers may mean other lists."""
    return f"{asked}\0{path}\0{path.stat().st_mtime_ns if path.exists() else 0}"


def removals() -> int:
    """How often something was removed for good since this process started."""
    return _removed


def forget() -> int:
    """Something was removed for good: let go of every shared analysis; returns the new number of removals."""
    global _removed
    with _lock:
        _removed += 1
        _kept.clear()
        return _removed


def once(name: str, make: Callable[[Progress], Analysis], progress: Progress) -> Analysis:
    """The analysis ``name`` (a :func:`key`), made now or by somebody else meanwhile; waiting calls ``progress``."""
    with _lock:
        one = _making.setdefault(name, threading.Lock())
    _wait_for(one.acquire, progress)
    try:
        with _lock:
            if name in _kept:
                _kept.move_to_end(name)
                return _kept[name]
        _wait_for(_room.acquire, progress)
        try:
            made = make(progress)
        finally:
            _room.release()
        with _lock:
            _kept[name] = made
            while len(_kept) > _MOST_KEPT:
                _kept.popitem(last=False)
        return made
    finally:
        one.release()
        with _lock:
            if not one.locked():
                _making.pop(name, None)


def _wait_for(acquire: Callable[..., bool], progress: Progress) -> None:
    """Wait, with a sign of life twice a second, which is where a press on Stop comes in."""
    while not acquire(timeout=_PATIENCE_SECONDS):
        progress(START_STAGE, 0.0)
