"""The open file of one partnership: who may write, who reads, and what happens when something is wrong with it.

In comes a path; out come cursors. What a newcomer would get wrong:

- a DuckDB connection shared between threads answers wrongly without an error, so every use gets its own cursor;
- one writer at a time (a lock per file and process), one process per file (DuckDB's own lock);
- a write is acknowledged after commit *and* checkpoint: the log beside the file (WAL) is then normally empty, so damage
  to it can only touch what nobody was told was stored;
- after a full disk DuckDB may declare the open database invalid; it is then opened again, without a restart.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from landscape import knowledge
from landscape.findings import PortfolioError
from landscape.store.damage import copy_of_suspect_log, free_name
from landscape.store.schema import bring_up_to_date

_CONFIGURATION = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
    "memory_limit": "2GB",
    "threads": "2",
}
_NO_ROOM = ("no space left", "disk full", "max_temp_directory_size", "not enough space")


class Database:
    """One partnership file, shared by all threads of this process; made by :func:`open_database`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.notices: list[str] = []
        self.users = 0
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._write_lock = threading.RLock()
        self._gate = threading.Condition()
        self._readers = 0
        self._waiting_to_be_alone = 0

    @property
    def work_folder(self) -> Path:
        """The only folder beside the file itself that the locked database may touch; exists during upkeep only."""
        return self.path.with_name(self.path.name + ".werk")

    @property
    def wal(self) -> Path:
        """DuckDB's write-ahead log of this file."""
        return self.path.with_name(self.path.name + ".wal")

    @contextmanager
    def read(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor of one's own that sees one consistent moment and cannot write."""
        cursor = self._begin_reading()
        failed = False
        try:
            yield cursor
        except duckdb.Error as problem:
            failed = True
            raise self.explain(problem) from problem
        finally:
            cursor.close()
            self._leave()
            if failed:
                self.reopen()

    def _begin_reading(self) -> duckdb.DuckDBPyConnection:
        for is_last in (False, True):
            self._ensure_open()
            with self._gate:
                self._gate.wait_for(lambda: not self._waiting_to_be_alone)
                self._readers += 1
            try:
                cursor = self._cursor()
                cursor.execute("BEGIN TRANSACTION READ ONLY")
                return cursor
            except duckdb.Error as problem:
                self._leave()
                self.reopen()
                if is_last:
                    raise self.explain(problem) from problem
        raise AssertionError

    def _leave(self) -> None:
        with self._gate:
            self._readers -= 1
            self._gate.notify_all()

    @contextmanager
    def write(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor in one transaction, one writer at a time; returns after commit and checkpoint, or nothing changed.

        Raises:
            PortfolioError: the disk is full or the file is damaged; what was acknowledged before is still there.
        """
        with self._write_lock:
            self._ensure_open()
            cursor = self._cursor()
            try:
                cursor.execute("BEGIN")
                yield cursor
                cursor.execute("COMMIT")
            except duckdb.Error as problem:
                self.reopen()
                raise self.explain(problem) from problem
            except BaseException:
                with suppress(duckdb.Error):
                    cursor.execute("ROLLBACK")
                raise
            finally:
                cursor.close()
            self._checkpoint()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else reads or writes in this process; for replacing the file under the connection."""
        with self._write_lock:
            with self._gate:
                self._waiting_to_be_alone += 1
                self._gate.wait_for(lambda: self._readers == 0)
            try:
                yield
            finally:
                with self._gate:
                    self._waiting_to_be_alone -= 1
                    self._gate.notify_all()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Be the only writer for a while; others go on reading."""
        with self._write_lock:
            yield

    @contextmanager
    def maintenance(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor outside any transaction, for copying the whole file."""
        with self._write_lock:
            self._ensure_open()
            cursor = self._cursor()
            try:
                yield cursor
            except duckdb.Error as problem:
                self.reopen()
                raise self.explain(problem) from problem
            finally:
                cursor.close()

    def refuse_when_in_use(self) -> None:
        """Try the file once: in use by another process is refused, any damage is for the caller to replace.

        Raises:
            PortfolioError: another process has it open.
        """
        if self.path.exists():
            try:
                self.open()
            except PortfolioError as problem:
                if problem.code == "store_in_use":
                    raise
            self.close()

    def explain(self, problem: duckdb.Error) -> PortfolioError:
        """The sentence for what DuckDB ran into."""
        text = str(problem).lower()
        if any(words in text for words in _NO_ROOM):
            return knowledge.refuse("store_disk_full", file=self.path.name)
        if "set lock" in text or "being used by another process" in text:
            return knowledge.refuse("store_in_use", file=self.path.name)
        if "permission denied" in text or "read-only file" in text or "is a directory" in text:
            return knowledge.refuse("store_no_permission", file=self.path.name)
        if "not a valid duckdb" in text:
            return knowledge.refuse("store_not_a_partnership", file=self.path.name)
        return knowledge.refuse("store_damaged", file=self.path.name)

    def open(self) -> None:
        """Connect, lock the configuration, migrate and check; a damaged log is set aside with a notice."""
        if not self.path.parent.is_dir():
            raise knowledge.refuse("store_no_folder", file=self.path.name)
        suspect = copy_of_suspect_log(self.wal)
        try:
            self._connection = self._connect()
        except BaseException:
            if suspect is not None:
                suspect.unlink()
            raise
        if suspect is not None:
            self._say_set_aside(suspect)
        try:
            cursor = self._connection.cursor()
            shutil.rmtree(self.work_folder, ignore_errors=True)
            bring_up_to_date(cursor, self.path.name)
            self._self_check(cursor)
            cursor.close()
        except duckdb.Error as problem:
            self.close()
            raise self.explain(problem) from problem
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Checkpoint and let go of the file."""
        if self._connection is not None:
            with suppress(duckdb.Error):
                self._connection.close()
            self._connection = None

    def reopen(self) -> None:
        """Let go and open again when the connection has become useless; a failure is left for the next use."""
        if self._is_alive():
            return
        with self.alone():
            self.close()
            with suppress(PortfolioError):
                self.open()

    def _is_alive(self) -> bool:
        if self._connection is None:
            return False
        try:
            with self._connection.cursor() as cursor:
                cursor.execute("SELECT count(*) FROM meta").fetchone()
        except duckdb.Error:
            return False
        return True

    def _ensure_open(self) -> None:
        """Open again after an earlier failure; never from inside a read, which others may be waiting for to end."""
        if self._connection is None:
            with self.alone():
                if self._connection is None:
                    self.open()

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        connection = self._connection
        if connection is None:
            raise duckdb.FatalException("closed by another thread just now")
        return connection.cursor()

    def _checkpoint(self) -> None:
        try:
            with self._cursor() as cursor:
                cursor.execute("CHECKPOINT")
        except duckdb.Error:
            self.reopen()  # committed and in the log; a later checkpoint takes it along

    def _connect(self) -> duckdb.DuckDBPyConnection:
        try:
            return self._locked_down()
        except duckdb.Error as problem:
            if "replaying wal" not in str(problem).lower() or self._no_room(problem):
                raise self.explain(problem) from problem
        aside = free_name(self.wal)
        self.wal.rename(aside)
        try:
            connection = self._locked_down()
        except duckdb.Error as problem:
            aside.rename(self.wal)
            raise self.explain(problem) from problem
        self._say_set_aside(aside)
        return connection

    def _locked_down(self) -> duckdb.DuckDBPyConnection:
        connection = duckdb.connect(str(self.path), config=dict(_CONFIGURATION))
        folder = str(self.work_folder).replace("'", "''")
        connection.execute(f"SET allowed_directories = ['{folder}/']")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        return connection

    def _no_room(self, problem: duckdb.Error) -> bool:
        return any(words in str(problem).lower() for words in _NO_ROOM)

    def _say_set_aside(self, aside: Path) -> None:
        self.notices.append(knowledge.sentence("store", "wal_set_aside", file=self.path.name, aside=aside.name))

    def _self_check(self, cursor: duckdb.DuckDBPyConnection) -> None:
        """Every accepted import still has as many applications as were acknowledged."""
        short = cursor.execute(
            "SELECT count(*) FROM import_organisations AS promised LEFT JOIN (SELECT import_id, organisation, "
            "count(*) AS applications FROM applications GROUP BY ALL) AS held USING (import_id, organisation) "
            "WHERE promised.applications <> coalesce(held.applications, 0)"
        ).fetchone()
        if short is not None and short[0]:
            self.notices.append(knowledge.sentence("store", "rows_short", file=self.path.name, imports=short[0]))
