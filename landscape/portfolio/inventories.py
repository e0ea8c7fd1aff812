"""The inventories of several organisations become one frame of applications.

In come paths; out come the applications of all files that could be read, their columns and findings, and a sentence for
each file that was refused: one bad file never stops the others. Two files of one organisation are one inventory; a row
that stands in both (same source key) counts once, and the second is a refused row with a finding.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from landscape import knowledge
from landscape.findings import Finding, PortfolioError
from landscape.portfolio.about import with_labels
from landscape.portfolio.confirmed import Remembered
from landscape.portfolio.read import read
from landscape.records import (
    APPLICATION_COLUMNS,
    COLUMN_COLUMNS,
    COLUMN_EXAMPLES,
    FIELDS,
    FINDING_COLUMNS,
    INVENTORY_COLUMNS,
    Inventory,
    empty,
)


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
    """What a person said about the files before they are read, each by the path or the name of a file.

    Attributes:
        organisations: whose list it is.
        confirmed: column (by header, letter or key) to field, for columns whose meaning somebody confirmed.
        remembered: mappings confirmed earlier, for every file with the same headers.
        keep_personal: headers of columns with personal data that are kept knowingly.
        language: of findings and refusals.
    """

    organisations: Mapping[str, str] = field(default_factory=dict)
    confirmed: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    keep_personal: Mapping[str, Collection[str]] = field(default_factory=dict)
    language: str = "nl"
    remembered: tuple[Remembered, ...] = ()

    def read(self, path: Path, known_as: str) -> Inventory:
        """Read one file as wished."""
        return read(
            path,
            organisation=_about(self.organisations, path),
            confirmed=_about(self.confirmed, path),
            remembered=self.remembered,
            keep_personal=_about(self.keep_personal, path) or (),
            language=self.language,
            known_as=known_as,
        )

    def check(self, paths: Sequence[Path]) -> None:
        """Every wish must be about one of ``paths``, and about one only.

        Raises:
            PortfolioError: it is about no file, or its name is that of several files.
        """
        for wished in {*self.organisations, *self.confirmed, *self.keep_personal}:
            meant = [path for path in paths if wished in (str(path), path.name)]
            if not meant:
                raise knowledge.refuse("wish_about_no_file", self.language, file=Path(wished).name)
            if len(meant) > 1:
                raise knowledge.refuse("wish_about_several_files", self.language, file=Path(wished).name)


Wished = TypeVar("Wished")


def _about(wishes: Mapping[str, Wished], path: Path) -> Wished | None:
    return wishes.get(str(path), wishes.get(path.name))


def read_inventories(files: Sequence[str | Path], wishes: Wishes, progress: Callable[[float], None]) -> Inventories:
    """Read every file, in the order of their names, and put the results under each other.

    Raises:
        PortfolioError: a wish is about a file that is not there. A file that cannot be read is no error here.
    """
    paths = sorted({Path(file) for file in files}, key=lambda path: (path.name, str(path)))
    wishes.check(paths)
    inventories: list[Inventory] = []
    refused: list[RefusedFile] = []
    for done, (path, name) in enumerate(_names(paths).items()):
        progress(done / len(paths))
        try:
            inventories.append(wishes.read(path, name))
        except PortfolioError as problem:
            refused.append(RefusedFile(name, problem.code, knowledge.said_in(problem, wishes.language)))
    inventories, together = _count_once(inventories, wishes.language)
    return Inventories(
        applications=_stacked([inventory.applications for inventory in inventories], APPLICATION_COLUMNS),
        columns=_stacked([inventory.columns for inventory in inventories], (*COLUMN_COLUMNS, COLUMN_EXAMPLES)),
        findings=_all_findings(inventories, together, refused, wishes.language),
        inventories=pd.DataFrame(
            [_inventory_row(inventory) for inventory in inventories], columns=list(INVENTORY_COLUMNS)
        ),
        refused=tuple(refused),
    )


def _names(paths: Sequence[Path]) -> dict[Path, str]:
    """What each file is called in the results: its name, with its folder in front when several share that name.

    Five gemeenten that each mail an "applicatielijst.xlsx" end in five folders; the folder then says whose it is.
    """
    times = Counter(path.name for path in paths)
    return {
        path: path.name if times[path.name] == 1 else f"{path.absolute().parent.name} - {path.name}" for path in paths
    }


def _inventory_row(inventory: Inventory) -> dict[str, str | int]:
    return {
        "file": inventory.file,
        "organisation": inventory.organisation,
        "organisation_source": inventory.organisation_source,
        "rows_read": inventory.rows_read,
        "applications": len(inventory.applications),
        "rows_refused": inventory.rows_refused,
    }


def _count_once(inventories: Sequence[Inventory], language: str) -> tuple[list[Inventory], list[Finding]]:
    """Drop rows whose application an earlier file of the same organisation already holds, and say what differs."""
    if len(inventories) < 2:
        return list(inventories), []
    rows = pd.concat([inventory.applications for inventory in inventories], ignore_index=True)
    of_inventory = np.repeat(np.arange(len(inventories)), [len(inventory.applications) for inventory in inventories])
    double = rows["application_id"].duplicated(keep="first").to_numpy()
    findings = _about_doubles(rows, double, language) + _about_organisations(rows)
    kept = []
    for number, inventory in enumerate(inventories):
        mine = double[of_inventory == number]
        refused = inventory.rows_refused + int(mine.sum())
        kept.append(replace(inventory, applications=inventory.applications[~mine], rows_refused=refused))
    return kept, findings


def _about_organisations(rows: pd.DataFrame) -> list[Finding]:
    """One finding for every later file of an organisation that already came with another file."""
    files = rows[["organisation", "file"]].drop_duplicates()
    first = files.groupby("organisation")["file"].transform("first")
    later = files.assign(other=first)[files["file"] != first]
    return [
        Finding(
            "organisation_in_two_files",
            row["file"],
            values={"organisation": row["organisation"], "other": row["other"]},
        )
        for row in later.to_dict("records")
    ]


def _about_doubles(rows: pd.DataFrame, double: NDArray[np.bool_], language: str) -> list[Finding]:
    """Per row that is not counted again: the place of the one that is, and the fields in which the two differ."""
    labels = knowledge.texts(language)["column"]
    counted = rows[~double].set_index("application_id")
    findings = []
    for row in rows[double].to_dict("records"):
        other = counted.loc[row["application_id"]]
        differing = [name for name in FIELDS if _differs(row[name], other[name])]
        values = {"name": row["name"], "file": other["file"], "at": int(other["row"])}
        if differing:
            values["fields"] = ", ".join(str(labels.get(name, name.replace("_", " "))) for name in differing)
        code = "differs_in_other_file" if differing else "also_in_other_file"
        findings.append(Finding(code, row["file"], row["sheet"], row["row"], values=values))
    return findings


def _differs(one: Any, other: Any) -> bool:
    """Both known and not the same; what only one file knows is no contradiction."""
    if pd.isna(one) or pd.isna(other) or "" in (one, other):
        return False
    return bool(one != other)


def _all_findings(
    inventories: Sequence[Inventory], together: Sequence[Finding], refused: Sequence[RefusedFile], language: str
) -> pd.DataFrame:
    files_refused = [Finding("file_refused", file.file, values={"sentence": file.sentence}) for file in refused]
    frames = [inventory.findings for inventory in inventories]
    frames.append(knowledge.findings_frame([*together, *files_refused], language))
    return _by_place(frames)


def with_findings(known: pd.DataFrame, more: Sequence[Finding], language: str) -> pd.DataFrame:
    """The findings ``known`` (columns ``FINDING_COLUMNS``) and what a later room found, in order of place."""
    return _by_place([known, knowledge.findings_frame(with_labels(more, language), language)])


def _by_place(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    stacked = _stacked(frames, FINDING_COLUMNS)
    return stacked.sort_values(["file", "sheet", "row", "column", "code", "saw"], kind="stable", ignore_index=True)


def _stacked(frames: Sequence[pd.DataFrame], columns: Sequence[str]) -> pd.DataFrame:
    filled = [frame for frame in frames if not frame.empty]
    if not filled:
        return empty(columns)
    return pd.concat(filled, ignore_index=True)[list(columns)]
