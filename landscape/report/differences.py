"""Changed values as people read them: "45.000,00" and "31-12-2029" in Dutch, and the field by its name on the screen.

In comes a frame of changes with canonical text (a point in amounts, ``jjjj-mm-dd``), out comes the same frame for a
page, the command line or a workbook. A newcomer would store what is shown: then no second language could show it.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from landscape import knowledge
from landscape.records import FIELDS
from landscape.report.labels import column_label

_SIDES = ("old_value", "new_value")


def readable(changes: pd.DataFrame, language: str = "nl") -> pd.DataFrame:
    """``changes`` with ``what``, ``field``, ``old_value`` and ``new_value`` in the reader's words and notation."""
    kinds = changes["field"].map(FIELDS).fillna("")
    words = {name: str(text) for name, text in knowledge.texts(language)["what"].items()}
    return changes.assign(
        what=changes["what"].map(words).fillna(changes["what"]),
        field=[column_label(field, language) for field in changes["field"]],
        **{side: _in_words(changes, _readable(changes[side], kinds, language), side, words) for side in _SIDES},
    )


def _in_words(changes: pd.DataFrame, shown: list[str], side: str, words: Mapping[str, str]) -> list[str]:
    """Whether an application stands in the list is a code of ours, in every language."""
    ours = changes["field"] == "presence"
    return [words.get(code, code) if our else text
            for our, code, text in zip(ours, changes[side], shown, strict=True)]  # fmt: skip


def _readable(values: pd.Series, kinds: pd.Series, language: str) -> list[str]:
    if language != "nl":
        return list(values)
    return [_dutch(value, kind) if value else value for value, kind in zip(values, kinds, strict=True)]


def _dutch(value: str, kind: str) -> str:
    if kind == "amount":
        return f"{float(value):,.2f}".translate(str.maketrans(",.", ".,"))
    if kind == "date":
        year, month, day = value.split("-")
        return f"{day}-{month}-{year}"
    return value
