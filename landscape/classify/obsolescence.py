"""Which end-of-support dates a row holds, and whether one of them has passed.

Comes in: the facts of a row and the reference date. Goes out: the dates of application, operating system, database,
runtime, Office and browser, each with its days; the earliest is the one found. What a newcomer would get wrong: this is
a second answer beside the class; only the platforms that carry ``triggers_t4`` make an application legacy, while a
database whose support ends next week shows here first.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from landscape import knowledge
from landscape.classify import moments, platforms
from landscape.classify.facts import Facts
from landscape.classify.patterns import fold
from landscape.classify.platforms import PLATFORM
from landscape.classify.signals import having

_MOST_NAMED = 3


@dataclass(frozen=True)
class EndOfSupport:
    """One dated end: what ends, its category (application, database, ...) and when; ``days`` is negative past it."""

    what: str
    category: str
    day: date
    days: int


@dataclass(frozen=True)
class Obsolescence:
    """The answer for one row; ``day`` is the earliest end found, None when there is none."""

    obsolete: str
    day: date | None
    reason: str


def ends(facts: Facts, reference_date: date) -> list[EndOfSupport]:
    """Every dated end of support in the row, earliest first; a provider's platforms are the provider's affair."""
    found: dict[tuple[str, str], date] = {}
    if facts.support_end:
        found["", "application"] = facts.support_end
    for item in (*facts.holds.get("EOS", ()), *facts.holds.get("CUR", ())):
        dated = item.hit.signal in having("dated")
        days = [day for _, day, _ in moments.find(fold(item.hit.words))] if dated else []
        if days:
            found[item.hit.words, "application"] = max(days)
    for item in () if facts.has("shared_service") else facts.holds.get(PLATFORM, ()):
        row = platforms.platform(item.hit.signal)
        if row["end_of_support_date"]:
            found[row["platform"], row["category"]] = date.fromisoformat(row["end_of_support_date"])
    found_ends = [EndOfSupport(what, kind, day, (day - reference_date).days) for (what, kind), day in found.items()]
    return sorted(found_ends, key=lambda end: (end.day, end.category, end.what))


def as_text(dated: Sequence[EndOfSupport]) -> str:
    """The ends as JSON text: a list of what, category and date; empty when there are none."""
    if not dated:
        return ""
    return json.dumps([[end.what, end.category, end.day.isoformat()] for end in dated], ensure_ascii=False)


def listed(applications: pd.DataFrame, reference_date: date, language: str) -> pd.DataFrame:
    """Every dated end of support of every application, earliest first.

    Args:
        applications: ``application_id`` and ``support_ends`` as :func:`as_text` writes it.

    Returns:
        columns ``application_id, support_what`` (text), ``support_category`` (code), ``support_day`` (date),
        ``support_days`` (count, negative once past).
    """
    rows = [
        (one.application_id, what or knowledge.sentence("obsolescence", "own", language), category, day)
        for one in applications[applications["support_ends"] != ""].itertuples()
        for what, category, day in json.loads(str(one.support_ends))
    ]
    frame = pd.DataFrame(rows, columns=["application_id", "support_what", "support_category", "support_day"])
    frame["support_day"] = pd.to_datetime(frame["support_day"]).astype("datetime64[s]")
    frame["support_days"] = (frame["support_day"] - pd.Timestamp(reference_date)).dt.days.astype("Int64")
    return frame.sort_values(["support_day", "application_id", "support_what"], kind="stable", ignore_index=True)


def judge(facts: Facts, reference_date: date, language: str) -> Obsolescence:
    """Whether support of the application or of something it names has ended, with dates and days."""
    dated = ends(facts, reference_date)
    gone = [end for end in dated if end.days < 0]
    if gone:
        return Obsolescence("yes", dated[0].day, _sentence("past", gone, language))
    if facts.has("support_ended"):
        return Obsolescence("yes", None, knowledge.sentence("obsolescence", "undated", language))
    if dated:
        return Obsolescence("no", dated[0].day, _sentence("coming", dated, language))
    return Obsolescence("unknown", None, knowledge.sentence("obsolescence", "unknown", language))


def _sentence(key: str, dated: list[EndOfSupport], language: str) -> str:
    parts = [
        knowledge.sentence(
            "obsolescence",
            f"{key}_part",
            language,
            what=end.what if end.category != "application" else knowledge.sentence("obsolescence", "own", language),
            category=knowledge.sentence("obsolescence_category", end.category, language),
            date=f"{end.day:%d-%m-%Y}",
            days=abs(end.days),
        )
        for end in dated[:_MOST_NAMED]
    ]
    return knowledge.sentence("obsolescence", key, language, ends="; ".join(parts))
