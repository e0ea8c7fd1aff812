"""Cells that hold vendor and application together: "Intuit, QuickBooks" under "Vendor and Product".

In comes a table, out comes the same table with such a column cut in two, and which columns those were. A newcomer would
cut every comma: only a column whose header names both, and whose cells nearly all have one separator, is cut.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from landscape.portfolio.tables import FoundTable
from landscape.portfolio.words import bare, words
from landscape.portfolio.workbook import Column, letter

_SEPARATORS = (" - ", " – ", " | ", " / ", ": ", "; ", ", ")
_ENOUGH = 0.8


def split_combined(table: FoundTable) -> tuple[FoundTable, list[tuple[str, str]]]:
    """The table with vendor and application apart, and letter and header of every column that was cut."""
    columns: list[Column] = []
    lowest: list[str] = []
    group: list[str] = []
    cut: list[tuple[str, str]] = []
    for column, low, above in zip(table.columns, table.header.lowest, table.header.group, strict=True):
        headers = _both(low)
        separator = _separator(column, table) if headers else ""
        if headers and separator:
            cut.append((letter(column.number), low))
            columns += _halves(column, separator)
            lowest += headers
            group += [above, above]
        else:
            columns.append(column)
            lowest.append(low)
            group.append(above)
    if not cut:
        return table, cut
    header = replace(table.header, lowest=tuple(lowest), group=tuple(group))
    return replace(table, header=header, columns=tuple(columns)), cut


def _both(header: str) -> tuple[str, str] | None:
    """The two headers in their order when one header names vendor and application, else None."""
    parts = bare(header).split()
    vendor = next((place for place, part in enumerate(parts) if part in words("vendor_word")), None)
    name = next((place for place, part in enumerate(parts) if part in words("name_word")), None)
    if vendor is None or name is None or not {"en", "and"} & set(parts) | set("/+&") & set(header):
        return None
    return ("Leverancier", "Applicatie") if vendor < name else ("Applicatie", "Leverancier")


def _separator(column: Column, table: FoundTable) -> str:
    codes = np.unique(column.codes[table.rows])
    texts = [column.texts[code] for code in codes if column.texts[code]]
    for separator in _SEPARATORS:
        if texts and sum(separator in text for text in texts) >= _ENOUGH * len(texts):
            return separator
    return ""


def _halves(column: Column, separator: str) -> tuple[Column, Column]:
    pairs = [text.partition(separator)[::2] for text in column.texts]
    left, right = ([pair[side].strip() for pair in pairs] for side in (0, 1))
    kinds = [tuple("s" if text else "" for text in half) for half in (left, right)]
    return (
        Column(column.number, kinds[0], tuple(left), column.codes),
        Column(column.number, kinds[1], tuple(right), column.codes),
    )
