"""How well readiness is classified: macro-F1, per class, hard rows, confusions, calibration, coverage, speed.

Run from the project folder:

    python benchmarks/readiness.py              measures and writes benchmarks/results/readiness.json
    python benchmarks/readiness.py --calibrate  prints the weights for landscape/knowledge/readiness_learner.toml

Measures on the labelled set beside the project (never trained on, never copied) and on the project's own trap set.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from landscape.classify import evaluate, learner, moments, signals
from landscape.classify.decide import classify
from landscape.classify.verdict import judge

ROOT = Path(__file__).parents[1]
DEV = ROOT / "../shared/data/readiness/dev.csv"
OWN = ROOT / "tests/data/readiness_own.csv"
FRESH = ROOT / "tests/data/readiness_fresh.csv"
RESULT = ROOT / "benchmarks/results/readiness.json"
REFERENCE_DATE = date(2026, 7, 1)
DRAWS = 10
LEFT_OUT = 0.2
MANY = 175_000
RENAMED = {
    "row_id": "application_id",
    "client": "client_type",
    "contract_end": "contract_end_date",
    "support_end": "end_of_support_date",
    "notes": "remarks",
}
DATES = ("contract_end_date", "end_of_support_date")


def load(path: Path, separator: str) -> pd.DataFrame:
    """A labelled set with the columns of ``records`` and its labels."""
    frame = pd.read_csv(path, sep=separator, dtype="str", keep_default_na=False).rename(columns=RENAMED)
    for column in DATES:
        frame[column] = pd.Series([_day(text) for text in frame[column]], dtype="datetime64[s]")
    return frame


def _day(text: str) -> pd.Timestamp | None:
    days = [day for _, day, _ in moments.find(text.lower().strip())]
    return pd.Timestamp(days[0]) if days else None


def figures(frame: pd.DataFrame) -> dict[str, object]:
    """The figures of one labelled set, the hard rows apart, and with a fifth of the signals left out."""
    said = classify(frame, REFERENCE_DATE)
    hard = (frame["difficulty"] == "hard").to_numpy()
    draws = [_without_some(frame, seed) for seed in range(DRAWS)]
    return {
        "all": evaluate.measure(list(frame["label"]), said),
        "hard": evaluate.measure(list(frame["label"][hard]), said[hard]),
        "decided_by": {str(name): int(number) for name, number in said["readiness_decided_by"].value_counts().items()},
        "signals_left_out": {"share": LEFT_OUT, "draws": draws, "mean": round(float(np.mean(draws)), 4)},
    }


def _without_some(frame: pd.DataFrame, seed: int) -> float:
    kept = evaluate.sample_of_signals(LEFT_OUT, seed)
    measured = evaluate.measure(list(frame["label"]), evaluate.with_signals(frame, REFERENCE_DATE, kept))
    return float(str(measured["macro_f1"]))


def training_held_out() -> dict[str, object]:
    """Figures on the training rows, the learner held out by organisation; the rules were tuned on these rows."""
    judged = evaluate.held_out(learner.training(), signals.load())
    verdicts = [judge(item.outcome, item.reading) for item in judged]
    truth = [item.truth for item in judged]
    alone = float(np.mean([item.reading.readiness == item.truth for item in judged]))
    return {**evaluate.measure(truth, evaluate.as_frame(verdicts)), "learner_alone_accuracy": round(alone, 4)}


def speed() -> dict[str, object]:
    """Seconds and peak memory for many applications, every description and remark different."""
    training = learner.training()
    picks = training.iloc[np.arange(MANY) % len(training)].reset_index(drop=True)
    number = pd.Series(np.arange(MANY).astype(str), dtype="str")
    picks["application_id"] = "a" + number
    picks["name"] = picks["name"] + " " + number
    picks["description"] = picks["description"] + " Team " + number
    started = time.perf_counter()
    classify(picks, REFERENCE_DATE)
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    return {"applications": MANY, "distinct_rows": MANY, "seconds": round(seconds, 1), "peak_gib": round(peak, 2)}


def main() -> None:
    """Measure everything and store it with commit, data and command."""
    if "--calibrate" in sys.argv:
        print(evaluate.calibrate(learner.training(), LEFT_OUT, 5))
        return
    commit = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True)
    sets = {"own": (OWN, ";"), "fresh": (FRESH, ";"), **({"dev": (DEV, ",")} if DEV.exists() else {})}
    result: dict[str, object] = {
        "command": "python benchmarks/readiness.py",
        "commit": commit.stdout.strip(),
        "reference_date": REFERENCE_DATE.isoformat(),
        "data": {name: path.name for name, (path, _) in sets.items()},
        "signals": len(signals.load()),
        "training_held_out": training_held_out(),
        **{name: figures(load(path, separator)) for name, (path, separator) in sets.items()},
        "speed": speed(),
    }
    RESULT.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
