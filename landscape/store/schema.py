"""The tables of a partnership file, and how an older file becomes a newer one.

``MIGRATIONS`` is append-only: entry 0 makes version 1, entry 1 makes version 2 out of it, and so on. A new file runs
all of them, so there is one road and no second description of the schema to keep in step. The columns of applications,
columns and findings follow ``records``: one added there is added to an existing file when it is opened, without a new
version. What each version really looked like stands in ``tests/store/schema_<version>.sql``, so that an entry changed
afterwards is noticed.
"""

from __future__ import annotations

from collections.abc import Mapping

import duckdb

from landscape import knowledge
from landscape.records import APPLICATION_COLUMNS, COLUMN_COLUMNS, FIELDS, FINDING_COLUMNS

_TYPES: Mapping[str, str] = {
    "text": "VARCHAR DEFAULT ''",
    "amount": "DOUBLE",
    "count": "BIGINT",
    "date": "TIMESTAMP_S",
}

_WHOLE_NUMBERS = frozenset({"row", "header_row"})


def _columns(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}" {_type_of(name)}' for name in names)


def _type_of(name: str) -> str:
    if name in _WHOLE_NUMBERS:
        return "BIGINT"
    return "DOUBLE" if name == "certainty" else _TYPES[FIELDS.get(name, "text")]


_VERSION_1 = (
    "CREATE TABLE meta (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL)",
    "CREATE TABLE imports (import_id BIGINT PRIMARY KEY, content_sha256 VARCHAR NOT NULL, file VARCHAR NOT NULL, "
    "organisation VARCHAR NOT NULL, organisation_source VARCHAR NOT NULL, accepted_on TIMESTAMP_S NOT NULL, "
    "accepted_by VARCHAR NOT NULL, rows_read BIGINT NOT NULL, rows_refused BIGINT NOT NULL, added BIGINT NOT NULL, "
    "changed BIGINT NOT NULL, unchanged BIGINT NOT NULL, missing BIGINT NOT NULL, ended BIGINT NOT NULL)",
    "CREATE TABLE import_organisations (import_id BIGINT NOT NULL, organisation VARCHAR NOT NULL, "
    "applications BIGINT NOT NULL)",
    "CREATE TABLE changes (import_id BIGINT NOT NULL, organisation VARCHAR NOT NULL, application_id VARCHAR NOT NULL, "
    "name VARCHAR NOT NULL, what VARCHAR NOT NULL, field VARCHAR NOT NULL, old_value VARCHAR NOT NULL, "
    "new_value VARCHAR NOT NULL)",
    f"CREATE TABLE columns (import_id BIGINT NOT NULL, {_columns(COLUMN_COLUMNS)})",
    f"CREATE TABLE findings (import_id BIGINT NOT NULL, {_columns(FINDING_COLUMNS)})",
    f"CREATE TABLE applications (import_id BIGINT NOT NULL, seen_import_id BIGINT NOT NULL, presence VARCHAR NOT NULL, "
    f"{_columns(APPLICATION_COLUMNS)})",
    "CREATE TABLE events (event_id BIGINT PRIMARY KEY, what VARCHAR NOT NULL, happened_on TIMESTAMP_S NOT NULL, "
    "by_role VARCHAR NOT NULL, detail VARCHAR NOT NULL)",
    "INSERT INTO meta VALUES ('last_number', '0')",
)

_VERSION_2 = (
    "CREATE TABLE judgements (judgement_id BIGINT PRIMARY KEY, about VARCHAR NOT NULL, "
    "application_id VARCHAR NOT NULL, other_application_id VARCHAR NOT NULL, value VARCHAR NOT NULL, "
    "by_role VARCHAR NOT NULL, "
    "judged_on TIMESTAMP_S NOT NULL, why VARCHAR NOT NULL)",
    "CREATE TABLE decisions (decision_id BIGINT PRIMARY KEY, candidate_key VARCHAR NOT NULL, title VARCHAR NOT NULL, "
    "action VARCHAR NOT NULL, role VARCHAR NOT NULL, decided_on TIMESTAMP_S NOT NULL, reason VARCHAR NOT NULL)",
    "CREATE TABLE decision_figures (decision_id BIGINT NOT NULL, figure VARCHAR NOT NULL, value DOUBLE)",
    "CREATE TABLE decision_applications (decision_id BIGINT NOT NULL, application_id VARCHAR NOT NULL, "
    "organisation VARCHAR NOT NULL, annual_cost_eur DOUBLE)",
    "CREATE TABLE snapshots (snapshot_id BIGINT PRIMARY KEY, reference_date TIMESTAMP_S NOT NULL, "
    "label VARCHAR NOT NULL)",
    "CREATE TABLE snapshot_applications (snapshot_id BIGINT NOT NULL, organisation VARCHAR NOT NULL, "
    "application_id VARCHAR NOT NULL, name VARCHAR NOT NULL, product_name VARCHAR NOT NULL, "
    "component VARCHAR NOT NULL, application_kind VARCHAR NOT NULL, readiness VARCHAR NOT NULL, "
    "annual_cost_eur DOUBLE, contract_end_date TIMESTAMP_S)",
)

_VERSION_3 = (
    "CREATE TABLE mappings (mapping_id BIGINT PRIMARY KEY, headers VARCHAR NOT NULL, fields VARCHAR NOT NULL, "
    "organisation VARCHAR NOT NULL, remembered_on TIMESTAMP_S NOT NULL)",
    "CREATE TABLE remarks (remark_id BIGINT PRIMARY KEY, kind VARCHAR NOT NULL, by_role VARCHAR NOT NULL, "
    "said_on TIMESTAMP_S NOT NULL, remark VARCHAR NOT NULL)",
    "CREATE TABLE remark_applications (remark_id BIGINT NOT NULL, application_id VARCHAR NOT NULL, "
    "organisation VARCHAR NOT NULL)",
)

_OF_RECORDS = {"applications": APPLICATION_COLUMNS, "columns": COLUMN_COLUMNS, "findings": FINDING_COLUMNS}
"""Tables whose columns follow ``records``, besides ids of our own."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (_VERSION_1, _VERSION_2, _VERSION_3)
VERSION = len(MIGRATIONS)


def version_of(cursor: duckdb.DuckDBPyConnection) -> int:
    """The schema version of an open file: 0 for an empty one, -1 for a database that is not ours."""
    tables = {name for (name,) in cursor.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    if not tables:
        return 0
    if "meta" not in tables:
        return -1
    row = cursor.execute("SELECT value FROM meta WHERE key = 'schema_version'").fetchone()
    return int(row[0]) if row else -1


def bring_up_to_date(cursor: duckdb.DuckDBPyConnection, name: str) -> bool:
    """Run the missing migrations in one transaction; says whether anything was changed.

    Raises:
        PortfolioError: the file is not a partnership, or was written by a newer version of this program.
    """
    found = version_of(cursor)
    if found < 0:
        raise knowledge.refuse("store_not_a_partnership", file=name)
    if found > VERSION:
        raise knowledge.refuse("store_too_new", file=name, found=found, known=VERSION)
    cursor.execute("BEGIN")
    for steps in MIGRATIONS[found:]:
        for step in steps:
            cursor.execute(step)
    cursor.execute("INSERT OR REPLACE INTO meta VALUES ('schema_version', ?)", [str(VERSION)])
    added = _add_new_fields(cursor)
    cursor.execute("COMMIT")
    changed = found < VERSION or added
    if changed:
        cursor.execute("CHECKPOINT")
    return changed


def _add_new_fields(cursor: duckdb.DuckDBPyConnection) -> bool:
    query = "SELECT table_name, column_name FROM duckdb_columns()"
    known = set(cursor.execute(query).fetchall())
    new = [(table, name) for table, names in _OF_RECORDS.items() for name in names if (table, name) not in known]
    for table, name in new:
        cursor.execute(f'ALTER TABLE {table} ADD COLUMN "{name}" {_type_of(name)}')
    return bool(new)
