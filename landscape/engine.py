"""Where set-based work runs: SQL in named steps on DuckDB.

One dialect-neutral seam: a caller hands over frames and an ordered mapping of step name to SQL, and gets the last step
back as a frame. Each step is a view the next ones can name, so any stage can be looked at. Only this module and
``store.py`` open a database. The connection lives in memory, reads no files, loads no extensions and is locked.
"""

from __future__ import annotations

from collections.abc import Mapping

import duckdb
import pandas as pd

_CONFIGURATION = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
    "threads": "2",
    "lock_configuration": "true",
}


def run_steps(steps: Mapping[str, str], **tables: pd.DataFrame) -> pd.DataFrame:
    """Run SQL ``steps`` over ``tables`` and return the last step's rows.

    Args:
        steps: output name to SELECT statement, in order; a later one may name an earlier one.
        tables: frames by the name the SQL uses. The last step should ORDER BY all that makes it deterministic.
    """
    connection = duckdb.connect(":memory:", config=dict(_CONFIGURATION))
    try:
        for name, frame in tables.items():
            connection.register(name, frame)
        *earlier, last = steps.items()
        for name, query in earlier:
            connection.execute(f'CREATE TEMP VIEW "{name}" AS {query}')
        return connection.execute(last[1]).df()
    finally:
        connection.close()
