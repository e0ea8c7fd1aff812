"""What a report rests on: the frames, the reference date, the files and the version of rules and texts.

Every report starts from one :class:`ReportBasis`, so that all give the same figures. The version is the package's own
plus a fingerprint of every knowledge file: two reports with the same version followed the same rules and said the same
sentences. A newcomer would take the version of the package alone; a partnership may change a threshold in a file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import metadata
from typing import Protocol

import pandas as pd

from landscape import knowledge
from landscape.report.figures import Count, day, plain, share

_NEEDED = ("applications", "products", "overlaps", "candidates", "findings", "inventories")
_SHOWN_OF_HASH = 8


class HasFrames(Protocol):
    """A region of the pipeline, or an analysis of the app: frames as attributes and the day they were made for."""

    @property
    def reference_date(self) -> date:
        """The day everything was looked at."""


@dataclass(frozen=True)
class ReportBasis:
    """Frames by name (at least ``applications, products, overlaps, candidates, findings, inventories``) and settings.

    Attributes:
        language: of the report; sentences inside the frames are in the language of the run.
    """

    frames: Mapping[str, pd.DataFrame]
    reference_date: date
    language: str = "nl"

    def frame(self, name: str) -> pd.DataFrame:
        """The frame ``name``; empty when this run did not make it."""
        return self.frames.get(name, pd.DataFrame())

    def say(self, section: str, key: str, **values: object) -> str:
        """A sentence of the report; whole numbers choose their own words."""
        told = {name: self._told(value) for name, value in values.items()}
        return knowledge.sentence(section, key, self.language, **told)

    def _told(self, value: object) -> object:
        return Count(int(value), self.language) if isinstance(value, int) and not isinstance(value, bool) else value

    @property
    def organisations(self) -> list[str]:
        """The organisations by name, as they stand in the lists."""
        return sorted(map(str, self.frames["applications"]["organisation"].unique()))

    def day(self) -> str:
        """The reference date as people write it."""
        return day(self.reference_date, self.language)


def basis_of(source: HasFrames, names: tuple[str, ...], language: str) -> ReportBasis:
    """The frames ``names`` of ``source`` that it has, with its reference date."""
    wanted = dict.fromkeys((*_NEEDED, *names))
    frames = {name: getattr(source, name) for name in wanted if isinstance(getattr(source, name, None), pd.DataFrame)}
    return ReportBasis(frames, source.reference_date, language)


@cache
def rules_version() -> str:
    """The version of the package and a fingerprint of its knowledge, such as ``0.1.0-3fa92c1b``."""
    fingerprint = hashlib.sha256()
    for name, text in knowledge.written().items():
        fingerprint.update(f"{name}\0{text}\0".encode())
    try:
        version = metadata.version("landscape")
    except metadata.PackageNotFoundError:  # a bare copy of the source
        version = "?"
    return f"{version}-{fingerprint.hexdigest()[:_SHOWN_OF_HASH]}"


def files(basis: ReportBasis) -> list[tuple[str, str, str]]:
    """Per file its name, its organisation and what became of its rows, in one order."""
    rows = basis.frames["inventories"].sort_values(["file", "organisation"], kind="stable").to_dict("records")
    return [(plain(row["file"], 90), plain(row["organisation"], 90), _rows(basis, row)) for row in rows]


def _rows(basis: ReportBasis, row: Mapping[Hashable, object]) -> str:
    counts = {"rows": "rows_read", "applications": "applications", "refused": "rows_refused"}
    return basis.say("report", "rows", **{name: int(str(row[column])) for name, column in counts.items()})


def part_of(count: int, total: int, language: str) -> str:
    """A share in words for a count; empty when there is nothing to take a share of."""
    return share(count / total, language) if total else ""
