"""Every question of the advice room is answered for every region, also an empty one."""

from __future__ import annotations

import pytest

from landscape.advise.basis import basis
from landscape.advise.counsel import counsel, scenarios_beside
from landscape.advise.scenario_files import SIDE_BY_SIDE

CHOICE = "choose_and_consolidate"


@pytest.fixture
def region(applications, overlaps):
    """Three members; a choice in one function with all costs known, and one application apart."""
    crm = {"component": "CRM", "annual_cost_eur": 60_000.0, "user_count": 100, "end_of_support_date": "2035-01-01"}
    frame = applications(
        {"application_id": "a", "product_id": "new", "organisation": "A", "readiness": "saas_ready", **crm},
        {"application_id": "b", "product_id": "new", "organisation": "B", "readiness": "saas_ready", **crm},
        {"application_id": "c", "product_id": "old", "organisation": "C", "readiness": "cloud_capable", **crm},
        {"application_id": "d", "product_id": "d", "organisation": "C", "readiness": "legacy", "vendor": "V"},
    )
    return frame, overlaps(("crm", "same_function", CHOICE, ["a", "b", "c"]))


def test_every_frame_has_rows_for_a_region_with_a_choice(region, today):
    frames = vars(counsel(basis(*region, today)))
    assert [name for name, frame in frames.items() if frame.empty] == ["roadmap_broken"]


@pytest.mark.parametrize("rows", [[], [{"application_id": "a"}], [{"application_id": "a", "readiness": "legacy"}]])
def test_a_region_without_choices_gives_empty_frames_with_their_columns(rows, region, applications, overlaps, today):
    frame = applications(*rows) if rows else region[0][:0]
    bare, full = vars(counsel(basis(frame, overlaps(), today))), vars(counsel(basis(*region, today)))
    for name in full:
        assert list(bare[name].columns) == list(full[name].columns), name


def test_the_types_of_a_frame_do_not_depend_on_its_rows(region, overlaps, today):
    bare, full = (vars(counsel(basis(region[0], given, today))) for given in (overlaps(), region[1]))
    for name in full:
        texts = [column for column in full[name] if full[name][column].dtype == "str"]
        assert [column for column in texts if bare[name][column].dtype != "str"] == [], name


def test_row_order_changes_no_frame(region, today):
    straight = vars(counsel(basis(*region, today)))
    turned = vars(counsel(basis(region[0].iloc[::-1], region[1].iloc[::-1], today)))
    for name, frame in straight.items():
        assert frame.equals(turned[name]), name


def test_english_says_the_same_figures(region, today):
    dutch, english = (counsel(basis(*region, today, language=language)) for language in ("nl", "en"))
    figures = dutch.scenarios.select_dtypes("number")
    assert figures.equals(english.scenarios.select_dtypes("number"))
    assert dutch.scenarios["name"].tolist() != english.scenarios["name"].tolist()
    for name, frame in vars(english).items():
        assert not frame.astype("str").stack().str.contains(" %").any(), name


def test_the_six_scenarios_stand_side_by_side_with_an_example_of_who_leaves_and_who_merges(region, today):
    given = basis(*region, today)
    played = {one["id"]: one for one in scenarios_beside(given)}
    assert tuple(played) == SIDE_BY_SIDE
    assert len(played["member_leaves"]["circle"]["leaves"]) == 1
    assert len(played["herindeling"]["circle"]["merges"]) == 2
    assert played["herindeling"]["circle"]["on"] == "2028-01-01"


def test_with_too_few_members_nobody_leaves_or_merges_side_by_side(region, today):
    frame, found = region
    alone = frame.assign(organisation="A")
    played = set(counsel(basis(alone, found, today)).scenarios["scenario"])
    assert played == set(SIDE_BY_SIDE) - {"member_leaves", "herindeling"}
