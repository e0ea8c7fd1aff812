"""What a municipal expert would change: tables (CSV), rules and thresholds (TOML), and every sentence (texts).

This is the only place that opens knowledge files. CSV is UTF-8 with semicolons, as a Dutch Excel saves it; every table
has a ``source`` column or a README beside it. A missing column, an unknown key or an unknown text fails at once: a
misspelt weight must never become zero.
"""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any

import pandas as pd

from landscape.findings import Finding, PortfolioError
from landscape.records import FINDING_COLUMNS, SEVERITIES

LANGUAGES = ("nl", "en")


class KnowledgeError(ValueError):
    """A knowledge file is not what it must be; says which file and what is wrong."""


@cache
def _rows(name: str) -> tuple[dict[str, str], ...]:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8-sig")
    return tuple(csv.DictReader(io.StringIO(text, newline=""), delimiter=";", strict=True))


def table(name: str, columns: Sequence[str]) -> pd.DataFrame:
    """The CSV ``name`` as text, with at least ``columns``; empty cells are empty strings.

    Raises:
        KnowledgeError: a column is missing, or a row has more or fewer cells than the header.
    """
    rows = _rows(name)
    missing = [column for column in columns if not rows or column not in rows[0]]
    if missing:
        raise KnowledgeError(f"{name}: missing column(s) {', '.join(missing)}")
    uneven = [number for number, row in enumerate(rows, start=2) if None in row or None in row.values()]
    if uneven:
        raise KnowledgeError(f"{name}: row(s) {uneven[:5]} have another number of cells than the header")
    return pd.DataFrame([{key: value.strip() for key, value in row.items()} for row in rows], dtype="str")


@cache
def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))


def settings(name: str, keys: Sequence[str]) -> Mapping[str, Any]:
    """The TOML file ``name``, which must hold exactly the top-level ``keys``.

    Raises:
        KnowledgeError: a key is missing or unknown.
    """
    content = _toml(name)
    if set(content) != set(keys):
        raise KnowledgeError(f"{name}: expected keys {sorted(keys)}, found {sorted(content)}")
    return content


def memory(part: str) -> Mapping[str, Any]:
    """One table of ``memory.toml``, the thresholds of what is remembered."""
    table: Mapping[str, Any] = settings("memory.toml", ("renamed", "review", "training", "same_candidate"))[part]
    return table


@cache
def written() -> Mapping[str, str]:
    """What every knowledge file says, as it stands there, by file name: for who needs to know which words exist."""
    entries = sorted(files(__package__).iterdir(), key=lambda entry: entry.name)
    return {e.name: e.read_text(encoding="utf-8-sig") for e in entries if e.name.endswith((".csv", ".toml"))}


@cache
def texts(language: str) -> Mapping[str, Mapping[str, Any]]:
    """All sentences in ``language``: a mapping of section to key to template (or, for findings, to a table)."""
    if language not in LANGUAGES:
        raise KnowledgeError(f"no texts in language {language!r}")
    folder = files(__package__)
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.startswith(f"texts_{language}"))
    merged: dict[str, dict[str, Any]] = {}
    for name in names:
        for section, entries in _toml(name).items():
            twice = merged.setdefault(section, {}).keys() & entries.keys()
            if twice:
                raise KnowledgeError(f"{name}: {section}.{min(twice)} already stands in another file")
            merged[section].update(entries)
    return merged


def sentence(section: str, key: str, language: str = "nl", **values: object) -> str:
    """Fill the template ``section.key`` with ``values``.

    Raises:
        KnowledgeError: there is no such text, or a value for it is missing.
    """
    try:
        template = texts(language)[section][key]
        return str(template).format(**values)
    except (KeyError, IndexError) as problem:
        raise KnowledgeError(f"text {section}.{key} ({language}): {problem} is missing") from problem


def refuse(code: str, language: str = "nl", **values: object) -> PortfolioError:
    """The error for a refused file or argument; its sentence is ``[refusal] code``."""
    return PortfolioError(sentence("refusal", code, language, **values), code=code, values=values)


def said_in(problem: PortfolioError, language: str) -> str:
    """The sentence of a refusal in ``language``."""
    return sentence("refusal", problem.code, language, **problem.values)


def findings_frame(findings: Sequence[Finding], language: str = "nl") -> pd.DataFrame:
    """Findings as people read them, sorted by place; columns ``FINDING_COLUMNS``.

    Each code is a table ``[finding.<code>]`` with ``severity``, ``saw``, ``did`` and ``can_do``.
    """
    rows = [_finding_row(finding, language) for finding in findings]
    frame = pd.DataFrame(rows, columns=list(FINDING_COLUMNS))
    frame = frame.astype({name: "str" for name in FINDING_COLUMNS if name != "row"}).astype({"row": "int64"})
    return frame.sort_values(["file", "sheet", "row", "column", "code", "saw"], kind="stable", ignore_index=True)


def _finding_row(finding: Finding, language: str) -> dict[str, str | int]:
    catalogue = texts(language)["finding"]
    if finding.code not in catalogue:
        raise KnowledgeError(f"finding {finding.code} has no text in {language}")
    entry = catalogue[finding.code]
    if entry["severity"] not in SEVERITIES:
        raise KnowledgeError(f"finding {finding.code}: severity {entry['severity']!r} is not one of {SEVERITIES}")
    try:
        filled = {part: str(entry[part]).format(**finding.values) for part in ("saw", "did", "can_do")}
    except KeyError as problem:
        raise KnowledgeError(f"finding {finding.code} ({language}): value {problem} is missing") from problem
    place: dict[str, str | int] = {"file": finding.file, "sheet": finding.sheet, "row": finding.row}
    return {**place, "column": finding.column, "code": finding.code, "severity": str(entry["severity"]), **filled}


def placeholders(template: str) -> set[str]:
    """The names a template expects, so that tests can hold two languages against each other."""
    return {name for _, name, _, _ in Formatter().parse(template) if name}
