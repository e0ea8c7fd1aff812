"""The settings of the page Roadmap, and the plan made again when somebody changes one.

Comes in: the analysis and what somebody fills in (horizon, capacity, lead times). Goes out: steps and broken
constraints. A newcomer would get wrong: another lead time moves moments to decide, it does not rank anything again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from landscape.advise.contracts import changed_terms, terms
from landscape.advise.facts import facts
from landscape.advise.measures import with_terms
from landscape.advise.roadmap import plan, settings_for
from landscape.knowledge import texts
from landscape.ui.labels import label, language
from landscape.ui.work import Analysis

TERMS = ("tender", "direct_award", "when_unknown")
NOTICE = "months_when_unknown"


def steps_of(analysis: Analysis) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The steps with their words and the broken constraints, under the settings of this session."""
    changed = _settings(settings_for(analysis.time["organisation"].nunique()))
    rows, broken = analysis.roadmap, analysis.roadmap_broken
    if changed:
        rows, broken = _replanned(analysis.key, analysis, json.dumps(changed), language())
    said = texts(language())
    named = rows.assign(
        status_name=rows["decision_status"].map(dict(said["advice_status"])),
        stage_name=rows["stage"].map(dict(said["advice_roadmap"])),
        action_name=rows["action"].map(dict(said["advice_action"])),
    )
    return named, broken


@st.cache_data(scope="session", max_entries=4)
def _replanned(key: str, _analysis: Analysis, changed: str, spoken: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The plan with other settings; ``key`` stands for the analysis."""
    given, today, candidates = json.loads(changed), _analysis.reference_date, _analysis.candidates
    lead = given.pop("lead", None)
    if lead:
        notice = float(lead.pop(NOTICE))
        known = facts(_analysis.applications, today, changed_terms(lead, notice))
        candidates = with_terms(candidates, known, today)
    usual = settings_for(_analysis.time["organisation"].nunique())
    planned = plan(candidates, today, settings={**usual, **given}, language=spoken)
    return planned.steps, planned.broken


def _settings(given: Mapping[str, Any]) -> Mapping[str, Any]:
    """What somebody changed about horizon and capacity; empty when nothing."""
    changed: dict[str, Any] = {}
    with st.expander(label("roadmap.settings")):
        st.caption(label("roadmap.settings_help"))
        with st.grid(4, min_column_width=170):
            for name, least, most in _LIMITS:
                value = st.number_input(
                    label(f"roadmap.{name}"),
                    min(least, int(given[name])),
                    max(most, 2 * int(given[name])),
                    int(given[name]),
                    key=f"roadmap_{name}",
                    persist_state="session",
                )
                if int(value) != int(given[name]):
                    changed[name] = int(value)
        lead = _lead_times()
    return changed | ({"lead": lead} if lead else {})


def _lead_times() -> dict[str, int]:
    """Lead times and notice in months when somebody changed one of them; empty when nothing."""
    usual = {name: int(terms()["lead_months"][name]) for name in TERMS}
    usual[NOTICE] = int(terms()["notice"][NOTICE])
    st.caption(label("roadmap.lead_help"))
    with st.grid(4, min_column_width=170):
        given = {
            name: int(
                st.number_input(label(f"roadmap.{name}"), 0, 60, months, key=f"roadmap_{name}", persist_state="session")
            )
            for name, months in usual.items()
        }
    return given if given != usual else {}


_LIMITS = (
    ("horizon_year", 2026, 2040),
    ("effort_per_wave", 1, 200),
    ("effort_per_organisation", 1, 100),
    ("pilot_from_organisations", 2, 99),
)
