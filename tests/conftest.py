"""Fixtures of all tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.small_inventories import GEMEENTE_A, GEMEENTE_B, write_csv, write_xlsx


@pytest.fixture
def two_inventories(tmp_path: Path) -> list[Path]:
    """An xlsx of Gemeente A and a CSV of Gemeente B."""
    return [write_xlsx(tmp_path / "Gemeente A.xlsx", GEMEENTE_A), write_csv(tmp_path / "Gemeente B.csv", GEMEENTE_B)]
