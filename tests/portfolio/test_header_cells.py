"""Cells speak for or against what a header only resembles, and abbreviations stand for the word they begin."""

from __future__ import annotations

from pathlib import Path

import pytest

from landscape.portfolio.column_values import ColumnShape
from landscape.portfolio.header_cells import is_contradicted, outspoken
from landscape.portfolio.header_meaning import by_header
from landscape.portfolio.read import read


def _shape(*kinds: str, field: str = "", share: float = 0.0) -> ColumnShape:
    return ColumnShape(frozenset(kinds), field, share, looks_like_names=False)


def test_words_under_an_amount_and_dates_under_a_duration_contradict() -> None:
    assert is_contradicted("annual_cost_eur", _shape("text"))
    assert is_contradicted("contract_duration", _shape("date", "text"))
    assert not is_contradicted("annual_cost_eur", _shape("amount"))
    assert not is_contradicted("version", _shape("date"))
    assert not is_contradicted("contract_end_date", _shape())  # an empty column says nothing


def test_a_scale_says_nothing_against_another_field() -> None:
    assert outspoken("client_type", _shape("text", field="application_type", share=0.9)) == "application_type"
    assert outspoken("strategic_fit", _shape("text", field="criticality", share=1.0)) == ""


def test_a_resembling_header_over_other_cells_is_left_to_the_cells(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    rows = "\n".join(f"Pakket {n};Kade ICT;31-12-20{n}" for n in range(27, 33))
    path.write_text(f"Applicatie;Leverancier;Looptijdveld\n{rows}\n", encoding="utf-8")
    columns = read(path).columns.set_index("header")
    assert columns.loc["Looptijdveld", "field"] == "contract_end_date"
    assert columns.loc["Looptijdveld", "decided_by"] == "values"


@pytest.mark.parametrize("header", ["Opm.", "Opm(s)", "opmerk"])
def test_an_abbreviation_of_one_word_is_understood(header: str) -> None:
    assert by_header(header, "").field == "remarks"


def test_an_abbreviation_of_two_words_is_left_open() -> None:
    assert by_header("ver", "").field == "ignored"
