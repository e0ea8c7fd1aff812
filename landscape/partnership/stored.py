"""The class people hold: one stored partnership, with every action on it as one method.

It decides nothing: it fills in today's date where a caller gave none, and calls the module that does the work. Reading
and analysing are loaded when first asked for, because opening a partnership must not wait for scikit-learn.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType

import pandas as pd

from landscape.partnership import importing
from landscape.partnership.importing import Accepted, Preview
from landscape.records import Inventory
from landscape.store import Database, open_database, release
from landscape.store.imports import current_state, import_rows, imports


class Partnership:
    """One stored partnership; use it in a ``with`` block, or call :meth:`close`.

    Every method raises :class:`landscape.PortfolioError` with one sentence when the file cannot be used.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._open = True

    @property
    def notices(self) -> tuple[str, ...]:
        """What the check at opening found, in sentences; empty when all is well."""
        return tuple(self._database.notices)

    def __enter__(self) -> Partnership:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; the last user in this process closes it."""
        if self._open:
            self._open = False
            release(self._database)

    # Inventories

    def preview(
        self, path: str | Path, *, organisation: str | None = None, renamed: Mapping[str, str] | None = None
    ) -> Preview:
        """Read a file and say what accepting it would change; stores nothing."""
        from landscape.portfolio.read import read

        content = _content_sha256(Path(path))
        return self.preview_inventory(read(Path(path), organisation=organisation), content, renamed=renamed)

    def preview_inventory(
        self, inventory: Inventory, content_sha256: str, *, renamed: Mapping[str, str] | None = None
    ) -> Preview:
        """The same for an inventory that was read already, as the app does.

        Args:
            content_sha256: of the bytes of the file; accepting the same content twice stores it once.
            renamed: stored application id by new id, for applications a person says are the same.
        """
        return importing.preview_inventory(self._database, inventory, content_sha256, renamed)

    def accept(
        self,
        preview: Preview,
        *,
        by: str = "",
        on: date | None = None,
        ended: Collection[str] = (),
        renamed: Mapping[str, str] | None = None,
    ) -> Accepted:
        """Store what was previewed, in one transaction; when this returns it survives a power cut.

        Args:
            by: the role of who accepts.
            ended: ids of missing applications that are really gone; the others are kept and counted.
            renamed: as in :meth:`preview_inventory`.
        """
        return importing.accept(self._database, preview, by=by, on=_day(on), ended=ended, renamed=renamed or {})

    def applications(self, *, ended: bool = False) -> pd.DataFrame:
        """The stored applications, columns ``landscape.store.imports.STATE_COLUMNS``; ended ones when asked for."""
        state, _ = current_state(self._database)
        return state if ended else state[state["presence"] != "ended"].reset_index(drop=True)

    def imports(self) -> pd.DataFrame:
        """One row per accepted file, oldest first: who, when, and the counts that were shown."""
        return imports(self._database)

    def changes(self, import_id: int) -> pd.DataFrame:
        """What an accepted file added, changed (old and new value per field), missed and ended."""
        return import_rows(self._database, "changes", [import_id])


def open_partnership(path: str | Path, *, create: bool | None = None) -> Partnership:
    """Open the partnership in ``path``; it is made when it does not exist, unless ``create`` is False.

    Raises:
        PortfolioError: in use by another process, damaged, no partnership, made by a newer version, or (``create``
            True) already there.
    """
    return Partnership(open_database(Path(path), create=create))


def _day(on: date | None) -> date:
    return datetime.now(tz=UTC).astimezone().date() if on is None else on


def _content_sha256(path: Path) -> str:
    """The hash of a file; an absent one is left to the reading room, which has the sentence for it."""
    try:
        with path.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except OSError:
        return ""
