"""From a frame of applications to the cells the signals read.

Comes in: applications (``records.APPLICATION_COLUMNS``, any of them may be absent). Goes out: one :class:`Row` per
distinct combination of texts, and which application has which. What a newcomer would get wrong: only distinct rows and
distinct cells are read, so a list of 175,000 applications costs what its differences cost.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from landscape.classify import cues
from landscape.classify.patterns import fold

FIELD_ROLES = {
    "name": "name",
    "version": "version",
    "hosting": "hosting",
    "hosting_provider": "hosting",
    "hosting_location": "hosting",
    "distribution_channel": "hosting",
    "environment": "hosting",
    "client_type": "client",
    "application_type": "client",
    "technology": "technology",
    "database": "database",
    "office_dependency": "office",
    "description": "text",
    "usage_description": "text",
    "remarks": "text",
    "status": "status",
    "supplier_version_status": "status",
    "integrations": "integration",
    "standards": "integration",
    "integration_protocol": "integration",
    "integration_standard": "integration",
    "extra": "text",
}
"""The columns that are read and the role each plays; product names carry no weight but T2 and T4 (R6)."""

_WORD = re.compile(r"[a-z]{2,}")


@dataclass(frozen=True)
class Row:
    """The texts of one application by field, and the end of support date of its own column."""

    texts: tuple[tuple[str, str], ...]
    support_end: date | None

    def text(self, field: str) -> str:
        """The text of ``field``, empty when there is none."""
        for name, text in self.texts:
            if name == field:
                return text
        return ""


Speaks = Callable[[str], bool]


def distinct(applications: pd.DataFrame, speaks: Speaks | None = None) -> tuple[list[Row], list[int]]:
    """The distinct rows, and for every application the number of its row.

    Args:
        speaks: whether a name says anything by itself; a name that does not, and shares no word with the rest of its
            row, is left out, so that rows that differ in name only are one row.
    """
    fields = [field for field in FIELD_ROLES if field in applications.columns]
    columns = [applications[field].astype("str").tolist() for field in fields]
    ends = _dates(applications)
    if speaks and "name" in fields:
        columns[fields.index("name")] = _speaking_names(fields, columns, speaks)
    numbers: dict[tuple[object, ...], int] = {}
    of_application = [numbers.setdefault(key, len(numbers)) for key in zip(*columns, ends, strict=True)]
    return [_row(fields, key) for key in numbers], of_application


def _speaking_names(fields: list[str], columns: list[list[str]], speaks: Speaks) -> list[str]:
    names = columns[fields.index("name")]
    versions = columns[fields.index("version")] if "version" in fields else [""] * len(names)
    words = {name: frozenset(_WORD.findall(fold(name))) for name in dict.fromkeys(names)}
    says = {pair: speaks(" ".join(pair)) for pair in dict.fromkeys(zip(names, versions, strict=True))}
    others = [column for field, column in zip(fields, columns, strict=True) if field != "name"]
    known: dict[str, frozenset[str]] = {}
    kept: list[str] = []
    for name, version, *texts in zip(names, versions, *others, strict=True):
        own = words[name]
        shared = any(not own.isdisjoint(_words(text, known)) for text in texts if text)
        kept.append(name if says[name, version] or shared else "")
    return kept


def _words(text: str, known: dict[str, frozenset[str]]) -> frozenset[str]:
    if text not in known:
        known[text] = frozenset(_WORD.findall(fold(text)))
    return known[text]


def _dates(applications: pd.DataFrame) -> list[date | None]:
    if "end_of_support_date" not in applications.columns:
        return [None] * len(applications)
    days = pd.to_datetime(applications["end_of_support_date"])
    return [None if pd.isna(day) else day.date() for day in days]


def _row(fields: list[str], key: tuple[object, ...]) -> Row:
    texts = [(field, _cell(field, str(value))) for field, value in zip(fields, key[:-1], strict=True) if value]
    end = key[-1]
    return Row(tuple((field, text) for field, text in texts if text), end if isinstance(end, date) else None)


def _cell(field: str, text: str) -> str:
    return "\n".join(_unheaded(line) for line in text.splitlines()) if field == "extra" else text


def _unheaded(line: str) -> str:
    """A yes or no speaks about its header ("Webbased: ja"); any other value speaks for itself."""
    header, _, value = line.partition(": ")
    answer = fold(value).strip()
    if answer in cues.words("answer_yes"):
        return header
    if answer in cues.words("answer_no"):
        return f"{cues.words('answer_denies')[0]} {header}"
    return value
