"""How the landscape stood on a day, and what came, went and changed class between two of those days.

In comes an analysed region; kept is one row per application with its product, component, readiness, yearly cost and end
of contract. Snapshots are only added; two of one date are told apart by their number and label.
"""

from __future__ import annotations

from datetime import date

import pandas as pd

from landscape import knowledge
from landscape.store import Database
from landscape.store.memory import SNAPSHOT_COLUMNS, add_snapshot, snapshot, snapshots

MOVEMENT_COLUMNS = ("organisation", "application_id", "name", "what", "field", "old_value", "new_value")
_WATCHED = ("readiness", "component", "product_name", "application_kind")


def keep_snapshot(database: Database, applications: pd.DataFrame, *, on: date, label: str) -> int:
    """Keep the applications of a region as they stood on ``on``; returns the number of the snapshot."""
    missing = {name: "" for name in SNAPSHOT_COLUMNS if name not in applications}
    with database.write() as cursor:
        return add_snapshot(cursor, applications.assign(**missing), on=on, label=label)


def movements(database: Database, first: int | date, second: int | date) -> pd.DataFrame:
    """What came, went and changed between two snapshots, columns ``MOVEMENT_COLUMNS``, sorted per organisation.

    A snapshot is given by its number, or by a date: the last one on or before that day.

    ``what`` is came, went or changed; ``field`` one of readiness, component, product_name, application_kind.

    Raises:
        PortfolioError: there is no such snapshot.
    """
    kept = snapshots(database)
    old, new = (snapshot(database, _number(kept, which)) for which in (first, second))
    came = _told(new[~new["application_id"].isin(old["application_id"])], "came")
    went = _told(old[~old["application_id"].isin(new["application_id"])], "went")
    both = old.merge(new, on="application_id", suffixes=("_old", ""), validate="one_to_one")
    changed = [_changed(both, field) for field in _WATCHED]
    together = pd.concat([came, went, *changed], ignore_index=True)
    order = ["organisation", "name", "application_id", "what", "field"]
    return together.sort_values(order, kind="stable", ignore_index=True)


def _number(kept: pd.DataFrame, which: int | date) -> int:
    if isinstance(which, date):
        chosen = kept[kept["reference_date"] <= pd.Timestamp(which)]
    else:
        chosen = kept[kept["snapshot_id"] == which]
    if chosen.empty:
        shown = which.strftime("%d-%m-%Y") if isinstance(which, date) else which
        raise knowledge.refuse("no_such_snapshot", number=shown)
    return int(chosen["snapshot_id"].iloc[-1])


def movement_counts(moved: pd.DataFrame) -> pd.DataFrame:
    """Per organisation how many applications came, went, and how many answers changed: ``organisation, came, went,
    changed``."""
    counted = moved.groupby(["organisation", "what"]).size().unstack(fill_value=0)
    counted = counted.reindex(columns=["came", "went", "changed"], fill_value=0)
    counted.columns.name = None
    return counted.reset_index()


def _told(rows: pd.DataFrame, what: str) -> pd.DataFrame:
    told = rows[["organisation", "application_id", "name"]].assign(what=what, field="", old_value="", new_value="")
    return told[list(MOVEMENT_COLUMNS)].astype("str")


def _changed(both: pd.DataFrame, field: str) -> pd.DataFrame:
    rows = both[both[f"{field}_old"] != both[field]]
    told = _told(rows, "changed").assign(field=field)
    return told.assign(old_value=rows[f"{field}_old"], new_value=rows[field])
