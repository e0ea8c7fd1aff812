"""The decision log, what was realised, snapshots, and how certain each value is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from landscape.findings import PortfolioError
from landscape.partnership import Partnership, deciding, open_partnership, snapshots
from landscape.partnership.certainty import certainty, only_given
from tests.store.inventories_by_hand import Row, content, inventory

DAY, LATER = date(2026, 7, 1), date(2027, 7, 1)
ROWS: list[Row] = [
    {"name": "Alfa", "source_id": "1", "annual_cost_eur": 60_000.0, "annual_cost_origin": "given"},
    {"name": "Beta", "source_id": "2", "annual_cost_eur": 40_000.0, "annual_cost_origin": "derived"},
    {"name": "Gamma", "source_id": "3"},
]
FIELDS = ("name", "application_id", "annual_cost_eur")


@pytest.fixture
def partnership(tmp_path: Path) -> Iterator[Partnership]:
    with open_partnership(tmp_path / "regio.duckdb") as opened:
        yield opened


def take(
    partnership: Partnership, rows: list[Row], ended: list[str] | None = None, file: str = "a.xlsx"
) -> dict[str, str]:
    given = inventory(rows, file=file, fields=FIELDS)
    partnership.accept(partnership.preview_inventory(given, content(given)), on=DAY, ended=ended or [])
    return partnership.applications().set_index("name")["application_id"].to_dict()


def candidate(ids: dict[str, str], names: tuple[str, ...] = ("Alfa", "Beta"), **figures: Any) -> dict[str, Any]:
    known = {"known_annual_cost_eur": 100_000.0, "applications_without_cost": 0, "saving_mid_eur": 35_000.0}
    joined = "; ".join(ids[name] for name in names)
    return {"candidate_id": "K-1", "title": "Alfa en Beta", "application_ids": joined, **known, **figures}


def review(partnership: Partnership, *candidates: dict[str, Any]) -> list[list[str]]:
    log = deciding.decision_log(partnership._database, pd.DataFrame(list(candidates)))
    return log[["candidate_id", "review", "review_reason"]].values.tolist()


def test_a_decision_keeps_who_what_when_why_and_stays_as_it_was(partnership: Partnership) -> None:
    ids = take(partnership, ROWS)
    partnership.decide(candidate(ids), action="consolideren", role="CIO", reason="goedkoper", on=DAY)
    partnership.decide(candidate(ids), action="behouden", role="directeur", reason="toch niet", on=LATER)
    log = partnership.decisions()
    assert log[["action", "role", "reason"]].values.tolist() == [
        ["consolideren", "CIO", "goedkoper"],
        ["behouden", "directeur", "toch niet"],
    ]
    assert [moment.date() for moment in log["on"]] == [DAY, LATER]


@pytest.mark.parametrize("empty", ["action", "role", "reason"])
def test_a_decision_without_action_role_or_reason_is_refused(partnership: Partnership, empty: str) -> None:
    ids = take(partnership, ROWS)
    said = {"action": "behouden", "role": "CIO", "reason": "nodig", empty: " "}
    with pytest.raises(PortfolioError) as refused:
        partnership.decide(candidate(ids), **said, on=DAY)
    assert refused.value.code == "decision_incomplete"


def test_a_decision_is_marked_for_review_when_a_figure_moves_and_not_before(partnership: Partnership) -> None:
    ids = take(partnership, ROWS)
    partnership.decide(candidate(ids), action="bundelen", role="CIO", reason="samen", on=DAY)
    assert review(partnership, candidate(ids)) == [["K-1", "", ""]]
    assert review(partnership, candidate(ids, known_annual_cost_eur=100_400.0)) == [["K-1", "", ""]]
    ((_, mark, why),) = review(partnership, candidate(ids, known_annual_cost_eur=140_000.0))
    assert mark == "herzien?"
    assert "100.000 werd 140.000" in why
    ((_, mark, why),) = review(partnership, candidate(ids, known_annual_cost_eur=float("nan")))
    assert (mark, "onbekend" in why) == ("herzien?", True)


def test_a_decision_follows_its_applications_when_the_candidate_gets_another_id(partnership: Partnership) -> None:
    ids = take(partnership, ROWS)
    partnership.decide(candidate(ids), action="bundelen", role="CIO", reason="samen", on=DAY)
    grown = {**candidate(ids, ("Alfa", "Beta", "Gamma")), "candidate_id": "K-9"}
    assert review(partnership, grown)[0][0] == "K-9"
    ((found, mark, _),) = review(partnership, {**candidate(ids, ("Gamma",)), "candidate_id": "K-3"})
    assert (found, mark) == ("", "herzien?")


def test_candidates_show_the_last_decision_on_them(partnership: Partnership) -> None:
    ids = take(partnership, ROWS)
    partnership.decide(candidate(ids), action="bundelen", role="CIO", reason="samen", on=DAY)
    partnership.decide(candidate(ids), action="behouden", role="CIO", reason="later", on=LATER)
    other = {**candidate(ids, ("Gamma",)), "candidate_id": "K-3"}
    shown = deciding.with_decisions(partnership._database, pd.DataFrame([candidate(ids), other]))
    assert shown["decision"].tolist() == ["behouden", ""]
    assert shown["decision_review"].tolist() == ["", ""]


def test_realised_compares_only_what_is_known_twice_and_ended_costs_nothing(partnership: Partnership) -> None:
    ids = take(partnership, ROWS)
    all_three = candidate(ids, ("Alfa", "Beta", "Gamma"))
    partnership.decide(all_three, action="consolideren", role="CIO", reason="minder", on=DAY)
    cheaper: list[Row] = [{**ROWS[0], "annual_cost_eur": 70_000.0}]
    take(partnership, cheaper, ended=[ids["Beta"]])
    (row,) = partnership.realised().to_dict("records")
    assert (row["promised_saving_eur"], row["cost_then_eur"], row["cost_now_eur"]) == (35_000.0, 100_000.0, 70_000.0)
    assert row["realised_eur"] == 30_000.0
    assert (row["applications"], row["applications_ended"], row["applications_without_cost"]) == (3, 1, 1)


def analysed(partnership: Partnership, **readiness: str) -> pd.DataFrame:
    stored = partnership.applications()
    answers = stored["name"].map(readiness).fillna("unknown").astype("str")
    return stored.assign(
        readiness=answers, readiness_decided_by="rule", component="", product_name="", application_kind="business"
    )


def test_snapshots_tell_what_came_went_and_changed_class(partnership: Partnership) -> None:
    take(partnership, ROWS)
    first = analysed(partnership, Alfa="legacy", Beta="legacy")
    snapshots.keep_snapshot(partnership._database, first, on=DAY, label="voor")
    second = analysed(partnership, Alfa="saas_ready", Beta="legacy")
    second = second[second["name"] != "Gamma"]
    second.loc[second["name"] == "Beta", "application_id"] = "app-nieuw"
    snapshots.keep_snapshot(partnership._database, second, on=LATER, label="na")
    kept = partnership.snapshots()
    assert kept["applications"].tolist() == [3, 2]
    moved = partnership.movements(*kept["snapshot_id"])
    assert moved[["name", "what", "field", "old_value", "new_value"]].values.tolist() == [
        ["Alfa", "changed", "readiness", "legacy", "saas_ready"],
        ["Beta", "went", "", "", ""],
        ["Beta", "came", "", "", ""],
        ["Gamma", "went", "", "", ""],
    ]
    assert partnership.movements(DAY, date(2028, 1, 1)).equals(moved), "by date: the last one on or before that day"
    counts = snapshots.movement_counts(moved).to_dict("records")
    assert counts == [{"organisation": "Gemeente A", "came": 1, "went": 2, "changed": 1}]
    for wrong in (999, date(2020, 1, 1)):
        with pytest.raises(PortfolioError) as refused:
            partnership.movements(DAY, wrong)
        assert refused.value.code == "no_such_snapshot"


def test_each_value_tells_how_certain_it_is_and_from_which_cell(partnership: Partnership) -> None:
    ids = take(partnership, ROWS)
    partnership.judge_readiness(ids["Alfa"], "legacy", by="architect", on=LATER)
    region = analysed(partnership, Alfa="legacy", Beta="legacy")
    region["readiness_decided_by"] = ["person" if name == "Alfa" else "model" for name in region["name"]]
    told = certainty(partnership._database, partnership.judgements(), region, None)
    by = {(row["application_id"], row["field"]): row for row in told.to_dict("records")}
    name = by[ids["Alfa"], "name"]
    assert (name["certainty"], name["file"], name["sheet"], name["cell"]) == ("given", "a.xlsx", "Lijst", "A2")
    assert name["on"].date() == DAY
    assert by[ids["Alfa"], "source_id"]["cell"] == "B2"
    assert by[ids["Alfa"], "annual_cost_eur"]["certainty"] == "given"
    assert by[ids["Beta"], "annual_cost_eur"]["certainty"] == "derived"
    assert by[ids["Beta"], "annual_cost_eur"]["cell"] == "", "a sum of ours stands in no cell"
    assert (ids["Gamma"], "annual_cost_eur") not in by, "unknown is no value"
    judged = by[ids["Alfa"], "readiness"]
    assert (judged["certainty"], judged["decided_by"], judged["on"].date()) == ("judged", "architect", LATER)
    assert by[ids["Beta"], "readiness"]["certainty"] == "predicted"


def test_only_given_values_is_a_filter_that_leaves_unknown_and_no_guess(partnership: Partnership) -> None:
    take(partnership, ROWS)
    region = analysed(partnership, Alfa="legacy").assign(
        component=["X", "Y", "Z"], component_decided_by=["given", "text", "person"], application_kind_decided_by="rule"
    )
    shown = only_given(region)
    assert shown["component"].tolist() == ["X", "", ""]
    assert set(shown["readiness"]) == {"unknown"}
    assert shown.set_index("name")["annual_cost_eur"].dropna().to_dict() == {"Alfa": 60_000.0}
    assert region["component"].tolist() == ["X", "Y", "Z"], "what came in is left alone"


def test_a_value_the_latest_file_is_silent_about_still_points_to_the_cell_it_came_from(
    partnership: Partnership,
) -> None:
    ids = take(partnership, ROWS)
    silent = inventory(
        [{"name": row["name"], "source_id": row["source_id"]} for row in ROWS[::-1]],
        file="b.xlsx",
        fields=("name", "application_id"),
    )
    partnership.accept(partnership.preview_inventory(silent, content(silent)), on=LATER)
    told = partnership.certainty(only=[ids["Alfa"]]).set_index("field")
    assert told.loc["annual_cost_eur", ["file", "cell"]].tolist() == ["a.xlsx", "C2"]
    assert told.loc["name", ["file", "cell"]].tolist() == ["b.xlsx", "A4"]
