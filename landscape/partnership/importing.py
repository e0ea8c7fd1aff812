"""Dry run, then accept: what a file would change in the stored landscape, and the one transaction that stores it.

What a newcomer would get wrong: accepting is idempotent. After a power cut nobody knows whether the last import was
stored; doing it again finds the same content for the same organisation without any difference and answers with the
import that is already there. And a preview is only valid on the state it was made against.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from landscape import knowledge
from landscape.portfolio.changes import Changes, compare, end, log_of
from landscape.records import Inventory
from landscape.store import Database, ImportRecord
from landscape.store.imports import Cursor, current_state, import_with_content, latest_imports, log_event, save_import


@dataclass(frozen=True)
class Preview:
    """What accepting an inventory would do; nothing is stored yet.

    Attributes:
        inventory: the file as it was understood (``.applications``, ``.columns``, ``.findings``).
        changes: the differences with the stored state, see :class:`landscape.portfolio.changes.Changes`.
        content_sha256: of the file's bytes.
        base: the imports the comparison stands on, by organisation.
        repeats: the import that already holds exactly this, or None.
    """

    inventory: Inventory
    changes: Changes
    content_sha256: str
    base: Mapping[str, int]
    repeats: int | None

    @property
    def counts(self) -> dict[str, int]:
        """``added + changed + unchanged + refused = rows_read``; ``missing`` stands beside it."""
        what = {name: self.changes.count(name) for name in ("added", "changed", "unchanged")}
        refused, read = self.inventory.rows_refused, self.inventory.rows_read
        return {"rows_read": read, **what, "refused": refused, "missing": len(self.changes.missing)}

    @property
    def columns(self) -> pd.DataFrame:
        """How the columns of the file were understood."""
        return self.inventory.columns

    @property
    def findings(self) -> pd.DataFrame:
        """What we tell about the data in the file."""
        return self.inventory.findings


@dataclass(frozen=True)
class Accepted:
    """The number under which an inventory is stored, and whether it already was."""

    import_id: int
    repeated: bool


def preview_inventory(
    database: Database, inventory: Inventory, content_sha256: str, renamed: Mapping[str, str] | None = None
) -> Preview:
    """Compare an inventory with what is stored.

    Raises:
        PortfolioError: the inventory holds no application.
    """
    if inventory.applications.empty:
        raise knowledge.refuse("empty_inventory", file=inventory.file)
    organisations = sorted(set(inventory.applications["organisation"]))
    before, base = current_state(database, organisations)
    changes = compare(before, inventory.applications, set(inventory.columns["field"]), renamed=renamed)
    repeats = None
    if set(base) == set(organisations) and log_of(changes).empty:
        with database.read() as cursor:
            repeats = import_with_content(cursor, base.values(), content_sha256, inventory.organisation)
    return Preview(inventory, changes, content_sha256, base, repeats)


def accept(
    database: Database, preview: Preview, *, by: str, on: date, ended: Collection[str], renamed: Mapping[str, str]
) -> Accepted:
    """Store a preview in one transaction; acknowledged when this returns.

    Raises:
        PortfolioError: the stored inventory changed after the preview was made, an application to end still stands in
            the file or is unknown, or the disk is full.
    """
    if renamed:
        preview = preview_inventory(database, preview.inventory, preview.content_sha256, renamed)
    _check_ended(preview.changes, ended)
    changes = end(preview.changes, ended)
    with database.write() as cursor:
        organisations = set(preview.inventory.applications["organisation"])
        now = {name: number for name, number in latest_imports(cursor).items() if name in organisations}
        log = log_of(changes)
        if now == preview.base and preview.repeats is not None and log.empty:
            return Accepted(preview.repeats, repeated=True)
        if now != preview.base:
            return Accepted(_stored_meanwhile(cursor, preview, now), repeated=True)
        number = save_import(
            cursor,
            _record(preview, changes, by, on),
            state=changes.state,
            changes=log,
            columns=preview.columns,
            findings=preview.findings,
        )
        log_event(cursor, "import", on, by, str(number))
    return Accepted(number, repeated=False)


def _check_ended(changes: Changes, ended: Collection[str]) -> None:
    state = changes.state.set_index("application_id")["presence"]
    for application in sorted(ended):
        if application not in state.index:
            raise knowledge.refuse("unknown_application", application=application)
        if state[application] == "present":
            raise knowledge.refuse("ended_still_named", application=application)


def _record(preview: Preview, changes: Changes, by: str, on: date) -> ImportRecord:
    inventory, counts = preview.inventory, preview.counts
    return ImportRecord(
        content_sha256=preview.content_sha256,
        file=inventory.file,
        organisation=inventory.organisation,
        organisation_source=inventory.organisation_source,
        accepted_on=on,
        accepted_by=by,
        rows_read=counts["rows_read"],
        rows_refused=counts["refused"],
        added=counts["added"],
        changed=counts["changed"],
        unchanged=counts["unchanged"],
        missing=counts["missing"],
        ended=int((changes.state["presence"] == "ended").sum()),
    )


def _stored_meanwhile(cursor: Cursor, preview: Preview, now: Mapping[str, int]) -> int:
    """Somebody else was first: fine when it was this very file, else the preview no longer tells the truth."""
    same = import_with_content(cursor, now.values(), preview.content_sha256, preview.inventory.organisation)
    if same is not None:
        return same
    changed = sorted(name for name in {*now, *preview.base} if now.get(name) != preview.base.get(name))
    raise knowledge.refuse("changed_since_preview", organisations=", ".join(changed))


def content_sha256(path: Path) -> str:
    """The hash of a file; an absent one is left to the reading room, which has the sentence for it."""
    try:
        with path.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except OSError:
        return ""
