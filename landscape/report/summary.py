"""The outcome of a run as lines for a terminal: counts that add up, readiness, overlaps and the first candidates."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import Any

import pandas as pd

from landscape import knowledge
from landscape.records import READINESS
from landscape.report.figures import day, estimate, parts

_SHOWN = 10
_REASONS = 2

Say = Callable[..., str]


def summary_lines(
    frames: Mapping[str, pd.DataFrame], inventories: pd.DataFrame, language: str = "nl", *, shown: int = _SHOWN
) -> Iterator[str]:
    """Lines to print, in the order of the road; uploaded text keeps no control characters."""

    def say(key: str, **values: object) -> str:
        return printable(knowledge.sentence("summary", key, language, **values))

    for row in inventories.to_dict("records"):
        source = knowledge.sentence("organisation_source", row["organisation_source"], language)
        yield say("inventory", file=row["file"], organisation=row["organisation"], source=source, read=row["rows_read"],
                  applications=row["applications"], refused=row["rows_refused"])  # fmt: skip
    applications = frames["applications"]
    read, refused = int(inventories["rows_read"].sum()), int(inventories["rows_refused"].sum())
    yield say("total", read=read, applications=len(applications), refused=refused,
              products=len(frames["products"]), organisations=applications["organisation"].nunique())  # fmt: skip
    yield ""
    yield say("readiness_title")
    counts = applications["readiness"].value_counts()
    for code in READINESS:
        label = knowledge.sentence("readiness_class", code, language)
        yield say("readiness", label=label, count=int(counts.get(code, 0)), total=len(applications))
    yield ""
    yield from _overlap_lines(frames["overlaps"], say)
    yield ""
    yield from _candidate_lines(frames["candidates"], shown, say, language)


def _overlap_lines(overlaps: pd.DataFrame, say: Say) -> Iterator[str]:
    counts = overlaps["kind"].value_counts()
    yield say("overlaps", same_product=int(counts.get("same_product", 0)),
              same_function=int(counts.get("same_function", 0)))  # fmt: skip


def _candidate_lines(candidates: pd.DataFrame, shown: int, say: Say, language: str) -> Iterator[str]:
    if candidates.empty:
        yield say("no_candidates")
        return
    yield say("candidates_title", shown=min(shown, len(candidates)), count=len(candidates))
    for row in candidates.head(shown).to_dict("records"):
        yield ""
        yield say("candidate", rank=row["rank"], title=row["title"])
        yield say("advice", action=knowledge.sentence("advice_action", row["action"], language),
                  saving=_saving(row, language), moment=_moment(row, language))  # fmt: skip
        yield from _reason_lines("reasons_for", row["reasons_for"], say)
        yield from _reason_lines("reasons_against", row["reasons_against"], say)


def _saving(row: Mapping[Hashable, Any], language: str) -> str:
    """The yearly saving from low to high, or that nobody can tell."""
    low, high = (estimate(row[f"saving_{end}_eur"], language) for end in ("low", "high"))
    if not low or not high:
        return knowledge.sentence("summary", "saving_unknown", language)
    return knowledge.sentence("summary", "saving", language, low=low, high=high)


def _moment(row: Mapping[Hashable, Any], language: str) -> str:
    """Before which day to decide, and what became of that day."""
    status = knowledge.sentence("advice_status", row["decision_status"], language)
    if pd.isna(row["decide_before"]):
        return status
    return knowledge.sentence("summary", "moment", language, day=day(row["decide_before"], language), status=status)


def _reason_lines(key: str, joined: str, say: Say) -> Iterator[str]:
    """The first reasons, each on a line of its own under the first one, and how many more there are."""
    reasons = parts(joined)
    for at, reason in enumerate(reasons[:_REASONS]):
        yield say(key if at == 0 else "reason_next", reason=reason)
    if len(reasons) > _REASONS:
        more = len(reasons) - _REASONS
        yield say("reasons_more" if more > 1 else "reasons_more_one", count=more)


def printable(text: str) -> str:
    """``text`` without control and direction characters: a cell must not steer somebody's terminal."""
    return "".join(mark for mark in text if unicodedata.category(mark) not in {"Cc", "Cf"})
