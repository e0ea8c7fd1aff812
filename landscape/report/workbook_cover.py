"""The first sheet of the workbook: how to read it, what is in it, and what it rests on.

In come the frames that became sheets and the files that were read. A newcomer would leave this to a manual nobody has
at hand: who gets the workbook from a colleague must be able to read it alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from landscape import knowledge
from landscape.report.basis import rules_version
from landscape.report.figures import day
from landscape.report.frames import starts_formula

_MAX_CELL = 32_767
_LINES = 6


def write_cover(
    book: Any,
    formats: dict[str, Any],
    shown: Mapping[str, pd.DataFrame],
    reference_date: date,
    language: str,
    inventories: pd.DataFrame | None,
) -> None:
    """Write the sheet; it is the first one because it is made before the others."""
    sheet = book.add_worksheet(knowledge.sentence("sheet", "cover", language))
    sheet.hide_gridlines(2)
    for position, wide in enumerate((36, 90, 50)):
        sheet.set_column(position, position, wide, formats["text"])

    def say(key: str, **values: object) -> str:
        return knowledge.sentence("cover", key, language, **values)

    sheet.write_string(0, 0, "Landschapswijzer", formats["title"])
    sheet.set_row(0, 30)
    sheet.write_string(1, 0, say("reference_date", day=day(reference_date, language)))
    sheet.write_string(2, 0, say("rules", version=rules_version()))
    sheet.write_string(3, 0, say("observation"))
    sheet.write_string(5, 0, say("how_title"), formats["subtitle"])
    for at in range(1, _LINES + 1):
        sheet.write_string(5 + at, 0, say(f"how_{at}"))
    line = 7 + _LINES
    sheet.write_string(line, 0, say("sheets_title"), formats["subtitle"])
    for line, (name, frame) in enumerate(shown.items(), start=line + 1):  # noqa: B020 - the list goes on below
        title = knowledge.sentence("sheet", name, language)
        sheet.write_url(line, 0, f"internal:'{title}'!A1", formats["link"], string=title)
        sheet.write_string(line, 1, say(name, rows=len(frame)), formats["text"])
    if inventories is not None:
        _write_files(sheet, formats, inventories, line + 2, language)


def _write_files(sheet: Any, formats: dict[str, Any], inventories: pd.DataFrame, line: int, language: str) -> None:
    """Per file whose it is and what became of its rows, below the list of sheets."""
    sheet.write_string(line, 0, knowledge.sentence("cover", "inventories_title", language), formats["subtitle"])
    for row in inventories.sort_values(["file", "organisation"], kind="stable").to_dict("records"):
        line += 1
        rows = knowledge.sentence("cover", "rows", language, rows=row["rows_read"], applications=row["applications"],
                                  refused=row["rows_refused"])  # fmt: skip
        named = pd.Series([str(row["file"]), str(row["organisation"])]).str.slice(0, _MAX_CELL)
        for position, (text, risky) in enumerate(zip(named, starts_formula(named), strict=True)):
            sheet.write_string(line, position, text, formats["guarded" if risky else "text"])
        sheet.write_string(line, 2, rows, formats["text"])
