"""A file over a limit is refused in a sentence that names that limit."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from landscape import knowledge
from landscape.findings import PortfolioError
from landscape.portfolio import workbook
from landscape.portfolio.read import read

LIMITS = knowledge.settings("limits.toml", workbook._LIMITS)


@pytest.fixture
def list_of_six(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    for row in (["Applicatie", "Leverancier", "Hosting"], *(["Zaakwijzer", "Noordlicht", "SaaS"] for _ in range(6))):
        book.active.append(row)
    book.create_sheet("Tweede").append(["Nog een blad"])
    path = tmp_path / "Rijnhout.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("limit", "value", "code"),
    [
        ("sheets", 1, "too_many_sheets"),
        ("rows", 3, "too_many_rows"),
        ("columns", 2, "too_many_columns"),
        ("filled_cells", 8, "too_many_cells"),
        ("cell_characters", 4, "cell_too_long"),
        ("file_megabytes", 0, "too_large"),
    ],
)
def test_a_limit_is_named_in_its_sentence(
    limit: str, value: int, code: str, list_of_six: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook.knowledge, "settings", lambda name, keys: {**LIMITS, limit: value})
    with pytest.raises(PortfolioError) as refusal:
        read(list_of_six)
    assert refusal.value.code == code
    assert str(value) in str(refusal.value)
