"""How a dry run looks: counts that add up, old and new values, and the two questions only a person can answer."""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

import pandas as pd
import streamlit as st

from landscape.partnership import Preview
from landscape.report.differences import readable
from landscape.ui import tables, text
from landscape.ui.labels import label, language
from landscape.ui.text import day, plain

_COUNTS = ("rows_read", "added", "changed", "unchanged", "refused", "missing")


def show_total(previews: Sequence[Preview]) -> None:
    """Counts that add up over all files, what is no longer named, and the fields the files say nothing about."""
    counts = pd.DataFrame([preview.counts for preview in previews])
    total = {name: text.whole(counts[name].sum()) for name in _COUNTS}
    with st.container(border=True, key="changes_total"):
        st.markdown(label("changes.total", **total))
        if missing := int(counts["missing"].sum()):
            st.markdown(label("changes.missing_too", count=text.whole(missing)))
        kept = sorted({name for preview in previews for name in preview.changes.fields_kept})
        if kept:
            names = ", ".join(tables.word("field", name) for name in kept)
            st.caption(label("changes.fields_kept", fields=names))
    if len(previews) > 1:
        _per_file(previews, counts)


def show_details(previews: Sequence[Preview]) -> tuple[set[str], dict[str, str]]:
    """Draw what would change; returns the ids ticked as ended, and stored id by new id that were just confirmed."""
    _changed(_together([preview.changes.fields for preview in previews]))
    renamed = _renamed(_together([preview.changes.suggestions for preview in previews]))
    ended = _missing(_together([preview.changes.missing for preview in previews]))
    applications = _together([preview.changes.applications for preview in previews])
    _added(applications[applications["what"] == "added"].reset_index(drop=True))
    _refused(_together([preview.findings for preview in previews]))
    return ended, renamed


def _together(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    return pd.concat(list(frames), ignore_index=True)


def _per_file(previews: Sequence[Preview], counts: pd.DataFrame) -> None:
    named = [(preview.inventory.file, ", ".join(sorted(preview.base) or [preview.inventory.organisation]))
             for preview in previews]  # fmt: skip
    rows = pd.DataFrame(named, columns=["file", "organisation"]).join(counts)
    shown = ["file", "organisation", *_COUNTS[:-1], "not_named"]
    tables.show(
        rows.rename(columns={"missing": "not_named"}), shown, key="changes_per_file", alt=label("changes.per_file")
    )


def _changed(fields: pd.DataFrame) -> None:
    st.subheader(label("changes.changed", count=text.whole(len(fields))), anchor=False)
    if fields.empty:
        st.caption(label("changes.no_changed"))
        return
    shown = ["name", "changed_field", "old_value", "new_value", "organisation"]
    told = readable(fields, language()).rename(columns={"field": "changed_field"})
    if told["organisation"].nunique() == 1:
        shown.remove("organisation")
    tables.show(told, shown, key="changes_fields", alt=label("changes.fields_alt"))


def _renamed(suggested: pd.DataFrame) -> dict[str, str]:
    if suggested.empty:
        return {}
    st.subheader(label("changes.renamed", count=text.whole(len(suggested))), anchor=False)
    st.markdown(label("changes.renamed_text"))
    rows = suggested.assign(is_same=False)
    with st.form("changes_renamed", border=False):
        ticked = _ticked(rows, "is_same", ["name_before", "name", "organisation"], key="renamed_editor")
        asked = st.form_submit_button(label("changes.renamed_save"))
    chosen = suggested[ticked] if asked else suggested[:0]
    return dict(zip(chosen["application_id"], chosen["application_id_before"], strict=True))


def _missing(missing: pd.DataFrame) -> set[str]:
    if missing.empty:
        return set()
    st.subheader(label("changes.missing", count=text.whole(len(missing))), anchor=False)
    st.markdown(label("changes.missing_text"))
    rows = missing.assign(is_ended=False)
    ticked = _ticked(rows, "is_ended", ["name", "vendor", "organisation"], key="missing_editor")
    return set(missing.loc[ticked, "application_id"])


def _ticked(rows: pd.DataFrame, tick: str, columns: Sequence[str], *, key: str) -> pd.Series:
    """A table with a tick per row; which rows are ticked now."""
    shown = rows[[tick, *columns]]
    which = crc32("\0".join(rows["application_id"]).encode())  # other rows start without a tick
    config = {name: st.column_config.TextColumn(tables.heading(name)) for name in columns}
    edited = st.data_editor(
        shown,
        key=f"{key}_{which}",
        hide_index=True,
        disabled=list(columns),
        alt=label(f"changes.{tick}"),
        column_config={tick: st.column_config.CheckboxColumn(label(f"changes.{tick}")), **config},
    )
    return edited[tick].fillna(False).astype(bool)


def _added(added: pd.DataFrame) -> None:
    if added.empty:
        return
    with st.expander(label("changes.added", count=text.whole(len(added)))):
        tables.show(
            added, ["name", "vendor", "organisation", "sheet", "row"], key="changes_added", alt=label("changes.new_alt")
        )


def _refused(findings: pd.DataFrame) -> None:
    refused = findings[findings["severity"] == "refused"].reset_index(drop=True)
    if refused.empty:
        return
    with st.expander(label("changes.refused", count=text.whole(len(refused)))):
        shown = ["file", "sheet", "row", "saw", "did", "can_do"]
        tables.show(refused, shown, key="changes_refused", alt=label("changes.refused_alt"))


def show_columns(columns: pd.DataFrame) -> None:
    """How the columns were understood; whoever confirmed them earlier stands in who decided."""
    shown = ["file", "column", "header", "field", "decided_by", "certainty"]
    tables.show(columns, shown, key="changes_columns", alt=label("changes.columns"))


def import_sentence(one: pd.Series) -> str:
    """One accepted import in a sentence."""
    by = label("changes.by", role=plain(one["accepted_by"])) if one["accepted_by"] else ""
    counts = {name: text.whole(one[name]) for name in ("added", "changed", "unchanged", "ended")}
    return label("changes.last", file=plain(one["file"]), on=day(one["accepted_on"]), by=by, **counts)
