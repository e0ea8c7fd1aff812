"""What a list says of an application itself decides what kind of candidate it is, and is said as it stands there."""

from __future__ import annotations

import pandas as pd
import pytest

from landscape import knowledge
from landscape.advise.contracts import STATUSES
from landscape.advise.facts import facts
from landscape.advise.recommend import rank_candidates

CHOICE = "choose_and_consolidate"


def _pair(*rows):
    return [{"component": "CRM", "product_id": row["application_id"], **row} for row in rows]


@pytest.mark.parametrize(
    ("given", "successor"),
    [
        ({"replaced_by": "Djuma"}, "Djuma"), ({"status": "Vervangen door Djuma"}, "Djuma"),
        ({"remarks": "Wordt in 2027 vervangen door Rx.Mission."}, "Rx.Mission"),
        ({"remarks": "Wordt niet vervangen door Djuma"}, ""), ({"remarks": "vervangen door een nieuw pakket"}, ""),
        ({"remarks": "Vervangen door Djuma?"}, ""), ({"replaced_by": "nee"}, ""), ({}, ""),
    ],
)  # fmt: skip
def test_a_successor_is_read_from_column_status_and_remarks(applications, today, given, successor):
    assert facts(applications({"application_id": "a", **given}), today)["successor"][0] == successor


def test_an_application_whose_successor_is_named_is_phased_out_and_no_rival(applications, overlaps, today):
    frame = applications(*_pair({"application_id": "a"}, {"application_id": "b"}, {"application_id": "c"}))
    frame["replaced_by"] = ["Djuma", "", ""]
    candidates = rank_candidates(frame, overlaps(("o", "same_function", CHOICE, ["a", "b", "c"])), today)
    by_id = candidates.set_index("candidate_id")
    assert by_id.loc["K-a", ["action", "nature"]].tolist() == ["uitfaseren", "single_replaced"]
    assert "De lijst noemt zelf de opvolger: Djuma" in by_id.loc["K-a", "reasons_for"]
    assert by_id.loc["K-o", "application_ids"] == "b; c"
    assert "1 applicatie heeft in de lijst al een opvolger" in by_id.loc["K-o", "reasons_for"]


def test_a_candidate_says_which_rows_of_its_overlap_do_not_count(applications, overlaps, today):
    rows = _pair({"application_id": "a"}, {"application_id": "b"}, {"application_id": "c", "status": "Uitgefaseerd"})
    found = rank_candidates(applications(*rows), overlaps(("o", "same_function", CHOICE, ["a", "b", "c"])), today)
    choice = found.set_index("candidate_id").loc["K-o"]
    assert choice["applications"] == 2
    assert "1 applicatie is al uitgezet en telt hier niet mee." in choice["reasons_for"]


@pytest.mark.parametrize("value", ["", "zeer hoog"])
def test_a_proven_dead_end_is_never_invested_in(applications, overlaps, today, value):
    dead = {"readiness": "legacy", "readiness_rule": "dead_client", "end_of_support_date": "2020-01-01"}
    answers = {"business_value": value, "technical_fit": "uitstekend" if value else "", "user_count": 300}
    frame = applications({"application_id": "a", "readiness_reason": "Java applet", **dead, **answers})
    candidate = rank_candidates(frame, overlaps(), today).loc[0]
    assert candidate["action"] in ("vervangen_door_saas", "uitfaseren")
    assert candidate["six_r"] in ("repurchase", "retire")
    assert "Java applet" in candidate["reasons_for"]


def test_an_office_tool_without_a_future_is_phased_out_with_the_reason(applications, overlaps, today):
    row = {"application_kind": "office_technical", "readiness": "legacy", "readiness_rule": "standalone"}
    frame = applications({"application_id": "a", "name": "Internet Explorer 11", "readiness_reason": "IE 11", **row})
    candidate = rank_candidates(frame, overlaps(), today).loc[0]
    assert candidate["action"] == "uitfaseren"
    assert "IE 11" in candidate["reasons_for"]


def test_names_of_which_one_differs_are_no_family(applications, overlaps, today):
    names = {"a": "Squit 20/20", "b": "Squit XO", "c": "Feestbeheer"}
    frame = applications(*_pair(*({"application_id": i, "name": n, "vendor": n} for i, n in names.items())))
    found = rank_candidates(frame, overlaps(("o", "same_function", CHOICE, list(names))), today)
    assert "namen die op elkaar lijken" not in found.loc[0, "reasons_for"]


def test_own_builds_of_two_organisations_are_no_modules_and_are_told_apart(applications, overlaps, today):
    own = {"name": "Planning", "vendor": "Gemeente (eigen bouw)", "application_kind": "own_build"}
    frame = applications(
        *_pair({"application_id": "a", **own}, {"application_id": "b", "organisation": "Gemeente B", **own})
    )
    candidate = rank_candidates(frame, overlaps(("o", "same_function", CHOICE, ["a", "b"])), today).loc[0]
    assert candidate["nature"] == "rival_products_regional"
    assert candidate["products"] == "Planning (Gemeente A), Planning (Gemeente B)"


def test_a_contract_that_ended_is_a_question_with_its_date_not_a_missing_date(applications, overlaps, today):
    frame = applications(
        *_pair({"application_id": "a", "name": "LTP"}, {"application_id": "b", "name": "Ander"}),
    ).assign(contract_end_date=pd.to_datetime(["2025-06-30", None]).astype("datetime64[s]"))
    candidate = rank_candidates(frame, overlaps(("o", "same_function", CHOICE, ["a", "b"])), today).loc[0]
    assert candidate["decision_status"] == "ended"
    assert "liep af volgens de lijst (LTP op 30-06-2025); loopt het stilzwijgend door?" in candidate["missing"]
    assert "de einddatum van het contract" not in candidate["reasons_against"]


def test_every_decision_status_has_its_label_in_both_languages():
    for language in knowledge.LANGUAGES:
        assert set(knowledge.texts(language)["advice_status"]) == set(STATUSES)


def test_what_is_missing_begins_with_the_inventory_and_closes_with_the_decision(applications, overlaps, today):
    row = {"annual_cost_eur": 50_000.0, "readiness": "saas_ready"}
    frame = applications(*_pair({"application_id": "a", **row}, {"application_id": "b", **row}))
    candidate = rank_candidates(frame, overlaps(("o", "same_function", CHOICE, ["a", "b"])), today).loc[0]
    items = candidate["missing"].split(" | ")
    assert candidate["target_product"] != ""
    assert items[0] == "einddatum contract (2 van 2 onbekend)"
    assert items[-1] == "en voor het besluit zelf: uitgangspunten van de keuze, wie wanneer besluit"
    assert sum("besluit zelf" in item for item in items) == 1
