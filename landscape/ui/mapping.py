"""How the columns of one file were understood, and the forms to correct that.

The analysis is always there first; a form here never stands in its way. Every column is corrected on its own, also when
two have the same header. What is saved holds for every list with the same headers. Columns with personal data are left
out until somebody knowingly keeps them, for this one file.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from landscape.findings import PortfolioError
from landscape.portfolio.synonyms import PERSONAL
from landscape.portfolio.words import bare
from landscape.records import COLUMN_EXAMPLES
from landscape.ui import column_memory, corrections, frames, partnerships, running, state, tables, text
from landscape.ui.labels import label
from landscape.ui.text import plain
from landscape.ui.work import Analysis

_NO_FIELD = corrections.CHOICES[:2]
"""Not a field at all: these two stand at the top of every list of fields."""
_LOOKED_AT = 300
"""Examples of a stored list come from the first rows of a sheet; a person needs two."""


def show_columns(analysis: Analysis, file: str) -> None:
    """Sheet, header row and fields of ``file``, then the forms for its columns."""
    columns = analysis.columns[analysis.columns["file"] == file]
    st.subheader(label("files.understood", file=plain(file)), anchor=False)
    if file in analysis.recalled:
        st.info(label("columns.recalled"))
    for sheet, part in columns.groupby("sheet", sort=False):
        used = (~part["field"].isin(_NO_FIELD)).sum()
        said = {"header_row": part["header_row"].iloc[0], "used": used, "columns": len(part)}
        st.caption(label("files.sheet" if sheet else "files.no_sheet", sheet=plain(sheet), **said))
    place = ["sheet", "column"] if columns["sheet"].nunique() > 1 else ["column"]
    shown = [*place, "header", "field", "decided_by", "certainty"]
    kept = {bare(header) for header in analysis.request.keep_personal.get(file, ())}
    is_kept = (columns["field"] == PERSONAL) & columns["header"].map(bare).isin(kept)
    said_fields = columns.assign(field=columns["field"].mask(is_kept, "personal_kept"))
    tables.show(said_fields, shown, key="file_columns", alt=label("files.columns_alt"))
    lost = corrections.not_followed(columns, analysis.request.confirmed.get(file, {}))
    if lost:
        st.warning(label("columns.not_followed", headers=plain(", ".join(lost))))
    if analysis.sources:
        _correct(analysis, columns, file, {})
        _keep_personal(analysis, columns, file)
    elif analysis.partnership:
        _correct_for_next_time(analysis, columns, file)


def _correct_for_next_time(analysis: Analysis, columns: pd.DataFrame, file: str) -> None:
    """A stored list is not read again here: what somebody says holds for the next list with these headers."""
    partnership = partnerships.current()
    if partnership is not None:
        kept = corrections.recalled(columns, column_memory.known(partnership)).get(file, {})
        _correct(analysis, columns, file, kept)


def _correct(analysis: Analysis, columns: pd.DataFrame, file: str, kept: Mapping[str, str]) -> None:
    """The form; ``kept`` is what was already said for next time."""
    asked = corrections.questions(columns)
    asked["field"] = [kept.get(key, field) for key, field in zip(asked["key"], asked["field"], strict=True)]
    asked["unsure"] &= ~asked["key"].isin(list(kept))
    unsure = int(asked["unsure"].sum())
    title = label("columns.title_unsure", count=text.whole(unsure)) if unsure else label("columns.title")
    with st.expander(title, key=f"correct_columns_{file}"):
        st.markdown(label("columns.text_stored" if analysis.partnership else "columns.text"))
        everything = not unsure or st.toggle(label("columns.all"), key=f"all_columns_{file}")
        button = "columns.save_stored" if analysis.partnership else "columns.save"
        shown = asked if everything else asked[asked["unsure"]]
        said = _form(asked, shown, _examples(analysis.applications, shown, file), file, analysis.key, button)
    if said is not None:
        save = _save_in_partnership if analysis.partnership else _save
        save(analysis, columns, said)


def ask(columns: pd.DataFrame, file: str, *, mark: str, button: str) -> Mapping[str, str] | None:
    """The form for the columns of one file that was read and is not analysed yet.

    Args:
        columns: of this file, with ``records.COLUMN_EXAMPLES``.
        mark: keeps the answers of different readings of one file apart.
        button: label of the button.

    Returns:
        What was changed, by the key of a column; None until somebody presses the button.
    """
    asked = corrections.questions(columns)
    return _form(asked, asked, dict(zip(asked["key"], asked[COLUMN_EXAMPLES], strict=True)), file, mark, button)


def _examples(applications: pd.DataFrame, asked: pd.DataFrame, file: str) -> Mapping[str, str]:
    """Two examples by the key of a column: cells as typed, or of a stored list the values."""
    of_file = applications[applications["file"] == file].groupby("sheet").head(_LOOKED_AT)
    named = asked["header"].where(asked["header"] != "", asked["column"])
    return frames.examples(of_file, asked.assign(bare=asked["key"], header=named))


def _form(
    asked: pd.DataFrame, shown: pd.DataFrame, examples: Mapping[str, str], file: str, mark: str, button: str
) -> Mapping[str, str] | None:
    with st.form(f"columns_{file}", border=False):
        chosen = _questions(shown, examples, file, mark)
        saved = st.form_submit_button(label(button), type="primary")
    return corrections.answers(asked, chosen) if saved else None


def _questions(asked: pd.DataFrame, examples: Mapping[str, str], file: str, mark: str) -> dict[str, str]:
    """One choice per column; returns the chosen field by the key of the column."""
    called = {field: tables.word("field", field) for field in corrections.CHOICES}
    in_order = sorted(called, key=lambda field: called[field].casefold())
    choices = [*_NO_FIELD, *(field for field in in_order if field not in _NO_FIELD)]
    chosen: dict[str, str] = {}
    with st.grid(2, min_column_width=300):
        for key, name, letter, field in asked[["key", "header", "column", "field"]].itertuples(index=False):
            example = label("columns.example", example=plain(examples[key])) if examples[key] else ""
            question = label("columns.question" if name else "columns.question_bare", header=plain(name), column=letter)
            chosen[key] = st.selectbox(
                question + example,
                choices,
                index=choices.index(field) if field in called else 0,
                key=f"field_{mark}_{file}_{key}",
                format_func=called.__getitem__,
            )
    return chosen


def _save(analysis: Analysis, columns: pd.DataFrame, said: Mapping[str, str]) -> None:
    if not said:
        st.info(label("columns.unchanged"))
        return
    known = column_memory.keep_for_session(columns, said)
    state.say_next(label("columns.saved"))
    confirmed = {**analysis.request.confirmed, **corrections.recalled(analysis.columns, known)}
    running.again(analysis, confirmed=confirmed)


def _save_in_partnership(analysis: Analysis, columns: pd.DataFrame, said: Mapping[str, str]) -> None:
    partnership = partnerships.current()
    if not said or partnership is None:
        st.info(label("columns.unchanged"))
        return
    of_file = analysis.inventories["file"] == columns["file"].iloc[0]
    organisation = str(analysis.inventories.loc[of_file, "organisation"].iloc[0])
    try:
        column_memory.keep_in_partnership(partnership, columns, said, organisation)
    except PortfolioError as problem:
        st.error(plain(partnerships.sentence_of(problem)))
        return
    state.say_next(label("columns.saved_stored", name=plain(partnerships.current_name())))
    st.rerun()


def _keep_personal(analysis: Analysis, columns: pd.DataFrame, file: str) -> None:
    """Which columns were left out as personal data, and the form to keep them knowingly."""
    kept = list(analysis.request.keep_personal.get(file, ()))
    known = {bare(header) for header in kept}
    left_out = [header for header in corrections.left_out(columns, analysis.findings) if bare(header) not in known]
    if not kept and not left_out:
        return
    for name, headers in (("personal.left_out", left_out), ("personal.kept", kept)):
        if headers:
            st.markdown(label(name, headers=plain(", ".join(headers))))
    with st.expander(label("personal.title")), st.form(f"personal_{file}", border=False):
        st.markdown(label("personal.text"))
        wished = st.multiselect(
            label("personal.choose"),
            sorted({*kept, *left_out}),
            default=kept,
            key=f"keep_{analysis.key}_{file}",
            placeholder=label("personal.nothing"),
        )
        saved = st.form_submit_button(label("columns.save"))
    if saved and set(wished) != set(kept):
        running.again(analysis, keep_personal={**analysis.request.keep_personal, file: sorted(wished)})
