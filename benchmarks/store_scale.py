"""A partnership of 175,000 applications: accept, open to first frame, compare again, backup, restore, equal exports.

    python benchmarks/store_scale.py --applications 175000

The inventories are made up (350 organisations, 500 applications each, 20 filled fields). "First frame" is a new process
that imports the package, opens the file and has all applications as a frame; it is measured in a process of its own,
three times, and the middle one is printed, also in processor time, which does not change with what else the machine
does. "Equal" compares the bytes of the export of every application (CSV) before the backup and after the restore.
"""

from __future__ import annotations

import argparse
import hashlib
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from landscape.partnership import open_partnership, restore_partnership
from landscape.records import APPLICATION_COLUMNS, COLUMN_COLUMNS, FIELDS, FINDING_COLUMNS, Inventory, as_typed, empty

DAY = date(2026, 7, 1)
FILLED = ("name", "vendor", "version", "description", "department", "hosting", "technology", "database", "remarks",
          "contract_number", "status", "license_model", "environment", "integrations", "reference_component",
          "annual_cost_eur", "user_count", "contract_end_date")  # fmt: skip
_FIRST_FRAME = """
import sys, time
start = time.perf_counter()
from landscape.partnership import open_partnership
with open_partnership(sys.argv[1], create=False) as partnership:
    opened = time.perf_counter()
    frame = partnership.applications()
    print(len(frame), opened - start, time.perf_counter() - start, time.process_time())
"""


def inventory(applications: int, organisations: int, *, moved: int = 0) -> Inventory:
    """One file of many organisations; ``moved`` applications have another yearly cost."""
    number = np.arange(applications)
    made = pd.DataFrame({name: pd.Series([""] * applications, dtype="str") for name in APPLICATION_COLUMNS})
    for field in FILLED:
        made[field] = pd.Series(number % 4999, dtype="str").radd(f"{field} ")
    made["name"] = pd.Series(number, dtype="str").radd("Pakket ")
    made["application_id"] = [hashlib.sha256(str(one).encode()).hexdigest()[:16] for one in number]
    made["organisation"] = pd.Series(number % organisations, dtype="str").radd("Gemeente ")
    made = made.assign(file="alles.xlsx", sheet="Lijst", row=number + 2, source_id=pd.Series(number, dtype="str"))
    for field, kind in FIELDS.items():
        if kind == "amount":
            made[field] = np.where(number % 3 == 0, np.nan, number * 1.5) if field in FILLED else np.nan
        elif kind == "count":
            made[field] = pd.array(number % 900, dtype="Int64") if field in FILLED else pd.array([pd.NA] * applications)
        elif kind == "date":
            made[field] = pd.Timestamp("2029-12-31") if field in FILLED else pd.NaT
    made.loc[: moved - 1, "annual_cost_eur"] = 1.0
    columns = pd.DataFrame(
        [["alles.xlsx", "Lijst", 1, "A", field, "", field, "synonym", 1.0] for field in FILLED],
        columns=list(COLUMN_COLUMNS),
    )
    nothing = empty(FINDING_COLUMNS)
    return Inventory("alles.xlsx", "Samen", "column", as_typed(made), columns, nothing, applications, 0)


def timed(label: str, work: Callable[[], object]) -> object:
    """Do ``work``, print how long it took, and pass its answer on."""
    start = time.perf_counter()
    answer = work()
    print(f"{label:45s} {time.perf_counter() - start:7.2f} s", flush=True)
    return answer


def export_hash(path: Path) -> str:
    """The bytes of the whole content as CSV."""
    with open_partnership(path, create=False) as partnership:
        text = partnership.applications(ended=True).to_csv(index=False) + partnership.imports().to_csv(index=False)
    return hashlib.sha256(text.encode()).hexdigest()


def main() -> None:
    """Measure everything once."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--applications", type=int, default=175_000)
    parser.add_argument("--organisations", type=int, default=350)
    options = parser.parse_args()
    given = inventory(options.applications, options.organisations)
    again = inventory(options.applications, options.organisations, moved=3)
    with tempfile.TemporaryDirectory() as name:
        path, copy = Path(name) / "regio.duckdb", Path(name) / "kopie.duckdb"
        with open_partnership(path) as partnership:
            preview = timed("preview of a first inventory", lambda: partnership.preview_inventory(given, "1"))
            timed("accept it", lambda: partnership.accept(preview, on=DAY))  # type: ignore[arg-type]
            preview = timed(
                "preview of the next one, 3 values changed", lambda: partnership.preview_inventory(again, "2")
            )
            print("changes:", preview.counts)  # type: ignore[attr-defined]
            timed("accept it", lambda: partnership.accept(preview, on=DAY))  # type: ignore[arg-type]
            timed("backup", lambda: partnership.backup(copy))
        print(f"file {path.stat().st_size / 1e6:.0f} MB, backup {copy.stat().st_size / 1e6:.0f} MB")
        first_frame(path)
        before = export_hash(path)
        timed("restore", lambda: restore_partnership(path, copy))
        print("exports equal after restore:", before == export_hash(path))
        with open_partnership(path) as partnership:
            timed(
                "remove one organisation, bytes included", lambda: partnership.remove_organisation("Gemeente 7", on=DAY)
            )


def first_frame(path: Path) -> None:
    """Open in a process of its own, three times."""
    runs = []
    for _ in range(3):
        command = [sys.executable, "-c", _FIRST_FRAME, str(path)]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
        runs.append([float(one) for one in told[1:]])
    opened, frame, work = (statistics.median(column) for column in zip(*runs, strict=True))
    print(f"{'new process: imported and opened':45s} {opened:7.2f} s\n{'new process: first frame':45s} {frame:7.2f} s")
    print(f"{'new process: first frame, processor time':45s} {work:7.2f} s (two threads together)")


if __name__ == "__main__":
    main()
