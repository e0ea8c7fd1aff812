"""What people hand over: files with a safe name, those the app was started with, and the sample partnership.

An upload's name is text from outside: it becomes part of a path only after ``safe_name``. The content stays bytes here;
only the portfolio room opens it, in a child process.
"""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from landscape.access.settings import START_SETTING
from landscape.days import as_reference_date
from landscape.portfolio.workbook import largest_file

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


@dataclass(frozen=True)
class Start:
    """The files the app was started with, and the day to look at them."""

    files: tuple[Path, ...]
    on: date


def at_start() -> Start:
    """What ``landscape serve FILE...`` said: no files and today when it said nothing."""
    said = json.loads(os.environ.get(START_SETTING, "{}"))
    return Start(tuple(map(Path, said.get("files", ()))), as_reference_date(said.get("reference_date")))


def opened(files: Iterable[Path]) -> tuple[Source, ...]:
    """``files`` of this computer as if they were uploaded; of a file that is too large just enough to refuse it.

    Raises:
        OSError: a file is gone or may not be read; ``filename`` is its path, which nobody needs to see.
    """
    contents = []
    for path in files:
        with path.open("rb") as stream:
            contents.append((path.name, stream.read(largest_file() + 1)))
    return as_sources(contents)


def fingerprint(sources: Iterable[Source], request: str) -> str:
    """One text that is equal exactly when the files and what is asked of them are equal."""
    parts = sorted(f"{source.name}\n{sha256(source.content).hexdigest()}" for source in sources)
    return sha256("\0".join([*parts, request]).encode()).hexdigest()
