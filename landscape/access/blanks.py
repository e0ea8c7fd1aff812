"""Emptying cells by the rule of ``records``: text becomes "", amounts, counts and dates become missing, never zero."""

from __future__ import annotations

import numpy as np
import pandas as pd


def blanked(column: pd.Series, rows: np.ndarray) -> pd.Series:
    """``column`` with the cells of ``rows`` emptied; whole numbers become nullable, yes/no becomes no."""
    if pd.api.types.is_bool_dtype(column.dtype):
        return column.mask(rows, other=False)
    if pd.api.types.is_integer_dtype(column.dtype):
        return column.astype("Int64").mask(rows)
    if pd.api.types.is_numeric_dtype(column.dtype) or pd.api.types.is_datetime64_any_dtype(column.dtype):
        return column.mask(rows)
    return column.mask(rows, other="")
