"""Which partnership files are open in this process: one :class:`Database` per file, however many users it has.

Two sessions of the app on one partnership must share the lock of the writer and, when the file is replaced (restore, an
organisation removed), both go on with the new one.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from pathlib import Path

from landscape import knowledge
from landscape.findings import PortfolioError
from landscape.store.copies import check_copy, copy_in, finish_rewrite, put_in_place, set_aside
from landscape.store.database import Database

_opened: dict[Path, Database] = {}
_opened_lock = threading.Lock()


def open_database(path: Path, *, create: bool | None = None) -> Database:
    """The partnership file at ``path``; a second call in this process gets the same one.

    Args:
        create: True makes a new file, False opens an existing one, None does what is needed.

    Raises:
        PortfolioError: it does not exist (``create`` false), exists already (``create`` true), is in use by another
            process, is damaged, or is no partnership.
    """
    place = path.resolve()
    with _opened_lock:
        database = _opened.get(place)
        if create and (database is not None or place.exists()):
            raise knowledge.refuse("store_exists", file=place.name)
        if database is None:
            if create is False and not place.exists():
                raise knowledge.refuse("store_absent", file=place.name)
            database = Database(place)
            database.open()
            with suppress(PortfolioError):  # no room to write it anew is no reason to stay shut; tried again next time
                finish_rewrite(database)
            _opened[place] = database
        database.users += 1
        return database


def release(database: Database) -> None:
    """One user less; the last one closes the file."""
    with _opened_lock:
        database.users -= 1
        if database.users == 0:
            with database.alone():
                database.close()
            _opened.pop(database.path, None)


def restore(path: Path, backup: Path) -> Path | None:
    """Put a backup in the place of a partnership; returns where the replaced file now stands (None: there was none).

    The backup is copied and checked first; the replaced file is kept beside it, never deleted. Users of the partnership
    in this process go on with the restored one.

    Raises:
        PortfolioError: the backup is absent or unsound, another process uses the partnership, or the disk is full.
    """
    if not backup.is_file():
        raise knowledge.refuse("store_absent", file=backup.name)
    place = path.resolve()
    with _opened_lock:
        if backup.resolve() in _opened:
            raise knowledge.refuse("store_in_use", file=backup.name)
        database = _opened.get(place)
        mine = Database(place) if database is None else database
        if database is None:
            mine.refuse_when_in_use()
        with mine.alone():
            copy = copy_in(mine, backup)
            check_copy(copy, backup.name)
            if database is not None:
                mine.close()
            aside = set_aside(place)
            put_in_place(mine, copy)
            if database is not None:
                mine.open()
            return aside
