"""From uploads to an analysis, in a child process with progress.

Comes in: sources and settings. Goes out: an :class:`Analysis` for one session. Files stand on disk only while the child
works, in a folder only this user can read, and are gone afterwards, also when the user stops: a Streamlit rerun raises
inside ``progress``, and the child ends with it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from landscape.ui.uploads import Source
from landscape.ui.worker import FRAMES, START_STAGE

_SMALL_MEMORY = {"MALLOC_ARENA_MAX": "2", "ARROW_DEFAULT_MEMORY_POOL": "system", "PYTHONIOENCODING": "utf-8"}


class AnalysisError(Exception):
    """The analysis ended without a result; the sentence says why, or is empty when the child died without a word."""


@dataclass(frozen=True)
class Analysis:
    """What one session knows: the region's frames (columns of ``records.OUTPUTS`` and more), the files and the report.

    Attributes:
        inventories: one row per file, as ``pipeline.Region`` has them.
        refused: file and sentence of each file that could not be read.
        report: the Excel workbook, made by the report room.
    """

    key: str
    reference_date: date
    applications: pd.DataFrame
    products: pd.DataFrame
    pairs: pd.DataFrame
    overlaps: pd.DataFrame
    candidates: pd.DataFrame
    columns: pd.DataFrame
    findings: pd.DataFrame
    matrix: pd.DataFrame
    inventories: pd.DataFrame
    refused: Sequence[tuple[str, str]]
    report: bytes = b""
    sources: Sequence[Source] = ()
    organisations: Mapping[str, str] = field(default_factory=dict)
    is_sample: bool = False


def analyse(
    sources: Sequence[Source],
    *,
    key: str,
    organisations: Mapping[str, str],
    reference_date: date,
    language: str,
    is_sample: bool,
    progress: Callable[[str, float], object],
) -> Analysis:
    """Analyse ``sources`` in a child process; ``progress`` gets the stage and the share done (0 to 1).

    Raises:
        AnalysisError: no file could be read, or the child ended early.
    """
    with TemporaryDirectory(prefix="landschapswijzer-") as private:
        folder = Path(private)
        (folder / "files").mkdir()
        for source in sources:
            (folder / "files" / source.name).write_bytes(source.content)
        job = {"files": [source.name for source in sources], "organisations": dict(organisations)}
        job_text = json.dumps({**job, "reference_date": reference_date.isoformat(), "language": language})
        (folder / "job.json").write_text(job_text, encoding="utf-8")
        _run_child(folder, progress)
        return _read_result(folder, key, sources, organisations, is_sample)


def _run_child(folder: Path, progress: Callable[[str, float], object]) -> None:
    command = [sys.executable, "-m", "landscape.ui.worker", str(folder)]
    environment = {**os.environ, **_SMALL_MEMORY}
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", env=environment) as child:  # noqa: S603 our own module, a folder we made
        try:
            reached = (START_STAGE, 0.0)
            for line in child.stdout or ():
                reached = _reached(line) or reached
                progress(*reached)  # also at a mere sign of life: this is where a stop of the user comes in
        except BaseException:
            child.kill()
            raise
    if child.returncode != 0:
        raise AnalysisError("")


def _reached(line: str) -> tuple[str, float] | None:
    """The stage and share a line tells, or None for a sign of life or a library that prints."""
    try:
        message = json.loads(line)
    except ValueError:
        return None
    if not isinstance(message, dict) or "stage" not in message:
        if isinstance(message, dict) and "refused" in message:
            raise AnalysisError(message["refused"])
        return None
    return message["stage"], min(max(float(message["share"]), 0.0), 1.0)


def _read_result(
    folder: Path, key: str, sources: Sequence[Source], organisations: Mapping[str, str], is_sample: bool
) -> Analysis:
    facts = json.loads((folder / "region.json").read_text(encoding="utf-8"))
    frames = {name: pd.read_feather(folder / "frames" / f"{name}.feather") for name in FRAMES}
    return Analysis(
        key=key,
        reference_date=date.fromisoformat(facts["reference_date"]),
        refused=[(file, sentence) for file, sentence in facts["refused"]],
        report=(folder / "report.xlsx").read_bytes(),
        sources=tuple(sources),
        organisations=dict(organisations),
        is_sample=is_sample,
        **frames,
    )
