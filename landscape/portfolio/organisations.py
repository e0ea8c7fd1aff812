"""Whose applications these are: what a person said, else the column that says so, else the name of the file.

In comes the frame of one upload, out come its column ``organisation`` and what we say about it. A newcomer would take
the column as typed: then "Gemeente Y" and "gemeente Y " are two organisations, and a blank cell belongs to nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from landscape import knowledge
from landscape.findings import Finding
from landscape.portfolio.identity import UNKNOWN_ORGANISATION, organisation_from_file
from landscape.portfolio.words import lowered

_MOST_NAMED = 5
_ROWS_SHOWN = 6


def add_organisation(frame: pd.DataFrame, file: str, organisation: str | None) -> tuple[str, str, list[Finding]]:
    """Fill the column ``organisation``; whose inventory it is, how that is known, and what we say about it.

    What nobody named is called as in Dutch here, whatever the language, so that ids are the same in every language;
    :func:`in_language` says it otherwise once the ids are there.

    Args:
        frame: with the columns municipality and row; one row or more.
        file: the name of the file.
        organisation: as a person gave it.
    """
    if organisation and organisation.strip():
        frame["organisation"] = organisation.strip()
        return organisation.strip(), "argument", []
    from_file = organisation_from_file(file)
    guessed = from_file or f"{UNKNOWN_ORGANISATION} ({Path(file).stem})"  # two unnamed lists are not one organisation
    codes, distinct = pd.factorize(frame["municipality"].to_numpy(dtype=object))  # few names on many rows
    spellings = _spellings(codes, distinct.tolist())
    if not spellings:
        frame["organisation"] = guessed
        code = "organisation_from_file_name" if from_file else "organisation_unknown"
        return guessed, "file_name", [Finding(code, file, values={"organisation": guessed})]
    usual = _usual_spelling(spellings)
    named = sorted(set(usual.values()), key=lambda text: (text.casefold(), text))
    instead = named[0] if len(named) == 1 else usual.get(lowered(guessed), guessed)
    frame["organisation"] = np.array([usual.get(lowered(text), instead) for text in distinct], dtype=object)[codes]
    findings = _about_spellings(file, spellings, usual) + _about_blanks(file, frame, instead)
    return _printed(sorted(set(frame["organisation"]), key=lambda text: (text.casefold(), text))), "column", findings


def _spellings(codes: NDArray[np.intp], distinct: Sequence[str]) -> Counter[str]:
    """How often every name stands there, with one space between its words; blanks not counted."""
    spellings = Counter[str]()
    for text, count in zip(distinct, np.bincount(codes, minlength=len(distinct)).tolist(), strict=True):
        if tidy := " ".join(text.split()):
            spellings[tidy] += count
    return spellings


def _usual_spelling(spellings: Counter[str]) -> dict[str, str]:
    """Squashed name to its most frequent spelling; of equally frequent ones the first of the alphabet."""
    usual: dict[str, str] = {}
    for text in sorted(spellings, key=lambda text: (-spellings[text], text)):
        usual.setdefault(lowered(text), text)
    return usual


def _printed(names: list[str]) -> str:
    """All names, or how many."""
    several = knowledge.sentence("organisation", "several", count=len(names))
    return "; ".join(names) if len(names) <= _MOST_NAMED else several


def in_language(organisation: str, language: str) -> str:
    """The name as it is, but "Onbekende organisatie (lijst)" and "6 organisaties" in the words of ``language``."""
    if organisation.startswith(f"{UNKNOWN_ORGANISATION} ("):
        return knowledge.sentence("organisation", "unknown", language) + organisation[len(UNKNOWN_ORGANISATION) :]
    count = organisation.partition(" ")[0]
    if count.isdecimal() and organisation == knowledge.sentence("organisation", "several", count=count):
        return knowledge.sentence("organisation", "several", language, count=count)
    return organisation


def _about_spellings(file: str, spellings: Counter[str], usual: dict[str, str]) -> list[Finding]:
    """One finding for all organisations that are written in more than one way."""
    others = sorted(text for text in spellings if usual[lowered(text)] != text)
    if not others:
        return []
    chosen = sorted({usual[lowered(text)] for text in others})
    values: dict[str, str | int | float] = {"others": _quoted(others), "chosen": _quoted(chosen)}
    return [Finding("organisation_spellings", file, values=values)]


def _quoted(texts: list[str]) -> str:
    shown = ", ".join(f"'{text}'" for text in texts[:_MOST_NAMED])
    return shown + (" …" if len(texts) > _MOST_NAMED else "")


def _about_blanks(file: str, frame: pd.DataFrame, instead: str) -> list[Finding]:
    """One finding for the rows whose organisation is blank, with the first of them."""
    blank = frame.loc[frame["municipality"].map(lowered) == "", "row"]
    if blank.empty:
        return []
    rows = sorted(map(int, blank))
    shown = ", ".join(map(str, rows[:_ROWS_SHOWN])) + (" …" if len(rows) > _ROWS_SHOWN else "")
    values: dict[str, str | int | float] = {"count": len(rows), "rows_shown": shown, "organisation": instead}
    return [Finding("organisation_blank", file, values=values)]
