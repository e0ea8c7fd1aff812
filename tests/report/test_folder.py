"""The CSV files of a run: bytes, numbers, dates, and nothing that Excel would run."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from landscape.records import OUTPUTS
from landscape.report.folder import write_csv, write_folder
from landscape.report.frames import in_output_order, without_empty_columns
from landscape.report.workbook import workbook_bytes, write_workbook

PAYLOADS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", '=HYPERLINK("http://x")', "|calc", "%0A=1"]


@pytest.fixture
def candidates() -> pd.DataFrame:
    row: dict[str, object] = dict.fromkeys(OUTPUTS["candidates"], "")
    row |= {"rank": 1, "reasons_for": "=cmd|' /C calc'!A0", "saving_low_eur": 0.1 + 0.2, "saving_mid_eur": float("nan"),
            "decide_before": pd.Timestamp("2027-03-01"), "title": "Zaak; en \"meer\""}  # fmt: skip
    return pd.DataFrame([row]).astype({"decide_before": "datetime64[s]"})


def test_csv_has_bom_semicolons_and_iso_dates(candidates: pd.DataFrame, tmp_path: Path) -> None:
    write_folder({"candidates": candidates}, tmp_path / "nieuw" / "map")
    raw = (tmp_path / "nieuw" / "map" / "candidates.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfrank;overlap_id;")
    assert b";2027-03-01;" in raw
    assert b";0.3;;" in raw, "a known number without float noise, an unknown one empty"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_csv_cell_begins_as_a_formula(payload: str, tmp_path: Path) -> None:
    write_csv(pd.DataFrame({"name": [payload]}), tmp_path / "a.csv")
    back = pd.read_csv(tmp_path / "a.csv", sep=";", encoding="utf-8-sig", dtype="str", keep_default_na=False)
    assert back["name"][0].startswith("'")
    assert back["name"][0][1:].replace("\r", "\n") == payload.replace("\r", "\n")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_workbook_cell_is_a_formula_and_risky_text_carries_the_text_mark(
    payload: str, candidates: pd.DataFrame, tmp_path: Path
) -> None:
    candidates["title"] = payload
    path = write_workbook({"candidates": candidates}, pd.Timestamp("2026-07-01").date(), tmp_path / "r.xlsx")
    book = openpyxl.load_workbook(path)
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.value is not None]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    sheet = book["Kandidaten"]
    title = next(cell for cell in sheet[2] if sheet.cell(1, cell.column).value == "Kandidaat")
    assert str(title.value).strip()[-1] == payload[-1]
    assert title.quotePrefix


def test_same_frames_give_the_same_workbook_bytes(candidates: pd.DataFrame) -> None:
    day = pd.Timestamp("2026-07-01").date()
    assert workbook_bytes({"candidates": candidates}, day) == workbook_bytes({"candidates": candidates}, day)


def test_workbook_is_frozen_filterable_and_speaks_dutch(candidates: pd.DataFrame, tmp_path: Path) -> None:
    path = write_workbook({"candidates": candidates}, pd.Timestamp("2026-07-01").date(), tmp_path / "r.xlsx")
    sheet = openpyxl.load_workbook(path)["Kandidaten"]
    headers = [cell.value for cell in sheet[1]]
    assert sheet.freeze_panes == "C2", "the header row, and rank and title"
    assert sheet.auto_filter.ref
    assert {"Rang", "Redenen voor", "Redenen tegen"} <= set(headers)
    assert sheet.cell(2, headers.index("Besluit nodig voor") + 1).is_date


def test_fixed_columns_come_first_and_empty_extras_are_left_out_for_people(candidates: pd.DataFrame) -> None:
    candidates["extra_empty"], candidates["extra_full"] = "", "x"
    ordered = in_output_order("candidates", candidates)
    assert tuple(ordered.columns[: len(OUTPUTS["candidates"])]) == OUTPUTS["candidates"]
    shown = without_empty_columns("candidates", ordered)
    assert "extra_full" in shown
    assert "extra_empty" not in shown
    assert set(OUTPUTS["candidates"]) <= set(shown.columns)
