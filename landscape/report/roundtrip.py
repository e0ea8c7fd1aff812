"""The stored applications as a workbook to correct in Excel or LibreOffice and read in again.

In comes the stored state, out come the bytes of a workbook whose headers the reading room knows for certain (they are
taken from its own table of headers) and whose first column carries our stable ids. Headers and ids are protected; every
other cell, and new rows below, can be edited. A newcomer would export what we computed as well: a yearly cost we
derived stays empty, or correcting the licence fee would no longer move it, and the cost period stays out, because
amounts are already per year.
"""

from __future__ import annotations

import io
from typing import Any

import pandas as pd
import xlsxwriter

from landscape import knowledge
from landscape.records import COST_ORIGIN, FIELDS
from landscape.report.frames import starts_formula
from landscape.report.labels import column_label

ID, ORGANISATION = "application_id", "municipality"
"""Under the reading room's names: its id column, and the column that says whose application it is."""

_ALWAYS = (
    "name", "vendor", "version", "description", "department", "functional_admin", "user_count", "annual_cost_eur",
    "license_cost_eur", "maintenance_cost_eur", "contract_start_date", "contract_end_date", "notice_period", "hosting",
    "client_type", "technology", "database", "reference_component", "integrations", "status", "end_of_support_date",
    "remarks",
)  # fmt: skip
_NEVER = frozenset(("municipality", "cost_period"))
_ID_WIDTH, _TEXT_WIDTH, _OTHER_WIDTH = 18, 28, 14


def roundtrip_bytes(state: pd.DataFrame, *, language: str = "nl") -> bytes:
    """The workbook for correcting ``state`` (columns of ``records.APPLICATION_COLUMNS``), sorted as given."""
    frame = _frame(state)
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": "Landschapswijzer", "created": pd.Timestamp("2000-01-01").to_pydatetime()})
        formats = _formats(book)
        sheet = book.add_worksheet(knowledge.sentence("roundtrip", "sheet", language))
        for position, column in enumerate(frame.columns):
            sheet.write_string(0, position, header_of(column), formats["header"])
            _write_column(sheet, formats, position, frame[column], locked=column == ID)
        sheet.freeze_panes(1, 2)
        sheet.autofilter(0, 0, max(len(frame), 1), len(frame.columns) - 1)
        allowed = ("sort", "autofilter", "insert_rows", "delete_rows", "format_columns", "format_rows")
        sheet.protect("", dict.fromkeys(allowed, True))
        _write_explanation(book, language)
    return buffer.getvalue()


def header_of(field: str) -> str:
    """A Dutch header that the reading room takes for ``field`` without doubt, or the field's own name."""
    if field == ORGANISATION:
        return column_label("organisation")
    table = knowledge.table("header_synonyms.csv", ("canonical", "synonym", "language", "source"))
    named = table[(table["canonical"] == field) & (table["language"] == "nl")]
    label = column_label(field)
    if label in set(named["synonym"]):
        return label
    plain = named[named["source"] == "general knowledge"]
    chosen = plain if len(plain) else named
    return str(chosen["synonym"].iloc[0]) if len(chosen) else field


def _frame(state: pd.DataFrame) -> pd.DataFrame:
    filled = {name for name in FIELDS if bool((state[name].notna() & (state[name].astype("str") != "")).any())}
    fields = [*_ALWAYS, *(name for name in FIELDS if name in filled and name not in _ALWAYS)]
    frame = state[[name for name in fields if name not in _NEVER]].copy()
    frame["annual_cost_eur"] = frame["annual_cost_eur"].mask(state[COST_ORIGIN] == "derived")
    frame.insert(0, ID, state["application_id"])
    frame.insert(1, ORGANISATION, state["organisation"])
    return frame.reset_index(drop=True)


def _formats(book: Any) -> dict[str, Any]:
    open_cell = {"locked": False, "valign": "top"}
    return {
        "header": book.add_format({"bold": True, "bg_color": "#E6EEF2", "bottom": 1, "text_wrap": True}),
        "id": book.add_format({"font_color": "#5A6B75", "valign": "top"}),
        "text": book.add_format({**open_cell, "num_format": "@"}),
        "guarded": book.add_format({**open_cell, "num_format": "@", "quote_prefix": True}),
        "amount": book.add_format({**open_cell, "num_format": "#,##0.00"}),
        "count": book.add_format({**open_cell, "num_format": "0"}),
        "date": book.add_format({**open_cell, "num_format": "dd-mm-yyyy"}),
    }


def _write_column(sheet: Any, formats: dict[str, Any], position: int, column: pd.Series, *, locked: bool) -> None:
    kind = FIELDS.get(str(column.name), "text")
    width = _ID_WIDTH if locked else _TEXT_WIDTH if kind == "text" else _OTHER_WIDTH
    # The format of the column is that of the empty cells too: new rows can be typed below.
    sheet.set_column(position, position, width, formats["text" if locked else kind])
    if kind == "date":
        for line, value in column.dropna().items():
            sheet.write_datetime(int(str(line)) + 1, position, value.to_pydatetime(), formats["date"])
    elif kind in ("amount", "count"):
        for line, value in column.dropna().items():
            sheet.write_number(int(str(line)) + 1, position, float(value), formats[kind])
    else:
        risky = starts_formula(column)
        for line, (value, guarded) in enumerate(zip(column, risky, strict=True), start=1):
            if value:
                style = "id" if locked else "guarded" if guarded else "text"
                sheet.write_string(line, position, value, formats[style])


def _write_explanation(book: Any, language: str) -> None:
    sheet = book.add_worksheet(knowledge.sentence("roundtrip", "explanation_sheet", language))
    sheet.set_column(0, 0, 110, book.add_format({"text_wrap": True, "valign": "top"}))
    for line in range(1, 6):
        sheet.write_string(line - 1, 0, knowledge.sentence("roundtrip", f"line_{line}", language))
