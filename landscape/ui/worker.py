"""The child process that analyses: uploads in a private folder become frames in that folder.

Started as ``python -m landscape.ui.worker FOLDER JOB`` by :mod:`landscape.ui.work`; never imported by the app, so that
the app stays small and other users' pages never wait for parsing or clustering. Comes in: ``FOLDER/files.json``,
``FOLDER/request.json`` (``work.Request``) and ``FOLDER/files/``, or ``FOLDER/stored/`` with the inventories of a
partnership, which only the app has open. Goes out: one JSON line per stage on standard output,
``FOLDER/frames/*.feather`` and ``region.json``. Two smaller jobs go the same way: only reading files
(``FOLDER/read/``) and writing the workbook to correct (``FOLDER/correct.xlsx``). Frames travel as Arrow files, not as
pickles: reading one can run nothing.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, Any

import pandas as pd

from landscape.advise.answers import ANSWERS

if TYPE_CHECKING:
    from landscape.pipeline import Region
    from landscape.portfolio.confirmed import Remembered
    from landscape.portfolio.inventories import Inventories

FRAMES = (
    "applications", "products", "pairs", "overlaps", "columns", "findings", "matrix", "inventories", "completeness",
    "missing", "contradictions", "redundancy", "names_to_add", "policy_effects", "ties", *ANSWERS,
)  # fmt: skip
STORED_FRAMES = ("applications", "columns", "findings", "inventories")
"""What the app hands over of a partnership: the frames of ``portfolio.inventories.Inventories``."""
ANALYSE, READ, CORRECT = "analyse", "read", "correct"
"""The jobs: the whole road; only reading, for a dry run; the workbook to correct, from ``FOLDER/state.feather``."""
START_STAGE = "start"

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


def run(folder: Path, job: str) -> None:
    """Do the job described in ``folder``; a refusal is said in one sentence, anything else ends the process."""
    from landscape.findings import PortfolioError

    names = json.loads((folder / "files.json").read_text(encoding="utf-8"))
    asked = json.loads((folder / "request.json").read_text(encoding="utf-8"))
    files = [folder / "files" / name for name in names]
    try:
        if job == CORRECT:
            correct(folder, asked["language"])
        elif job == READ:
            leave_read(folder, files, asked)
        else:
            region = analysed(folder, files, asked)
            leave(folder, region, recalled(region.columns, asked), asked)
    except PortfolioError as problem:
        say(refused=str(problem))
        return
    say(done=True)


def leave_read(folder: Path, files: list[Path], asked: dict[str, Any]) -> None:
    """What the files hold, before anything is compared: the frames of ``Inventories`` and the refusals."""
    from landscape.portfolio.inventories import Wishes, read_inventories

    known = remembered(asked)
    wishes = Wishes(asked["organisations"], asked["confirmed"], asked["keep_personal"], asked["language"], known)
    understood = read_inventories(files, wishes, lambda share: say(stage="read", share=share))
    (folder / "read").mkdir()
    for name in STORED_FRAMES:
        getattr(understood, name).reset_index(drop=True).to_feather(folder / "read" / f"{name}.feather")
    refused = json.dumps([(entry.file, entry.sentence) for entry in understood.refused])
    (folder / "refused.json").write_text(refused, encoding="utf-8")


def correct(folder: Path, language: str) -> None:
    """The workbook to correct, of the stored applications the app left."""
    from landscape.report.roundtrip import roundtrip_bytes

    state = pd.read_feather(folder / "state.feather")
    (folder / "correct.xlsx").write_bytes(roundtrip_bytes(state, language=language))


def analysed(folder: Path, files: list[Path], asked: dict[str, Any]) -> Region:
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
        return analyse_inventories(
            stored(folder / "stored"),
            day,
            judgements=said,
            choices=asked["choices"],
            language=language,
            progress=tell,
        )
    return analyse(
        files,
        organisations=asked["organisations"],
        reference_date=asked["reference_date"],
        confirmed=asked["confirmed"],
        remembered=remembered(asked),
        keep_personal=asked["keep_personal"],
        judgements=said,
        choices=asked["choices"],
        language=language,
        progress=tell,
    )


def stored(folder: Path) -> Inventories:
    """The inventories of a partnership as the app left them."""
    from landscape.portfolio.inventories import Inventories

    frames = {name: pd.read_feather(folder / f"{name}.feather") for name in STORED_FRAMES}
    return Inventories(**frames, refused=())


def remembered(asked: dict[str, Any]) -> tuple[Remembered, ...]:
    """The mappings somebody confirmed before, for files with the same headers."""
    from landscape.portfolio.confirmed import Remembered

    return tuple(map(Remembered.from_json, asked["remembered"]))


def recalled(columns: pd.DataFrame, asked: dict[str, Any]) -> dict[str, dict[str, str]]:
    """By file what was remembered about its columns, for the screen; the files were read with it."""
    from landscape.portfolio.confirmed import recalled as by_file

    return by_file(columns, remembered(asked))


def leave(folder: Path, region: Region, recalled: dict[str, dict[str, str]], asked: dict[str, Any]) -> None:
    """Write what the app reads: frames and facts, holding only what the asker may see."""
    from landscape import access
    from landscape.classify.policies import effects
    from landscape.portfolio.completeness import completeness, missing_values

    language: str = asked["language"]
    (folder / "frames").mkdir()
    made: dict[str, pd.DataFrame] = {
        "completeness": completeness(region.applications, language),
        "missing": missing_values(region.applications, language),
        "policy_effects": effects(
            region.applications, region.reference_date, choices=asked["choices"], language=language
        ),
    }
    frames = {name: made[name] if name in made else getattr(region, name) for name in FRAMES}
    frames = access.visible(frames, access.Viewer(**asked["viewer"]), asked["shares"], language)
    for name, frame in frames.items():
        frame.reset_index(drop=True).to_feather(folder / "frames" / f"{name}.feather")
    refused = [(entry.file, entry.sentence) for entry in region.refused]
    facts = json.dumps({"refused": refused, "recalled": recalled})
    (folder / "region.json").write_text(facts, encoding="utf-8")


if __name__ == "__main__":
    say(stage=START_STAGE, share=0.0)
    finished = Event()
    Thread(target=breathe, args=(finished,), daemon=True).start()
    try:
        run(Path(sys.argv[1]), sys.argv[2])
    finally:
        finished.set()
