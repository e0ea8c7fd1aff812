"""What stands around a table, in its header, among its rows and on other sheets."""

from __future__ import annotations

from collections.abc import Callable

import openpyxl
from corpus_build import (
    BODY,
    HEADER,
    NAMES,
    Case,
    Rows,
    raw,
    sheet_xml,
    sheet_xml_book,
    text_file,
    workbook,
)
from openpyxl.styles import Font

_RIGHT: list[list[object]] = [["Wegenboek", "Kade ICT", "3"], ["", "", ""]]
_SHARED: list[list[object]] = [
    ["Applicatie", "Afdeling", "Kosten per jaar"],
    ["Zaakwijzer", "Publiek", 900],
    ["Belastingbalie", "", ""],
    ["Grondlog", "Ruimte", 5],
]
_SHOWN = {"department": "Publiek", "annual_cost_eur": None}


def _merge(book: openpyxl.Workbook) -> None:
    book.active.merge_cells("B2:B3")
    book.active.merge_cells("C2:C3")


def _hidden_below() -> bytes:
    """Values below a merged area: no spreadsheet program shows them."""
    rows = [list(row) for row in _SHARED]
    rows[2] = ["Belastingbalie", "Verborgen", ""]
    areas = '<mergeCells count="2"><mergeCell ref="B2:B3"/><mergeCell ref="C2:C3"/></mergeCells>'
    return sheet_xml_book(sheet_xml(rows).replace("</sheetData>", f"</sheetData>{areas}"))


def around_the_table() -> list[Case]:
    """Titles, empty rows and columns, notes."""
    titles = [["Applicatielijst gemeente IJsseldam"], ["Peildatum 1 juli 2026"], []]
    shifted = [["", "", *row] for row in [HEADER, *BODY]]
    spaced = [[row[0], "", row[1], "", row[2], row[3], row[4]] for row in [HEADER, *BODY]]
    cases = [
        Case("plain workbook", "lijst.xlsx", workbook([HEADER, *BODY]), values={"annual_cost_eur": 48000.0}),
        Case("titles above", "lijst.xlsx", workbook([*titles, HEADER, *BODY]), codes=("rows_above_header",)),
        Case("shifted to column C", "lijst.xlsx", workbook([[], [], *shifted])),
        Case("empty columns inside", "lijst.xlsx", workbook(spaced)),
        Case("empty rows inside", "lijst.xlsx", workbook([HEADER, BODY[0], [], [], BODY[1], [], BODY[2]])),
        Case(
            "note beside the table",
            "lijst.xlsx",
            workbook([[*HEADER, "", "", ""], [*BODY[0], "", "", "Let op: bedragen zonder btw"], *BODY[1:]]),
        ),
    ]
    beside = [[*left, "", *right] for left, right in zip([HEADER, *BODY[:2]], [HEADER[:3], *_RIGHT], strict=True)]
    again = [[*left[:3], *right] for left, right in zip([HEADER, *BODY[:2]], [HEADER[:3], *_RIGHT], strict=True)]
    names = ("Belastingbalie", "Wegenboek", "Zaakwijzer")
    told = ("tables_side_by_side",)
    cases += [
        Case(
            "two tables side by side", "lijst.xlsx", workbook(beside), names, values={"version": "2024.1"}, codes=told
        ),
        Case("two tables without a gap", "lijst.csv", text_file(again), names, codes=told),
        Case("merged cells over rows", "lijst.xlsx", workbook(_SHARED, _merge), values=_SHOWN, codes=("merged_cells",)),
        Case("merged cells that hide others", "lijst.xlsx", raw(_hidden_below()), values=_SHOWN),
    ]
    for above in (1, 5, 12, 25):
        lines = [["Toelichting bij deze lijst"] for _ in range(above)]
        cases.append(Case(f"{above} lines above", "lijst.xlsx", workbook([*lines, HEADER, *BODY])))
    return cases


def headers() -> list[Case]:
    """Two lines, spelling, other languages, repeats."""

    def merge_upper(book: openpyxl.Workbook) -> None:
        book.active.merge_cells("C1:D1")

    two_lines = [
        ["Applicatie", "Leverancier", "Kosten", "", "Contract"],
        ["", "", "Licentie", "Onderhoud", "Einddatum contract"],
        ["Zaakwijzer", "Noordlicht", 1000, 500, "2028"],
        ["Belastingbalie", "Kade ICT", 2000, 700, "2027"],
    ]
    return [
        Case(
            "two header lines, merged",
            "lijst.xlsx",
            workbook(two_lines, merge_upper),
            ("Belastingbalie", "Zaakwijzer"),
            values={"annual_cost_eur": 2700.0, "contract_end_date": "2027-12-31"},
        ),
        Case(
            "two header lines in csv",
            "lijst.csv",
            text_file(two_lines),
            ("Belastingbalie", "Zaakwijzer"),
            values={"license_cost_eur": 2000.0, "maintenance_cost_eur": 700.0},
        ),
        Case(
            "misspelt headers",
            "lijst.xlsx",
            workbook([["Aplicatie", "Leverancer", "Versi", "Kosten per jaar", "Einddatum contact"], *BODY]),
            values={"vendor": "Kade ICT", "annual_cost_eur": 48000.0},
            codes=("header_by_likeness",),
        ),
        Case(
            "english headers",
            "list.xlsx",
            workbook([["Application name", "Vendor", "Version", "Annual cost", "Contract end date"], *BODY]),
            values={"vendor": "Kade ICT", "contract_end_date": "2027-07-01"},
        ),
        Case(
            "headers with marks",
            "lijst.xlsx",
            workbook([["Naam:", "Leverancier *", "VERSIE?", "Kosten per jaar (€)", "Einddatum contract:"], *BODY]),
            values={"vendor": "Kade ICT", "annual_cost_eur": 48000.0},
        ),
        Case(
            "headers with line breaks",
            "lijst.xlsx",
            workbook([["Naam\napplicatie", "Leverancier", "Versie", "Kosten\nper jaar", "Einddatum\ncontract"], *BODY]),
            values={"annual_cost_eur": 48000.0},
        ),
        Case(
            "type twice",
            "lijst.csv",
            text_file(
                [
                    ["Applicatie", "Type", "Type"],
                    ["Zaakwijzer", "Vakapplicatie", "Client/Server"],
                    ["Grondlog", "Vakapplicatie", "Client"],
                    ["Belastingbalie", "Kantoorautomatisering", "Server"],
                ]
            ),
            values={"application_type": "Kantoorautomatisering", "client_type": "Server"},
        ),
        Case(
            "the same header three times",
            "lijst.csv",
            text_file([["Applicatie", "Opmerking", "Opmerking", "Opmerking"], ["Zaakwijzer", "a", "b", "c"]]),
            ("Zaakwijzer",),
            values={"remarks": "a; b; c"},
        ),
        Case(
            "no header for the name",
            "lijst.csv",
            text_file([["", "Leverancier", "Versie", "Hosting"], *[[*row[:3], "SaaS"] for row in BODY]]),
            codes=("name_column_guessed",),
        ),
    ]


def rows() -> list[Case]:
    """Totals, headings, doubles, struck-through and hidden rows."""
    total = ["Totaal", "", "", 60500, ""]
    grouped = [HEADER, ["Sociaal domein"], BODY[0], ["Belastingen:"], BODY[1], BODY[2]]

    def strike(book: openpyxl.Workbook) -> None:
        for cell in book.active[2]:
            cell.font = Font(strike=True)

    def hide_row(book: openpyxl.Workbook) -> None:
        book.active.row_dimensions[3].hidden = True

    def hide_column(book: openpyxl.Workbook) -> None:
        book.active.column_dimensions["C"].hidden = True

    return [
        Case("totals row", "lijst.xlsx", workbook([HEADER, *BODY, total]), refused_rows=1, codes=("total_row",)),
        Case(
            "subtotals",
            "lijst.xlsx",
            workbook([HEADER, BODY[0], ["Subtotaal", "", "", 12500], *BODY[1:], total]),
            refused_rows=2,
        ),
        Case("group headings", "lijst.xlsx", workbook(grouped), refused_rows=2, codes=("group_heading",)),
        Case(
            "header repeated",
            "lijst.xlsx",
            workbook([HEADER, BODY[0], HEADER, *BODY[1:]]),
            refused_rows=1,
            codes=("repeated_header",),
        ),
        Case(
            "row without a name",
            "lijst.xlsx",
            workbook([HEADER, *BODY, ["", "Kade ICT", "1", 5, ""]]),
            refused_rows=1,
            codes=("row_without_name",),
        ),
        Case(
            "name unknown",
            "lijst.xlsx",
            workbook([HEADER, *BODY, ["n.v.t.", "Kade ICT", "1", 5, ""]]),
            refused_rows=1,
            codes=("row_without_name",),
        ),
        Case("row twice", "lijst.xlsx", workbook([HEADER, *BODY, BODY[0]]), refused_rows=1, codes=("double_row",)),
        Case(
            "name twice, other data",
            "lijst.xlsx",
            workbook([HEADER, *BODY, ["Grondlog", "Kade ICT", "9.11", "", ""]]),
            ("Belastingbalie", "Grondlog", "Grondlog", "Zaakwijzer"),
            codes=("same_name",),
        ),
        Case("struck through", "lijst.xlsx", workbook([HEADER, *BODY], strike), codes=("struck_row",)),
        Case("hidden row", "lijst.xlsx", workbook([HEADER, *BODY], hide_row), codes=("hidden_rows",)),
        Case("hidden column", "lijst.xlsx", workbook([HEADER, *BODY], hide_column), codes=("hidden_columns",)),
        Case(
            "only a name",
            "lijst.xlsx",
            workbook([HEADER, *BODY, ["Los pakket"]]),
            ("Belastingbalie", "Grondlog", "Los pakket", "Zaakwijzer"),
        ),
        Case(
            "application called NA",
            "lijst.csv",
            text_file([HEADER, *BODY, ["NA", "NA", "9.1", "", ""]]),
            ("Belastingbalie", "Grondlog", "NA", "Zaakwijzer"),
        ),
        Case(
            "application called Totaal Registratie",
            "lijst.csv",
            text_file([HEADER, *BODY, ["Totaal Registratie", "Kade ICT", "1", "10", ""]]),
            ("Belastingbalie", "Grondlog", "Totaal Registratie", "Zaakwijzer"),
        ),
    ]


def sheets() -> list[Case]:
    """More sheets, hidden sheets, more tables."""

    def more(title: str, rows: Rows, state: str = "visible") -> Callable[[openpyxl.Workbook], None]:
        def change(book: openpyxl.Workbook) -> None:
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(list(row))
            sheet.sheet_state = state

        return change

    suppliers = [["Naam", "Telefoon", "Website"], ["Kade ICT", "0383 123456", "https://kade.example"]]
    second = [HEADER, ["Wegenboek", "Kade ICT", "3", 900, "2029"]]
    below = [HEADER, *BODY, [], ["Applicatie", "Leverancier", "Aantal gebruikers"], ["Wegenboek", "Kade ICT", 12]]
    return [
        Case(
            "suppliers on another sheet",
            "lijst.xlsx",
            workbook([HEADER, *BODY], more("Leveranciers", suppliers)),
            codes=("sheet_not_a_list",),
        ),
        Case(
            "a second list",
            "lijst.xlsx",
            workbook([HEADER, *BODY], more("Ruimte", second)),
            (*NAMES[:2], "Wegenboek", NAMES[2]),
        ),
        Case(
            "a hidden list",
            "lijst.xlsx",
            workbook([HEADER, *BODY], more("Oud", second, "hidden")),
            codes=("hidden_sheet",),
        ),
        Case(
            "a very hidden list",
            "lijst.xlsx",
            workbook([HEADER, *BODY], more("Oud", second, "veryHidden")),
            codes=("hidden_sheet",),
        ),
        Case("an empty sheet", "lijst.xlsx", workbook([HEADER, *BODY], more("Leeg", []))),
        Case("two tables below each other", "lijst.xlsx", workbook(below), (*NAMES[:2], "Wegenboek", NAMES[2])),
    ]
