"""One mapped column becomes one typed column, and says where it doubted.

In come a table, a column and the field it stands for; out come the values per row, the raw text of what could not be
read (kept as extra text), and findings. Every distinct cell is read once. Amounts come out as they stand; how often
a year they are due is told beside them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from landscape.findings import Finding
from landscape.portfolio.amounts import UNKNOWN, Reading, number_style, read_amount, read_count, thousands
from landscape.portfolio.dates import date_style, read_date
from landscape.portfolio.field_habits import fields_that
from landscape.portfolio.layouts import Layout
from landscape.portfolio.personal import is_person, masked, masked_all, nothing_left, role_of
from landscape.portfolio.tables import FoundTable
from landscape.portfolio.words import among, known_or_empty, lowered, words
from landscape.portfolio.workbook import Column, letter
from landscape.records import FIELDS, FieldKind

_ENDS = frozenset(("contract_end_date", "end_of_support_date", "planned_end_date"))
_NOT_UNKNOWN_AS_NAME = frozenset(("na",))
_MOST_FINDINGS = 200
_LONGEST_YES = 8
_MISTYPED_BBN = re.compile(r"\bBNN(?=\W?\d|$)", re.IGNORECASE)
_THOUSANDS_BELOW = 100_000
"""Under "x 1.000" a larger figure than this is no number of thousands: a package of a hundred million."""


@dataclass
class Place:
    """Where the column stands, for findings; ``keep`` says that a person chose to keep its personal data."""

    file: str
    table: FoundTable
    column: Column
    header: str
    layout: Layout
    keep: bool = False

    def finding(self, code: str, row: int = 0, /, **values: str | int | float) -> Finding:
        """A finding about this column, or about its cell in ``row``."""
        sheet = self.table.sheet.name
        return Finding(code, self.file, sheet, row, letter(self.column.number), {"header": self.header, **values})

    def masked(self, text: str) -> str:
        """The text of a cell without personal data, unless those are kept knowingly."""
        return text if self.keep else masked(text)


@dataclass
class ReadColumn:
    """The values of one column, per row of the table.

    Attributes:
        values: text, float, or datetime64[s]; by the kind of the field.
        raw: text to keep because it could not be read, "" elsewhere.
        per_year: for amounts how often per year they are due as the cell says, 0 when it does not.
        findings: the doubts.
    """

    values: NDArray[np.generic]
    raw: NDArray[np.object_]
    per_year: NDArray[np.int64]
    findings: list[Finding] = field(default_factory=list)

    def joined(self, other: ReadColumn) -> ReadColumn:
        """Two text columns that fill one field together; equal texts are not repeated."""
        pairs = zip(self.values.tolist(), other.values.tolist(), strict=True)
        values = ["; ".join(dict.fromkeys(filter(None, pair))) for pair in pairs]
        return ReadColumn(np.array(values, dtype=object), self.raw, self.per_year, self.findings + other.findings)


def read_column(place: Place, field_name: str) -> ReadColumn:
    """Read every cell of the column as ``field_name`` (a field of ``records.py`` or the source id)."""
    place, kind = replace(place, column=_below_header(place)), FIELDS.get(field_name, "text")
    if kind == "text":
        return _read_text(place, field_name)
    return _read_dates(place, field_name) if kind == "date" else _read_numbers(place, kind)


def _read_dates(place: Place, field_name: str) -> ReadColumn:
    style = date_style(_words_only(place.column))
    readings = [
        read_date(cell, text, at_end=field_name in _ENDS, style=style)
        for cell, text in zip(place.column.kinds, place.column.texts, strict=True)
    ]
    readings, none = _without_none_dates(place, readings)
    days = np.array([reading.value or "NaT" for reading in readings], dtype="datetime64[s]")
    read = _per_row(place, days, readings)
    read.findings += none
    return read


def _read_numbers(place: Place, kind: FieldKind) -> ReadColumn:
    """Amounts in euros as they are due, "x 1.000" worked out, or counts."""
    is_amount, cells = kind == "amount", zip(place.column.kinds, place.column.texts, strict=True)
    style = number_style(_words_only(place.column)) if is_amount else ""
    readings = [read_amount(cell, text, style) if is_amount else read_count(cell, text) for cell, text in cells]
    readings, none = _without_zeros(place, readings) if place.layout.zero_is_empty else (readings, [])
    numbers = np.array([np.nan if reading.value is None else reading.value for reading in readings], dtype="float64")
    scale = thousands(place.header) if is_amount else 1
    read = _per_row(place, np.where(numbers < _THOUSANDS_BELOW, numbers * scale, numbers), readings)
    if scale > 1 and not np.isnan(read.values.astype("float64")).all():
        read.findings.append(place.finding("amount_in_thousands", place.table.header.row))
    read.findings += none
    return read


def _words_only(column: Column) -> list[str]:
    """The cells typed as text: in how they are written the style of a column shows."""
    return [text for cell, text in zip(column.kinds, column.texts, strict=True) if cell == "s"]


def _below_header(place: Place) -> Column:
    """The column with only the cells that stand in rows of the table: its own header must not count as a cell."""
    column = place.column
    used = np.zeros(len(column.texts), dtype=bool)
    used[column.codes[place.table.rows]] = True
    kinds, texts = list(column.kinds), list(column.texts)
    for code in np.flatnonzero(~used).tolist():
        kinds[code] = texts[code] = ""
    return Column(column.number, tuple(kinds), tuple(texts), column.codes)


def _without_none_dates(place: Place, readings: list[Reading]) -> tuple[list[Reading], list[Finding]]:
    """Dates that mean "none" in this layout become unknown, each with one finding."""
    codes = place.column.codes[place.table.rows]
    findings = []
    for code in [code for code, one in enumerate(readings) if one.value in place.layout.none_dates]:
        rows = np.flatnonzero(codes == code)
        shown: dict[str, str | int | float] = {"date": str(readings[code].value), "count": len(rows)}
        findings.append(place.finding("date_means_none", int(place.table.row_numbers[rows[0]]), **shown))
        readings[code] = UNKNOWN
    return readings, findings


def _without_zeros(place: Place, readings: list[Reading]) -> tuple[list[Reading], list[Finding]]:
    """Zeros in an export that writes them where nothing was filled in become unknown, with one finding."""
    zeros = [code for code, one in enumerate(readings) if one.value == 0 and not one.problem]
    rows = np.flatnonzero(np.isin(place.column.codes[place.table.rows], zeros))
    if not len(rows):
        return readings, []
    known = [UNKNOWN if code in zeros else one for code, one in enumerate(readings)]
    return known, [place.finding("zero_means_unknown", int(place.table.row_numbers[rows[0]]), count=len(rows))]


def _per_row(place: Place, values: NDArray[np.generic], readings: list[Reading]) -> ReadColumn:
    codes = place.column.codes[place.table.rows]
    lost = [
        place.masked(text) if reading.problem and reading.problem != "imprecise_value" else ""
        for text, reading in zip(place.column.texts, readings, strict=True)
    ]
    per_year = np.array([reading.per_year for reading in readings], dtype="int64")
    findings = [*_doubts(place, codes, readings), *error_cells(place)]
    return ReadColumn(values[codes], np.array(lost, dtype=object)[codes], per_year[codes], findings)


def _doubts(place: Place, codes: NDArray[np.uint32], readings: list[Reading]) -> list[Finding]:
    """One finding per distinct doubtful cell, at the first row where it stands."""
    doubtful = [code for code, reading in enumerate(readings) if reading.problem]
    found = []
    for code in doubtful[:_MOST_FINDINGS]:
        rows = np.flatnonzero(codes == code)
        if len(rows):
            reading, text = readings[code], place.masked(place.column.texts[code])
            row = int(place.table.row_numbers[rows[0]])
            shown: dict[str, str | int | float] = {
                "text": shortened(text),
                "value": reading.note,
                "count": len(rows),
                "date": text,
            }
            found.append(place.finding(reading.problem, row, **shown))
    return found


def error_cells(place: Place) -> list[Finding]:
    """One finding per kind of error value in the column."""
    codes = place.column.codes[place.table.rows]
    found = []
    for code in [code for code, kind in enumerate(place.column.kinds) if kind == "e"]:
        rows = np.flatnonzero(codes == code)
        if len(rows):
            row = int(place.table.row_numbers[rows[0]])
            found.append(place.finding("error_cell", row, text=place.column.texts[code], count=len(rows)))
    return found


def shortened(text: str, length: int = 60) -> str:
    """The text on one line, cut to ``length`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"


def _read_text(place: Place, field_name: str) -> ReadColumn:
    texts = _clean_texts(place, field_name)
    codes, ditto = _without_ditto(place, field_name)
    cleaned = texts if place.keep else _without_persons(texts, field_name)
    changed = np.array([one != other for one, other in zip(texts, cleaned, strict=True)], dtype=bool)[codes]
    findings = error_cells(place) + about_persons(place, field_name, changed) + ditto + _odd_cells(place, field_name)
    none = np.full(len(codes), "", dtype=object)
    return ReadColumn(np.array(cleaned, dtype=object)[codes], none, np.zeros(len(codes), dtype="int64"), findings)


def _odd_cells(place: Place, field_name: str) -> list[Finding]:
    """What a column of versions or classifications holds that its makers did not mean, one finding each."""
    cells = list(zip(place.column.kinds, place.column.texts, strict=True))
    if field_name == "version":
        return _told(place, "version_as_date", [kind == "d" for kind, _ in cells])
    if field_name == "bbn":
        return _told(place, "spelling_read", [bool(_MISTYPED_BBN.search(text)) for _, text in cells], read="BBN")
    return []


def _told(place: Place, code: str, hits: Sequence[bool], **values: str) -> list[Finding]:
    """One finding about the cells that ``hits`` names, with the text of the first and how many there are."""
    rows = np.flatnonzero(np.array(hits, dtype=bool)[place.column.codes[place.table.rows]])
    if not len(rows):
        return []
    first = place.column.text(int(place.table.rows[rows[0]]))
    row = int(place.table.row_numbers[rows[0]])
    return [place.finding(code, row, text=f"'{shortened(first)}'", count=len(rows), **values)]


def _without_ditto(place: Place, field_name: str) -> tuple[NDArray[np.uint32], list[Finding]]:
    """Per row the code of its cell, or of the cell above it where "idem" stands; and one finding when any does."""
    codes = place.column.codes[place.table.rows]
    same = np.array(among(place.column.texts, "ditto"), dtype=bool)[codes]
    if field_name in fields_that("no_ditto") or not same.any() or same.all() or same[0]:
        return codes, []
    source = np.maximum.accumulate(np.where(same, 0, np.arange(len(codes))))
    first = int(place.table.row_numbers[int(np.argmax(same))])
    return codes[source], [place.finding("ditto", first, count=int(same.sum()))]


def _without_persons(texts: list[str], field_name: str) -> list[str]:
    """Persons out where persons stand, personal data masked elsewhere; a cell that says nothing more is unknown."""
    if field_name in fields_that("person"):
        return _roles(texts)
    hidden = masked_all(texts, mail_only=field_name in fields_that("code"))
    return (
        hidden if field_name == "name" or hidden == texts else ["" if nothing_left(text) else text for text in hidden]
    )


def about_persons(place: Place, field_name: str, changed: NDArray[np.bool_]) -> list[Finding]:
    """What we say about cells that lost personal data: one finding for a column of persons, else one per cell."""
    if not changed.any():
        return []
    if field_name in fields_that("person"):
        return [place.finding("personal_values", place.table.header.row, count=int(changed.sum()))]
    rows = place.table.row_numbers[changed]
    found = [place.finding("personal_in_text", int(row)) for row in rows[:_MOST_FINDINGS]]
    if rest := len(rows) - len(found):
        found.append(place.finding("more_of_these", count=rest, code="personal_in_text"))
    return found


def _clean_texts(place: Place, field_name: str) -> list[str]:
    empty = {("n", "0")} if place.layout.zero_is_empty else set()
    cells = zip(place.column.kinds, place.column.texts, strict=True)
    texts = ["" if kind == "e" or (kind, text) in empty else text for kind, text in cells]
    if field_name == "name":
        tidy = [" ".join(text.split()) for text in texts]
        pairs = zip(tidy, known_or_empty(tidy), strict=True)
        return [text if known or lowered(text) in _NOT_UNKNOWN_AS_NAME else "" for text, known in pairs]
    tidy = known_or_empty(texts)
    if field_name == "bbn":
        return [_MISTYPED_BBN.sub("BBN", text) for text in tidy]
    if field_name not in fields_that("yes_no") | fields_that("yes_by_header"):
        return tidy
    said = {lowered(text) for text in tidy if 0 < len(text) <= _LONGEST_YES}
    if said and all(len(text) <= _LONGEST_YES for text in tidy) and said <= words("yes") | words("no"):
        return [_yes_or_no(text, place.header, field_name) for text in tidy]
    return tidy


def _yes_or_no(text: str, header: str, field_name: str) -> str:
    """ "ja" or "nee"; under a header such as "SaaS?" the header itself, or its denial."""
    if not text:
        return ""
    yes = lowered(text) in words("yes")
    if field_name not in fields_that("yes_by_header"):
        return "ja" if yes else "nee"
    said = header.strip(" ?:*")
    denied = f"niet {said.lower()}" if field_name == "status" else f"geen {said}"
    return said if yes else denied


def _roles(texts: list[str]) -> list[str]:
    """Persons out, roles and teams kept; in a column of persons a bare surname goes too."""
    filled = [text for text in texts if text]
    mostly_persons = sum(map(is_person, filled)) * 2 >= len(filled) > 0
    return [role_of(text, among_persons=mostly_persons) if text else "" for text in texts]
