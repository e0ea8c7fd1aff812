"""A person says which column stands for what: by header, by letter, by number; now, and for the next list."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from landscape.findings import PortfolioError
from landscape.portfolio.confirmed import Remembered, keys, learned, recalled
from landscape.portfolio.inventories import Wishes, read_inventories
from landscape.portfolio.read import read

_HEADER = "Applicatie;Type;Type;Kleur;"
_ROWS = ("Zaakwijzer;aap;noot;rood;Kade", "Grondlog;mies;wim;blauw;Licht")


def _list(folder: Path, header: str = _HEADER, *rows: str, name: str = "lijst.csv") -> Path:
    path = folder / name
    path.write_text("\n".join((header, *(rows or _ROWS))), encoding="utf-8")
    return path


def _fields(columns: pd.DataFrame) -> dict[str, str]:
    return dict(zip(columns["column"], columns["field"], strict=True))


def test_two_columns_with_one_header_are_corrected_apart_by_letter(tmp_path: Path) -> None:
    inventory = read(_list(tmp_path), confirmed={"!B": "hosting", "!C": "database"})
    assert _fields(inventory.columns) == {
        "A": "name", "B": "hosting", "C": "database", "D": "ignored", "E": "ignored"
    }  # fmt: skip
    assert inventory.applications["database"].tolist() == ["noot", "wim"]


def test_two_columns_with_one_header_are_corrected_apart_by_their_number(tmp_path: Path) -> None:
    inventory = read(_list(tmp_path), confirmed={"Type#2": "hosting"})
    assert _fields(inventory.columns)["C"] == "hosting"
    assert _fields(inventory.columns)["B"] != "hosting"


def test_a_header_in_any_spelling_still_names_its_column(tmp_path: Path) -> None:
    for said in ("Kleur", " kleur?", "KLEUR"):
        assert _fields(read(_list(tmp_path), confirmed={said: "hosting"}).columns)["D"] == "hosting"


def test_a_column_without_a_header_is_named_by_its_letter(tmp_path: Path) -> None:
    assert read(_list(tmp_path), confirmed={"!E": "vendor"}).applications["vendor"].tolist() == ["Kade", "Licht"]


def test_headers_that_look_like_a_key_are_headers_all_the_same(tmp_path: Path) -> None:
    path = _list(tmp_path, "Applicatie;Contract #2;Let op! Kleur", "Zaakwijzer;aap;rood", "Grondlog;noot;wit")
    said = {"Contract #2": "hosting", "Let op! Kleur": "database"}
    assert _fields(read(path, confirmed=said).columns) == {"A": "name", "B": "hosting", "C": "database"}


def test_a_field_that_does_not_exist_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(PortfolioError, match="hostign") as refusal:
        read(_list(tmp_path), confirmed={"Kleur": "hostign"})
    assert refusal.value.code == "unknown_field"


def test_a_remembered_mapping_holds_for_a_list_with_moved_columns_and_for_no_other(tmp_path: Path) -> None:
    first = read(_list(tmp_path))
    known = learned(first.columns, {"type#2": "hosting", "kleur": "remarks"})
    stored = json.loads(json.dumps([one.as_json() for one in known]))
    again = tuple(map(Remembered.from_json, stored))
    assert [one.key for one in again] == [one.key for one in known]
    moved = _list(tmp_path, "Kleur;Type;Applicatie;Type", "rood;aap;Zaakwijzer;noot", "wit;mies;Grondlog;wim")
    inventory = read(moved, remembered=again)
    assert inventory.applications["hosting"].tolist() == ["noot", "wim"]
    assert inventory.applications["remarks"].tolist() == ["rood", "wit"]
    other = read(_list(tmp_path, "Kleur;Applicatie;Type", "rood;Zaakwijzer;aap", "wit;Grondlog;noot"), remembered=again)
    assert set(other.columns["decided_by"]) & {"person"} == set()


def test_what_is_said_now_beats_what_is_remembered(tmp_path: Path) -> None:
    known = learned(read(_list(tmp_path)).columns, {"kleur": "remarks"})
    inventory = read(_list(tmp_path), remembered=known, confirmed={"Kleur": "hosting"})
    assert _fields(inventory.columns)["D"] == "hosting"


def test_memory_works_for_many_files_at_once(tmp_path: Path) -> None:
    path = _list(tmp_path)
    known = learned(read(path).columns, {"kleur": "remarks"})
    columns = read_inventories([path], Wishes(remembered=known), lambda _: None).columns
    assert _fields(columns)["D"] == "remarks"
    assert recalled(columns, known) == {"lijst.csv": {"kleur": "remarks"}}


def test_a_stored_mapping_forgets_fields_that_no_longer_exist_and_refuses_nonsense() -> None:
    assert Remembered.from_json({"headers": ["kleur"], "fields": {"kleur": "gone"}}).fields == {}
    with pytest.raises(ValueError, match="no remembered mapping"):
        Remembered.from_json({"headers": "kleur"})


def test_keys_number_equal_headers_and_letter_empty_ones() -> None:
    assert keys(list("ABCD"), ["Type", "Naam", "type:", ""]) == ["type#1", "naam", "type#2", "!D"]


def test_a_kept_column_of_persons_is_not_reported_as_absent(tmp_path: Path) -> None:
    path = _list(tmp_path, "Applicatie;Eigenaar", "Zaakwijzer;Jan de Vries", "Grondlog;Piet Jansen")
    codes = set(read(path, keep_personal={"Eigenaar"}).findings["code"])
    assert "personal_kept" in codes
    assert "personal_not_there" not in codes
    assert "personal_not_there" in set(read(path, keep_personal={"Eigenaren"}).findings["code"])
