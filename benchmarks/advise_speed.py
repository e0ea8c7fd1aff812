"""Seconds for advice on a copied region: python benchmarks/advise_speed.py FILE... [--copies 380] [--shape one]

Reads the inventories once, then copies their applications. ``one``: all copies are members of one partnership, so few
overlaps are huge. ``many``: every copy is a partnership of its own, so there are many small overlaps. The roadmap is
timed on 10,000 applications (20 members x 500); every frame is all that the advice room answers, scenarios and roadmap
included. Seconds of processor time stand beside the clock, for a busy machine.
"""

from __future__ import annotations

import argparse
import datetime
import resource
import time
from collections.abc import Callable, Sized

import pandas as pd

import landscape
from landscape.advise.basis import basis
from landscape.advise.counsel import counsel
from landscape.advise.recommend import rank_candidates
from landscape.advise.roadmap import plan

TODAY = datetime.date(2026, 7, 1)


def copied(region: landscape.Region, copies: int, shape: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The applications ``copies`` times under other organisations, with overlaps to match."""
    rows, found = region.applications, region.overlaps
    parts = [
        rows.assign(application_id=rows["application_id"] + f"-{at}", organisation=rows["organisation"] + f" {at}")
        for at in range(copies)
    ]
    ids = found["application_ids"].str.split("; ")
    if shape == "one":
        overlaps = found.assign(
            application_ids=["; ".join(f"{one}-{at}" for at in range(copies) for one in each) for each in ids]
        )
    else:
        overlaps = pd.concat(
            [
                found.assign(
                    overlap_id=found["overlap_id"] + f"-{at}",
                    application_ids=["; ".join(f"{one}-{at}" for one in each) for each in ids],
                )
                for at in range(copies)
            ]
        )
    return pd.concat(parts, ignore_index=True), overlaps


def timed(label: str, work: Callable[[], Sized]) -> None:
    """Do ``work`` and say how many rows it gave, in how many seconds."""
    clock, processor = time.perf_counter(), time.process_time()
    rows = len(work())
    seconds, busy = time.perf_counter() - clock, time.process_time() - processor
    print(f"{label} -> {rows} rows, {seconds:.1f} s ({busy:.1f} s processor)", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--copies", type=int, default=380)
    parser.add_argument("--shape", choices=("one", "many"), default="one")
    asked = parser.parse_args()
    region = landscape.analyse(asked.files, reference_date=TODAY.isoformat())
    applications, overlaps = copied(region, asked.copies, asked.shape)
    size = f"{len(applications)} applications, {len(overlaps)} overlaps"
    timed(f"ranked candidates of {size}", lambda: rank_candidates(applications, overlaps, TODAY))
    timed(f"every frame of {size}", lambda: counsel(basis(applications, overlaps, TODAY)).candidates)
    members, shared = copied(region, max(1, 10_000 // len(region.applications)), asked.shape)
    candidates = rank_candidates(members, shared, TODAY)
    timed(f"roadmap of {len(members)} applications", lambda: plan(candidates, TODAY).steps)
    print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")


if __name__ == "__main__":
    main()
