"""Which field a column stands for: by its header, then by likeness, then by the cells themselves.

In comes a :class:`FoundTable`, out comes one :class:`Mapped` per column, with who decided and how sure. A newcomer
would stop at the header: "Type" stands in a real list twice, once for the kind of application and once for its client.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from rapidfuzz import fuzz, process

from landscape import knowledge
from landscape.portfolio.column_values import ColumnShape, counts_rows, latest_day, shape_of
from landscape.portfolio.confirmed import fields_of
from landscape.portfolio.header_cells import is_contradicted, outspoken
from landscape.portfolio.header_terms import field_by_terms
from landscape.portfolio.layouts import Layout, is_known, layout_of
from landscape.portfolio.rows import repeats_header
from landscape.portfolio.synonyms import DECIDE_BY_VALUES, PERSONAL, SOURCE, field_of, synonyms
from landscape.portfolio.tables import FoundTable
from landscape.portfolio.words import bare, words
from landscape.portfolio.workbook import Column
from landscape.records import FIELDS

IGNORED = "ignored"
SEVERAL = frozenset(("technology", "remarks", "description", "integrations", "standards", "authentication"))
"""Fields that several columns may fill together, such as server name and operating system."""
YEARLY_COSTS = ("annual_cost_eur", "license_cost_eur", "maintenance_cost_eur")
_OF_A_CONTRACT = frozenset(("vendor", "contract_number", *YEARLY_COSTS))
_LOOKS_BACK = frozenset(("status_date", "changed_date", "created_date", "in_use_since_date"))
_LIKE = 86.0
_VERY_LIKE = 0.83
_LONGEST_HEADER = 120
_SHORTEST_FUZZY = 5
_SHORTEST_ABBREVIATION, _LONGEST_ABBREVIATION = 3, 8
_SURE = {
    "known_layout": 1.0,
    "synonym": 0.97,
    "synonym_part": 0.85,
    "values_with_header": 0.8,
    "terms": 0.7,
    "values": 0.6,
    "abbreviation": 0.6,
}
_YEAR = re.compile(r"\b20\d\d\b")
_NOISE = re.compile(
    r"\b(19|20)\d\d\b|\b(in )?(eur|euro)s?\b|\b(excl|incl|exclusief|inclusief) (btw|vat)\b"
    r"|\b(verplicht|optioneel|invullen)\b|\b(per|p) (maand|mnd|m|kwartaal|month|quarter)\b"
)


@dataclass(frozen=True)
class Mapped:
    """What one column of an upload stands for.

    Attributes:
        field: a field of ``records.py``, ``application_id``, ``personal_contact`` or ``ignored``.
        decided_by: one of ``records.COLUMN_DECIDED_BY``.
        certainty: 0 to 1.
        like: the known header it resembles, when likeness decided.
        instead_of: the header that took the field this column also stands for.
    """

    field: str
    decided_by: str
    certainty: float
    like: str = ""
    instead_of: str = ""


NOBODY = Mapped(IGNORED, "none", 0.0)
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
        Mapped(by_person, "person", 1.0) if by_person else _by_layout(header, layout) or by_header(header, group)
        for (header, group), by_person in zip(pairs, said, strict=True)
    ]
    past = _latest_past(table, mapped)
    mapped = [
        _weighed(one, shape_of(column, table.rows, past)) if one.decided_by == "fuzzy" else one
        for column, one in zip(table.columns, mapped, strict=True)
    ]
    fields = frozenset(one.field for one in mapped)
    mapped = [
        _by_choice(header, shape_of(column, table.rows, past), table, fields) if one.field == DECIDE_BY_VALUES else one
        for (header, _), column, one in zip(pairs, table.columns, mapped, strict=True)
    ]
    mapped = [
        _checked_id(column, table, one) if one.field == SOURCE else one
        for column, one in zip(table.columns, mapped, strict=True)
    ]
    mapped = _first_of_each(mapped, table.header.lowest)
    taken = {one.field for one in mapped}
    for place, one in enumerate(mapped):
        if one is NOBODY or (one.field == IGNORED and one.instead_of):
            found = _by_values(shape_of(table.columns[place], table.rows, past), taken)
            if found.field != IGNORED:
                mapped[place] = found
                taken.add(found.field)
    return mapped


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
        return Mapped(PERSONAL, "values", _SURE["values_with_header"])
    return one


def _by_layout(header: str, layout: Layout) -> Mapped | None:
    """In an export we know, its own meaning of a header first and every known header outright."""
    field = layout.fields.get(bare(header), "") or (field_of(header) if is_known(layout) else "")
    return Mapped(field, "known_layout", _SURE["known_layout"]) if field and field != DECIDE_BY_VALUES else None


def by_header(header: str, group: str) -> Mapped:
    """What a header says on its own, with the line above it; by the table, then by stems, then by likeness."""
    if not header or len(header) > _LONGEST_HEADER:
        return NOBODY
    if group and is_about_money(group) and (found := _by_terms(f"{header} kosten")):
        return found
    together = (f"{header}{group.lower()}", f"{header} {group}", f"{group} {header}") if group else ()
    for text in (*together, header):
        if field := field_of(text):
            return Mapped(field, "synonym", _SURE["synonym"])
    tidy = " ".join(_NOISE.sub(" ", bare(header)).split()) or bare(header)
    if field := synonyms().get(tidy, ""):
        return Mapped(field, "synonym", _SURE["synonym_part"])
    alike = _by_likeness(tidy)
    if alike.certainty >= _VERY_LIKE:
        return alike
    by_terms = _by_terms(tidy) or (_by_terms(f"{group} {tidy}") if group else None)
    return by_terms or (alike if alike.field != IGNORED else _by_abbreviation(header))


def is_about_money(group: str) -> bool:
    """Whether a header line above others says that the columns below it are amounts."""
    return "€" in group or bool(set(bare(group).split()) & words("money"))


def _by_terms(text: str) -> Mapped | None:
    field, stems = field_by_terms(text)
    return Mapped(field, "fuzzy", _SURE["terms"], like=stems) if field else None


def _by_likeness(tidy: str) -> Mapped:
    if len(tidy) < _SHORTEST_FUZZY:
        return NOBODY
    known = _likely_headers()
    found = process.extractOne(tidy, known, scorer=_likeness, score_cutoff=_LIKE)
    if found is None:
        return NOBODY
    return Mapped(synonyms()[found[0]], "fuzzy", round(0.9 * found[1] / 100, 2), like=found[0])


def _by_abbreviation(header: str) -> Mapped:
    """A header such as "Opm." or "Opm(s)" that begins known headers of one word and one field only."""
    short = bare(header.partition("(")[0])
    if not _SHORTEST_ABBREVIATION <= len(short) <= _LONGEST_ABBREVIATION or " " in short:
        return NOBODY
    whole = {key: field for key, field in synonyms().items() if key.startswith(short) and " " not in key}
    fields = set(whole.values())
    if len(fields) != 1 or not fields <= set(FIELDS):
        return NOBODY
    return Mapped(fields.pop(), "fuzzy", _SURE["abbreviation"], like=min(whole))


@cache
def _likely_headers() -> tuple[str, ...]:
    """Known headers long enough to be resembled; those that say too little are left out."""
    return tuple(
        sorted(
            key
            for key, field in synonyms().items()
            if len(key) >= _SHORTEST_FUZZY and field not in (DECIDE_BY_VALUES, SOURCE)
        )
    )


def forget() -> None:
    """Drop what was derived from the table of headers; for measuring with another table."""
    _likely_headers.cache_clear()


def _likeness(one: str, other: str, **_: object) -> float:
    """Spelling and word order; extra words cost, so that "naam contactpersoon" is not "naam"."""
    return max(fuzz.ratio(one, other), fuzz.token_sort_ratio(one, other) * 0.98)


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
    """A header that says too little: what fits its cells, and the fields beside it, among the choices written down."""
    if shape.words_field:
        return Mapped(shape.words_field, "values", round(0.5 + 0.4 * shape.words_share, 2))
    headers = {bare(text) for text in table.header.lowest}
    fitting = {*shape.kinds, "any"}
    fitting |= {"biv"} if {"b", "i", "v"} <= headers else set()
    fitting |= {"beside_contract"} if _may_end_contract(fields) else set()
    for wanted, field in _choices().get(bare(header), ()):
        if wanted in fitting:  # that cells are words says less than which words they are
            return Mapped(field, "values", _SURE["values" if wanted == "text" else "values_with_header"])
    return NOBODY


def _may_end_contract(fields: Collection[str]) -> bool:
    """Whether the columns beside it are about a contract, and none of them holds its end."""
    return "contract_end_date" not in fields and bool(_OF_A_CONTRACT & set(fields))


def _by_values(shape: ColumnShape, taken: set[str]) -> Mapped:
    """A column whose header nobody knows, by its cells alone; only what is unmistakable."""
    if "personal" in shape.kinds:
        return Mapped(PERSONAL, "values", _SURE["values_with_header"])
    if shape.words_field and shape.words_field not in taken and shape.words_share >= 0.7:
        return Mapped(shape.words_field, "values", round(0.7 * shape.words_share, 2))
    fitting = (
        ("url", "url", True),
        ("vendor", "vendor", True),
        ("euro", "annual_cost_eur", not taken & set(YEARLY_COSTS)),
        ("future_date", "contract_end_date", _may_end_contract(taken)),
    )
    for kind, field, fits in fitting:
        if kind in shape.kinds and fits and field not in taken:
            return Mapped(field, "values", _SURE["values"])
    return NOBODY


def _first_of_each(mapped: Sequence[Mapped], headers: Sequence[str]) -> list[Mapped]:
    """Each field but ``SEVERAL`` to one column: a person's, then the surest, then the leftmost; the others keep their
    text as extra."""
    best: dict[str, int] = {}
    for place, one in enumerate(mapped):
        if one.field in (IGNORED, PERSONAL, *SEVERAL):
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
