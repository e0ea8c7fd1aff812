"""The learner learns what a partnership judged, and only then."""

from __future__ import annotations

from datetime import date

import pandas as pd
from pandas.testing import assert_frame_equal

from landscape.classify.decide import classify

DAY = date(2026, 7, 1)
ROW = pd.DataFrame([{"application_id": "x", "name": "Iets", "hosting": "glimmerbak"}])
JUDGED = pd.DataFrame(
    [
        {"application_id": f"j{number}", "name": "Ander", "hosting": "glimmerbak", "readiness": "cloud_capable"}
        for number in range(30)
    ]
)


def test_a_word_people_judged_thirty_times_is_read_by_the_model() -> None:
    before = classify(ROW, DAY).iloc[0]
    after = classify(ROW, DAY, judged_rows=JUDGED).iloc[0]
    assert before["readiness_model"] != "cloud_capable"
    assert after["readiness_model"] == "cloud_capable"


def test_the_order_of_judged_rows_changes_nothing() -> None:
    mixed = JUDGED.assign(hosting=[f"bak {number}" for number in range(30)])
    assert_frame_equal(classify(ROW, DAY, judged_rows=mixed), classify(ROW, DAY, judged_rows=mixed.iloc[::-1]))


def test_without_judged_rows_nothing_is_different() -> None:
    assert_frame_equal(classify(ROW, DAY), classify(ROW, DAY, judged_rows=JUDGED.iloc[:0]))


def test_what_people_judged_never_undoes_a_proven_dead_end() -> None:
    dead = pd.DataFrame([{"application_id": "x", "name": "Iets", "technology": "Oracle Forms"}])
    judged = JUDGED.assign(hosting="", technology="Oracle Forms", readiness="saas_ready")
    assert classify(dead, DAY, judged_rows=judged).iloc[0]["readiness"] == "legacy"
