"""The child process that analyses: uploads in a private folder become frames in that folder.

Started as ``python -m landscape.ui.worker FOLDER`` by :mod:`landscape.ui.work`; never imported by the app, so the app
itself stays small and other users' pages never wait for parsing or clustering. Comes in: ``FOLDER/job.json`` and
``FOLDER/files/``. Goes out: one JSON line per stage on standard output, ``FOLDER/frames/*.feather``, ``region.json``
and ``report.xlsx``. Frames travel as Arrow files, not as pickles: reading one can run nothing.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from threading import Event, Lock, Thread

import pandas as pd

FRAMES = ("applications", "products", "pairs", "overlaps", "candidates", "columns", "findings", "matrix", "inventories")
START_STAGE = "start"
REPORT_STAGE = "report"
"""The stage after the pipeline's own: the workbook is made here, so that a download never blocks anybody."""


_BREATH_SECONDS = 0.5
_one_voice = Lock()


def say(**message: object) -> None:
    """One line to the app; the only thing this process writes to standard output on purpose."""
    with _one_voice:
        sys.stdout.write(json.dumps(message) + "\n")
        sys.stdout.flush()


def breathe(finished: Event) -> None:
    """A sign of life twice a second, so that the app can stop us in the middle of a long step."""
    while not finished.wait(_BREATH_SECONDS):
        say(alive=True)


def run(folder: Path) -> None:
    """Do the job described in ``folder``; a refusal is said in one sentence, anything else ends the process."""
    from landscape.findings import PortfolioError
    from landscape.pipeline import analyse
    from landscape.report.workbook import workbook_bytes

    job = json.loads((folder / "job.json").read_text(encoding="utf-8"))
    try:
        region = analyse(
            [folder / "files" / name for name in job["files"]],
            organisations=job["organisations"],
            reference_date=job["reference_date"],
            progress=lambda stage, share: say(stage=stage, share=share),
        )
    except PortfolioError as problem:
        say(refused=str(problem))
        return
    (folder / "frames").mkdir()
    for name in FRAMES:
        frame: pd.DataFrame = getattr(region, name)
        frame.reset_index(drop=True).to_feather(folder / "frames" / f"{name}.feather")
    refused = [(entry.file, entry.sentence) for entry in region.refused]
    facts = json.dumps({"reference_date": region.reference_date.isoformat(), "refused": refused})
    (folder / "region.json").write_text(facts, encoding="utf-8")
    say(stage=REPORT_STAGE, share=1.0)
    workbook = workbook_bytes(region.frames(), region.reference_date, language=job["language"])
    (folder / "report.xlsx").write_bytes(workbook)
    say(done=True)


if __name__ == "__main__":
    say(stage=START_STAGE, share=0.0)
    finished = Event()
    Thread(target=breathe, args=(finished,), daemon=True).start()
    try:
        run(Path(sys.argv[1]))
    finally:
        finished.set()
