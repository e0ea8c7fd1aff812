"""One list of applications becomes a frame with one row per application.

In comes an :class:`ApplicationList`, out comes a :class:`Part`: typed values under the names of ``records.py``, the
rows that were refused, the columns as understood, and findings. Costs are brought to a year here; ids come later,
when the parts of a file are together.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from landscape.findings import Finding
from landscape.portfolio.field_habits import fields_that
from landscape.portfolio.fields import (
    Place,
    ReadColumn,
    about_persons,
    read_column,
    shortened,
)
from landscape.portfolio.header_meaning import IGNORED, Mapped
from landscape.portfolio.headers import ROW_NUMBERS
from landscape.portfolio.layouts import layout_of
from landscape.portfolio.lists import ApplicationList
from landscape.portfolio.personal import masked as without_personal_data
from landscape.portfolio.personal import masked_all, role_in
from landscape.portfolio.rows import refusals
from landscape.portfolio.synonyms import PERSONAL, SOURCE
from landscape.portfolio.tables import FoundTable
from landscape.portfolio.words import among, bare, known_or_empty
from landscape.portfolio.workbook import Column, letter
from landscape.portfolio.yearly_costs import yearly_costs
from landscape.records import APPLICATION_COLUMNS, COLUMN_EXAMPLES, COST_ORIGIN, EXTRA, FIELDS, SOURCE_ID

_LOOKED_AT = 300
"""Examples of a column come from its first rows; a person needs two."""
_EXAMPLE = 40


@dataclass(frozen=True)
class Part:
    """What one list gives: frames aligned with each other, counts, and findings.

    Attributes:
        applications: columns of ``records.APPLICATION_COLUMNS`` but ``application_id`` and ``organisation``.
        signature: per application a number made of all its cells.
        rows_read: filled rows below the header.
        refused: how many of them are no application.
    """

    applications: pd.DataFrame
    signature: NDArray[np.uint64]
    columns: list[dict[str, object]]
    findings: list[Finding]
    rows_read: int
    refused: int


def assemble(file: str, one: ApplicationList, keep: Collection[str] = ()) -> Part:
    """Read all columns of the list and keep the rows that are applications.

    Args:
        file: its name, for findings.
        one: the list.
        keep: bare headers of the columns whose personal data are kept knowingly.
    """
    codes, names = _refused_rows(file, one, keep)
    kept = codes == ""
    table = replace(one.table, rows=one.table.rows[kept])  # a refused row has no cells worth a word
    places = _places(file, table, keep)
    pairs = list(zip(places, one.mapped, strict=True))
    read = _read_columns(pairs, {"name": names} if kept.all() else {})
    frame = _frame(file, table, read, places, one.mapped)
    findings = [finding for column in read.values() for finding in column.findings]
    findings += [finding for place, mapped in pairs for finding in _about(place, mapped)]
    findings += [finding for place, mapped in pairs for finding in _about_unmapped(place, mapped)]
    findings += _refused(file, one, codes) + _about_sheet(file, one.table, names.values, kept)
    findings += yearly_costs(frame, read, pairs)
    described = [
        _described(place, mapped, read)
        for place, mapped in pairs
        if place.header or place.column.filled[one.table.rows].any()
    ]
    return Part(frame, _signature(places, one.mapped), described, findings, len(codes), int((~kept).sum()))


def _read_columns(pairs: list[tuple[Place, Mapped]], done: dict[str, ReadColumn]) -> dict[str, ReadColumn]:
    """By field what its column or columns hold; ``done`` are those that were read already."""
    read: dict[str, ReadColumn] = {}
    for place, mapped in pairs:
        field = mapped.field
        if field not in (IGNORED, PERSONAL):
            column = done[field] if field in done else read_column(place, SOURCE_ID if field == SOURCE else field)
            read[field] = read[field].joined(column) if field in read else column
    return read


def _refused_rows(file: str, one: ApplicationList, keep: Collection[str]) -> tuple[NDArray[np.object_], ReadColumn]:
    """Per row the code why it is no application ("" when it is one), and the column with the names."""
    place = _places(file, one.table, keep)[one.name_place]
    names = read_column(place, "name")
    codes = refusals(one.table, one.name_place)
    codes[(names.values == "") & (codes == "")] = "row_without_name"
    says_error = among(place.column.texts, "error_value")
    wrong = np.array([kind == "e" for kind in place.column.kinds], dtype=bool) | np.array(says_error, dtype=bool)
    wrong = wrong[place.column.codes[one.table.rows]]
    codes[wrong & np.isin(codes, ("", "row_without_name"))] = "error_as_name"
    return codes, names


def _places(file: str, table: FoundTable, keep: Collection[str]) -> list[Place]:
    layout = layout_of(table.header.lowest)
    return [
        Place(file, table, column, without_personal_data(header), layout, keep=bare(header) in keep)
        for column, header in zip(table.columns, table.header.lowest, strict=True)
    ]


def _frame(
    file: str, table: FoundTable, read: dict[str, ReadColumn], places: list[Place], mapped: tuple[Mapped, ...]
) -> pd.DataFrame:
    count = len(table.rows)
    empty: dict[str, object] = {"amount": np.full(count, np.nan), "count": np.full(count, np.nan)}
    empty |= {"date": np.full(count, "NaT", dtype="datetime64[s]"), "text": pd.array([""] * count, dtype="str")}
    data: dict[str, object] = {"file": file, "sheet": table.sheet.name, "row": table.row_numbers}
    data[SOURCE_ID] = read[SOURCE].values if SOURCE in read else empty["text"]
    for field, kind in FIELDS.items():
        data[field] = read[field].values if field in read else empty[kind]
    data[EXTRA] = _extra(read, places, mapped)
    data[COST_ORIGIN] = ""
    order = [name for name in APPLICATION_COLUMNS if name in data]
    return pd.DataFrame(data, index=pd.RangeIndex(count))[order]


def _extra(read: dict[str, ReadColumn], places: list[Place], mapped: tuple[Mapped, ...]) -> NDArray[np.object_]:
    """Per row what nobody mapped or could read, as "header: value" lines; of columns of persons only the roles."""
    lines = np.full(len(places[0].table.rows), "", dtype=object)
    for place, one in zip(places, mapped, strict=True):
        if one == ROW_NUMBERS:
            continue
        if one.field == PERSONAL and not place.keep:
            texts = _per_row(place, map(role_in, place.column.texts))
        elif one.field in (IGNORED, PERSONAL):
            texts = _per_row(
                place, known_or_empty(place.column.texts if place.keep else masked_all(place.column.texts))
            )
        else:
            texts = read[one.field].raw
        filled = (texts != "").astype(bool)
        if filled.any():
            header = " ".join((place.header or letter(place.column.number)).split())
            pieces = np.array([f"{header}: {text}\n" for text in texts[filled]], dtype=object)
            lines[filled] = lines[filled] + pieces
    return np.array([text.rstrip("\n") for text in lines], dtype=object)


def _per_row(place: Place, texts: Iterable[str]) -> NDArray[np.object_]:
    """The text of every row, from one per distinct cell."""
    return np.array(list(texts), dtype=object)[place.column.codes[place.table.rows]]


def _signature(places: list[Place], mapped: tuple[Mapped, ...]) -> NDArray[np.uint64]:
    """A number per row made of headers and cells, whatever the order of the columns."""
    total = np.zeros(len(places[0].table.rows), dtype="uint64")
    for place in (place for place, one in zip(places, mapped, strict=True) if one != ROW_NUMBERS):
        name = bare(place.header) or letter(place.column.number)
        texts = np.array([f"{name}\x1f{text}" for text in place.column.texts], dtype=object)
        hashed = pd.util.hash_array(texts, categorize=False)
        hashed[[not text for text in place.column.texts]] = 0
        total += hashed[place.column.codes[place.table.rows]]
    return total


def _about(place: Place, mapped: Mapped) -> list[Finding]:
    """What we say about how a column was understood."""
    if not place.column.filled[place.table.rows].any():
        return []
    row = place.table.header.row
    if place.keep:
        return [place.finding("personal_column_kept", row)]
    if mapped.field == PERSONAL:
        return [place.finding("personal_column", row)]
    if mapped == ROW_NUMBERS:
        return [place.finding("row_numbers", row)]
    if mapped.instead_of:
        return [place.finding("header_twice", row, other=mapped.instead_of)]
    if mapped.decided_by == "fuzzy" and set(bare(mapped.like).split()) == set(bare(place.header).split()):
        return []
    if mapped.decided_by == "fuzzy":
        return [place.finding("header_by_likeness", row, synonym=mapped.like, field=mapped.field)]
    if mapped.decided_by == "values":
        return [place.finding("header_by_values", row, field=mapped.field)]
    return [place.finding("header_unknown", row)] if mapped.field == IGNORED and place.header else []


def _about_unmapped(place: Place, mapped: Mapped) -> list[Finding]:
    """The cells of a column nobody mapped that lost personal data."""
    if mapped.field != IGNORED or mapped == ROW_NUMBERS or place.keep:
        return []
    pairs = zip(place.column.texts, masked_all(place.column.texts), strict=True)
    hit = np.array([text != hidden for text, hidden in pairs], dtype=bool)
    return about_persons(place, mapped.field, hit[place.column.codes[place.table.rows]])


def _refused(file: str, one: ApplicationList, codes: NDArray[np.object_]) -> list[Finding]:
    hidden = (PERSONAL, *fields_that("person"))
    shown = [column for column, mapped in zip(one.table.columns, one.mapped, strict=True) if mapped.field not in hidden]
    numbers = one.table.row_numbers
    return [
        Finding(
            str(codes[place]),
            file,
            one.table.sheet.name,
            int(numbers[place]),
            values={"text": _some(shown, one.table, place)},
        )
        for place in map(int, np.flatnonzero(codes != ""))
    ]


def _some(columns: list[Column], table: FoundTable, place: int) -> str:
    texts = (column.text(int(table.rows[place])) for column in columns)
    filled = [text for text in texts if text]
    return shortened("; ".join(map(without_personal_data, filled[:3])))


def _about_sheet(file: str, table: FoundTable, names: NDArray[np.generic], kept: NDArray[np.bool_]) -> list[Finding]:
    sheet = table.sheet
    numbers = table.row_numbers
    findings = []
    if table.above:
        values: dict[str, str | int | float] = {"header_row": table.header.row, "count": table.above}
        findings.append(Finding("rows_above_header", file, sheet.name, table.header.row, values=values))
    if hidden := int(np.isin(numbers[kept], list(sheet.hidden_rows)).sum()):
        findings.append(Finding("hidden_rows", file, sheet.name, values={"sheet": sheet.name, "count": hidden}))
    unseen = [letter(column.number) for column in table.columns if column.number in sheet.hidden_columns]
    if unseen:
        shown: dict[str, str | int | float] = {"sheet": sheet.name, "columns": ", ".join(unseen)}
        findings.append(Finding("hidden_columns", file, sheet.name, table.header.row, values=shown))
    if sheet.formulas_without_value:
        lost: dict[str, str | int | float] = {"sheet": sheet.name, "count": sheet.formulas_without_value}
        findings.append(Finding("formula_without_value", file, sheet.name, values=lost))
    for place in np.flatnonzero(np.isin(numbers, list(sheet.struck_rows)) & kept):
        struck: dict[str, str | int | float] = {"name": shortened(str(names[place]))}
        findings.append(Finding("struck_row", file, sheet.name, int(numbers[place]), values=struck))
    return findings


def _described(place: Place, mapped: Mapped, read: dict[str, ReadColumn]) -> dict[str, object]:
    position = place.table.columns.index(place.column)
    return {
        "file": place.file,
        "sheet": place.table.sheet.name,
        "header_row": place.table.header.row,
        "column": letter(place.column.number),
        "header": place.header,
        "header_group": place.table.header.group[position],
        "field": mapped.field,
        "decided_by": mapped.decided_by,
        "certainty": mapped.certainty,
        COLUMN_EXAMPLES: _examples(place, mapped, read),
    }


def _examples(place: Place, mapped: Mapped, read: dict[str, ReadColumn]) -> str:
    """The first two different cells as typed; of a person only the role, of a text what is no personal data."""
    codes = place.column.codes[place.table.rows[:_LOOKED_AT]].tolist()
    if mapped.field in fields_that("person") and not place.keep:
        texts = [str(role) for role in read[mapped.field].values[:_LOOKED_AT]]
    elif mapped.field == PERSONAL and not place.keep:
        texts = [role_in(place.column.texts[code]) for code in codes]
    else:
        typed = (_as_typed(place.column.kinds[code], place.column.texts[code]) for code in codes)
        texts = [place.masked(text) for text in known_or_empty(typed)]
    return "; ".join(shortened(text, _EXAMPLE) for text in list(dict.fromkeys(filter(None, texts)))[:2])


def _as_typed(kind: str, text: str) -> str:
    """A cell as a Dutch spreadsheet program shows it: dd-mm-jjjj, and a comma in a number."""
    if kind == "d":
        year, month, day = text[:10].split("-")
        return f"{day}-{month}-{year}"
    return text.replace(".", ",") if kind == "n" else text
