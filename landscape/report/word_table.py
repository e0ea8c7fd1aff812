"""Tables and bars in a Word document.

In come texts, out goes a table with a header row that is marked as one, repeats on every page and never parts from its
first row, rows that do not break over pages, and a description for who cannot see it. A bar is a small picture of
coloured pieces, drawn here without any library for charts, with the same figures in words. A newcomer would let
python-docx look up every cell: that takes seconds for a long table, so rows are written as elements.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from landscape.report.figures import plain
from landscape.report.word_marks import LINE, PAPER, child, described, run

READINESS_COLOURS = {"legacy": "A63D1E", "cloud_capable": "B57A0B", "saas_ready": "0B5C6B", "unknown": "6F8188"}
_TWIPS_PER_CM = 567
_BAR_PIXELS = (600, 26)
_ROOM_AFTER_FIGURES = 130
_MARGINS = {"top": 20, "left": 70, "bottom": 20, "right": 70}


@dataclass(frozen=True)
class Bar:
    """A cell with a picture instead of text: pieces of a whole, and what they say in words."""

    pieces: Sequence[tuple[int, str]]
    words: str
    width_cm: float


def table(
    document: Any,
    header: Sequence[str],
    rows: Iterable[Sequence[str | Bar]],
    widths_cm: Sequence[float],
    about: str,
    *,
    numbers: Sequence[int] = (),
    size: float = 9.5,
) -> Any:
    """A table of texts and bars under a header row.

    Args:
        widths_cm: one per column; a table wider than the page would fall off it.
        about: what the table holds, for who cannot see it.
        numbers: positions of columns with figures, which stand at the right.
    """
    made = document.add_table(rows=0, cols=len(header))
    _describe(made._tbl, widths_cm, about)
    style = _Style([round(wide * _TWIPS_PER_CM) for wide in widths_cm], frozenset(numbers), size)
    _add_row(made, header, style, is_header=True)
    for row in rows:
        _add_row(made, row, style)
    _space(document)
    return made


def facts(document: Any, rows: Iterable[tuple[str, str]], widths_cm: tuple[float, float], about: str) -> Any:
    """Names and values side by side; the first column names what stands in the second, so there is no header row."""
    made = document.add_table(rows=0, cols=2)
    _describe(made._tbl, widths_cm, about, header_column=True)
    style = _Style([round(wide * _TWIPS_PER_CM) for wide in widths_cm], frozenset(), 9)
    for name, value in rows:
        _add_row(made, (name, value), style, bold_first=True)
    _space(document)
    return made


def _space(document: Any) -> None:
    """A little room below a table; without a paragraph between them Word joins two tables into one."""
    after = document.add_paragraph()
    after.paragraph_format.space_after = Pt(0)
    after.paragraph_format.line_spacing = Pt(6)


@dataclass(frozen=True)
class _Style:
    twips: Sequence[int]
    numbers: frozenset[int]
    size: float


def _describe(made: Any, widths_cm: Sequence[float], about: str, *, header_column: bool = False) -> None:
    """Borders, margins, layout and description, in the order of the schema."""
    properties = made.tblPr
    for old in list(properties):
        properties.remove(old)
    child(properties, "w:tblW", w_w=str(round(sum(widths_cm) * _TWIPS_PER_CM)), w_type="dxa")
    borders = child(properties, "w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        child(borders, f"w:{side}", w_val="single", w_sz="4", w_space="0", w_color=LINE)
    child(properties, "w:tblLayout", w_type="fixed")
    margins = child(properties, "w:tblCellMar")
    for side, wide in _MARGINS.items():
        child(margins, f"w:{side}", w_w=str(wide), w_type="dxa")
    marked = {"w_firstRow": "0", "w_firstColumn": "1"} if header_column else {"w_firstRow": "1", "w_firstColumn": "0"}
    child(properties, "w:tblLook", w_val="0080" if header_column else "0020", **marked, w_noHBand="1", w_noVBand="1")
    child(properties, "w:tblCaption", w_val=plain(about, 250))
    child(properties, "w:tblDescription", w_val=plain(about, 250))
    for column, width in zip(made.tblGrid, widths_cm, strict=True):
        column.set(qn("w:w"), str(round(width * _TWIPS_PER_CM)))


def _add_row(
    made: Any, cells: Sequence[str | Bar], style: _Style, *, is_header: bool = False, bold_first: bool = False
) -> None:
    row = child(made._tbl, "w:tr")
    properties = child(row, "w:trPr")
    child(properties, "w:cantSplit")
    if is_header:
        child(properties, "w:tblHeader")
    for at, (value, wide) in enumerate(zip(cells, style.twips, strict=True)):
        cell = child(row, "w:tc")
        cell_properties = child(cell, "w:tcPr")
        child(cell_properties, "w:tcW", w_w=str(wide), w_type="dxa")
        if is_header:
            child(cell_properties, "w:shd", w_val="clear", w_color="auto", w_fill=PAPER)
        paragraph = _cell_paragraph(cell, right=at in style.numbers, keep=is_header)
        if isinstance(value, Bar):
            _draw(Paragraph(paragraph, made), value)
        else:
            run(paragraph, value, size=style.size, bold=is_header or (bold_first and at == 0))


def _cell_paragraph(cell: Any, *, right: bool, keep: bool) -> Any:
    paragraph = child(cell, "w:p")
    properties = child(paragraph, "w:pPr")
    if keep:
        child(properties, "w:keepNext")
    child(properties, "w:spacing", w_before="0", w_after="0", w_line="245", w_lineRule="auto")
    if right:
        child(properties, "w:ind", w_right=str(_ROOM_AFTER_FIGURES))
        child(properties, "w:jc", w_val="right")
    return paragraph


def _draw(paragraph: Paragraph, bar: Bar) -> None:
    wide, high = _BAR_PIXELS
    picture = paragraph.add_run().add_picture(
        io.BytesIO(bar_png(bar.pieces)), width=Cm(bar.width_cm), height=Cm(bar.width_cm * high / wide)
    )
    described(picture, bar.words)


def bar_png(pieces: Sequence[tuple[int, str]]) -> bytes:
    """A bar of coloured pieces as PNG bytes, each a count and a colour as ``RRGGBB``; white when nothing is counted."""
    wide, high = _BAR_PIXELS
    total = sum(count for count, _ in pieces)
    line = np.full((wide, 3), 255, dtype=np.uint8)
    done = 0
    for count, colour in pieces if total else ():
        start, done = round(done / total * wide), done + count
        end = round(done / total * wide)
        line[start : max(end - 2, start + (count > 0))] = list(bytes.fromhex(colour))
    raw = b"".join(b"\0" + line.tobytes() for _ in range(high))
    header = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(raw, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(_chunk, chunks))


def _chunk(named: tuple[bytes, bytes]) -> bytes:
    name, content = named
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
