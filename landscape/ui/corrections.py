"""What a person said about the columns of a list: the columns to ask about, and the answers.

Comes in: the region's ``columns``. Goes out: questions, and ``confirmed`` (file name -> column -> field) as the
pipeline wants it; every column is asked about on its own, by its key of :mod:`landscape.portfolio.confirmed`. A
newcomer would ask per header: a real list has "Type" twice, with different meanings.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from landscape.portfolio.confirmed import Remembered, fields_of, in_keys, learned, of_tables, recalled
from landscape.portfolio.header_meaning import IGNORED
from landscape.portfolio.synonyms import PERSONAL, SOURCE
from landscape.records import FIELDS

__all__ = (
    "CHOICES", "Confirmed", "Remembered", "answers", "learned", "left_out", "not_followed", "questions", "recalled",
)  # fmt: skip

Confirmed = Mapping[str, Mapping[str, str]]
"""File name -> key of a column -> field."""

CHOICES = (IGNORED, PERSONAL, SOURCE, *FIELDS)
"""Everything a column may stand for."""

_GUESSES = frozenset(("fuzzy", "values", "none"))
_SURE_FROM = 0.9
_ABOUT_PERSONS = ("personal_column", "personal_values")
"""Findings about columns whose personal data is left out."""


def questions(columns: pd.DataFrame) -> pd.DataFrame:
    """The columns of one file a person can say something about, the unsure ones first.

    A column that stands under the same key on several sheets and is read there in the same way is asked once.

    Returns:
        the rows of ``columns`` with ``key`` (of the answer) and ``unsure`` added.
    """
    tables = [part for _, _, part in of_tables(columns)]
    if not tables:
        return columns.assign(key="", unsure=False)
    asked = pd.concat(tables)
    several = asked.groupby("key")["field"].transform("nunique") > 1
    asked["key"] = asked["key"].mask(several, asked["sheet"] + "!" + asked["key"].str.removeprefix("!"))
    asked["unsure"] = asked["decided_by"].isin(_GUESSES) & (asked["certainty"] < _SURE_FROM)
    asked = asked.sort_index(kind="stable").drop_duplicates("key")
    order = pd.DataFrame({"sure": ~asked["unsure"], "unknown": asked["unsure"] & asked["field"].eq(IGNORED)})
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
    said, missed = in_keys(confirmed), set()
    for _, sheet, part in of_tables(columns):
        wished = fields_of(said, sheet, part["column"].tolist(), part["header"].tolist())
        pairs = zip(wished, part["field"], part["header"], part["column"], strict=True)
        missed |= {header or letter for wish, field, header, letter in pairs if wish and wish != field}
    return sorted(missed)


def answers(asked: pd.DataFrame, chosen: Mapping[str, str]) -> dict[str, str]:
    """Key to field for what a person settled: every unsure column that was shown, and every changed one."""
    shown = asked[asked["key"].isin(list(chosen))]
    return {
        key: chosen[key]
        for key, field, unsure in zip(shown["key"], shown["field"], shown["unsure"], strict=True)
        if unsure or chosen[key] != field
    }
