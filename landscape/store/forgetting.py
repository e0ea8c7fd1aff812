"""Taking back the last import, and removing an organisation so that its bytes are gone too.

Taking back deletes one import; the state before it counts again. Removing deletes every row of the organisation in
every table, replaces its name and the names only it used in texts that others keep, and has the file written anew. A
newcomer would stop at DELETE: the bytes stay in a database file until it is rewritten.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

import pandas as pd

from landscape import knowledge
from landscape.store.copies import finish_rewrite, mark_for_rewrite, still_beside
from landscape.store.database import Database
from landscape.store.imports import Cursor, forget_import, log_event, rows

REMOVED = "(verwijderd)"
_SHORTEST_NAME = 3
_BY_IMPORT = ("columns", "findings", "imports")
_BY_ORGANISATION = (
    "applications", "changes", "import_organisations", "decision_applications", "snapshot_applications", "mappings",
    "remark_applications",
)  # fmt: skip


@dataclass(frozen=True)
class Removed:
    """What was removed, and the files beside the partnership that may still hold it (backups are not known to us)."""

    organisation: str
    applications: int
    still_beside: tuple[str, ...]


def undo_last_import(database: Database, *, on: date, by: str) -> pd.DataFrame:
    """Take the last accepted import back; returns its row of ``imports``.

    Raises:
        PortfolioError: there is no import.
    """
    with database.write() as cursor:
        last = rows(cursor, "SELECT * FROM imports ORDER BY import_id DESC LIMIT 1")
        if last.empty:
            raise knowledge.refuse("nothing_to_undo")
        number = int(last["import_id"].iloc[0])
        forget_import(cursor, number)
        log_event(cursor, "undo", on, by, str(number))
    return last


def remove_organisation(database: Database, organisation: str, *, on: date, by: str) -> Removed:
    """Remove an organisation for good and write the file anew.

    Raises:
        PortfolioError: no organisation has that name, or the disk is full (then it is removed at the next opening).
    """
    with database.write() as cursor:
        count = cursor.execute(
            "SELECT count(DISTINCT application_id) FROM applications WHERE organisation = ?", [organisation]
        ).fetchone()
        if count is None or not count[0]:
            raise knowledge.refuse("unknown_organisation", organisation=organisation)
        words = _only_theirs(cursor, organisation)
        _delete(cursor, organisation)
        log_event(cursor, "remove", on, by, REMOVED)
        _scrub(cursor, words)
        mark_for_rewrite(cursor)
    finish_rewrite(database)
    return Removed(organisation, int(count[0]), tuple(still_beside(database.path)))


def _only_theirs(cursor: Cursor, organisation: str) -> list[str]:
    """The organisation's name and the application names no other organisation uses, longest first."""
    query = (
        "SELECT DISTINCT name FROM applications WHERE organisation = ? AND name NOT IN "
        "(SELECT name FROM applications WHERE organisation <> ?)"
    )
    names = {name for (name,) in cursor.execute(query, [organisation, organisation]).fetchall()}
    return sorted({organisation, *(name for name in names if len(name) >= _SHORTEST_NAME)}, key=lambda w: (-len(w), w))


def _delete(cursor: Cursor, organisation: str) -> None:
    of_them = "SELECT DISTINCT application_id FROM applications WHERE organisation = ?"
    cursor.execute(
        f"DELETE FROM judgements WHERE application_id IN ({of_them}) OR other_application_id IN ({of_them})",  # noqa: S608
        [organisation, organisation],
    )
    # A file of several organisations holds columns and findings of all of them; it goes when nobody else is in it,
    # and else its findings go, because they quote cells.
    shared = "SELECT import_id FROM import_organisations WHERE organisation = ?"
    others = "SELECT import_id FROM import_organisations WHERE organisation <> ?"
    cursor.execute(f"DELETE FROM findings WHERE import_id IN ({shared})", [organisation])  # noqa: S608
    for table in _BY_IMPORT:
        cursor.execute(
            f'DELETE FROM "{table}" WHERE import_id IN ({shared}) AND import_id NOT IN ({others})',  # noqa: S608
            [organisation, organisation],
        )
    for table in _BY_ORGANISATION:
        cursor.execute(f'DELETE FROM "{table}" WHERE organisation = ?', [organisation])  # noqa: S608
    nobody_left = "SELECT decision_id FROM decisions ANTI JOIN decision_applications USING (decision_id)"
    for table in ("decision_figures", "decisions"):
        cursor.execute(f"DELETE FROM {table} WHERE decision_id IN ({nobody_left})")  # noqa: S608
    cursor.execute(
        "DELETE FROM remarks WHERE remark_id IN (SELECT remark_id FROM remarks ANTI JOIN remark_applications "
        "USING (remark_id))"
    )


def _scrub(cursor: Cursor, words: list[str]) -> None:
    """Replace what only they were called in texts that stay: shared decisions, judgements, files and snapshots."""
    whole_words = "|".join(re.escape(word) for word in words)
    pattern = re.compile(rf"(?<!\w)(?:{whole_words})(?!\w)", flags=re.IGNORECASE)
    kept = {
        "decisions": ("decision_id", ("title", "reason", "role")),
        "judgements": ("judgement_id", ("why", "by_role")),
        "remarks": ("remark_id", ("remark", "by_role")),
        "imports": ("import_id", ("file", "organisation", "accepted_by")),
        "events": ("event_id", ("detail", "by_role")),
        "snapshots": ("snapshot_id", ("label",)),
    }
    for table, (key, texts) in kept.items():
        for text in texts:
            for number, value in cursor.execute(f"SELECT {key}, {text} FROM {table}").fetchall():  # noqa: S608
                cleaned = pattern.sub(REMOVED, value)
                if cleaned != value:
                    cursor.execute(f"UPDATE {table} SET {text} = ? WHERE {key} = ?", [cleaned, number])  # noqa: S608
    for table in ("columns", "applications"):
        for (file,) in cursor.execute(f"SELECT DISTINCT file FROM {table}").fetchall():  # noqa: S608
            if pattern.search(file):
                cursor.execute(f"UPDATE {table} SET file = ? WHERE file = ?", [pattern.sub(REMOVED, file), file])  # noqa: S608
