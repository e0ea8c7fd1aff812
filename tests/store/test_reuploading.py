"""The same list again as people really send it: other order, other headers, a corrected spelling."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from landscape.partnership import Partnership, open_partnership
from tests.small_inventories import GEMEENTE_A, HEADER, write_csv, write_xlsx

DAY = date(2026, 7, 1)
OTHER_HEADER = (
    "Naam applicatie",
    "Fabrikant",
    "Beschrijving",
    "Hosting",
    "Techniek",
    "Jaarlijkse kosten",
    "Einde contract",
)


@pytest.fixture
def partnership(tmp_path: Path) -> Iterator[Partnership]:
    with open_partnership(tmp_path / "regio.duckdb") as opened:
        opened.accept(opened.preview(write_xlsx(tmp_path / "a.xlsx", GEMEENTE_A), organisation="Gemeente A"), on=DAY)
        yield opened


def test_other_order_headers_columns_and_format_change_nothing(partnership: Partnership, tmp_path: Path) -> None:
    rows = [row[::-1] for row in GEMEENTE_A[::-1]]
    file = write_csv(tmp_path / "lijst 2027.csv", rows, header=OTHER_HEADER[::-1])
    preview = partnership.preview(file, organisation="Gemeente A")
    assert preview.changes.fields.values.tolist() == []
    assert preview.counts["unchanged"] == 4
    before = set(partnership.applications()["application_id"])
    partnership.accept(preview, on=DAY)
    assert set(partnership.applications()["application_id"]) == before


def test_a_corrected_spelling_is_suggested_and_confirming_it_keeps_id_and_judgements(
    partnership: Partnership, tmp_path: Path
) -> None:
    before = partnership.applications().set_index("name")["application_id"]
    partnership.judge_readiness(before["Key2Burgerzaken"], "legacy", by="beheerder", on=DAY)
    file = write_xlsx(tmp_path / "b.xlsx", [("Key2 Burgerzakn", *GEMEENTE_A[0][1:]), *GEMEENTE_A[1:]])
    preview = partnership.preview(file, organisation="Gemeente A")
    (suggestion,) = preview.changes.suggestions.to_dict("records")
    assert suggestion["application_id_before"] == before["Key2Burgerzaken"]
    said = {suggestion["application_id"]: suggestion["application_id_before"]}
    partnership.accept(preview, on=DAY, renamed=said)
    after = partnership.applications().set_index("name")["application_id"]
    assert after["Key2 Burgerzakn"] == before["Key2Burgerzaken"]
    assert len(after) == 4
    assert partnership.judgements().readiness["application_id"].isin(after).all()
    assert partnership.preview(file, organisation="Gemeente A").counts["unchanged"] == 4


def test_a_file_with_fewer_columns_keeps_what_it_does_not_speak_of(partnership: Partnership, tmp_path: Path) -> None:
    file = write_xlsx(tmp_path / "kort.xlsx", [row[:2] for row in GEMEENTE_A], header=HEADER[:2])
    preview = partnership.preview(file, organisation="Gemeente A")
    assert preview.counts["unchanged"] == 4
    assert {"description", "hosting", "technology", "annual_cost_eur"} <= set(preview.changes.fields_kept)
    partnership.accept(preview, on=DAY)
    assert partnership.applications()["annual_cost_eur"].sum() == 139_500.0
    told = partnership.certainty().set_index(["application_id", "field"])["file"]
    assert {file for (_, field), file in told.items() if field == "annual_cost_eur"} == {"a.xlsx"}
    assert {file for (_, field), file in told.items() if field == "name"} == {"kort.xlsx"}
