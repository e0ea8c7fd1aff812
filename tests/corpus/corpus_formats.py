"""Lists in the other spreadsheet formats, written byte by byte: ods (XML), xlsb (BIFF12 records), xls (BIFF8 in OLE).

No program is needed to make them, and every byte is explained by the record names of [MS-XLSB], [MS-XLS] and [MS-CFB].
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from html import escape

from corpus_build import BODY, HEADER, Case, Rows, raw, workbook, zip_of

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def formats() -> list[Case]:
    """Each format with a plain list, titles above it, and a totals row below it; and one under another name."""
    titled = [["Applicatielijst gemeente IJsseldam"], [], HEADER, *BODY, ["Totaal", "", "", 60500]]
    writers: dict[str, Callable[[Rows], bytes]] = {"ods": ods, "xlsb": xlsb, "xls": xls}
    values = {"annual_cost_eur": 48000.0, "contract_end_date": "2027-07-01", "version": "2024.1"}
    cases = []
    for kind, write in writers.items():
        cases.append(Case(f"plain {kind}", f"lijst.{kind}", raw(write([HEADER, *BODY])), values=values))
        found = ("rows_above_header", "total_row")
        titles = Case(f"titles and totals in {kind}", f"lijst.{kind}", raw(write(titled)), values=values, codes=found)
        cases.append(_with_refused(titles, 1))
        cases.append(Case(f"{kind} called xlsx", "lijst.xlsx", raw(write([HEADER, *BODY])), values=values))
    return cases + [
        Case(f"xlsx called {file}", file, workbook([HEADER, *BODY]), values=values)
        for file in ("lijst.xls", "lijst.csv", "lijst")
    ]


def _with_refused(case: Case, rows: int) -> Case:
    return Case(case.name, case.file, case.write, case.names, rows, case.values, case.codes)


def ods(rows: Rows) -> bytes:
    """OpenDocument: the smallest package with one sheet."""
    name = "urn:oasis:names:tc:opendocument:xmlns"
    lines = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    content = (
        f'<office:document-content xmlns:office="{name}:office:1.0" xmlns:table="{name}:table:1.0" '
        f'xmlns:text="{name}:text:1.0" office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="Applicaties">{lines}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'<manifest:manifest xmlns:manifest="{name}:manifest:1.0"><manifest:file-entry manifest:full-path="/" '
        f'manifest:media-type="{kind.decode()}"/></manifest:manifest>'
    )
    return zip_of({"mimetype": kind, "content.xml": content.encode(), "META-INF/manifest.xml": manifest.encode()})


def _ods_cell(value: object) -> str:
    if isinstance(value, int | float):
        shown = f"<text:p>{value}</text:p>"
        return f'<table:table-cell office:value-type="float" office:value="{value}">{shown}</table:table-cell>'
    if not value:
        return "<table:table-cell/>"
    shown = f"<text:p>{escape(str(value))}</text:p>"
    return f'<table:table-cell office:value-type="string">{shown}</table:table-cell>'


def xlsb(rows: Rows) -> bytes:
    """Excel binary workbook: records in the parts of a zip."""
    book = _record12(131) + _record12(143)  # BrtBeginBook, BrtBeginBundleShs
    book += _record12(156, struct.pack("<II", 0, 1) + _wide("rId1") + _wide("Applicaties"))  # BrtBundleSh
    book += _record12(144) + _record12(132)
    sheet = _record12(129) + _record12(148, struct.pack("<IIII", 0, len(rows) - 1, 0, 9)) + _record12(145)
    for number, row in enumerate(rows):
        sheet += _record12(0, struct.pack("<IIHHBI", number, 0, 300, 0, 0, 0))  # BrtRowHdr
        for column, value in enumerate(row):
            place = struct.pack("<II", column, 0)
            if isinstance(value, int | float):
                sheet += _record12(5, place + struct.pack("<d", value))  # BrtCellReal
            elif value:
                sheet += _record12(6, place + _wide(str(value)))  # BrtCellSt
    sheet += _record12(146) + _record12(130)
    kind = "application/vnd.ms-excel"
    types = (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.bin" ContentType="{kind}.sheet.binary.macroEnabled.main"/>'
        f'<Override PartName="/xl/worksheets/sheet1.bin" ContentType="{kind}.worksheet"/></Types>'
    )
    members = {
        "[Content_Types].xml": types.encode(),
        "_rels/.rels": _relation("officeDocument", "xl/workbook.bin"),
        "xl/workbook.bin": book,
        "xl/_rels/workbook.bin.rels": _relation("worksheet", "worksheets/sheet1.bin"),
        "xl/worksheets/sheet1.bin": sheet,
    }
    return zip_of(members)


def _relation(kind: str, target: str) -> bytes:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/{kind}" Target="{target}"/></Relationships>'
    ).encode()


def _record12(kind: int, content: bytes = b"") -> bytes:
    """A BIFF12 record: kind and length in seven bits a byte, then the content."""
    return _seven_bits(kind if kind < 128 else (kind & 127) | (kind >> 7) << 7) + _seven_bits(len(content)) + content


def _seven_bits(number: int) -> bytes:
    found = bytearray()
    while number > 127:
        found.append(number & 127 | 128)
        number >>= 7
    return bytes([*found, number])


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xls(rows: Rows) -> bytes:
    """Excel 97-2003: a BIFF8 stream in an OLE compound file."""
    sheet = _record8(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))  # BOF of a worksheet
    sheet += _record8(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, 10, 0))  # DIMENSIONS
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            place = struct.pack("<HHH", number, column, 0)
            if isinstance(value, int | float):
                sheet += _record8(0x0203, place + struct.pack("<d", value))  # NUMBER
            elif value:
                text = str(value).encode("utf-16-le")
                sheet += _record8(0x0204, place + struct.pack("<HB", len(text) // 2, 1) + text)  # LABEL
    sheet += _record8(0x000A)
    begin = _record8(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))  # BOF of the workbook
    begin += _record8(0x0042, struct.pack("<H", 1200))  # CODEPAGE: UTF-16
    name = b"Applicaties"
    start = len(begin) + 4 + 8 + len(name) + 4
    bound = _record8(0x0085, struct.pack("<IBBBB", start, 0, 0, len(name), 0) + name)  # BOUNDSHEET8
    return _compound(begin + bound + _record8(0x000A) + sheet)


def _record8(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _compound(stream: bytes) -> bytes:
    """An OLE compound file with one stream, "Workbook": header, its sectors, the directory, the allocation table."""
    sector, end, free = 512, 0xFFFFFFFE, 0xFFFFFFFF
    stream = stream.ljust(4096, b"\0")  # shorter streams would live in a mini stream
    stream += b"\0" * (-len(stream) % sector)
    count = len(stream) // sector
    table = [*range(1, count), end, end, 0xFFFFFFFD]  # the stream, the directory, this table itself
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, count, 0, 4096, end, 0, end, 0)
    header += struct.pack("<I", count + 1) + struct.pack("<I", free) * 108
    root = _entry("Root Entry", 5, 1, end, 0)
    book = _entry("Workbook", 2, free, 0, len(stream))
    directory = root + book + _entry("", 0, free, 0, 0) * 2
    allocation = struct.pack(f"<{len(table)}I", *table).ljust(sector, b"\xff")
    return header + stream + directory + allocation


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le")
    free = 0xFFFFFFFF
    length = len(text) + 2 if name else 0
    return text.ljust(64, b"\0") + struct.pack("<HBBIII36xIQ", length, kind, 1, free, free, child, start, size)
