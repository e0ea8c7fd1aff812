"""Rows that are no application, and cells that hold vendor and application together, straight on the modules."""

from __future__ import annotations

import numpy as np
import pytest

from landscape.portfolio.combined import split_combined
from landscape.portfolio.rows import refusals, repeats_header
from landscape.portfolio.tables import FoundTable, find_tables
from landscape.portfolio.workbook import Column, Sheet

_HEADER = ("Applicatie", "Leverancier", "Versie", "Kosten per jaar", "Einddatum contract")
_FIRST = ("Zaakwijzer", "Kade ICT", "5.2", "900", "31-12-2028")
_SECOND = ("Grondlog", "Licht", "9.1", "80", "30-06-2027")


def _table(*rows: tuple[str, ...], merged: tuple[tuple[int, int, int, int], ...] = ()) -> FoundTable:
    width = max(map(len, rows))
    columns = []
    for number in range(width):
        texts = [row[number] if number < len(row) else "" for row in rows]
        kinds = tuple("n" if text.isdigit() else "s" if text else "" for text in texts)
        columns.append(Column(number + 1, kinds, tuple(texts), np.arange(len(rows), dtype="uint32")))
    no: frozenset[int] = frozenset()
    numbers = np.arange(1, len(rows) + 1, dtype="int64")
    sheet = Sheet("", numbers, tuple(columns), False, no, no, no, merged, (), (), 0)
    return find_tables([sheet])[0]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("Totaal", "", "", "980", ""), "total_row"),
        (("Totaal: 2 applicaties",), "total_row"),
        (("Totaal Ruimte", "", "", "80", ""), "total_row"),
        (("Totaal Registratie", "Kade ICT", "1", "10", ""), ""),
        (("Sociaal domein:",), "group_heading"),
        (_HEADER, "repeated_header"),
        (("", "Kade ICT", "1", "5", ""), "row_without_name"),
        (("Bron: CMDB, peildatum 1 juli 2026, zonder garantie",), "note_row"),
        (("Wegenboek",), ""),
    ],
)
def test_a_row_is_refused_for_what_it_is(row: tuple[str, ...], code: str) -> None:
    assert list(refusals(_table(_HEADER, _FIRST, _SECOND, row), 0)) == ["", "", code]


def test_column_numbers_and_hints_are_refused_only_under_the_header() -> None:
    numbers, hints = ("1", "2", "3", "4", "5"), ("Vul de naam in", "Bijv. Kade", "", "", "")
    assert list(refusals(_table(_HEADER, numbers, _FIRST, _SECOND), 0)) == ["note_row", "", ""]
    assert list(refusals(_table(_HEADER, hints, _FIRST, _SECOND), 0)) == ["note_row", "", ""]
    assert list(refusals(_table(_HEADER, _FIRST, _SECOND, _FIRST, numbers), 0))[-1] == ""


def test_a_merged_line_is_a_heading() -> None:
    table = _table(_HEADER, _FIRST, ("Publiekszaken",), _SECOND, merged=((3, 1, 3, 5),))
    assert list(refusals(table, 0)) == ["", "group_heading", ""]


def test_a_header_counts_as_repeated_only_when_two_cells_say_it_again() -> None:
    table = _table(_HEADER, _FIRST, ("Applicatie", "Leverancier", "", "", ""), ("Versie", "x", "", "", ""))
    assert list(repeats_header(table)) == [False, True, False]


def test_vendor_and_product_are_cut_in_the_order_of_the_header() -> None:
    table, cut = split_combined(
        _table(("Vendor and Product", "Versie"), ("Intuit, QuickBooks", "1"), ("Kade, Zaak", "2"))
    )
    assert cut == [("A", "Vendor and Product")]
    assert table.header.lowest == ("Leverancier", "Applicatie", "Versie")
    assert [list(table.values(column)) for column in table.columns[:2]] == [["Intuit", "Kade"], ["QuickBooks", "Zaak"]]
    table, _ = split_combined(
        _table(("Applicatie / leverancier", "Versie"), ("Zaak - Kade", "1"), ("Log - Licht", "2"))
    )
    assert table.header.lowest[:2] == ("Applicatie", "Leverancier")


def test_a_column_is_not_cut_without_both_words_or_without_one_separator() -> None:
    for header, first, second in (
        ("Applicatie", "Intuit, QuickBooks", "Kade, Zaak"),
        ("Vendor and Product", "QuickBooks", "Kade Zaak"),
    ):
        table = _table((header, "Versie"), (first, "1"), (second, "2"))
        assert split_combined(table) == (table, [])
