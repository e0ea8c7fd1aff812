"""F1 over every answered pair of a public set, each scored by a learner that did not see it.

    python benchmarks/matching_cross.py --train FILE --valid FILE [--parts 5] [--seed N] [--out FILE]

The pairs of both files are dealt over ``parts`` at random; each part is scored by what the others teach, and its
threshold comes from the scores of the others. With a thousand matches this is steadier than one test file of two
hundred, so changes are judged on it; what is chosen by it is tuned to these files, and only a file that nobody has seen
is a forecast.
"""

from __future__ import annotations

# ruff: noqa: I001  -- matching_public sets the number of threads before numpy is loaded
import argparse
import json
import time
from pathlib import Path

from matching_public import best_threshold, figures, listed_pairs, read_pairs, two_tables

import numpy as np

from landscape.overlap.learned import two_stages


def run(train: Path, valid: Path, parts: int, seed: int) -> dict[str, object]:
    """Figures over all parts together and the F1 of each."""
    begun = time.perf_counter()
    everything = read_pairs(train) + read_pairs(valid)
    tables, left, right = two_tables(everything)
    pairs = listed_pairs(tables, left, right)
    same = np.array([pair[2] for pair in everything], dtype=bool)
    part = np.random.default_rng(seed).permutation(len(same)) % parts
    score = np.zeros(len(same))
    for number in range(parts):
        rest = np.flatnonzero(part != number)
        known = np.full(len(pairs.left), np.nan)
        known[rest] = same[rest]
        score[part == number] = two_stages(pairs, rest, same[rest], known)[: len(same)][part == number]
        print(f"part {number + 1} of {parts}: {time.perf_counter() - begun:.0f} s", flush=True)
    said = np.zeros(len(same), dtype=bool)
    for number in range(parts):
        held = part == number
        said[held] = score[held] >= best_threshold(same[~held], score[~held])
    each = [figures(same[part == number], said[part == number])["f1"] for number in range(parts)]
    return {
        "all": figures(same, said), "f1_per_part": each, "pairs": len(same), "matches": int(same.sum()), "seed": seed,
        "seconds": time.perf_counter() - begun,
    }  # fmt: skip


def main() -> None:
    """Read the arguments, run, print and write."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("train", "valid"):
        arguments.add_argument(f"--{name}", type=Path, required=True)
    arguments.add_argument("--parts", type=int, default=5)
    arguments.add_argument("--seed", type=int, default=0)
    arguments.add_argument("--out", type=Path)
    chosen = arguments.parse_args()
    report = run(chosen.train, chosen.valid, chosen.parts, chosen.seed)
    if chosen.out:
        chosen.out.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(report, indent=2))


if __name__ == "__main__":
    main()
