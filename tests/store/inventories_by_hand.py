"""Inventories made by hand, as the reading room would give them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

import pandas as pd

from landscape.records import APPLICATION_COLUMNS, COLUMN_COLUMNS, FIELDS, FINDING_COLUMNS, Inventory, as_typed, empty

Row = Mapping[str, object]


def applications(rows: Sequence[Row], organisation: str = "Gemeente A", file: str = "a.xlsx") -> pd.DataFrame:
    """Applications of one file; an id is made of organisation and source id or name, as the reading room does."""
    full = []
    for number, row in enumerate(rows, start=2):
        key = f"{row.get('organisation', organisation)}|{row.get('source_id') or row.get('name')}"
        identity = "app-" + hashlib.sha256(key.encode()).hexdigest()[:12]
        blank: dict[str, object] = dict.fromkeys(APPLICATION_COLUMNS, "")
        blank |= {name: None for name, kind in FIELDS.items() if kind != "text"}
        origin = {"application_id": identity, "organisation": organisation, "file": file, "sheet": "Lijst"}
        full.append({**blank, **origin, "row": number, **row})
    if not full:
        return empty(APPLICATION_COLUMNS)
    return as_typed(pd.DataFrame(full, columns=list(APPLICATION_COLUMNS)))


def inventory(
    rows: Sequence[Row],
    organisation: str = "Gemeente A",
    file: str = "a.xlsx",
    fields: Sequence[str] = ("name", "vendor"),
    refused: int = 0,
) -> Inventory:
    """An inventory with one column per field it speaks about."""
    found = applications(rows, organisation, file)
    columns = pd.DataFrame(
        [
            {"file": file, "sheet": "Lijst", "header_row": 1, "column": "ABCDEFGHIJKL"[place], "header": field,
             "header_group": "", "field": field, "decided_by": "synonym", "certainty": "1.0"}
            for place, field in enumerate(fields)
        ],
        columns=list(COLUMN_COLUMNS),
    )  # fmt: skip
    findings = empty(FINDING_COLUMNS)
    return Inventory(file, organisation, "argument", found, columns, findings, len(found) + refused, refused)


def content(inventory_: Inventory) -> str:
    """A hash that stands for the bytes of the file this inventory was read from."""
    text = inventory_.applications.drop(columns=["row"]).to_csv(index=False)
    return hashlib.sha256(text.encode()).hexdigest()
