"""Changed values as people read them."""

from __future__ import annotations

import pandas as pd
import pytest

from landscape.report.differences import readable

CHANGES = pd.DataFrame(
    [
        ["A", "app-1", "Alfa", "changed", "annual_cost_eur", "82500.00", "1234567.50"],
        ["A", "app-1", "Alfa", "changed", "contract_end_date", "", "2029-12-31"],
        ["A", "app-1", "Alfa", "changed", "name", "a.b", "2026-01-01"],
        ["A", "app-2", "Beta", "added", "", "", ""],
    ],
    columns=["organisation", "application_id", "name", "what", "field", "old_value", "new_value"],
)


def test_dutch_readers_see_dutch_amounts_dates_and_words() -> None:
    shown = readable(CHANGES)
    assert shown[["old_value", "new_value"]].values.tolist() == [
        ["82.500,00", "1.234.567,50"],
        ["", "31-12-2029"],
        ["a.b", "2026-01-01"],
        ["", ""],
    ]
    assert shown["what"].tolist() == ["gewijzigd"] * 3 + ["nieuw"]
    assert "contract_end_date" not in set(shown["field"])


def test_english_readers_see_the_canonical_values() -> None:
    shown = readable(CHANGES, "en")
    assert shown["new_value"].tolist() == CHANGES["new_value"].tolist()
    assert shown["what"].tolist() == ["changed"] * 3 + ["new"]


@pytest.mark.parametrize(
    ("language", "words"), [("nl", ("beëindigd", "in de lijst")), ("en", ("ended", "in the list"))]
)
def test_an_application_that_returns_is_told_in_words_and_not_in_codes(language: str, words: tuple[str, str]) -> None:
    back = CHANGES[:1].assign(field="presence", old_value="ended", new_value="present")
    shown = readable(back, language)
    assert (shown["old_value"].iloc[0], shown["new_value"].iloc[0]) == words
    assert shown["field"].iloc[0] != "presence"


def test_no_changes_stay_no_changes() -> None:
    assert readable(CHANGES[:0]).empty
