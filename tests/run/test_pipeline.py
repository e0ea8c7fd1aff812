"""The whole road on two small inventories: everything arrives, adds up, and does not depend on order."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

import landscape
from landscape.records import OUTPUTS, READINESS
from tests.small_inventories import GEMEENTE_A, GEMEENTE_B, write_csv, write_xlsx

ON = date(2026, 7, 1)


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> landscape.Region:
    folder = tmp_path_factory.mktemp("in")
    files = [write_xlsx(folder / "Gemeente A.xlsx", GEMEENTE_A), write_csv(folder / "Gemeente B.csv", GEMEENTE_B)]
    return landscape.analyse(files, reference_date=ON)


def test_every_row_that_was_read_is_an_application_or_a_refused_row(region: landscape.Region) -> None:
    counts = region.inventories
    assert (counts["rows_read"] == counts["applications"] + counts["rows_refused"]).all()
    assert counts["rows_read"].sum() == len(GEMEENTE_A) + len(GEMEENTE_B)
    assert len(region.applications) == counts["applications"].sum()


def test_all_promised_columns_are_there(region: landscape.Region) -> None:
    for name, frame in region.frames().items():
        assert not set(OUTPUTS[name]) - set(frame.columns), name
    assert set(region.applications["readiness"]) <= set(READINESS)
    assert region.applications["application_id"].is_unique


def test_what_the_rows_prove_is_what_they_are_called(region: landscape.Region) -> None:
    readiness = region.applications.set_index("name")["readiness"]
    assert readiness["Key2Burgerzaken"] == "legacy", "Oracle Forms"
    assert readiness["Zaaksysteem.nl"] == "saas_ready"
    assert readiness["Centric Burgerzaken"] == "cloud_capable", "Citrix at a hoster"
    assert (region.applications["readiness_reason"].str.len() > 10).all()


def test_same_product_is_found_in_spite_of_its_spelling(region: landscape.Region) -> None:
    product = region.applications.set_index("name")["product_id"]
    assert product["Key2Burgerzaken"] == product["Centric Burgerzaken"]
    assert product["TOPdesk"] == product["Topdesk"]
    assert product["iBurgerzaken"] != product["Centric Burgerzaken"]


def test_overlap_counts_agree_with_the_applications_they_name(region: landscape.Region) -> None:
    assert {"same_product", "same_function"} <= set(region.overlaps["kind"])
    known = set(region.applications["application_id"])
    for row in region.overlaps.to_dict("records"):
        members = row["application_ids"].split("; ")
        assert len(members) == row["applications"]
        assert set(members) <= known


def test_every_candidate_has_a_rank_and_reasons_for_and_against(region: landscape.Region) -> None:
    candidates = region.candidates
    assert list(candidates["rank"]) == list(range(1, len(candidates) + 1))
    assert len(candidates) > 0
    assert (candidates["reasons_for"].str.strip() != "").all()
    assert (candidates["reasons_against"].str.strip() != "").all()


def test_unknown_cost_is_counted_and_never_zero(region: landscape.Region) -> None:
    cost = region.applications.set_index("name")["annual_cost_eur"]
    assert cost["Key2Burgerzaken"] == 82_500
    assert pd.isna(cost["Subsidieregister"])
    assert pd.isna(cost["Topdesk"])


def without_row_numbers(frame: pd.DataFrame) -> pd.DataFrame:
    """Reasons name the source row, which does move when rows change places."""
    return frame.replace(r"\brij \d+", "rij", regex=True)


def test_order_of_files_and_of_rows_changes_nothing(region: landscape.Region, tmp_path: Path) -> None:
    files = [
        write_csv(tmp_path / "Gemeente B.csv", GEMEENTE_B[::-1]),
        write_xlsx(tmp_path / "Gemeente A.xlsx", GEMEENTE_A[::-1]),
    ]
    other = landscape.analyse(files, reference_date=ON)
    key = ["application_id"]
    moved = ["row"]
    assert_frame_equal(
        region.applications.drop(columns=moved).sort_values(key, ignore_index=True),
        other.applications.drop(columns=moved).sort_values(key, ignore_index=True),
    )
    assert_frame_equal(without_row_numbers(region.candidates), without_row_numbers(other.candidates))
    assert_frame_equal(region.overlaps, other.overlaps)


def test_the_same_files_give_the_same_bytes(two_inventories: list[Path], tmp_path: Path) -> None:
    first = landscape.analyse(two_inventories, reference_date=ON).to_folder(tmp_path / "1")
    second = landscape.analyse(two_inventories[::-1], reference_date="2026-07-01").to_folder(tmp_path / "2")
    names = sorted(path.name for path in first.iterdir())
    assert names == sorted([*(f"{name}.csv" for name in OUTPUTS), "report.xlsx"])
    for name in names:
        assert (first / name).read_bytes() == (second / name).read_bytes(), name


def test_two_files_of_one_organisation_count_a_shared_application_once(tmp_path: Path) -> None:
    files = [write_xlsx(tmp_path / "oud.xlsx", GEMEENTE_A[:2]), write_xlsx(tmp_path / "nieuw.xlsx", GEMEENTE_A)]
    organisations = {"oud.xlsx": "Gemeente A", "nieuw.xlsx": "Gemeente A"}
    region = landscape.analyse(files, organisations=organisations, reference_date=ON)
    assert len(region.applications) == len(GEMEENTE_A)
    counts = region.inventories
    assert (counts["rows_read"] == counts["applications"] + counts["rows_refused"]).all()
    assert list(region.findings["code"]).count("also_in_other_file") == 2
    assert "organisation_in_two_files" in set(region.findings["code"])


def test_a_file_that_cannot_be_read_does_not_stop_the_others(two_inventories: list[Path], tmp_path: Path) -> None:
    pdf = tmp_path / "lijst.xlsx"
    pdf.write_bytes(b"%PDF-1.7\n%binary")
    region = landscape.analyse([*two_inventories, pdf], reference_date=ON)
    assert len(region.applications) == len(GEMEENTE_A) + len(GEMEENTE_B)
    assert [file.file for file in region.refused] == ["lijst.xlsx"]
    assert "file_refused" in set(region.findings.loc[region.findings["file"] == "lijst.xlsx", "code"])


def test_nothing_readable_is_one_error_with_every_reason(tmp_path: Path) -> None:
    (tmp_path / "leeg.xlsx").write_bytes(b"")
    with pytest.raises(landscape.PortfolioError, match=r"leeg\.xlsx"):
        landscape.analyse([tmp_path / "leeg.xlsx"], reference_date=ON)


def test_a_wrong_reference_date_is_refused_in_one_sentence(two_inventories: list[Path]) -> None:
    with pytest.raises(landscape.PortfolioError, match="peildatum"):
        landscape.analyse(two_inventories, reference_date="1 juli")


def test_progress_names_every_step_and_only_goes_up(two_inventories: list[Path]) -> None:
    seen: list[tuple[str, float]] = []
    landscape.analyse(two_inventories, reference_date=ON, progress=lambda step, share: seen.append((step, share)))
    steps = list(dict.fromkeys(step for step, _ in seen))
    assert steps == ["read", "names", "classify", "components", "products", "overlaps", "advise"]
    shares = [share for _, share in seen]
    assert shares == sorted(shares)
    assert shares[-1] < 1


def test_a_confirmed_column_outranks_what_we_thought_of_it(tmp_path: Path) -> None:
    header = ("Applicatie", "Leverancier", "Bijzonder", "Hosting", "Techniek", "Kosten per jaar", "Einddatum contract")
    file = write_xlsx(tmp_path / "Gemeente A.xlsx", GEMEENTE_A, header=header)
    region = landscape.analyse([file], reference_date=ON, confirmed={file.name: {"Bijzonder": "description"}})
    column = region.columns.set_index("header").loc["Bijzonder"]
    assert (column["field"], column["decided_by"]) == ("description", "person")
    assert set(region.applications["description"]) == {row[2] for row in GEMEENTE_A}


def test_english_reaches_findings_reasons_and_refusals(two_inventories: list[Path], tmp_path: Path) -> None:
    (tmp_path / "leeg.xlsx").write_bytes(b"")
    region = landscape.analyse([*two_inventories, tmp_path / "leeg.xlsx"], reference_date=ON, language="en")
    told = [
        *region.findings["did"],
        *region.applications["readiness_reason"],
        *region.candidates["reasons_for"],
        *(file.sentence for file in region.refused),
    ]
    dutch = [
        text for text in told if set(text.lower().split()) & {"de", "het", "een", "niet", "wij", "bestand", "kolom"}
    ]
    assert dutch == []


def test_arguments_that_cannot_be_meant_are_refused_in_one_sentence(
    two_inventories: list[Path], tmp_path: Path
) -> None:
    with pytest.raises(landscape.PortfolioError, match="taal"):
        landscape.analyse(two_inventories, reference_date=ON, language="fr")
    with pytest.raises(landscape.PortfolioError, match="geen bestanden"):
        landscape.analyse([], reference_date=ON)
    taken = tmp_path / "taken"
    taken.write_text("a file, not a folder", encoding="utf-8")
    with pytest.raises(landscape.PortfolioError, match="niet schrijven"):
        landscape.analyse(str(two_inventories[0]), reference_date=ON).to_folder(taken)
