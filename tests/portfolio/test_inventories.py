"""Several files together: names that are the same, organisations that come twice, wishes about files."""

from __future__ import annotations

from pathlib import Path

import pytest

import landscape
from landscape.portfolio.inventories import Inventories, Wishes, read_inventories
from tests.small_inventories import GEMEENTE_A, GEMEENTE_B, write_xlsx


def read_all(files: list[Path], **wishes: object) -> Inventories:
    return read_inventories(files, Wishes(**wishes), lambda _: None)  # type: ignore[arg-type]


@pytest.fixture
def same_name(tmp_path: Path) -> list[Path]:
    """Two gemeenten that each sent an applicatielijst.xlsx."""
    for folder in ("Aadorp", "Beedorp"):
        (tmp_path / folder).mkdir()
    return [
        write_xlsx(tmp_path / "Aadorp" / "applicatielijst.xlsx", GEMEENTE_A),
        write_xlsx(tmp_path / "Beedorp" / "applicatielijst.xlsx", GEMEENTE_B),
    ]


def test_files_with_one_name_are_told_apart_by_their_folder(same_name: list[Path]) -> None:
    found = read_all(same_name)
    assert list(found.inventories["file"]) == ["Aadorp - applicatielijst.xlsx", "Beedorp - applicatielijst.xlsx"]
    assert list(found.inventories["organisation"]) == ["Aadorp", "Beedorp"]
    assert found.applications.groupby("file").size().to_list() == [len(GEMEENTE_A), len(GEMEENTE_B)]


def test_an_organisation_can_be_given_by_path(same_name: list[Path]) -> None:
    found = read_all(same_name, organisations={str(same_name[0]): "Gemeente A", str(same_name[1]): "Gemeente B"})
    assert list(found.inventories["organisation"]) == ["Gemeente A", "Gemeente B"]


def test_a_wish_about_a_shared_name_or_a_missing_file_is_refused(same_name: list[Path]) -> None:
    with pytest.raises(landscape.PortfolioError, match="meer bestanden"):
        read_all(same_name, organisations={"applicatielijst.xlsx": "Gemeente A"})
    with pytest.raises(landscape.PortfolioError, match="geen invoer"):
        read_all(same_name, organisations={"Gemeente A": "applicatielijst.xlsx"})


def test_the_fields_in_which_two_files_differ_are_named(tmp_path: Path) -> None:
    cheaper = [(*GEMEENTE_A[0][:5], "€ 80.000,-", GEMEENTE_A[0][6]), *GEMEENTE_A[1:]]
    files = [write_xlsx(tmp_path / "nieuw.xlsx", cheaper), write_xlsx(tmp_path / "oud.xlsx", GEMEENTE_A)]
    found = read_all(files, organisations={"nieuw.xlsx": "Gemeente A", "oud.xlsx": "Gemeente A"})
    assert len(found.applications) == len(GEMEENTE_A)
    differing = found.findings[found.findings["code"] == "differs_in_other_file"]
    assert list(differing["file"]) == ["oud.xlsx"]
    assert "Kosten per jaar" in differing["saw"].iloc[0]
    assert "nieuw.xlsx" in differing["did"].iloc[0]
    assert list(found.findings["code"]).count("also_in_other_file") == len(GEMEENTE_A) - 1
    assert (found.inventories["rows_read"] == found.inventories[["applications", "rows_refused"]].sum(axis=1)).all()
