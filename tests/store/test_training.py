"""Judgements train the classifier when there are enough: similar rows move, and who decided stays honest."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd

from landscape.partnership import open_partnership
from landscape.pipeline import Region
from tests.store.inventories_by_hand import Row, content, inventory

DAY = date(2026, 7, 1)
WORDS = {"legacy": "fliebel twaalf bij de balie", "saas_ready": "pluimvorm zeven van de portaalgroep"}
"""Words no rule and no shipped example knows, so that only what people judged can say what they mean."""


def rows(readiness: str, count: int, start: int = 0) -> list[Row]:
    return [
        {"name": f"Programma {readiness} {number}", "description": WORDS[readiness]}
        for number in range(start, start + count)
    ]


def analysed(path: Path, judged: int) -> tuple[Region, pd.DataFrame]:
    """Twenty rows of each kind, the first ``judged`` of each judged; the region and the rows nobody judged."""
    with open_partnership(path) as partnership:
        given = inventory([*rows("legacy", 20), *rows("saas_ready", 20)], fields=("name", "description"))
        partnership.accept(partnership.preview_inventory(given, content(given)), on=DAY)
        ids = partnership.applications().set_index("name")["application_id"]
        for readiness in WORDS:
            for number in range(judged):
                partnership.judge_readiness(ids[f"Programma {readiness} {number}"], readiness, by="CIO", on=DAY)
        region = partnership.analyse(reference_date=DAY)
        assert len(partnership.training_rows()) == (2 * judged if judged >= 15 else 0)
    frame = region.applications
    return region, frame[frame["readiness_decided_by"] != "person"]


def test_too_few_judgements_teach_nothing_and_enough_change_the_chances_of_similar_rows(tmp_path: Path) -> None:
    _, untaught = analysed(tmp_path / "weinig.duckdb", judged=4)
    region, taught = analysed(tmp_path / "genoeg.duckdb", judged=15)
    before = untaught.set_index("name")["readiness_probability"].reindex(taught["name"]).to_numpy()
    assert not (taught["readiness_probability"].to_numpy() == before).any(), "what was learned shows in every row"
    assert len(taught) == 10
    assert set(taught["readiness_decided_by"]) <= {"rule", "model"}
    assert (region.applications["readiness_decided_by"] == "person").sum() == 30


TASKS = (
    "vergunningen", "belastingen", "inkomen", "jeugd", "parkeren", "subsidies", "archief", "grondzaken", "inkoop",
    "verkiezingen", "wegbeheer", "riolering", "huisvuil", "griffie", "bezwaar", "klachten", "leges", "vastgoed",
)  # fmt: skip
REGIONAL = {
    "legacy": {"description": "ondersteunt {task}, draait op de Regioschil", "hosting": "Regioschil",
               "technology": "werkplek via Regioschil"},
    "saas_ready": {"description": "ondersteunt {task}, afgenomen als Stroomdienst", "hosting": "Stroomdienst",
                   "technology": "Stroomdienst 2.0"},
}  # fmt: skip
"""Names this region has for its own platforms: no rule knows them, the people who judge do."""


def of_region(path: Path, judged: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Answers and certainties about the last three tasks, after the first ``judged`` of each platform were judged."""
    rows: list[Row] = [
        {"name": f"{task} {readiness}", **{field: text.format(task=task) for field, text in words.items()}}
        for task in TASKS
        for readiness, words in REGIONAL.items()
    ]
    given = inventory(rows, fields=("name", "description", "hosting", "technology"))
    with open_partnership(path) as partnership:
        partnership.accept(partnership.preview_inventory(given, content(given)), on=DAY)
        ids = partnership.applications().set_index("name")["application_id"]
        for task in TASKS[:judged]:
            for readiness in REGIONAL:
                partnership.judge_readiness(ids[f"{task} {readiness}"], readiness, by="architect", on=DAY)
        region = partnership.analyse(reference_date=DAY)
        certainty = partnership.certainty(region)
    left = [f"{task} {readiness}" for task in TASKS[-3:] for readiness in REGIONAL]
    answers = region.applications.set_index("name").loc[left]
    mine = certainty["application_id"].isin(answers["application_id"]) & (certainty["field"] == "readiness")
    return answers, certainty[mine]


def test_what_people_judged_about_platforms_of_their_own_answers_the_rows_they_did_not_judge(tmp_path: Path) -> None:
    before, nothing = of_region(tmp_path / "weinig.duckdb", judged=10)
    assert set(before["readiness"]) == {"unknown"}, "twenty judgements count for themselves only"
    assert nothing.empty
    after, told = of_region(tmp_path / "genoeg.duckdb", judged=15)
    assert after["readiness"].tolist() == ["legacy", "saas_ready"] * 3
    assert set(after["readiness_decided_by"]) == {"model"}, "what was learned is a prediction, whoever taught it"
    assert (after["readiness_probability"] < 1).all()
    assert set(told["certainty"]) == {"predicted"}
    assert "architect" not in set(told["decided_by"])


def test_a_model_that_learned_never_calls_its_answer_a_judgement(tmp_path: Path) -> None:
    region, taught = analysed(tmp_path / "r.duckdb", judged=15)
    said = region.certainty()
    mine = said[said["application_id"].isin(taught["application_id"]) & (said["field"] == "readiness")]
    assert set(mine["certainty"]) <= {"predicted", "derived"}
