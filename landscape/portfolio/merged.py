"""A merged cell over several rows holds for all of them: its value is put on every row.

In comes a table whose columns are understood, out comes the table with those values spread, and which columns they
were. Amounts, counts and names are not spread: a price over three rows is paid once, and a name over three rows is one
application in three lines. A newcomer would read the covered cells as empty, or trust values hidden below the merge.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from landscape.portfolio.header_meaning import Mapped
from landscape.portfolio.synonyms import PERSONAL, SOURCE
from landscape.portfolio.tables import FoundTable
from landscape.portfolio.workbook import Column, letter
from landscape.records import FIELDS

_ONCE = frozenset(("name", PERSONAL, SOURCE))


def spread_down(table: FoundTable, mapped: Sequence[Mapped]) -> tuple[FoundTable, list[tuple[str, str, int]]]:
    """The table with merged texts and dates on every row, and per column its letter, header and number of cells."""
    numbers = table.row_numbers
    columns = list(table.columns)
    told: list[tuple[str, str, int]] = []
    for place, (column, one) in enumerate(zip(table.columns, mapped, strict=True)):
        if one.field in _ONCE or FIELDS.get(one.field, "text") in ("amount", "count"):
            continue
        codes, count = column.codes.copy(), 0
        for top, left, bottom, right in table.sheet.merged:
            if left == right == column.number and bottom > top > table.header.row and top in numbers:
                covered = table.rows[(numbers > top) & (numbers <= bottom)]
                codes[covered] = codes[table.rows[int(np.searchsorted(numbers, top))]]
                count += len(covered)
        if count:
            columns[place] = Column(column.number, column.kinds, column.texts, codes)
            told.append((letter(column.number), table.header.lowest[place], count))
    return replace(table, columns=tuple(columns)), told
