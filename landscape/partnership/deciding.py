"""The decision log: who decided what, when and why, with the figures of that day, and what has moved since.

Nothing is ever overwritten. Looking at the log together with a new analysis marks a decision "herzien?" when one of its
figures moved or its candidate is no longer proposed; later inventories tell what was realised of what was promised.
A newcomer would link a decision by the candidate's id alone: an overlap that gains a member gets another id, so the
applications the decision was about decide.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from landscape import knowledge
from landscape.partnership.remarking import ids_of
from landscape.store import Database
from landscape.store.imports import known_applications
from landscape.store.memory import add_decision, decisions

REVIEW_COLUMNS = ("candidate_id", "review", "review_reason")
REALISED_COLUMNS = ("decision_id", "title", "action", "on", "promised_saving_eur", "cost_then_eur", "cost_now_eur",
                    "realised_eur", "applications", "applications_ended", "applications_without_cost")  # fmt: skip


def settings() -> Mapping[str, Any]:
    """What counts as a moved figure, and which figures are kept."""
    return knowledge.memory("review")


def decide(
    database: Database, candidate: Mapping[str, Any] | pd.Series, *, action: str, role: str, reason: str, on: date
) -> int:
    """Write a decision on a candidate (a row of ``region.candidates``) and return its number.

    Raises:
        PortfolioError: action, role or reason is empty, or none of the applications is stored here.
    """
    if not (action.strip() and role.strip() and reason.strip()):
        raise knowledge.refuse("decision_incomplete")
    row = dict(candidate)
    concerned = known_applications(database, ids_of(row))
    if concerned.empty:
        raise knowledge.refuse("decision_without_applications")
    figures = {name: _number(row[name]) for name in settings()["figures"] if name in row}
    written = {
        "candidate_key": str(row.get("candidate_id", "")),
        "title": str(row.get("title", "")),
        "action": action.strip(),
        "role": role.strip(),
        "reason": reason.strip(),
    }
    with database.write() as cursor:
        return add_decision(cursor, written, on=on, figures=figures, applications=concerned)


def _number(value: Any) -> float:
    return float("nan") if value is None or pd.isna(value) else float(value)


def decision_log(database: Database, candidates: pd.DataFrame | None = None, language: str = "nl") -> pd.DataFrame:
    """All decisions, oldest first; with ``candidates`` of a new analysis also ``REVIEW_COLUMNS``.

    ``review`` is "herzien?" in the reader's language, or empty; ``review_reason`` names each figure that moved.
    """
    made, figures, concerned = decisions(database)
    if candidates is None:
        return made
    linked = _linked(concerned, candidates)
    rows = [_reviewed(int(number), figures, linked, candidates, language) for number in made["decision_id"]]
    reviewed = pd.DataFrame(rows, columns=list(REVIEW_COLUMNS)).astype("str")
    return pd.concat([made, reviewed], axis=1)


def with_decisions(database: Database, candidates: pd.DataFrame, language: str = "nl") -> pd.DataFrame:
    """Candidates with the last decision on each: ``decision`` (its action) and ``decision_review``."""
    log = decision_log(database, candidates, language)
    last = log[log["candidate_id"] != ""].drop_duplicates("candidate_id", keep="last").set_index("candidate_id")
    told = last[["action", "review"]].astype("str").reindex(candidates["candidate_id"]).fillna("")
    return candidates.assign(decision=told["action"].to_numpy(), decision_review=told["review"].to_numpy()).astype(
        {"decision": "str", "decision_review": "str"}
    )


def _linked(concerned: pd.DataFrame, candidates: pd.DataFrame) -> dict[int, int]:
    """Per decision the position of the candidate that shares most applications with it, if that is enough."""
    ids = candidates["application_ids"].astype("str").map(lambda joined: ids_of({"application_ids": joined}))
    long = pd.DataFrame({"position": range(len(candidates)), "size": ids.map(len), "application_id": ids})
    both = concerned.merge(long.explode("application_id"), on="application_id")
    shared = both.groupby(["decision_id", "position", "size"]).size().rename("shared").reset_index()
    sizes = concerned.groupby("decision_id").size()
    shared["alike"] = shared["shared"] / (shared["size"] + shared["decision_id"].map(sizes) - shared["shared"])
    best = shared[shared["alike"] >= knowledge.memory("same_candidate")["least_shared"]].sort_values(
        ["decision_id", "alike", "position"], ascending=[True, False, True]
    )
    first = best.drop_duplicates("decision_id")
    return {int(number): int(place) for number, place in zip(first["decision_id"], first["position"], strict=True)}


def _reviewed(
    number: int, figures: pd.DataFrame, linked: Mapping[int, int], candidates: pd.DataFrame, language: str
) -> tuple[str, str, str]:
    mark = knowledge.sentence("memory", "review", language)
    if number not in linked:
        return "", mark, knowledge.sentence("memory", "no_longer_proposed", language)
    now = candidates.iloc[linked[number]]
    of_day = figures[figures["decision_id"] == number]
    then = {str(name): float(value) for name, value in zip(of_day["figure"], of_day["value"], strict=True)}
    moved = [
        knowledge.sentence(
            "memory", "moved", language, figure=_label(name, language), old=_shown(old, language),
            new=_shown(_number(now[name]), language),
        )
        for name, old in then.items()
        if name in now and _has_moved(old, _number(now[name]))
    ]  # fmt: skip
    return str(now.get("candidate_id", "")), mark if moved else "", " | ".join(moved)


def _has_moved(old: float, new: float) -> bool:
    if math.isnan(old) or math.isnan(new):
        return math.isnan(old) != math.isnan(new)
    return abs(new - old) > float(settings()["relative"]) * max(abs(old), abs(new), 1.0)


def _label(name: str, language: str) -> str:
    return str(knowledge.texts(language)["column"].get(name, name.replace("_", " ")))


def _shown(value: float, language: str) -> str:
    if math.isnan(value):
        return knowledge.sentence("memory", "unknown", language)
    text = f"{value:,.0f}"
    return text.replace(",", ".") if language == "nl" else text


def realised(database: Database) -> pd.DataFrame:
    """Promised against realised, per decision; euros per year, columns ``REALISED_COLUMNS``.

    ``cost_then_eur`` is the known cost on the day of the decision, ``cost_now_eur`` that of the same applications in
    the latest inventories (ended ones cost nothing); only applications whose cost is known both times are compared, and
    ``applications_without_cost`` counts the others.
    """
    made, figures, concerned = decisions(database)
    state = known_applications(database, set(concerned["application_id"]))
    now = state[["application_id", "annual_cost_eur", "presence"]].rename(columns={"annual_cost_eur": "now"})
    both = concerned.rename(columns={"annual_cost_eur": "then"}).merge(now, on="application_id", how="left")
    both["ended"] = both["presence"] == "ended"
    both["now"] = both["now"].mask(both["ended"], 0.0)
    both["comparable"] = both["then"].notna() & both["now"].notna()
    known = both[both["comparable"]].groupby("decision_id")[["then", "now"]].sum(min_count=1)
    counts = both.groupby("decision_id").agg(
        applications=("application_id", "size"), applications_ended=("ended", "sum"), comparable=("comparable", "sum")
    )
    promised = figures[figures["figure"] == "saving_mid_eur"].set_index("decision_id")["value"]
    frame = made[["decision_id", "title", "action", "on"]].set_index("decision_id").join(known).join(counts)
    frame = frame.assign(promised_saving_eur=promised.reindex(frame.index), realised_eur=frame["then"] - frame["now"])
    frame["applications_without_cost"] = frame["applications"] - frame["comparable"]
    frame = frame.rename(columns={"then": "cost_then_eur", "now": "cost_now_eur"}).reset_index()
    return frame[list(REALISED_COLUMNS)]
