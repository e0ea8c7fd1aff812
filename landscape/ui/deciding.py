"""Deciding on a candidate and remarking on it, inside the detail of a candidate; kept in the open partnership.

Without a partnership nothing can be kept: then one sentence says so, with the form that keeps these lists. Decisions
and remarks are read from the partnership each time, so a decision of a colleague shows at the next click.
"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from landscape import knowledge
from landscape.findings import PortfolioError
from landscape.partnership import Partnership
from landscape.store.remembered import REMARK_KINDS
from landscape.ui import judging, keeping, partnerships, tables, viewing
from landscape.ui.labels import label, language
from landscape.ui.text import day, plain
from landscape.ui.work import Analysis

_SAID = "deciding_sentence"


def decided(analysis: Analysis) -> pd.DataFrame:
    """The candidates of the analysis with ``decision`` and ``decision_review``, both empty without a partnership."""
    partnership = _open(analysis)
    if partnership is None:
        return analysis.candidates.assign(decision="", decision_review="")
    return partnership.with_decisions(analysis.candidates, language=language())


def decision_form(analysis: Analysis, candidate: pd.Series) -> None:
    """What was decided on this candidate, and the form to decide."""
    st.markdown(f"**{label('deciding.title')}**")
    partnership = _open(analysis)
    if partnership is None:
        keeping.offer(analysis, label("deciding.not_kept"), key="decide")
        return
    _say()
    _show_decisions(partnership, analysis, candidate)
    if not viewing.may("decide"):
        st.caption(label("login.reads_only"))
        return
    key = f"decide_{candidate['candidate_id']}"
    actions = list(knowledge.texts(language())["advice_action"])
    with st.expander(label("deciding.open")), st.form(key, border=False):
        known = actions.index(candidate["action"]) if candidate["action"] in actions else 0
        action = st.selectbox(
            label("deciding.action"), actions, index=known, format_func=lambda code: tables.word("action", code)
        )
        role = st.text_input(label("judging.role"), value=judging.role(), placeholder=label("judging.role_hint"))
        reason = st.text_area(label("deciding.reason"), max_chars=2000)
        st.caption(label("deciding.forever"))
        saved = st.form_submit_button(label("deciding.save"), type="primary")
    if saved:
        _keep(
            lambda: partnership.decide(candidate, action=str(action), role=role, reason=reason),
            label("deciding.saved"),
        )


def remarks(analysis: Analysis, candidate: pd.Series) -> None:
    """Remarks and objections on this candidate, and the form to add one; nothing without a partnership."""
    partnership = _open(analysis)
    if partnership is None:
        return
    made = partnership.remarks(candidate)
    st.markdown(f"**{label('deciding.remarks')}**")
    if made.empty:
        st.caption(label("deciding.no_remarks"))
    for one in made.to_dict("records"):
        kind = label(f"remark_kind.{one['kind']}")
        said = label("deciding.remark", kind=kind, by=plain(one["by"]), on=day(one["on"]), remark=plain(one["remark"]))
        st.markdown(said)
    if not viewing.may("comment"):
        return
    key = f"remark_{candidate['candidate_id']}"
    with st.expander(label("deciding.add_remark")), st.form(key, border=False, clear_on_submit=True):
        kind = st.radio(
            label("deciding.kind"), REMARK_KINDS, horizontal=True, format_func=lambda code: label(f"remark_kind.{code}")
        )
        role = st.text_input(label("judging.role"), value=judging.role(), placeholder=label("judging.role_hint"))
        written = st.text_area(label("deciding.remark_text"), max_chars=2000)
        saved = st.form_submit_button(label("deciding.save_remark"))
    if saved:
        _keep(
            lambda: partnership.remark(candidate, written, role=role, kind=str(kind)),
            label("deciding.remark_saved"),
        )


def _open(analysis: Analysis) -> Partnership | None:
    """The partnership this analysis is about; a loose list has none, also while a partnership is open."""
    return partnerships.current() if analysis.partnership else None


def _show_decisions(partnership: Partnership, analysis: Analysis, candidate: pd.Series) -> None:
    log = partnership.decisions(candidates=analysis.candidates, language=language())
    mine = log[log["candidate_id"] == candidate["candidate_id"]]
    if mine.empty:
        st.caption(label("deciding.none"))
    for one in mine.to_dict("records"):
        said = label(
            "deciding.decision",
            action=tables.word("action", one["action"]),
            role=plain(one["role"]),
            on=day(one["on"]),
            reason=plain(one["reason"]),
        )
        st.markdown(said)
        if one["review"]:
            st.warning(f"**{one['review']}** {plain(one['review_reason'].replace(' | ', '; '))}")


def _keep(save: Callable[[], object], sentence: str) -> None:
    """Save and draw the page again, so that what was saved shows above the form; a refusal is shown here."""
    try:
        save()
    except PortfolioError as problem:
        st.error(plain(partnerships.sentence_of(problem)))
        return
    st.session_state[_SAID] = sentence
    st.rerun()


def _say() -> None:
    if sentence := st.session_state.pop(_SAID, ""):
        st.success(sentence)
