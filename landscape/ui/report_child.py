"""The child process that makes one file to take away, so that a click never blocks anybody else.

Started as ``python -m landscape.ui.report_child FOLDER KIND`` by :mod:`landscape.ui.report_files`. Comes in:
``FOLDER/frames/*.feather`` and ``FOLDER/asked.json`` (reference date and language). Goes out: ``FOLDER/made``, the
bytes of the file. The frames are those of the session, so the file holds what this viewer may see and no more.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import pandas as pd


def make(folder: Path, kind: str) -> None:
    """Make the file ``kind`` from the frames in ``folder``."""
    from landscape.report.basis import ReportBasis
    from landscape.report.formats import FORMATS

    asked = json.loads((folder / "asked.json").read_text(encoding="utf-8"))
    frames = {path.stem: pd.read_feather(path) for path in sorted((folder / "frames").glob("*.feather"))}
    basis = ReportBasis(frames, date.fromisoformat(asked["reference_date"]), asked["language"])
    (folder / "made").write_bytes(FORMATS[kind].make(basis))


if __name__ == "__main__":
    make(Path(sys.argv[1]), sys.argv[2])
