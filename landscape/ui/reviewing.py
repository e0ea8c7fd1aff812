"""The page Reviewlijst: pairs in doubt, one at a time, answered by keyboard.

Comes in: the pairs the program will not decide on, in the order in which an answer settles most. Goes out: judgements
through :mod:`landscape.ui.judging`; undo takes the last answer of this session back. A newcomer would analyse after
every answer: that waits until somebody asks for it, so that twenty pairs take a minute.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import pandas as pd
import streamlit as st

from landscape.ui import components, derived, frames, frames_review, judging, pair_view, tables, text
from landscape.ui.labels import label
from landscape.ui.navigation import page
from landscape.ui.text import plain
from landscape.ui.work import Analysis

_SKIPPED = "review_skipped"
_DONE = "review_done"
"""Keys of what was skipped, and of what was done in order (for undo); both belong to this session."""
_FACTS = ("organisation", "vendor", "version", "component", "description")


def show_queue(analysis: Analysis) -> None:
    """The pair that is next, with what is known of both sides, and the four answers."""
    _forget(analysis)
    _contradictions(analysis)
    queue = derived.of(analysis, "review", lambda: frames_review.queue(analysis.pairs, analysis.applications))
    if queue.empty:
        st.caption(label("pairs.none"))
        return
    judging.show_pending()
    answered = frames_review.answered(queue, judging.said().pairs())
    st.progress(
        int(answered.sum()) / len(queue),
        text=label("review.progress", done=text.whole(answered.sum()), count=text.whole(len(queue))),
    )
    pair = frames_review.next_pair(queue, answered, _skipped())
    if pair is None:
        st.success(label("review.finished"))
        _undo_button()
        return
    _show_pair(analysis, pair)


def _contradictions(analysis: Analysis) -> None:
    """Judgements that cannot all hold, with the way to where they are taken back."""
    if len(analysis.contradictions):
        st.warning(label("judgements.contradictions", count=text.whole(len(analysis.contradictions))))
        st.page_link(page("besluiten"), label=label("page.besluiten"))


def _show_pair(analysis: Analysis, pair: pd.Series) -> None:
    ids = (str(pair["application_id_1"]), str(pair["application_id_2"]))
    with st.container(border=True, key="review_pair"):
        st.subheader(label("review.question"), anchor=False)
        pair_view.show_names(pair)
        if settles := int(pair["applications"]):
            st.caption(label("review.settles", count=text.whole(settles)))
        _answers(ids)
        pair_view.show_reason(str(pair["reason"]))
    known = analysis.applications
    one, other = (known[known["application_id"] == application].iloc[0] for application in ids)
    _side_by_side(one, other)
    with st.expander(label("review.rows")):
        members = frames.filtered(analysis.applications, application_ids=ids)
        components.applications_list(analysis, members, key="choice_review_application")


def _answers(ids: tuple[str, str]) -> None:
    with st.container(horizontal=True, key="review_answers"):
        for answer in ("same", "different"):
            st.button(
                label(f"review.{answer}"),
                key=f"review_{answer}",
                shortcut=label(f"review.{answer}_key"),
                on_click=_judge,
                args=(ids, answer),
                disabled=not judging.allowed(),
            )
        st.button(
            label("review.skip"), key="review_skip", shortcut=label("review.skip_key"), on_click=_skip, args=(ids,)
        )
        _undo_button()


def _undo_button() -> None:
    st.button(
        label("review.undo"),
        key="review_undo",
        shortcut=label("review.undo_key"),
        type="tertiary",
        on_click=_undo,
        disabled=not _done(),
    )


def _judge(ids: tuple[str, str], answer: str) -> None:
    if judging.judge("pair", *ids, answer):
        st.session_state[_DONE] = (*_done(), (*ids, answer))


def _skip(ids: tuple[str, str]) -> None:
    st.session_state[_SKIPPED] = (*_skipped(), ids)
    st.session_state[_DONE] = (*_done(), (*ids, ""))


def _undo() -> None:
    *before, (one, other, answer) = _done()
    if not answer:
        st.session_state[_SKIPPED] = tuple(pair for pair in _skipped() if pair != (one, other))
    elif not judging.withdraw("pair", one, other):
        return
    st.session_state[_DONE] = tuple(before)


def _skipped() -> Sequence[tuple[str, str]]:
    return cast("Sequence[tuple[str, str]]", st.session_state.get(_SKIPPED, ()))


def _done() -> Sequence[tuple[str, str, str]]:
    return cast("Sequence[tuple[str, str, str]]", st.session_state.get(_DONE, ()))


def _side_by_side(one: pd.Series, other: pd.Series) -> None:
    said = {
        tables.heading(fact): [plain(side[fact]) or label("table.unknown") for side in (one, other)] for fact in _FACTS
    }
    frame = pd.DataFrame(said, index=told_apart(one, other)).T
    st.table(frame, border="horizontal", alt=label("review.facts"))


def told_apart(one: pd.Series, other: pd.Series) -> list[str]:
    """Two headings that differ: names, with the organisation or else a number when the names are equal."""
    names = [plain(side["name"]) for side in (one, other)]
    if names[0] == names[1]:
        names = [f"{plain(side['name'])} ({plain(side['organisation'])})" for side in (one, other)]
    return names if names[0] != names[1] else [f"{name} {number}" for number, name in enumerate(names, start=1)]


def _forget(analysis: Analysis) -> None:
    """What was skipped belongs to one analysis: after another one everything is asked again."""
    mark = derived.of(analysis, "review_mark", object)
    if st.session_state.get("review_of") is not mark:
        st.session_state["review_of"] = mark
        st.session_state.pop(_SKIPPED, None)
        st.session_state.pop(_DONE, None)
