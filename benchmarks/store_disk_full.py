"""A full disk: import until nothing fits, see the sentence, make room, and go on in the same process.

    python benchmarks/store_disk_full.py --folder /mnt/small

``--folder`` is a small file system of its own, for example ``mount -t tmpfs -o size=8m tmpfs /mnt/small``. A file that
takes up room stands beside the partnership and is removed half-way. Nothing acknowledged may be lost, every refusal
must be the one sentence about the disk, a backup that does not fit leaves no half file, and importing goes on
afterwards without opening the partnership again.
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from store_scale import inventory

from landscape.findings import PortfolioError
from landscape.partnership import Partnership, open_partnership

DAY = date(2026, 7, 1)
ROUNDS = 3


def main() -> None:
    """Fill, make room, go on; a few times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--rows", type=int, default=400)
    options = parser.parse_args()
    path, ballast = options.folder / "regio.duckdb", options.folder / "vulling.bin"
    acknowledged: list[str] = []
    refusals: list[str] = []
    with open_partnership(path) as partnership:
        for round_ in range(ROUNDS):
            fill(partnership, options.rows, ballast, f"ronde {round_}", acknowledged, refusals)
            refusals += [backup_refusal(partnership, options.folder / "kopie.duckdb")]
            ballast.unlink()
            take(partnership, options.rows, f"ronde {round_} erna", acknowledged)
            check(partnership, acknowledged, options.rows)
    with open_partnership(path, create=False) as partnership:
        check(partnership, acknowledged, options.rows)
        notices = partnership.notices
    left = sorted(file.name for file in options.folder.iterdir())
    codes = sorted(set(refusals))
    print(f"{ROUNDS} times full: acknowledged {len(acknowledged)}, lost 0, refusals {len(refusals)} {codes}, ", end="")
    print(f"notices {len(notices)}, files left {left}")
    if set(refusals) - {"store_disk_full"} or notices:
        sys.exit(1)


def fill(
    partnership: Partnership, rows: int, ballast: Path, label: str, acknowledged: list[str], refusals: list[str]
) -> None:
    """Take room until an import is refused."""
    with ballast.open("wb") as file:
        for number in range(1000):
            try:
                file.write(b"0" * 200_000)
                file.flush()
            except OSError:
                pass
            try:
                take(partnership, rows, f"{label}, {number}", acknowledged)
            except PortfolioError as problem:
                refusals.append(problem.code)
                return
    raise RuntimeError("the disk never became full; give a smaller one")


def take(partnership: Partnership, rows: int, organisation: str, acknowledged: list[str]) -> None:
    """One import of an organisation of its own."""
    given = inventory(rows, 1)
    frame = given.applications.assign(organisation=organisation)
    frame["application_id"] = organisation + frame["application_id"]
    mine = type(given)(organisation, organisation, "argument", frame, given.columns, given.findings, rows, 0)
    partnership.accept(partnership.preview_inventory(mine, organisation), on=DAY)
    acknowledged.append(organisation)


def backup_refusal(partnership: Partnership, target: Path) -> str:
    """A backup on a full disk is refused and leaves nothing."""
    try:
        partnership.backup(target)
    except PortfolioError as problem:
        assert not target.exists()
        return problem.code
    target.unlink()
    return "store_disk_full"


def check(partnership: Partnership, acknowledged: list[str], rows: int) -> None:
    """Every acknowledged organisation is there, whole, and nothing else is."""
    held = partnership.applications().groupby("organisation").size().to_dict()
    if held != dict.fromkeys(acknowledged, rows):
        raise RuntimeError(f"acknowledged {len(acknowledged)}, held {len(held)}: {set(acknowledged) ^ set(held)}")


if __name__ == "__main__":
    main()
