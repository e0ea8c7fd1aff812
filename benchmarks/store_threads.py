"""Many users in one process: 8 threads with 50 imports each while others read 5,000 times; every answer is checked.

    python benchmarks/store_threads.py

Each writing thread owns an organisation and moves it from version to version; all of them also take turns on one shared
organisation, where a preview that became stale is made again (it is counted). A reader asks for all applications and
checks that every organisation is whole and of one single version: half an import, or a mix of two, is a wrong answer.
At the end every organisation must stand at its last version, and nothing may have raised.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
import threading
import time
from datetime import date
from pathlib import Path

import pandas as pd

from landscape.findings import PortfolioError
from landscape.partnership import Partnership, open_partnership
from landscape.records import APPLICATION_COLUMNS, COLUMN_COLUMNS, FIELDS, FINDING_COLUMNS, Inventory, as_typed, empty

ROWS = 30
SHARED = "Gemeente Gedeeld"


def inventory(organisation: str, version: int) -> Inventory:
    """Thirty applications that all say which version of the list they are from."""
    blank: dict[str, object] = {
        name: None if FIELDS.get(name, "text") != "text" else "" for name in APPLICATION_COLUMNS
    }
    rows = [
        {**blank, "application_id": hashlib.sha256(f"{organisation}{row}".encode()).hexdigest()[:16],
         "organisation": organisation, "file": f"{organisation}.xlsx", "sheet": "Lijst", "row": row + 2,
         "name": f"Pakket {row}", "version": str(version)}
        for row in range(ROWS)
    ]  # fmt: skip
    frame = as_typed(pd.DataFrame(rows))
    nothing = empty(FINDING_COLUMNS)
    return Inventory(f"{organisation}.xlsx", organisation, "argument", frame, empty(COLUMN_COLUMNS), nothing, ROWS, 0)


class Count:
    """What went wrong, counted by all threads."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.reads = self.stale = self.imports = 0
        self.wrong: list[str] = []

    def add(self, *, reads: int = 0, stale: int = 0, imports: int = 0, wrong: str = "") -> None:
        """Add to the counts."""
        with self.lock:
            self.reads, self.stale, self.imports = self.reads + reads, self.stale + stale, self.imports + imports
            self.wrong += [wrong] if wrong else []


def store(partnership: Partnership, given: Inventory, count: Count) -> None:
    """Preview and accept, again when somebody else was first."""
    content = hashlib.sha256(repr((given.organisation, given.applications["version"][0])).encode()).hexdigest()
    while True:
        try:
            partnership.accept(partnership.preview_inventory(given, content), on=date(2026, 7, 1))
        except PortfolioError as problem:
            if problem.code != "changed_since_preview":
                count.add(wrong=f"import: {problem}")
                return
            count.add(stale=1)
        else:
            count.add(imports=1)
            return


def write(path: Path, number: int, imports: int, count: Count) -> None:
    """One user with a partnership of its own on the same file; every tenth import is of the shared organisation."""
    with open_partnership(path) as partnership:
        for version in range(1, imports + 1):
            shared = version % 10 == 0
            name = SHARED if shared else f"Gemeente {number}"
            store(partnership, inventory(name, version + (number * 1000 if shared else 0)), count)


def read(path: Path, reads: int, count: Count) -> None:
    """One reader; each answer must be whole."""
    with open_partnership(path) as partnership:
        for _ in range(reads):
            try:
                seen = partnership.applications().groupby("organisation")["version"].agg(["size", "nunique"])
            except Exception as problem:
                count.add(wrong=f"read: {problem!r}")
                continue
            whole = (seen["size"] == ROWS).all() and (seen["nunique"] == 1).all()
            count.add(reads=1, wrong="" if whole else f"read: {seen.to_dict()}")


def main() -> None:
    """Run writers and readers at once, and count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--imports", type=int, default=50)
    parser.add_argument("--readers", type=int, default=5)
    parser.add_argument("--reads", type=int, default=5000)
    options = parser.parse_args()
    count = Count()
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "regio.duckdb"
        with open_partnership(path) as partnership:
            threads = [
                threading.Thread(target=write, args=(path, one, options.imports, count))
                for one in range(options.writers)
            ]
            each = options.reads // options.readers
            threads += [threading.Thread(target=read, args=(path, each, count)) for _ in range(options.readers)]
            start = time.perf_counter()
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            took = time.perf_counter() - start
            last = partnership.applications().groupby("organisation")["version"].first()
            accepted = partnership.imports()
        final = {
            f"Gemeente {one}": str(options.imports - (options.imports % 10 == 0)) for one in range(options.writers)
        }
        behind = [organisation for organisation, version in final.items() if last[organisation] != version]
    print(f"{took:.0f} s: {count.imports} imports acknowledged, {len(accepted)} stored, {count.reads} reads, ", end="")
    print(f"wrong answers or errors {len(count.wrong)}, behind {len(behind)}, stale previews made again {count.stale}")
    print("\n".join(count.wrong[:5]))
    if count.wrong or behind or len(accepted) != count.imports:
        sys.exit(1)


if __name__ == "__main__":
    main()
