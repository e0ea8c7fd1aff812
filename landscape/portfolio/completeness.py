"""For which decisions an inventory says enough, and which missing values would help most.

In comes the frame of applications, out come one row per organisation and decision ("gereedheid: genoeg; roadmap:
einddatum contract ontbreekt") and a ranked list of what is missing. What a decision needs stands in
``knowledge/completeness.toml``. A newcomer would give one score for the whole list: a list can be good enough to find
overlap and hold nothing to plan on.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from landscape import knowledge
from landscape.records import FIELDS

_KEYS = ("source", "enough", "decision", "need")
COMPLETENESS_COLUMNS = (
    "organisation", "decision", "decision_name", "applications", "complete", "share", "enough", "missing", "sentence",
)  # fmt: skip
MISSING_COLUMNS = (
    "rank", "organisation", "need", "need_name", "fields", "decisions", "applications", "without", "last_gap",
    "sentence",
)  # fmt: skip


def gaps(applications: pd.DataFrame) -> pd.DataFrame:
    """Per application (same index) and per need whether it is missing: none of the fields that meet it is filled."""
    found = {
        need: ~np.logical_or.reduce([_filled(applications[field]) for field in entry["fields"]])
        for need, entry in _needs().items()
    }
    return pd.DataFrame(found, index=applications.index)


def completeness(applications: pd.DataFrame, language: str = "nl") -> pd.DataFrame:
    """Per organisation and decision whether the list says enough.

    Returns:
        Columns ``COMPLETENESS_COLUMNS``: ``applications`` and ``complete`` are counts (complete: nothing that the
        decision needs is missing), ``share`` is complete / applications, ``enough`` whether that reaches the share in
        ``completeness.toml``, ``missing`` the needs with their counts, most first, as text, ``sentence`` all of it in
        words. Ordered by organisation, then as the decisions stand in the file.
    """
    enough = float(_settings()["enough"])
    missing = gaps(applications)
    rows: list[dict[str, object]] = []
    for organisation, places in _by_organisation(applications):
        for decision in _settings()["decision"]:
            own = missing.loc[places, [need for need, entry in _needs().items() if decision in entry["decisions"]]]
            complete, count = int((~own.any(axis=1)).sum()), len(own)
            row = {"organisation": organisation, "decision": decision, "applications": count, "complete": complete}
            row |= {"share": complete / count, "enough": complete >= enough * count}
            rows.append(row | _in_words(row, own.sum(), language))
    return _typed(rows, COMPLETENESS_COLUMNS)


def missing_values(applications: pd.DataFrame, language: str = "nl") -> pd.DataFrame:
    """What is missing, ranked by how many applications one filled value makes complete for a decision.

    Returns:
        Columns ``MISSING_COLUMNS``: ``without`` counts the applications that lack the need, ``last_gap`` those for
        which it is all that a decision still lacks; ``fields`` and ``decisions`` are joined with "; ". Needs that
        nobody lacks are left out. Ordered by ``last_gap``, ``without``, organisation, need.
    """
    missing = gaps(applications)
    last = _last_gaps(missing)
    rows: list[dict[str, object]] = []
    for organisation, places in _by_organisation(applications):
        without, closing = missing.loc[places].sum(), last.loc[places].sum()
        for need, entry in _needs().items():
            if without[need]:
                row = {"organisation": organisation, "need": need, "applications": len(places)}
                row |= {"without": int(without[need]), "last_gap": int(closing[need])}
                rows.append(row | _missing_in_words(row, entry, language))
    rows.sort(key=lambda row: (-int(str(row["last_gap"])), -int(str(row["without"])), row["organisation"], row["need"]))
    return _typed([{**row, "rank": rank} for rank, row in enumerate(rows, start=1)], MISSING_COLUMNS)


@cache
def _settings() -> dict[str, Any]:
    """The knowledge, checked: every need names known fields and decisions, every decision has a need."""
    settings = dict(knowledge.settings("completeness.toml", _KEYS))
    fields = {field for entry in settings["need"].values() for field in entry["fields"]}
    decisions = {decision for entry in settings["need"].values() for decision in entry["decisions"]}
    if unknown := sorted(fields - set(FIELDS)):
        raise knowledge.KnowledgeError(f"completeness.toml: unknown fields {unknown}")
    if odd := sorted(decisions ^ set(settings["decision"])):
        raise knowledge.KnowledgeError(f"completeness.toml: decisions without needs, or unknown: {odd}")
    return settings


def _needs() -> dict[str, dict[str, Any]]:
    needs: dict[str, dict[str, Any]] = _settings()["need"]
    return needs


def _filled(column: pd.Series) -> np.ndarray[Any, np.dtype[np.bool_]]:
    known = column.notna()
    return (known & (column != "")).to_numpy(dtype=bool) if FIELDS[str(column.name)] == "text" else known.to_numpy()


def _by_organisation(applications: pd.DataFrame) -> list[tuple[str, pd.Index]]:
    groups = applications.groupby("organisation", sort=True).groups
    return [(str(organisation), places) for organisation, places in groups.items()]


def _last_gaps(missing: pd.DataFrame) -> pd.DataFrame:
    """Per application and need whether it is the only thing some decision lacks."""
    last = pd.DataFrame(False, index=missing.index, columns=missing.columns)
    for decision in _settings()["decision"]:
        own = [need for need, entry in _needs().items() if decision in entry["decisions"]]
        single = missing[own].sum(axis=1) == 1
        last[own] |= missing[own].mul(single, axis=0)
    return last


def _in_words(row: dict[str, object], counts: pd.Series, language: str) -> dict[str, str]:
    ordered = sorted(((need, int(count)) for need, count in counts.items() if count), key=lambda one: (-one[1], one[0]))
    named = ", ".join(
        knowledge.sentence(
            "completeness", "part", language, need=_need_name(need, language), count=count, total=row["applications"]
        )
        for need, count in ordered
    )
    name = knowledge.sentence("decision_name", str(row["decision"]), language)
    key = ("all" if not named else "enough") if row["enough"] else "missing"
    said = knowledge.sentence("completeness", key, language, decision=name, missing=named)
    return {"decision_name": name, "missing": named, "sentence": said}


def _missing_in_words(row: dict[str, object], entry: dict[str, Any], language: str) -> dict[str, str]:
    name = _need_name(str(row["need"]), language)
    decisions = "; ".join(knowledge.sentence("decision_name", decision, language) for decision in entry["decisions"])
    counts = {key: row[key] for key in ("organisation", "applications", "without", "last_gap")}
    said = knowledge.sentence("completeness", "ranked", language, need=name, decisions=decisions, **counts)
    return {"need_name": name, "fields": "; ".join(entry["fields"]), "decisions": decisions, "sentence": said}


def _need_name(need: object, language: str) -> str:
    return knowledge.sentence("need_name", str(need), language)


def _typed(rows: list[dict[str, object]], columns: tuple[str, ...]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(columns))
    kinds = dict.fromkeys(("applications", "complete", "without", "last_gap", "rank"), "int64")
    kinds |= {"share": "float64", "enough": "bool"}
    return frame.astype({name: kinds.get(name, "str") for name in columns})
