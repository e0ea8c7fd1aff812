"""Files to take away, made when somebody asks for one.

In comes an analysis and the name of a file, out come its bytes, made in a child process from the frames of the session:
what a viewer may not see is not in those frames and cannot reach a file. A file that was made is kept for this analysis
until another one comes. A newcomer would make all files with every analysis: most are never asked for.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import MutableMapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from landscape.ui.labels import label
from landscape.ui.work import SMALL_MEMORY, Analysis

_OFFICE = "application/vnd.openxmlformats-officedocument"
_EXCEL, _WORD = f"{_OFFICE}.spreadsheetml.sheet", f"{_OFFICE}.wordprocessingml.document"
TYPES = {
    "workbook": _EXCEL,
    "workbook_certainty": _EXCEL,
    "document": _WORD,
    "college_html": "text/html",
    "college_word": _WORD,
    "model": "application/xml",
    "tables": "application/zip",
}
"""The type of every file."""

FRAMES = (
    "applications", "products", "pairs", "overlaps", "candidates", "columns", "findings", "inventories", "scenarios",
    "scenario_candidates", "roadmap", "roadmap_broken", "targets", "time", "suppliers", "holders",
)  # fmt: skip
"""The frames reports read; a test holds them against the report room, which the app itself never loads."""


class ReportError(Exception):
    """The child ended without a file; its own words stand in the log of this computer."""


def file_name(kind: str, analysis: Analysis) -> str:
    """The name somebody finds in the downloads folder, in the language of the screen, with the reference date."""
    return label(f"file_name.{kind}", day=analysis.reference_date.isoformat())


def made(analysis: Analysis, kind: str, kept: MutableMapping[str, bytes]) -> bytes:
    """The bytes of the file ``kind``; a file that stands in ``kept`` is not made again.

    Raises:
        ReportError: the child ended early.
    """
    name = f"{analysis.key}/{analysis.request.language}/{kind}"
    if name not in kept:
        kept[name] = make(analysis, kind)
    return kept[name]


def make(analysis: Analysis, kind: str) -> bytes:
    """Make the file in a child process; the folder between us is only this user's, and gone afterwards."""
    with TemporaryDirectory(prefix="landschapswijzer-") as private:
        folder = Path(private)
        (folder / "frames").mkdir()
        for frame_name in FRAMES:
            frame = getattr(analysis, frame_name, None)
            if isinstance(frame, pd.DataFrame):
                frame.reset_index(drop=True).to_feather(folder / "frames" / f"{frame_name}.feather")
        asked = {"reference_date": analysis.reference_date.isoformat(), "language": analysis.request.language}
        (folder / "asked.json").write_text(json.dumps(asked), encoding="utf-8")
        command = [sys.executable, "-m", "landscape.ui.report_child", str(folder), kind]
        environment = {**os.environ, **SMALL_MEMORY}
        ended = subprocess.run(command, env=environment, check=False)  # noqa: S603 our own module, a folder we made
        if ended.returncode != 0:
            raise ReportError(kind)
        return (folder / "made").read_bytes()
