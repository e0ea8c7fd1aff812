"""The same set-based steps on DuckDB and on Spark: seconds, and whether the answers are equal to the byte.

    python benchmarks/engine_speed.py [--rows 176000] [--engine duckdb|spark|both] [--out FILE]

What runs through the seam when overlaps are found: facts per overlap, function x organisation matrix, redundancy, and
pairs with the same product. Spark runs on this computer unless ``LANDSCAPE_SPARK_MASTER`` names a cluster; its first
start (the Java process) is counted apart, because a longer run pays it once. This is what the sentence "DuckDB is
faster here" of ``landscape analyse --engine spark`` rests on.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import numpy as np
import pandas as pd
from stamp import stamp

from landscape import engine
from landscape.overlap import candidates
from landscape.overlap.patterns import find_overlaps, function_matrix
from landscape.overlap.redundancy import redundancy

ROWS_PER_ORGANISATION = 500


def landscape(rows: int, chance: np.random.Generator) -> pd.DataFrame:
    """Applications as the overlap room sees them, with unknown amounts, dates and functions."""
    organisations = [f"gemeente {number:04d}" for number in range(rows // ROWS_PER_ORGANISATION + 1)]
    texts = {
        "organisation": chance.choice(organisations, rows),
        "product_id": [f"p-{number}" for number in (chance.pareto(1.0, rows) * 20).astype(int) % 3_000],
        "contract_number": chance.choice(["", "C1", "C2"], rows),
        "vendor_name": chance.choice(["", "Vendor A", "Vendor B"], rows),
        "name_version": chance.choice(["", "1", "2"], rows),
    }
    frame = pd.DataFrame({name: pd.Series(values, dtype="str") for name, values in texts.items()})
    function = frame["product_id"].str.removeprefix("p-").astype(int) % 220
    frame["component"] = ("component " + function.astype("str")).where(chance.random(rows) > 0.1, "")
    frame["application_id"] = [f"a{number:07d}" for number in range(rows)]
    frame["product_name"] = frame["product_id"]
    frame = frame.assign(cloud="unknown", name_environment="", application_kind="business", component_is_broad=False)
    frame["annual_cost_eur"] = np.where(chance.random(rows) < 0.3, np.nan, np.round(chance.random(rows) * 9000, 2))
    days = pd.Timestamp("2027-01-01") + pd.to_timedelta(chance.integers(0, 1400, rows), unit="D")
    return frame.assign(contract_end_date=pd.Series(days).where(chance.random(rows) > 0.4).astype("datetime64[s]"))


def measured(name: str, rows: pd.DataFrame) -> dict[str, object]:
    """Seconds in the engine and fingerprint of every answer, after a first small step that starts the engine."""
    begun = time.perf_counter()
    with engine.running(name):
        function_matrix(rows.head(10))
    start = time.perf_counter() - begun
    with engine.running(name) as stay:
        pairs = candidates.same_value(list(rows["product_id"]), 3)
        answers = {
            "matrix": engine.fingerprint(function_matrix(rows)),
            "overlaps": engine.fingerprint(find_overlaps(rows)),
            "redundancy": engine.fingerprint(redundancy(rows)),
            "same_product_pairs": engine.fingerprint(pd.DataFrame({"left": pairs.left, "right": pairs.right})),
        }
    return {"seconds_to_start": start, "seconds": stay.seconds, "steps": len(stay.steps), "answers": answers}


def main() -> None:
    """Read the arguments, run, print and write."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rows", type=int, default=176_000)
    arguments.add_argument("--engine", choices=(*engine.ENGINES, "both"), default="both")
    arguments.add_argument("--out", type=Path)
    chosen = arguments.parse_args()
    rows = landscape(chosen.rows, np.random.default_rng(20261122))
    names = engine.ENGINES if chosen.engine == "both" else (chosen.engine,)
    report: dict[str, object] = {"rows": chosen.rows, "measured at": stamp()}
    found = {name: measured(name, rows) for name in names}
    report |= found
    if len(found) == len(engine.ENGINES):
        report["answers_are_equal"] = found["duckdb"]["answers"] == found["spark"]["answers"]
        report["seconds_ratio_spark_to_duckdb"] = float(str(found["spark"]["seconds"])) / float(
            str(found["duckdb"]["seconds"])
        )
    text = json.dumps(report, indent=2) + "\n"
    if chosen.out:
        chosen.out.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
