"""Odd, hostile and ordinary lists, each with what reading it must give; written anew for every run, nothing is stored.

A case writes one file and says either which applications must come out (and more about them), or which refusal. The
groups follow what people do to a list: around the table, in the header, in the rows, in the cells, in the file.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl

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
        with path.open("wb") as stream:
            book.save(stream)

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
