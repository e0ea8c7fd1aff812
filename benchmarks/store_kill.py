"""Pull the plug: kill -9 a real import through the public API at random moments, and count what is left.

    python benchmarks/store_kill.py --kills 200

A worker opens a partnership, previews and accepts one workbook after another and writes down every acknowledgement
(flushed to a file of its own) before it goes on. It is killed after a random time, counted from its start, so also
while it opens or makes the file. The next worker does the same list again: what was stored already must be recognised.
Counted at the end: lost (acknowledged, not there), partial (another number of applications than promised), duplicates
(one workbook stored as two imports).
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import openpyxl

from landscape.findings import PortfolioError
from landscape.partnership import open_partnership

ROWS = 40
_WORKER = """
import sys
from pathlib import Path
from landscape.partnership import open_partnership
folder, log = Path(sys.argv[1]), open(sys.argv[2], "a")
with open_partnership(folder / "regio.duckdb") as partnership:
    done = set(Path(sys.argv[2]).read_text().split())
    for file in sorted(folder.glob("*.xlsx")):
        if file.stem not in done:
            partnership.accept(partnership.preview(file, organisation="Gemeente " + file.stem), by="proef")
            log.write(file.stem + "\\n")
            log.flush()
"""


def write_workbooks(folder: Path, count: int) -> None:
    """Small inventories, each of its own organisation."""
    for number in range(count):
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.append(["Applicatie", "Leverancier", "Omschrijving", "Kosten per jaar"])
        for row in range(ROWS):
            code = hashlib.sha256(f"{number}-{row}".encode()).hexdigest()[:8]
            sheet.append([f"Pakket {code}", f"Leverancier {code[:2]}", "zaken " * 20, 1000 + row])
        book.save(folder / f"{number:05d}.xlsx")


def one_life(folder: Path, acknowledged: Path, seconds: float) -> bool:
    """Run a worker for ``seconds``, kill it; says whether it was still alive."""
    command = [sys.executable, "-c", _WORKER, str(folder), str(acknowledged)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True) as worker:
        time.sleep(seconds)
        alive = worker.poll() is None
        if alive:
            os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()
        if not alive and worker.returncode:
            assert worker.stderr is not None
            raise RuntimeError(worker.stderr.read().decode()[-2000:])
    return alive


def main() -> None:
    """Kill, and count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--longest", type=float, default=6.0, help="seconds a worker lives at most")
    options = parser.parse_args()
    moments = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        acknowledged = folder / "acknowledged.txt"
        acknowledged.touch()
        write_workbooks(folder, options.kills * 8)
        killed = reopened = lives = 0
        while killed < options.kills:
            lives += 1  # a worker that has nothing left to import ends by itself and is no kill
            killed += one_life(folder, acknowledged, moments.uniform(0.5, options.longest))
            try:
                open_partnership(folder / "regio.duckdb").close()
                reopened += 1
            except PortfolioError as problem:
                print("does not open after a kill:", problem)
        report(folder, acknowledged, killed, lives, reopened)


def report(folder: Path, acknowledged: Path, killed: int, lives: int, reopened: int) -> None:
    """What the file holds against what was acknowledged."""
    promised = acknowledged.read_text().split()
    with open_partnership(folder / "regio.duckdb", create=False) as partnership:
        stored = partnership.imports()
        per_organisation = partnership.applications().groupby("organisation").size()
        notices = partnership.notices
    names = stored["file"].str.removesuffix(".xlsx")
    lost = set(promised) - set(names)
    partial = int((per_organisation != ROWS).sum())
    duplicates = int(names.duplicated().sum())
    print(f"killed {killed}, opened again {reopened} of {lives}, ", end="")
    print(f"acknowledged {len(promised)}, stored {len(stored)}, ", end="")
    print(f"lost {len(lost)}, partial {partial}, duplicates {duplicates}, notices {len(notices)}")
    if lost or partial or duplicates or reopened != lives:
        sys.exit(1)


if __name__ == "__main__":
    main()
