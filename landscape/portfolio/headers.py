"""Which field a column stands for: by its header, then by likeness, then by the cells themselves.

In comes a :class:`FoundTable`, out comes one :class:`Mapped` per column, with who decided and how sure. A newcomer
would stop at the header: "Type" stands in a real list twice, once for the kind of application and once for its client.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cache

from landscape import knowledge
from landscape.portfolio.column_values import ColumnShape, counts_rows, latest_day, shape_of
from landscape.portfolio.confirmed import fields_of
from landscape.portfolio.field_habits import fields_that
from landscape.portfolio.header_cells import is_contradicted, outspoken
from landscape.portfolio.header_meaning import IGNORED, NOBODY, SURE, Mapped, by_header, by_layout
from landscape.portfolio.layouts import layout_of
from landscape.portfolio.rows import repeats_header
from landscape.portfolio.synonyms import DECIDE_BY_VALUES, PERSONAL, SOURCE
from landscape.portfolio.tables import FoundTable
from landscape.portfolio.words import bare
from landscape.portfolio.workbook import Column
from landscape.records import FIELDS, YEARLY_COST, YEARLY_COSTS

_OF_A_CONTRACT = frozenset(("vendor", "contract_number", *YEARLY_COSTS))
_LOOKS_BACK = frozenset(("status_date", "changed_date", "created_date", "in_use_since_date"))
_YEAR = re.compile(r"\b20\d\d\b")
ROW_NUMBERS = Mapped(IGNORED, "values", 0.9)
"""A column that only numbers the rows: neither an id nor worth keeping."""


def map_columns(table: FoundTable, confirmed: Mapping[str, str] | None = None) -> list[Mapped]:
    """One :class:`Mapped` per column of the table.

    Args:
        table: the table.
        confirmed: key of a column to field as a person confirmed it, see :mod:`~landscape.portfolio.confirmed`; wins
            over everything.
    """
    table = replace(table, rows=table.rows[~repeats_header(table)])
    pairs = list(zip(table.header.lowest, table.header.group, strict=True))
    layout = layout_of(table.header.lowest)
    said = fields_of(confirmed or {}, table.sheet.name, table.letters, table.header.lowest)
    mapped = [
        Mapped(by_person, "person", 1.0) if by_person else by_layout(header, layout) or by_header(header, group)
        for (header, group), by_person in zip(pairs, said, strict=True)
    ]
    past = _latest_past(table, mapped)
    return _rest_by_values(table, _first_of_each(_by_cells(table, mapped, past), table.header.lowest), past)


def _by_cells(table: FoundTable, mapped: Sequence[Mapped], past: str) -> list[Mapped]:
    """The same, where a header leaves room looked at with the cells: likeness, too little said, ids."""
    mapped = [
        _weighed(one, shape_of(column, table.rows, past)) if one.decided_by == "fuzzy" else one
        for column, one in zip(table.columns, mapped, strict=True)
    ]
    fields = frozenset(one.field for one in mapped)
    found = []
    for column, header, one in zip(table.columns, table.header.lowest, mapped, strict=True):
        if one.field == DECIDE_BY_VALUES:
            one = _by_choice(header, shape_of(column, table.rows, past), table, fields)
        found.append(_checked_id(column, table, one) if one.field == SOURCE else one)
    return found


def _rest_by_values(table: FoundTable, mapped: Sequence[Mapped], past: str) -> list[Mapped]:
    """The same, with columns that no header explains understood by their cells alone."""
    taken = {one.field for one in mapped}
    found = []
    for column, one in zip(table.columns, mapped, strict=True):
        if one is NOBODY or (one.field == IGNORED and one.instead_of):
            guess = _by_values(shape_of(column, table.rows, past), taken)
            one = guess if guess.field != IGNORED else one
            taken.add(one.field)
        found.append(one)
    return found


def _weighed(one: Mapped, shape: ColumnShape) -> Mapped:
    """A guess by likeness as it is, or what the cells say when they say otherwise."""
    if other := outspoken(one.field, shape):
        return Mapped(other, "values", round(0.7 * shape.words_share, 2))
    return NOBODY if is_contradicted(one.field, shape) else one


def _latest_past(table: FoundTable, mapped: Sequence[Mapped]) -> str:
    """The latest day that the columns that look back mention, "" without such columns."""
    back = [column for column, one in zip(table.columns, mapped, strict=True) if one.field in _LOOKS_BACK]
    return max((latest_day(column, table.rows) for column in back), default="")


def _checked_id(column: Column, table: FoundTable, one: Mapped) -> Mapped:
    """An id as it is, unless it only numbers the rows or nearly every cell passes for a BSN."""
    if counts_rows(column, table.rows):
        return ROW_NUMBERS
    if "personal" in shape_of(column, table.rows).kinds:
        return Mapped(PERSONAL, "values", SURE["values_with_header"])
    return one


@cache
def _choices() -> dict[str, tuple[tuple[str, str], ...]]:
    table = knowledge.table("header_choices.csv", ("header", "shape", "field", "why"))
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for header, shape, field in zip(table["header"], table["shape"], table["field"], strict=True):
        if field not in FIELDS and field not in (PERSONAL, SOURCE):
            raise knowledge.KnowledgeError(f"header_choices.csv: unknown field {field!r}")
        found[header] = (*found.get(header, ()), (shape, field))
    return found


def _by_choice(header: str, shape: ColumnShape, table: FoundTable, fields: frozenset[str]) -> Mapped:
    """A header that says too little: what fits its cells, and the fields beside it, among the choices written down.

    Amounts go before usual words: under "Bedrag" a figure such as 1.200 is no version.
    """
    choices = _choices().get(bare(header), ())
    if amount := [field for wanted, field in choices if wanted == "amount" and "amount" in shape.kinds]:
        return Mapped(amount[0], "values", SURE["values_with_header"])
    if shape.words_field:
        return Mapped(shape.words_field, "values", round(0.5 + 0.4 * shape.words_share, 2))
    headers = {bare(text) for text in table.header.lowest}
    fitting = {*shape.kinds, "any"}
    fitting |= {"biv"} if {"b", "i", "v"} <= headers else set()
    fitting |= {"beside_contract"} if _may_end_contract(fields) else set()
    for wanted, field in choices:
        if wanted in fitting:  # that cells are words says less than which words they are
            return Mapped(field, "values", SURE["values" if wanted == "text" else "values_with_header"])
    return NOBODY


def _may_end_contract(fields: Collection[str]) -> bool:
    """Whether the columns beside it are about a contract, and none of them holds its end."""
    return "contract_end_date" not in fields and bool(_OF_A_CONTRACT & set(fields))


def _by_values(shape: ColumnShape, taken: set[str]) -> Mapped:
    """A column whose header nobody knows, by its cells alone; only what is unmistakable."""
    if "personal" in shape.kinds:
        return Mapped(PERSONAL, "values", SURE["values_with_header"])
    if shape.words_field and shape.words_field not in taken and shape.words_share >= 0.7:
        return Mapped(shape.words_field, "values", round(0.7 * shape.words_share, 2))
    fitting = (
        ("url", "url", True),
        ("vendor", "vendor", True),
        ("euro", YEARLY_COST, not taken & set(YEARLY_COSTS)),
        ("future_date", "contract_end_date", _may_end_contract(taken)),
    )
    for kind, field, fits in fitting:
        if kind in shape.kinds and fits and field not in taken:
            return Mapped(field, "values", SURE["values"])
    return NOBODY


def _first_of_each(mapped: Sequence[Mapped], headers: Sequence[str]) -> list[Mapped]:
    """Each field to one column: a person's, then the surest, then the leftmost; the others keep their text as extra.

    Fields that several columns may fill together go to all of them.
    """
    best: dict[str, int] = {}
    for place, one in enumerate(mapped):
        if one.field in (IGNORED, PERSONAL, *fields_that("several")):
            continue
        first = best.get(one.field)
        if first is None or _weight(one, headers[place]) > _weight(mapped[first], headers[first]):
            best[one.field] = place
    return [
        one
        if best.get(one.field, place) == place
        else replace(NOBODY, instead_of=headers[best[one.field]] or one.field)
        for place, one in enumerate(mapped)
    ]


def _weight(one: Mapped, header: str) -> tuple[bool, float, int]:
    """A person's column, then the surest, then of yearly costs ("Kosten 2025", "Kosten 2026") the latest year."""
    years = [int(year) for year in _YEAR.findall(header)] if one.field in YEARLY_COSTS else []
    return one.decided_by == "person", one.certainty, max(years, default=0)
