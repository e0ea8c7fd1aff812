"""``landscape analyse --mapping FILE``: what a person says about columns, in a file beside the lists.

In: JSON such as ``{"lijst.xlsx": {"Draait op": "hosting", "!D": "vendor", "type#2": "client_type"}}``: per file, by
name or path, column to field. Out: the same, checked, as ``pipeline.analyse`` takes it in ``confirmed``. A newcomer
would let an unknown field pass: then one file of many would be refused halfway, with the others analysed.
"""

from __future__ import annotations

import json
from pathlib import Path

from landscape import knowledge
from landscape.findings import PortfolioError
from landscape.portfolio.confirmed import checked_fields


def read_mapping(path: Path, language: str) -> dict[str, dict[str, str]]:
    """File to column to field, as ``path`` says.

    Raises:
        PortfolioError: the file cannot be read, is no JSON of this shape, or names a field that does not exist.
    """
    try:
        said = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as problem:
        raise knowledge.refuse("mapping_unreadable", language, file=path.name) from problem
    if not _is_mapping(said):
        raise knowledge.refuse("mapping_unreadable", language, file=path.name)
    for columns in said.values():
        try:
            checked_fields(columns)
        except PortfolioError as problem:
            raise knowledge.refuse(problem.code, language, **problem.values) from problem
    return dict(said)


def _is_mapping(said: object) -> bool:
    return isinstance(said, dict) and all(
        isinstance(columns, dict) and all(isinstance(field, str) for field in columns.values())
        for columns in said.values()
    )
