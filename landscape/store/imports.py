"""Inventories as they were accepted: each import keeps the whole state of its organisations from then on.

A state is the applications of the new file plus those it no longer names, each with its ``presence``. The current state
of an organisation is that of its latest import, so taking an import back needs no arithmetic: the one before it counts
again. Frames are stored as typed columns.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date

import duckdb
import pandas as pd
import pyarrow as pa

from landscape.records import APPLICATION_COLUMNS, COLUMN_COLUMNS, FINDING_COLUMNS, as_typed
from landscape.store.database import Database

Cursor = duckdb.DuckDBPyConnection
"""What :meth:`Database.read` and :meth:`Database.write` hand out."""

PRESENCE = ("present", "missing", "ended")
"""Named in the latest file; no longer named, still counted; ended because a person said so."""

STATE_COLUMNS = ("import_id", "seen_import_id", "presence", *APPLICATION_COLUMNS)
CHANGE_COLUMNS = ("organisation", "application_id", "name", "what", "field", "old_value", "new_value")
_IMPORT_TABLES = ("applications", "changes", "columns", "findings", "import_organisations", "imports")
_LATEST = "SELECT organisation, max(import_id) AS import_id FROM import_organisations GROUP BY organisation"


@dataclass(frozen=True)
class ImportRecord:
    """What is written once about an accepted file; counts in rows, ``added + changed + unchanged + rows_refused =
    rows_read``."""

    content_sha256: str
    file: str
    organisation: str
    organisation_source: str
    accepted_on: date
    accepted_by: str
    rows_read: int
    rows_refused: int
    added: int
    changed: int
    unchanged: int
    missing: int
    ended: int


def next_number(cursor: Cursor) -> int:
    """A number that was never given out in this file, also not to an import that was taken back."""
    row = cursor.execute(
        "UPDATE meta SET value = CAST(CAST(value AS BIGINT) + 1 AS VARCHAR) WHERE key = 'last_number' RETURNING value"
    ).fetchone()
    assert row is not None
    return int(row[0])


def append(cursor: Cursor, table: str, frame: pd.DataFrame) -> None:
    """Add the rows of ``frame`` to ``table`` by column name; dates to the second, text never missing."""
    if frame.empty:
        return
    cursor.register("incoming", pa.Table.from_pandas(frame, preserve_index=False))
    try:
        cursor.execute(f'INSERT INTO "{table}" BY NAME SELECT * FROM incoming')  # noqa: S608 - table names are ours
    finally:
        cursor.unregister("incoming")


def rows(cursor: Cursor, query: str, values: Sequence[object] = ()) -> pd.DataFrame:
    """The answer to ``query`` as a frame with Arrow-backed text."""
    frame: pd.DataFrame = cursor.sql(query, params=list(values)).to_arrow_table().to_pandas(date_as_object=False)
    return frame


def log_event(cursor: Cursor, what: str, on: date, by: str, detail: str) -> None:
    """One line in the log of what was done to this file."""
    cursor.execute("INSERT INTO events VALUES (?, ?, ?, ?, ?)", [next_number(cursor), what, on, by, detail])


def latest_imports(cursor: Cursor) -> dict[str, int]:
    """The latest import per organisation."""
    return dict(cursor.execute(f"SELECT organisation, import_id FROM ({_LATEST}) ORDER BY ALL").fetchall())  # noqa: S608


def import_with_content(
    cursor: Cursor, import_ids: Collection[int], content_sha256: str, organisation: str
) -> int | None:
    """The one import all ``import_ids`` name, if it holds this content for this organisation."""
    if len(set(import_ids)) != 1:
        return None
    (number,) = set(import_ids)
    query = "SELECT import_id FROM imports WHERE import_id = ? AND content_sha256 = ? AND organisation = ?"
    row = cursor.execute(query, [number, content_sha256, organisation]).fetchone()
    return int(row[0]) if row else None


def current_state(
    database: Database, organisations: Sequence[str] | None = None, only: Collection[str] | None = None
) -> tuple[pd.DataFrame, Mapping[str, int]]:
    """The latest state, columns ``STATE_COLUMNS``, sorted by organisation and id; and the imports it stands on.

    Args:
        organisations: whose; all when left out.
        only: ids of the applications wanted; all when left out.
    """
    with database.read() as cursor:
        latest = latest_imports(cursor)
        if organisations is not None:
            latest = {name: number for name, number in latest.items() if name in set(organisations)}
        wanted = ", ".join(f'applications."{name}"' for name in STATE_COLUMNS)
        query = f"SELECT {wanted} FROM applications JOIN ({_LATEST}) USING (organisation, import_id)"  # noqa: S608
        values: list[object] = []
        if organisations is not None:
            query, values = f"{query} WHERE list_contains(?, organisation)", [list(organisations)]
        if only is not None:
            query = f"{query} {'AND' if values else 'WHERE'} list_contains(?, application_id)"
            values.append(list(only))
        frame = rows(cursor, f"{query} ORDER BY organisation, application_id", values)
    return as_typed(frame), latest


def owners(database: Database) -> pd.DataFrame:
    """Whose each application of the latest state is, ended ones too: ``application_id, organisation`` and no more.

    Asked at every answer of a server, so it must not read the hundred other columns.
    """
    with database.read() as cursor:
        return rows(
            cursor,
            f"SELECT application_id, organisation FROM applications JOIN ({_LATEST}) USING (organisation, import_id) "  # noqa: S608
            "ORDER BY organisation, application_id",
        )


def known_applications(database: Database, application_ids: Collection[str]) -> pd.DataFrame:
    """Which of these are in the latest state, cheaply: ``application_id, organisation, annual_cost_eur, presence``."""
    query = (
        f"SELECT application_id, organisation, annual_cost_eur, presence FROM applications JOIN ({_LATEST}) "  # noqa: S608
        "USING (organisation, import_id) WHERE list_contains(?, application_id) ORDER BY application_id"
    )
    with database.read() as cursor:
        return rows(cursor, query, [sorted(application_ids)])


def imports(database: Database) -> pd.DataFrame:
    """One row per accepted import, oldest first, columns as :class:`ImportRecord` after ``import_id``."""
    with database.read() as cursor:
        return rows(cursor, "SELECT * FROM imports ORDER BY import_id")


def members(database: Database) -> pd.DataFrame:
    """Per organisation how many applications are present, missing and ended, and when its last import was accepted:
    ``organisation, present, missing, ended, accepted_on``, by name."""
    per_fate = ", ".join(f"count(*) FILTER (presence = '{name}') AS {name}" for name in PRESENCE)
    query = (
        f"SELECT applications.organisation, {per_fate}, max(accepted_on) AS accepted_on FROM applications "  # noqa: S608
        f"JOIN ({_LATEST}) AS latest USING (organisation, import_id) JOIN imports USING (import_id) "
        "GROUP BY applications.organisation ORDER BY applications.organisation"
    )
    with database.read() as cursor:
        return rows(cursor, query)


def events(database: Database) -> pd.DataFrame:
    """What was done to this file, oldest first: ``event_id, what, on, by, detail``."""
    with database.read() as cursor:
        query = 'SELECT event_id, what, happened_on AS "on", by_role AS by, detail FROM events ORDER BY event_id'
        return rows(cursor, query)


def import_rows(database: Database, table: str, import_ids: Sequence[int]) -> pd.DataFrame:
    """The rows of ``columns``, ``findings`` or ``changes`` of some imports, with their ``import_id``."""
    names = {"columns": COLUMN_COLUMNS, "findings": FINDING_COLUMNS, "changes": CHANGE_COLUMNS}[table]
    wanted = ", ".join(f'"{name}"' for name in names)
    with database.read() as cursor:
        query = f'SELECT import_id, {wanted} FROM "{table}" WHERE list_contains(?, import_id) ORDER BY ALL'  # noqa: S608
        return as_typed(rows(cursor, query, [list(import_ids)]))


def save_import(
    cursor: Cursor,
    record: ImportRecord,
    *,
    state: pd.DataFrame,
    changes: pd.DataFrame,
    columns: pd.DataFrame,
    findings: pd.DataFrame,
) -> int:
    """Write one import inside the caller's transaction and return its number.

    Args:
        state: columns ``presence`` and ``APPLICATION_COLUMNS``, and ``seen_import_id`` (0 for what this file names).
        changes: columns ``CHANGE_COLUMNS``.
    """
    number = next_number(cursor)
    placeholders = ", ".join("?" * (1 + len(astuple(record))))
    cursor.execute(f"INSERT INTO imports VALUES ({placeholders})", [number, *astuple(record)])  # noqa: S608
    seen = state["seen_import_id"].where(state["seen_import_id"] > 0, number)
    stored = pd.concat([as_typed(state.loc[:, ["presence", *APPLICATION_COLUMNS]])], axis=1)
    append(cursor, "applications", stored.assign(import_id=number, seen_import_id=seen))
    counted = state.groupby("organisation", sort=True).size().rename("applications").reset_index()
    append(cursor, "import_organisations", counted.assign(import_id=number))
    append(cursor, "changes", changes.loc[:, list(CHANGE_COLUMNS)].assign(import_id=number))
    append(cursor, "columns", as_typed(columns.loc[:, list(COLUMN_COLUMNS)]).assign(import_id=number))
    append(cursor, "findings", as_typed(findings.loc[:, list(FINDING_COLUMNS)]).assign(import_id=number))
    return number


def forget_import(cursor: Cursor, import_id: int) -> None:
    """Take one import back, inside the caller's transaction."""
    for table in _IMPORT_TABLES:
        cursor.execute(f'DELETE FROM "{table}" WHERE import_id = ?', [import_id])  # noqa: S608
