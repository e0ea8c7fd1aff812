"""What several tests of matching share."""

from __future__ import annotations

import pytest

from landscape.overlap import learned


@pytest.fixture
def small_learner(monkeypatch: pytest.MonkeyPatch) -> None:
    """One run with few trees: what is learned here needs no more."""
    monkeypatch.setattr(learned, "RUNS", 1)
    monkeypatch.setattr(learned, "TREES", (20, 20))
