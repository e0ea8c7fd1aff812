"""A spreadsheet becomes an inventory: the first room of the road, on one screen.

In comes the path of an upload, out comes :class:`~landscape.records.Inventory` (or, before columns mean anything, its
tables). A newcomer would raise on the first odd cell: doubts are findings, and only a file that cannot be read at all
is refused, in one sentence.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from landscape import knowledge
from landscape.findings import Finding
from landscape.portfolio.about import personal_columns, with_labels
from landscape.portfolio.assemble import Part, assemble
from landscape.portfolio.checks import check
from landscape.portfolio.confirmed import Remembered, checked_fields
from landscape.portfolio.identity import application_ids
from landscape.portfolio.lists import Said, choose_lists
from landscape.portfolio.organisations import add_organisation, in_language
from landscape.portfolio.tables import FoundTable, Table, find_tables
from landscape.portfolio.words import bare
from landscape.portfolio.workbook import Sheet, open_sheets
from landscape.records import APPLICATION_COLUMNS, COLUMN_COLUMNS, COLUMN_EXAMPLES, Inventory, as_typed


def read_tables(path: str | os.PathLike[str]) -> list[Table]:
    """What every sheet of the file holds, before columns mean anything; hidden sheets included and marked.

    Raises:
        PortfolioError: the file is refused, or no sheet holds a table.
    """
    return [table.as_table() for table in _tables(Path(path))]


def read(
    path: str | os.PathLike[str],
    *,
    organisation: str | None = None,
    confirmed: Mapping[str, str] | None = None,
    remembered: Sequence[Remembered] = (),
    keep_personal: Collection[str] = frozenset(),
    language: str = "nl",
    known_as: str | None = None,
) -> Inventory:
    """Read one upload of one organisation.

    Args:
        path: the file; its name stands in all results, so keep the name the user gave it.
        organisation: whose list it is; else a column that says so, else the file name.
        confirmed: column to field, as a person confirmed it; a column by its header ("Type"), by its letter ("!D",
            "Blad1!D") or by its number among equal headers ("type#2"), see :mod:`landscape.portfolio.confirmed`.
        remembered: mappings confirmed for earlier lists; one holds when the headers are the same, in any order.
        keep_personal: headers of columns whose personal data a person chose to keep; by default none are. A column
            of contact data is then kept as extra text, a column of owners with their names.
        language: of the findings, nl or en.
        known_as: the name of the file in all results; its own name when left out.

    Raises:
        PortfolioError: the file is refused, holds no table, or no column with names of applications.
    """
    file = known_as or Path(path).name
    said = Said(checked_fields(confirmed or {}), remembered)
    lists, findings = choose_lists(file, _tables(Path(path)), said)
    keep = frozenset(map(bare, keep_personal))
    parts = [assemble(file, one, keep) for one in lists]
    headers = [str(column["header"]) for part in parts for column in part.columns]
    about_columns = [finding for part in parts for finding in part.findings]
    findings += personal_columns(file, about_columns, keep_personal, headers)
    return _together(parts, findings, file, organisation, language)


def _together(
    parts: Sequence[Part], findings: Sequence[Finding], file: str, organisation: str | None, language: str
) -> Inventory:
    """The parts of one file as one inventory: double rows out, whose it is, ids, checks."""
    frame, signature, doubles = _without_doubles(file, parts)
    owner, source, doubts = add_organisation(frame, file, organisation)
    frame["application_id"] = application_ids(frame, signature)
    said = {name: in_language(name, language) for name in frame["organisation"].unique()}
    frame["organisation"] = frame["organisation"].map(said)
    applications = as_typed(frame[list(APPLICATION_COLUMNS)])
    told = [*findings, *(finding for part in parts for finding in part.findings), *doubles, *doubts]
    told += check(applications)
    return Inventory(
        file=file,
        organisation=in_language(owner, language),
        organisation_source=source,
        applications=applications,
        columns=_columns(parts),
        findings=knowledge.findings_frame(with_labels(told, language), language),
        rows_read=sum(part.rows_read for part in parts),
        rows_refused=sum(part.refused for part in parts) + len(doubles),
    )


def _tables(path: Path) -> list[FoundTable]:
    sheets = open_sheets(path)
    tables = find_tables(sheets)
    if not tables:
        raise knowledge.refuse("only_header" if _has_header(sheets) else "no_table")
    return tables


def _has_header(sheets: Sequence[Sheet]) -> bool:
    return any(len(sheet.rows) == 1 and len(sheet.columns) > 1 for sheet in sheets)


def _without_doubles(file: str, parts: Sequence[Part]) -> tuple[pd.DataFrame, NDArray[np.uint64], list[Finding]]:
    """The applications of all parts, a row that equals an earlier one cell for cell left out with a finding.

    Raises:
        PortfolioError: nothing is left.
    """
    frame = pd.concat([part.applications for part in parts], ignore_index=True)
    if frame.empty:
        raise knowledge.refuse("no_applications")
    signature = np.concatenate([part.signature for part in parts])
    double = pd.DataFrame({"name": frame["name"], "signature": signature}).duplicated(keep="first").to_numpy()
    findings = _about_doubles(file, frame, signature, double)
    return frame.loc[~double].reset_index(drop=True), signature[~double], findings


def _about_doubles(
    file: str, frame: pd.DataFrame, signature: NDArray[np.uint64], double: NDArray[np.bool_]
) -> list[Finding]:
    first = pd.Series(np.arange(len(frame))).groupby(signature).transform("first").to_numpy()
    findings = []
    for place in np.flatnonzero(double):
        earlier, this = frame.iloc[int(first[place])], frame.iloc[int(place)]
        values: dict[str, str | int | float] = {
            "row": int(earlier["row"]),
            "sheet": str(earlier["sheet"]),
            "name": str(this["name"]),
        }
        findings.append(Finding("double_row", file, str(this["sheet"]), int(this["row"]), values=values))
    return findings


def _columns(parts: Sequence[Part]) -> pd.DataFrame:
    names = [*COLUMN_COLUMNS, COLUMN_EXAMPLES]
    frame = pd.DataFrame([row for part in parts for row in part.columns], columns=names)
    texts = [name for name in names if name not in ("header_row", "certainty")]
    return frame.astype({**dict.fromkeys(texts, "str"), "header_row": "int64", "certainty": "float64"})
