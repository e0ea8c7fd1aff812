from __future__ import annotations

import pytest

from landscape import knowledge
from landscape.advise.benchmarks import (
    benchmarks,
    beside_benchmark,
    functions_without_application,
    saving_beside_benchmark,
)


def test_every_benchmark_has_a_year_and_a_source():
    for entry in benchmarks().values():
        assert entry["year"] > 2000
        assert entry["source"]


def test_security_capacity_stands_beside_two_fte_per_hundred_thousand():
    found = beside_benchmark("security_fte", own=1.5, inhabitants=50_000)
    assert (found["own_ratio"], found["benchmark"], found["difference"]) == (3.0, 2.0, 1.0)
    assert found["year"] == 2021


def test_a_saving_above_all_ict_cost_cannot_be_true():
    assert saving_beside_benchmark(5_000_000, inhabitants=20_000)[1] == "impossible"
    assert saving_beside_benchmark(500_000, inhabitants=20_000)[1] != "impossible"


def test_without_inhabitants_there_is_no_ratio():
    with pytest.raises(ValueError, match="inhabitants"):
        beside_benchmark("security_fte", own=1.0, inhabitants=0)
    with pytest.raises(knowledge.KnowledgeError):
        beside_benchmark("unheard_of", own=1.0, inhabitants=1)


def test_a_statutory_function_without_application_is_asked_about(applications, today):
    gaps = functions_without_application(
        applications({"application_id": "a", "component": "Burgerzakencomponent"}, {"application_id": "b"}), today
    )
    assert "Burgerzakencomponent" not in set(gaps["component"])
    assert (gaps.loc[gaps["component"] == "Wmo-component", "why"] == "task").all()
    assert set(gaps["unplaced_applications"]) == {1}


def test_what_most_others_have_is_asked_about_too(applications, today):
    rows = [{"application_id": n, "organisation": n, "component": "Havencomponent"} for n in "abc"]
    gaps = functions_without_application(applications(*rows, {"application_id": "d", "organisation": "d"}), today)
    peers = gaps[gaps["why"] == "peers"]
    assert peers[["organisation", "component", "organisations_with"]].to_numpy().tolist() == [
        ["d", "Havencomponent", 3]
    ]


def test_two_organisations_are_too_few_to_call_peers(applications, today):
    rows = [{"application_id": "a", "component": "Havencomponent"}, {"application_id": "b", "organisation": "B"}]
    assert set(functions_without_application(applications(*rows), today)["why"]) == {"task"}


def test_a_saving_is_read_as_a_share_of_all_ict_cost():
    share, reading = saving_beside_benchmark(86_000, inhabitants=10_000)
    assert (share, reading) == (pytest.approx(0.1), "fits")
    assert saving_beside_benchmark(172_000, inhabitants=10_000)[1] == "questionable"
    assert saving_beside_benchmark(861_000, inhabitants=10_000)[1] == "impossible"


def test_a_saving_is_laid_beside_the_benchmark_somebody_filled_in():
    assert saving_beside_benchmark(86_000, inhabitants=10_000, per_inhabitant=43.0) == (
        pytest.approx(0.2),
        "questionable",
    )
