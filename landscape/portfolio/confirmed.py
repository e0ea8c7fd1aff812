"""What a person said about columns: which column is meant, and how that is remembered for the next list.

A column is named in one of four ways, here called its key, the most exact one wins:

- ``Blad1!D`` or ``!D``: column D of that sheet, or of any sheet;
- the header as typed, or in any spelling that is equal in bare form ("Draait op?" is "draait op");
- ``type#2``: the second column called "Type" of its table, counted from the left;
- ``Blad1!type#2``: the same on one sheet only.

Comes in: what somebody said, or the frame ``columns`` of a reading. Goes out: the field of one column, and
:class:`Remembered` mappings. A newcomer would remember letters: next month's export has a column more. So within one
list a column is corrected by its letter, and for the next list it is remembered by header and number.

To keep mappings with a partnership: store ``one.key`` (same set of headers, same key), ``json.dumps(one.as_json())``
and who and when, for every ``one`` that :func:`learned` gives; to use them give
``read(..., remembered=tuple(map(Remembered.from_json, stored)))``, or ``Wishes(remembered=...)`` for many files.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from landscape import knowledge
from landscape.portfolio.side_by_side import cuts
from landscape.portfolio.words import bare
from landscape.records import FIELDS

_LETTERS = re.compile(r"(.*)!([A-Z]{1,3})", re.DOTALL)
_NUMBERED = re.compile(r"(.*?)#(\d{1,3})", re.DOTALL)
_SPECIAL = frozenset(("ignored", "personal_contact", "application_id"))
_KEY_LENGTH = 16


@dataclass(frozen=True)
class Remembered:
    """A mapping somebody confirmed, and the set of headers it belongs to.

    Attributes:
        headers: keys of all columns with a header in one table, as :func:`keys` gives them.
        fields: key of a column to what it stands for.
    """

    headers: frozenset[str]
    fields: Mapping[str, str]

    @property
    def key(self) -> str:
        """A name for the set of headers, the same on every machine; what a table of mappings is keyed on."""
        return hashlib.sha256("\x1f".join(sorted(self.headers)).encode()).hexdigest()[:_KEY_LENGTH]

    def as_json(self) -> dict[str, object]:
        """The same as plain lists and texts, in one order: for the child process and for storing."""
        return {"headers": sorted(self.headers), "fields": dict(sorted(self.fields.items()))}

    @staticmethod
    def from_json(said: Mapping[str, object]) -> Remembered:
        """What :meth:`as_json` made; a field that no longer exists is left out.

        Raises:
            ValueError: it is something else.
        """
        headers, fields = said.get("headers"), said.get("fields")
        if not isinstance(headers, list) or not isinstance(fields, dict):
            raise ValueError("no remembered mapping: it has no headers or no fields")
        known = {str(key): str(field) for key, field in fields.items() if field in FIELDS or field in _SPECIAL}
        return Remembered(frozenset(map(str, headers)), known)


def checked_fields(said: Mapping[str, str]) -> Mapping[str, str]:
    """The same, when every field exists.

    Raises:
        PortfolioError: one does not.
    """
    for column, field in said.items():
        if field not in FIELDS and field not in _SPECIAL:
            raise knowledge.refuse("unknown_field", column=column, field=field)
    return said


def in_keys(said: Mapping[str, str]) -> dict[str, str]:
    """What a person said, with every header also in the form it is compared in."""
    return {form: field for said_key, field in said.items() for form in (said_key, _key_of(said_key))}


def _key_of(said: str) -> str:
    if _LETTERS.fullmatch(said):
        return said
    sheet, mark, header = said.rpartition("!")
    found = _NUMBERED.fullmatch(header)
    if not found:
        return f"{sheet}!{bare(header)}" if mark and _NUMBERED.search(header) else bare(said)
    return f"{sheet}{mark}{bare(found[1])}#{found[2]}"


def keys(letters: Sequence[str], headers: Sequence[str]) -> list[str]:
    """The key of every column of one table: its bare header, numbered when it is not the only one; else its letter."""
    forms = list(map(bare, headers))
    times, seen = Counter(forms), Counter[str]()
    found = []
    for letter, form in zip(letters, forms, strict=True):
        seen[form] += 1
        found.append(f"!{letter}" if not form else form if times[form] == 1 else f"{form}#{seen[form]}")
    return found


def fields_of(said: Mapping[str, str], sheet: str, letters: Sequence[str], headers: Sequence[str]) -> list[str]:
    """Per column of one table the field a person gave it, "" when nobody did.

    Args:
        said: as :func:`in_keys` gives it.
        sheet: name of the sheet.
        letters: of the columns.
        headers: of the columns, as typed.
    """
    columns = zip(letters, headers, keys(letters, headers), strict=True)
    ways = (
        (f"{sheet}!{letter}", f"!{letter}", f"{sheet}!{key}", key, header, bare(header))
        for letter, header, key in columns
    )
    return [next((said[one] for one in names if one and said.get(one)), "") for names in ways]


def remembered_for(
    known: Iterable[Remembered], sheet: str, letters: Sequence[str], headers: Sequence[str]
) -> dict[str, str]:
    """What was remembered for a table with exactly these headers, by key."""
    own = keys(letters, headers)
    mine = frozenset(key for key in own if not key.startswith("!"))
    fields = next((one.fields for one in known if one.headers == mine), {})
    present = {*own, *(f"{sheet}!{key}" for key in own)}
    return {key: field for key, field in fields.items() if key in present}


def of_tables(columns: pd.DataFrame) -> Iterator[tuple[str, str, pd.DataFrame]]:
    """File, sheet and columns of every table in a frame ``columns``, with their key in the column ``key``."""
    for (file, sheet, _), part in columns.groupby(["file", "sheet", "header_row"], sort=True):
        numbers = [_number(text) for text in part["column"]]
        places = cuts(numbers, part["header"].tolist())
        for start, end in zip([0, *places], [*places, len(part)], strict=True):
            own = part.iloc[start:end]
            yield str(file), str(sheet), own.assign(key=keys(own["column"].tolist(), own["header"].tolist()))


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def learned(
    columns: pd.DataFrame, said: Mapping[str, str], known: tuple[Remembered, ...] = ()
) -> tuple[Remembered, ...]:
    """What is remembered after ``said`` (by key) about the columns of one file; a later answer replaces an earlier."""
    kept = {one.headers: one.fields for one in known}
    for _, sheet, part in of_tables(columns):
        headers = frozenset(key for key in part["key"] if not key.startswith("!"))
        own = {*part["key"], *(f"{sheet}!{key}" for key in part["key"])}
        fields = {key: field for key, field in said.items() if key in own}
        if fields:
            kept[headers] = {**kept.get(headers, {}), **fields}
    return tuple(Remembered(headers, kept[headers]) for headers in sorted(kept, key=sorted))


def recalled(columns: pd.DataFrame, known: tuple[Remembered, ...]) -> dict[str, dict[str, str]]:
    """By file what was remembered for its headers, ready to be given as ``confirmed``."""
    sheets = columns.groupby("file")["sheet"].nunique()
    found: dict[str, dict[str, str]] = {}
    for file, sheet, part in of_tables(columns):
        fields = remembered_for(known, sheet, part["column"].tolist(), part["header"].tolist())
        if fields and sheets[file] > 1:  # what holds for this sheet need not hold for another
            fields = {_on_sheet(sheet, key): field for key, field in fields.items()}
        if fields:
            found.setdefault(file, {}).update(fields)
    return found


def _on_sheet(sheet: str, key: str) -> str:
    return key if key.startswith(f"{sheet}!") else f"{sheet}!{key.removeprefix('!')}"
