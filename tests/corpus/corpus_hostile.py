"""Files that must be refused, and hostile ones that must be read all the same."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import xlsxwriter
from corpus_build import (
    BODY,
    HEADER,
    Case,
    csv_bytes,
    raw,
    sheet_xml,
    sheet_xml_book,
    text_file,
    workbook,
    zip_of,
)


def refusals() -> list[Case]:
    """Each refusal with its code."""

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


def hostile_but_read() -> list[Case]:
    """Hostile or odd, and yet a list."""
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
