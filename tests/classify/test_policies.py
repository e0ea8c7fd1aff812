"""Policy switches: what each does, that it says so, and that its effect is exactly what applying it gives."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from landscape import knowledge
from landscape.classify import policies
from landscape.classify.decide import classify
from landscape.classify.rule_table import in_conflict, rule_table
from landscape.classify.rules import policy, switches

DAY = date(2026, 7, 1)
ROWS = pd.DataFrame(
    [
        {"application_id": "a1", "name": "Rekenlijst", "technology": "Excel", "hosting": "", "remarks": ""},
        {
            "application_id": "a2",
            "name": "Bouwsom",
            "technology": "Delphi 11",
            "hosting": "",
            "remarks": "onderhoudscontract",
        },
        {"application_id": "a3", "name": "Bouwsom oud", "technology": "Delphi 7", "hosting": "", "remarks": ""},
        {
            "application_id": "a4",
            "name": "Loket",
            "technology": "webbased",
            "hosting": "bij leverancier",
            "remarks": "",
        },
        {
            "application_id": "a5",
            "name": "Flow",
            "technology": "Kubernetes",
            "hosting": "eigen servers",
            "remarks": "browser",
        },
        {
            "application_id": "a6",
            "name": "Kaart",
            "technology": "Silverlight",
            "hosting": "bij leverancier",
            "remarks": "web",
        },
    ]
).assign(organisation="Aadorp")
CHANGES = {
    "vendor_hosted_browser": ("saas_ready", ["a4"]),
    "own_kubernetes": ("cloud_capable", ["a5"]),
    "spreadsheet_registers": ("unknown", ["a1"]),
    "current_delphi_uniface": ("cloud_capable", ["a2"]),
}


def _classified(choices: dict[str, str] | None = None) -> pd.DataFrame:
    return ROWS.merge(classify(ROWS, DAY, choices=choices), on="application_id")


@pytest.mark.parametrize("switch", sorted(CHANGES))
def test_a_switch_changes_exactly_these_applications(switch: str) -> None:
    value, expected = CHANGES[switch]
    changed = policies.changes(_classified(), DAY, switch, value)
    assert changed["application_id"].tolist() == expected
    applied = _classified({switch: value})["readiness"].ne(_classified()["readiness"])
    assert ROWS["application_id"][applied].tolist() == expected


@pytest.mark.parametrize("switch", sorted(CHANGES))
def test_an_outcome_that_follows_from_a_choice_says_so(switch: str) -> None:
    value, expected = CHANGES[switch]
    said = knowledge.sentence("readiness", "by_choice", switch=knowledge.sentence("readiness_switch", switch))
    reasons = _classified({switch: value}).set_index("application_id")["readiness_reason"]
    assert reasons[reasons.str.contains(said, regex=False)].index.tolist() == expected


def test_turning_a_choice_back_is_listed_too() -> None:
    choices = {"spreadsheet_registers": "unknown"}
    found = policies.effects(_classified(choices), DAY, choices=choices)
    back = found[found["switch"] == "spreadsheet_registers"]
    assert back[["application_id", "value", "readiness_with_choice"]].values.tolist() == [["a1", "legacy", "legacy"]]


def test_every_other_choice_of_every_switch_is_tried() -> None:
    found = policies.effects(_classified(), DAY)
    assert set(found["switch"]) == {switch.id for switch in switches()}
    assert tuple(found.columns) == policies.EFFECT_COLUMNS


def test_what_a_person_said_stays_whatever_the_choice() -> None:
    judged = pd.DataFrame({"application_id": ["a1"], "readiness": ["cloud_capable"], "by": ["CIO"]})
    frame = ROWS.merge(classify(ROWS, DAY, judgements=judged), on="application_id")
    assert policies.changes(frame, DAY, "spreadsheet_registers", "unknown").empty


def test_a_conflict_is_a_later_line_with_another_class() -> None:
    frame = _classified()
    conflict = frame.set_index("application_id").assign(conflict=in_conflict(frame).to_numpy())["conflict"]
    assert bool(conflict["a6"])
    assert not bool(conflict["a1"])
    table = rule_table(frame).set_index("rule")
    assert table.loc["dead_client", "conflicts"] == 1
    assert table.loc["dead_client", "examples"] == "Kaart"


def test_an_unknown_switch_is_refused() -> None:
    with pytest.raises(knowledge.KnowledgeError):
        policy({"no_such_switch": "legacy"})


def test_what_is_no_application_has_no_class_and_says_why() -> None:
    kinds = ROWS.assign(
        application_kind=["not_an_application", *["business"] * 5], application_kind_reason="De naam zegt het."
    )
    found = classify(kinds, DAY).set_index("application_id")
    assert found.loc["a1", ["readiness", "readiness_rule"]].tolist() == ["unknown", "not_application"]
    assert "De naam zegt het." in found.loc["a1", "readiness_reason"]
    assert found.loc["a2":, "readiness"].tolist() == classify(ROWS, DAY)["readiness"].tolist()[1:]
