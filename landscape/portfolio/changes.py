"""This inventory against the last one: added, changed with old and new value per field, unchanged, missing.

In come the stored state of the organisations in a file and the applications just read from it; out comes
:class:`Changes`, including the state to store when somebody accepts it. An application is the same one when, in this
order and within its organisation: a person said so, the application id is equal, the file names our own id (a corrected
export), the source id is equal, or name, vendor and department (then name and vendor, then name) are equal and occur
once on both sides. Whatever is left and looks alike is only suggested: "misschien hernoemd".

What a newcomer would get wrong: a field without a column in the new file has not become empty, the file is silent about
it; its old values are kept and named in ``fields_kept``. Missing applications are kept too.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from landscape.portfolio.renamed import squashed, suggestions
from landscape.records import APPLICATION_COLUMNS, COST_ORIGIN, EXTRA, FIELDS, SOURCE_ID, as_typed, empty
from landscape.store.imports import CHANGE_COLUMNS, STATE_COLUMNS

FATE_COLUMNS = ("application_id", "organisation", "name", "vendor", "file", "sheet", "row", "what", "matched_by")
MISSING_COLUMNS = ("application_id", "organisation", "name", "vendor", "file", "sheet", "row", "presence")

_NAMES_AND_CODES = (SOURCE_ID, *FIELDS, EXTRA)
_TO_THE_CENT = 0.0075  # amounts come back from a spreadsheet rounded to the cent
_KEYS = (("name", "vendor", "department"), ("name", "vendor"), ("name",))


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
    matched = np.full(len(after), -1)
    how = np.full(len(after), "", dtype=object)
    new_keys = {name: squashed(after[name]) for name in _KEYS[0]}
    old_keys = {name: squashed(before[name]) for name in _KEYS[0]}
    told = pd.Series([renamed.get(name, "") for name in after["application_id"]], dtype="str")
    steps: list[tuple[str, pd.Series, pd.Series]] = [
        ("person", told, before["application_id"]),
        ("application_id", after["application_id"], before["application_id"]),
        ("own_id", after[SOURCE_ID], before["application_id"]),
        ("source_id", after[SOURCE_ID], before[SOURCE_ID]),
    ]
    steps += [("_".join(names), _joined(new_keys, names), _joined(old_keys, names)) for names in _KEYS]
    for label, new, old in steps:
        new_left, old_left = matched < 0, ~before.index.isin(matched)
        pairs = _unique_pairs(after["organisation"], new, new_left, before["organisation"], old, old_left)
        matched[pairs["new"]] = pairs["old"]
        how[pairs["new"]] = label
    return matched, how


def _joined(keys: Mapping[str, pd.Series], names: tuple[str, ...]) -> pd.Series:
    joined = keys[names[0]]
    for name in names[1:]:
        joined = joined + "\x1f" + keys[name]
    return joined.where(keys["name"] != "", "")


def _unique_pairs(
    new_owner: pd.Series, new: pd.Series, new_left: np.ndarray, old_owner: pd.Series, old: pd.Series,
    old_left: np.ndarray,
) -> pd.DataFrame:  # fmt: skip
    """Positions whose key occurs exactly once among what is left on both sides."""
    left = pd.DataFrame({"owner": new_owner, "key": new, "new": np.arange(len(new))})[new_left & (new != "")]
    right = pd.DataFrame({"owner": old_owner, "key": old, "old": np.arange(len(old))})[old_left & (old != "")]
    on = ["owner", "key"]
    return left.drop_duplicates(on, keep=False).merge(right.drop_duplicates(on, keep=False), on=on)


def _fields_spoken(after: pd.DataFrame, spoken: Collection[str], how: np.ndarray) -> tuple[str, ...]:
    """Fields the file says something about; a corrected export has our id and organisation in columns of its own."""
    silent = {SOURCE_ID, "municipality"} if (how == "own_id").any() else set()
    return tuple(
        name for name in _NAMES_AND_CODES if name not in silent and (name in spoken or bool(_known(after[name]).any()))
    )


def _known(column: pd.Series) -> pd.Series:
    return column.notna() & (column.astype("str") != "") if column.dtype == "str" else column.notna()


def _carried(new: pd.DataFrame, old: pd.DataFrame, spoken: Collection[str]) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """New values under the stored id, with the old value wherever the file is silent."""
    silent = [name for name in _NAMES_AND_CODES if name not in spoken]
    kept = tuple(name for name in silent if name != SOURCE_ID and bool(_known(old[name]).any()))
    merged = new.assign(application_id=old["application_id"], **{name: old[name] for name in silent})
    same_cost = ~_differs(old["annual_cost_eur"], merged["annual_cost_eur"])
    merged[COST_ORIGIN] = merged[COST_ORIGIN].where(~same_cost, old[COST_ORIGIN])
    return merged, kept


def _differs(old: pd.Series, new: pd.Series) -> pd.Series:
    both_unknown = old.isna() & new.isna()
    if old.dtype == "float64":
        apart = (old - new).abs() > _TO_THE_CENT
        return (apart | (old.isna() != new.isna())) & ~both_unknown
    return (old.ne(new).fillna(True) & ~both_unknown).astype(bool)


def _changed_fields(old: pd.DataFrame, new: pd.DataFrame, spoken: Collection[str]) -> pd.DataFrame:
    found = [_told(new[:0], "changed")]
    for field in spoken:
        differs = _differs(old[field], new[field])
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


def no_state() -> pd.DataFrame:
    """The stored state of a partnership without inventories."""
    frame = empty(STATE_COLUMNS)
    return frame.astype({"import_id": "int64", "seen_import_id": "int64", "presence": "str"})
