"""From a sentence of the page for the board to the rows it counts.

Comes in: what the sentence is about, by the code the report room gives it. Goes out: another page that shows exactly
those rows. A newcomer would count again here: the number is the report's, and a test holds it against the rows opened.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd
import streamlit as st

from landscape.advise.contracts import MISSED
from landscape.records import READINESS
from landscape.ui import state
from landscape.ui.navigation import page
from landscape.ui.work import Analysis

OVERLAP = ("same_function", "same_product")
RISKS = ("support_ended", "missed")
MONEY = ("known_cost", "scenarios")
"""What the sentences of a part of the page are about, in their order."""
_PAGES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "same_function": ("overlap", {"deel": "overlaps", "soort_overlap": "same_function"}),
    "same_product": ("overlap", {"deel": "overlaps", "soort_overlap": "same_product"}),
    "missed": ("kandidaten", {"wanneer": MISSED}),
    "unknown_pairs": ("reviewlijst", {}),
    "unknown_refused": ("inlezen", {}),
    "scenarios": ("scenarios", {}),
}
_COUNTED: Mapping[str, Callable[[pd.DataFrame], pd.Series]] = {
    "support_ended": lambda rows: rows["obsolete"] == "yes",
    "known_cost": lambda rows: rows["annual_cost_eur"].notna(),
    "unknown_cost": lambda rows: rows["annual_cost_eur"].isna(),
    "unknown_contract": lambda rows: rows["contract_end_date"].isna(),
    "unknown_function": lambda rows: rows["component"] == "",
}


def open_rows(analysis: Analysis, about: str, sentence: str) -> None:
    """A button's callback: open the rows the sentence ``about`` counts; it becomes the title above them."""
    if about in _PAGES:
        name, asked = _PAGES[about]
        st.switch_page(page(name), query_params=asked)
    elif about in READINESS or about == "unknown_readiness":
        state.ask_for_rows(state.Wish(readiness=about.removeprefix("unknown_readiness") or "unknown"))
    else:
        ids = ids_of(analysis.applications, about)
        state.ask_for_rows(state.Wish(title=sentence, application_ids=ids))


def ids_of(applications: pd.DataFrame, about: str) -> tuple[str, ...]:
    """The applications a sentence counts."""
    return tuple(applications.loc[_COUNTED[about](applications), "application_id"])
