"""Frames to Arrow tables and back, the same for every engine.

Out of pandas: text stays text, an unknown number or date becomes NULL. Back: whole numbers are int64 (or Int64 where
some are unknown), decimals and floats are float64, text is ``str`` and never missing, dates are ``datetime64[s]``. A
newcomer would take what the engine gives: a decimal is a Python object with one and a float with the other.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
import pyarrow as pa


def as_table(frame: pd.DataFrame) -> pa.Table:
    """The columns of ``frame`` as an Arrow table without index."""
    table = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
    narrow = [
        pa.field(column.name, pa.string() if pa.types.is_large_string(column.type) else _plain(column.type))
        for column in table.schema
    ]
    return table.cast(pa.schema(narrow))


def _plain(kind: Any) -> Any:
    """The type both engines have: seconds become microseconds, an all-empty column becomes text."""
    if pa.types.is_timestamp(kind):
        return pa.timestamp("us")
    return pa.string() if pa.types.is_null(kind) else kind


def as_frame(table: Any) -> pd.DataFrame:
    """An Arrow table as a frame with our types."""
    return pd.DataFrame({name: _column(table.column(name)) for name in table.column_names})


def _column(values: Any) -> pd.Series:
    kind = values.type
    if pa.types.is_decimal(kind) or pa.types.is_floating(kind):
        return pd.Series(values.cast(pa.float64()).to_pandas(), dtype="float64")
    if pa.types.is_boolean(kind):
        return pd.Series(values.to_pandas(), dtype="bool" if not values.null_count else "boolean")
    if pa.types.is_integer(kind):
        whole = values.cast(pa.int64())
        return pd.Series(whole.to_pylist() if values.null_count else whole.to_pandas(),
                         dtype="Int64" if values.null_count else "int64")  # fmt: skip
    if pa.types.is_timestamp(kind) or pa.types.is_date(kind):
        return pd.Series(values.to_pandas()).astype("datetime64[s]")
    return pd.Series(values.cast(pa.string()).to_pandas(), dtype="str").fillna("")
