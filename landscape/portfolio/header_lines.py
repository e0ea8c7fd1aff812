"""Which row is the header, and which lines belong to it.

In comes a sheet and the row to start from, out comes :class:`HeaderLines`. Every candidate row among the first thirty
is scored on how much of the width below it fills, whether it is words, whether the words are known headers, and how
wide the rows above it are: a header has narrow rows above it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from landscape.portfolio.synonyms import is_known_header
from landscape.portfolio.words import bare, lowered, words
from landscape.portfolio.workbook import Sheet

_FIRST_ROWS = 30
_BELOW = 20
_FEWEST_HEADERS = 2


@dataclass(frozen=True)
class HeaderLines:
    """The header of one table.

    Attributes:
        position: place of the lowest header line among the kept rows of the sheet.
        row: its number as the spreadsheet program shows it.
        lowest: per column of the sheet the lowest header text as typed, "" when there is none.
        group: per column the header text above it, "" when there is none.
        first: place of the highest header line.
        end: place of the first row that belongs to a next table; None when there is none.
    """

    position: int
    row: int
    lowest: tuple[str, ...]
    group: tuple[str, ...]
    first: int
    end: int | None = None


@dataclass(frozen=True)
class _Line:
    texts: tuple[str, ...]
    words: int
    filled: int
    known: int

    @property
    def is_words(self) -> bool:
        return self.words >= 0.9 * self.filled


def header_lines(sheet: Sheet, start: int) -> HeaderLines | None:
    """Find the header from row position ``start`` on; None when fewer than one filled row is left."""
    stop = min(len(sheet.rows), start + _FIRST_ROWS + _BELOW)
    lines = [_line(sheet, position) for position in range(start, stop)]
    if not lines:
        return None
    listed = _list_object_row(sheet, start, lines)
    best = start + (_best(lines) if listed is None else listed)
    first, last = _neighbours(sheet, lines, start, best)
    lowest, group = _texts(sheet, lines, start, first, last)
    return HeaderLines(last, int(sheet.rows[last]), lowest, group, first, _next_table(sheet, last, lines[best - start]))


def _line(sheet: Sheet, position: int) -> _Line:
    texts = tuple(column.text(position) for column in sheet.columns)
    kinds = [column.kind(position) for column in sheet.columns]
    words = sum(1 for kind, text in zip(kinds, texts, strict=True) if kind == "s" and not _is_figure(text))
    return _Line(texts, words, sum(1 for text in texts if text), len({text for text in texts if is_known_header(text)}))


def _is_figure(text: str) -> bool:
    letters = sum(character.isalpha() for character in text)
    return letters * 3 < len(text) and any(character.isdigit() for character in text)


def _best(lines: Sequence[_Line]) -> int:
    scores = []
    wide_above = 0.0
    widest = 0
    for place, line in enumerate(lines[:_FIRST_ROWS]):
        below = [other.filled for other in lines[place + 1 : place + 1 + _BELOW]]
        width = float(np.percentile(below, 75)) if below else float(line.filled)
        width = max(width, 0.75 * widest)
        widest = max(widest, line.filled)
        cover = min(1.0, line.filled / max(width, 1.0))
        known = line.known / line.filled if line.filled else 0.0
        distinct = len(set(filter(None, line.texts))) / max(line.filled, 1)
        score = 1.5 * cover + 0.5 * line.words / max(line.filled, 1) + 0.3 * distinct
        score += min(line.known, 6) * 0.35 if known >= 0.3 and line.known >= 2 else 0.0
        score -= 0.8 if line.words * 2 < line.filled else 0.0
        score -= 0.8 * min(wide_above, 4.0) + 0.01 * place
        score -= 9.0 if not below else 0.0
        scores.append(score)
        wide_above += 1.0 if cover >= 0.6 and line.filled >= 2 else 0.0
    return int(np.argmax(scores))


def _list_object_row(sheet: Sheet, start: int, lines: Sequence[_Line]) -> int | None:
    """Place of the header of a formatted table, when the sheet's only one spans most of its width."""
    if len(sheet.lists) != 1:
        return None
    top, left, bottom, right = sheet.lists[0]
    numbers = sheet.rows[start : start + len(lines)]
    found = np.flatnonzero(numbers == top)
    wide = (right - left + 1) * 2 >= len(sheet.columns)
    tall = (bottom - top) * 2 >= len(sheet.rows) - start
    return int(found[0]) if len(found) and wide and tall else None


def _neighbours(sheet: Sheet, lines: Sequence[_Line], start: int, best: int) -> tuple[int, int]:
    """First and last position of the header: one line, or two when the line below or above belongs to it."""
    line = lines[best - start]
    if best + 2 < start + len(lines) and _is_second_line(sheet, line, lines[best + 1 - start], best):
        return best, best + 1
    if best > start and _is_group_line(sheet, lines[best - 1 - start], line, best):
        return best - 1, best
    return best, best


def _is_second_line(sheet: Sheet, upper: _Line, lower: _Line, position: int) -> bool:
    if sheet.rows[position + 1] != sheet.rows[position] + 1 or not lower.is_words or lower.filled < 2:
        return False
    row = int(sheet.rows[position])
    for top, left, bottom, right in sheet.merged:
        inside = [left <= column.number <= right for column in sheet.columns]
        under = [text for text, within in zip(lower.texts, inside, strict=True) if within and text]
        if top <= row and bottom == row and right > left and len(under) >= 2 and right - left + 1 < len(sheet.columns):
            return True
    fills_gaps = any(low and not up for up, low in zip(upper.texts, lower.texts, strict=True))
    return lower.known >= 2 and lower.known * 2 >= lower.filled and fills_gaps


def _is_group_line(sheet: Sheet, upper: _Line, line: _Line, position: int) -> bool:
    if sheet.rows[position - 1] != sheet.rows[position] - 1 or not upper.is_words or upper.filled < 2:
        return False
    row = int(sheet.rows[position - 1])
    merged = any(top <= row <= bottom and right > left for top, left, bottom, right in sheet.merged)
    over_header = all(low or not up for up, low in zip(upper.texts, line.texts, strict=True))
    return merged or (over_header and upper.filled * 4 <= line.filled * 3) or _spans_down(sheet, row)


def _spans_down(sheet: Sheet, row: int) -> bool:
    return any(top == row and bottom == row + 1 and left == right for top, left, bottom, right in sheet.merged)


def _texts(
    sheet: Sheet, lines: Sequence[_Line], start: int, first: int, last: int
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    lower = lines[last - start].texts
    if first == last:
        return lower, ("",) * len(lower)
    upper = _spread(sheet, lines[first - start].texts, int(sheet.rows[first]), lower)
    lowest = tuple(low or up for up, low in zip(upper, lower, strict=True))
    return lowest, tuple(up if low and up != low else "" for up, low in zip(upper, lower, strict=True))


def _spread(sheet: Sheet, texts: Sequence[str], row: int, lower: Sequence[str]) -> list[str]:
    """The upper header line with its text over every column it spans: by merged cells, else to the next text."""
    merged = {
        column: left
        for top, left, bottom, right in sheet.merged
        if top <= row <= bottom
        for column in range(left, min(right, 2_000) + 1)
    }
    by_number = {column.number: text for column, text in zip(sheet.columns, texts, strict=True)}
    spread, carried = [], ""
    for column, text, low in zip(sheet.columns, texts, lower, strict=True):
        if text:
            carried = text
        spread.append(by_number.get(merged.get(column.number, 0), text) if sheet.merged else (carried if low else text))
    return spread


def _next_table(sheet: Sheet, position: int, header: _Line) -> int | None:
    """Where below an empty row another header starts: known headers, and other ones than ours."""
    gaps = np.flatnonzero(np.diff(sheet.rows[position:]) > 1) + position + 1
    ours = {text for text in header.texts if text}
    for gap in gaps[:500]:
        place = int(gap)
        line = _line(sheet, place)
        if line.filled == 1 and place + 1 < len(sheet.rows) and sheet.rows[place + 1] == sheet.rows[place] + 1:
            title, line = line, _line(sheet, place + 1)  # a title above the next header
            if _announces_no_list(title) and line.is_words and line.filled >= _FEWEST_HEADERS:
                return place
        theirs = {text for text in line.texts if text}
        is_header = line.is_words and line.known >= 2 and line.known * 2 >= line.filled
        if is_header and len(theirs & ours) * 2 < len(theirs):
            return place
        if is_header and theirs != ours and len(theirs & ours) < len(theirs):
            return place
    return None


def _announces_no_list(title: _Line) -> bool:
    """Whether a line says that suppliers, integrations or choices follow, whatever headers those have."""
    text = next(filter(None, title.texts))
    return bool({lowered(text), bare(text)} & words("other_sheet"))
