"""Cut a test file out of the training pairs of a public benchmark, because its own test labels are not here.

    python benchmarks/matching_split.py --train FILE --how pairs|records --share 0.2 --out FOLDER [--seed N]

``pairs``: every fifth pair at random, as the public test files were made (their records also occur in train).
``records``: no record of test occurs in train. Records tied by a match stay together; test holds the pairs with both
records on its side, train those with neither, and the pairs between them are left out, so that test has relatively more
matches than the original.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import scipy.sparse as sp


def main() -> None:
    """Read the arguments, split, write ``train.txt`` and ``test.txt``."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--train", type=Path, required=True)
    arguments.add_argument("--how", choices=("pairs", "records"), default="records")
    arguments.add_argument("--share", type=float, default=0.2)
    arguments.add_argument("--seed", type=int, default=20261122)
    arguments.add_argument("--out", type=Path, required=True)
    chosen = arguments.parse_args()
    lines = [line for line in chosen.train.read_text(encoding="utf-8").split("\n") if line.strip()]
    chance = np.random.default_rng(chosen.seed)
    split = split_records if chosen.how == "records" else split_pairs
    train, test = split(lines, chosen.share, chance)
    chosen.out.mkdir(parents=True, exist_ok=True)
    for name, part in (("train.txt", train), ("test.txt", test)):
        (chosen.out / name).write_text("\n".join(part) + "\n", encoding="utf-8")
        print(name, len(part), "pairs,", sum(line.rstrip().endswith("1") for line in part), "matches")


def split_pairs(lines: list[str], share: float, chance: np.random.Generator) -> tuple[list[str], list[str]]:
    """Pairs at random."""
    drawn = chance.random(len(lines)) < share
    return [line for line, out in zip(lines, drawn, strict=True) if not out], [
        line for line, out in zip(lines, drawn, strict=True) if out
    ]


def split_records(lines: list[str], share: float, chance: np.random.Generator) -> tuple[list[str], list[str]]:
    """No record on both sides; records tied by a match go together."""
    parts = [line.split("\t") for line in lines]
    names = {key: at for at, key in enumerate(sorted({(side, part[side]) for part in parts for side in (0, 1)}))}
    left, right = (np.array([names[(side, part[side])] for part in parts]) for side in (0, 1))
    match = np.array([part[2].strip() == "1" for part in parts])
    links = sp.csr_matrix((np.ones(int(match.sum())), (left[match], right[match])), shape=(len(names), len(names)))
    group = sp.csgraph.connected_components(links, directed=False)[1]
    drawn = (chance.random(group.max() + 1) < share)[group]
    train = [line for line, a, b in zip(lines, drawn[left], drawn[right], strict=True) if not a and not b]
    test = [line for line, a, b in zip(lines, drawn[left], drawn[right], strict=True) if a and b]
    return train, test


if __name__ == "__main__":
    main()
