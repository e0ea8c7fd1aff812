"""Files that were read at once, as inventories to store: one per group of files that share an organisation.

In come the frames of a reading (or of an analysis), out come :class:`~landscape.records.Inventory` objects. A newcomer
would store file by file: two files of one organisation are one inventory, and storing the second would report every
application of the first as no longer named.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import pandas as pd

from landscape.records import APPLICATION_COLUMNS, COLUMN_COLUMNS, COLUMN_EXAMPLES, FINDING_COLUMNS, Inventory


def as_inventories(
    applications: pd.DataFrame,
    columns: pd.DataFrame,
    findings: pd.DataFrame,
    inventories: pd.DataFrame,
    contents: Mapping[str, bytes],
) -> list[tuple[Inventory, str]]:
    """Each inventory with the sha-256 of the bytes it was read from, in the order of the files' names.

    Args:
        applications: at least ``APPLICATION_COLUMNS``; more is left out.
        inventories: one row per file, as ``pipeline.Region`` has them.
        contents: the bytes of each file by its name.
    """
    made = []
    for files in _groups(applications, list(inventories["file"])):
        rows = inventories[inventories["file"].isin(files)]
        inventory = Inventory(
            file=" + ".join(files),
            organisation=str(rows["organisation"].iloc[0]),
            organisation_source=str(rows["organisation_source"].iloc[0]),
            applications=_of(applications, files, APPLICATION_COLUMNS),
            columns=_of(columns, files, (*COLUMN_COLUMNS, *({COLUMN_EXAMPLES} & set(columns)))),
            findings=_of(findings, files, FINDING_COLUMNS),
            rows_read=int(rows["rows_read"].sum()),
            rows_refused=int(rows["rows_refused"].sum()),
        )
        made.append((inventory, _sha256([contents.get(name, b"") for name in files])))
    return made


def _groups(applications: pd.DataFrame, files: list[str]) -> list[list[str]]:
    """Files that have an organisation in common, directly or by way of another file."""
    told = applications[["file", "organisation"]].drop_duplicates()
    organisations = {name: set(told.loc[told["file"] == name, "organisation"]) for name in files}
    groups: list[tuple[set[str], set[str]]] = []
    for name in sorted(name for name in files if organisations[name]):
        mine, about = {name}, set(organisations[name])
        for group in [group for group in groups if group[1] & about]:
            groups.remove(group)
            mine, about = mine | group[0], about | group[1]
        groups.append((mine, about))
    return sorted(sorted(mine) for mine, _ in groups)


def _of(frame: pd.DataFrame, files: list[str], columns: tuple[str, ...]) -> pd.DataFrame:
    return frame.loc[frame["file"].isin(files), list(columns)].reset_index(drop=True)


def _sha256(contents: list[bytes]) -> str:
    """Of one file the hash anybody can check; of several the hash of their hashes."""
    hashes = [hashlib.sha256(content).hexdigest() for content in contents]
    return hashes[0] if len(hashes) == 1 else hashlib.sha256("".join(hashes).encode()).hexdigest()
