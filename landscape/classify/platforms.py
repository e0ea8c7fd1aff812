"""The dated table of platforms: operating systems, databases, runtimes, Office, browsers.

Comes in: ``platforms.csv``. Goes out: its rows, by the id of the signal that finds them. What a newcomer would get
wrong: every row has an end of support, but only those with ``triggers_t4`` make an application legacy.
"""

from __future__ import annotations

from functools import cache

import pandas as pd

from landscape import knowledge

PLATFORM = "PLAT"
"""The group of every platform signal."""
PLATFORM_COLUMNS = (
    "id",
    "platform",
    "category",
    "words",
    "end_of_support_date",
    "triggers_t4",
    "why",
    "source",
    "since",
    "matches",
    "does_not_match",
    "traits",
)


@cache
def platforms() -> pd.DataFrame:
    """The dated platform table, one row per platform version, all text."""
    return knowledge.table("platforms.csv", PLATFORM_COLUMNS)


@cache
def _platforms_by_id() -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in platforms().astype("object").to_dict("records")}  # type: ignore[misc]


def platform(signal: str) -> dict[str, str]:
    """The row of ``platforms.csv`` behind a platform signal."""
    return _platforms_by_id()[signal]
