"""What the tables say about frames and columns.

``access_frames.csv`` has one row per frame, ``access_columns.csv`` one per column: ``*`` as frame for a name that means
the same everywhere, ``*_eur`` for every amount. What is not there has class ``unknown``, which no policy shows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from landscape import knowledge

CLASSES = ("open", "ids", "detail", "price", "note", "person", "others")
"""Shared names and counts; ids; facts about one application; money; free text; what may point at a person; what a row
of one organisation tells about the others."""

OWNERS = ("organisation", "application", "product", "candidate", "overlap", "file", "vendor", "nobody", "everybody")
"""How a row's owner is found; ``nobody``: no data of an organisation, ``everybody``: a total over all of them."""

UNKNOWN = "unknown"
_AMOUNT = "_eur"


@cache
def frames_described() -> Mapping[str, Mapping[str, str]]:
    """Per frame its row in ``access_frames.csv``."""
    table = knowledge.table("access_frames.csv", ("frame", "owner", "by", "mixed", "others", "supplier", "why"))
    return {str(row["frame"]): {str(k): str(v) for k, v in row.items()} for row in table.to_dict("records")}


@cache
def columns_described() -> Mapping[tuple[str, str], str]:
    """Class by frame (or ``*``) and column."""
    table = knowledge.table("access_columns.csv", ("frame", "column", "class", "why"))
    return {(f, c): k for f, c, k in zip(table["frame"], table["column"], table["class"], strict=True)}


def rule_of(frame: str) -> Mapping[str, str] | None:
    """What ``access_frames.csv`` says about ``frame``, or None."""
    return frames_described().get(frame)


def classes_of(frame: str, columns: Sequence[str]) -> dict[str, str]:
    """The class of every column; ``unknown`` for one nobody described."""
    described = columns_described()
    amount = described["*", f"*{_AMOUNT}"]

    def of(column: str) -> str:
        general = amount if column.endswith(_AMOUNT) else UNKNOWN
        return described.get((frame, column), described.get(("*", column), general))

    return {column: of(column) for column in columns}


def is_described(frame: str, columns: Sequence[str]) -> list[str]:
    """What is missing from the tables: the frame's own name, or its columns; empty when all is described."""
    missing = [] if rule_of(frame) is not None else [frame]
    return missing + [f"{frame}.{column}" for column, kind in classes_of(frame, columns).items() if kind == UNKNOWN]
