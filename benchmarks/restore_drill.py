"""Backup, loss and restore of a partnership, timed: ``python benchmarks/restore_drill.py [applications]``."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from landscape.partnership import open_partnership, restore_partnership

HEAD = "Organisatie;Applicatie;Leverancier;Omschrijving;Kosten per jaar"


def main() -> int:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 3_000
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        source, path, copy = folder / "Aadorp.csv", folder / "regio.duckdb", folder / "kopie.duckdb"
        lines = [f"Aadorp;Applicatie {n};Leverancier {n % 97};omschrijving {n};{n}" for n in range(rows)]
        source.write_text("\n".join([HEAD, *lines]), encoding="utf-8")
        with open_partnership(path, create=True) as partnership:
            partnership.accept(partnership.preview(source, organisation="Aadorp"))
            before = partnership.applications()
            begun = time.monotonic()
            partnership.backup(copy)
            took, size = time.monotonic() - begun, copy.stat().st_size / 1e6
            print(f"backup of {len(before)} applications: {took:.2f} s, {size:.1f} MB")
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
        begun = time.monotonic()
        restore_partnership(path, copy)
        with open_partnership(path) as partnership:
            same = partnership.applications().equals(before)
        print(f"restore and open: {time.monotonic() - begun:.2f} s, every application as before: {same}")
        return int(not same)


if __name__ == "__main__":
    sys.exit(main())
