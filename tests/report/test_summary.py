"""What a terminal shows of the candidates: short lines, unknown said as unknown."""

from __future__ import annotations

import pandas as pd

from landscape.report.summary import summary_lines

CANDIDATE = {
    "rank": 1, "title": "Zaaksysteem: 2 producten", "action": "consolideren", "saving_low_eur": float("nan"),
    "saving_mid_eur": float("nan"), "saving_high_eur": float("nan"), "decide_before": pd.Timestamp("2026-09-30"),
    "decision_status": "decide_now", "reasons_for": "een | twee | drie | vier", "reasons_against": "tegen een",
}  # fmt: skip


def shown(**changes: object) -> list[str]:
    frames = {
        "applications": pd.DataFrame({"organisation": ["A"], "readiness": ["legacy"]}),
        "products": pd.DataFrame({"product_id": ["p"]}),
        "overlaps": pd.DataFrame({"kind": ["same_product"]}),
        "candidates": pd.DataFrame([{**CANDIDATE, **changes}]),
    }
    inventories = pd.DataFrame({"organisation_source": ["argument"], "file": ["a.csv"], "organisation": ["A"],
                                "rows_read": [1], "applications": [1], "rows_refused": [0]})  # fmt: skip
    lines = list(summary_lines(frames, inventories))
    return lines[next(at for at, line in enumerate(lines) if line.startswith("1. ")) :]


def test_a_candidate_has_a_line_for_its_title_its_advice_and_each_of_two_reasons() -> None:
    title, advice, *reasons = shown()
    assert title == "1. Zaaksysteem: 2 producten"
    assert advice.strip().endswith("besparing nog niet te berekenen; besluit voor 30-09-2026 (nu beslissen)")
    assert [line.split(":")[-1].strip() for line in reasons[:2]] == ["een", "twee"]
    assert "en 2 andere" in reasons[2]
    assert [line.strip() for line in reasons[3:]] == ["tegen: tegen een"]


def test_the_saving_is_a_range_and_a_missing_day_is_only_its_status() -> None:
    advice = shown(saving_low_eur=-4_240.0, saving_high_eur=19_585.0, decide_before=pd.NaT,
                   decision_status="no_end_date")[1]  # fmt: skip
    assert "-€\u00a04.200 tot €\u00a020.000 per jaar minder" in advice
    assert advice.endswith("; geen einddatum")


def test_one_reason_more_is_said_as_one() -> None:
    assert "en 1 andere" in shown(reasons_for="een | twee | drie")[4]
