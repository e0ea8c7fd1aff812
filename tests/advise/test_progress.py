"""What is left after each wave."""

from __future__ import annotations

import pytest

from landscape.advise.basis import basis
from landscape.advise.choices import targets_of
from landscape.advise.progress import progress
from landscape.advise.recommend import ranked
from landscape.advise.roadmap import plan

CHOICE = "choose_and_consolidate"


@pytest.fixture
def given(applications, overlaps, today):
    """Three members with three systems for one function, one legacy tool."""
    crm = {"component": "CRM"}
    frame = applications(
        {"application_id": "a", "product_id": "new", "organisation": "A", "readiness": "saas_ready", "html5": "yes",
         "cloud": "saas", **crm},
        {"application_id": "b", "product_id": "old", "organisation": "C", "readiness": "cloud_capable", "html5": "no",
         "cloud": "own_or_hosted_servers", **crm},
        {"application_id": "e", "product_id": "new", "organisation": "B", "readiness": "saas_ready", "html5": "yes",
         "cloud": "saas", **crm},
        {"application_id": "c", "product_id": "old", "organisation": "A", "readiness": "cloud_capable", "html5": "no",
         "cloud": "own_or_hosted_servers", **crm},
        {"application_id": "d", "product_id": "d", "organisation": "C", "readiness": "legacy", "status": "uitfaseren"},
    )  # fmt: skip
    return basis(frame, overlaps(("crm", "same_function", CHOICE, ["a", "b", "c", "e"])), today)


def _progress(given):
    candidates = ranked(given)
    return progress(given, plan(candidates, given.today), targets_of(given, candidates)).set_index("wave")


def test_the_first_row_is_today(given):
    today = _progress(given).loc[""]
    assert (today["applications_left"], today["legacy_left"]) == (5, 1)
    assert today["cloud_share"] == pytest.approx(2 / 4)
    assert today["applications_per_function"] == 4


def test_after_the_last_wave_everybody_works_with_the_target(given):
    last = _progress(given).iloc[-1]
    assert last["applications_left"] == 4
    assert last["legacy_left"] == 0
    assert last["applications_per_function"] == 3
    assert (last["cloud_share"], last["html5_share"]) == (1.0, 1.0)


def test_the_goals_stand_beside_every_row(given):
    table = _progress(given)
    assert table["cloud_goal"].between(0, 1).all()
    assert table["applications_per_function_goal"].gt(0).all()
