from __future__ import annotations

import pandas as pd
import pytest

from landscape import knowledge
from landscape.advise.criteria import ANCHORS, FITS, criteria_settings, fit_criteria, rating
from landscape.advise.placement import convention, placement

HIGH = {"business_value": "zeer hoog", "criticality": "ja", "user_count": 200}
LOW = {"business_value": "laag", "criticality": "nee", "user_count": 3}
GOOD = {"readiness": "saas_ready", "end_of_support_date": "2033-01-01"}
POOR = {"readiness": "legacy", "end_of_support_date": "2025-01-01"}


def _time(applications, today, *rows: dict) -> list[str]:
    frame = applications(*({"application_id": f"a{at}", **row} for at, row in enumerate(rows)))
    return placement(frame, today)["time"].tolist()


def test_the_four_quadrants_follow_the_printed_convention(applications, today):
    rows = (HIGH | GOOD, HIGH | POOR, LOW | GOOD, LOW | POOR)
    assert _time(applications, today, *rows) == ["invest", "migrate", "tolerate", "eliminate"]


def test_below_sixty_percent_answered_an_application_is_not_placed(applications, today):
    without_support = HIGH | {"readiness": "saas_ready"}
    assert _time(applications, today, without_support, {}) == ["not_placed", "not_placed"]


def test_exactly_sixty_percent_answered_is_enough(applications, today):
    sixty = {"readiness": "saas_ready", "integration": "api", "custom_build": "nee"}
    row = placement(applications({"application_id": "a", **HIGH, **sixty}), today).iloc[0]
    assert row["technical_answered"] == pytest.approx(0.6)
    assert row["time"] == "invest"


def test_scores_are_the_weighted_mean_of_answered_criteria(applications, today):
    row = placement(applications({"application_id": "a", **LOW, **POOR}), today).iloc[0]
    assert row["business_fit"] == pytest.approx((25 * 30 + 25 * 20 + 25 * 20) / 70)
    assert row["technical_fit"] == 0.0


def test_near_the_threshold_is_borderline_and_says_what_would_tip_it(applications, today):
    middle = {"business_value": "midden", "criticality": "midden", "user_count": 20}
    row = placement(applications({"application_id": "a", **middle, **GOOD}), today).iloc[0]
    assert row["business_fit"] == 50.0
    assert row["is_borderline"]
    assert "met bedrijfswaarde op 25 in plaats van 50 komt deze score onder de grens" in row["time_note"]


def test_far_from_the_threshold_is_no_borderline_case(applications, today):
    row = placement(applications({"application_id": "a", **HIGH, **GOOD}), today).iloc[0]
    assert not row["is_borderline"]
    assert "Grensgeval" not in row["time_note"]


def test_adding_an_application_moves_no_other_score(applications, today):
    one = {"application_id": "a", **HIGH, **POOR}
    alone = placement(applications(one), today)
    among = placement(applications(one, {"application_id": "b", **LOW, **GOOD, "business_value": "9"}), today)
    pd.testing.assert_frame_equal(alone, among[among["application_id"] == "a"].reset_index(drop=True))


@pytest.mark.parametrize(
    ("text", "points"), [("4", 75), ("1", 0), ("5", 100), ("8/10", 75), ("80 %", 75), ("100%", 100), ("4 van 5", 75)]
)
def test_ratings_with_a_scale_are_read(text, points):
    assert rating(text) == points


@pytest.mark.parametrize("text", ["9", "0", "", "prima hoor", "150 %", "11/10"])
def test_ratings_without_a_known_scale_are_not_answered(text):
    assert pd.isna(rating(text))


def test_weights_add_up_and_every_anchor_is_written_in_both_languages():
    for fit in FITS:
        for criterion in fit_criteria(fit):
            for language in knowledge.LANGUAGES:
                for anchor in ANCHORS:
                    assert knowledge.sentence("advice_anchor", f"{criterion['id']}_{anchor:.0f}", language)


def test_words_and_steps_only_give_written_anchors():
    setting = criteria_settings()
    given = {points for words in setting["words"].values() for points in words.values()}
    given |= {points for criterion in setting["criterion"] for _, points in criterion["steps"]}
    assert given <= set(ANCHORS)


def test_the_convention_names_threshold_and_band():
    assert "grens ligt bij 50" in convention()
    assert "binnen 7 punten" in convention()
    assert "60 %" in convention()
    assert "60%" in convention("en")
