"""How many odd spreadsheets are read, whole, or refused for the right reason, through the public ``read_tables``.

    python benchmarks/reading_spreadsheets.py [FOLDER] [--show]

FOLDER holds ``manifest.csv`` and ``files/`` (default: the shared set beside the project). A file counts as

- read when a table of at least one row comes back;
- whole when its largest table, header and lines above it included, has as many filled rows and columns as two other
  readers agree on (``ref_rows``, ``ref_cols``: the largest sheet of the file), within two per cent;
- refused rightly when ``PortfolioError`` comes with a code that fits the reason in the manifest.
"""

from __future__ import annotations

import csv
import sys
import time
from collections import Counter
from pathlib import Path

from landscape.findings import PortfolioError
from landscape.portfolio.read import read_tables

_DEFAULT = Path(__file__).parents[2] / "shared" / "data" / "spreadsheets"
_FITS = {
    "encrypted": {"password"},
    "corrupt": {"broken", "other_type", "empty_file", "too_heavy", "too_slow", "too_much_memory", "hostile_zip"},
    "other type: zip-other": {"other_zip", "broken", "empty_file", "other_type"},
    "other type: ole-other": {"other_type", "broken"},
    "hostile XML (upstream name)": {"hostile_xml", "hostile_zip"},
    "binary, no known container": {"binary", "other_type", "broken"},
}


def main(folder: Path, *, show: bool) -> None:
    """Measure and print."""
    with (folder / "manifest.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    seen: Counter[str] = Counter()
    seconds = []
    for row in rows:
        start = time.perf_counter()
        outcome, detail = _outcome(folder / row["file"], row)
        seconds.append(time.perf_counter() - start)
        seen[f"{row['expected']}: {outcome}"] += 1
        if show and outcome not in ("whole", "read", "refused rightly", "fine"):
            print(f"{outcome:16} {row['file'][6:70]:64} {detail} | {row['reason']} {row['odd']}")
    _print(seen, seconds)


def _outcome(path: Path, row: dict[str, str]) -> tuple[str, str]:
    try:
        tables = read_tables(path)
    except PortfolioError as refusal:
        if row["expected"] == "either":
            return "fine", ""
        if row["expected"] == "reject":
            right = refusal.code in _FITS[row["reason"]]
            return ("refused rightly" if right else "refused wrongly"), refusal.code
        return ("not read, sized" if row["ref_rows"] else "not read"), refusal.code
    except BaseException as problem:
        return "DIED", repr(problem)
    if row["expected"] == "either":
        return "fine", ""
    if row["expected"] == "reject":
        return "read all the same", ""
    return _wholeness(tables, row)


def _wholeness(tables: list, row: dict[str, str]) -> tuple[str, str]:
    if not row["ref_rows"]:
        return "read", ""
    sizes = {(table.header_row, *table.frame.shape) for table in tables}
    by_sheet: dict[str, list[int]] = {}
    for table in tables:
        counted = by_sheet.setdefault(table.sheet, [0, 0])
        counted[0] += len(table.frame) + 1
        counted[1] = max(counted[1], table.frame.shape[1])
    rows, columns = int(row["ref_rows"]), int(row["ref_cols"])
    best = any(r >= 0.98 * rows - 1e-9 and c >= 0.98 * columns - 1e-9 for r, c in by_sheet.values())
    with_titles = any(
        table.header_row + len(table.frame) >= 0.98 * rows and table.frame.shape[1] >= 0.98 * columns
        for table in tables
    )
    if best or with_titles:
        return "whole", ""
    return "in part", f"wanted {rows} x {columns}, got (header, rows, columns) {sorted(sizes)[:4]}"


def _print(seen: Counter[str], seconds: list[float]) -> None:
    def part(*names: str) -> int:
        return sum(seen[name] for name in names)

    tabular = sum(count for name, count in seen.items() if name.startswith("tabular"))
    compared = part("tabular: whole", "tabular: in part", "tabular: not read, sized")
    rejects = sum(count for name, count in seen.items() if name.startswith("reject"))
    read = part("tabular: whole", "tabular: in part", "tabular: read")
    died = sum(count for name, count in seen.items() if name.endswith("DIED"))
    ordered = sorted(seconds)
    print(f"files                 {len(seconds)}")
    print(f"tables read           {read}/{tabular} = {read / max(tabular, 1):.1%}")
    print(
        f"whole tables          {part('tabular: whole')}/{compared} = {part('tabular: whole') / max(compared, 1):.1%}"
    )
    rightly = part("reject: refused rightly")
    print(f"rejects, right reason {rightly}/{rejects} = {rightly / max(rejects, 1):.1%}")
    print(f"anything else raised  {died}")
    middle, almost_all = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.99)]
    print(f"seconds               p50 {middle:.2f}  p99 {almost_all:.2f}  max {ordered[-1]:.2f}")


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if argument != "--show"]
    main(Path(arguments[0]) if arguments else _DEFAULT, show="--show" in sys.argv)
