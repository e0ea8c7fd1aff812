"""The sample partnership, analysed once as the app does it, with every frame a page may show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from landscape.ui import work
from landscape.ui.uploads import Source
from landscape.ui.work import Analysis, Request
from tests.access.provider import Provider
from tests.access.server_under_test import Running, configuration, free_port, make_partnership, serving

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


@pytest.fixture(scope="session")
def provider(iam_server: Any) -> Provider:
    """Canaille with one client for the app and one for another application."""
    return Provider(iam_server)


@pytest.fixture(scope="session")
def regio(provider: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A running server of a partnership of two gemeenten, with three people."""
    folder = tmp_path_factory.mktemp("server")
    data = folder / "data"
    data.mkdir()
    make_partnership(data)
    port = free_port()
    provider.make_client(port)
    config = folder / "landschap.toml"
    people = {
        "an@aadorp.example": '{ lid = ["Aadorp"] }',
        "bo@beekstad.example": '{ lid = ["Beekstad"] }',
        "baas@regio.example": '{ beheerder = ["*"] }',
    }
    config.write_text(configuration(data, port, provider.metadata, people, prompt='"none"'), encoding="utf-8")
    with serving(config, port, data, provider.secret) as running:
        yield running
