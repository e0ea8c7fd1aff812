"""The frames of a run as CSV files, for tools and for a Dutch Excel.

UTF-8 with BOM, semicolons, dates as jjjj-mm-dd. Numbers carry a decimal point because programs read these files; people
read ``report.xlsx``, where numbers are numbers. A text that Excel would run as a formula gets an apostrophe in front.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from landscape.report.frames import for_export, starts_formula


def write_folder(frames: Mapping[str, pd.DataFrame], folder: Path) -> Path:
    """Write ``<name>.csv`` for every frame into ``folder``, made when needed."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in frames.items():
        write_csv(for_export(name, frame), folder / f"{name}.csv")
    return folder


def write_csv(frame: pd.DataFrame, path: Path) -> None:
    """Write one frame; the bytes depend on its contents only."""
    path.write_text(csv_text(frame), encoding="utf-8-sig", newline="")


def csv_text(frame: pd.DataFrame) -> str:
    """One frame as the text of a CSV file, without the byte order mark that belongs in front."""
    safe = pd.DataFrame({name: _cells(frame[name]) for name in frame.columns}, index=frame.index)
    return safe.to_csv(sep=";", index=False, lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)


def _cells(column: pd.Series) -> pd.Series:
    if pd.api.types.is_datetime64_any_dtype(column):
        return pd.Series(column.dt.strftime("%Y-%m-%d"))
    if pd.api.types.is_bool_dtype(column):
        return column.map({True: "yes", False: "no"})
    if pd.api.types.is_float_dtype(column):
        # repr of a rounded float: no 0.30000000000000004, no trailing .0 on whole euros
        return column.map(lambda value: f"{round(value, 4):.10g}", na_action="ignore")
    if pd.api.types.is_numeric_dtype(column):
        return column
    text = column.astype("str").fillna("")
    return text.where(~starts_formula(text), "'" + text)
