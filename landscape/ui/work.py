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
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pandas as pd

from landscape.access import Viewer, everything
from landscape.advise.answers import Answers
from landscape.records_judgements import Said
from landscape.ui.corrections import Confirmed, Remembered
from landscape.ui.uploads import Source
from landscape.ui.worker import ANALYSE, CORRECT, FRAMES, READ, START_STAGE, STORED_FRAMES

if TYPE_CHECKING:
    from landscape.portfolio.inventories import Inventories

SMALL_MEMORY = {"MALLOC_ARENA_MAX": "2", "ARROW_DEFAULT_MEMORY_POOL": "system", "PYTHONIOENCODING": "utf-8"}


class AnalysisError(Exception):
    """The analysis ended without a result; the sentence says why, or is empty when the child died without a word."""


@dataclass(frozen=True)
class Request:
    """What is asked of the pipeline besides the files.

    Attributes:
        organisations: organisation by file name, as somebody corrected it.
        confirmed: what a person said about the columns of a file.
        keep_personal: by file name, headers of columns with personal data that are kept knowingly.
        remembered: mappings confirmed before, for files whose headers are the same.
        judgements: what people said, one per question; it outranks rules and model.
        choices: policy switches of readiness that differ from the file.
        viewer, shares: who asks, and what a partnership shares: the child leaves out what this person may not see.
    """

    reference_date: date
    language: str
    organisations: Mapping[str, str] = field(default_factory=dict)
    confirmed: Confirmed = field(default_factory=dict)
    keep_personal: Mapping[str, Sequence[str]] = field(default_factory=dict)
    remembered: tuple[Remembered, ...] = ()
    judgements: tuple[Said, ...] = ()
    choices: Mapping[str, str] = field(default_factory=dict)
    viewer: Viewer = field(default_factory=everything)
    shares: str = "full"

    def as_text(self) -> str:
        """Everything asked, as the child reads it; equal requests give equal texts."""
        said = asdict(self) | {
            "reference_date": self.reference_date.isoformat(),
            "remembered": [one.as_json() for one in self.remembered],
        }
        return json.dumps(said, sort_keys=True)


@dataclass(frozen=True)
class Analysis(Answers):
    """What one session knows: the region's frames (columns of ``records.OUTPUTS`` and more) and the files.

    Attributes:
        request: what was asked; ``confirmed`` holds what was recalled as well.
        recalled: files whose columns were read as somebody confirmed them for an earlier list.
        inventories: one row per file, as ``pipeline.Region`` has them.
        completeness, missing: for which decisions a list says enough, and what is missing, as
            ``portfolio.completeness`` has them.
        contradictions: judgements that cannot all be true, as ``pipeline.Region`` has them.
        redundancy, names_to_add: what runs side by side per function, and names we do not know, as ``region.Region``
            describes them.
        policy_effects: what every other choice for a switch would change, as ``classify.policies.effects`` has it.
        refused: file and sentence of each file that could not be read.
        partnership: the name of the stored partnership this is about; empty for lists that are not stored.
    """

    key: str
    request: Request
    applications: pd.DataFrame
    products: pd.DataFrame
    pairs: pd.DataFrame
    overlaps: pd.DataFrame
    columns: pd.DataFrame
    findings: pd.DataFrame
    matrix: pd.DataFrame
    inventories: pd.DataFrame
    completeness: pd.DataFrame
    missing: pd.DataFrame
    refused: Sequence[tuple[str, str]]
    sources: Sequence[Source] = ()
    recalled: Sequence[str] = ()
    is_sample: bool = False
    contradictions: pd.DataFrame = field(default_factory=pd.DataFrame)
    ties: pd.DataFrame = field(default_factory=pd.DataFrame)
    redundancy: pd.DataFrame = field(default_factory=pd.DataFrame)
    names_to_add: pd.DataFrame = field(default_factory=pd.DataFrame)
    policy_effects: pd.DataFrame = field(default_factory=pd.DataFrame)
    partnership: str = ""

    @property
    def reference_date(self) -> date:
        """The day everything was looked at."""
        return self.request.reference_date


def analyse(
    sources: Sequence[Source],
    request: Request,
    *,
    key: str = "",
    is_sample: bool = False,
    stored: Inventories | None = None,
    progress: Callable[[str, float], object],
) -> Analysis:
    """Analyse ``sources`` in a child process; ``progress`` gets the stage and the share done (0 to 1).

    Args:
        stored: the inventories of a partnership, analysed instead of files.

    Raises:
        AnalysisError: no file could be read, or the child ended early.
    """
    with TemporaryDirectory(prefix="landschapswijzer-") as private:
        folder = Path(private)
        _hand_over(folder, sources, request)
        if stored is not None:
            (folder / "stored").mkdir()
            for name in STORED_FRAMES:
                getattr(stored, name).to_feather(folder / "stored" / f"{name}.feather")
        _run_child(folder, ANALYSE, progress)
        return replace(_read_result(folder, request), key=key, sources=tuple(sources), is_sample=is_sample)


@dataclass(frozen=True)
class Read:
    """Files that were only read: the frames of ``portfolio.inventories.Inventories``, and the refused files."""

    applications: pd.DataFrame
    columns: pd.DataFrame
    findings: pd.DataFrame
    inventories: pd.DataFrame
    refused: Sequence[tuple[str, str]]


def read(sources: Sequence[Source], request: Request, *, progress: Callable[[str, float], object]) -> Read:
    """Read ``sources`` in a child process and analyse nothing, for a dry run.

    Raises:
        AnalysisError: the child ended early. A refused file is no error here.
    """
    with TemporaryDirectory(prefix="landschapswijzer-") as private:
        folder = Path(private)
        _hand_over(folder, sources, request)
        _run_child(folder, READ, progress)
        frames = {name: pd.read_feather(folder / "read" / f"{name}.feather") for name in STORED_FRAMES}
        refused = json.loads((folder / "refused.json").read_text(encoding="utf-8"))
        return Read(**frames, refused=[(file, sentence) for file, sentence in refused])


def workbook_to_correct(state: pd.DataFrame, request: Request, *, progress: Callable[[str, float], object]) -> bytes:
    """The stored applications ``state`` as a workbook to correct and read in again, written by a child process.

    Raises:
        AnalysisError: the child ended early.
    """
    with TemporaryDirectory(prefix="landschapswijzer-") as private:
        folder = Path(private)
        _hand_over(folder, (), request)
        state.to_feather(folder / "state.feather")
        _run_child(folder, CORRECT, progress)
        return (folder / "correct.xlsx").read_bytes()


def _hand_over(folder: Path, sources: Sequence[Source], request: Request) -> None:
    (folder / "files").mkdir()
    for source in sources:
        (folder / "files" / source.name).write_bytes(source.content)
    (folder / "files.json").write_text(json.dumps([source.name for source in sources]), encoding="utf-8")
    (folder / "request.json").write_text(request.as_text(), encoding="utf-8")


def _run_child(folder: Path, job: str, progress: Callable[[str, float], object]) -> None:
    command = [sys.executable, "-m", "landscape.ui.worker", str(folder), job]
    environment = {**os.environ, **SMALL_MEMORY}
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


def _read_result(folder: Path, request: Request) -> Analysis:
    facts = json.loads((folder / "region.json").read_text(encoding="utf-8"))
    frames: dict[str, Any] = {name: pd.read_feather(folder / "frames" / f"{name}.feather") for name in FRAMES}
    return Analysis(
        key="",
        request=replace(request, confirmed={**facts["recalled"], **request.confirmed}, remembered=()),
        recalled=tuple(facts["recalled"]),
        refused=[(file, sentence) for file, sentence in facts["refused"]],
        **frames,
    )
