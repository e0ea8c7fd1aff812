"""Pieces of the page Regels: every line of the decision list at work, and the choices a partnership may make otherwise.

What a choice would change was worked out with the analysis; making it analyses again and every outcome that follows
from it says so.
"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from landscape import knowledge
from landscape.classify.rules import Switch, policy, switches
from landscape.ui import components, derived, frames_readiness, running, tables, text
from landscape.ui.labels import label, language
from landscape.ui.text import plain
from landscape.ui.work import Analysis

PARTS = ("list", "choices")
_COLUMNS = ("rule_text", "readiness", "decided", "voted", "conflicts", "examples")
_EFFECTS = ("name", "organisation", "readiness", "readiness_with_choice", "reason")
_DECIDED = ("name", "organisation", "readiness", "is_conflict", "readiness_reason")


def show(analysis: Analysis) -> None:
    """The chosen part of the page."""
    if components.part("rules_part", "deel", "rules_part", PARTS) == "choices":
        show_choices(analysis)
    else:
        show_list(analysis)


def show_list(analysis: Analysis) -> None:
    """The decision list in order: what each line decided, voted on and contradicts; one opens its applications."""
    st.markdown(label("rules_page.list_text"))
    table = derived.of(analysis, "rule_table", lambda: frames_readiness.rules_used(analysis.applications, language()))
    rule = tables.choose(
        table, _COLUMNS, key="rules_table", alt=label("rules_page.list_alt"), id_column="rule", name="regel"
    )
    if rule is None:
        st.caption(label("rules_page.choose"))
        return
    with st.container(border=True, key="rules_one"):
        st.subheader(plain(rule["rule_text"]), anchor=False)
        question = knowledge.texts(language())["readiness_question"][str(rule["rule"])]
        st.caption(plain(label("rules_page.question", question=question)))
        decided = frames_readiness.conflicts_of(analysis.applications, str(rule["rule"]))
        if decided.empty:
            st.caption(label("rules_page.decided_none"))
            return
        st.markdown(label("rules_page.decided", count=text.whole(len(decided))))
        shown = decided.assign(is_conflict=decided["is_conflict"].map({True: label("rules_page.conflict"), False: ""}))
        components.listed_in_full(analysis, shown, _DECIDED, key="rules_decided", alt=label("rules_page.decided_alt"))


def show_choices(analysis: Analysis) -> None:
    """Per switch how it stands, which applications another choice would change and why, and a button to make it."""
    st.markdown(label("rules_page.choices_text"))
    now = policy(analysis.request.choices)
    for switch in switches():
        with st.container(border=True, key=f"rules_switch_{switch.id}"):
            _show_switch(analysis, switch, now[switch.id])


def _show_switch(analysis: Analysis, switch: Switch, now: str) -> None:
    st.subheader(label(f"policy_switch.{switch.id}"), anchor=False)
    st.markdown(label(f"policy_why.{switch.id}"))
    own = now != switch.choices[0]
    st.markdown(label("rules_page.now_own" if own else "rules_page.now", value=_class(now)))
    for value in switch.choices:
        if value != now:
            _show_other(analysis, switch, value)


def _show_other(analysis: Analysis, switch: Switch, value: str) -> None:
    effects: pd.DataFrame = analysis.policy_effects
    if len(effects):
        effects = effects[(effects["switch"] == switch.id) & (effects["value"] == value)].reset_index(drop=True)
    if effects.empty:
        st.markdown(label("rules_page.no_effect", value=_class(value)))
    else:
        st.markdown(label("rules_page.effect", value=_class(value), count=text.whole(len(effects))))
        components.listed_in_full(
            analysis, effects, _EFFECTS, key=f"rules_effect_{switch.id}", alt=label("rules_page.effect_alt")
        )
    if st.button(label("rules_page.apply", value=_class(value)), key=f"rules_apply_{switch.id}_{value}"):
        running.again(analysis, choices={**analysis.request.choices, switch.id: value})


def _class(code: str) -> str:
    return tables.word("readiness", code)
