"""Pull the plug during upkeep: kill -9 while an organisation is removed, a backup made, or a backup put back.

    python benchmarks/store_kill_upkeep.py --kills 60

Each life starts from the same closed file of two organisations. Afterwards the file must open by itself and hold either
the state from before or the one from after, whole: the other organisation is untouched, a removed one has no byte left
in any file (opening finishes what was cut short), and a backup is either absent or complete.
"""

from __future__ import annotations

import argparse
import collections
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from store_disk_full import take

from landscape.partnership import open_partnership

ROWS = 3000
SECRET = "Gemeente Zeldzaamgeheim"
_WORK = {
    "remove": f"with open_partnership(path) as p: go(); p.remove_organisation({SECRET!r})",
    "backup": "with open_partnership(path) as p: go(); p.backup(copy)",
    "restore": "go(); restore_partnership(path, older)",
}
_WORKER = """
import sys
from pathlib import Path
from landscape.partnership import open_partnership, restore_partnership
folder = Path(sys.argv[1])
path, copy, older = folder / "regio.duckdb", folder / "kopie.duckdb", folder / "ouder.duckdb"
def go(): print("go", flush=True)
"""


def one_life(folder: Path, what: str, seconds: float) -> bool:
    """Start the work, kill it ``seconds`` after it began; says whether it was still busy."""
    command = [sys.executable, "-c", _WORKER + _WORK[what], str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True) as worker:
        assert worker.stdout is not None
        worker.stdout.readline()
        time.sleep(seconds)
        busy = worker.poll() is None
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    return busy


def state_of(path: Path) -> dict[str, int]:
    """Applications per organisation, after opening; a notice is an error."""
    with open_partnership(path, create=False) as partnership:
        if partnership.notices:
            raise RuntimeError(partnership.notices)
        return {
            str(name): int(count) for name, count in partnership.applications().groupby("organisation").size().items()
        }


def check(folder: Path, what: str) -> str:
    """Before or after, and nothing in between."""
    both, one = {"Gemeente A": ROWS, SECRET: ROWS}, {"Gemeente A": ROWS}
    held = state_of(folder / "regio.duckdb")
    if held not in ([both] if what == "backup" else [both, one]):
        raise RuntimeError(f"{what}: {held}")
    if what == "remove" and held == one:
        left = [file.name for file in folder.iterdir() if file.is_file() and SECRET.encode() in file.read_bytes()]
        if left:
            raise RuntimeError(f"bytes left in {left}")
    copy = folder / "kopie.duckdb"
    if what == "backup" and copy.exists() and state_of(copy) != both:
        raise RuntimeError("half a backup")
    return "after" if held == one or copy.exists() else "before"


def main() -> None:
    """Kill, and count what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--seed", type=int, default=5)
    options = parser.parse_args()
    moments = random.Random(options.seed)
    found: collections.Counter[tuple[str, str]] = collections.Counter()
    with tempfile.TemporaryDirectory() as name:
        start = Path(name) / "begin"
        start.mkdir()
        with open_partnership(start / "regio.duckdb") as partnership:
            take(partnership, ROWS, "Gemeente A", [])
            partnership.backup(start / "ouder.duckdb")
            take(partnership, ROWS, SECRET, [])
        for number in range(options.kills):
            what = sorted(_WORK)[number % len(_WORK)]
            folder = Path(name) / "leven"
            shutil.copytree(start, folder)
            if what != "restore":
                (folder / "ouder.duckdb").unlink()
            busy = one_life(folder, what, moments.uniform(0, 0.6))
            found[what, check(folder, what) + (", killed while busy" if busy else ", done")] += 1
            shutil.rmtree(folder)
    for (what, outcome), count in sorted(found.items()):
        print(f"{what}: {outcome}: {count}")


if __name__ == "__main__":
    main()
