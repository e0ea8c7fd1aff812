"""Opening a partnership, and putting a backup in its place: what happens before there is a :class:`Partnership`."""

from __future__ import annotations

from pathlib import Path

from landscape.partnership.stored import Partnership
from landscape.store import open_database, restore


def restore_partnership(path: str | Path, backup_file: str | Path) -> Path | None:
    """Put a backup in the place of a partnership; returns where the replaced file now stands."""
    return restore(Path(path), Path(backup_file))


def open_partnership(path: str | Path, *, create: bool | None = None) -> Partnership:
    """Open the partnership in ``path``; it is made when it does not exist, unless ``create`` is False.

    Raises:
        PortfolioError: in use by another process, damaged, no partnership, made by a newer version, or (``create``
            True) already there.
    """
    return Partnership(open_database(Path(path), create=create))
