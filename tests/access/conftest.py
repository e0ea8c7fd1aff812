"""The sample partnership, analysed once as the app does it, with every frame a page may show."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from landscape.ui import work
from landscape.ui.uploads import Source
from landscape.ui.work import Analysis, Request

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples" / "ijsselrand"


def frames_of(analysis: object) -> dict[str, pd.DataFrame]:
    """Every frame among the fields of an Analysis or a Region, by its name."""
    held = {field.name: getattr(analysis, field.name) for field in fields(analysis)}  # type: ignore[arg-type]
    return {name: value for name, value in held.items() if isinstance(value, pd.DataFrame)}


@pytest.fixture(scope="session")
def analysed() -> Analysis:
    files = sorted(f for f in SAMPLES.iterdir() if f.suffix in {".xlsx", ".csv"} and f.name != "expected.csv")
    sources = [Source(file.name, file.read_bytes()) for file in files]
    return work.analyse(sources, Request(date(2026, 7, 1), "nl"), progress=lambda *_: None)


@pytest.fixture(scope="session")
def frames(analysed: Analysis) -> dict[str, pd.DataFrame]:
    return frames_of(analysed)
