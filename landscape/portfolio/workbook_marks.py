"""What the fast reader loses of an xlsx: error values, hidden rows and columns, struck-through rows, merged cells.

Runs inside the child, beside calamine. In comes the workbook, out come :class:`Marks` per sheet, found by scanning the
sheet's XML for the few words that matter; a sheet without them costs one look. A newcomer would parse the XML again in
full: that takes longer than reading the cells did.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path, PurePosixPath

_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*?/?>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*?/?>")
_ATTRIBUTE = re.compile(rb'([\w:]+)\s*=\s*(?:"([^"]*)"|\'([^\']*)\')')
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\br="(\d+)"[^>]*?\bhidden="(?:1|true)"')
_HIDDEN_COLUMN = re.compile(rb'<(?:\w+:)?col\b[^>]*?\bhidden="(?:1|true)"[^>]*>')
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_ERROR = re.compile(
    rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]+)(\d+)"[^>]*?\bt="e"[^>]*>.{0,4000}?<(?:\w+:)?v>([^<]{1,20})<', re.DOTALL
)
_NO_VALUE = re.compile(rb"</(?:\w+:)?f></(?:\w+:)?c>|</(?:\w+:)?f><(?:\w+:)?v\s*/>|</(?:\w+:)?f><(?:\w+:)?v></")
_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="[A-Z]+(\d+)"[^>]*?\bs="(\d+)"[^>]*?[^/]>')
_WITH_VALUE = re.compile(
    rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]+)(\d+)"[^>]*?[^/>]?>'
    rb"(?:<(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>))?<(?:\w+:)?(?:v>[^<]|is\b)"
)
_FONT = re.compile(rb"<(?:\w+:)?font>.*?</(?:\w+:)?font>|<(?:\w+:)?font/>", re.DOTALL)
_STRIKE = re.compile(rb'<(?:\w+:)?strike(?!\s+val="(?:0|false)")')
_FORMAT = re.compile(rb"<(?:\w+:)?xf\b[^>]*>")
_MOST_COLUMNS = 600
_BEGINNING = 4_000
_MOST_ROWS_MERGED = 10_000


@dataclass
class Marks:
    """What stands beside the values of one sheet."""

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    struck_rows: list[int] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    covered: list[tuple[int, int]] = field(default_factory=list)
    formulas_without_value: int = 0


def read_marks(path: Path) -> dict[str, Marks]:
    """Marks by sheet name; a part that cannot be found or read has none."""
    with zipfile.ZipFile(path) as archive:
        try:
            parts = _parts(archive)
            struck = _struck_formats(archive)
        except (KeyError, ValueError, zipfile.BadZipFile):
            return {}
        marks = {}
        for name, part in parts.items():
            try:
                marks[name] = _scan(archive.read(part), struck)
            except (KeyError, zipfile.BadZipFile):
                continue
    return marks


def _attributes(tag: bytes) -> dict[str, str]:
    pairs = ((name.decode(), unescape((double or single).decode())) for name, double, single in _ATTRIBUTE.findall(tag))
    return {name.split(":")[-1]: value for name, value in pairs}


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name to the member that holds it."""
    book = archive.read("xl/workbook.xml")
    relations = (_attributes(tag) for tag in _RELATION.findall(archive.read("xl/_rels/workbook.xml.rels")))
    targets = {one["Id"]: one["Target"] for one in relations if "Target" in one and "Id" in one}
    sheets = (_attributes(tag) for tag in _SHEET.findall(book))
    return {
        one["name"]: str(PurePosixPath("xl") / targets[one["id"]]).lstrip("/")
        for one in sheets
        if one.get("id") in targets and "name" in one
    }


def _struck_formats(archive: zipfile.ZipFile) -> frozenset[int]:
    """Numbers of the cell formats whose font is struck through."""
    if "xl/styles.xml" not in archive.namelist():
        return frozenset()
    styles = archive.read("xl/styles.xml")
    if b"strike" not in styles:
        return frozenset()
    fonts = [
        bool(_STRIKE.search(font)) for font in _FONT.findall(styles.partition(b"<fonts")[2].partition(b"</fonts>")[0])
    ]
    formats = _FORMAT.findall(styles.partition(b"<cellXfs")[2].partition(b"</cellXfs>")[0])
    used = [int(_attributes(tag).get("fontId", "0")) for tag in formats]
    return frozenset(number for number, font in enumerate(used) if font < len(fonts) and fonts[font])


def _scan(xml: bytes, struck: frozenset[int]) -> Marks:
    marks = Marks()
    tail = xml[max(xml.rfind(b"sheetData>"), 0) :]
    prefixed = b":worksheet" in xml[:_BEGINNING]
    if b'hidden="' in xml:
        marks.hidden_rows = sorted(int(number) for number in _HIDDEN_ROW.findall(xml))
        for tag in _HIDDEN_COLUMN.findall(xml):
            found = _attributes(tag)
            last = min(int(found.get("max", "0")), _MOST_COLUMNS)
            marks.hidden_columns += range(int(found.get("min", "1")), last + 1)
    if b"mergeCell " in tail:
        marks.merged = sorted(
            (int(top), _number(left), int(bottom), _number(right)) for left, top, right, bottom in _MERGED.findall(tail)
        )
        marks.covered = _covered(xml, marks.merged)
    if b't="e"' in xml:
        marks.errors = {
            (int(row), _number(letters)): value.decode("ascii", "replace")
            for letters, row, value in _ERROR.findall(xml)
        }
    if b"</f>" in xml or (prefixed and b":f>" in xml):
        marks.formulas_without_value = len(_NO_VALUE.findall(xml))
    if struck:
        marks.struck_rows = _struck_rows(xml, struck)
    return marks


def _covered(xml: bytes, merged: list[tuple[int, int, int, int]]) -> list[tuple[int, int]]:
    """Row and column of every cell that holds something below a merged area: no spreadsheet program shows it."""
    by_row: dict[int, list[tuple[int, int, int]]] = {}
    for top, left, bottom, right in merged:
        for row in range(top, min(bottom, top + _MOST_ROWS_MERGED) + 1):
            by_row.setdefault(row, []).append((top, left, right))
    found = []
    for letters, digits in _WITH_VALUE.findall(xml):
        areas = by_row.get(int(digits))
        if areas:
            row, column = int(digits), _number(letters)
            if any(left <= column <= right and (row, column) != (top, left) for top, left, right in areas):
                found.append((row, column))
    return found


def _struck_rows(xml: bytes, struck: frozenset[int]) -> list[int]:
    rows: dict[int, bool] = {}
    for row, style in _CELL.findall(xml):
        rows[int(row)] = rows.get(int(row), True) and int(style) in struck
    return sorted(row for row, all_struck in rows.items() if all_struck)


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
