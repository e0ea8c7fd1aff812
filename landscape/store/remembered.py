"""What people confirmed about columns, and what they remarked on candidates: small facts beside the inventories.

A mapping belongs to a set of headers and is replaced by a later one about the same headers; a remark is only ever
added. Both know whose they are, because an organisation that leaves takes its headers and its remarks along.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import date

import pandas as pd

from landscape.store.database import Database
from landscape.store.imports import Cursor, append, next_number, rows

REMARK_KINDS = ("remark", "objection")


def save_mapping(
    cursor: Cursor, headers: Collection[str], fields: Mapping[str, str], *, organisation: str, on: date
) -> None:
    """Remember which field each bare header of a set stands for; replaces what was known about exactly that set."""
    text = json.dumps(sorted(headers), ensure_ascii=False)
    cursor.execute("DELETE FROM mappings WHERE headers = ?", [text])
    said = json.dumps(dict(sorted(fields.items())), ensure_ascii=False)
    cursor.execute("INSERT INTO mappings VALUES (?, ?, ?, ?, ?)", [next_number(cursor), text, said, organisation, on])


def mappings(database: Database) -> list[tuple[frozenset[str], dict[str, str]]]:
    """Per set of bare headers the field of each header somebody confirmed, in a fixed order."""
    with database.read() as cursor:
        found = cursor.execute("SELECT headers, fields FROM mappings ORDER BY headers").fetchall()
    return [(frozenset(json.loads(headers)), json.loads(fields)) for headers, fields in found]


def add_remark(cursor: Cursor, kind: str, remark: str, *, by: str, on: date, applications: pd.DataFrame) -> int:
    """Write one remark about the ``application_id, organisation`` of ``applications``."""
    assert kind in REMARK_KINDS
    number = next_number(cursor)
    cursor.execute("INSERT INTO remarks VALUES (?, ?, ?, ?, ?)", [number, kind, by, on, remark])
    concerned = applications.loc[:, ["application_id", "organisation"]]
    append(cursor, "remark_applications", concerned.assign(remark_id=number))
    return number


def remarks(database: Database) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Remarks (``remark_id, kind, by, on, remark``), oldest first, and their applications (``remark_id,
    application_id``)."""
    with database.read() as cursor:
        query = 'SELECT remark_id, kind, by_role AS by, said_on AS "on", remark FROM remarks ORDER BY remark_id'
        concerned = "SELECT remark_id, application_id FROM remark_applications ORDER BY ALL"
        return rows(cursor, query), rows(cursor, concerned)
