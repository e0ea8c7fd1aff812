"""The figures of a candidate, and what is missing before somebody can decide."""

from __future__ import annotations

import pandas as pd
import pytest

from landscape import knowledge
from landscape.advise.actions import actions
from landscape.advise.basis import basis
from landscape.advise.ready import facts_missing, missing
from landscape.advise.recommend import ranked

CHOICE = "choose_and_consolidate"
COMPLETE = {
    "annual_cost_eur": 60_000.0, "user_count": 100, "contract_end_date": "2028-12-31", "notice_period": "3 maanden",
    "end_of_support_date": "2035-01-01", "integrations": "2", "functional_admin": "applicatiebeheer", "vendor": "M",
    "vendor_name": "M", "archive": "7 jaar", "component": "CRM", "readiness": "saas_ready", "product_name": "P",
}  # fmt: skip


@pytest.fixture
def given(applications, overlaps, today):
    def make(*changes: dict) -> object:
        rows = []
        for at, change in enumerate(changes):
            own = {
                "application_id": f"a{at}",
                "organisation": f"O{at}",
                "product_id": f"p{at}",
                "vendor_name": f"M{at}",
            }
            rows.append({**COMPLETE, **own, **change})
        frame = applications(*rows)
        return basis(frame, overlaps(("crm", "same_function", CHOICE, list(frame["application_id"]))), today)

    return make


def test_counts_cost_and_unknown_cost_travel_together(given):
    row = given({}, {"annual_cost_eur": None}).figures.iloc[0]
    assert (row["n_applications"], row["n_organisations"], row["n_products"]) == (2, 2, 2)
    assert (row["known_annual_cost_eur"], row["applications_without_cost"]) == (60_000, 1)


def test_the_first_and_the_last_contract_are_both_there(given):
    row = given({}, {"contract_end_date": "2027-12-31"}).figures.iloc[0]
    assert row["contract_end_date"] == pd.Timestamp("2027-12-31")
    assert row["last_contract_end_date"] == pd.Timestamp("2028-12-31")
    assert row["notice_date"] == pd.Timestamp("2027-09-30")


def test_an_ended_contract_is_a_question_and_no_moment(given):
    row = given({"contract_end_date": "2020-01-01"}, {"contract_end_date": "2020-01-01"}).figures.iloc[0]
    assert pd.isna(row["contract_end_date"])
    assert row["decision_status"] == "ended"


def test_with_all_facts_only_the_part_of_people_is_missing(given):
    candidate = ranked(given({}, {})).iloc[0]
    assert candidate["facts_complete"]
    assert not candidate["decision_ready"]
    assert candidate["missing"].startswith("en voor het besluit zelf:")
    assert "wie wanneer besluit" in candidate["missing"]


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("annual_cost_eur", "kosten per jaar (1 van 2 onbekend)"),
        ("user_count", "aantal gebruikers (1 van 2 onbekend)"),
        ("contract_end_date", "einddatum contract (1 van 2 onbekend)"),
        ("notice_period", "opzegtermijn (1 van 2 onbekend"),
        ("end_of_support_date", "einde van de ondersteuning (1 van 2 onbekend)"),
        ("integrations", "koppelingen (1 van 2 onbekend)"),
        ("functional_admin", "eigenaar in de organisatie (1 van 2 onbekend)"),
        ("archive", "te bewaren gegevens (1 van 2 onbekend)"),
    ],
)
def test_each_fact_that_is_missing_is_named_with_how_often(given, field, said):
    empty = "" if field in ("notice_period", "integrations", "functional_admin", "archive") else None
    found = given({}, {field: empty})
    assert said in missing(found.concerns, found.figures.assign(customer_line="x"), "nl").iloc[0]
    assert facts_missing(found.concerns, found.figures).tolist() == [1]


def test_what_was_calculated_is_never_asked(given):
    said = ranked(given({}, {})).iloc[0]["missing"]
    for text in ("doelproduct", "vermijdbaar", "gevolg per organisatie", "wie er iets van merkt"):
        assert text not in said


def test_the_set_covers_what_the_commission_asks():
    items = knowledge.settings("decision_ready.toml", ("source", "item"))["item"]
    asked = {
        "principles", "owner", "users", "product", "component", "readiness", "support", "contract_end", "notice_period",
        "cost", "avoidable", "integrations", "archive", "target", "effect_per_member", "customer", "decider",
    }  # fmt: skip
    assert asked <= set(items)
    assert all(set(entry["for"]) <= set(actions()) for entry in items.values())
