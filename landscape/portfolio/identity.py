"""Who an application belongs to and what its stable id is.

In come the organisation and the frame of one upload, out come ids that are the same on every machine and after every
re-ordering: derived from organisation and source id, else from organisation, name, vendor and department. A newcomer
would number the rows: then one inserted row renames every application below it.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import PurePath

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from landscape.portfolio.words import bare, bare_all, words

_ID_LENGTH = 16
UNKNOWN_ORGANISATION = "Onbekende organisatie"
"""What an inventory is called when nobody says whose it is; ids rest on it, so it is the same in every language."""
_DATE = re.compile(r"\b(19|20)\d{2}([-_. ]?\d{1,2}){0,2}\b|\bv\d+(\.\d+)*\b|\(\d+\)|\b\d{6,8}\b")
_LOOSE_HYPHEN = re.compile(
    r"(?<![A-ZÀ-Þ][a-zà-ÿ]{2})(?<![a-zà-ÿ]{4})(?<!'[st])-+|-+(?![A-ZÀ-Þ][a-zà-ÿ])|(?<=[Gg]emeente)-+"
)
_IN_BRACKETS = re.compile(r"[(\[{]([^)\]}]*)[)\]}]")
_SOME_OF_ALL = re.compile(r"\b\d+\s*(van|of|/)\s*\d+\b", re.IGNORECASE)
_LOWER_WORDS = frozenset(("aan", "de", "den", "der", "het", "en", "op", "bij", "in", "te", "ten", "ter", "van"))
_CAPITAL_WORDS = frozenset(word.capitalize() for word in _LOWER_WORDS)


def organisation_from_file(file: str) -> str:
    """A readable organisation: "applicatielijst_gemeente_ijsseldam_2026.xlsx" gives "Gemeente IJsseldam".

    Dates, versions, parts ("deel 1"), what stands in brackets and words such as "applicatielijst" or "nl" are left
    out; a hyphen stays where it stands between two names with capitals ("Terwolde-Oost", not "BVO-IJsselrand"), and
    a province stays that tells two places apart ("Bergen (NH)"). Gives "" when nothing is left.
    """
    stem = PurePath(file).stem.replace("_", " ")
    return _organisation_in(_IN_BRACKETS.sub(_province, stem)) or _organisation_in(stem.translate(_NO_BRACKETS))


_NO_BRACKETS = str.maketrans("()[]{}", "      ")


def _province(found: re.Match[str]) -> str:
    return found[0] if found[1].strip().lower() in words("place_bracket") else " "


def _organisation_in(stem: str) -> str:
    """The organisation in a file name without its brackets; "" when nothing is left."""
    bare_stem = _part_marks().sub(" ", _SOME_OF_ALL.sub(" ", _DATE.sub(" ", stem)))
    spaced = _LOOSE_HYPHEN.sub(" ", re.sub(r"[+.–,&]+", " ", bare_stem))
    separate = [part for word in spaced.split() for part in _parts(word)]
    kept = [word for word in separate if not _is_list_word(word)]
    names = [word for word in kept if sum(map(str.isalpha, word)) > 1 and word.lower() not in _LOWER_WORDS]
    return " ".join(_titled(word, place) for place, word in enumerate(kept if names or len(kept) == 1 else kept[-1:]))


@cache
def _part_marks() -> re.Pattern[str]:
    """A word for a part with its number or letter: "deel 1", "deel2", "tab B", "part II"."""
    marks = "|".join(map(re.escape, sorted(words("file_part"), key=lambda word: (-len(word), word))))
    return re.compile(rf"(?<![a-zà-ÿ])({marks})[\s.-]*(\d+[a-z]?|[a-e]|[ivx]{{1,4}})(?![a-zà-ÿ\d'])", re.IGNORECASE)


def _parts(word: str) -> list[str]:
    """The word itself, or its parts where one of them says what the file is ("Export-Bronsveen")."""
    parts = word.split("-")
    return parts if any(map(_is_list_word, parts)) else [word]


def _is_list_word(word: str) -> bool:
    """A word that says what the file is; "De" with a capital belongs to a name, "de" does not."""
    return word.isdigit() or (bare(word) in words("file_name") and word not in _CAPITAL_WORDS)


def _titled(word: str, place: int) -> str:
    """The word as a name: a capital where there is none, "IJ" together, small words small but at the start."""
    if word.lower() in _LOWER_WORDS and place:
        return word.lower()
    if not word.islower():
        return word
    return "IJ" + word[2:] if word.startswith("ij") else word[:1].upper() + word[1:]


def application_ids(applications: pd.DataFrame, signature: NDArray[np.uint64]) -> list[str]:
    """One id per row.

    Args:
        applications: with text columns organisation, source_id, name, vendor, department.
        signature: per row a number for all its cells, used only to tell apart rows with the same key.
    """
    own = _bare(applications["source_id"])
    described = _bare(applications["name"]) + "|" + _bare(applications["vendor"])
    described += "|" + _bare(applications["department"])
    key = _bare(applications["organisation"]) + "\x1f" + ("id:" + own).where(own != "", "name:" + described)
    shared = key.duplicated(keep=False)
    if shared.any():
        several = key[shared] + [f"\x1f{number:016x}" for number in signature[shared.to_numpy()]]
        count = several.groupby(several).cumcount()
        key = key.mask(shared, several.where(count == 0, several + "\x1f" + count.astype(str)))
    return [hashlib.sha256(text.encode()).hexdigest()[:_ID_LENGTH] for text in key]


def _bare(column: pd.Series) -> pd.Series:
    """The column in bare form; every distinct text is worked on once."""
    codes, distinct = pd.factorize(column.to_numpy(dtype=object))
    forms = np.array(bare_all(distinct.tolist()), dtype=object)
    return pd.Series(forms[codes], index=column.index, dtype="object")
