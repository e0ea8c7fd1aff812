"""How well readiness is classified: macro-F1, per class, hard rows, confusions, calibration, coverage.

Run ``python benchmarks/readiness.py`` from the project folder. Measures on the labelled set beside the project (never
trained on, never copied) and on the project's own trap set, and writes ``benchmarks/results/readiness.json``.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from landscape.classify import moments

ROOT = Path(__file__).parents[1]
DEV = ROOT / "../shared/data/readiness/dev.csv"
OWN = ROOT / "tests/data/readiness_own.csv"
TRAINING = ROOT / "landscape/knowledge/training_readiness.csv"
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
