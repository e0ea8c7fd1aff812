"""Rows below the header that are no application: totals, group headings, repeated headers, notes.

In comes a table and the place of its name column, out comes per row "" or the code of the finding that refuses it. A
newcomer would drop every row with one filled cell: an application of which only the name is known stays one.
"""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from landscape.portfolio.tables import FoundTable
from landscape.portfolio.words import lowered, words

_NOTE_LENGTH = 90
_USUALLY_FILLED = 4
_ROWS_EXPLAINED = 2
_FEWEST_NUMBERS = 3
_LEAD = 3
"""So many letters tell most names from a word for total."""


def refusals(table: FoundTable, name_place: int) -> NDArray[np.object_]:
    """Per row of the table the code why it is no application, "" when it may be one."""
    codes = np.full(len(table.rows), "", dtype=object)
    if not len(table.rows):
        return codes
    first = _first_text(table)
    single = table.filled == 1
    for place in np.flatnonzero(single):
        codes[place] = _single_cell(table, int(place), str(first[place]))
    codes[_totals(table, first)] = "total_row"
    codes[_explanations(table)] = "note_row"
    codes[repeats_header(table)] = "repeated_header"
    names = table.values(table.columns[name_place])
    no_name = (names == "") & (codes == "")
    codes[no_name] = "row_without_name"
    return codes


def _first_text(table: FoundTable) -> NDArray[np.object_]:
    """The leftmost filled cell of every row."""
    first = np.full(len(table.rows), "", dtype=object)
    for column in table.columns:
        open_rows = first == ""
        if not open_rows.any():
            break
        first[open_rows] = table.values(column)[open_rows]
    return first


def _single_cell(table: FoundTable, place: int, text: str) -> str:
    """Why a row with one filled cell is no application, "" when it may be."""
    several = table.filled[table.filled > 1]
    usual = float(np.median(several)) if len(several) else 1.0
    squashed = lowered(text)
    if _is_note(text, squashed):
        return "note_row"
    if usual < min(_USUALLY_FILLED, max(2, len(table.columns) - 1)):
        return ""
    number = int(table.row_numbers[place])
    merged = any(top == number == bottom and right - left >= 1 for top, left, bottom, right in table.sheet.merged)
    if merged or text.endswith(":") or squashed in words("group"):
        return "group_heading"
    return ""


def _is_note(text: str, squashed: str) -> bool:
    lead = re.split(r"[:\s]", squashed, maxsplit=1)[0].rstrip(":")
    leads = {lead, squashed.split(":")[0].strip()}
    return (
        len(text) > _NOTE_LENGTH
        or text.startswith(("*", "©"))
        or bool(leads & words("note") and (":" in text or len(text) > 30 or squashed in words("note")))
    )


def _totals(table: FoundTable, first: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Rows that begin with a word for total and hold figures otherwise; "Totaal Sociaal domein" holds nothing else."""
    starts = sorted(words("total"), key=len, reverse=True)
    spaced = (r"\s+".join(map(re.escape, start.split())) for start in starts)
    pattern = re.compile(rf"\s*({'|'.join(spaced)})\s*([:=(]|$|\d|€)", re.IGNORECASE)
    pattern_named = re.compile(rf"\s*({'|'.join(re.escape(start) for start in starts)})\s+\w", re.IGNORECASE)
    lead = {start[:_LEAD] for start in starts}
    distinct = [text for text in set(first) if text.lstrip()[:_LEAD].casefold() in lead]
    begins = {text for text in distinct if pattern.match(text)}
    total = np.array([text in begins for text in first], dtype=bool) if begins else np.zeros(len(first), dtype=bool)
    if not total.any() and not any(pattern_named.match(text) for text in distinct):
        return total
    wordy = np.zeros(len(first), dtype="int64")
    for column in table.columns:
        is_word = np.array(
            [
                kind == "s" and not any(map(str.isdigit, text))
                for kind, text in zip(column.kinds, column.texts, strict=True)
            ]
        )
        wordy += is_word[column.codes[table.rows]]
    begins = {text for text in distinct if pattern_named.match(text)}
    named = np.array([text in begins for text in first], dtype=bool)
    return (total & (wordy <= 2)) | (named & (wordy <= 1) & (table.filled > 1))


def _explanations(table: FoundTable) -> list[int]:
    """The first rows when they number the columns (1, 2, 3) or say what to fill in."""
    found = []
    for place in range(min(_ROWS_EXPLAINED, len(table.rows))):
        texts = [text for column in table.columns if (text := column.text(int(table.rows[place])))]
        numbers = [str(number) for number in range(1, len(texts) + 1)]
        hints = sum(lowered(text).partition(" ")[0].rstrip(".:") in words("hint") for text in texts)
        if (len(texts) >= _FEWEST_NUMBERS and texts == numbers and place == 0) or hints >= 2:
            found.append(place)
    return found


def repeats_header(table: FoundTable) -> NDArray[np.bool_]:
    """Per row whether it says again what the header says."""
    same = np.zeros(len(table.rows), dtype="int64")
    headers = 0
    for column, header in zip(table.columns, table.header.lowest, strict=True):
        if header:
            headers += 1
            same += np.array([text == header for text in column.texts], dtype=bool)[column.codes[table.rows]]
    return (same >= 2) & (same * 2 >= np.minimum(headers, table.filled)) if headers > 1 else same > 0
