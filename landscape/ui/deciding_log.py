"""Pieces of the page Besluiten: the decision log with what has moved since, promised against realised, judgements.

A newcomer would hide a decision whose candidate is gone; it stays in the log, marked, because somebody has to know.
"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from landscape.partnership import Partnership
from landscape.records_judgements import HELD_COLUMNS
from landscape.ui import frames, judgements, judging, tables, text
from landscape.ui.labels import label, language
from landscape.ui.text import day, plain
from landscape.ui.work import Analysis

_WORDS = {"pair": "outcome", "readiness": "readiness", "kind": "application_kind"}


def show_decisions(partnership: Partnership, analysis: Analysis | None) -> None:
    """Every decision, newest first; the chosen one in full, with the figures that moved."""
    stored = analysis is not None and bool(analysis.partnership)
    candidates = analysis.candidates if analysis is not None and stored else None
    log = partnership.decisions(candidates=candidates, language=language())
    if log.empty:
        st.caption(label("decisions.none"))
        return
    newest = log.iloc[::-1].reset_index(drop=True)
    if "review" in newest:
        moved = int((newest["review"] != "").sum())
        st.markdown(label("decisions.count" if moved else "decisions.count_still", count=text.whole(len(log)),
                          moved=text.whole(moved)))  # fmt: skip
    shown = [name for name in ("on", "title", "action", "role", "review", "reason") if name in newest]
    row = tables.show(newest, shown, key="decisions", alt=label("decisions.alt"), select="single-row-required")
    chosen = frames.row_at(newest, row, otherwise_first=True)
    if chosen is not None:
        _show_decision(chosen)
    _show_realised(partnership.realised())


def _show_decision(decision: pd.Series) -> None:
    with st.container(border=True, key="decision_detail"):
        st.markdown(f"**{plain(decision['title'])}**")
        said = {name: decision[name] for name in ("role", "reason")}
        st.markdown(
            label(
                "deciding.decision",
                action=tables.word("action", decision["action"]),
                on=day(decision["on"]),
                **{name: plain(value) for name, value in said.items()},
            )
        )
        if decision.get("review"):
            moved = "\n".join(f"- {plain(part)}" for part in decision["review_reason"].split(" | "))
            st.warning(f"**{plain(decision['review'])}**\n\n{moved}")


def _show_realised(realised: pd.DataFrame) -> None:
    st.subheader(label("decisions.realised"), anchor=False)
    st.caption(label("decisions.realised_text"))
    shown = ["title", "action", "promised_saving_eur", "realised_eur", "cost_then_eur", "cost_now_eur",
             "applications_ended", "applications_without_cost"]  # fmt: skip
    tables.show(realised.iloc[::-1].reset_index(drop=True), shown, key="realised", alt=label("decisions.realised"))


def show_judgements(analysis: Analysis | None) -> None:
    """Contradictions first, then every judgement that holds: who, when, why, and the button to take it back."""
    judging.show_pending()
    names = _names(analysis)
    if analysis is not None and len(analysis.contradictions):
        _show_contradictions(analysis.contradictions, names)
    held = listed(names)
    if held.empty:
        st.caption(label("judgements.none"))
        return
    st.caption(label("judgements.choose", count=text.whole(len(held))))
    shown = ["about_word", "name_1", "name_2", "answer", "by", "on", "why"]
    row = tables.show(held, shown, key="judgements", alt=label("judgements.alt"), select="single-row")
    chosen = frames.row_at(held, row)
    if chosen is not None:
        ids = (chosen["about"], chosen["application_id"], chosen["other_application_id"])
        st.button(
            label("judgements.withdraw", name=plain(chosen["name_1"])),
            key="judgement_withdraw",
            on_click=_withdraw,
            args=ids,
            icon=":material/undo:",
            disabled=not judging.allowed(),
        )


def _withdraw(about: str, id_1: str, id_2: str) -> None:
    """A button's callback; the bar above says it when it was refused."""
    judging.withdraw(about, id_1, id_2)


def listed(names: pd.Series) -> pd.DataFrame:
    """The judgements that hold with names and words: ``about_word, name_1, name_2, answer, by, on, why``."""
    held = pd.DataFrame(judgements.held(), columns=list(HELD_COLUMNS)).astype("str")
    answers = [_answer(about, value) for about, value in zip(held["about"], held["value"], strict=True)]
    return held.assign(
        about_word=[label(f"judgement_about.{about}") for about in held["about"]],
        name_1=names.reindex(held["application_id"]).fillna(label("judgements.gone")).to_numpy(),
        name_2=names.reindex(held["other_application_id"]).fillna("").to_numpy(),
        answer=answers,
        on=pd.to_datetime(held["on"]).astype("datetime64[s]"),
    )


def _answer(about: str, value: str) -> str:
    return tables.word(_WORDS[about], value) if about in _WORDS else value


def _names(analysis: Analysis | None) -> pd.Series:
    """The name and organisation of every application on the screen, by id."""
    if analysis is None:
        return pd.Series(dtype="str")
    rows = analysis.applications
    told = rows["name"] + " (" + rows["organisation"] + ")"
    return pd.Series(told.to_numpy(), index=rows["application_id"])


def _show_contradictions(contradictions: pd.DataFrame, names: pd.Series) -> None:
    """Pairs somebody called different while other judgements make them one product."""
    st.warning(label("judgements.contradictions", count=text.whole(len(contradictions))))
    rows = pd.DataFrame(
        {f"name_{side}": names.reindex(contradictions[f"application_id_{side}"]).fillna("").to_numpy() for side in "12"}
    )
    tables.show(rows, ["name_1", "name_2"], key="contradictions", alt=label("judgements.contradictions_alt"))
