from __future__ import annotations

import datetime

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from landscape.advise.contracts import STATUSES, contract_moments, lead_months, minus_months, notice_in_months

TODAY = datetime.date(2026, 7, 1)


def _moment(end: str | None, notice: str = "", procurement: str = "") -> pd.Series:
    frame = pd.DataFrame(
        {
            "contract_end_date": pd.to_datetime([end]).astype("datetime64[s]"),
            "notice_period": [notice],
            "procurement": [procurement],
        }
    )
    return contract_moments(frame, TODAY).iloc[0]


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("3 maanden", 3), ("6 mnd.", 6), ("half jaar", 6), ("een half jaar", 6), ("1 jaar", 12), ("een kwartaal", 3),
        ("Drie maanden voor einde", 3), ("12 weken", 3), ("6", 6),
    ],
)  # fmt: skip
def test_notice_periods_are_read_as_people_write_them(text, months):
    assert notice_in_months(text) == months


@pytest.mark.parametrize("text", ["", "0", "90", "conform contract", "geen", "onbekend"])
def test_a_text_without_period_is_unknown_not_zero(text):
    assert pd.isna(notice_in_months(text))


def test_decision_date_is_end_minus_notice_minus_tender_lead():
    moment = _moment("2027-12-31", "3 maanden")
    assert moment["notice_date"] == pd.Timestamp("2027-09-30")
    assert moment["decide_before"] == pd.Timestamp("2026-12-30")
    assert not moment["notice_is_assumed"]


def test_direct_award_needs_three_months_instead_of_nine():
    assert _moment("2027-12-31", "3 maanden", "Onderhands")["decide_before"] == pd.Timestamp("2027-06-30")
    assert lead_months("Europese aanbesteding") == 9


def test_unknown_notice_takes_the_careful_figure_and_says_so():
    moment = _moment("2027-12-31")
    assert (moment["notice_months"], moment["notice_is_assumed"]) == (3, True)


def test_a_notice_day_in_the_cell_is_used_as_it_is():
    assert _moment("2027-12-31", "uiterlijk 01-06-2027")["notice_date"] == pd.Timestamp("2027-06-01")


def test_a_notice_day_after_the_end_is_not_believed():
    assert _moment("2027-12-31", "01-06-2029")["notice_date"] == pd.Timestamp("2027-09-30")


@pytest.mark.parametrize(
    ("end", "status"),
    [
        (None, "no_end_date"), ("2027-03-31", "missed"), ("2027-08-15", "decide_now"), ("2028-03-31", "this_year"),
        ("2030-12-31", "later"), ("2099-12-31", "no_end_date"), ("2020-01-01", "ended"),
    ],
)  # fmt: skip
def test_status_follows_from_the_decision_date(end, status):
    assert _moment(end, "3 maanden")["decision_status"] == status
    assert status in STATUSES


def test_an_end_in_the_past_is_marked_as_a_question():
    assert _moment("2020-01-01")["contract_has_ended"]
    assert not _moment("2030-01-01")["contract_has_ended"]
    assert not _moment(None)["contract_has_ended"]


@settings(deadline=None)
@given(day=st.dates(datetime.date(1990, 1, 1), datetime.date(2060, 12, 31)), months=st.integers(0, 60))
def test_moving_back_months_equals_the_calendar(day, months):
    moved = minus_months(pd.Series([pd.Timestamp(day)]).astype("datetime64[s]"), pd.Series([float(months)]))
    assert moved[0] == pd.Timestamp(day) - pd.DateOffset(months=months)
