"""Which logins have ended before their time, and which this process has seen.

A cookie cannot be taken back, so the key of a login that logged out is kept, in memory and in a file beside the
partnership, for as long as the login could have lasted.
"""

from __future__ import annotations

import json
import os
import threading
from functools import cache
from pathlib import Path

_NAME = "afgemeld.jsonl"
_MOST_SEEN = 10_000
_lock = threading.Lock()
_seen: dict[str, None] = {}


class Ended:
    """The logins of one data folder that no longer count."""

    def __init__(self, folder: Path, hours: float) -> None:
        self._path = folder / _NAME
        self._seconds = hours * 3600
        self._ended = self._read()

    def add(self, key: str, at: float) -> None:
        """End the login ``key``; on disk when this returns."""
        with _lock:
            self._ended = {known: moment for known, moment in self._ended.items() if at - moment <= self._seconds}
            self._ended[key] = at
            text = "".join(json.dumps({"key": known, "at": moment}) + "\n" for known, moment in self._ended.items())
            part = self._path.with_suffix(".deel")
            handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            try:
                os.write(handle, text.encode())
                os.fsync(handle)
            finally:
                os.close(handle)
            part.replace(self._path)

    def keys(self, now: float) -> frozenset[str]:
        """The keys of logins that ended; those that would have expired by themselves are left out."""
        return frozenset(key for key, at in self._ended.items() if now - at <= self._seconds)

    def _read(self) -> dict[str, float]:
        if not self._path.exists():
            return {}
        told = [json.loads(line) for line in self._path.read_text(encoding="utf-8").splitlines() if line]
        return {str(one["key"]): float(one["at"]) for one in told}


@cache
def ended(folder: Path, hours: float) -> Ended:
    """The one :class:`Ended` of ``folder`` in this process."""
    return Ended(folder, hours)


def is_new(key: str) -> bool:
    """The first time this process sees ``key``? Several tabs of one login are one line in the log."""
    with _lock:
        if key in _seen:
            return False
        _seen[key] = None
        if len(_seen) > _MOST_SEEN:
            _seen.pop(next(iter(_seen)))
        return True
