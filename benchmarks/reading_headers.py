"""How often an unseen header is understood: every source of ``header_synonyms.csv`` left out in turn.

    python benchmarks/reading_headers.py [--development] [--show]

For each source its headers are taken out of the table and then mapped with what the others know, twice: by header
alone, and in a list with cells. The table holds no cells, so those come from :mod:`reading_header_cells`: forty rows
under the header, beside columns "Applicatie", "Leverancier" and "Afdeling" (the one that stands for the same field left
out). Headers that stand for ``decide_by_values`` have no right answer and do not count. Printed are the shares right,
left to the user and wrong, for headers seen in real files and for the usual ones.

With ``--development`` half of the headers and half of the cell words, which were looked at while improving; without it
the other halves for the column "with values, not looked at", and all headers for the other columns. Read with care: the
stems of ``header_terms.csv`` were written by people who knew this table.
"""

from __future__ import annotations

import random
import sys
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import numpy as np
from reading_header_cells import cells

from landscape import knowledge
from landscape.portfolio import header_meaning, headers, synonyms
from landscape.portfolio.synonyms import DECIDE_BY_VALUES
from landscape.portfolio.tables import FoundTable, find_tables
from landscape.portfolio.words import bare
from landscape.portfolio.workbook import Column, Sheet
from landscape.portfolio.workbook_cells import from_rows

_COMMON = "general knowledge"
_CONTEXT = (("Applicatie", "name"), ("Leverancier", "vendor"), ("Afdeling", "department"))
_ROWS = 40


def main(*, development: bool, show: bool) -> None:
    """Measure and print."""
    table = knowledge.table("header_synonyms.csv", ("canonical", "synonym", "language", "source"))
    counts: Counter[tuple[str, bool, str]] = Counter()
    for source, group in table.groupby("source"):
        with _without(set(map(bare, group["synonym"]))):
            for canonical, text in zip(group["canonical"], group["synonym"], strict=True):
                if canonical == DECIDE_BY_VALUES:
                    continue
                real, is_development = source != _COMMON, zlib.crc32(bare(text).encode()) % 2 == 0
                alone = _outcome(header_meaning.by_header(text, "").field, canonical)
                counts["by header alone", real, alone] += 1
                if is_development != development:
                    continue
                field = _with_values(canonical, text, for_test=not development)
                counts["same headers, alone", real, alone] += 1
                counts["same headers, with values", real, _outcome(field, canonical)] += 1
                if show and "right" not in (_outcome(field, canonical),):
                    print(f"{_outcome(field, canonical):6} {text:40} {canonical:24} {field:24}")
    _print(counts)


@contextmanager
def _without(own: set[str]) -> Iterator[None]:
    """The table of headers without those of one source."""
    rest = {key: field for key, field in synonyms.synonyms().items() if key not in own}
    with patch.object(synonyms, "synonyms", lambda: rest), patch.object(header_meaning, "synonyms", lambda: rest):
        header_meaning.forget()
        yield
    header_meaning.forget()


def _outcome(found: str, wanted: str) -> str:
    return "right" if found == wanted else "open" if found == header_meaning.IGNORED else "wrong"


def _with_values(canonical: str, header: str, *, for_test: bool) -> str:
    """The field the column gets in a small list with cells of ``canonical`` under ``header``."""
    chance = random.Random(zlib.crc32(f"{canonical} {header}".encode()))
    context = [(text, field) for text, field in _CONTEXT if field != canonical]
    columns = [[text, *cells(field, chance, count=_ROWS, for_test=for_test)] for text, field in context]
    if canonical == "name":  # names differ from row to row
        columns.append([header, *(f"{text} {row}" for row, text in enumerate(_cells(canonical, chance, for_test)))])
    else:
        columns.append([header, *_cells(canonical, chance, for_test)])
    columns[0][1:] = [
        f"{text} {row}" if columns[0][0] == "Applicatie" else text for row, text in enumerate(columns[0][1:])
    ]
    table = _table([list(row) for row in zip(*columns, strict=True)])
    mapped = headers.map_columns(table)
    return mapped[-1].field if table.header.lowest[-1] == header.strip() else header_meaning.IGNORED


def _cells(canonical: str, chance: random.Random, for_test: bool) -> list[str]:
    return cells(canonical, chance, count=_ROWS, for_test=for_test)


def _table(rows: list[list[str]]) -> FoundTable:
    coded = from_rows("", range(1, len(rows) + 1), rows)
    columns = tuple(
        Column(
            one.number,
            tuple(text[:1] for text in one.texts),
            tuple(text[1:] for text in one.texts),
            np.array(one.codes),
        )
        for one in coded.columns
    )
    nothing: frozenset[int] = frozenset()
    numbers = np.array(coded.rows, dtype="int64")
    return find_tables([Sheet("", numbers, columns, False, nothing, nothing, nothing, (), (), (), 0)])[0]


def _print(counts: Counter[tuple[str, bool, str]]) -> None:
    for how in ("by header alone", "same headers, alone", "same headers, with values"):
        for real, label in ((True, "seen in real files"), (False, "general knowledge")):
            total = sum(counts[how, real, name] for name in ("right", "open", "wrong"))
            shares = ", ".join(f"{name} {counts[how, real, name] / total:.3f}" for name in ("right", "open", "wrong"))
            print(f"{how:26} {label:20} {total:4} headers: {shares}")


if __name__ == "__main__":
    main(development="--development" in sys.argv, show="--show" in sys.argv)
