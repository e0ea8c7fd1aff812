"""Copies of a partnership file: a backup, a rewritten file without what was deleted, and putting one in place.

DuckDB copies itself (``COPY FROM DATABASE``) into a folder beside the file that exists only meanwhile. A newcomer would
copy the file of a running app and lose everything that still stands in its log, or forget that deleted rows keep their
bytes in a database file until it is written anew.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from landscape import knowledge
from landscape.store.database import Database

_PENDING = "rewrite_pending"


def backup(database: Database, target: Path) -> Path:
    """Write a copy of all that is stored to ``target`` while others go on reading; returns it.

    Raises:
        PortfolioError: ``target`` exists already, its folder does not, or the disk is full.
    """
    if target.exists():
        raise knowledge.refuse("store_exists", file=target.name)
    if not target.resolve().parent.is_dir():
        raise knowledge.refuse("store_no_folder", file=target.name)
    part = target.with_name(target.name + ".deel")
    with database.writing(), _room_for(database):
        copy = _copy(database)
        with _room_for(database, part):
            shutil.copyfile(copy, part)
            _to_disk(part)
            part.replace(target)
        shutil.rmtree(database.work_folder)
    return target


def mark_for_rewrite(cursor: duckdb.DuckDBPyConnection) -> None:
    """Inside a transaction that deletes: the file must be written anew, also when the power fails right after."""
    cursor.execute("INSERT OR REPLACE INTO meta VALUES (?, 'yes')", [_PENDING])


def finish_rewrite(database: Database) -> None:
    """Write the file anew when something was deleted for good, so that its bytes are gone."""
    with database.read() as cursor:
        pending = cursor.execute("SELECT 1 FROM meta WHERE key = ?", [_PENDING]).fetchone()
    if pending is None:
        return
    with database.alone(), _room_for(database):
        copy = _copy(database, forget=_PENDING)
        try:
            put_in_place(database, copy)  # while the old file is open, so that no other process can slip in between
            database.close()
        except PermissionError:  # Windows: an open file cannot be replaced, and nobody else can open it either
            database.close()
            put_in_place(database, copy)
        database.open()


def copy_in(database: Database, source: Path) -> Path:
    """A copy of ``source`` in the work folder of ``database``, on disk."""
    with _room_for(database):
        database.work_folder.mkdir(exist_ok=True)
        copy = database.work_folder / "terug.duckdb"
        shutil.copyfile(source, copy)
        _to_disk(copy)
        return copy


def check_copy(copy: Path, name: str) -> None:
    """Open a copy once: it migrates, and refuses or complains when it is not sound."""
    trial = Database(copy)
    try:
        trial.open()
        trial.close()
    except BaseException:
        shutil.rmtree(copy.parent, ignore_errors=True)
        raise
    if trial.notices:
        shutil.rmtree(copy.parent, ignore_errors=True)
        raise knowledge.refuse("backup_unsound", file=name)


def set_aside(path: Path) -> Path | None:
    """Give a partnership file a second name beside it, so that its own name can be replaced in one step."""
    if not path.exists():
        return None
    number = 1
    while (aside := path.with_name(f"{path.name}.vervangen-{number}")).exists():
        number += 1
    try:
        os.link(path, aside)
    except OSError:  # a file system without links
        shutil.copyfile(path, aside)
    log = path.with_name(path.name + ".wal")
    if log.exists():
        log.rename(aside.with_name(aside.name + ".wal"))
    return aside


def put_in_place(database: Database, copy: Path) -> None:
    """Let a copy take the name of the file in one step, and clear the work folder."""
    copy.replace(database.path)
    _to_disk(database.path.parent)
    shutil.rmtree(database.work_folder, ignore_errors=True)


def still_beside(path: Path) -> list[str]:
    """Files beside a partnership that hold earlier contents: set-aside logs and replaced files."""
    kinds = (f"{path.name}.vervangen-*", f"{path.name}.wal.beschadigd-*")
    return sorted({found.name for kind in kinds for found in path.parent.glob(kind)})


def _copy(database: Database, forget: str = "") -> Path:
    """Everything in ``database`` in a new file in its work folder, counted."""
    shutil.rmtree(database.work_folder, ignore_errors=True)
    database.work_folder.mkdir()
    copy = database.work_folder / "kopie.duckdb"
    with database.maintenance() as cursor:
        name = str(cursor.execute("SELECT current_database()").fetchall()[0][0])
        source, target = _quoted(name), _quoted(f"{name} (copy)")
        place = str(copy).replace("'", "''")
        cursor.execute("CHECKPOINT")
        cursor.execute(f"ATTACH '{place}' AS {target}")
        try:
            cursor.execute(f"COPY FROM DATABASE {source} TO {target}")
            if _counts(cursor, name) != _counts(cursor, f"{name} (copy)"):
                raise knowledge.refuse("store_damaged", file=database.path.name)
            if forget:
                cursor.execute(f"DELETE FROM {target}.main.meta WHERE key = ?", [forget])  # noqa: S608
        finally:
            cursor.execute(f"DETACH {target}")
    return copy


def _counts(cursor: duckdb.DuckDBPyConnection, owner: str) -> dict[str, int]:
    """Rows per table of one of the attached databases."""
    query = "SELECT table_name FROM duckdb_tables() WHERE database_name = ?"
    counts: dict[str, int] = {}
    for (table,) in cursor.execute(query, [owner]).fetchall():
        counted = cursor.execute(f"SELECT count(*) FROM {_quoted(owner)}.main.{_quoted(table)}")  # noqa: S608
        counts[table] = int(counted.fetchall()[0][0])
    return counts


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


@contextmanager
def _room_for(database: Database, part: Path | None = None) -> Iterator[None]:
    """A full disk is one sentence, and leaves no half copy behind."""
    try:
        yield
    except BaseException as problem:
        if part is not None:
            part.unlink(missing_ok=True)
        shutil.rmtree(database.work_folder, ignore_errors=True)
        if isinstance(problem, OSError) and problem.errno == errno.ENOSPC:
            raise knowledge.refuse("store_disk_full", file=database.path.name) from problem
        raise


def _to_disk(path: Path) -> None:
    """Ask the system to really write a file or folder; a folder only where the system can."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
