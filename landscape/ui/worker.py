"""The child process that analyses: uploads in a private folder become frames in that folder.

Started as ``python -m landscape.ui.worker FOLDER`` by :mod:`landscape.ui.work`; never imported by the app, so the app
itself stays small and other users' pages never wait for parsing or clustering. Comes in: ``FOLDER/files.json``,
``FOLDER/request.json`` (``work.Request``) and ``FOLDER/files/``, or ``FOLDER/stored/`` with the inventories of a
partnership, which only the app has open. Goes out: one JSON line per stage on standard output,
``FOLDER/frames/*.feather``, ``region.json`` and ``report.xlsx``; or, when the files are only to be read,
``FOLDER/read/`` (:mod:`landscape.ui.reading_child`). Frames travel as Arrow files, not as pickles: reading one can run
nothing.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from landscape.pipeline import Region
    from landscape.portfolio.inventories import Inventories

FRAMES = (
    "applications", "products", "pairs", "overlaps", "candidates", "columns", "findings", "matrix", "inventories",
    "completeness", "missing", "contradictions",
    "time", "targets", "scenarios", "scenario_candidates", "scenario_members", "roadmap", "roadmap_broken",
    "roadmap_progress", "suppliers", "concentration", "holders", "sensitivity", "member_effects", "member_leaves",
    "benchmarks", "functions_missing",
)  # fmt: skip
STORED_FRAMES = ("applications", "columns", "findings", "inventories")
"""What the app hands over of a partnership: the frames of ``portfolio.inventories.Inventories``."""
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

    names = json.loads((folder / "files.json").read_text(encoding="utf-8"))
    asked = json.loads((folder / "request.json").read_text(encoding="utf-8"))
    files = [folder / "files" / name for name in names]
    recalled = recall(files, asked["remembered"])
    try:
        region = analysed(folder, files, asked, recalled)
    except PortfolioError as problem:
        say(refused=str(problem))
        return
    leave(folder, region, recalled, asked["language"])
    say(done=True)


def analysed(folder: Path, files: list[Path], asked: dict[str, Any], recalled: dict[str, dict[str, str]]) -> Region:
    """The whole road over ``files``, or over the stored inventories in ``folder`` when there are any."""
    from landscape.days import as_reference_date
    from landscape.pipeline import analyse, analyse_inventories
    from landscape.records_judgements import Said, judgements_of

    said = judgements_of([Said(*one) for one in asked["judgements"]])
    language: str = asked["language"]

    def tell(stage: str, share: float) -> None:
        say(stage=stage, share=share)

    if (folder / "stored").is_dir():
        day = as_reference_date(asked["reference_date"])
        return analyse_inventories(stored(folder / "stored"), day, judgements=said, language=language, progress=tell)
    return analyse(
        files,
        organisations=asked["organisations"],
        reference_date=asked["reference_date"],
        confirmed={**recalled, **asked["confirmed"]},
        keep_personal=asked["keep_personal"],
        judgements=said,
        language=language,
        progress=tell,
    )


def stored(folder: Path) -> Inventories:
    """The inventories of a partnership as the app left them."""
    from landscape.portfolio.inventories import Inventories

    frames = {name: pd.read_feather(folder / f"{name}.feather") for name in STORED_FRAMES}
    return Inventories(**frames, refused=())


def recall(files: list[Path], remembered: list[dict[str, object]]) -> dict[str, dict[str, str]]:
    """What somebody confirmed before about files with the same headers; reads only when there is such a memory."""
    if not remembered:
        return {}
    from landscape.portfolio.inventories import Wishes, read_inventories
    from landscape.ui.corrections import Remembered, recalled

    columns = read_inventories(files, Wishes(), lambda _: None).columns
    return recalled(columns, tuple(map(Remembered.from_json, remembered)))


def leave(folder: Path, region: Region, recalled: dict[str, dict[str, str]], language: str) -> None:
    """Write what the app reads: frames, facts and the workbook."""
    from landscape.portfolio.completeness import completeness, missing_values
    from landscape.report.workbook import workbook_bytes

    (folder / "frames").mkdir()
    made: dict[str, pd.DataFrame] = {
        "completeness": completeness(region.applications, language),
        "missing": missing_values(region.applications, language),
    }
    for name in FRAMES:
        frame = made[name] if name in made else getattr(region, name)
        frame.reset_index(drop=True).to_feather(folder / "frames" / f"{name}.feather")
    refused = [(entry.file, entry.sentence) for entry in region.refused]
    facts = json.dumps({"refused": refused, "recalled": recalled})
    (folder / "region.json").write_text(facts, encoding="utf-8")
    say(stage=REPORT_STAGE, share=1.0)
    workbook = workbook_bytes(region.frames(), region.reference_date, language=language, inventories=region.inventories)
    (folder / "report.xlsx").write_bytes(workbook)


if __name__ == "__main__":
    say(stage=START_STAGE, share=0.0)
    finished = Event()
    Thread(target=breathe, args=(finished,), daemon=True).start()
    try:
        run(Path(sys.argv[1]))
    finally:
        finished.set()
