"""Which tables of an upload are lists of applications, and which are suppliers, choices or notes.

In come all tables of a file, out come those to read, each with its mapped columns and the place of its name column,
plus findings about what is left aside. Nothing is left aside without a word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from landscape import knowledge
from landscape.findings import Finding
from landscape.portfolio.column_values import shape_of
from landscape.portfolio.combined import split_combined
from landscape.portfolio.confirmed import Remembered, in_keys, remembered_for
from landscape.portfolio.header_meaning import IGNORED, Mapped
from landscape.portfolio.headers import map_columns
from landscape.portfolio.merged import spread_down
from landscape.portfolio.personal import masked
from landscape.portfolio.synonyms import PERSONAL, SOURCE
from landscape.portfolio.tables import FoundTable
from landscape.portfolio.words import bare, lowered, words
from landscape.portfolio.workbook import letter

_SAY_LITTLE = frozenset(
    ("name", "description", "remarks", "url", "vendor_contact", "municipality", IGNORED, PERSONAL, SOURCE)
)
"""Fields that lists of suppliers, contacts or choices have as well."""
_RECOGNISED_TO_GUESS = 2
_GUESSED = 0.4


@dataclass(frozen=True)
class ApplicationList:
    """A table whose rows are applications: its columns understood, ``name_place`` the one with the name."""

    table: FoundTable
    mapped: tuple[Mapped, ...]
    name_place: int

    @property
    def strength(self) -> int:
        """How many fields it has that only a list of applications has."""
        return len({one.field for one in self.mapped} - _SAY_LITTLE)


@dataclass(frozen=True)
class Said:
    """What a person said about columns: now, and earlier about lists with the same headers; by key of a column."""

    confirmed: Mapping[str, str] = field(default_factory=dict)
    remembered: Sequence[Remembered] = ()

    def about(self, table: FoundTable) -> dict[str, str]:
        """What holds for this table; now beats earlier."""
        headers = list(map(masked, table.header.lowest))
        earlier = remembered_for(self.remembered, table.sheet.name, table.letters, headers)
        return {**earlier, **in_keys(self.confirmed)}


_NOTHING_SAID = Said()


def choose_lists(
    file: str, tables: Sequence[FoundTable], said: Said = _NOTHING_SAID
) -> tuple[list[ApplicationList], list[Finding]]:
    """The lists of applications among ``tables`` and what we say about the others.

    Raises:
        PortfolioError: no table has a column with the name of the application.
    """
    split = [split_combined(table) for table in tables]
    tables = [table for table, _ in split]
    mapped = [tuple(map_columns(table, said.about(table))) for table in tables]
    named = [found for table, columns in zip(tables, mapped, strict=True) if (found := _with_name(table, columns))]
    findings: list[Finding] = []
    if not named:
        named, findings = _guessed(file, tables, mapped)
    if not named:
        raise knowledge.refuse("no_name_column")
    chosen, merged = _spread(file, _chosen(named))
    findings += merged + _beside_each_other(file, tables)
    findings += [Finding("turned_table", file, one.table.sheet.name) for one in chosen if one.table.sheet.turned]
    findings += [
        Finding("combined_column", file, table.sheet.name, table.header.row, column, {"header": header})
        for table, divided in split
        for column, header in divided
    ]
    return chosen, findings + _left_aside(file, tables, chosen)


def _spread(file: str, lists: Sequence[ApplicationList]) -> tuple[list[ApplicationList], list[Finding]]:
    """The lists with merged cells on every row they cover, each column with a finding."""
    found, findings = [], []
    for one in lists:
        table, told = spread_down(one.table, one.mapped) if one.table.sheet.merged else (one.table, [])
        found.append(replace(one, table=table))
        for column, header, count in told:
            values: dict[str, str | int | float] = {"header": header, "count": count}
            findings.append(Finding("merged_cells", file, table.sheet.name, table.header.row, column, values))
        findings += _hidden_by_merging(file, table)
    return found, findings


def _hidden_by_merging(file: str, table: FoundTable) -> list[Finding]:
    """One finding per column of which merged cells hide values, at the first of them."""
    findings = []
    for column, header in zip(table.columns, table.header.lowest, strict=True):
        rows = sorted(row for row, number in table.sheet.covered if number == column.number and row > table.header.row)
        if rows:
            values: dict[str, str | int | float] = {"header": masked(header), "count": len(rows)}
            findings.append(Finding("merged_hides", file, table.sheet.name, rows[0], letter(column.number), values))
    return findings


def _beside_each_other(file: str, tables: Sequence[FoundTable]) -> list[Finding]:
    """One finding per header row that more than one table shares."""
    places = Counter((table.sheet.name, table.header.row) for table in tables)
    return [
        Finding("tables_side_by_side", file, sheet, row, values={"count": count})
        for (sheet, row), count in places.items()
        if count > 1
    ]


def _with_name(table: FoundTable, mapped: tuple[Mapped, ...]) -> ApplicationList | None:
    places = [place for place, one in enumerate(mapped) if one.field == "name"]
    return ApplicationList(table, mapped, places[0]) if places else None


def _guessed(
    file: str, tables: Sequence[FoundTable], mapped: Sequence[tuple[Mapped, ...]]
) -> tuple[list[ApplicationList], list[Finding]]:
    """A list whose other columns are recognised and whose name column is not: the column that looks like names."""
    found, findings = [], []
    for table, columns in zip(tables, mapped, strict=True):
        place = _name_by_values(table, columns)
        if place is None or len({one.field for one in columns} - _SAY_LITTLE) < _RECOGNISED_TO_GUESS:
            continue
        named = (*columns[:place], Mapped("name", "values", _GUESSED), *columns[place + 1 :])
        found.append(ApplicationList(table, named, place))
        header = table.header.lowest[place]
        findings.append(
            Finding("name_column_guessed", file, table.sheet.name, table.header.row, values={"header": header})
        )
    return found, findings


def _chosen(named: Sequence[ApplicationList]) -> list[ApplicationList]:
    strongest = max(one.strength for one in named)
    good = [one for one in named if one.strength >= min(2, strongest) and not _is_other_sheet(one)]
    good = good or [one for one in named if one.strength == strongest][:1]
    if len(good) < len(named):
        places = {_place(one.table) for one in good}
        known = {name for one in good for name in _names(one)}
        good = [one for one in named if _place(one.table) in places or _is_short_list(one, known)]
    visible = [one for one in good if not one.table.sheet.hidden]
    return visible or good


def _is_short_list(one: ApplicationList, known: Collection[str]) -> bool:
    """A list that says little more than names, beside one that says much: its header says applications, and most of
    its names are new. A table about applications that are listed already is none."""
    header = set(bare(one.table.header.lowest[one.name_place]).split())
    names = _names(one)
    says_so = bool(header & words("name_word") - {"naam"})
    return one.strength > 0 and says_so and not _is_other_sheet(one) and len(names - set(known)) * 2 > len(names)


def _names(one: ApplicationList) -> set[str]:
    return {lowered(name) for name in one.table.values(one.table.columns[one.name_place]) if name}


def _is_other_sheet(one: ApplicationList) -> bool:
    return lowered(one.table.sheet.name) in words("other_sheet") or bare(one.table.sheet.name) in words("other_sheet")


def _left_aside(file: str, tables: Sequence[FoundTable], chosen: Sequence[ApplicationList]) -> list[Finding]:
    read = {_place(one.table) for one in chosen}
    sheets_read = {place[0] for place in read}
    findings = []
    for table in tables:
        sheet, hidden = table.sheet.name, table.sheet.hidden
        values: dict[str, str | int | float] = {"sheet": sheet, "rows": len(table.rows)}
        values["header_row"] = table.header.row
        if _place(table) in read:
            if hidden:
                findings.append(Finding("hidden_sheet_read", file, sheet, values=values))
        else:
            beside = "table_not_a_list" if sheet in sheets_read else "sheet_not_a_list"
            code = "hidden_sheet" if hidden else beside
            findings.append(Finding(code, file, sheet, table.header.row, values=values))
    return findings


def _place(table: FoundTable) -> tuple[str, int, int]:
    """What tells two tables of a file apart: sheet, header row, first column."""
    return table.sheet.name, table.header.row, table.columns[0].number


def _name_by_values(table: FoundTable, mapped: Sequence[Mapped]) -> int | None:
    """Where the names stand when no header says so: the leftmost unmapped column of different short words."""
    for place, (column, one) in enumerate(zip(table.columns, mapped, strict=True)):
        shape = shape_of(column, table.rows)
        if one.field == IGNORED and not one.instead_of and shape.looks_like_names:
            return place
    return None
