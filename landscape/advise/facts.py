"""What advice needs to know of each application, read once: first step of the room.

In: the frame ``applications`` after classify and overlap. Out: one row per application that advice may speak about,
with typed facts. National facilities and rows that are no application are left out here, so no later step can propose
to end one. A newcomer would get wrong: a column that an upload did not have is unknown, not "no"; ``is_critical`` and
``integrations_count`` are therefore float with NaN, and words are read through ``lifecycle_words.toml``, never guessed.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from landscape import knowledge, records
from landscape.advise.concerns import priorities
from landscape.advise.contracts import contract_moments

ADVISED_KINDS = ("business", "own_build", "office_technical")
STATES = ("retired", "phasing_out", "planned", "in_use")
WORD_KEYS = (
    "source", "no_successor", "successor_patterns", "successor_denied", *STATES, "critical_yes", "critical_no",
    "no_integration", "some_integration", "own_build", "size_small", "size_large",
)  # fmt: skip
DAYS_PER_MONTH = 365.25 / 12

ANSWER_COLUMNS = (
    "business_value", "strategic_fit", "criticality", "availability", "technical_fit", "security_score", "integration",
)  # fmt: skip
_READ_COLUMNS = (
    *ANSWER_COLUMNS, "application_id", "organisation", "file", "sheet", "row", "name", "name_display", "vendor",
    "vendor_name", "version", "name_version", "application_kind", "readiness", "html5", "cloud", "obsolete",
    "obsolescence_reason", "component", "component_probability", "component_is_broad", "product_id", "product_name",
    "status", "user_count", "annual_cost_eur", "integrations", "custom_build", "size", "business_owner",
    "functional_admin", "department", "team", "archive", "replaced_by", "remarks",
    "readiness_rule", "readiness_reason", "contract_end_date", "contract_number", "notice_period",
    "procurement", "end_of_support_date", "end_of_support_date_found",
)  # fmt: skip
_LIST_MARK = re.compile(r"[;,|\n]+")


def facts(
    applications: pd.DataFrame, reference_date: datetime.date, terms: Mapping[str, Any] | None = None
) -> pd.DataFrame:
    """One row per application advice may speak about, sorted by ``application_id``.

    Args:
        applications: ``records.APPLICATION_COLUMNS`` plus what earlier rooms added; absent columns count as unknown.
        reference_date: months to end of support and contract status are counted from here.
        terms: other lead times and notice than those of ``contract_terms.toml``.
    """
    frame = _complete(applications)
    frame = frame[frame["application_kind"].isin(ADVISED_KINDS)]
    frame = frame.sort_values("application_id", kind="stable", ignore_index=True)
    parts = [
        _identity(frame),
        _situation(frame),
        _support(frame, reference_date),
        contract_moments(frame, reference_date, terms),
    ]
    joined = pd.concat(parts, axis=1)
    left = (joined["contract_end_date"] - pd.Timestamp(reference_date)).dt.days / DAYS_PER_MONTH
    return joined.assign(contract_months=left.astype("float64"))


def _identity(frame: pd.DataFrame) -> pd.DataFrame:
    """Who, what and where: names, product, supplier, function, source row and role."""
    return pd.DataFrame(
        {
            "application_id": frame["application_id"],
            "organisation": frame["organisation"],
            "label": _first_text(frame["name_display"], frame["name"]),
            "file": frame["file"],
            "sheet": frame["sheet"],
            "row": frame["row"],
            "version": _first_text(frame["name_version"], frame["version"]),
            "product": _first_text(frame["product_id"], frame["application_id"]),
            "product_label": _first_text(frame["product_name"], frame["name_display"], frame["name"]),
            "vendor_label": _first_text(frame["vendor_name"], frame["vendor"]),
            "vendor_family": _first_text(frame["vendor_name"], frame["vendor"]).str.casefold().str.strip(),
            "contract_number": frame["contract_number"],
            "owner_role": _first_text(frame["functional_admin"], frame["team"], frame["department"]),
            "component": frame["component"],
            "component_probability": frame["component_probability"].astype("float64"),
            "component_is_broad": frame["component_is_broad"].isin((True,)),
            "kind": frame["application_kind"],
        }
    )


def _situation(frame: pd.DataFrame) -> pd.DataFrame:
    """How it stands: readiness, life cycle, use, cost, entanglement, and which facts are on record at all."""
    state = frame["status"].map(_distinct_words(frame["status"], STATES)).astype("str").fillna("")
    users = frame["user_count"].astype("float64")
    successor = successors(frame)
    named = _first_text(frame["name_display"], frame["name"]).str.casefold()
    dead_names = "|".join(re.escape(name) for name in priorities()["dead_end_office_names"])
    dead_end = frame["readiness_rule"].isin(priorities()["dead_end_rules"]) & (frame["readiness"] == "legacy")
    dead_end |= (frame["application_kind"] == "office_technical") & named.str.contains(dead_names)
    return pd.DataFrame(
        {
            "successor": successor,
            "is_replaced": (successor != "") & (state != "retired"),
            "is_dead_end": dead_end,
            "readiness_reason": frame["readiness_reason"],
            "readiness": frame["readiness"].where(frame["readiness"].isin(records.READINESS), "unknown"),
            "html5": frame["html5"],
            "cloud": frame["cloud"],
            "state": state,
            "is_retired": state == "retired",
            "is_unused": (users == 0) & (state != "retired"),
            "users": users,
            "cost": frame["annual_cost_eur"],
            "integrations_count": frame["integrations"].map(_distinct_counts(frame["integrations"])).astype("float64"),
            "is_critical": _answers(frame["criticality"], "critical_no", "critical_yes"),
            "custom": frame["custom_build"].mask(frame["application_kind"] == "own_build", _own_build()),
            "is_large": _answers(frame["size"], "size_small", "size_large"),
            "has_owner": _any_text(frame, ("business_owner", "functional_admin", "department", "team")),
            "has_vendor": _any_text(frame, ("vendor_name", "vendor")),
            "has_archive": _any_text(frame, ("archive",)),
            **{name: frame[name] for name in ANSWER_COLUMNS},
        }
    )


def successors(frame: pd.DataFrame) -> pd.Series:
    """What the list itself names as the successor of each application; "" when it names none.

    The column ``replaced_by`` comes first, then "vervangen door X" in status or remarks.
    """
    content = knowledge.settings("lifecycle_words.toml", WORD_KEYS)
    given = frame["replaced_by"].str.strip()
    chosen = given.where(~given.str.casefold().isin(content["no_successor"]), "")
    for name in ("status", "remarks"):
        said = frame[name].map({text: _successor_in(str(text), content) for text in frame[name].unique()}).astype("str")
        chosen = chosen.where(chosen != "", said.fillna(""))
    return chosen


def _successor_in(text: str, content: Mapping[str, Any]) -> str:
    if any(re.search(pattern, text, re.IGNORECASE) for pattern in content["successor_denied"]):
        return ""
    for pattern in content["successor_patterns"]:
        match = re.search(pattern, text)
        if match:
            return match["name"].rstrip(".").strip()
    return ""


def integrations_in(text: str) -> float:
    """How many integrations a cell names: its number, or the length of its list; NaN when it does not say."""
    cell, words = text.strip().casefold(), knowledge.settings("lifecycle_words.toml", WORD_KEYS)
    if cell in words["no_integration"]:
        return 0.0
    if not cell or cell in words["some_integration"]:
        return float("nan")
    if cell.isdigit():
        return float(cell)
    return float(len({piece.strip() for piece in _LIST_MARK.split(cell) if piece.strip()}))


def _complete(applications: pd.DataFrame) -> pd.DataFrame:
    """Every column this room reads, so that an upload without it is simply unknown."""
    present = [name for name in _READ_COLUMNS if name in applications]
    frame = applications[present].reset_index(drop=True)
    absent = {name: _unknown(name) for name in _READ_COLUMNS if name not in present}
    frame = records.as_typed(pd.concat([frame, pd.DataFrame(absent, index=frame.index)], axis=1))
    frame["application_kind"] = frame["application_kind"].where(frame["application_kind"] != "", "business")
    frame["component_probability"] = pd.to_numeric(frame["component_probability"], errors="coerce")
    found = pd.to_datetime(frame["end_of_support_date_found"], errors="coerce")
    return frame.assign(end_of_support_date_found=found.astype("datetime64[s]"))


def _unknown(name: str) -> object:
    """What an absent column holds: "" for text, otherwise the missing value of its kind."""
    if name == "row":
        return 0
    if name in ("end_of_support_date_found", "component_probability", "component_is_broad"):
        return None
    return "" if records.FIELDS.get(name, "text") == "text" else None


def _first_text(*columns: pd.Series) -> pd.Series:
    chosen = columns[0].astype("str").fillna("")
    for column in columns[1:]:
        chosen = chosen.where(chosen != "", column.astype("str").fillna(""))
    return chosen


def _any_text(frame: pd.DataFrame, columns: tuple[str, ...]) -> pd.Series:
    return (frame[list(columns)] != "").any(axis=1)


def _words() -> dict[str, str]:
    content = knowledge.settings("lifecycle_words.toml", WORD_KEYS)
    return {word: state for state in STATES for word in content[state]}


def _distinct_words(column: pd.Series, states: tuple[str, ...]) -> dict[str, str]:
    words = _words()
    return {text: words.get(str(text).strip().casefold(), "") for text in column.unique()}


def _distinct_counts(column: pd.Series) -> dict[str, float]:
    return {text: integrations_in(str(text)) for text in column.unique()}


def _own_build() -> str:
    return str(knowledge.settings("lifecycle_words.toml", WORD_KEYS)["own_build"])


def _answers(column: pd.Series, no: str, yes: str) -> pd.Series:
    """0 for the words under the key ``no``, 1 for those under ``yes``, else unknown."""
    content = knowledge.settings("lifecycle_words.toml", WORD_KEYS)
    answers = dict.fromkeys(content[no], 0.0) | dict.fromkeys(content[yes], 1.0)
    reading = {text: answers.get(str(text).strip().casefold(), np.nan) for text in column.unique()}
    return column.map(reading).astype("float64")


def _support(frame: pd.DataFrame, reference_date: datetime.date) -> pd.DataFrame:
    end = frame[["end_of_support_date", "end_of_support_date_found"]].min(axis=1).astype("datetime64[s]")
    months = (end - pd.Timestamp(reference_date)).dt.days / DAYS_PER_MONTH
    undated = end.isna() & (frame["obsolete"] == "yes")
    return pd.DataFrame(
        {
            "support_end": end,
            "support_months": months.where(~undated, 0.0).astype("float64"),
            "support_has_ended": (months < 0) | undated,
            "support_reason": frame["obsolescence_reason"],
        }
    )
