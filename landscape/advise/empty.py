"""Frames without rows that already have their columns and types: what a region without choices or overlaps gives.

A newcomer would get wrong: a page or a report must not care whether a region is empty, so text stays text and figures
stay figures; dates are given by name.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pandas as pd


def no_rows(columns: Sequence[str], texts: Collection[str]) -> pd.DataFrame:
    """No rows: ``texts`` are text, names that end in ``_date`` or ``_end`` dates, the others figures."""
    return pd.DataFrame({name: pd.Series(dtype=_kind(name, texts)) for name in columns})


def _kind(name: str, texts: Collection[str]) -> str:
    if name in texts:
        return "str"
    return "datetime64[s]" if name.endswith(("_date", "_end")) else "float64"
