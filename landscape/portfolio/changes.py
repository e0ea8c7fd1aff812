"""This inventory against the last one: added, changed with old and new value per field, unchanged, missing.

In come the stored state of the organisations in a file and the applications just read from it; out comes
:class:`Changes`, including the state to store when somebody accepts it. An application is the same one when, in this
order and within its organisation: a person said so, the application id is equal, the file names our own id (a corrected
export), the source id is equal, or name, vendor and department (then name and vendor, then name) are equal and occur
once on both sides. Whatever is left and looks alike is only suggested: "misschien hernoemd".

What a newcomer would get wrong: a field without a column in the new file has not become empty, the file is silent about
it; its old values are kept and named in ``fields_kept``, and a yearly cost we added up is added up again. Missing
applications are kept too.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from landscape.portfolio.renamed import squashed, suggestions
from landscape.portfolio.yearly_costs import cost_is_given, with_yearly_cost
from landscape.records import APPLICATION_COLUMNS, COST_ORIGIN, EXTRA, FIELDS, SOURCE_ID, YEARLY_COST, as_typed
from landscape.store.imports import CHANGE_COLUMNS, STATE_COLUMNS

FATE_COLUMNS = ("application_id", "organisation", "name", "vendor", "file", "sheet", "row", "what", "matched_by")
MISSING_COLUMNS = ("application_id", "organisation", "name", "vendor", "file", "sheet", "row", "presence")

_NAMES_AND_CODES = (SOURCE_ID, *FIELDS, EXTRA)
_TO_THE_CENT = 0.0075  # amounts come back from a spreadsheet rounded to the cent
_IDENTITY = ["organisation", "application_id", SOURCE_ID, "name", "vendor", "department"]
_STEPS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("person", ("told",), ("application_id",)),
    ("application_id", ("application_id",), ("application_id",)),
    ("own_id", (SOURCE_ID,), ("application_id",)),
    ("source_id", (SOURCE_ID,), (SOURCE_ID,)),
    ("name_vendor_department", ("name", "vendor", "department"), ("name", "vendor", "department")),
    ("name_vendor", ("name", "vendor"), ("name", "vendor")),
    ("name", ("name",), ("name",)),
)
"""How two applications are recognised as one, surest first: label, key of the new one, key of the stored one."""


@dataclass(frozen=True)
class Changes:
    """The differences between the stored state and an inventory.

    Attributes:
        applications: one row per application of the file, columns ``FATE_COLUMNS``; ``what`` is added, changed or
            unchanged, ``application_id`` the id under which it is (or will be) stored.
        fields: one row per changed field, columns ``CHANGE_COLUMNS``; dates as ``jjjj-mm-dd``, amounts with a point.
        missing: stored applications the file does not name, columns ``MISSING_COLUMNS``.
        suggestions: "misschien hernoemd", columns ``renamed.SUGGESTION_COLUMNS``.
        fields_kept: fields the file has no column for, while stored applications hold a value.
        state: what will be stored, columns ``STATE_COLUMNS`` without ``import_id``.
    """

    applications: pd.DataFrame
    fields: pd.DataFrame
    missing: pd.DataFrame
    suggestions: pd.DataFrame
    fields_kept: tuple[str, ...]
    state: pd.DataFrame

    def count(self, what: str) -> int:
        """How many applications of the file were added, changed or unchanged."""
        return int((self.applications["what"] == what).sum())


def compare(
    before: pd.DataFrame,
    after: pd.DataFrame,
    spoken: Collection[str],
    *,
    renamed: Mapping[str, str] | None = None,
) -> Changes:
    """What accepting ``after`` would change in ``before``.

    Args:
        before: stored state, columns ``STATE_COLUMNS``; empty at the first import.
        after: applications just read, columns ``APPLICATION_COLUMNS``.
        spoken: the fields for which the file has a column; a field that holds any value counts as spoken too.
        renamed: stored id by new id, for applications a person says are the same.
    """
    before = before.sort_values("application_id", kind="stable", ignore_index=True)
    after = after.sort_values(["application_id", "file", "sheet", "row"], kind="stable", ignore_index=True)
    still_there = set(after["application_id"])
    told_by_person = {new: old for new, old in (renamed or {}).items() if old not in still_there}
    matched, how = _match(before, after, told_by_person)
    fields_spoken = _fields_spoken(after, spoken, how)
    new, old = after[matched >= 0].reset_index(drop=True), before.iloc[matched[matched >= 0]].reset_index(drop=True)
    merged, kept = _carried(new, old, fields_spoken)
    fields = pd.concat([_changed_fields(old, merged, fields_spoken), _returned(old)], ignore_index=True)
    added = after[matched < 0]
    present = pd.concat([merged, added], ignore_index=True)[list(APPLICATION_COLUMNS)]
    left = before[~before.index.isin(matched)]
    return Changes(
        applications=_fates(present, len(merged), how[matched >= 0], set(fields["application_id"])),
        fields=fields.sort_values(["organisation", "application_id", "field"], kind="stable", ignore_index=True),
        missing=_sorted(left.loc[left["presence"] != "ended", list(MISSING_COLUMNS)]),
        suggestions=suggestions(left[left["presence"] != "ended"], added),
        fields_kept=kept,
        state=_state(present, left),
    )


def end(changes: Changes, application_ids: Collection[str]) -> Changes:
    """The same changes, with some missing applications marked as ended because a person says so."""
    wanted = set(application_ids) & set(changes.missing["application_id"])
    state = changes.state.copy()
    state.loc[state["application_id"].isin(wanted), "presence"] = "ended"
    gone = changes.missing[changes.missing["application_id"].isin(wanted)]
    return Changes(
        applications=changes.applications,
        fields=pd.concat([changes.fields, _told(gone, "ended")], ignore_index=True),
        missing=changes.missing,
        suggestions=changes.suggestions,
        fields_kept=changes.fields_kept,
        state=state,
    )


def log_of(changes: Changes) -> pd.DataFrame:
    """All that is worth remembering about an import: added, changed fields, missing, ended; ``CHANGE_COLUMNS``."""
    added = changes.applications[changes.applications["what"] == "added"]
    ended = set(changes.fields.loc[changes.fields["what"] == "ended", "application_id"])
    newly = changes.missing[(changes.missing["presence"] == "present") & ~changes.missing["application_id"].isin(ended)]
    log = pd.concat([_told(added, "added"), changes.fields, _told(newly, "missing")], ignore_index=True)
    return log.sort_values(["organisation", "application_id", "field"], kind="stable", ignore_index=True)


def _match(before: pd.DataFrame, after: pd.DataFrame, renamed: Mapping[str, str]) -> tuple[np.ndarray, np.ndarray]:
    """Per row of ``after`` the position in ``before`` (-1: none) and how it was found."""
    told = pd.Series([renamed.get(name, "") for name in after["application_id"]], dtype="str")
    new, old = after[_IDENTITY].assign(told=told), before[_IDENTITY]
    matched = np.full(len(new), -1)
    how = np.full(len(new), "", dtype=object)
    for label, new_key, old_key in _STEPS:
        new_left, old_left = np.flatnonzero(matched < 0), np.flatnonzero(~old.index.isin(matched))
        if not len(new_left) or not len(old_left):
            break  # the later keys are work for nothing
        pairs = _unique_pairs(_keyed(new.iloc[new_left], new_key), _keyed(old.iloc[old_left], old_key))
        matched[pairs["position_new"]] = pairs["position_old"]
        how[pairs["position_new"]] = label
    return matched, how


def _keyed(rows: pd.DataFrame, names: tuple[str, ...]) -> pd.DataFrame:
    """Rows that have a key: one column as it is, or descriptions without spacing, case and punctuation."""
    parts = [rows[name] for name in names]
    if names[0] == "name":
        parts = [squashed(part) for part in parts]
    key = parts[0]
    for part in parts[1:]:
        key = key + "\x1f" + part
    keyed = pd.DataFrame({"owner": rows["organisation"], "key": key, "position": rows.index})
    return keyed[parts[0] != ""]


def _unique_pairs(new: pd.DataFrame, old: pd.DataFrame) -> pd.DataFrame:
    """Positions whose key occurs exactly once on both sides."""
    once_new, once_old = (side.drop_duplicates(["owner", "key"], keep=False) for side in (new, old))
    return once_new.merge(once_old, on=["owner", "key"], suffixes=("_new", "_old"))


def _fields_spoken(after: pd.DataFrame, spoken: Collection[str], how: np.ndarray) -> tuple[str, ...]:
    """Fields the file says something about; a corrected export has our id and organisation in columns of its own."""
    silent = {SOURCE_ID, "municipality"} if (how == "own_id").any() else set()
    if not cost_is_given(after).any():
        silent |= {YEARLY_COST} - set(spoken)  # our own sum of other columns says nothing about the yearly cost
    return tuple(
        name for name in _NAMES_AND_CODES if name not in silent and (name in spoken or _holds_something(after[name]))
    )


def _holds_something(column: pd.Series) -> bool:
    known = column != "" if column.dtype == "str" else column.notna()
    return bool(known.any())


def _carried(new: pd.DataFrame, old: pd.DataFrame, spoken: Collection[str]) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """New values under the stored id, with the old value wherever the file is silent."""
    silent = [name for name in _NAMES_AND_CODES if name not in spoken]
    kept = tuple(name for name in silent if name != SOURCE_ID and _holds_something(old[name]))
    together = (*silent, COST_ORIGIN) if YEARLY_COST in silent else silent
    merged = new.assign(application_id=old["application_id"], **{name: old[name] for name in together})
    return with_yearly_cost(merged), kept  # the file may be silent about a part of a sum of ours


def _differs(old: pd.Series, new: pd.Series) -> pd.Series:
    both_unknown = old.isna() & new.isna()
    if old.dtype == "float64":
        apart = (old - new).abs() > _TO_THE_CENT
        return (apart | (old.isna() != new.isna())) & ~both_unknown
    return (old.ne(new).fillna(True) & ~both_unknown).astype(bool)


def _changed_fields(old: pd.DataFrame, new: pd.DataFrame, spoken: Collection[str]) -> pd.DataFrame:
    """Per field the old and new value; a sum that follows its parts is no change of its own."""
    found = [_told(new[:0], "changed")]
    for field in spoken:
        differs = _differs(old[field], new[field])
        if field == YEARLY_COST:
            differs &= cost_is_given(old) | cost_is_given(new)
        if differs.any():
            rows = _told(new[differs], "changed").assign(field=field)
            rows["old_value"] = as_text(old.loc[differs, field]).to_numpy()
            rows["new_value"] = as_text(new.loc[differs, field]).to_numpy()
            found.append(rows)
    return pd.concat(found, ignore_index=True)


def _returned(old: pd.DataFrame) -> pd.DataFrame:
    """An application marked as ended that stands in the file again is a change, whatever its fields say."""
    back = _told(old[old["presence"] == "ended"], "changed")
    return back.assign(field="presence", old_value="ended", new_value="present")


def _told(rows: pd.DataFrame, what: str) -> pd.DataFrame:
    told = rows[["organisation", "application_id", "name"]].reset_index(drop=True)
    told = told.assign(what=what, field="", old_value="", new_value="")
    return told[list(CHANGE_COLUMNS)].astype("str")


def as_text(column: pd.Series) -> pd.Series:
    """Values as canonical text: dates ``jjjj-mm-dd``, amounts with two decimals and a point, unknown is empty."""
    if pd.api.types.is_datetime64_any_dtype(column):
        text = column.dt.strftime("%Y-%m-%d")
    elif column.dtype == "float64":
        text = column.map(lambda value: "" if pd.isna(value) else f"{value:.2f}")
    else:
        text = column.astype("str")
    cleaned: pd.Series = text.where(column.notna(), "").astype("str")
    return cleaned


def _fates(present: pd.DataFrame, matched: int, how: np.ndarray, changed: Collection[str]) -> pd.DataFrame:
    fates = present[[name for name in FATE_COLUMNS if name in present]].copy()
    is_changed = fates["application_id"].isin(list(changed))
    fates["what"] = np.where(np.arange(len(fates)) >= matched, "added", np.where(is_changed, "changed", "unchanged"))
    fates["matched_by"] = [*how, *[""] * (len(fates) - matched)]
    fates = fates.astype({"what": "str", "matched_by": "str"})
    return _sorted(fates[list(FATE_COLUMNS)])


def _sorted(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.sort_values(["organisation", "name", "application_id"], kind="stable", ignore_index=True)


def _state(present: pd.DataFrame, left: pd.DataFrame) -> pd.DataFrame:
    carried = left.assign(presence=left["presence"].where(left["presence"] == "ended", "missing"))
    state = pd.concat([present.assign(presence="present", seen_import_id=0), carried], ignore_index=True)
    state = as_typed(state[[name for name in STATE_COLUMNS if name != "import_id"]])
    state = state.astype({"presence": "str", "seen_import_id": "int64"})
    return state.sort_values(["organisation", "application_id"], kind="stable", ignore_index=True)
