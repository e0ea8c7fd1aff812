"""What a person said about the columns of a list: per file for this analysis, per set of headers for the next list.

Comes in: the region's ``columns``. Goes out: the columns to ask about, and ``confirmed`` (file name -> header -> field)
as the pipeline wants it. Headers are compared in their bare form, the one the reading room uses. A newcomer would
remember a mapping per file name: next month's export has another name and the same headers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from landscape.portfolio.headers import IGNORED
from landscape.portfolio.synonyms import PERSONAL, SOURCE
from landscape.portfolio.words import bare
from landscape.records import FIELDS

Confirmed = Mapping[str, Mapping[str, str]]
"""File name -> bare header -> field."""

CHOICES = (IGNORED, PERSONAL, SOURCE, *FIELDS)
"""Everything a column may stand for."""

_GUESSES = frozenset(("fuzzy", "values", "none"))
_SURE_FROM = 0.9
_ABOUT_PERSONS = ("personal_column", "personal_values")
"""Findings about columns whose personal data is left out."""


@dataclass(frozen=True)
class Remembered:
    """A mapping somebody confirmed, and the set of headers it belongs to."""

    headers: frozenset[str]
    fields: Mapping[str, str]

    def as_json(self) -> dict[str, object]:
        """The same as plain lists and texts, for the child process."""
        return {"headers": sorted(self.headers), "fields": dict(sorted(self.fields.items()))}

    @staticmethod
    def from_json(said: Mapping[str, object]) -> Remembered:
        """What :meth:`as_json` made."""
        headers, fields = said["headers"], said["fields"]
        assert isinstance(headers, list) and isinstance(fields, dict)  # noqa: PT018 - our own message
        return Remembered(frozenset(headers), fields)


def questions(columns: pd.DataFrame) -> pd.DataFrame:
    """The columns of one file a person can say something about: one row per header, the unsure ones first.

    Returns:
        the rows of ``columns`` with ``bare`` (header as it is compared) and ``unsure`` added.
    """
    asked = columns.assign(
        bare=[bare(header) for header in columns["header"]],
        unsure=columns["decided_by"].isin(_GUESSES) & (columns["certainty"] < _SURE_FROM),
    )
    asked = asked[asked["bare"] != ""].drop_duplicates("bare")
    unknown = asked["field"].eq(IGNORED)
    order = pd.DataFrame({"sure": ~asked["unsure"], "unknown": asked["unsure"] & unknown})
    return asked.loc[order.sort_values(["sure", "unknown"], kind="stable").index].reset_index(drop=True)


def left_out(columns: pd.DataFrame, findings: pd.DataFrame) -> list[str]:
    """Headers of the columns of one file of which personal data was left out, wholly or cell by cell."""
    told = findings[findings["code"].isin(_ABOUT_PERSONS)]
    places = set(zip(told["file"], told["sheet"], told["column"], strict=True))
    about = zip(columns["file"], columns["sheet"], columns["column"], columns["field"], columns["header"], strict=True)
    return sorted(
        {header for *place, field, header in about if header and (field == PERSONAL or tuple(place) in places)}
    )


def not_followed(columns: pd.DataFrame, confirmed: Mapping[str, str]) -> list[str]:
    """Headers of one file that were confirmed and yet stand for something else: another column has that field."""
    wished = [
        confirmed.get(bare(header), field) for header, field in zip(columns["header"], columns["field"], strict=True)
    ]
    return sorted(set(columns.loc[columns["field"] != wished, "header"]))


def answers(asked: pd.DataFrame, chosen: Mapping[str, str]) -> dict[str, str]:
    """Bare header to field for what a person settled: every unsure column that was shown, and every changed one."""
    shown = asked[asked["bare"].isin(list(chosen))]
    return {
        header: chosen[header]
        for header, field, unsure in zip(shown["bare"], shown["field"], shown["unsure"], strict=True)
        if unsure or chosen[header] != field
    }


def learned(
    columns: pd.DataFrame, said: Mapping[str, str], known: tuple[Remembered, ...] = ()
) -> tuple[Remembered, ...]:
    """What is remembered after ``said`` about the columns of one file; a later answer replaces an earlier one."""
    kept = {one.headers: one.fields for one in known}
    for _, headers in _header_sets(columns):
        fields = {header: field for header, field in said.items() if header in headers}
        if fields:
            kept[headers] = {**kept.get(headers, {}), **fields}
    return tuple(Remembered(headers, kept[headers]) for headers in sorted(kept, key=sorted))


def recalled(columns: pd.DataFrame, known: tuple[Remembered, ...]) -> dict[str, dict[str, str]]:
    """``confirmed`` for the files whose headers were confirmed before."""
    fields = {one.headers: one.fields for one in known}
    found: dict[str, dict[str, str]] = {}
    for file, headers in _header_sets(columns):
        if headers in fields:
            found.setdefault(file, {}).update(fields[headers])
    return found


def _header_sets(columns: pd.DataFrame) -> Iterator[tuple[str, frozenset[str]]]:
    for (file, _, _), part in columns.groupby(["file", "sheet", "header_row"], sort=True):
        yield str(file), frozenset(bare(header) for header in part["header"]) - {""}
