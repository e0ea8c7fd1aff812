"""A stored partnership walks the same road as files, with what people said above rules and model."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

import landscape
from landscape.partnership import Partnership, open_partnership
from landscape.records import COLUMN_EXAMPLES

DAY = date(2026, 7, 1)


@pytest.fixture
def partnership(tmp_path: Path, two_inventories: list[Path]) -> Iterator[Partnership]:
    with open_partnership(tmp_path / "regio.duckdb") as opened:
        for file in two_inventories:
            opened.accept(opened.preview(file), on=DAY)
        yield opened


def test_stored_inventories_give_the_same_frames_as_the_files(
    partnership: Partnership, two_inventories: list[Path]
) -> None:
    stored = partnership.analyse(reference_date=DAY)
    direct = landscape.analyse(two_inventories, reference_date=DAY)
    for name, frame in direct.frames().items():
        mine = stored.frames()[name].drop(columns=["decision", "decision_review"], errors="ignore")
        kept = frame.drop(columns=COLUMN_EXAMPLES) if name == "columns" else frame  # cells as typed are never kept
        pd.testing.assert_frame_equal(mine, kept, obj=name)
    pd.testing.assert_frame_equal(stored.inventories, direct.inventories)


def test_a_person_decides_about_same_and_different(partnership: Partnership) -> None:
    before = partnership.analyse(reference_date=DAY).applications.set_index("name")
    assert before.loc["TOPdesk", "product_id"] == before.loc["Topdesk", "product_id"]
    ids = before["application_id"]
    partnership.judge_different(ids["TOPdesk"], ids["Topdesk"], by="beheerder", on=DAY)
    partnership.judge_same(ids["Subsidieregister"], ids["Zaaksysteem.nl"], by="beheerder", on=DAY)
    region = partnership.analyse(reference_date=DAY)
    after = region.applications.set_index("name")["product_id"]
    assert after["TOPdesk"] != after["Topdesk"]
    assert after["Subsidieregister"] == after["Zaaksysteem.nl"]
    proposed = region.pairs[region.pairs["outcome"] != "different"]
    apart = {ids["TOPdesk"], ids["Topdesk"]}
    assert not [
        one for one in zip(proposed["application_id_1"], proposed["application_id_2"], strict=True) if set(one) == apart
    ]


def test_a_person_decides_about_readiness_component_and_kind(partnership: Partnership) -> None:
    ids = partnership.applications().set_index("name")["application_id"]
    partnership.judge_readiness(ids["TOPdesk"], "legacy", by="architect", on=DAY)
    partnership.judge_component(ids["TOPdesk"], "Zaakregistratiecomponent", by="architect", on=DAY)
    partnership.judge_kind(ids["TOPdesk"], "own_build", by="architect", on=DAY)
    row = partnership.analyse(reference_date=DAY).applications.set_index("name").loc["TOPdesk"]
    assert (row["readiness"], row["readiness_decided_by"]) == ("legacy", "person")
    assert (row["component"], row["component_decided_by"]) == ("Zaakregistratiecomponent", "person")
    assert (row["application_kind"], row["application_kind_decided_by"]) == ("own_build", "person")


def test_missing_applications_count_until_ended_and_rows_add_up(
    partnership: Partnership, two_inventories: list[Path]
) -> None:
    file = two_inventories[1]
    file.write_bytes(b"\r\n".join(file.read_bytes().split(b"\r\n")[:3]) + b"\r\n")
    preview = partnership.preview(file)
    partnership.accept(preview, on=DAY)
    region = partnership.analyse(reference_date=DAY)
    assert len(region.applications) == 7
    told = region.inventories
    assert (told["rows_read"] == told["applications"] + told["rows_refused"]).all()
    assert told["applications"].sum() == 7
    gone = list(preview.changes.missing["application_id"])
    partnership.accept(partnership.preview(file), on=DAY, ended=gone)
    assert len(partnership.analyse(reference_date=DAY).applications) == 6


def test_a_decision_stands_beside_its_candidate(partnership: Partnership) -> None:
    region = partnership.analyse(reference_date=DAY)
    partnership.decide(region.candidates.iloc[0], action="bundelen", role="CIO", reason="samen sterker", on=DAY)
    again = partnership.analyse(reference_date=DAY)
    assert again.candidates["decision"].tolist()[0] == "bundelen"
    assert set(again.candidates["decision"][1:]) <= {""}
    assert partnership.decisions(again)["review"].tolist() == [""]


def test_the_region_can_be_kept_and_written(partnership: Partnership, tmp_path: Path) -> None:
    region = partnership.analyse(reference_date=DAY)
    number = partnership.keep_snapshot(region, label="begin")
    assert partnership.snapshots()[["snapshot_id", "applications"]].values.tolist() == [[number, 7]]
    assert (region.to_folder(tmp_path / "uit") / "report.xlsx").exists()


def test_nothing_accepted_yet_is_one_sentence(tmp_path: Path) -> None:
    with open_partnership(tmp_path / "leeg.duckdb") as empty, pytest.raises(landscape.PortfolioError) as refused:
        empty.analyse(reference_date=DAY)
    assert refused.value.code == "nothing_accepted"
