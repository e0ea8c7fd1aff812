"""Lists that lie on their side: the headers stand in the first column and every application has a column of its own.

In comes a sheet, out comes the same sheet turned, or as it was. A newcomer would read the headers as applications. Only
a sheet whose first column holds mostly known headers, and whose first row does not, is turned; its rows then carry the
numbers of the columns they were.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from landscape.portfolio.synonyms import field_of, is_known_header
from landscape.portfolio.workbook import Column, Sheet

_MOST = 200
_FEWEST_HEADERS = 4
_MOST_KNOWN = 0.6
_FEW_KNOWN = 0.34


def upright(sheet: Sheet) -> Sheet:
    """The sheet with its headers in a row."""
    if not (_FEWEST_HEADERS <= len(sheet.rows) <= _MOST and 2 <= len(sheet.columns) <= _MOST):
        return sheet
    side = [sheet.columns[0].text(place) for place in range(len(sheet.rows))]
    top = [column.text(0) for column in sheet.columns[1:]]
    if field_of(side[0]) != "name" or _known(side) < _MOST_KNOWN or _known(top) >= _FEW_KNOWN or "" in top:
        return sheet
    columns = tuple(_turned(sheet, place) for place in range(len(sheet.rows)))
    rows = np.array([column.number for column in sheet.columns], dtype="int64")
    return replace(
        sheet, rows=rows, columns=columns, turned=True, merged=(), lists=(), covered=(),
        hidden_rows=sheet.hidden_columns, hidden_columns=sheet.hidden_rows, struck_rows=frozenset(),
    )  # fmt: skip


def _known(texts: list[str]) -> float:
    filled = [text for text in texts if text]
    return sum(map(is_known_header, filled)) / max(len(filled), 1)


def _turned(sheet: Sheet, place: int) -> Column:
    kinds = tuple(column.kind(place) for column in sheet.columns)
    texts = tuple(column.text(place) for column in sheet.columns)
    return Column(int(sheet.rows[place]), kinds, texts, np.arange(len(texts), dtype="uint32"))
