"""Pieces of the page Wijzigingen: files for the open partnership, first as a dry run, then taken over or not.

Comes in: uploads. Goes out: accepted imports and a fresh analysis. What a newcomer would get wrong: nothing is stored
until somebody presses "Neem over", an application that is no longer named stays until somebody ticks it, and a dry run
is made again when a colleague changed the partnership meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import cast

import pandas as pd
import streamlit as st

from landscape.days import as_reference_date
from landscape.findings import PortfolioError
from landscape.partnership import Partnership, Preview
from landscape.partnership.together import as_inventories
from landscape.records import Inventory
from landscape.ui import (
    changes_shown,
    column_memory,
    judging,
    keeping,
    mapping,
    partnerships,
    running,
    state,
    uploads,
    viewing,
    work,
)
from landscape.ui.labels import label, language
from landscape.ui.navigation import page
from landscape.ui.text import plain
from landscape.ui.work import Request

_PROPOSED = "proposed_changes"
_WHERE = ("keep", "loose")


@dataclass(frozen=True)
class Proposed:
    """Files that were read for one partnership and not yet taken over.

    Attributes:
        sources, request: to read the files once more when somebody corrects a column.
        renamed: stored id by new id, for applications somebody says are the same.
        previews: made against ``standing``; made again when the partnership has moved on.
    """

    partnership: str
    inventories: tuple[tuple[Inventory, str], ...]
    refused: tuple[tuple[str, str], ...]
    sources: tuple[uploads.Source, ...]
    request: Request
    renamed: dict[str, str] = field(default_factory=dict)
    standing: str = "?"
    previews: tuple[Preview, ...] = ()


def request_now() -> Request:
    """What to ask of an analysis: the day on the screen, or today, in the language of the session."""
    analysis = state.analysis()
    on = as_reference_date(None) if analysis is None else analysis.reference_date
    return Request(on, language())


def proposed(partnership: Partnership) -> Proposed | None:
    """The dry run on the screen, made anew when it no longer fits what is stored; None when there is none."""
    known = cast("Proposed | None", st.session_state.get(_PROPOSED))
    if known is None or known.partnership != partnerships.current_name():
        return None
    standing = partnership.standing()
    if known.standing != standing:
        made = tuple(
            partnership.preview_inventory(inventory, sha256, renamed=known.renamed)
            for inventory, sha256 in known.inventories
        )
        known = replace(known, standing=standing, previews=made)
        st.session_state[_PROPOSED] = known
    return known


def choose_files(partnership: Partnership) -> None:
    """The place for files, and the button that makes a dry run of them; a reader takes over no lists."""
    if not viewing.may("import"):
        st.caption(label("login.reads_only"))
        return
    progress = st.container()
    files = st.file_uploader(
        label("upload.files"), type=list(uploads.FILE_TYPES), accept_multiple_files=True, key="changes_files"
    )
    st.caption(label("changes.help"))
    asked = st.button(label("changes.try"), type="primary", key="changes_try")
    if asked and not files:
        st.warning(label("upload.choose_first"))
    elif asked:
        sources = uploads.as_sources((file.name, file.getvalue()) for file in files)
        with progress:
            try_out(sources, replace(request_now(), remembered=column_memory.known(partnership)))


def ask_whether_to_keep() -> bool:
    """On the page Inlezen, while a partnership is open: lists go into it, unless somebody says otherwise."""
    choice = st.radio(
        label("changes.where"), _WHERE, key="upload_where", format_func=lambda name: label(f"changes.where_{name}")
    )
    return choice == _WHERE[0]


def try_out(sources: tuple[uploads.Source, ...], request: Request) -> None:
    """Read files as a dry run of the open partnership and go to the page that shows it; nothing is stored."""
    found = running.watch(label("changes.reading"), lambda progress: work.read(sources, request, progress=progress))
    if found is None:
        return
    contents = {source.name: source.content for source in sources}
    frames = (found.applications, found.columns, found.findings, found.inventories)
    made = tuple(as_inventories(*frames, contents))
    st.session_state[_PROPOSED] = Proposed(partnerships.current_name(), made, tuple(found.refused), sources, request)
    st.switch_page(page("wijzigingen"))


def show(partnership: Partnership, trial: Proposed) -> None:
    """What would change, with the choices only a person can make, and the two ways out."""
    for file, sentence in trial.refused:
        st.error(f"**{plain(file)}**: {plain(sentence)}")
    if not trial.previews:
        st.info(label("changes.nothing_read"))
        st.button(label("changes.drop"), key="changes_drop", on_click=drop)
        return
    changes_shown.show_total(trial.previews)
    ways_out = st.container()
    ended, renamed = changes_shown.show_details(trial.previews)
    with ways_out:
        st.caption(label("changes.not_yet"))
        with st.container(horizontal=True):
            take = st.button(label("changes.accept"), type="primary", key="changes_accept")
            st.button(label("changes.drop"), key="changes_drop", on_click=drop)
        if take:
            _accept(partnership, trial, ended)
    _columns(partnership, trial)
    if renamed:
        st.session_state[_PROPOSED] = replace(trial, renamed={**trial.renamed, **renamed}, standing="?")
        st.rerun()


def _columns(partnership: Partnership, trial: Proposed) -> None:
    """How the columns were understood; a correction reads the files again, and is kept when the list is taken over."""
    columns = pd.concat([preview.columns for preview in trial.previews], ignore_index=True)
    with st.expander(label("changes.columns"), key="changes_columns_place"):
        changes_shown.show_columns(columns)
        files = sorted(columns["file"].unique())
        file = files[0]
        if len(files) > 1:
            file = st.selectbox(label("changes.columns_of"), files, key="changes_columns_file")
        mine = columns[columns["file"] == file]
        st.markdown(label("changes.columns_text"))
        said = mapping.ask(mine, str(file), mark="trial", button="changes.columns_save")
        place = st.container()
    if not said:
        return
    column_memory.keep_for_session(mine, said)
    with place:
        try_out(trial.sources, replace(trial.request, remembered=column_memory.known(partnership)))


def drop() -> None:
    """A button's callback: forget the dry run; nothing was stored."""
    st.session_state.pop(_PROPOSED, None)


def _accept(partnership: Partnership, trial: Proposed, ended: set[str]) -> None:
    taken = []
    try:
        for preview in trial.previews:
            mine = ended & set(preview.changes.missing["application_id"])
            taken.append(partnership.accept(preview, by=judging.role(), ended=mine))
            keeping.keep_columns(partnership, preview.columns, preview.inventory.organisation)
    except PortfolioError as problem:
        st.error(plain(partnerships.sentence_of(problem)))
        if taken:
            st.info(label("changes.partly", count=len(taken), files=len(trial.previews)))
        return
    drop()
    repeated = all(one.repeated for one in taken)
    state.say_next(label("changes.repeated" if repeated else "changes.accepted", count=len(taken)))
    if running.run_partnership(request_now()):
        st.rerun()


def undo(partnership: Partnership, *, key: str) -> None:
    """The last import, with the button that takes it back."""
    imports = partnership.imports()
    if imports.empty:
        return
    last = imports.iloc[-1]
    with st.container(horizontal=True, vertical_alignment="center", key=f"undo_{key}"):
        st.markdown(changes_shown.import_sentence(last))
        allowed = viewing.may("undo", "*")
        asked = allowed and st.button(label("changes.undo"), key=f"undo_button_{key}", icon=":material/undo:")
    if not asked:
        return
    try:
        partnership.undo(by=judging.role())
    except PortfolioError as problem:
        st.error(plain(partnerships.sentence_of(problem)))
        return
    state.say_next(label("changes.undone", file=plain(last["file"])))
    if running.run_partnership(request_now()):
        st.rerun()


def open_partnership() -> Partnership | None:
    """The open partnership, or None; one that cannot be opened any more is left, with its sentence on the page."""
    try:
        return partnerships.current()
    except PortfolioError as problem:
        st.error(plain(partnerships.sentence_of(problem)))
        partnerships.leave()
        return None


def require_partnership() -> Partnership:
    """The open partnership; without one the page says where to go and stops."""
    partnership = open_partnership()
    if partnership is not None:
        return partnership
    with st.container(border=True, key="empty_state"):
        st.subheader(label("partnership_page.none_open"), anchor=False)
        st.markdown(label("partnership_page.none_open_text"))
        st.page_link(page("samenwerking"), label=label("partnership_page.link"))
    st.stop()
