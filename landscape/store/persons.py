"""Everything that is stored about a person, and removing it down to the bytes of the file.

In comes a name or an address, out come the places where that text stands, in any text column of any table. Removing
replaces the text and has the file written anew. A newcomer would search the columns called "owner": a name also stands
in remarks, findings, old values and file names. Keys and names of organisations are never replaced.
"""

from __future__ import annotations

import re

import pandas as pd

from landscape import knowledge
from landscape.store.copies import finish_rewrite, mark_for_rewrite
from landscape.store.database import Database
from landscape.store.forgetting import REMOVED
from landscape.store.imports import Cursor

MENTION_COLUMNS = ("table", "field", "text", "rows")
SHORTEST = 4
_KEYS = frozenset({"application_id", "other_application_id", "organisation", "content_sha256", "key", "candidate_key"})
_NEVER = frozenset({"meta"})


def mentions(database: Database, text: str) -> pd.DataFrame:
    """Where ``text`` stands, whatever its capitals: one row per distinct cell text, columns ``MENTION_COLUMNS``.

    Raises:
        PortfolioError: the text is too short to search for a person.
    """
    wanted = _wanted(text)
    found = []
    with database.read() as cursor:
        for table, field in _text_columns(cursor):
            query = f'SELECT "{field}", count(*) FROM "{table}" WHERE contains(lower("{field}"), ?) GROUP BY ALL'  # noqa: S608
            for value, rows in cursor.execute(query, [wanted]).fetchall():
                found.append((table, field, str(value), int(rows)))
    frame = pd.DataFrame(found, columns=list(MENTION_COLUMNS)).astype({"table": "str", "field": "str", "text": "str"})
    return frame.sort_values(["table", "field", "text"], kind="stable", ignore_index=True)


def forget_person(database: Database, text: str) -> int:
    """Replace ``text`` wherever it stands and write the file anew; returns in how many cells it stood.

    Raises:
        PortfolioError: the text is too short, or the disk is full (then the bytes go at the next opening).
    """
    pattern = re.compile(re.escape(_wanted(text)), flags=re.IGNORECASE)
    cells = 0
    with database.write() as cursor:
        for table, field in _text_columns(cursor):
            if field in _KEYS:
                continue
            query = f'SELECT "{field}", count(*) FROM "{table}" WHERE contains(lower("{field}"), ?) GROUP BY ALL'  # noqa: S608
            for value, rows in cursor.execute(query, [_wanted(text)]).fetchall():
                cleaned = pattern.sub(REMOVED, value)
                cursor.execute(f'UPDATE "{table}" SET "{field}" = ? WHERE "{field}" = ?', [cleaned, value])  # noqa: S608
                cells += int(rows)
        if cells:
            mark_for_rewrite(cursor)
    finish_rewrite(database)
    return cells


def _wanted(text: str) -> str:
    wanted = " ".join(text.split()).lower()
    if len(wanted) < SHORTEST:
        raise knowledge.refuse("person_too_short", least=SHORTEST)
    return wanted


def _text_columns(cursor: Cursor) -> list[tuple[str, str]]:
    query = (
        "SELECT table_name, column_name FROM duckdb_columns() WHERE data_type = 'VARCHAR' AND NOT internal ORDER BY ALL"
    )
    return [(table, field) for table, field in cursor.execute(query).fetchall() if table not in _NEVER]
