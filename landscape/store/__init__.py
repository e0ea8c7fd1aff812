"""One DuckDB file per partnership: inventories with their history, judgements, decisions, snapshots.

Frames go in and frames come out; what an application means is for the rooms above. Nobody but this package touches the
file, and nobody at all may open it with Python's ``open`` while it is in use: closing such a handle drops the lock that
keeps a second process out (a property of POSIX locks, measured).
"""

from __future__ import annotations

from landscape.store.database import Database
from landscape.store.imports import ImportRecord
from landscape.store.opened import open_database, release, restore

__all__ = ["Database", "ImportRecord", "open_database", "release", "restore"]
