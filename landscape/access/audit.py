"""The audit log: who did what when, with counts, and never what a cell said.

One JSON line per event in ``logboek-JJJJ-MM.jsonl`` beside the partnership, written with one append and forced to disk
before the action goes on. A file and not a table in the store: a login is logged before any store is open, a denied
action must not wait for the writer of the database, and putting back a backup must not turn the log back. Every line
carries the hash of the line before it, so a changed or missing line shows. Times are UTC.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
import threading
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pandas as pd

LOG_COLUMNS = ("at", "who", "role", "what", "counts", "outcome")
OUTCOMES = ("done", "refused")
_NAME = "logboek-{month}.jsonl"
_LONGEST = 200
_LONGEST_LINE = 8_192
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
_lock = threading.Lock()
_START = "0" * 64


def escaped(text: str) -> str:
    """``text`` on one line: control, invisible and direction-changing characters as ``\\uXXXX``, and cut off."""
    shown = _UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", text.replace("\\", "\\\\"))
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"


class AuditLog:
    """The log of one data folder; safe for all threads of this process."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def record(
        self,
        what: str,
        *,
        at: datetime,
        who: str,
        role: str = "",
        counts: Mapping[str, int] | None = None,
        outcome: str = "done",
    ) -> None:
        """Write one event; returns when it is on disk.

        Args:
            what: a key of ``[audit]`` in the labels, such as ``login`` or ``accept``.
            at: the moment, with its zone.
            counts: numbers only; a text is refused, so that no cell can get here.

        Raises:
            OSError: it could not be written; the caller then does not do the action.
        """
        assert outcome in OUTCOMES
        numbers = {str(name): int(number) for name, number in (counts or {}).items()}
        event = {
            "at": at.isoformat(timespec="seconds"),
            "who": escaped(who),
            "role": escaped(role),
            "what": escaped(what),
            "counts": numbers,
            "outcome": outcome,
        }
        with _lock:
            path = self._folder / _NAME.format(month=at.strftime("%Y-%m"))
            handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                _lock_for_other_processes(handle)
                line = json.dumps({**event, "before": self._last_hash()}, ensure_ascii=True, sort_keys=True) + "\n"
                os.write(handle, line.encode("ascii"))
                os.fsync(handle)
            finally:
                os.close(handle)

    def files(self) -> list[Path]:
        """The files of the log, oldest first."""
        return sorted(self._folder.glob(_NAME.format(month="[0-9][0-9][0-9][0-9]-[0-9][0-9]")))

    def read(self) -> pd.DataFrame:
        """Every event, newest first, columns ``LOG_COLUMNS``; ``counts`` as ``name number``, comma-separated.

        A line that was cut off or spoilt is left out; :meth:`broken_at` names it.
        """
        told = [told for path in self.files() for line in _lines(path) if (told := _event(line)) is not None]
        frame = pd.DataFrame(told[::-1], columns=list(LOG_COLUMNS)).astype("str")
        at = pd.to_datetime(frame["at"], utc=True, errors="coerce")
        return frame.assign(at=at.dt.tz_localize(None).astype("datetime64[s]"))

    def broken_at(self) -> str:
        """Where the chain of lines is broken (file and line), or "" when nothing was changed or taken out.

        The first line that is still kept may refer to a line that was cleaned up.
        """
        before: str | None = None
        for path in self.files():
            for number, line in enumerate(_lines(path), start=1):
                try:
                    told = json.loads(line)["before"]
                except (ValueError, KeyError, TypeError):
                    return f"{path.name}:{number}"
                if before is not None and told != before:
                    return f"{path.name}:{number}"
                before = _hash(line)
        return ""

    def clean_up(self, *, today: datetime, months: int) -> list[str]:
        """Remove the files older than ``months`` whole months; returns their names."""
        oldest = today.year * 12 + today.month - months
        removed = []
        for path in self.files():
            year, month = path.stem.removeprefix("logboek-").split("-")
            if int(year) * 12 + int(month) < oldest:
                path.unlink()
                removed.append(path.name)
        return removed

    def _last_hash(self) -> str:
        for path in reversed(self.files()):
            with path.open("rb") as file:
                file.seek(max(0, path.stat().st_size - _LONGEST_LINE))
                if lines := [line for line in file.read().split(b"\n") if line]:
                    return hashlib.sha256(lines[-1]).hexdigest()
        return _START


def _lock_for_other_processes(handle: int) -> None:
    """The command line may write while the app does; the lock goes when the handle is closed."""
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX)


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="ascii", errors="replace").split("\n") if line]


def _hash(line: str) -> str:
    return hashlib.sha256(line.encode()).hexdigest()


def _event(line: str) -> list[str] | None:
    """The cells of one line, or None when it does not hold them."""
    try:
        event = json.loads(line)
        return [event[name] if name != "counts" else _counted(event["counts"]) for name in LOG_COLUMNS]
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {number}" for name, number in sorted(counts.items()))
