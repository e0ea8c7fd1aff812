"""Pieces of the page Kandidaten: filters, the ranked list, one candidate in full, and the report to hand on.

Filters stand in the address (``voorstel``, ``wanneer``, ``van``, ``zoek_kandidaat``) and so does the candidate
(``kandidaat``), so that a colleague opens the same one.
"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from landscape.knowledge import sentence, texts
from landscape.ui import components, deciding, derived, downloads, filters, frames, state, tables, text
from landscape.ui.labels import label, language
from landscape.ui.text import day, plain
from landscape.ui.work import Analysis

_COLUMNS = (
    "rank", "title", "action", "decide_before", "known_annual_cost_eur", "applications_without_cost", "applications",
)  # fmt: skip


def show_download(analysis: Analysis) -> None:
    """The workbook and the other files to take away, with the figures of this screen."""
    downloads.menu(analysis)


def show_candidates(analysis: Analysis) -> None:
    """Candidates by rank; the chosen one in full underneath, the first until somebody chooses."""
    if analysis.candidates.empty:
        st.caption(label("candidates.none"))
        return
    candidates = _filtered(analysis)
    if candidates.empty:
        st.caption(label("candidates.none_left"))
        return
    st.caption(label("candidates.choose", count=text.whole(len(candidates))))
    candidate = tables.choose(
        candidates,
        _COLUMNS,
        key="choice_candidate",
        alt=label("candidates.alt"),
        id_column="candidate_id",
        name="kandidaat",
        required=True,
    )
    if candidate is not None:
        _show_candidate(analysis, candidate)


def _filtered(analysis: Analysis) -> pd.DataFrame:
    found = analysis.candidates
    actions = sorted(found["action"].unique())
    statuses = [status for status in texts(language())["advice_status"] if status in set(found["decision_status"])]
    organisations = derived.of(
        analysis, "organisations", lambda: sorted(analysis.applications["organisation"].unique())
    )
    with st.grid(4, min_column_width=190):
        words = filters.words("filter_candidate_words", "zoek_kandidaat", hint=label("candidates.words_hint"))
        chosen = filters.any_of(
            tables.heading("action"),
            actions,
            "filter_candidate_actions",
            "voorstel",
            called=lambda code: tables.word("action", code),
        )
        when = filters.any_of(
            label("candidates.when"),
            statuses,
            "filter_candidate_status",
            "wanneer",
            called=lambda code: sentence("advice_status", code, language()),
        )
        of = filters.any_of(label("filter.organisations"), organisations, "filter_candidate_organisations", "van")
    return frames.filtered_candidates(found, words=words, actions=chosen, statuses=when, organisations=of)


def _show_candidate(analysis: Analysis, candidate: pd.Series) -> None:
    with st.container(border=True, key="candidate_detail"):
        st.subheader(f"{candidate['rank']}\\. {plain(candidate['title'])}", anchor=False)
        st.caption(label("candidates.observation"))
        with st.grid(2, min_column_width=280, gap="medium"):
            with st.container():
                components.reasons("candidates.reasons_for", candidate["reasons_for"])
            with st.container():
                components.reasons("candidates.reasons_against", candidate["reasons_against"])
        components.facts(_facts(candidate), alt=label("candidates.facts_alt"))
        _show_more("candidates.missing", candidate["missing"])
        _show_more("candidates.saving_assumptions", candidate["saving_assumptions"])
        _show_more("candidates.score_parts", candidate["score_parts"])
    with st.container(border=True, key="candidate_work"):
        deciding.decision_form(analysis, candidate)
        deciding.remarks(analysis, candidate)
    _show_rows(analysis, candidate)


def _show_rows(analysis: Analysis, candidate: pd.Series) -> None:
    ids = frames.ids_in(candidate["application_ids"])
    st.subheader(label("candidates.applications"), anchor=False)
    wish = state.Wish(title=candidate["title"], application_ids=tuple(ids))
    members = frames.filtered(analysis.applications, application_ids=ids)
    components.applications_list(analysis, members, key="choice_candidate_application")
    st.button(
        label("candidates.open", count=text.whole(len(ids))),
        key="open_candidate",
        args=(wish,),
        on_click=state.ask_for_rows,
    )


def _show_more(heading: str, joined: str) -> None:
    parts = [part for part in joined.split(" | ") if part]
    if parts:
        with st.expander(label(heading, count=text.whole(len(parts)))):
            st.markdown("\n".join(f"- {plain(part)}" for part in parts))


def _facts(candidate: pd.Series) -> dict[str, str]:
    said = {
        "action": tables.word("action", candidate["action"]),
        "time": tables.word("time", candidate["time"]),
        "six_r": tables.word("six_r", candidate["six_r"]),
        "known_annual_cost_eur": _cost(candidate),
        "saving_mid_eur": _saving(candidate),
        "decide_before": _moment(candidate),
        "customer_line": candidate["customer_line"],
    }
    return {tables.heading(name): value or label("table.unknown") for name, value in said.items()}


def _cost(candidate: pd.Series) -> str:
    known, without = candidate["known_annual_cost_eur"], candidate["applications_without_cost"]
    amount = label("table.unknown") if pd.isna(known) else text.euros(known)
    return amount if not without else label("candidates.cost", amount=amount, without=text.whole(without))


def _saving(candidate: pd.Series) -> str:
    """A range, never one number; nothing when it cannot be calculated."""
    low, middle, high = (candidate[f"saving_{part}_eur"] for part in ("low", "mid", "high"))
    if pd.isna(low) or pd.isna(middle) or pd.isna(high):
        return ""
    return label("candidates.saving", low=text.estimate(low), middle=text.estimate(middle), high=text.estimate(high))


def _moment(candidate: pd.Series) -> str:
    status = sentence("advice_status", str(candidate["decision_status"]), language())
    if pd.isna(candidate["decide_before"]):
        return status
    return f"{day(candidate['decide_before'])} ({status})"
