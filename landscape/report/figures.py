"""Figures and texts as a report writes them: numbers, euros, dates and uploaded words, in the reader's language.

In come values of the frames, out comes text for Word, HTML and XML. Three things a newcomer would get wrong: a
calculated amount is rounded as the reasons round it, or a range would look surer than its assumptions; uploaded text
loses its control and direction marks, because XML cannot hold them and a name must not steer a line; and a sentence
with a count chooses its own words (``{n:# rij|# rijen}``), or a report says "1 rijen".
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from landscape import knowledge
from landscape.advise import wording

_LONGEST = 400
_HARD = "\u00a0"  # keeps an amount on one line
_NEVER = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Categories of characters that steer a line, cannot stand in XML, or have no agreed shape."""


@dataclass(frozen=True)
class Count:
    """A count inside a sentence: ``{n}`` gives "1.200", ``{n:# rij|# rijen}`` gives "1 rij" or "1.200 rijen"."""

    value: int
    language: str

    def __format__(self, form: str) -> str:
        number = wording.number(self.value, self.language)
        single, _, more = form.partition("|")
        return (single if self.value == 1 else more).replace("#", number) if form else number


def whole(value: float, language: str) -> str:
    """A count with the thousands mark of ``language``; empty when unknown."""
    return "" if pd.isna(value) else wording.number(float(value), language)


def euros(amount: float, language: str) -> str:
    """An amount in whole euros, kept on one line; empty when unknown."""
    if pd.isna(amount):
        return ""
    sign = "-" if round(amount) < 0 else ""
    return f"{sign}€\u00a0{wording.number(abs(amount), language)}"


def estimate(amount: float, language: str) -> str:
    """A calculated amount, rounded as the reasons round it; empty when unknown."""
    return "" if pd.isna(amount) else euros(wording.rounded(amount), language)


def share(part: float, language: str) -> str:
    """A share between 0 and 1 as a percentage; empty when unknown."""
    if pd.isna(part):
        return ""
    return f"{round(part * 100)}\u00a0%" if language == "nl" else f"{round(part * 100)}%"


def day(moment: date | pd.Timestamp, language: str) -> str:
    """A date as dd-mm-jjjj in Dutch and yyyy-mm-dd in English; empty when unknown."""
    return "" if pd.isna(moment) else moment.strftime("%d-%m-%Y" if language == "nl" else "%Y-%m-%d")


def plain(text: object, longest: int = _LONGEST) -> str:
    """Uploaded text on one line, without marks that steer it, and cut with an ellipsis beyond ``longest``."""
    kept = "".join(" " if mark.isspace() and mark != _HARD else mark for mark in str(text) if _is_shown(mark))
    line = " ".join(part for part in kept.split(" ") if part)
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def _is_shown(mark: str) -> bool:
    return mark.isspace() or unicodedata.category(mark) not in _NEVER


def listed(names: Iterable[str], shown: int, language: str) -> str:
    """The first names, and how many more there are."""
    everything = [plain(name, 80) for name in names]
    text = ", ".join(everything[:shown])
    more = len(everything) - shown
    return knowledge.sentence("report", "and_others", language, names=text, n=more) if more > 0 else text


def parts(joined: str) -> list[str]:
    """The reasons in a cell that joins them with " | "."""
    return [plain(part, 1_000) for part in str(joined).split(wording.REASON_MARK) if part.strip()]
