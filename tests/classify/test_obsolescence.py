"""Which ends of support a row holds, and which of them have passed."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from landscape.classify import obsolescence
from landscape.classify.decide import classify

DAY = date(2026, 7, 1)


def _classified(**fields: object) -> pd.DataFrame:
    frame = pd.DataFrame([{"application_id": "a1", "name": "X", **fields}])
    return frame[["application_id"]].merge(classify(frame, DAY), on="application_id")


def test_every_end_is_listed_with_its_days() -> None:
    found = obsolescence.listed(
        _classified(technology="Windows Server 2012", database="SQL Server 2016", client_type="Windows-client"),
        DAY,
        "nl",
    )
    assert found["support_category"].tolist() == ["server_os", "database"]
    assert found["support_day"].is_monotonic_increasing
    assert found["support_days"].tolist() == [(day.date() - DAY).days for day in found["support_day"]]


def test_the_applications_own_end_has_its_word() -> None:
    found = obsolescence.listed(_classified(end_of_support_date=pd.Timestamp("2027-01-01")), DAY, "nl")
    assert found[["support_what", "support_category", "support_days"]].values.tolist() == [
        ["de applicatie", "application", 184]
    ]


def test_the_day_itself_is_not_past() -> None:
    assert _classified(end_of_support_date=pd.Timestamp(DAY))["obsolete"].iloc[0] == "no"
    assert _classified(end_of_support_date=pd.Timestamp("2026-06-30"))["obsolete"].iloc[0] == "yes"


def test_the_platform_of_a_shared_service_is_the_providers_affair() -> None:
    row = _classified(hosting="SaaS", client_type="browser", remarks="leverancier draait op Windows Server 2012")
    assert row["obsolete"].iloc[0] == "unknown"
    assert obsolescence.listed(row, DAY, "nl").empty


def test_nothing_dated_is_unknown_and_lists_nothing() -> None:
    row = _classified(hosting="eigen server")
    assert row["obsolete"].iloc[0] == "unknown"
    assert obsolescence.listed(row, DAY, "nl").empty


@pytest.mark.parametrize(("language", "word"), [("nl", "dagen"), ("en", "days")])
def test_the_reason_names_date_and_days(language: str, word: str) -> None:
    frame = pd.DataFrame([{"application_id": "a1", "name": "X", "end_of_support_date": pd.Timestamp("2025-01-01")}])
    reason = classify(frame, DAY, language=language)["obsolescence_reason"].iloc[0]
    assert word in reason
    assert "01-01-2025" in reason
