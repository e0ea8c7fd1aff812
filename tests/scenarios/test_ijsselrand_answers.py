"""The planted answers of the sample partnership, held against a whole run.

``expected.csv`` was written by hand from the words of the rows; nothing in it was made by the program. Product is
measured over pairs of applications (two rows are a right pair when their planted product is equal), so a cluster that
is one row too large costs as much as it should. The floors are a little under what was measured when they were set:
they stand to catch a fall, not to claim a height.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

import landscape

SAMPLE = Path(__file__).parents[2] / "data" / "samples" / "ijsselrand"
FILES = sorted(path for path in SAMPLE.iterdir() if path.suffix in {".xlsx", ".csv"} and path.name != "expected.csv")
PLACE = ["file", "row"]
NOT_AN_APPLICATION = "not_an_application"


@pytest.fixture(scope="module")
def expected() -> pd.DataFrame:
    frame = pd.read_csv(SAMPLE / "expected.csv", sep=";", encoding="utf-8", dtype="str", keep_default_na=False)
    return frame.astype({"row": "int64"})


@pytest.fixture(scope="module")
def region() -> landscape.Region:
    return landscape.analyse(FILES, reference_date=date(2026, 7, 1))


@pytest.fixture(scope="module")
def planted(expected: pd.DataFrame, region: landscape.Region) -> pd.DataFrame:
    """One row per planted application with the program's answer beside it; empty answers where it was not found."""
    found = region.applications[[*PLACE, "product_id", "component", "readiness", "application_kind"]]
    joined = expected.merge(found, on=PLACE, how="left", suffixes=("", "_found"), validate="one_to_one")
    applications = joined[joined["application_kind"] != NOT_AN_APPLICATION]
    return applications.fillna({"product_id": "", "component_found": "", "readiness_found": ""}).reset_index(drop=True)


def _shares(right: int, claimed: int, planted: int) -> tuple[float, float]:
    return right / max(claimed, 1), right / max(planted, 1)


def _pairs(labels: pd.Series) -> int:
    sizes = labels.value_counts()
    return int((sizes * (sizes - 1) // 2).sum())


def _show(capsys: pytest.CaptureFixture[str], name: str, precision: float, recall: float) -> None:
    with capsys.disabled():
        print(f"\nIJsselrand {name}: precision {precision:.3f}, recall {recall:.3f}")


def test_every_planted_row_is_an_application_or_is_refused_with_a_finding(
    expected: pd.DataFrame, region: landscape.Region
) -> None:
    applications = set(map(tuple, region.applications[PLACE].to_numpy().tolist()))
    findings = set(map(tuple, region.findings[PLACE].to_numpy().tolist()))
    places = expected.assign(place=list(map(tuple, expected[PLACE].to_numpy().tolist())))
    lost = places[~places["place"].isin(applications | findings)]
    refused = places[~places["place"].isin(applications) & (places["application_kind"] != NOT_AN_APPLICATION)]
    assert lost["name"].tolist() == []
    assert refused["name"].tolist() == []


def test_no_title_total_or_heading_became_an_application(expected: pd.DataFrame, region: landscape.Region) -> None:
    extra = region.applications.merge(expected[PLACE], on=PLACE, how="left", indicator=True)
    assert extra.loc[extra["_merge"] == "left_only", "name"].tolist() == []


def test_product_reaches_its_floor_over_pairs(planted: pd.DataFrame, capsys: pytest.CaptureFixture[str]) -> None:
    found = planted[planted["product_id"] != ""]
    precision, recall = _shares(
        _pairs(found["product"] + "\x1f" + found["product_id"]),
        _pairs(found["product_id"]),
        _pairs(planted["product"]),
    )
    _show(capsys, "product (pairs)", precision, recall)
    assert precision >= 0.95
    assert recall >= 0.85


def test_component_reaches_its_floor(planted: pd.DataFrame, capsys: pytest.CaptureFixture[str]) -> None:
    right = (planted["component"] == planted["component_found"]) & (planted["component"] != "")
    precision, recall = _shares(
        int(right.sum()), int((planted["component_found"] != "").sum()), int((planted["component"] != "").sum())
    )
    _show(capsys, "component", precision, recall)
    assert precision >= 0.90
    assert recall >= 0.85


@pytest.mark.parametrize("readiness", ["legacy", "cloud_capable", "saas_ready", "unknown"])
def test_readiness_reaches_its_floor(readiness: str, planted: pd.DataFrame, capsys: pytest.CaptureFixture[str]) -> None:
    is_so, is_said = planted["readiness"] == readiness, planted["readiness_found"] == readiness
    precision, recall = _shares(int((is_so & is_said).sum()), int(is_said.sum()), int(is_so.sum()))
    _show(capsys, f"readiness {readiness}", precision, recall)
    assert precision >= 0.85
    assert recall >= 0.85


def test_rows_that_are_no_application_are_not_counted_as_business(
    expected: pd.DataFrame, region: landscape.Region
) -> None:
    found = region.applications[[*PLACE, "application_kind"]]
    others = expected[expected["application_kind"] == NOT_AN_APPLICATION].merge(
        found, on=PLACE, how="left", suffixes=("", "_found")
    )
    counted = others[others["application_kind_found"].eq("business")]
    assert len(counted) <= len(others) // 4, counted["name"].tolist()


def test_names_mail_and_telephone_of_owners_stay_out(region: landscape.Region) -> None:
    texts = region.applications.select_dtypes(include="str")
    personal = "Zilverschoon|Smeerwortel|steenwaarden.example|06-000000"
    assert [name for name in texts if texts[name].str.contains(personal).any()] == []


def test_look_alikes_stay_apart(planted: pd.DataFrame) -> None:
    apart = [
        ("QlikView", "Qlik Sense"),
        ("Squit XO", "Rx.Mission"),
        ("Verseon", "Djuma"),
        ("Raet Beaufort", "Youforce"),
    ]
    ids = planted.groupby("product")["product_id"].agg(set)
    assert [pair for pair in apart if ids[pair[0]] & ids[pair[1]]] == []


def test_old_names_find_their_product(planted: pd.DataFrame) -> None:
    renamed = [
        ("Key2Burgerzaken", "burgerzaken centric"),
        ("Agresso", "Unit4 Business World"),
        ("UBW (Agresso)", "Unit4 Business World"),
        ("Key2BAG", "Centric Objectregistratie"),
        ("Zaaksysteem.nl", "xxllnc Zaken"),
        ("SIMsite", "xxllnc SIMsite"),
        ("OBI4wan", "Spotler Engage"),
        ("ProActive", "Spend Cloud"),
        ("Negometrix", "Mercell Source to Contract"),
        ("Accommodatiehuur", "Aqqo"),
    ]
    ids = planted.groupby("name")["product_id"].agg(set)
    assert [pair for pair in renamed if ids[pair[0]] != ids[pair[1]]] == []
