"""Pieces of the page Inlezen: choosing files, analysing them with progress, and showing what was understood."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from landscape.findings import PortfolioError
from landscape.partnership import Partnership
from landscape.ui import (
    changes,
    column_memory,
    components,
    frames,
    mapping,
    partnerships,
    running,
    tables,
    text,
    uploads,
)
from landscape.ui.labels import label, language
from landscape.ui.text import plain
from landscape.ui.uploads import Source
from landscape.ui.work import Analysis, Request


def choose_files() -> None:
    """Two ways in, side by side: own files with a reference date, or the sample partnership; then the analysis.

    While a partnership is open, own files become a dry run of it unless somebody wants to look at them loose.
    """
    progress = st.container()
    partnership = _open_partnership()
    own, sample = st.columns([3, 2], gap="large")
    with own:
        files, on = _own_files()
        keeps = partnership is not None and changes.ask_whether_to_keep()
        asked = st.button(label("changes.try" if keeps else "upload.start"), type="primary", key="upload_start")
    with sample, st.container(border=True, key="sample"):
        sample_sources = _sample_files()
    with progress:
        request = Request(on, language(), remembered=column_memory.known(partnership))
        if sample_sources:
            running.run(sample_sources, request, is_sample=True)
        elif asked and files and keeps:
            changes.try_out(uploads.as_sources(files), request)
        elif asked and files:
            running.run(uploads.as_sources(files), request)
        elif asked:
            st.warning(label("upload.choose_first"))


def _open_partnership() -> Partnership | None:
    """Its columns are recalled for loose lists too; when it cannot be opened the lists are read without."""
    try:
        return partnerships.current()
    except PortfolioError:
        return None


def _own_files() -> tuple[Sequence[tuple[str, bytes]], date]:
    files = st.file_uploader(
        label("upload.files"),
        type=list(uploads.FILE_TYPES),
        accept_multiple_files=True,
        key="upload_files",
    )
    st.caption(label("upload.ready", count=len(files)) if files else label("upload.help"))
    on = st.date_input(
        label("upload.reference_date"),
        value=uploads.at_start().on,
        format=text.day_format(),
        key="upload_date",
        help=label("upload.reference_date_help"),
        width=220,
    )
    return [(file.name, file.getvalue()) for file in files], on


def _sample_files() -> Sequence[Source]:
    """The sample when somebody asks for it; else nothing."""
    st.subheader(label("sample.title"), anchor=False)
    st.markdown(label("sample.text"))
    sources = uploads.sample_sources()
    if not sources:
        st.caption(label("sample.absent"))
    return sources if sources and st.button(label("sample.start"), key="sample_start") else ()


def show_files(analysis: Analysis) -> None:
    """Per file: which organisation, and counts that add up; the chosen file shows how its columns were understood."""
    rows = frames.file_rows(analysis.inventories, analysis.findings)
    totals = {name: text.whole(rows[name].sum()) for name in ("rows_read", "applications", "rows_refused")}
    st.markdown(label("files.total", **totals))
    columns = ["file", "organisation", "organisation_source", "rows_read", "applications", "rows_refused", "to_check"]
    row = tables.show(rows, columns, key="choice_file", alt=label("files.alt"), select="single-row-required")
    for file, sentence in analysis.refused:
        st.error(f"**{plain(file)}**: {plain(sentence)}")
    correct_organisations(analysis)
    inventory = frames.row_at(rows, row, otherwise_first=True)
    if inventory is not None:
        mapping.show_columns(analysis, inventory["file"])


def correct_organisations(analysis: Analysis) -> None:
    """A form with the organisation of every file; saving analyses again with the corrected names."""
    known = analysis.inventories[["file", "organisation"]]
    with st.expander(label("organisations.title")), st.form("organisations", border=False):
        st.markdown(label("organisations.text"))
        edited = st.data_editor(
            known,
            key="organisation_editor",
            hide_index=True,
            disabled=["file"],
            alt=label("organisations.title"),
            column_config={name: st.column_config.TextColumn(tables.heading(name)) for name in known.columns},
        )
        saved = st.form_submit_button(label("organisations.save"), type="primary")
    if saved:
        names = edited["organisation"].fillna("").str.strip()
        is_new = (names != "") & (names != known["organisation"])
        changed = dict(zip(edited["file"][is_new], names[is_new], strict=True))
        running.again(analysis, organisations={**analysis.request.organisations, **changed})


def show_findings(findings: pd.DataFrame) -> None:
    """Findings grouped by what to do; the chosen group shows each place."""
    if findings.empty:
        st.caption(label("findings.none"))
        return
    groups = frames.finding_groups(findings)
    st.caption(label("findings.choose", count=text.whole(len(findings))))
    shown = ["severity", "findings", "example", "can_do"]
    row = tables.show(groups, shown, key="choice_findings", alt=label("findings.alt"), select="single-row-required")
    group = frames.row_at(groups, row, otherwise_first=True)
    if group is not None:
        places = findings[findings["code"] == group["code"]].reset_index(drop=True)
        components.facts(
            {tables.heading(name): group[name] for name in ("example", "did", "can_do")}, alt=label("findings.alt")
        )
        st.markdown(f"**{label('findings.places', count=text.whole(len(places)))}**")
        tables.show(
            places,
            ["file", "sheet", "row", "column", "saw"],
            key="finding_places",
            alt=label("findings.alt"),
        )
