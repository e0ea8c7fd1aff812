"""Certainty per value without a partnership: from the region alone, in the frame, in the files and as a filter."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from landscape.pipeline import analyse
from landscape.records import APPLICATION_COLUMNS
from landscape.region import Region
from landscape.report.certainty import CERTAINTIES, CERTAINTY_COLUMNS, certainty_of
from tests.small_inventories import GEMEENTE_A, write_xlsx


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Region:
    path = write_xlsx(tmp_path_factory.mktemp("a") / "Gemeente A.xlsx", GEMEENTE_A)
    return analyse(path, reference_date=date(2026, 7, 1))


def test_every_filled_value_of_a_file_is_given_with_its_cell_or_derived_without(region: Region) -> None:
    told = region.certainty()
    assert list(told.columns) == list(CERTAINTY_COLUMNS)
    assert set(told["certainty"]) <= set(CERTAINTIES)
    given = told[told["certainty"] == "given"]
    assert (given.loc[~given["field"].isin(["extra", "component"]), "cell"] != "").all()
    names = told[told["field"] == "name"]
    rows = region.applications.set_index("application_id")["row"]
    letter = region.columns.set_index("field")["column"]["name"]
    assert names["cell"].tolist() == [f"{letter}{rows[one]}" for one in names["application_id"]]


def test_what_rules_and_model_say_is_never_called_given(region: Region) -> None:
    told = region.certainty()
    answers = told[told["field"].isin(["readiness", "application_kind"])]
    assert len(answers) > 0
    assert not (answers["certainty"] == "given").any()


def test_one_application_gives_the_same_rows_as_all_of_them(region: Region) -> None:
    one = str(region.applications["application_id"].iloc[0])
    everything = region.certainty()
    mine = everything[everything["application_id"] == one].reset_index(drop=True)
    pd.testing.assert_frame_equal(region.certainty(only=[one]), mine)
    assert certainty_of(region.applications, region.columns, only=[]).empty


def test_only_given_values_leave_unknown_and_no_guess(region: Region) -> None:
    shown = region.only_given()
    assert set(shown["readiness"]) == {"unknown"}
    assert set(shown["html5"]) == {"unknown"}
    assert shown["readiness_probability"].isna().all()
    said = shown.drop(columns=list(APPLICATION_COLUMNS))
    for column in said.columns.difference(["component", "component_decided_by", "component_reason"]):
        texts = set(said[column].astype("str").where(said[column].notna(), ""))
        assert texts <= {"", "unknown", "none_stated", "False"}, f"{column} still tells what we found"
    assert shown["name"].tolist() == region.applications["name"].tolist()


def test_the_files_of_a_run_hold_the_certainty_and_only_what_was_given_when_asked(
    region: Region, tmp_path: Path
) -> None:
    folder = region.to_folder(tmp_path / "uit", given_only=True, with_certainty=True)
    written = pd.read_csv(folder / "certainty.csv", sep=";", encoding="utf-8-sig", dtype="str")
    assert len(written) == len(region.certainty())
    applications = pd.read_csv(folder / "applications.csv", sep=";", encoding="utf-8-sig", dtype="str")
    assert set(applications["readiness"]) == {"unknown"}
