"""The workbook of a whole run as people open it: every header and code in their language, and what it rests on."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from openpyxl.worksheet.worksheet import Worksheet

import landscape
from landscape import knowledge
from landscape.advise.concerns import priorities
from landscape.classify.answers import CLOUD, INTEGRATION
from landscape.overlap.patterns import PATTERNS
from landscape.records import (
    APPLICATION_COLUMNS,
    APPLICATION_KINDS,
    COLUMN_DECIDED_BY,
    DECIDED_BY,
    READINESS,
    SEVERITIES,
)
from landscape.report.folder import write_folder
from landscape.report.labels import NOT_FOR_PEOPLE, code_labels, column_label, for_people
from landscape.report.workbook import workbook_bytes
from tests.small_inventories import GEMEENTE_A, GEMEENTE_B, write_csv, write_xlsx

ON = date(2026, 7, 1)
CODES = {
    "readiness": READINESS,
    "readiness_model": READINESS,
    "application_kind": APPLICATION_KINDS,
    "readiness_decided_by": DECIDED_BY,
    "decided_by": COLUMN_DECIDED_BY,
    "component_decided_by": ("given", "package", "text", "person"),
    "severity": SEVERITIES,
    "cloud": CLOUD,
    "integration": INTEGRATION,
    "pattern": PATTERNS,
    "html5": ("yes", "no", "unknown"),
    "obsolete": ("yes", "no", "unknown"),
    "package_how": ("exact", "alias", "vendor_and_name"),
    "outcome": ("same", "review", "different"),
    "kind": ("same_product", "same_function", "overlap", "application"),
    "time": ("tolerate", "invest", "migrate", "eliminate", "not_placed"),
    "time_of_action": ("tolerate", "invest", "migrate", "eliminate", "not_placed"),
    "six_r": ("retain", "rehost", "replatform", "repurchase", "refactor", "retire"),
    "field": (*(name for name in APPLICATION_COLUMNS if name != "application_id"), "ignored", "personal_contact"),
}
CODE = re.compile(r"[a-z]+(_[a-z0-9]+)+|True|False")


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> landscape.Region:
    folder = tmp_path_factory.mktemp("in")
    files = [write_xlsx(folder / "Gemeente A.xlsx", GEMEENTE_A), write_csv(folder / "Gemeente B.csv", GEMEENTE_B)]
    return landscape.analyse(files, reference_date=ON)


@pytest.fixture(scope="module")
def sheets(region: landscape.Region) -> dict[str, Worksheet]:
    raw = workbook_bytes(region.frames(), ON, inventories=region.inventories)
    return {sheet.title: sheet for sheet in openpyxl.load_workbook(io.BytesIO(raw))}


def column(sheet: Worksheet, header: str) -> list[object]:
    headers = [cell.value for cell in sheet[1]]
    return [cell.value for cell in list(sheet.columns)[headers.index(header)][1:]]


@pytest.mark.parametrize("language", knowledge.LANGUAGES)
def test_every_column_of_a_run_has_a_label_in_both_languages(region: landscape.Region, language: str) -> None:
    names = knowledge.texts(language)["column"]
    for frame_name, frame in region.frames().items():
        assert [name for name in frame.columns if name not in names] == [], frame_name
        shown = [name for name in frame.columns if name not in NOT_FOR_PEOPLE | {"name_key"}]
        labels = [column_label(name, language, frame_name) for name in shown]
        assert sorted(label for label in set(labels) if labels.count(label) > 1) == [], frame_name


@pytest.mark.parametrize("language", knowledge.LANGUAGES)
@pytest.mark.parametrize("name", sorted(CODES))
def test_every_code_of_the_program_has_a_label(name: str, language: str) -> None:
    assert not set(CODES[name]) - code_labels(name, language).keys()


def test_every_nature_of_a_candidate_has_a_label() -> None:
    for language in knowledge.LANGUAGES:
        assert not priorities()["nature"].keys() - code_labels("nature", language).keys()


@pytest.mark.parametrize("language", knowledge.LANGUAGES)
def test_no_cell_of_the_workbook_holds_a_code(region: landscape.Region, language: str) -> None:
    raw = workbook_bytes(region.frames(), ON, language=language, inventories=region.inventories)
    book = openpyxl.load_workbook(io.BytesIO(raw))
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    assert not [(cell.parent.title, cell.coordinate, cell.value) for cell in cells if CODE.fullmatch(str(cell.value))]
    assert not [cell.coordinate for cell in cells if cell.data_type == "b"]


def test_dutch_words_stand_where_the_code_is_an_english_word(sheets: dict[str, Worksheet]) -> None:
    assert not set(column(sheets["Kandidaten"], "6R")) & set(CODES["six_r"])
    assert not set(column(sheets["Kandidaten"], "TIME bij dit advies")) & set(CODES["time"])
    assert set(column(sheets["Applicaties"], "Gereedheid bepaald door")) <= {"regel", "model", "mens"}


def test_csv_keeps_the_codes_and_the_evidence(region: landscape.Region, tmp_path: Path) -> None:
    folder = write_folder(region.frames(), tmp_path)
    back = pd.read_csv(folder / "applications.csv", sep=";", encoding="utf-8-sig", keep_default_na=False)
    assert set(back["readiness"]) <= set(READINESS)
    assert back["readiness_evidence"].str.startswith("[").all()


def test_what_concerns_a_whole_file_has_no_row_number(
    region: landscape.Region, sheets: dict[str, Worksheet], tmp_path: Path
) -> None:
    assert (region.findings["row"] == 0).all(), "the small lists have findings about whole files only"
    back = pd.read_csv(write_folder(region.frames(), tmp_path) / "findings.csv", sep=";", encoding="utf-8-sig",
                       dtype="str", keep_default_na=False)  # fmt: skip
    assert set(back["row"]) == {""}
    assert set(column(sheets["Bevindingen"], "Rij")) == {None}


def test_the_first_sheet_says_per_file_whose_it_is_and_that_the_rows_add_up(sheets: dict[str, Worksheet]) -> None:
    lines = [tuple(cell.value for cell in line) for line in sheets["Leeswijzer"].iter_rows()]
    assert ("Gemeente A.xlsx", "Gemeente A", "4 rijen = 4 applicaties + 0 geweigerd") in lines
    assert ("Gemeente B.csv", "Gemeente B", "3 rijen = 3 applicaties + 0 geweigerd") in lines
    assert any("versie" in str(line[0]) for line in lines)


def test_a_file_name_on_the_first_sheet_is_never_a_formula(region: landscape.Region) -> None:
    named = region.inventories.assign(file="=1+1.csv", organisation="@SUM(A1)")
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes(region.frames(), ON, inventories=named)))
    risky = [cell for line in book["Leeswijzer"].iter_rows() for cell in line if str(cell.value)[0] in "=@"]
    assert len(risky) == 4
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in risky)


def test_a_candidate_is_not_called_an_overlap_and_amounts_are_whole_euros(sheets: dict[str, Worksheet]) -> None:
    assert set(column(sheets["Kandidaten"], "Soort kandidaat")) <= {"overlap", "losse applicatie"}
    assert set(column(sheets["Overlap"], "Soort overlap")) <= {"zelfde product", "zelfde functie"}
    amounts = for_people(pd.DataFrame({"saving_mid_eur": [10.6, float("nan")]}), "nl")["saving_mid_eur"]
    assert amounts[0] == 11
    assert pd.isna(amounts[1])


def test_the_same_run_gives_the_same_bytes(region: landscape.Region) -> None:
    shuffled = region.inventories[::-1]
    once = workbook_bytes(region.frames(), ON, inventories=region.inventories)
    assert once == workbook_bytes(region.frames(), ON, inventories=shuffled)


def test_reasons_stand_on_their_own_lines_and_unknown_codes_stay_readable() -> None:
    frame = pd.DataFrame({"reasons_for": ["een | twee", "drie", ""], "outcome": ["same", "anders", ""]})
    shown = for_people(frame, "nl")
    assert list(shown["reasons_for"]) == ["• een\n• twee", "drie", ""]
    assert list(shown["outcome"]) == ["zelfde product", "anders", ""]


def test_booleans_are_ja_and_nee_and_in_english_yes_and_no() -> None:
    frame = pd.DataFrame({"decision_ready": [True, False]})
    assert list(for_people(frame, "nl")["decision_ready"]) == ["ja", "nee"]
    assert list(for_people(frame, "en")["decision_ready"]) == ["yes", "no"]
