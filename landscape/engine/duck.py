"""SQL on DuckDB, in memory: reads no files, loads no extensions, and its settings are locked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

_CONFIGURATION = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
    "threads": "2",
    "lock_configuration": "true",
}


def run(steps: Mapping[str, str], tables: Mapping[str, pa.Table]) -> pa.Table:
    """Run the steps over the tables; the last one is the answer."""
    connection = duckdb.connect(":memory:", config=dict(_CONFIGURATION))
    try:
        for name, table in tables.items():
            connection.register(name, table)
        *earlier, last = steps.items()
        for name, query in earlier:
            connection.execute(f'CREATE TEMP VIEW "{name}" AS {query}')
        return connection.sql(last[1]).to_arrow_table()
    finally:
        connection.close()


def read_parquet(path: Path) -> pa.Table:
    """The rows of a file, or of all parts in a folder."""
    return pq.read_table(path)


def write_parquet(table: pa.Table, path: Path) -> None:
    """One file."""
    pq.write_table(table, path)
