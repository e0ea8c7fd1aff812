"""The frames that app, notebook, CSV and workbook all show: their columns in one fixed order, safe to export."""

from __future__ import annotations

import pandas as pd

from landscape.records import OUTPUTS

_INTERNAL = frozenset({"name_key"})
"""Working columns of a room that mean nothing to a reader."""

_FORMULA_START = r"^[=+\-@\t\r\n|%]"
"""What a spreadsheet program may run when a cell begins with it (OWASP, CSV injection)."""


def in_output_order(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """``frame`` with the fixed columns of output ``name`` first and its other columns after them."""
    fixed = list(OUTPUTS[name])
    others = [column for column in frame.columns if column not in fixed and column not in _INTERNAL]
    return frame[fixed + others]


def for_export(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """``frame`` as it leaves the program: fixed columns first, and no row number for what concerns a whole file.

    Records say row 0 for a whole file; no spreadsheet has a row 0, so outside it is empty.
    """
    ordered = in_output_order(name, frame)
    if name == "findings":
        rows = ordered["row"].astype("Int64")
        ordered = ordered.assign(row=rows.mask(rows == 0))
    return ordered


def without_empty_columns(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """``frame`` without the columns that hold nothing, except those that output ``name`` promises."""
    promised = set(OUTPUTS[name])
    return frame[[column for column in frame.columns if column in promised or _holds_something(frame[column])]]


def _holds_something(column: pd.Series) -> bool:
    return bool((column.notna() & (column.astype("str") != "")).any())


def starts_formula(text: pd.Series) -> pd.Series:
    """Per cell: would a spreadsheet program read this text as a formula?"""
    return text.str.match(_FORMULA_START).fillna(False).astype(bool)
