"""A damaged write-ahead log: never thrown away, always set aside under a name of its own.

DuckDB refuses a log with a wrong checksum, stops in silence at one that was cut short (a power cut: the rest was never
acknowledged), and skips and deletes in silence one that does not begin as a log. A newcomer would miss the last.
"""

from __future__ import annotations

import shutil
from pathlib import Path

_BEGINS = b"d\x00b"  # the first entry of a log, its version


def copy_of_suspect_log(log: Path) -> Path | None:
    """A copy of a log that does not begin as one; None when there is nothing suspect.

    It is copied, not moved: whether another process owns the file is only known after connecting.
    """
    if not log.exists() or log.stat().st_size == 0:
        return None
    with log.open("rb") as content:
        if content.read(len(_BEGINS)) == _BEGINS:
            return None
    return Path(shutil.copy2(log, free_name(log)))


def free_name(log: Path) -> Path:
    """The first name beside ``log`` that no earlier damaged one has."""
    number = 1
    while (aside := log.with_name(f"{log.name}.beschadigd-{number}")).exists():
        number += 1
    return aside
