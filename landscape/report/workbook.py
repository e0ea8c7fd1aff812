"""report.xlsx: the same frames for people, one sheet each.

Headers in the reader's language, frozen and filterable, typed cells, readable widths. Every text is written as text;
what looks like a formula also gets Excel's own text mark (quote prefix), so that editing the cell does not wake it.
The file carries a fixed creation date: the same frames give the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import xlsxwriter

from landscape import knowledge
from landscape.report.frames import in_output_order, starts_formula, without_empty_columns

_MAX_CELL = 32_767
_WIDTH_MIN, _WIDTH_MAX, _WIDTH_SAMPLE = 8, 60, 400
_AMOUNT_SUFFIX = "_eur"


def write_workbook(
    frames: Mapping[str, pd.DataFrame], reference_date: date, path: Path, *, language: str = "nl"
) -> Path:
    """Write the workbook to ``path`` and return it."""
    path.write_bytes(workbook_bytes(frames, reference_date, language=language))
    return path


def workbook_bytes(frames: Mapping[str, pd.DataFrame], reference_date: date, *, language: str = "nl") -> bytes:
    """The workbook as bytes, for a download button."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        midnight = datetime(reference_date.year, reference_date.month, reference_date.day)  # noqa: DTZ001 - Excel has no zones
        book.set_properties({"title": "Landschapswijzer", "created": midnight})
        formats = _formats(book)
        _write_cover(book, formats, frames, reference_date, language)
        for name, frame in frames.items():
            _write_sheet(book, formats, name, without_empty_columns(name, in_output_order(name, frame)), language)
    return buffer.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    wrap = {"valign": "top", "text_wrap": True}
    return {
        "title": book.add_format({"bold": True, "font_size": 16}),
        "header": book.add_format(
            {"bold": True, "bg_color": "#E6EEF2", "bottom": 1, "valign": "top", "text_wrap": True}
        ),
        "text": book.add_format(wrap),
        "guarded": book.add_format({**wrap, "quote_prefix": True}),
        "date": book.add_format({"num_format": "dd-mm-yyyy", "valign": "top"}),
        "amount": book.add_format({"num_format": "#,##0", "valign": "top"}),
        "number": book.add_format({"num_format": "0.##", "valign": "top"}),
    }


def _write_cover(
    book: Any, formats: dict[str, Any], frames: Mapping[str, pd.DataFrame], reference_date: date, language: str
) -> None:
    sheet = book.add_worksheet(knowledge.sentence("sheet", "cover", language))
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 90, formats["text"])
    sheet.write_string(0, 0, "Landschapswijzer", formats["title"])
    day = reference_date.strftime("%d-%m-%Y")
    sheet.write_string(1, 0, knowledge.sentence("cover", "reference_date", language, day=day))
    sheet.write_string(2, 0, knowledge.sentence("cover", "observation", language))
    for line, (name, frame) in enumerate(frames.items(), start=4):
        sheet.write_url(line, 0, f"internal:'{knowledge.sentence('sheet', name, language)}'!A1",
                        string=knowledge.sentence("sheet", name, language))  # fmt: skip
        sheet.write_string(line, 1, knowledge.sentence("cover", name, language, rows=len(frame)))


def _write_sheet(book: Any, formats: dict[str, Any], name: str, frame: pd.DataFrame, language: str) -> None:
    sheet = book.add_worksheet(knowledge.sentence("sheet", name, language))
    for position, column in enumerate(frame.columns):
        header = column_label(column, language)
        sheet.write_string(0, position, header, formats["header"])
        sheet.set_column(position, position, _width(header, frame[column]))
        _write_column(sheet, formats, position, frame[column])
    sheet.freeze_panes(1, 0)
    if len(frame.columns):
        sheet.autofilter(0, 0, max(len(frame), 1), len(frame.columns) - 1)


def column_label(column: str, language: str = "nl") -> str:
    """The name of a column as people read it."""
    return str(knowledge.texts(language)["column"].get(column, column.replace("_", " ")))


def _width(header: str, column: pd.Series) -> float:
    longest = column.head(_WIDTH_SAMPLE).astype("str").str.len().max() if len(column) else 0
    return float(min(max(len(header) + 2, longest * 0.9 + 2, _WIDTH_MIN), _WIDTH_MAX))


def _write_column(sheet: Any, formats: dict[str, Any], position: int, column: pd.Series) -> None:
    if pd.api.types.is_datetime64_any_dtype(column):
        for line, value in column.dropna().items():
            sheet.write_datetime(int(str(line)) + 1, position, value.to_pydatetime(), formats["date"])
    elif pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column):
        style = formats["amount"] if str(column.name).endswith(_AMOUNT_SUFFIX) else formats["number"]
        for line, value in column.dropna().items():
            sheet.write_number(int(str(line)) + 1, position, float(value), style)
    else:
        text = column.astype("str").fillna("").str.slice(0, _MAX_CELL)
        guarded = starts_formula(text)
        for line, (value, risky) in enumerate(zip(text, guarded, strict=True), start=1):
            if value:
                sheet.write_string(line, position, value, formats["guarded" if risky else "text"])
