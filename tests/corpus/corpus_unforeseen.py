"""Lists that were invented before looking at what the code does with them: how people really keep a list.

The first run over these files is a measurement (``benchmarks/results/reading.json``); since then they are ordinary
cases.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import openpyxl
from corpus_build import BODY, HEADER, NAMES, Case, Rows, csv_bytes, raw, text_file, workbook
from openpyxl.worksheet.table import Table

_NEARLY_MIDNIGHT = dt.datetime(2027, 3, 1, 23, 59, 59)  # noqa: DTZ001 - a cell has no zone
_SHORT = ("Belastingbalie", "Zaakwijzer")


def _more(title: str, rows: Rows, first: bool = False) -> Callable[[openpyxl.Workbook], None]:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book.create_sheet(title, 0 if first else None)
        for row in rows:
            sheet.append(list(row))

    return change


def unforeseen_shapes() -> list[Case]:
    """Around and inside the table."""
    facts = [["Gemeente:", "IJsseldam"], ["Opgesteld door:", "Team I&A"], ["Datum:", "1 juli 2026"], ["Versie:", "3"]]
    units = ["", "", "", "in euro", "dd-mm-jjjj"]
    numbered = [1, 2, 3, 4, 5]
    hints = ["Vul de naam van het pakket in", "Naam van de leverancier", "Bijv. 2.1", "Bedrag", "Datum"]
    carried = [
        ["Domein", "Applicatie", "Leverancier"],
        ["Dienstverlening", "Zaakwijzer", "Noordlicht"],
        ["", "Belastingbalie", "Kade ICT"],
        ["Ruimte", "Grondlog", ""],
    ]
    legend = [[], ["* = contract loopt af in 2027"], ["Legenda: groen is akkoord, rood is vervangen"]]
    servers = [[], ["Overzicht servers"], ["Servernaam", "Besturingssysteem", "IP-adres"], ["SRV001", "Windows", ""]]
    links = [["Bron", "Doel", "Protocol"], ["Zaakwijzer", "Grondlog", "StUF"], ["Grondlog", "Zaakwijzer", "API"]]
    pivot = [["Aantal per leverancier"], [], ["Leverancier", "Aantal"], ["Kade ICT", 1], ["Noordlicht", 1]]
    turned = [list(row) for row in zip(HEADER, *BODY, strict=True)]

    def heading_over_the_width(book: openpyxl.Workbook) -> None:
        book.active.merge_cells("A2:E2")
        book.active.merge_cells("A4:E4")

    def list_object(book: openpyxl.Workbook) -> None:
        book.active.add_table(Table(displayName="Lijst", ref="B4:F7"))

    def filtered(book: openpyxl.Workbook) -> None:
        book.active.auto_filter.ref = "A1:E4"
        book.active.row_dimensions[2].hidden = True
        book.active.row_dimensions[4].hidden = True

    def formatted_to_the_bottom(book: openpyxl.Workbook) -> None:
        for row in range(5, 3000):
            book.active.cell(row, 1).number_format = "0.00"

    placed = [["Let op: concept"], [], [], ["", *HEADER], *[["", *row] for row in BODY], [], ["", "Einde lijst"]]
    return [
        Case("facts about the list above it", "lijst.xlsx", workbook([*facts, [], HEADER, *BODY])),
        Case("units under the header", "lijst.xlsx", workbook([HEADER, units, *BODY]), refused_rows=1),
        Case("column numbers under the header", "lijst.xlsx", workbook([HEADER, numbered, *BODY]), refused_rows=1),
        Case("hints under the header", "lijst.xlsx", workbook([HEADER, hints, *BODY]), refused_rows=1),
        Case("applications in columns", "lijst.xlsx", workbook(turned), values={"vendor": "Kade ICT"}),
        Case(
            "headings merged over the width",
            "lijst.xlsx",
            workbook([HEADER, ["Publiekszaken"], BODY[0], ["Ruimte"], BODY[1], BODY[2]], heading_over_the_width),
            refused_rows=2,
            codes=("group_heading",),
        ),
        Case("domain only on its first row", "lijst.xlsx", workbook(carried)),
        Case(
            "totals with the name of the group",
            "lijst.xlsx",
            workbook([HEADER, *BODY, ["Totaal Sociaal domein", "", "", 60500, ""]]),
            refused_rows=1,
            codes=("total_row",),
        ),
        Case(
            "number of applications below",
            "lijst.xlsx",
            workbook([["Nr.", *HEADER], *[[n, *row] for n, row in enumerate(BODY, 1)], ["Aantal applicaties: 3"]]),
            refused_rows=1,
        ),
        Case("legend below", "lijst.xlsx", workbook([HEADER, *BODY, *legend]), refused_rows=2),
        Case("servers below", "lijst.xlsx", workbook([HEADER, *BODY, *servers])),
        Case("links on another sheet", "lijst.xlsx", workbook([HEADER, *BODY], _more("Koppelingen", links))),
        Case("a pivot first", "lijst.xlsx", workbook([HEADER, *BODY], _more("Samenvatting", pivot, first=True))),
        Case("a list object among notes", "lijst.xlsx", workbook(placed, list_object), refused_rows=1),
        Case("filtered by Excel", "lijst.xlsx", workbook([HEADER, *BODY], filtered), codes=("hidden_rows",)),
        Case("formatted to the bottom", "lijst.xlsx", workbook([HEADER, *BODY], formatted_to_the_bottom)),
        Case(
            "sixty sheets with one application",
            "lijst.xlsx",
            workbook([HEADER, BODY[0]], _sixty_sheets),
            tuple(sorted([*(f"Pakket {number}" for number in range(1, 60)), "Zaakwijzer"])),
        ),
        Case("names that are numbers", "lijst.xlsx", workbook([HEADER, *BODY, [365, "Kade ICT"]]), ("365", *NAMES)),
    ]


def _sixty_sheets(book: openpyxl.Workbook) -> None:
    for number in range(1, 60):
        sheet = book.create_sheet(f"Domein {number} 'A' & <B>")
        sheet.append(HEADER)
        sheet.append([f"Pakket {number}", "Kade ICT", "1", number, ""])


def unforeseen_headers() -> list[Case]:
    """What people call their columns."""

    def named(name: str, header: list[str], **values: object) -> Case:
        known = {"vendor": "Kade ICT", **values}
        return Case(name, "lijst.xlsx", workbook([header, *BODY]), values=known)

    cost, end = {"annual_cost_eur": 48000.0}, {"contract_end_date": "2027-07-01"}
    plain = ["Applicatie", "Leverancier", "Versie"]
    years = [[*row[:3], 1, 2, row[3]] for row in BODY]
    topdesk = [
        ["Naam:", "Leverancier:", "BBN:", "Einddatum contract:", "Ingangsdatum contract:", "Kosten:"],
        ["Zaakwijzer", "Noordlicht", "BNN1", 49675, 44197, 0],
        ["Belastingbalie", "Kade ICT", "BNN2", 73050, 43831, 0],
    ]
    return [
        named(
            "numbered headers", ["1. Applicatie", "2. Leverancier", "3. Versie", "4. Kosten per jaar", "5. x"], **cost
        ),
        named(
            "soft hyphens and hard spaces",
            [
                "Applicatie\u00a0naam",
                "Leve\u00adrancier",
                "Versie",
                "Kosten\u00a0per\u00a0jaar",
                "Eind\u200bdatum contract",
            ],
            **cost,
            **end,
        ),
        named("capitals", [header.upper() for header in HEADER], **cost, **end),
        named(
            "two languages in a header",
            ["Applicatie / Application", "Leverancier / Vendor", "Versie", "Jaarlijkse kosten / Annual cost", "Einde"],
            **cost,
        ),
        named(
            "questions of a form",
            [
                "Wat is de naam van de applicatie?",
                "Wie is de leverancier van de applicatie?",
                "Welke versie gebruikt u?",
                "Wat zijn de kosten per jaar?",
                "Wanneer eindigt het contract?",
            ],
            **cost,
            **end,
        ),
        named(
            "snake case", ["app_name", "vendor_name", "version", "annual_cost_eur", "contract_end_date"], **cost, **end
        ),
        named(
            "camel case", ["applicationName", "vendorName", "version", "annualCost", "contractEndDate"], **cost, **end
        ),
        named("start and end under contract", [*plain, "Jaarbedrag", "Contract: einde"], **end),
        Case(
            "costs in thousands",
            "lijst.xlsx",
            workbook([[*plain, "Kosten per jaar (x € 1.000)"], ["Zaakwijzer", "Noordlicht", "5", 12.5]]),
            ("Zaakwijzer",),
            values={"annual_cost_eur": 12500.0},
        ),
        Case(
            "costs per quarter",
            "lijst.xlsx",
            workbook([[*plain, "Kosten per kwartaal"], ["Zaakwijzer", "Noordlicht", "5", 250]]),
            ("Zaakwijzer",),
            values={"annual_cost_eur": 1000.0},
        ),
        Case(
            "costs of three years",
            "lijst.xlsx",
            workbook([[*plain, "Kosten 2024", "Kosten 2025", "Kosten 2026"], *years]),
            values={"annual_cost_eur": 48000.0},
        ),
        Case(
            "TOPdesk with colons and no contract",
            "lijst.xlsx",
            workbook(topdesk),
            _SHORT,
            values={"bbn": "BBN2", "contract_start_date": "2020-01-01", "contract_end_date": None},
        ),
        Case(
            "vendor and product in one cell",
            "lijst.xlsx",
            workbook(
                [["Vendor and Product", "Users"], ["Intuit, QuickBooks", 12], ["Adobe, Acrobat", 40], ["Kade, Zaak", 3]]
            ),
            ("Acrobat", "QuickBooks", "Zaak"),
            values={"vendor": "Adobe"},
            codes=("combined_column",),
        ),
    ]


def unforeseen_values() -> list[Case]:
    """What people write in a cell."""

    def one(header: str, value: object, field_name: str, expected: object, *codes: str) -> Case:
        rows = [["Applicatie", "Leverancier", header], ["Zaakwijzer", "Noordlicht", value]]
        label = f"unforeseen {header}: {value!r}"
        return Case(label, "lijst.xlsx", workbook(rows), ("Zaakwijzer",), values={field_name: expected}, codes=codes)

    cost, end, users = "Kosten per jaar", "Einddatum contract", "Aantal gebruikers"
    ditto = [HEADER[:2], ["Aktewijzer", "Kade ICT"], ["Belastingbalie", "idem"], ["Grondlog", '"']]
    return [
        one(cost, "€12.500 p/j", "annual_cost_eur", 12500.0),
        one(cost, "12.500 euro", "annual_cost_eur", 12500.0),
        one(cost, "1.250,00 €", "annual_cost_eur", 1250.0),
        one(cost, "12\u00a0500,00", "annual_cost_eur", 12500.0),
        one(cost, "(500)", "annual_cost_eur", None, "negative_amount"),
        one(cost, "500,00-", "annual_cost_eur", None, "negative_amount"),
        one(cost, "12.500 incl. btw", "annual_cost_eur", 12500.0),
        one(cost, "€ 1.000 p.m.", "annual_cost_eur", 12000.0, "monthly_amount"),
        one(cost, "=10000+2500", "annual_cost_eur", None, "formula_without_value"),
        one(end, "12/31/2027", "contract_end_date", "2027-12-31"),
        one(end, "2027-03-01T00:00:00Z", "contract_end_date", "2027-03-01"),
        one(end, _NEARLY_MIDNIGHT, "contract_end_date", "2027-03-01"),
        one(end, "eind 2027", "contract_end_date", "2027-12-31", "imprecise_value"),
        one(end, "31 dec. '27", "contract_end_date", "2027-12-31"),
        one(end, "20271231", "contract_end_date", "2027-12-31"),
        one(end, "99-99-9999", "contract_end_date", None),
        one(end, "31-12-9999", "contract_end_date", None),
        one(users, "50+", "user_count", 50, "imprecise_value"),
        one(users, "± 40", "user_count", 40, "imprecise_value"),
        one(users, "40 à 50", "user_count", 45, "imprecise_value"),
        one(users, "12 fte", "user_count", 12),
        one("SaaS?", True, "hosting", "SaaS"),
        one("Hosting", "n.n.b.", "hosting", ""),
        one("Hosting", "???", "hosting", ""),
        one("Leverancier 2", "—", "extra", ""),
        Case(
            "ditto marks",
            "lijst.xlsx",
            workbook([HEADER[:2], ["Zaak", "Kade ICT"], ["Akte", "idem"]]),
            ("Akte", "Zaak"),
            values={"vendor": "Kade ICT"},
            codes=("ditto",),
        ),
        Case(
            "ditto marks below each other", "lijst.xlsx", workbook(ditto), ("Aktewijzer", "Belastingbalie", "Grondlog")
        ),
    ]


def unforeseen_text_files() -> list[Case]:
    """Text files out of other programs."""
    plain = csv_bytes([HEADER, *BODY])
    mixed = csv_bytes([HEADER, *BODY, ["Coördinatie", "Fryslân", "1", "", ""]]) + "Privé;;;;\r\n".encode("cp1252")
    twice = "\r\n".join('"' + ";".join(map(str, row)) + '"' for row in [HEADER, *BODY]).encode()
    markdown = "| Applicatie | Leverancier | Versie |\n|---|---|---|\n" + "".join(
        f"| {row[0]} | {row[1]} | {row[2]} |\n" for row in BODY
    )
    aligned = "\r\n".join("".join(f"{cell!s:<22}" for cell in row[:3]).rstrip() for row in [HEADER, *BODY])
    numbers = 'Nr;Applicatie;Leverancier\r\n="001";Zaakwijzer;Noordlicht\r\n="002";Belastingbalie;Kade ICT\r\n'
    return [
        Case("one broken byte in utf-8", "lijst.csv", raw(mixed), tuple(sorted([*NAMES, "Coördinatie", "Privé"]))),
        Case("every line in quotes", "lijst.csv", raw(twice), values={"vendor": "Kade ICT"}),
        Case("a markdown table", "lijst.md", raw(markdown.encode()), values={"vendor": "Kade ICT"}),
        Case("aligned with spaces", "lijst.txt", raw(aligned.encode()), values={"vendor": "Kade ICT"}),
        Case("comment lines first", "lijst.csv", raw(b"# uitvoer CMDB\r\n# 3 regels\r\n" + plain)),
        Case("formulas that keep zeros", "lijst.csv", raw(numbers.encode()), _SHORT, values={"source_id": "002"}),
        Case(
            "errors as Dutch Excel writes them",
            "lijst.csv",
            raw(plain.replace(b"48000", b"#N/B")),
            codes=("error_cell",),
        ),
        Case("tabs called xls", "export.xls", text_file([HEADER, *BODY], separator="\t", encoding="utf-16")),
        Case("a header row twice at the top", "lijst.csv", text_file([HEADER, HEADER, *BODY]), refused_rows=1),
        Case("end of file mark of DOS", "lijst.csv", raw(plain + b"\x1a")),
        Case(
            "NULL as the database writes it",
            "lijst.csv",
            text_file([HEADER, ["Zaakwijzer", "NULL", "NULL", "NULL", ""]]),
            ("Zaakwijzer",),
            values={"vendor": "", "version": ""},
        ),
        Case("json", "lijst.json", raw(b'[{"Applicatie": "Zaakwijzer"}]'), (), refusal="other_type"),
    ]
