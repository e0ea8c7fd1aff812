"""Precision, recall and F1 on a public record-linkage benchmark in the DeepMatcher text format.

    python benchmarks/matching_public.py --train FILE --valid FILE --test FILE [--competition answers|scores]
        [--out FILE]

A line is a left record, a right record and 0 or 1, separated by tabs; a record is ``COL name VAL value ...``. The
model learns from train, its threshold comes from valid, and the labels of test are read only to score. The records of
all three files form the two tables that competition looks at. With ``answers`` (the default) a train or valid pair
competes with its own label against *other* pairs of the same record, as answered pairs do in use; with ``scores``
competition sees no label at all. Scikit-learn on one thread, no GPU, no language model, nothing downloaded.
"""

from __future__ import annotations

# ruff: noqa: E402  -- the number of threads must be set before numpy is loaded
import os

for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_variable] = "1"  # OpenMP spins on busy machines: one thread is the fastest there

import argparse
import json
import re
import time
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from landscape.overlap.learned import Listed, informative, two_stages, words_alone
from landscape.overlap.record_features import record_features
from landscape.overlap.record_style import style_features, style_marks
from landscape.overlap.text_records import Tables, TextRecord, nearest_pairs

ROLE_OF = {
    "title": "name", "name": "name", "song_name": "name", "manufacturer": "maker", "brand": "maker", "authors": "maker",
    "artist_name": "maker", "modelno": "code", "category": "category", "price": "price",
}  # fmt: skip
"""Column names of the public sets; any other column is text. Without a name column the first column is the name."""

LONGEST_TEXT = 2_000
"""Letters of a text that are read: what makes a product stands in front, and time must stay within bounds."""

FIELD = re.compile(r"\bCOL (\S+) VAL\b(.*?)(?=\bCOL \S+ VAL\b|$)", re.DOTALL)


def read_pairs(path: Path) -> list[tuple[str, str, bool]]:
    """Left record, right record and label per line.

    Raises:
        ValueError: a line is not two records and 0 or 1; says which line.
    """
    pairs = []
    for number, line in enumerate(path.read_text(encoding="utf-8-sig", errors="replace").split("\n"), start=1):
        if not line.strip():
            continue
        parts = line.rstrip("\r").split("\t")
        if len(parts) != 3 or parts[2].strip() not in ("0", "1"):
            raise ValueError(f"{path.name}, line {number}: expected left record, right record and 0 or 1")
        pairs.append((parts[0].strip(), parts[1].strip(), parts[2].strip() == "1"))
    return pairs


def record_of(text: str) -> TextRecord:
    """One record of the text format, by role."""
    fields = [(column.lower(), value.strip()) for column, value in FIELD.findall(text)] or [("name", text)]
    roles = [ROLE_OF.get(column, "text") for column, _ in fields]
    if "name" not in roles:
        roles[0] = "name"
    values: dict[str, list[str]] = {}
    for role, (_, value) in zip(roles, fields, strict=True):
        values.setdefault(role, []).append(value)
    return TextRecord(**{role: " ".join(found)[:LONGEST_TEXT] for role, found in values.items()})


def best_threshold(same: np.ndarray, score: np.ndarray) -> float:
    """The score from which on calling pairs the same gives the highest F1 one may expect.

    The answers calibrate the scores (Platt); the F1 is that of the calibrated probabilities, which hangs less on the
    few pairs that happen to lie near the threshold than the F1 of the answers themselves.
    """
    if len(np.unique(same)) < 2:
        return 0.5
    odds = np.log(np.clip(score, 1e-4, 1 - 1e-4) / np.clip(1 - score, 1e-4, 1 - 1e-4))[:, None]
    probability = LogisticRegression(C=100.0).fit(odds, same).predict_proba(odds)[:, 1]
    order = np.argsort(-score, kind="stable")
    hits = np.cumsum(probability[order])
    at = int(np.argmax(2 * hits / (np.arange(1, len(same) + 1) + hits[-1])))
    after = score[order][at + 1] if at + 1 < len(score) else 0.0
    return float((score[order][at] + after) / 2)


def figures(same: np.ndarray, said: np.ndarray) -> dict[str, float]:
    """Precision, recall and F1."""
    hits = int((same & said).sum())
    precision, recall = hits / max(int(said.sum()), 1), hits / max(int(same.sum()), 1)
    return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / max(precision + recall, 1e-12)}


def run(train: Path, valid: Path, test: Path, competition: str) -> dict[str, object]:
    """Learn, set the threshold, score; returns the figures of valid and test and the seconds."""
    begun = time.perf_counter()
    files = [read_pairs(path) for path in (train, valid, test)]
    everything = [pair for pairs in files for pair in pairs]
    ends = np.cumsum([len(pairs) for pairs in files])
    tables, left, right = two_tables(everything)
    pairs = listed_pairs(tables, left, right)
    learned, tuned, scored = np.split(np.arange(ends[2]), ends[:2])
    answers = np.array([pair[2] for pair in everything[: ends[1]]], dtype=bool)
    known = np.full(len(pairs.left), np.nan)
    if competition == "answers":
        known[: ends[1]] = answers
    score = two_stages(pairs, learned, answers[learned], known)
    threshold = best_threshold(answers[tuned], score[tuned])
    said = score[scored] >= threshold
    truth = np.array([pair[2] for pair in files[2]], dtype=bool)  # first and only look at the labels of test
    return {
        "test": figures(truth, said), "valid": figures(answers[tuned], score[tuned] >= threshold),
        "threshold": threshold, "pairs": {"train": len(learned), "valid": len(tuned), "test": len(scored)},
        "records": [tables.split, len(tables.records) - tables.split], "pairs_compared": len(pairs.left),
        "competition": competition, "seconds": time.perf_counter() - begun,
    }  # fmt: skip


def two_tables(pairs: list[tuple[str, str, bool]]) -> tuple[Tables, np.ndarray, np.ndarray]:
    """The distinct records of both sides, and per pair their positions; the answers are not looked at."""
    sides = [sorted({pair[side] for pair in pairs}) for side in (0, 1)]
    place = [{text: at for at, text in enumerate(side)} for side in sides]
    tables = Tables([record_of(text) for side in sides for text in side], len(sides[0]))
    left, right = (np.array([place[side][pair[side]] for pair in pairs], dtype=np.int64) for side in (0, 1))
    return tables, left, right


def listed_pairs(tables: Tables, left: np.ndarray, right: np.ndarray) -> Listed:
    """The pairs of the files, then the nearest neighbours that are in none of them."""
    near_left, near_right = nearest_pairs(tables)
    width = len(tables.records) - tables.split
    extra = ~np.isin(near_left * width + near_right, left * width + right)
    every_left, every_right = np.concatenate([left, near_left[extra]]), np.concatenate([right, near_right[extra]])
    every = every_left, every_right
    columns = [*record_features(tables, *every).values(), *style_features(tables, *every).values()]
    features = informative(np.column_stack(columns), np.arange(len(left)))
    alone, style = words_alone(tables, *every), style_marks(tables, *every)
    return Listed(*every, features, alone, style, tables.names, tables.split)


def main() -> None:
    """Read the arguments, run, print and write."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("train", "valid", "test"):
        arguments.add_argument(f"--{name}", type=Path, required=True)
    arguments.add_argument("--competition", choices=("answers", "scores"), default="answers")
    arguments.add_argument("--out", type=Path)
    chosen = arguments.parse_args()
    report = run(chosen.train, chosen.valid, chosen.test, chosen.competition)
    if chosen.out:
        chosen.out.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    test = report["test"]
    assert isinstance(test, dict)
    print(f"P {test['precision']:.4f}  R {test['recall']:.4f}  F1 {test['f1']:.4f}")
    print(json.dumps(report, indent=2))


if __name__ == "__main__":
    main()
