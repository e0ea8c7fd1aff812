"""Odd, hostile and ordinary lists, each with what reading it must give; written anew for every run, nothing is stored.

A case writes one file and says either which applications must come out (and more about them), or which refusal. The
groups follow what people do to a list: around the table, in the header, in the rows, in the cells, in the file.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
import xlsxwriter
from openpyxl.styles import Font

Rows = Sequence[Sequence[object]]
HEADER = ["Applicatie", "Leverancier", "Versie", "Kosten per jaar", "Einddatum contract"]
BODY: list[list[object]] = [
    ["Zaakwijzer", "Noordlicht Software", "5.2", 12500, "31-12-2028"],
    ["Belastingbalie", "Kade ICT", "2024.1", 48000, "01-07-2027"],
    ["Grondlog", "", "9.10", "", ""],
]
NAMES = ("Belastingbalie", "Grondlog", "Zaakwijzer")


@dataclass(frozen=True)
class Case:
    """One file and what must come of it.

    Attributes:
        names: the applications, sorted; ignored when ``refusal`` is given.
        refused_rows: how many rows must be refused.
        values: of the first application by name, field to value.
        codes: findings that must be among those given.
        refusal: code of the PortfolioError, "" when the file must be read.
    """

    name: str
    file: str
    write: Callable[[Path], None]
    names: tuple[str, ...] = NAMES
    refused_rows: int = 0
    values: Mapping[str, object] = field(default_factory=dict)
    codes: tuple[str, ...] = ()
    refusal: str = ""


def csv_bytes(rows: Rows, separator: str = ";", encoding: str = "utf-8", newline: str = "\r\n") -> bytes:
    """Rows as text, quoted where a separator, quote or line break asks for it."""

    def cell(value: object) -> str:
        text = "" if value is None else str(value)
        needs = any(mark in text for mark in (separator, '"', "\n"))
        return '"' + text.replace('"', '""') + '"' if needs else text

    return newline.join(separator.join(map(cell, row)) for row in rows).encode(encoding) + newline.encode(encoding)


def text_file(rows: Rows, **how: str) -> Callable[[Path], None]:
    """A writer of a CSV file."""
    return lambda path: path.write_bytes(csv_bytes(rows, **how)) and None


def raw(content: bytes) -> Callable[[Path], None]:
    """A writer of these very bytes."""
    return lambda path: path.write_bytes(content) and None


def workbook(rows: Rows, change: Callable[[openpyxl.Workbook], None] | None = None) -> Callable[[Path], None]:
    """A writer of an xlsx with ``rows`` on the sheet "Applicaties", changed before it is saved."""

    def write(path: Path) -> None:
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = "Applicaties"
        for row in rows:
            sheet.append(list(row))
        if change:
            change(book)
        book.save(path)

    return write


def zip_of(members: Mapping[str, bytes]) -> bytes:
    """A zip with these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def sheet_xml_book(sheet_xml: str) -> bytes:
    """The smallest xlsx around one sheet of our own XML."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rels = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>'
    )
    book = (
        f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    return zip_of(
        {
            "[Content_Types].xml": types.encode(),
            "_rels/.rels": (
                f'<Relationships xmlns="{rels}"><Relationship Id="rId1" Type="{office}/officeDocument" '
                'Target="xl/workbook.xml"/></Relationships>'
            ).encode(),
            "xl/workbook.xml": book.encode(),
            "xl/_rels/workbook.xml.rels": (
                f'<Relationships xmlns="{rels}"><Relationship Id="rId1" Type="{office}/worksheet" '
                'Target="worksheets/sheet1.xml"/></Relationships>'
            ).encode(),
            "xl/worksheets/sheet1.xml": sheet_xml.encode(),
        }
    )


def sheet_xml(rows: Rows, extra: str = "", dimension: str = "A1:E4") -> str:
    """Rows as inline strings and numbers; ``extra`` goes behind the last row."""
    lines = []
    for number, row in enumerate(rows, start=1):
        cells = []
        for letter, value in zip("ABCDEFGHIJ", row, strict=False):
            if isinstance(value, int | float):
                cells.append(f'<c r="{letter}{number}"><v>{value}</v></c>')
            elif value:
                cells.append(f'<c r="{letter}{number}" t="inlineStr"><is><t>{value}</t></is></c>')
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    return (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<dimension ref="{dimension}"/><sheetData>{"".join(lines)}{extra}</sheetData></worksheet>'
    )


def _encodings() -> list[Case]:
    cases = []
    body = [*BODY, ["Coördinatie één", "Fryslân", "1", "", ""]]
    names = ("Belastingbalie", "Coördinatie één", "Grondlog", "Zaakwijzer")
    for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"):
        for separator in (";", ",", "\t", "|"):
            writer = text_file([HEADER, *body], separator=separator, encoding=encoding)
            label = {";": "semicolon", ",": "comma", "\t": "tab", "|": "pipe"}[separator]
            cases.append(Case(f"csv {encoding} {label}", "lijst.csv", writer, names, values={"version": "2024.1"}))
    for newline, label in (("\n", "lf"), ("\r", "cr"), ("\r\n", "crlf")):
        cases.append(Case(f"csv line ends {label}", "lijst.csv", text_file([HEADER, *BODY], newline=newline)))
    return cases


def _text_files() -> list[Case]:
    quoted = [["Za\nak;wijzer", 'Noord"licht', "5.2", "€ 12.500,-", "31-12-2028"], *BODY[1:]]
    ragged = b"Applicatie;Leverancier;Versie\r\nZaakwijzer;Noordlicht\r\nBelastingbalie\r\nGrondlog;;9.10;;;\r\n"
    return [
        Case(
            "quotes, separators and line breaks inside cells",
            "lijst.csv",
            text_file([HEADER, *quoted]),
            ("Belastingbalie", "Grondlog", "Za ak;wijzer"),
        ),
        Case("rows of different length", "lijst.csv", raw(ragged)),
        Case("sep line first", "lijst.csv", raw(b"sep=;\r\n" + csv_bytes([HEADER, *BODY]))),
        Case("tsv by another name", "lijst.txt", text_file([HEADER, *BODY], separator="\t")),
        Case("csv called xlsx", "lijst.xlsx", text_file([HEADER, *BODY])),
        Case(
            "all cells quoted",
            "lijst.csv",
            raw(b"\r\n".join(b";".join(b'"%s"' % str(cell).encode() for cell in row) for row in [HEADER, *BODY])),
        ),
        Case("trailing separators", "lijst.csv", raw(csv_bytes([HEADER, *BODY]).replace(b"\r\n", b";;;\r\n"))),
        Case("empty lines between", "lijst.csv", raw(csv_bytes([HEADER, *BODY]).replace(b"\r\n", b"\r\n\r\n"))),
        Case("lines of separators only", "lijst.csv", raw(csv_bytes([HEADER, [""] * 5, *BODY, [""] * 5]))),
        Case("one column", "lijst.csv", text_file([["Applicatie"], ["Zaakwijzer"], ["Belastingbalie"], ["Grondlog"]])),
        Case(
            "commas in a semicolon file",
            "lijst.csv",
            text_file([HEADER, ["Zaakwijzer", "Licht, Noord, BV", "5,2", "12.500,00", ""], *BODY[1:]]),
        ),
        Case("missing quote at the end", "lijst.csv", raw(csv_bytes([HEADER, *BODY]) + b'"')),
        Case(
            "text after the table",
            "lijst.csv",
            raw(csv_bytes([HEADER, *BODY]) + b"\r\nBron: CMDB, peildatum 1 juli 2026, zonder garantie\r\n"),
            refused_rows=1,
            codes=("note_row",),
        ),
        Case(
            "title lines in csv",
            "lijst.csv",
            raw(b"Applicatielijst gemeente\r\nPeildatum 1-7-2026\r\n\r\n" + csv_bytes([HEADER, *BODY])),
            codes=("rows_above_header",),
        ),
        Case("zero bytes in the text", "lijst.csv", raw(csv_bytes([HEADER, *BODY]).replace(b"Grond", b"Gro\x00nd"))),
    ]


def _around_the_table() -> list[Case]:
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
    for above in (1, 5, 12, 25):
        lines = [["Toelichting bij deze lijst"] for _ in range(above)]
        cases.append(Case(f"{above} lines above", "lijst.xlsx", workbook([*lines, HEADER, *BODY])))
    return cases


def _headers() -> list[Case]:
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


def _rows() -> list[Case]:
    total = ["Totaal", "", "", 60500, ""]
    grouped = [HEADER, ["Sociaal domein"], BODY[0], ["Belastingen:"], BODY[1], BODY[2]]

    def strike(book: openpyxl.Workbook) -> None:
        for cell in book.active[2]:
            cell.font = Font(strike=True)

    def hide_row(book: openpyxl.Workbook) -> None:
        book.active.row_dimensions[3].hidden = True

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


def _sheets() -> list[Case]:
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


def _cells() -> list[Case]:
    def one(header: str, value: object, field_name: str, expected: object, *codes: str) -> Case:
        rows = [["Applicatie", "Leverancier", header], ["Zaakwijzer", "Noordlicht", value]]
        label = f"{header}: {value!r}"
        return Case(label, "lijst.xlsx", workbook(rows), ("Zaakwijzer",), values={field_name: expected}, codes=codes)

    cost, end, users = "Kosten per jaar", "Einddatum contract", "Aantal gebruikers"
    return [
        one(cost, "€ 12.500,-", "annual_cost_eur", 12500.0),
        one(cost, "12.500,50", "annual_cost_eur", 12500.5),
        one(cost, "12,500.50", "annual_cost_eur", 12500.5),
        one(cost, "EUR 1 250,00", "annual_cost_eur", 1250.0),
        one(cost, "12k", "annual_cost_eur", 12000.0),
        one(cost, "1,2 mln", "annual_cost_eur", 1200000.0),
        one(cost, "100 per maand", "annual_cost_eur", 1200.0, "monthly_amount"),
        one("Kosten per maand", 100, "annual_cost_eur", 1200.0, "monthly_amount"),
        one(cost, "€ 900 excl. btw", "annual_cost_eur", 900.0),
        one(cost, "ca. 12k", "annual_cost_eur", None, "unreadable_amount"),
        one(cost, "1.2.3.4,0", "annual_cost_eur", None, "unreadable_amount"),
        one(cost, "-500", "annual_cost_eur", None, "negative_amount"),
        one(cost, "n.v.t.", "annual_cost_eur", None),
        one(cost, "#REF!", "annual_cost_eur", None, "error_cell"),
        one(end, "2027", "contract_end_date", "2027-12-31", "imprecise_value"),
        one(end, 2027, "contract_end_date", "2027-12-31", "imprecise_value"),
        one("Startdatum", "2027", "in_use_since_date", "2027-01-01", "imprecise_value"),
        one(end, "06-2027", "contract_end_date", "2027-06-30", "imprecise_value"),
        one(end, 46387, "contract_end_date", "2026-12-31"),
        one(end, dt.date(2027, 3, 1), "contract_end_date", "2027-03-01"),
        one(end, "1 maart 2027", "contract_end_date", "2027-03-01"),
        one(end, "t/m 31-12-27", "contract_end_date", "2027-12-31"),
        one(end, "Q2 2027", "contract_end_date", "2027-06-30", "imprecise_value"),
        one(end, "31-02-2027", "contract_end_date", None, "unreadable_date"),
        one(end, "01-01-3027", "contract_end_date", None, "impossible_date"),
        one(end, "onbepaalde tijd", "contract_end_date", None),
        one(end, "TBD", "contract_end_date", None),
        one(users, "ca. 40", "user_count", 40, "imprecise_value"),
        one(users, "10-20", "user_count", 15, "imprecise_value"),
        one(users, "1.200", "user_count", 1200),
        one(users, "40 gebruikers", "user_count", 40),
        one(users, "iedereen", "user_count", None, "unreadable_count"),
        one("Versie", "9.10", "version", "9.10"),
        one("SaaS?", "ja", "hosting", "SaaS"),
        one("SaaS?", "nee", "hosting", "geen SaaS"),
        one("Hosting", "onbekend", "hosting", ""),
        one("Eigenaar", "Jan de Vries", "business_owner", "", "personal_values"),
        one("Eigenaar", "Teamleider Burgerzaken", "business_owner", "Teamleider Burgerzaken"),
        one(
            "Opmerkingen",
            "Bel 06-12345678 of mail j.jansen@ijsseldam.example",
            "remarks",
            "Bel of mail",
            "personal_values",
        ),
        one("E-mailadres", "j.jansen@ijsseldam.example", "extra", "", "personal_column"),
        one("Kleur", "blauw", "extra", "Kleur: blauw", "header_unknown"),
        one("Omschrijving", '=HYPERLINK("http://x")', "description", ""),
    ]


def _refusals() -> list[Case]:
    def refused(name: str, file: str, content: bytes, code: str) -> Case:
        return Case(name, file, raw(content), (), refusal=code)

    def many_columns(path: Path) -> None:
        book = xlsxwriter.Workbook(str(path))
        sheet = book.add_worksheet()
        for column in range(600):
            sheet.write(0, column, f"Kop {column}")
            sheet.write(1, column, "x")
        book.close()

    whole = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(HEADER)
    for row in BODY:
        book.active.append(row)
    book.save(whole)
    doctype = sheet_xml([HEADER]).replace("<worksheet", '<!DOCTYPE x [<!ENTITY a "b">]><worksheet', 1)
    bomb = sheet_xml([HEADER], extra=f'<row r="9"><c r="A9" t="inlineStr"><is><t>{"0" * 3_000_000}</t></is></c></row>')
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504
    encrypted = ole + "EncryptionInfo".encode("utf-16-le") + b"\x00" * 64 + "EncryptedPackage".encode("utf-16-le")
    ods = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}
    ods["META-INF/manifest.xml"] = b"<manifest:encryption-data/>"
    return [
        refused("empty file", "lijst.xlsx", b"", "empty_file"),
        refused("empty csv", "lijst.csv", b"\r\n\r\n", "empty_file"),
        refused("only a byte order mark", "lijst.csv", b"\xef\xbb\xbf", "empty_file"),
        refused("pdf", "lijst.xlsx", b"%PDF-1.7\n%abc", "pdf"),
        refused("rtf", "lijst.xls", b"{\\rtf1 hallo}", "word"),
        refused("word", "lijst.xlsx", zip_of({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}), "word"),
        refused(
            "powerpoint",
            "lijst.xlsx",
            zip_of({"[Content_Types].xml": b"<x/>", "ppt/presentation.xml": b"<x/>"}),
            "other_type",
        ),
        refused("other zip", "lijst.xlsx", zip_of({"lijst.txt": b"hallo"}), "other_zip"),
        refused("empty zip", "lijst.xlsx", zip_of({}), "other_zip"),
        refused("half a zip", "lijst.xlsx", whole.getvalue()[: len(whole.getvalue()) // 2], "broken"),
        refused(
            "web page",
            "lijst.xls",
            b"<html><body><table><tr><td>Applicatie</td></tr></table></body></html>",
            "web_page",
        ),
        refused("web page with a doctype", "lijst.xls", b"<!DOCTYPE html>\n<html></html>", "web_page"),
        refused(
            "old xml",
            "lijst.xls",
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            "old_xml",
        ),
        refused("other xml", "lijst.xml", b'<?xml version="1.0"?><brief/>', "other_type"),
        refused("password", "lijst.xlsx", encrypted, "password"),
        refused("password ods", "lijst.ods", zip_of(ods), "password"),
        refused("lock file", "~$lijst.xlsx", b"\x05Jan de Vries", "lock_file"),
        refused("picture", "lijst.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "binary"),
        refused("noise", "lijst.csv", bytes((7 * n * n + n) % 256 for n in range(5000)), "binary"),
        refused("gzip", "lijst.csv.gz", b"\x1f\x8b\x08\x00" + b"\x01" * 50, "binary"),
        refused("doctype", "lijst.xlsx", sheet_xml_book(doctype), "hostile_xml"),
        refused("unpacks a thousandfold", "lijst.xlsx", sheet_xml_book(bomb), "hostile_zip"),
        refused("members twice", "lijst.xlsx", _doubled_member(), "hostile_zip"),
        refused(
            "too many members",
            "lijst.xlsx",
            zip_of({f"xl/{n}.xml": b"<x/>" for n in range(2100)} | {"xl/workbook.xml": b"<x/>"}),
            "hostile_zip",
        ),
        refused("only a header", "lijst.csv", csv_bytes([HEADER]), "only_header"),
        Case("only a header in xlsx", "lijst.xlsx", workbook([HEADER]), (), refusal="only_header"),
        Case("no table", "lijst.xlsx", workbook([["Dit is een brief."]]), (), refusal="no_table"),
        Case("empty workbook", "lijst.xlsx", workbook([]), (), refusal="no_table"),
        Case(
            "no name column",
            "lijst.csv",
            text_file([["Datum", "Bedrag"], ["1-1-2026", "5"], ["2-1-2026", "6"]]),
            (),
            refusal="no_name_column",
        ),
        Case("too many columns", "lijst.xlsx", many_columns, (), refusal="too_many_columns"),
        Case(
            "names empty",
            "lijst.csv",
            text_file([HEADER, ["", "Kade ICT", "1", "", ""]]),
            (),
            refusal="no_applications",
        ),
        refused(
            "a cell of forty thousand characters",
            "lijst.csv",
            csv_bytes([HEADER, ["A" * 40_000, "x"]]),
            "cell_too_long",
        ),
    ]


def _doubled_member() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("xl/workbook.xml", b"<x/>")
        archive.writestr("XL/workbook.xml", b"<x/>")
    return buffer.getvalue()


def _hostile_but_read() -> list[Case]:
    body = [[row[0], row[1], row[2]] for row in BODY]
    stray = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    return [
        Case(
            "stray cell in the last corner",
            "lijst.xlsx",
            raw(sheet_xml_book(sheet_xml([HEADER[:3], *body], stray))),
            refused_rows=1,
        ),
        Case(
            "dimension that lies",
            "lijst.xlsx",
            raw(sheet_xml_book(sheet_xml([HEADER[:3], *body], dimension="A1:XFD1048576"))),
        ),
        Case("dimension too small", "lijst.xlsx", raw(sheet_xml_book(sheet_xml([HEADER[:3], *body], dimension="A1")))),
        Case(
            "formulas and html as names",
            "lijst.csv",
            text_file(
                [
                    HEADER,
                    ["=1+1", "x", "", "", ""],
                    ["<script>alert(1)</script>", "x", "", "", ""],
                    ["![](http://x/p.png)", "x", "", "", ""],
                ]
            ),
            ("![](http://x/p.png)", "<script>alert(1)</script>", "=1+1"),
        ),
        Case(
            "control characters",
            "lijst.xlsx",
            raw(sheet_xml_book(sheet_xml([HEADER[:3], ["Zaak_x0007_wijzer", "x", "1"], *body[1:]]))),
        ),
    ]


def cases() -> list[Case]:
    """All cases, in a fixed order."""
    groups = (
        _encodings,
        _text_files,
        _around_the_table,
        _headers,
        _rows,
        _sheets,
        _cells,
        _refusals,
        _hostile_but_read,
    )
    return [case for group in groups for case in group()]
