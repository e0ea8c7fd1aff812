"""What people hand over: files with a safe name, and the sample partnership.

An upload's name is text from outside: it becomes part of a path only after ``safe_name``. The content stays bytes here;
only the portfolio room opens it, in a child process.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

SAMPLE_FOLDER = Path(__file__).resolve().parents[2] / "data" / "samples" / "ijsselrand"
FILE_TYPES = ("xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "tsv", "txt", "xml")
"""Names the browser lets through; what a file is, its content says. Exchange files of ArchiMate are called .xml."""
_NOT_AN_INVENTORY = frozenset({"expected.csv"})
_LONGEST_NAME = 120
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


@dataclass(frozen=True)
class Source:
    """One file somebody handed over: the name we keep it under and its bytes."""

    name: str
    content: bytes


def safe_name(name: str) -> str:
    """``name`` without folders, control characters or anything a file system reads as a command; never empty."""
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    kept = "".join(letter if letter.isalnum() or letter in " ._-()&'+," else "_" for letter in last)
    kept = kept.strip(" .") or "bestand"
    stem, dot, ending = kept.rpartition(".")
    kept = f"{stem[: _LONGEST_NAME - len(ending)]}{dot}{ending[:10]}" if dot else kept[:_LONGEST_NAME]
    return f"_{kept}" if _RESERVED.match(kept) else kept


def as_sources(files: Iterable[tuple[str, bytes]]) -> tuple[Source, ...]:
    """Files under safe and different names; two files with one name are both kept, the second gets a number."""
    sources: dict[str, Source] = {}
    for name, content in files:
        path = Path(safe_name(name))
        numbered = (f"{path.stem} ({number}){path.suffix}" for number in range(2, len(sources) + 3))
        free = (option for option in (path.name, *numbered) if option.casefold() not in sources)
        chosen = next(free)
        sources[chosen.casefold()] = Source(chosen, content)
    return tuple(sources.values())


def sample_sources(folder: Path = SAMPLE_FOLDER) -> tuple[Source, ...]:
    """The inventories of the sample partnership, by name; empty when they are not on this machine."""
    found = sorted(path for path in folder.glob("*.*") if path.suffix.lower() in (".xlsx", ".csv"))
    return as_sources((path.name, path.read_bytes()) for path in found if path.name not in _NOT_AN_INVENTORY)


def fingerprint(sources: Iterable[Source], request: str) -> str:
    """One text that is equal exactly when the files and what is asked of them are equal."""
    parts = sorted(f"{source.name}\n{sha256(source.content).hexdigest()}" for source in sources)
    return sha256("\0".join([*parts, request]).encode()).hexdigest()
