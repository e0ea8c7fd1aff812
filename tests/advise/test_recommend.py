from __future__ import annotations

import datetime

import pandas as pd
import pytest

from landscape import records
from landscape.advise.actions import action_rules, actions
from landscape.advise.recommend import CANDIDATE_COLUMNS, rank_candidates

CHOICE = "choose_and_consolidate"


@pytest.fixture
def crm(applications):
    choice = {"component": "CRM"}
    contract = {"annual_cost_eur": 40000.0, "contract_end_date": "2030-12-31", "notice_period": "3 maanden"}
    technical = {"application_kind": "office_technical", "end_of_support_date": "2026-01-01"}
    return applications(
        {"application_id": "a", "name": "Relatie Een", "vendor": "X", "product_id": "p1", **choice, **contract},
        {
            "application_id": "b",
            "name": "Tweede CRM",
            "vendor": "Y",
            "product_id": "p2",
            "integrations": "14",
            **choice,
        },
        {"application_id": "c", "name": "Oud", "vendor": "Z", "readiness": "legacy", "product_id": "p3"},
        {"application_id": "d", "name": "Weg", "status": "Uitgefaseerd", "product_id": "p4"},
        {"application_id": "e", "name": "DigiD", "application_kind": "national_facility", "readiness": "legacy"},
        {"application_id": "f", "name": "SQL Server", **technical},
        {"application_id": "g", "name": "Stil", "user_count": 0, "component": "Website"},
        {"application_id": "h", "name": "Gewoon", "readiness": "saas_ready"},
    )


@pytest.fixture
def crm_choice(overlaps):
    return overlaps(("o1", "same_function", CHOICE, ["a", "b"]))


def _by_id(candidates: pd.DataFrame, candidate: str) -> pd.Series:
    return candidates.set_index("candidate_id").loc[candidate]


def test_overlap_of_rival_products_comes_before_single_applications(crm, crm_choice, today):
    candidates = rank_candidates(crm, crm_choice, today)
    assert candidates["rank"].tolist() == list(range(1, len(candidates) + 1))
    assert candidates.loc[0, ["overlap_id", "action", "time", "six_r", "kind"]].tolist() == [
        "o1", "consolideren", "not_placed", "repurchase", "overlap",
    ]  # fmt: skip
    assert set(candidates.loc[1:, "kind"]) == {"application"}


def test_every_fixed_column_is_there_with_its_type(crm, crm_choice, today):
    candidates = rank_candidates(crm, crm_choice, today)
    assert list(candidates.columns) == list(CANDIDATE_COLUMNS)
    assert set(records.OUTPUTS["candidates"]) <= set(candidates.columns)
    assert candidates["decide_before"].dtype == "datetime64[s]"
    assert not candidates.select_dtypes("str").isna().any().any()


def test_without_overlaps_and_without_rows_the_frame_is_empty_but_whole(applications, overlaps, today):
    nothing = rank_candidates(applications({"application_id": "a"}), overlaps(), today)
    assert len(nothing) == 0
    assert list(nothing.columns) == list(CANDIDATE_COLUMNS)


def test_national_facilities_are_never_a_candidate(crm, crm_choice, today):
    assert "K-e" not in set(rank_candidates(crm, crm_choice, today)["candidate_id"])


def test_infrastructure_out_of_support_is_updated_never_phased_out(crm, crm_choice, today):
    assert _by_id(rank_candidates(crm, crm_choice, today), "K-f")["action"] == "investeren"


def test_a_row_already_gone_is_a_clean_up_at_the_bottom(crm, crm_choice, today):
    candidates = rank_candidates(crm, crm_choice, today)
    gone = _by_id(candidates, "K-d")
    assert (gone["action"], gone["nature"]) == ("uitfaseren", "single_retired")
    assert gone["rank"] > _by_id(candidates, "K-c")["rank"]


def test_unused_without_a_known_function_is_not_proposed_it_may_be_infrastructure(applications, overlaps, today):
    frame = applications({"application_id": "sw", "name": "SW-CORE1", "user_count": 0})
    assert rank_candidates(frame, overlaps(), today).empty


def test_an_application_that_is_fine_is_no_candidate(crm, crm_choice, today):
    assert "K-h" not in set(rank_candidates(crm, crm_choice, today)["candidate_id"])


def test_reasons_for_and_against_are_always_filled(crm, crm_choice, today):
    candidates = rank_candidates(crm, crm_choice, today)
    assert (candidates["reasons_for"] != "").all()
    assert (candidates["reasons_against"] != "").all()


def test_reasons_against_name_contract_and_integrations_with_their_figures(crm, crm_choice, today):
    against = rank_candidates(crm, crm_choice, today).loc[0, "reasons_against"]
    assert "31-12-2030" in against
    assert "Tweede CRM heeft 14 koppelingen" in against


def test_without_counter_argument_the_missing_facts_are_named(applications, overlaps, today):
    frame = applications(
        {"application_id": "a", "component": "CRM", "product_id": "p"},
        {"application_id": "b", "component": "CRM", "product_id": "q"},
    )
    against = rank_candidates(frame, overlaps(("o", "same_function", CHOICE, ["a", "b"])), today)["reasons_against"][0]
    assert against.startswith("Op schrift spreekt niets hiertegen")
    assert "de kosten per jaar" in against


def test_unknown_cost_is_counted_and_never_zero(crm, crm_choice, today):
    candidates = rank_candidates(crm, crm_choice, today)
    assert candidates.loc[0, "known_annual_cost_eur"] == 40000.0
    assert candidates.loc[0, "applications_without_cost"] == 1
    assert pd.isna(_by_id(candidates, "K-c")["known_annual_cost_eur"])


def test_decision_date_is_contract_end_minus_notice_minus_tender(crm, crm_choice, today):
    first = rank_candidates(crm, crm_choice, today).loc[0]
    assert first["decide_before"] == pd.Timestamp("2029-12-30")
    assert first["decision_status"] == "later"


def test_no_saving_is_given_without_two_known_costs(crm, crm_choice, today):
    candidates = rank_candidates(crm, crm_choice, today)
    assert candidates.loc[0, ["saving_low_eur", "saving_mid_eur", "saving_high_eur", "payback_years"]].isna().all()


def test_modules_of_one_vendor_rank_below_rival_products(applications, overlaps, today):
    frame = applications(
        {"application_id": "a", "name": "Suite frontoffice", "vendor": "X", "component": "CRM", "product_id": "p1"},
        {"application_id": "b", "name": "Kantoor achterkant", "vendor": "X", "component": "CRM", "product_id": "p2"},
        {"application_id": "c", "name": "Adres", "vendor": "Y", "component": "BAG", "product_id": "p3"},
        {"application_id": "d", "name": "Gebouw", "vendor": "Z", "component": "BAG", "product_id": "p4"},
    )
    given_overlaps = overlaps(
        ("suite", "same_function", CHOICE, ["a", "b"]), ("rivals", "same_function", CHOICE, ["c", "d"])
    )
    candidates = rank_candidates(frame, given_overlaps, today)
    assert candidates["overlap_id"].tolist() == ["rivals", "suite"]
    assert candidates["nature"].tolist() == ["rival_products_local", "suite_modules"]


def test_rows_with_one_name_family_are_seen_as_parts(applications, overlaps, today):
    names = {"a": "Parkeren balie", "b": "Parkeren app", "c": "Parkeren beheer"}
    frame = applications(
        *({"application_id": i, "name": n, "component": "P", "product_id": i} for i, n in names.items())
    )
    candidates = rank_candidates(frame, overlaps(("o", "same_function", CHOICE, ["a", "b", "c"])), today)
    assert candidates.loc[0, ["nature", "action"]].tolist() == ["name_family", "bundelen"]


def test_a_shared_legacy_product_is_replaced_together(applications, overlaps, today):
    row = {"product_id": "p", "product_name": "Oudje", "readiness": "legacy"}
    frame = applications({"application_id": "a", **row}, {"application_id": "b", "organisation": "Gemeente B", **row})
    candidates = rank_candidates(frame, overlaps(("o", "same_product", "bundle_contracts", ["a", "b"])), today)
    assert candidates["action"].tolist() == ["vervangen_door_saas"]


def test_bundling_says_when_a_choice_between_products_comes_first(applications, overlaps, today):
    frame = applications(
        {"application_id": "a", "component": "CRM", "product_id": "p"},
        {"application_id": "b", "component": "CRM", "product_id": "p", "organisation": "Gemeente B"},
        {"application_id": "c", "component": "CRM", "product_id": "q", "organisation": "Gemeente B"},
    )
    given_overlaps = overlaps(
        ("product", "same_product", "bundle_contracts", ["a", "b"]),
        ("function", "same_function", CHOICE, ["a", "b", "c"]),
    )
    bundle = _by_id(rank_candidates(frame, given_overlaps, today), "K-product")
    assert "(CRM: 2 producten bij 2 organisaties)" in bundle["reasons_against"]
    assert "K-function" not in bundle["reasons_against"]
    assert bundle["related_candidates"] == "K-function"


def test_order_of_rows_and_overlaps_changes_nothing(crm, crm_choice, today):
    straight = rank_candidates(crm, crm_choice, today)
    turned = rank_candidates(crm.iloc[::-1], crm_choice.iloc[::-1], today)
    pd.testing.assert_frame_equal(straight, turned)


def test_an_unrelated_application_changes_no_score(crm, crm_choice, today):
    before = rank_candidates(crm, crm_choice, today).set_index("candidate_id")["score"]
    after = rank_candidates(crm[crm["application_id"] != "g"], crm_choice, today).set_index("candidate_id")["score"]
    assert after.to_dict() == before.drop("K-g").to_dict()


def test_more_cost_never_lowers_the_rank():
    """A ladder of costs through the other choice's own: every step is compared with every lower one at once."""
    frame = pd.DataFrame(
        {
            "application_id": ["a", "b", "c", "d"],
            "component": ["CRM", "CRM", "BAG", "BAG"],
            "product_id": ["p", "q", "r", "s"],
            "organisation": "A",
            "component_probability": 0.9,
        }
    )
    found = pd.DataFrame(
        {"overlap_id": ["o1", "o2"], "kind": "same_function", "pattern": CHOICE, "application_ids": ["a; b", "c; d"]}
    )
    ranks = []
    for cost in (0.0, 0.01, 999.0, 29_999.99, 30_000.0, 30_000.01, 500_000.0):
        costed = frame.assign(annual_cost_eur=[cost, None, 30000.0, None])
        ranked = rank_candidates(costed, found, datetime.date(2026, 7, 1))
        ranks.append(ranked.set_index("overlap_id").loc["o1", "rank"])
    assert ranks == sorted(ranks, reverse=True)
    assert ranks[0] > ranks[-1]


def test_names_from_uploads_cannot_break_the_list_of_reasons(applications, overlaps, today):
    frame = applications(
        {"application_id": "a", "name": "Kwaad | {x} ; =1+1", "component": "CRM", "product_id": "p"},
        {"application_id": "b", "name": "Goed", "component": "CRM", "product_id": "q"},
    )
    reasons = rank_candidates(frame, overlaps(("o", "same_function", CHOICE, ["a", "b"])), today)["reasons_for"][0]
    assert "Kwaad / {x} , =1+1" in reasons


def test_no_sentence_uses_words_of_verdict(crm, crm_choice, today):
    candidates = rank_candidates(crm, crm_choice, today)
    text = " ".join(candidates.select_dtypes("str").agg(" ".join, axis=1)).casefold()
    assert "schrappen" not in text
    assert "overbodig" not in text


def test_every_rule_leads_to_a_known_action():
    assert set(action_rules().values()) <= set(actions())


def test_english_gives_the_same_figures(crm, crm_choice, today):
    dutch, english = (rank_candidates(crm, crm_choice, today, language=language) for language in ("nl", "en"))
    pd.testing.assert_series_equal(dutch["score"], english["score"])
    assert "Nothing on record" in " ".join(english["reasons_against"])
    assert not english.astype("str").stack().str.contains(" %").any()


def test_a_choice_that_pays_back_comes_before_a_like_choice_that_never_does(applications, overlaps, today):
    def pair(first, second, component, cheap):
        row = {"component": component, "readiness": "saas_ready", "user_count": 20, "contract_end_date": "2027-12-31"}
        return [
            {"application_id": first, "product_id": first, "vendor": first, "annual_cost_eur": cheap, **row},
            {
                "application_id": second,
                "product_id": second,
                "vendor": second,
                "annual_cost_eur": 200_000 - cheap,
                **row,
            },
        ]

    frame = applications(*pair("a", "b", "BAG", 100_000.0), *pair("c", "d", "CRM", 5_000.0))
    given_overlaps = overlaps(
        ("one", "same_function", CHOICE, ["a", "b"]), ("other", "same_function", CHOICE, ["c", "d"])
    )
    candidates = rank_candidates(frame, given_overlaps, today)
    order = candidates.set_index("overlap_id")
    best = order["npv_mid_eur"].idxmax()
    assert candidates.loc[0, "overlap_id"] == best
    assert order["npv_mid_eur"].nunique() == 2
    assert "uitkomst berekening" in order.loc[best, "score_parts"]


def test_one_of_something_is_said_as_one(applications, overlaps, today):
    cells = {"criticality": "nee", "readiness": "legacy", "annual_cost_eur": 900.0, "integrations": "geen"}
    frame = applications({"application_id": "a", "user_count": 3, **cells})
    for language in ("nl", "en"):
        alone = _by_id(rank_candidates(frame, overlaps(), today, language=language), "K-a")
        said = " ".join(alone[["reasons_for", "reasons_against", "missing"]])
        for clumsy in ("1 applicaties", "1 van de 1", "1 van 1", "1 applications", "1 of 1", "1 of the 1", "0 koppel"):
            assert clumsy not in said


def test_two_of_something_are_both(applications, overlaps, today):
    frame = applications(
        {"application_id": "a", "component": "CRM", "product_id": "p", "readiness": "legacy"},
        {"application_id": "b", "component": "CRM", "product_id": "q", "readiness": "legacy"},
    )
    ranked = rank_candidates(frame, overlaps(("crm", "same_function", CHOICE, ["a", "b"])), today)
    assert "beide applicaties zijn legacy" in _by_id(ranked, "K-crm")["reasons_for"]


def test_the_contract_of_the_product_that_stays_is_about_extending_not_about_giving_notice(
    applications, overlaps, today
):
    ready = {"readiness": "saas_ready", "component": "CRM", "annual_cost_eur": 50_000.0, "user_count": 100}
    rows = [
        {**ready, "application_id": "a", "organisation": "A", "product_id": "p", "contract_end_date": "2027-12-31"},
        {**ready, "application_id": "b", "organisation": "B", "product_id": "p", "contract_end_date": None},
        {**ready, "application_id": "c", "organisation": "C", "product_id": "q", "contract_end_date": None},
    ]
    found = overlaps(("o", "same_function", "choose_and_consolidate", ["a", "b", "c"]))
    stays = rank_candidates(applications(*rows), found, today).iloc[0]
    assert stays["target_product"] == "a"
    assert "het product dat blijft; dan gaat het om verlengen, niet om opzeggen" in stays["reasons_for"]
    rows[0]["contract_end_date"], rows[2]["contract_end_date"] = None, "2027-12-31"
    leaves = rank_candidates(applications(*rows), found, today).iloc[0]
    assert "Het contract van c loopt tot 31-12-2027" in leaves["reasons_for"]
    assert "verlengen" not in leaves["reasons_for"]
