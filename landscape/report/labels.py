"""What people read in the workbook: names of columns and labels instead of codes, in their language.

In comes a frame with codes, out goes the same frame for readers. The CSV files keep the codes, because programs read
those. A newcomer would let an unknown code fail: a judgement may hold a word we do not know, so it is shown as it is.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from landscape import knowledge

NOT_FOR_PEOPLE = frozenset({"readiness_evidence", "readiness_rule", "readiness_votes", "support_ends", "code"})
"""Codes and JSON for programs: the reason, or what we saw and did, says the same in a sentence."""

_SECTION_OF = {
    "readiness": "readiness_class",
    "readiness_model": "readiness_class",
    "action": "advice_action",
    "time": "advice_time",
    "time_of_action": "advice_time",
    "six_r": "advice_six_r",
    "decision_status": "advice_status",
    "annual_cost_origin": "certainty",
    "how_certain": "certainty",
    "quadrant": "advice_time",
    "scenario": "advice_scenario",
    "stage": "advice_roadmap",
}
"""Columns whose codes already have a section of their own in the texts."""

_CODE_OF = {
    "application_kind": "application_kind",
    "application_kind_decided_by": "decided_by",
    "readiness_decided_by": "decided_by",
    "component_decided_by": "decided_by",
    "decided_by": "decided_by",
    "html5": "answer",
    "obsolete": "answer",
    "cloud": "cloud",
    "integration": "integration",
    "package_how": "package_how",
    "outcome": "outcome",
    "kind": "kind",
    "pattern": "pattern",
    "severity": "severity",
    "nature": "nature",
    "effective": "answer",
}
"""Columns whose codes stand under ``[code.<name>]``."""

_LISTS = frozenset({"reasons_for", "reasons_against", "missing", "score_parts", "saving_assumptions"})
_SEPARATOR, _BULLET = " | ", "\u2022 "
_AMOUNT_SUFFIX = "_eur"


def column_label(column: str, language: str = "nl", frame: str = "") -> str:
    """The name of a column as people read it; ``[column]`` may name it for one frame as ``"frame.column"``."""
    names = knowledge.texts(language)["column"]
    return str(names.get(f"{frame}.{column}", names.get(column, column.replace("_", " "))))


def code_labels(column: str, language: str) -> Mapping[str, str]:
    """The label of every code that ``column`` can hold; empty when the column holds no codes."""
    texts = knowledge.texts(language)
    if column == "field":
        return {**texts["column"], **texts["code"]["field"]}
    if column in _SECTION_OF:
        return texts[_SECTION_OF[column]]
    return dict(texts["code"][_CODE_OF[column]]) if column in _CODE_OF else {}


def for_people(frame: pd.DataFrame, language: str) -> pd.DataFrame:
    """``frame`` with labels for codes, yes or no for booleans, one line per reason and amounts in whole euros."""
    shown = [name for name in frame.columns if name not in NOT_FOR_PEOPLE]
    columns = {name: _readable(frame[name], str(name), language) for name in shown}
    return pd.DataFrame(columns, index=frame.index)


def _readable(column: pd.Series, name: str, language: str) -> pd.Series:
    if pd.api.types.is_bool_dtype(column):
        words = knowledge.texts(language)["code"]["boolean"]
        return column.map({True: words["yes"], False: words["no"]})
    if name.endswith(_AMOUNT_SUFFIX):
        return column.round(0)
    if name in _LISTS:
        return _as_lines(column.astype("str").fillna(""))
    labels = code_labels(name, language)
    return column.map(lambda code: labels.get(code, code)) if labels else column


def _as_lines(text: pd.Series) -> pd.Series:
    lines = _BULLET + text.str.replace(_SEPARATOR, "\n" + _BULLET, regex=False)
    return text.where(~text.str.contains(_SEPARATOR, regex=False), lines)
