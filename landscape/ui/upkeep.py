"""Pieces of the page Samenwerkingsverband for its upkeep: correcting in Excel, snapshots, copies, leaving.

Whatever takes time is made when somebody asks for it and then offered as a download; a workbook is written by the child
process. Files exist on disk only in a folder of this user, for as long as it takes to read them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

import pandas as pd
import streamlit as st

from landscape.findings import PortfolioError
from landscape.partnership import Partnership
from landscape.partnership.snapshots import movement_counts
from landscape.report.differences import readable
from landscape.ui import changes, judging, partnerships, running, state, tables, text, viewing, work
from landscape.ui.labels import label, language
from landscape.ui.text import day, plain
from landscape.ui.uploads import safe_name
from landscape.ui.work import Analysis

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MADE = "upkeep_file"
"""The last file that was made for a download: its kind, name and bytes."""
_LONGEST_LABEL = 80


def show_correct(partnership: Partnership) -> None:
    """The workbook to correct, of one organisation or of all."""
    st.markdown(label("partnership_page.correct_text"))
    everybody = label("partnership_page.everybody")
    organisations = partnership.organisations()
    own = [name for name in organisations if viewing.owns(name)]
    offered = [everybody, *own] if own == organisations else own
    chosen = st.selectbox(label("partnership_page.correct_of"), offered, key="correct_of")
    if st.button(label("partnership_page.correct_make"), key="correct_make", type="primary"):
        _make_workbook(partnership, None if chosen == everybody else str(chosen))
    _download("correct", "partnership_page.correct_download", _EXCEL)
    st.caption(label("partnership_page.correct_back"))


def _make_workbook(partnership: Partnership, organisation: str | None) -> None:
    held: list[pd.DataFrame] = []
    if not _tried(lambda: held.append(partnership.to_correct(organisation=organisation))):
        return
    content = running.watch(
        label("partnership_page.correct_making"),
        lambda progress: work.workbook_to_correct(held[0], changes.request_now(), progress=progress),
    )
    if content is not None:
        name = organisation or partnerships.current_name()
        _offer("correct", safe_name(label("file_name.correct", name=name)), content)


def _offer(kind: str, name: str, content: bytes) -> None:
    st.session_state[_MADE] = (kind, partnerships.current_name(), name, content)
    st.rerun()


def _download(kind: str, text_key: str, mime: str) -> None:
    made = cast("tuple[str, str, str, bytes] | None", st.session_state.get(_MADE))
    if made is None or made[:2] != (kind, partnerships.current_name()):
        return
    st.download_button(
        label(text_key, file=plain(made[2])),
        made[3],
        file_name=made[2],
        mime=mime,
        key=f"download_{kind}",
        on_click="ignore",
        icon=":material/download:",
    )


def show_snapshots(partnership: Partnership, analysis: Analysis | None) -> None:
    """Keep how things stand, see what was kept, and compare two moments."""
    st.markdown(label("partnership_page.snapshot_text"))
    if not viewing.may("copy", "*"):
        st.caption(label("login.only_beheerder"))
    elif analysis is not None and analysis.partnership:
        with st.form("snapshot", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
            said = st.text_input(
                label("partnership_page.snapshot_label"),
                max_chars=_LONGEST_LABEL,
                placeholder=label("partnership_page.snapshot_hint"),
            )
            asked = st.form_submit_button(label("partnership_page.snapshot_save"), type="primary")
        if asked and _tried(lambda: partnership.keep_snapshot(analysis, label=said)):
            state.say_next(label("partnership_page.snapshot_saved"))
            st.rerun()
    kept = partnership.snapshots()
    if kept.empty:
        st.caption(label("partnership_page.no_snapshots"))
        return
    shown = ["reference_date", "label", "applications"]
    tables.show(kept, shown, key="snapshots", alt=label("partnership_page.snapshots_alt"))
    _compare(partnership, kept)


def _compare(partnership: Partnership, kept: pd.DataFrame) -> None:
    st.markdown(f"**{label('partnership_page.compare')}**")
    if len(kept) < 2:
        st.caption(label("partnership_page.compare_more"))
        return
    called = {int(one["snapshot_id"]): _moment(one) for one in kept.to_dict("records")}
    numbers = list(called)
    left, right = st.columns(2)
    first = left.selectbox(
        label("partnership_page.compare_first"), numbers, index=len(numbers) - 2, format_func=called.__getitem__
    )
    second = right.selectbox(
        label("partnership_page.compare_second"), numbers, index=len(numbers) - 1, format_func=called.__getitem__
    )
    moved = partnership.movements(int(first), int(second))
    if moved.empty:
        st.caption(label("partnership_page.compare_none"))
        return
    counts = ["organisation", "came", "went", "changed_answers"]
    per_member = movement_counts(moved).rename(columns={"changed": "changed_answers"})
    tables.show(per_member, counts, key="movement_counts", alt=label("partnership_page.movements_alt"))
    told = readable(_in_words(moved), language()).rename(columns={"field": "changed_field"})
    shown = ["organisation", "name", "what", "changed_field", "old_value", "new_value"]
    tables.show(told, shown, key="movements", alt=label("partnership_page.details_alt"))


def _in_words(moved: pd.DataFrame) -> pd.DataFrame:
    """Old and new values that are codes, as words."""
    said = moved.copy()
    for field in ("readiness", "application_kind"):
        about = said["field"] == field
        for name in ("old_value", "new_value"):
            said.loc[about, name] = [tables.word(field, code) for code in said.loc[about, name]]
    return said


def _moment(one: Mapping[Hashable, Any]) -> str:
    on, applications = day(one["reference_date"]), text.whole(one["applications"])
    key = "partnership_page.of_day_label" if one["label"] else "partnership_page.of_day"
    return label(key, on=on, applications=applications, label=plain(one["label"]))


def _tried(action: Callable[[], object]) -> bool:
    """Do it; a refusal is one sentence on the page."""
    try:
        action()
    except PortfolioError as problem:
        st.error(plain(partnerships.sentence_of(problem)))
        return False
    return True


def show_upkeep(partnership: Partnership) -> None:
    """A backup, judgements as a file, and removing an organisation for good; or who does that, for who may not."""
    if viewing.may("copy", "*"):
        _copy(partnership)
    else:
        st.caption(label("login.only_beheerder"))
    removable = [name for name in partnership.organisations() if viewing.may("remove", name)]
    if removable:
        st.subheader(label("partnership_page.remove_title"), anchor=False)
        _remove(partnership, removable)


def _copy(partnership: Partnership) -> None:
    st.subheader(label("partnership_page.backup_title"), anchor=False)
    st.markdown(label("partnership_page.backup_text"))
    if st.button(label("partnership_page.backup_make"), key="backup_make"):
        _made_in_a_folder("backup", partnership.backup)
    _download("backup", "partnership_page.backup_download", "application/octet-stream")
    st.subheader(label("partnership_page.judgements_title"), anchor=False)
    st.markdown(label("partnership_page.judgements_text"))
    if st.button(label("partnership_page.judgements_make"), key="judgements_make"):
        _made_in_a_folder("judgements", partnership.write_judgements)
    _download("judgements", "partnership_page.judgements_download", "text/csv")
    _take_judgements(partnership)


def _made_in_a_folder(kind: str, make: Callable[[Path], Path]) -> None:
    name = label(f"file_name.{kind}", name=partnerships.current_name())
    with TemporaryDirectory(prefix="landschapswijzer-") as private:
        path = Path(private) / safe_name(name)
        if not _tried(lambda: make(path)):
            return
        content = path.read_bytes()
    _offer(kind, path.name, content)


def _take_judgements(partnership: Partnership) -> None:
    with st.form("take_judgements", border=False, clear_on_submit=True):
        file = st.file_uploader(label("partnership_page.judgements_file"), type=["csv", "xlsx"], key="judgements_file")
        asked = st.form_submit_button(label("partnership_page.judgements_read"))
    if not asked or file is None:
        return
    with TemporaryDirectory(prefix="landschapswijzer-") as private:
        path = Path(private) / safe_name(file.name)
        path.write_bytes(file.getvalue())
        taken: list[pd.DataFrame] = []
        with st.spinner(label("partnership_page.judgements_reading")):
            if not _tried(lambda: taken.append(partnership.read_judgements(path))):
                return
    known = taken[0]["taken_over"] > 0
    words = {"count": text.whole(int(known.sum())), "unknown": text.whole(int((~known).sum()))}
    state.say_next(label("partnership_page.judgements_taken", **words))
    if running.run_partnership(changes.request_now()):
        st.rerun()


def _remove(partnership: Partnership, organisations: list[str]) -> None:
    st.markdown(label("partnership_page.remove_text"))
    with st.form("remove_organisation", border=False):
        which = st.selectbox(
            label("partnership_page.remove_which"),
            organisations,
            index=None,
            placeholder=label("partnership_page.remove_choose"),
        )
        typed = st.text_input(label("partnership_page.remove_type"))
        asked = st.form_submit_button(label("partnership_page.remove"))
    if not asked:
        return
    if which is None or typed.strip() != which:
        st.error(label("partnership_page.remove_other"))
        return
    removed: list[object] = []
    if not _tried(lambda: removed.append(_removed_sentence(partnership, which))):
        return
    state.say_next(str(removed[0]))
    st.session_state.pop(_MADE, None)
    if running.run_partnership(changes.request_now()):
        st.rerun()


def _removed_sentence(partnership: Partnership, organisation: str) -> str:
    done = partnership.remove_organisation(organisation, by=judging.role())
    applications = text.whole(done.applications)
    said = label("partnership_page.removed", organisation=plain(organisation), applications=applications)
    if done.still_beside:
        said += " " + label("partnership_page.still_beside", files=plain(", ".join(done.still_beside)))
    return said
