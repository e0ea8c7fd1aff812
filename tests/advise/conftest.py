"""Small landscapes the advice tests share."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

TODAY = datetime.date(2026, 7, 1)


def _dates(frame: pd.DataFrame) -> pd.DataFrame:
    for name in ("contract_end_date", "end_of_support_date"):
        if name in frame:
            frame[name] = pd.to_datetime(frame[name]).astype("datetime64[s]")
    return frame


@pytest.fixture
def today() -> datetime.date:
    return TODAY


@pytest.fixture
def applications() -> Callable[..., pd.DataFrame]:
    """Rows given as dicts become a frame of applications; what is not given is unknown."""

    def make(*rows: dict[str, Any]) -> pd.DataFrame:
        defaults = {
            "organisation": "Gemeente A", "file": "a.xlsx", "sheet": "Lijst", "application_kind": "business",
            "readiness": "unknown", "component": "", "component_probability": 0.9, "component_is_broad": False,
        }  # fmt: skip
        full = [{**defaults, "row": 2 + at, "name": row["application_id"], **row} for at, row in enumerate(rows)]
        return _dates(pd.DataFrame(full))

    return make


@pytest.fixture
def overlaps() -> Callable[..., pd.DataFrame]:
    """Each overlap as (id, kind, pattern, ids)."""

    def make(*rows: tuple[str, str, str, list[str]]) -> pd.DataFrame:
        columns = ["overlap_id", "kind", "pattern", "application_ids"]
        return pd.DataFrame([(i, k, p, "; ".join(ids)) for i, k, p, ids in rows], columns=columns, dtype="str")

    return make
