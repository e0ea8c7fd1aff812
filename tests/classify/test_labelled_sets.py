"""The labelled sets are read as labelled; every sentence of the codebook has a row in the second round."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from landscape.classify import figures, learner
from landscape.classify.decide import classify
from landscape.records import READINESS

DATA = Path(__file__).parents[1] / "data"
SETS = ("fresh", "second_round", "third_round", "voice_adviser", "voice_catalogue", "voice_english", "voice_ict")
NEEDED = {"T1", "T2", "T3", "T4", "R1", "R2", "R3", "R4", "R5", "B1", "B2", "B3", "BM", "CN", "A5", "N0"}


def _labelled(name: str) -> pd.DataFrame:
    return pd.read_csv(DATA / f"readiness_{name}.csv", sep=";", dtype="str", keep_default_na=False)


@pytest.mark.parametrize("name", SETS)
def test_a_labelled_set_is_read_as_labelled(name: str) -> None:
    frame = learner.as_applications(_labelled(name))
    measured = figures.measure(list(frame["label"]), classify(frame, date(2026, 7, 1)))
    assert float(str(measured["macro_f1"])) >= 0.95
    assert measured["legacy_saas_confusions"] == 0.0


@pytest.mark.parametrize("name", SETS)
def test_a_labelled_set_is_well_formed(name: str) -> None:
    frame = _labelled(name)
    assert tuple(frame.columns) == learner.TRAINING_COLUMNS
    assert frame["row_id"].is_unique
    assert set(frame["label"]) <= set(READINESS)
    assert set(frame["difficulty"]) <= {"easy", "medium", "hard"}


def test_no_row_of_the_newer_sets_is_a_training_row() -> None:
    cells = ["name", "description", "hosting", "technology", "client", "database", "support_end", "notes"]
    trained = set(
        learner.knowledge.table(learner.TRAINING_FILE, learner.TRAINING_COLUMNS)[cells].itertuples(index=False)
    )
    for name in SETS[1:]:
        assert trained.isdisjoint(_labelled(name)[cells].itertuples(index=False)), name


def test_the_second_round_names_every_trigger_and_reading_rule() -> None:
    reasons = " ".join(_labelled("second_round")["label_reason"]).upper()
    assert {part for part in NEEDED if part not in reasons} == set()


def test_the_first_runs_are_those_of_the_voices_and_the_second_round() -> None:
    seen = pd.read_csv(DATA / "readiness_first_runs.csv", sep=";")
    rows = pd.concat([_labelled(name) for name in SETS if name.startswith("voice") or name == "second_round"])
    assert sorted(seen["row_id"]) == sorted(rows["row_id"])
