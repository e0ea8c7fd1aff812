"""The class of an application, who decided it and why."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from landscape import knowledge
from landscape.classify import figures, learner, policies
from landscape.classify.decide import COLUMNS, classify
from landscape.classify.rule_table import rule_table
from landscape.classify.rules import policy, rules, switches

DAY = date(2026, 7, 1)
OWN = Path(__file__).parents[1] / "data/readiness_own.csv"


def _one(**cells: str) -> pd.Series:
    frame = pd.DataFrame([{"application_id": "a1", "name": "Zaakpakket", **cells}])
    if "end_of_support_date" in frame:
        frame["end_of_support_date"] = pd.to_datetime(frame["end_of_support_date"]).astype("datetime64[s]")
    return classify(frame, DAY).iloc[0]


@pytest.mark.parametrize(
    ("cells", "readiness"),
    [
        ({"hosting": "SaaS", "technology": "Oracle Forms"}, "legacy"),
        ({"hosting": "SaaS", "client_type": "Windows-client"}, "cloud_capable"),
        ({"hosting": "SaaS", "remarks": "via Citrix"}, "cloud_capable"),
        ({"hosting": "SaaS"}, "saas_ready"),
        ({"hosting": "On-premise"}, "unknown"),
        ({"hosting": "On-premise", "client_type": "Client"}, "unknown"),
        ({"hosting": "On-premise", "client_type": "Client/Server"}, "cloud_capable"),
        ({"name": "CloudSuite", "hosting": "On-premise"}, "unknown"),
        ({"client_type": "webbased", "end_of_support_date": "2025-12-31"}, "legacy"),
        ({"client_type": "webbased", "end_of_support_date": "2028-12-31"}, "cloud_capable"),
        ({"hosting": "Windows Server 2012", "end_of_support_date": "2028-12-31"}, "cloud_capable"),
        ({"hosting": "Windows Server 2012"}, "legacy"),
        ({"client_type": "iOS-app"}, "unknown"),
    ],
)
def test_the_codebook_examples(cells: dict[str, str], readiness: str) -> None:
    assert _one(**cells)["readiness"] == readiness


def test_the_reason_names_column_and_words_and_what_was_set_aside() -> None:
    row = _one(hosting="SaaS", technology="Oracle Forms 11g", remarks="geen Citrix")
    assert 'kolom techniek zegt "Oracle Forms 11g"' in row["readiness_reason"]
    assert '"Citrix" (ontkend: "geen")' in row["readiness_reason"]
    evidence = json.loads(row["readiness_evidence"])
    assert {"field", "words", "signal", "status"} <= set(evidence[0])


def test_the_columns_are_those_of_the_contract_and_the_order_is_kept() -> None:
    frame = pd.DataFrame({"application_id": ["b", "a"], "name": ["X", "Y"], "hosting": ["SaaS", "eigen server"]})
    said = classify(frame, DAY)
    assert tuple(said.columns) == COLUMNS
    assert said["application_id"].tolist() == ["b", "a"]
    assert classify(frame.iloc[::-1], DAY)["readiness"].tolist() == said["readiness"].tolist()[::-1]


def test_no_applications_give_an_empty_frame() -> None:
    frame = pd.DataFrame({"application_id": pd.Series([], dtype="str"), "name": pd.Series([], dtype="str")})
    assert list(classify(frame, DAY).columns) == list(COLUMNS)


def test_a_person_outranks_rules_and_model() -> None:
    frame = pd.DataFrame([{"application_id": "a1", "name": "X", "technology": "Delphi"}])
    judgement = pd.DataFrame([{"application_id": "a1", "readiness": "cloud_capable", "by": "functioneel beheer"}])
    row = classify(frame, DAY, judgements=judgement).iloc[0]
    assert (row["readiness"], row["readiness_decided_by"]) == ("cloud_capable", "person")
    assert "functioneel beheer" in row["readiness_reason"]


def test_a_judged_class_that_does_not_exist_is_refused() -> None:
    frame = pd.DataFrame([{"application_id": "a1", "name": "X"}])
    with pytest.raises(knowledge.KnowledgeError, match="superb"):
        classify(frame, DAY, judgements=pd.DataFrame([{"application_id": "a1", "readiness": "superb", "by": ""}]))


def test_obsolescence_gives_dates_and_days_beside_the_class() -> None:
    row = _one(client_type="webbased", database="PostgreSQL 11")
    assert (row["readiness"], row["obsolete"]) == ("cloud_capable", "yes")
    assert "09-11-2023" in row["obsolescence_reason"]


def test_three_answers_stand_beside_the_class() -> None:
    row = _one(hosting="SaaS", client_type="HTML5", integrations="StUF-BG en REST API")
    assert (row["html5"], row["cloud"], row["integration"]) == ("yes", "saas", "api")


def test_a_policy_switch_lists_exactly_what_changes() -> None:
    frame = pd.DataFrame(
        [
            {"application_id": "a1", "name": "X", "technology": "Excel"},
            {"application_id": "a2", "name": "Y", "technology": "Delphi"},
        ]
    )
    frame = frame.fillna("").merge(classify(frame.fillna(""), DAY), on="application_id")
    changed = policies.changes(frame, DAY, "spreadsheet_registers", "unknown")
    assert changed["application_id"].tolist() == ["a1"]
    assert changed["readiness_with_choice"].tolist() == ["unknown"]
    assert policies.changes(frame, DAY, "current_delphi_uniface", "cloud_capable").empty
    with pytest.raises(knowledge.KnowledgeError):
        policy({"spreadsheet_registers": "misschien"})


def test_every_rule_and_switch_has_its_sentences_in_both_languages() -> None:
    for language in knowledge.LANGUAGES:
        for rule in rules():
            assert knowledge.sentence("readiness_rule", rule.id, language)
            assert knowledge.sentence("readiness_question", rule.id, language)
        for switch in switches():
            assert knowledge.sentence("readiness_switch", switch.id, language)


def test_english_sentences_are_english() -> None:
    frame = pd.DataFrame([{"application_id": "a1", "name": "X", "technology": "Delphi 7"}])
    assert classify(frame, DAY, language="en").iloc[0]["readiness_reason"].startswith("Legacy: column technology says")


def test_the_own_trap_set_is_read_as_labelled() -> None:
    labelled = pd.read_csv(OWN, sep=";", dtype="str", keep_default_na=False)
    frame = learner.as_applications(labelled)
    measured = figures.measure(list(frame["label"]), classify(frame, DAY))
    assert float(str(measured["macro_f1"])) >= 0.95
    assert measured["legacy_saas_confusions"] == 0.0


def test_product_names_weigh_nothing_in_the_learner() -> None:
    frame = learner.as_applications(pd.read_csv(OWN, sep=";", dtype="str", keep_default_na=False))
    renamed = frame.assign(name="Product")
    plain = frame[~frame["label_reason"].str.contains("name") & (frame["label"] != "unknown")]
    before = classify(plain, DAY)["readiness"].tolist()
    after = classify(renamed.loc[plain.index], DAY)["readiness"].tolist()
    assert sum(one != other for one, other in zip(before, after, strict=True)) <= 2


def test_the_rule_table_counts_every_application_once() -> None:
    frame = learner.as_applications(pd.read_csv(OWN, sep=";", dtype="str", keep_default_na=False))
    table = rule_table(frame.merge(classify(frame, DAY), on="application_id"))
    assert table["decided"].sum() == len(frame)
    assert (table["voted"] >= table["decided"]).all()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.sampled_from(["hosting", "client_type", "technology", "remarks", "name"]))
def test_any_text_gets_a_class_and_never_an_error(text: str, field: str) -> None:
    row = _one(**{field: text})
    assert row["readiness"] in ("legacy", "cloud_capable", "saas_ready", "unknown")
    assert 0.0 <= row["readiness_probability"] <= 1.0
