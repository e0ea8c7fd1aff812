"""Judgements: what people say is kept, checked, replaceable, and travels as a file people can read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from landscape.findings import PortfolioError
from landscape.partnership import Partnership, open_partnership
from landscape.records_judgements import no_judgements
from tests.store.inventories_by_hand import Row, content, inventory

DAY, LATER = date(2026, 7, 1), date(2026, 8, 1)
ROWS: list[Row] = [
    {"name": "Key2Burgerzaken", "vendor": "Centric"},
    {"name": "iBurgerzaken", "vendor": "PinkRoccade"},
    {"name": "TOPdesk", "vendor": "TOPdesk"},
]


def fill(partnership: Partnership, rows: list[Row], organisation: str = "Gemeente A") -> dict[str, str]:
    given = inventory(rows, organisation, f"{organisation}.xlsx")
    partnership.accept(partnership.preview_inventory(given, content(given)), on=DAY)
    return partnership.applications().set_index("name")["application_id"].to_dict()


@pytest.fixture
def partnership(tmp_path: Path) -> Iterator[Partnership]:
    with open_partnership(tmp_path / "regio.duckdb") as opened:
        yield opened


def test_each_kind_of_judgement_comes_back_with_who_when_and_why(partnership: Partnership) -> None:
    ids = fill(partnership, ROWS)
    key2, ibz, topdesk = (ids[str(row["name"])] for row in ROWS)
    partnership.judge_different(ibz, key2, by="functioneel beheerder", why="andere leverancier", on=DAY)
    partnership.judge_component(key2, "Burgerzakencomponent", by="architect", on=DAY)
    partnership.judge_readiness(topdesk, "saas_ready", by="CIO", on=DAY)
    partnership.judge_kind(topdesk, "office_technical", by="architect", on=DAY)
    held = partnership.judgements()
    first, second = sorted((key2, ibz))
    (row,) = held.different.to_dict("records")
    assert (row["application_id_1"], row["application_id_2"]) == (first, second)
    assert (row["by"], row["why"], row["on"].date()) == ("functioneel beheerder", "andere leverancier", DAY)
    assert held.same.empty
    assert held.components["component"].tolist() == ["Burgerzakencomponent"]
    assert held.readiness[["application_id", "readiness"]].values.tolist() == [[topdesk, "saas_ready"]]
    assert held.kinds["application_kind"].tolist() == ["office_technical"]
    assert held.pairs()["outcome"].tolist() == ["different"]


def test_frames_without_judgements_have_the_same_columns_and_types(partnership: Partnership) -> None:
    held, none = partnership.judgements(), no_judgements()
    for name in ("same", "different", "components", "readiness", "kinds"):
        assert list(getattr(held, name).columns) == list(getattr(none, name).columns)
        assert getattr(held, name).dtypes.equals(getattr(none, name).dtypes), name


def test_a_later_judgement_counts_and_the_log_keeps_both(partnership: Partnership) -> None:
    ids = fill(partnership, ROWS)
    one, other = ids["Key2Burgerzaken"], ids["iBurgerzaken"]
    partnership.judge_same(one, other, by="stagiair", on=DAY)
    partnership.judge_different(other, one, by="beheerder", on=LATER)
    assert partnership.judgements().same.empty
    assert len(partnership.judgements().different) == 1
    partnership.withdraw_judgement("pair", one, other, by="beheerder", on=LATER)
    assert partnership.judgements().pairs().empty
    assert partnership.judgement_log()["value"].tolist() == ["same", "different", ""]


def test_judgements_survive_a_new_upload_with_a_corrected_spelling(partnership: Partnership) -> None:
    ids = fill(partnership, ROWS)
    partnership.judge_readiness(ids["TOPdesk"], "saas_ready", by="CIO", on=DAY)
    fill(partnership, [*ROWS[:2], {**ROWS[2], "name": "TOPDESK"}])
    held = partnership.judgements().readiness["application_id"]
    assert held.isin(partnership.applications()["application_id"]).all()


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"by": " "}, "judgement_without_role"),
        ({"readiness": "klaar"}, "judgement_unknown_value"),
        ({"application_id": "app-onbekend"}, "unknown_application"),
    ],
)
def test_a_judgement_that_cannot_be_is_refused_in_one_sentence(
    partnership: Partnership, wrong: dict[str, str], code: str
) -> None:
    ids = fill(partnership, ROWS)
    said = {"application_id": ids["TOPdesk"], "readiness": "legacy", "by": "CIO", **wrong}
    with pytest.raises(PortfolioError) as refused:
        partnership.judge_readiness(said["application_id"], said["readiness"], by=said["by"], on=DAY)
    assert refused.value.code == code
    assert partnership.judgement_log().empty


def test_an_application_cannot_be_paired_with_itself(partnership: Partnership) -> None:
    ids = fill(partnership, ROWS)
    with pytest.raises(PortfolioError) as refused:
        partnership.judge_same(ids["TOPdesk"], ids["TOPdesk"], by="CIO", on=DAY)
    assert refused.value.code == "judgement_about_itself"


def test_judgements_travel_to_another_partnership_by_name_and_vendor(partnership: Partnership, tmp_path: Path) -> None:
    ids = fill(partnership, ROWS)
    partnership.judge_different(ids["Key2Burgerzaken"], ids["iBurgerzaken"], by="architect", why="=1+1", on=DAY)
    partnership.judge_readiness(ids["TOPdesk"], "saas_ready", by="CIO", on=DAY)
    file = partnership.write_judgements(tmp_path / "oordelen.csv")
    text = file.read_text(encoding="utf-8-sig")
    assert "Key2Burgerzaken" in text
    assert ";=1+1" not in text, "no formula for a spreadsheet program"
    with open_partnership(tmp_path / "andere.duckdb") as other:
        there = fill(other, [*ROWS, {"name": "Suite4"}], "Gemeente Z")
        taken = other.read_judgements(file)
        assert sorted(taken["taken_over"]) == [1, 1]
        held = other.judgements()
        assert held.readiness["application_id"].tolist() == [there["TOPdesk"]]
        assert held.different["why"].tolist() == ["=1+1"]
        other.read_judgements(file)
        assert len(other.judgement_log()) == 2, "taking over twice says it once"


def test_a_travelled_judgement_counts_for_every_application_of_that_name_and_vendor(
    partnership: Partnership, tmp_path: Path
) -> None:
    ids = fill(partnership, ROWS)
    partnership.judge_different(ids["Key2Burgerzaken"], ids["iBurgerzaken"], by="architect", on=DAY)
    partnership.judge_readiness(ids["TOPdesk"], "saas_ready", by="CIO", on=DAY)
    file = partnership.write_judgements(tmp_path / "oordelen.csv")
    twice: list[Row] = [{**ROWS[2], "source_id": "1"}, {**ROWS[2], "source_id": "2"}]
    with open_partnership(tmp_path / "andere.duckdb") as other:
        fill(other, [*ROWS[:2], *twice], "Gemeente Y")
        fill(other, ROWS[:2], "Gemeente Z")
        taken = other.read_judgements(file).set_index("about")["taken_over"]
        assert taken.to_dict() == {"pair": 4, "readiness": 2}
        here = other.applications()
        burgerzaken = {name: set(here.loc[here["name"] == name, "application_id"]) for name in here["name"]}
        for one, two in other.judgements().different[["application_id_1", "application_id_2"]].itertuples(index=False):
            assert {one, two} & burgerzaken["Key2Burgerzaken"]
            assert {one, two} & burgerzaken["iBurgerzaken"]
        assert len(other.judgements().different) == 4, "each of both members with each"


def test_a_file_of_judgements_saved_by_a_dutch_spreadsheet_program_is_still_read(
    partnership: Partnership, tmp_path: Path
) -> None:
    ids = fill(partnership, ROWS)
    partnership.judge_kind(ids["TOPdesk"], "office_technical", by="CIO", on=DAY)
    file = partnership.write_judgements(tmp_path / "oordelen.csv")
    file.write_text(file.read_text(encoding="utf-8-sig").replace("2026-07-01", "1-7-2026"), encoding="cp1252")
    with open_partnership(tmp_path / "andere.duckdb") as other:
        fill(other, ROWS)
        assert list(other.read_judgements(file)["taken_over"]) == [1]
        assert [on.date() for on in other.judgements().kinds["on"]] == [DAY]


def test_an_older_file_of_judgements_does_not_overrule_what_was_said_here_later(
    partnership: Partnership, tmp_path: Path
) -> None:
    ids = fill(partnership, ROWS)
    partnership.judge_readiness(ids["TOPdesk"], "legacy", by="CIO", on=DAY)
    partnership.judge_readiness(ids["iBurgerzaken"], "legacy", by="CIO", on=LATER)
    file = partnership.write_judgements(tmp_path / "oordelen.csv")
    with open_partnership(tmp_path / "andere.duckdb") as other:
        there = fill(other, ROWS)
        other.judge_readiness(there["TOPdesk"], "saas_ready", by="architect", on=LATER)
        other.judge_readiness(there["iBurgerzaken"], "saas_ready", by="architect", on=DAY)
        assert sorted(other.read_judgements(file)["taken_over"]) == [0, 1]
        said = other.judgements().readiness.set_index("application_id")["readiness"].to_dict()
        assert said == {there["TOPdesk"]: "saas_ready", there["iBurgerzaken"]: "legacy"}


def test_a_file_without_judgements_is_refused(partnership: Partnership, tmp_path: Path) -> None:
    file = tmp_path / "lijst.csv"
    file.write_text("Applicatie;Leverancier\nAlfa;Een\nBeta;Twee\n")
    with pytest.raises(PortfolioError) as refused:
        partnership.read_judgements(file)
    assert refused.value.code == "no_judgements_in_file"


def test_judged_rows_are_for_training_only_when_there_are_enough(partnership: Partnership) -> None:
    ids = fill(partnership, [{"name": f"Pakket {number}"} for number in range(30)])
    for place, application_id in enumerate(sorted(ids.values())):
        assert partnership.training_rows().empty
        partnership.judge_readiness(application_id, ("legacy", "saas_ready")[place % 2], by="CIO", on=DAY)
    assert partnership.training_rows()["readiness"].value_counts().to_dict() == {"legacy": 15, "saas_ready": 15}
