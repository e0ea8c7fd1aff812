"""report.xlsx: the same frames for people, one sheet each.

Headers and labels in the reader's language (``labels.py``; the codes stand in the CSV files), the columns people look
for first (``sheets.py``), frozen and filterable, typed cells, readable widths, and a first sheet that says how to read
it and what all of it rests on. Every text is written as text; what looks like a formula also gets Excel's own text mark
(quote prefix), so that editing the cell does not wake it. The file carries a fixed creation date: the same frames give
the same bytes.
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
from landscape.report.frames import starts_formula
from landscape.report.labels import column_label, for_people
from landscape.report.sheets import FROZEN_COLUMNS, for_workbook
from landscape.report.workbook_cover import write_cover

_MAX_CELL = 32_767
_WIDTH_MIN, _WIDTH_MAX, _WIDTH_HEADER, _WIDTH_SAMPLE = 8, 60, 24, 400
_AMOUNT_SUFFIX = "_eur"
_SHARES = frozenset({
    "probability", "readiness_probability", "component_probability", "component_2_probability",
    "component_3_probability", "certainty", "weakest_link", "share_of_known_cost",
})  # fmt: skip


def write_workbook(
    frames: Mapping[str, pd.DataFrame],
    reference_date: date,
    path: Path,
    *,
    language: str = "nl",
    inventories: pd.DataFrame | None = None,
) -> Path:
    """Write the workbook to ``path`` and return it; the arguments are those of :func:`workbook_bytes`."""
    path.write_bytes(workbook_bytes(frames, reference_date, language=language, inventories=inventories))
    return path


def workbook_bytes(
    frames: Mapping[str, pd.DataFrame],
    reference_date: date,
    *,
    language: str = "nl",
    inventories: pd.DataFrame | None = None,
) -> bytes:
    """The workbook as bytes, for a download button.

    Args:
        frames: frame by name; those named in ``sheets.ORDER`` become a sheet, codes in them become labels.
        reference_date: the peildatum, named on the first sheet.
        language: of headers, labels and the first sheet; the sentences in the frames are in the language of the run.
        inventories: one row per file (``Region.inventories``), listed on the first sheet when given.
    """
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    shown = for_workbook(frames)
    with xlsxwriter.Workbook(buffer, options) as book:
        midnight = datetime(reference_date.year, reference_date.month, reference_date.day)  # noqa: DTZ001 - Excel has no zones
        book.set_properties({"title": "Landschapswijzer", "created": midnight})
        formats = _formats(book)
        write_cover(book, formats, shown, reference_date, language, inventories)
        for name, frame in shown.items():
            _write_sheet(book, formats, name, for_people(frame, language), language)
    return buffer.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    wrap = {"valign": "top", "text_wrap": True}
    return {
        "title": book.add_format({"bold": True, "font_size": 20, "font_color": "#0B5C6B"}),
        "subtitle": book.add_format({"bold": True, "font_size": 13, "font_color": "#0B5C6B"}),
        "header": book.add_format(
            {"bold": True, "bg_color": "#E6EEF2", "bottom": 1, "valign": "top", "text_wrap": True}
        ),
        "text": book.add_format(wrap),
        "guarded": book.add_format({**wrap, "quote_prefix": True}),
        "link": book.add_format({"font_color": "#0B5C6B", "underline": 1, "valign": "top"}),
        "date": book.add_format({"num_format": "dd-mm-yyyy", "valign": "top", "align": "left"}),
        "amount": book.add_format({"num_format": "#,##0", "valign": "top"}),
        "count": book.add_format({"num_format": "0", "valign": "top"}),
        "share": book.add_format({"num_format": "0%", "valign": "top"}),
        "number": book.add_format({"num_format": "0.0", "valign": "top"}),
    }


def _write_sheet(book: Any, formats: dict[str, Any], name: str, frame: pd.DataFrame, language: str) -> None:
    sheet = book.add_worksheet(knowledge.sentence("sheet", name, language))
    for position, column in enumerate(frame.columns):
        header = column_label(column, language, name)
        sheet.write_string(0, position, header, formats["header"])
        sheet.set_column(position, position, _width(header, frame[column]))
        _write_column(sheet, formats, position, frame[column])
    sheet.freeze_panes(1, FROZEN_COLUMNS.get(name, 0))
    _for_paper(sheet, name, language)
    if len(frame.columns):
        sheet.autofilter(0, 0, max(len(frame), 1), len(frame.columns) - 1)


def _for_paper(sheet: Any, name: str, language: str) -> None:
    """Who prints a sheet gets it across the paper, one page wide, with the header on every page."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    page = knowledge.sentence("report", "page", language)
    sheet.set_footer(f"&L{knowledge.sentence('sheet', name, language)}&R{page} &P / &N")


def _width(header: str, column: pd.Series) -> float:
    """Wide enough for the longest line of the first cells; a long header wraps."""
    lines = column.head(_WIDTH_SAMPLE).dropna().astype("str").str.split("\n").explode()
    longest = lines.str.len().max() if len(lines) else 0
    return float(min(max(min(len(header) + 3, _WIDTH_HEADER), longest * 0.9 + 2, _WIDTH_MIN), _WIDTH_MAX))


def _write_column(sheet: Any, formats: dict[str, Any], position: int, column: pd.Series) -> None:
    if pd.api.types.is_datetime64_any_dtype(column):
        for line, value in column.dropna().items():
            sheet.write_datetime(int(str(line)) + 1, position, value.to_pydatetime(), formats["date"])
    elif pd.api.types.is_numeric_dtype(column):
        style = formats[_number_format(column)]
        for line, value in column.dropna().items():
            sheet.write_number(int(str(line)) + 1, position, float(value), style)
    else:
        text = column.astype("str").fillna("").str.slice(0, _MAX_CELL)
        guarded = starts_formula(text)
        for line, (value, risky) in enumerate(zip(text, guarded, strict=True), start=1):
            if value:
                sheet.write_string(line, position, value, formats["guarded" if risky else "text"])


def _number_format(column: pd.Series) -> str:
    if str(column.name).endswith(_AMOUNT_SUFFIX):
        return "amount"
    if column.name in _SHARES:
        return "share"
    return "count" if pd.api.types.is_integer_dtype(column) else "number"
