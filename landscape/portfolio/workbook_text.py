"""CSV and TSV: bytes to rows of text, with our own choice of encoding and separator.

Runs inside the child. In come the bytes of a text file, out come its rows. A newcomer would let pandas guess: that
reads a semicolon file as one column, "9.1" as 91 and an application called "NA" as missing.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from landscape.portfolio.workbook_cells import RefusedError, SheetCells, from_rows

_SEPARATORS = (";", ",", "\t", "|", ", ")
_IN_UTF_8 = re.compile(rb"[\xc2-\xf4][\x80-\xbf]{1,3}")
_ODD_BYTE = re.compile(rb"[\x80-\xff]")
_AS_WINDOWS = "as_windows"
_KEEPS_ZEROS = re.compile(r'="([^"]*)"')
_MARKDOWN_LINE = re.compile(r":?-{2,}:?")
_FEWEST_ALIGNED = 3
_STAND_IN = "\x1f"
_SAMPLE_ROWS = 300
_SAMPLE_CHARACTERS = 200_000
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_text(path: Path, limits: Mapping[str, int]) -> list[SheetCells]:
    """The one sheet (without a name) of a CSV or TSV file.

    Raises:
        RefusedError: the bytes are not text, or a limit is passed.
    """
    text = decode(path.read_bytes())
    csv.field_size_limit(limits["cell_characters"] * 4)
    try:
        rows = split(text)
    except csv.Error as problem:
        raise RefusedError("cell_too_long", limit=limits["cell_characters"]) from problem
    filled = [(number, row) for number, row in enumerate(rows, start=1) if any(map(str.strip, row))]
    if not filled:
        raise RefusedError("empty_file")
    if len(filled) > limits["rows"]:
        raise RefusedError("too_many_rows", limit=limits["rows"])
    return [from_rows("", [number for number, _ in filled], [row for _, row in filled])]


def decode(content: bytes) -> str:
    """Bytes to text: byte order mark, then UTF-16 without one, then UTF-8, then what a Dutch Windows writes.

    Raises:
        RefusedError: the bytes are not text.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _checked(content.decode(encoding, "replace"))
    if wide := _wide_encoding(content):
        return _checked(content.decode(wide, "replace"))
    try:
        return _checked(content.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    if len(_IN_UTF_8.findall(content)) >= len(_ODD_BYTE.findall(_IN_UTF_8.sub(b"", content))):  # a few lines pasted in
        return _checked(content.decode("utf-8", _AS_WINDOWS))
    return _checked(content.decode("cp1252", "replace"))


def _as_windows(problem: UnicodeError) -> tuple[str, int]:
    """Bytes that are no UTF-8 as a Dutch Windows writes them."""
    assert isinstance(problem, UnicodeDecodeError)
    return problem.object[problem.start : problem.end].decode("cp1252", "replace"), problem.end


codecs.register_error(_AS_WINDOWS, _as_windows)


def _wide_encoding(content: bytes) -> str:
    sample = content[:4096]
    if len(sample) < 4 or b"\x00" not in sample:
        return ""
    zero = [sample[place::4].count(0) / len(sample[place::4]) for place in range(4)]
    if min(zero[:3]) > 0.9 and zero[3] < 0.1:
        return "utf-32-be"
    if min(zero[1:]) > 0.9 and zero[0] < 0.1:
        return "utf-32-le"
    even, odd = (zero[0] + zero[2]) / 2, (zero[1] + zero[3]) / 2
    if odd > 0.6 and even < 0.2:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 and odd < 0.2 else ""


def _checked(text: str) -> str:
    sample = text[:_SAMPLE_CHARACTERS]
    strange = sum(1 for character in sample if ord(character) < 32 and character not in "\t\r\n\f\v\x1a")
    strange += sample.count("\ufffd")
    at_start = sum(1 for character in sample[:1000] if character == "\x00")
    if strange > max(2, len(sample) // 50) or at_start > 10:
        raise RefusedError("binary")
    return text.replace("\x00", "").rstrip("\x1a")


def split(text: str) -> list[list[str]]:
    """Rows of cells with the separator and quote that cut the text most evenly."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.strip()) == 5:
        return [[], *_parse(rest, first.strip()[4], '"')]
    separator, quote = _dialect(text)
    if not separator and (inner := _without_quotes(text, quote)):
        text, separator = inner, _dialect(inner)[0]
    if not separator:
        return aligned(text) or _parse(text, ",", quote)
    return _tidy(_parse(text, separator, quote), text, separator)


def _without_quotes(text: str, quote: str) -> str:
    """The text when every line of it was quoted as a whole, "" when not."""
    rows = _parse(text, ",", quote) if quote in text else []
    whole = bool(rows) and max(map(len, rows)) == 1
    return "\n".join(row[0] if row else "" for row in rows) if whole else ""


def _tidy(rows: list[list[str]], text: str, separator: str) -> list[list[str]]:
    """Without what other programs add to cells: ="001" keeps its zeros, |---| is the line below a Markdown header."""
    if '="' in text:
        rows = [
            [_KEEPS_ZEROS.sub(r"\1", cell) if _KEEPS_ZEROS.fullmatch(cell) else cell for cell in row] for row in rows
        ]
    if separator == "|" and "--" in text:
        rows = [[] if _is_line(row) else row for row in rows]
    return rows


def _is_line(row: list[str]) -> bool:
    filled = [cell.strip() for cell in row if cell.strip()]
    return bool(filled) and all(map(_MARKDOWN_LINE.fullmatch, filled))


def aligned(text: str) -> list[list[str]]:
    """Columns that are aligned with spaces: cut where all lines have two spaces or more; [] when they are not."""
    lines = [line.rstrip() for line in text.split("\n")]
    filled = [line for line in lines if line][:_SAMPLE_ROWS]
    width = max(map(len, filled), default=0)
    gap = [all(line[place : place + 1] in ("", " ") for line in filled) for place in range(width)]
    starts = [place for place in range(2, width) if gap[place - 1] and gap[place - 2] and not gap[place]]
    if not starts or len(filled) < _FEWEST_ALIGNED or "  " not in filled[0]:
        return []
    bounds = list(zip([0, *starts], [*starts, None], strict=True))
    return [[line[start:end].strip() for start, end in bounds] for line in lines]


def _parse(text: str, separator: str, quote: str) -> list[list[str]]:
    # A quoted cell may hold line breaks; a row keeps the number a spreadsheet program gives it, so rows are counted.
    if len(separator) > 1:
        rows = _parse(text.replace(separator, _STAND_IN), _STAND_IN, quote)
        return [[cell.replace(_STAND_IN, separator) for cell in row] for row in rows]
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, quotechar=quote, skipinitialspace=True))


def _dialect(text: str) -> tuple[str, str]:
    sample = text[:_SAMPLE_CHARACTERS]
    if len(text) > len(sample):
        sample = sample.rsplit("\n", 1)[0]
    quote = "'" if _is_quote(sample) else '"'
    evenness = {separator: round(_evenness(sample, separator, quote), 6) for separator in _SEPARATORS}
    best = max(_SEPARATORS, key=lambda separator: (evenness[separator], -_SEPARATORS.index(separator)))
    return (best if evenness[best] > 0 else "", quote)


def _is_quote(sample: str) -> bool:
    """Single quotes quote only when they stand beside separators throughout, not in words like "foto's"."""
    opened = sum(sample.count(f"{separator}'") for separator in (*_SEPARATORS, "\n"))
    closed = sum(sample.count(f"'{separator}") for separator in (*_SEPARATORS, "\n"))
    return opened >= 2 and abs(opened - closed) <= 2 and '"' not in sample


def _evenness(sample: str, separator: str, quote: str) -> float:
    """How evenly a separator cuts the sample: the share of rows of the most usual width, more for wider tables."""
    try:
        rows = [row for row in _parse(sample, separator, quote)[:_SAMPLE_ROWS] if any(map(str.strip, row))]
    except csv.Error:
        return 0.0
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return 0.0
    width, count = max(widths.items(), key=lambda item: (item[1] * (1 - 1 / item[0]), item[0]))
    near = sum(number for other, number in widths.items() if other < width) * 0.5
    return (count + near) / len(rows) * (1 - 1 / (width + 1))
