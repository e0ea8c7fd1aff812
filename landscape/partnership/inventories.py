"""The stored inventories as the rooms of the road receive them, as if they had just been read.

Out comes the same :class:`Inventories` the reading room makes. Ended applications are left out; applications the latest
file no longer names still count, under the file that named them last, so that rows read = applications + refused holds.
"""

from __future__ import annotations

import pandas as pd

from landscape import knowledge
from landscape.portfolio.inventories import Inventories
from landscape.records import APPLICATION_COLUMNS, COLUMN_COLUMNS, FINDING_COLUMNS, INVENTORY_COLUMNS
from landscape.store import Database
from landscape.store.imports import current_state, import_rows, imports


def stored_inventories(database: Database) -> Inventories:
    """All that is stored and not ended.

    Raises:
        PortfolioError: nothing was accepted yet.
    """
    state, latest = current_state(database)
    state = state[state["presence"] != "ended"]
    if state.empty:
        raise knowledge.refuse("nothing_accepted")
    state = state.sort_values(["file", "sheet", "row", "application_id"], kind="stable", ignore_index=True)
    used = sorted(set(state["seen_import_id"]) | set(latest.values()))
    columns = import_rows(database, "columns", used)[list(COLUMN_COLUMNS)]
    findings = import_rows(database, "findings", sorted(set(latest.values())))[list(FINDING_COLUMNS)]
    place = ["file", "sheet", "row", "column", "code", "saw"]
    return Inventories(
        applications=state[list(APPLICATION_COLUMNS)],
        columns=columns.sort_values(["file", "sheet", "column"], kind="stable", ignore_index=True),
        findings=findings.sort_values(place, kind="stable", ignore_index=True),
        inventories=_files(imports(database), state, set(latest.values())),
        refused=(),
    )


def _files(accepted: pd.DataFrame, state: pd.DataFrame, latest: set[int]) -> pd.DataFrame:
    """One row per file that still has applications here; refused rows count with the latest file of an organisation."""
    held = state.groupby("seen_import_id").size().rename("applications")
    files = accepted.set_index("import_id").join(held, how="inner")
    files["rows_refused"] = files["rows_refused"].where(files.index.isin(latest), 0)
    files["rows_read"] = files["applications"] + files["rows_refused"]
    named = files.reset_index()[list(INVENTORY_COLUMNS)]
    return named.sort_values(["file", "organisation"], kind="stable", ignore_index=True)
