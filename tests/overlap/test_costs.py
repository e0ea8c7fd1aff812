"""A cost far from that of the same product elsewhere is told at its row, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

import landscape
from landscape.overlap.costs import cost_far_from_product


def _lists(tmp_path: Path, costs: dict[str, str]) -> list[Path]:
    paths = []
    for organisation, cost in costs.items():
        path = tmp_path / f"{organisation}.csv"
        text = f"Applicatie;Leverancier;Kosten per jaar\nGroenbeheer Totaal;Noordlicht;{cost}\n"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths


def test_a_cost_far_from_the_same_product_elsewhere_is_a_finding_at_its_row(tmp_path: Path) -> None:
    files = _lists(tmp_path, {"Aadorp": "10000", "Beekstad": "12000", "Ceehaven": "11000", "Deedam": "1200000"})
    findings = landscape.analyse(files, reference_date="2026-07-01").findings
    found = findings[findings["code"] == "cost_far_from_product"]
    assert found[["file", "row"]].values.tolist() == [["Deedam.csv", 2]]
    assert "1.200.000" in found["saw"].iloc[0]
    assert "11.000" not in found["saw"].iloc[0], "what others pay is not told"


def test_two_costs_or_unknown_ones_say_nothing(tmp_path: Path) -> None:
    files = _lists(tmp_path, {"Aadorp": "10000", "Beekstad": "", "Deedam": "1200000"})
    findings = landscape.analyse(files, reference_date="2026-07-01").findings
    assert "cost_far_from_product" not in set(findings["code"])


def test_many_odd_costs_are_counted_after_the_first_two_hundred() -> None:
    rows = 900
    frame = pd.DataFrame(
        {
            "product_id": [f"p{number % 250}" for number in range(rows)],
            "product_name": "Groenbeheer",
            "name": "Groenbeheer",
            "annual_cost_eur": [1_000_000.0 if number < 250 else 10.0 for number in range(rows)],
            "file": "lijst.csv",
            "sheet": "",
            "row": range(rows),
        }
    )
    found = cost_far_from_product(frame)
    assert (len(found), found[-1].code, found[-1].values["count"]) == (201, "more_of_these", 50)
