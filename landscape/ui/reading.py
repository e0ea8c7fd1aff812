"""Pieces of the page Inlezen: choosing files, analysing them with progress, and showing what was understood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

import pandas as pd
import streamlit as st

from landscape import knowledge
from landscape.ui import frames, state, tables, text, uploads, work
from landscape.ui.labels import label, language
from landscape.ui.text import plain
from landscape.ui.uploads import Source
from landscape.ui.work import Analysis
from landscape.ui.worker import REPORT_STAGE, START_STAGE


def choose_files() -> None:
    """Two ways in, side by side: own files with a reference date, or the sample partnership; then the analysis."""
    progress = st.container()
    own, sample = st.columns([3, 2], gap="large")
    with own:
        files, on = _own_files()
        asked = st.button(label("upload.start"), type="primary", key="upload_start")
    with sample, st.container(border=True, key="sample"):
        sample_sources = _sample_files()
    with progress:
        if sample_sources:
            run(sample_sources, on=on, is_sample=True)
        elif asked and files:
            run(uploads.as_sources(files), on=on)
        elif asked:
            st.warning(label("upload.choose_first"))


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
        value=_today(),
        format="DD-MM-YYYY",
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


def _today() -> date:
    return datetime.now(tz=UTC).astimezone().date()


def run(
    sources: Sequence[Source], *, on: date, organisations: Mapping[str, str] | None = None, is_sample: bool = False
) -> None:
    """Analyse ``sources`` and keep the result; the same files and settings are not analysed twice."""
    corrected = dict(organisations or {})
    key = uploads.fingerprint(sources, corrected, [on.isoformat(), language()])
    known = state.analysis()
    if known is not None and known.key == key:
        return
    with st.status(label("run.running"), expanded=True) as status:
        bar = st.progress(0.0, text=label("run.start"))
        st.button(label("run.stop"), key="run_stop")
        try:
            result = work.analyse(
                sources,
                key=key,
                organisations=corrected,
                reference_date=on,
                language=language(),
                is_sample=is_sample,
                progress=lambda step, done: bar.progress(done, _stage(step)),
            )
        except work.AnalysisError as problem:
            status.update(label=label("run.failed"), state="error")
            st.error(plain(problem) or label("run.died"))
            return
    state.remember(result)
    st.rerun()


def _stage(step: str) -> str:
    if step in (START_STAGE, REPORT_STAGE):
        return label(f"run.{step}")
    return str(knowledge.texts(language())["step"].get(step, step))


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
        name = inventory["file"]
        _show_columns(analysis.columns[analysis.columns["file"] == name], name)


def _show_columns(columns: pd.DataFrame, file: str) -> None:
    st.subheader(label("files.understood", file=plain(file)), anchor=False)
    for sheet, part in columns.groupby("sheet", sort=False):
        used = part["field"].isin(["ignored", ""]).eq(False).sum()
        st.caption(
            label(
                "files.sheet",
                sheet=plain(sheet or "-"),
                header_row=part["header_row"].iloc[0],
                used=used,
                columns=len(part),
            )
        )
    shown = ["column", "header", "field", "decided_by", "certainty"]
    tables.show(columns, shown, key="file_columns", alt=label("files.columns_alt"))


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
        both = {**analysis.organisations, **changed}
        run(analysis.sources, on=analysis.reference_date, organisations=both, is_sample=analysis.is_sample)


def show_findings(findings: pd.DataFrame) -> None:
    """Findings grouped by what to do; the chosen group shows each place."""
    if findings.empty:
        st.caption(label("findings.none"))
        return
    groups = frames.finding_groups(findings)
    st.caption(label("findings.choose", count=text.whole(len(findings))))
    shown = ["severity", "findings", "can_do", "example"]
    row = tables.show(groups, shown, key="choice_findings", alt=label("findings.alt"), select="single-row")
    group = frames.row_at(groups, row)
    if group is not None:
        places = findings[findings["code"] == group["code"]].reset_index(drop=True)
        st.markdown(f"**{label('findings.places', count=text.whole(len(places)))}**")
        tables.show(
            places,
            ["file", "sheet", "row", "column", "saw", "did", "can_do"],
            key="finding_places",
            alt=label("findings.alt"),
        )
