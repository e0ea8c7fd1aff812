"""How well readiness is classified: macro-F1, per class, hard rows, confusions, calibration, coverage, speed.

Run from the project folder:

    python benchmarks/readiness.py              measures and writes benchmarks/results/readiness.json and the figures
                                                of the model card, landscape/knowledge/readiness_report.csv
    python benchmarks/readiness.py --calibrate  prints the weights for landscape/knowledge/readiness_learner.toml

Measures on the labelled set beside the project (never trained on, never copied) and on the project's own labelled sets.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from landscape.classify import evaluate, figures, learner, moments, signals
from landscape.classify.decide import classify
from landscape.classify.rules import rules
from landscape.classify.verdict import judge, probability

ROOT = Path(__file__).parents[1]
DATA = ROOT / "tests/data"
DEV = ROOT / "../shared/data/readiness/dev.csv"
VOICES = ("ict", "adviser", "english", "catalogue")
SETS = {
    "own": (DATA / "readiness_own.csv",),
    "fresh": (DATA / "readiness_fresh.csv",),
    "voices": tuple(DATA / f"readiness_voice_{voice}.csv" for voice in VOICES),
    "second_round": (DATA / "readiness_second_round.csv",),
    "third_round": (DATA / "readiness_third_round.csv",),
    "dev": (DEV,),
}
FIRST_RUNS = DATA / "readiness_first_runs.csv"
RESULT = ROOT / "benchmarks/results/readiness.json"
REPORT = ROOT / "landscape/knowledge/readiness_report.csv"
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


def labelled(name: str) -> pd.DataFrame:
    """The labelled rows of one set."""
    return pd.concat([load(path, "," if path == DEV else ";") for path in SETS[name]], ignore_index=True)


def _day(text: str) -> pd.Timestamp | None:
    days = [day for _, day, _ in moments.find(text.lower().strip())]
    return pd.Timestamp(days[0]) if days else None


def measured(frame: pd.DataFrame) -> dict[str, object]:
    """The figures of one labelled set, the hard rows apart, and with a fifth of the signals left out."""
    said = classify(frame, REFERENCE_DATE)
    hard = (frame["difficulty"] == "hard").to_numpy()
    draws = [_without_some(frame, seed) for seed in range(DRAWS)]
    right = (said["readiness"] == frame["label"]).to_numpy()
    sure = said["readiness_probability"].to_numpy(dtype=float)
    return {
        "all": figures.measure(list(frame["label"]), said),
        "hard": figures.measure(list(frame["label"][hard]), said[hard]),
        "most_confused": figures.most_confused(list(frame["label"]), list(said["readiness"])),
        "reliability": figures.reliability(sure, right),
        "coverage": figures.coverage(sure, right),
        "decided_by": {str(name): int(number) for name, number in said["readiness_decided_by"].value_counts().items()},
        "signals_left_out": {"share": LEFT_OUT, "draws": draws, "mean": round(float(np.mean(draws)), 4)},
    }


def _without_some(frame: pd.DataFrame, seed: int) -> float:
    kept = evaluate.sample_of_signals(LEFT_OUT, seed)
    found = figures.measure(list(frame["label"]), evaluate.with_signals(frame, REFERENCE_DATE, kept))
    return float(str(found["macro_f1"]))


def first_runs() -> dict[str, object]:
    """What was said about the voices and the second round the first time they were seen, before anything was mended."""
    seen = pd.read_csv(FIRST_RUNS, sep=";")
    rows = pd.concat([labelled("voices"), labelled("second_round")])[["application_id", "label", "difficulty"]]
    seen = seen.merge(rows, left_on="row_id", right_on="application_id", validate="one_to_one")
    certainty = {rule.id: rule.certainty for rule in rules()}
    sure = np.array(
        [
            probability(model, certainty[rule], bool(unread))
            for model, rule, unread in zip(seen["model"], seen["rule"], seen["unread"], strict=True)
        ]
    )
    right = (seen["said"] == seen["label"]).to_numpy()
    said = pd.DataFrame({"readiness": seen["said"], "readiness_probability": sure, "readiness_automatic": sure >= 0.7})
    hard = (seen["difficulty"] == "hard").to_numpy()
    return {
        "all": figures.measure(list(seen["label"]), said),
        "hard": figures.measure(list(seen["label"][hard]), said[hard]),
        "most_confused": figures.most_confused(list(seen["label"]), list(seen["said"])),
        "reliability": figures.reliability(sure, right),
        "coverage": figures.coverage(sure, right),
    }


def held_out() -> dict[str, object]:
    """The training rows, the learner held out by organisation: alone, and with the rules, which were tuned on them."""
    judged = evaluate.held_out(learner.training(), signals.load())
    truth = [item.truth for item in judged]
    model = pd.DataFrame(
        {
            "readiness": [item.reading.readiness for item in judged],
            "readiness_probability": [item.reading.probabilities[item.reading.readiness] for item in judged],
            "readiness_automatic": False,
        }
    )
    right = (model["readiness"] == truth).to_numpy()
    sure = model["readiness_probability"].to_numpy(dtype=float)
    together = evaluate.as_frame([judge(item.outcome, item.reading) for item in judged])
    return {
        "all": figures.measure(truth, model),
        "most_confused": figures.most_confused(truth, list(model["readiness"])),
        "reliability": figures.reliability(sure, right),
        "coverage": figures.coverage(sure, right),
        "with_rules": figures.measure(truth, together),
    }


def speed() -> dict[str, object]:
    """Seconds and peak memory for many applications, every description and remark different."""
    training = learner.training()
    picks = training.iloc[np.arange(MANY) % len(training)].reset_index(drop=True)
    number = pd.Series(np.arange(MANY).astype(str), dtype="str")
    picks["application_id"] = "a" + number
    picks["name"] = picks["name"] + " " + number
    picks["description"] = picks["description"] + " Team " + number
    started, worked = time.perf_counter(), time.process_time()
    classify(picks, REFERENCE_DATE)
    seconds, busy = time.perf_counter() - started, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    return {
        "applications": MANY,
        "distinct_rows": MANY,
        "seconds": round(seconds, 1),
        "cpu_seconds": round(busy, 1),
        "peak_gib": round(peak, 2),
    }


def report(result: Mapping[str, object], names: tuple[str, ...]) -> pd.DataFrame:
    """The figures the model card shows, one per line: ``set, measure, what, value``."""
    lines: list[tuple[str, str, str, object]] = []
    for name in names:
        found: Mapping[str, object] = result[name]  # type: ignore[assignment]
        lines += [(name, measure, "all", value) for measure, value in _numbers(found["all"])]
        lines += [(name, measure, "hard", value) for measure, value in _numbers(found.get("hard", {}))]
        lines += _confusion(name, found["all"])
        for curve in ("reliability", "coverage"):
            for number, point in enumerate(found[curve]):  # type: ignore[arg-type, var-annotated]
                lines += [(name, f"{curve}_{key}", str(number), value) for key, value in point.items()]
    return pd.DataFrame(lines, columns=["set", "measure", "what", "value"])


def _numbers(found: object) -> list[tuple[str, object]]:
    values: Mapping[str, object] = found if isinstance(found, dict) else {}
    plain = [(name, value) for name, value in values.items() if isinstance(value, int | float)]
    per_class: Mapping[str, object] = values.get("f1", {})  # type: ignore[assignment]
    return plain + [(f"f1_{name}", value) for name, value in per_class.items()]


def _confusion(name: str, found: object) -> list[tuple[str, str, str, object]]:
    values: Mapping[str, list[list[int]]] = found  # type: ignore[assignment]
    order = values["confusion_order"]
    return [
        (name, "confusion", f"{true}>{said}", values["confusion"][row][column])
        for row, true in enumerate(order)
        for column, said in enumerate(order)
    ]


def main() -> None:
    """Measure everything and store it with commit, data and command."""
    if "--calibrate" in sys.argv:
        print(evaluate.calibrate(pd.read_csv(FIRST_RUNS, sep=";")))
        return
    commit = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True)
    names = tuple(name for name in SETS if name != "dev" or DEV.exists())
    result: dict[str, object] = {
        "command": "python benchmarks/readiness.py",
        "commit": commit.stdout.strip(),
        "reference_date": REFERENCE_DATE.isoformat(),
        "data": {name: [path.name for path in SETS[name]] for name in names},
        "signals": len(signals.load()),
        "held_out": held_out(),
        "first_runs": first_runs(),
        **{name: measured(labelled(name)) for name in names},
        "speed": speed(),
    }
    RESULT.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    shown = tuple(name for name in ("dev", "first_runs", "held_out") if name in result)
    report(result, shown).to_csv(REPORT, sep=";", index=False, lineterminator="\n")
    print(json.dumps(result, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
