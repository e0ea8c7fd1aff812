"""The inventories of several organisations become one frame of applications.

In come paths; out come the applications of all files that could be read, their columns and findings, and a sentence for
each file that was refused: one bad file never stops the others. Two files of one organisation are one inventory; a row
that stands in both (same source key) counts once, and the second is a refused row with a finding.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from landscape import knowledge
from landscape.findings import Finding, PortfolioError
from landscape.portfolio.read import read
from landscape.portfolio.words import bare
from landscape.records import APPLICATION_COLUMNS, COLUMN_COLUMNS, FINDING_COLUMNS, Inventory, empty


@dataclass(frozen=True)
class RefusedFile:
    """A file that could not be read: its name, the code of the reason, and the sentence for people."""

    file: str
    code: str
    sentence: str


@dataclass(frozen=True)
class Inventories:
    """All inventories together; frames as in ``records``, ``inventories`` one row per file that was read."""

    applications: pd.DataFrame
    columns: pd.DataFrame
    findings: pd.DataFrame
    inventories: pd.DataFrame
    refused: tuple[RefusedFile, ...]


@dataclass(frozen=True)
class Wishes:
    """What a person said about the files before they are read, each by file name.

    Attributes:
        organisations: whose list it is.
        confirmed: header to field, for columns whose meaning somebody confirmed.
        keep_personal: headers of columns with personal data that are kept knowingly.
        language: of findings and refusals.
    """

    organisations: Mapping[str, str] = field(default_factory=dict)
    confirmed: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    keep_personal: Mapping[str, Collection[str]] = field(default_factory=dict)
    language: str = "nl"

    def read(self, path: Path) -> Inventory:
        """Read one file as wished."""
        return read(
            path,
            organisation=self.organisations.get(path.name),
            confirmed={bare(header): name for header, name in self.confirmed.get(path.name, {}).items()},
            keep_personal=self.keep_personal.get(path.name, ()),
            language=self.language,
        )


def read_inventories(files: Sequence[str | Path], wishes: Wishes, progress: Callable[[float], None]) -> Inventories:
    """Read every file, in the order of their names, and put the results under each other."""
    paths = sorted({Path(file) for file in files}, key=lambda path: (path.name, str(path)))
    inventories: list[Inventory] = []
    refused: list[RefusedFile] = []
    for done, path in enumerate(paths):
        progress(done / len(paths))
        try:
            inventories.append(wishes.read(path))
        except PortfolioError as problem:
            refused.append(RefusedFile(path.name, problem.code, knowledge.said_in(problem, wishes.language)))
    inventories, together = _count_once(inventories)
    return Inventories(
        applications=_stacked([inventory.applications for inventory in inventories], APPLICATION_COLUMNS),
        columns=_stacked([inventory.columns for inventory in inventories], COLUMN_COLUMNS),
        findings=_all_findings(inventories, together, refused, wishes.language),
        inventories=pd.DataFrame([_inventory_row(inventory) for inventory in inventories], columns=_INVENTORY_COLUMNS),
        refused=tuple(refused),
    )


_INVENTORY_COLUMNS = ["file", "organisation", "organisation_source", "rows_read", "applications", "rows_refused"]


def _inventory_row(inventory: Inventory) -> dict[str, str | int]:
    return {
        "file": inventory.file,
        "organisation": inventory.organisation,
        "organisation_source": inventory.organisation_source,
        "rows_read": inventory.rows_read,
        "applications": len(inventory.applications),
        "rows_refused": inventory.rows_refused,
    }


def _count_once(inventories: Sequence[Inventory]) -> tuple[list[Inventory], list[Finding]]:
    """Drop rows whose application an earlier file of the same organisation already holds, and say so."""
    first_place: dict[str, str] = {}
    first_file: dict[str, str] = {}
    kept: list[Inventory] = []
    findings: list[Finding] = []
    for inventory in inventories:
        applications = inventory.applications
        double = applications["application_id"].isin(list(first_place))
        for row in applications[double].to_dict("records"):
            values = {"name": row["name"], "place": first_place[row["application_id"]]}
            findings.append(Finding("also_in_other_file", inventory.file, row["sheet"], row["row"], values=values))
        for organisation in sorted(set(applications["organisation"])):
            if organisation in first_file:
                values = {"organisation": organisation, "other": first_file[organisation]}
                findings.append(Finding("organisation_in_two_files", inventory.file, values=values))
            first_file.setdefault(organisation, inventory.file)
        places = applications["file"] + ", rij " + applications["row"].astype("str")
        first_place.update(zip(applications.loc[~double, "application_id"], places[~double], strict=True))
        refused = inventory.rows_refused + int(double.sum())
        kept.append(replace(inventory, applications=applications[~double], rows_refused=refused))
    return kept, findings


def _all_findings(
    inventories: Sequence[Inventory], together: Sequence[Finding], refused: Sequence[RefusedFile], language: str
) -> pd.DataFrame:
    files_refused = [Finding("file_refused", file.file, values={"sentence": file.sentence}) for file in refused]
    frames = [inventory.findings for inventory in inventories]
    frames.append(knowledge.findings_frame([*together, *files_refused], language))
    stacked = _stacked(frames, FINDING_COLUMNS)
    return stacked.sort_values(["file", "sheet", "row", "column", "code", "saw"], kind="stable", ignore_index=True)


def _stacked(frames: Sequence[pd.DataFrame], columns: Sequence[str]) -> pd.DataFrame:
    filled = [frame for frame in frames if not frame.empty]
    if not filled:
        return empty(columns)
    return pd.concat(filled, ignore_index=True)[list(columns)]
