"""What people hand over gets a safe name and keeps its content."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landscape.portfolio.workbook import largest_file
from landscape.ui.corrections import Remembered
from landscape.ui.uploads import (
    FILE_TYPES,
    SAMPLE_FOLDER,
    Source,
    as_sources,
    fingerprint,
    opened,
    safe_name,
    sample_sources,
)
from landscape.ui.work import Request


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("lijst 2026.xlsx", "lijst 2026.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\lijst.csv", "lijst.csv"),
        ("..", "bestand"),
        ("", "bestand"),
        ("CON.xlsx", "_CON.xlsx"),
        ("a\x00b\n.csv", "a_b_.csv"),
        ("<img src=x>.xlsx", "_img src_x_.xlsx"),
    ],
)
def test_a_name_is_never_a_path_or_a_command(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@given(st.text(max_size=300))
def test_any_name_can_be_written_inside_its_folder(name: str) -> None:
    safe = safe_name(name)
    assert 0 < len(safe) <= 140
    assert Path(safe).name == safe
    assert (Path("/map") / safe).parent == Path("/map")


def test_two_files_with_one_name_are_both_kept() -> None:
    sources = as_sources([("lijst.xlsx", b"a"), ("map/LIJST.xlsx", b"b"), ("lijst.xlsx", b"c")])
    assert [source.name for source in sources] == ["lijst.xlsx", "LIJST (2).xlsx", "lijst (3).xlsx"]
    assert [source.content for source in sources] == [b"a", b"b", b"c"]


def test_the_fingerprint_knows_content_names_and_settings_but_not_the_order() -> None:
    first, second = Source("a.csv", b"1"), Source("b.csv", b"2")
    asked = Request(date(2026, 7, 1), "nl", {"a.csv": "Aadorp"})
    known = fingerprint([first, second], asked.as_text())
    assert fingerprint([second, first], replace(asked).as_text()) == known
    assert fingerprint([first, Source("b.csv", b"3")], asked.as_text()) != known
    for other in (
        {"organisations": {}},
        {"reference_date": date(2026, 7, 2)},
        {"language": "en"},
        {"confirmed": {"a.csv": {"naam": "name"}}},
        {"keep_personal": {"a.csv": ["Eigenaar"]}},
        {"remembered": (Remembered(frozenset({"naam"}), {"naam": "name"}),)},
    ):
        assert fingerprint([first, second], replace(asked, **other).as_text()) != known


def test_the_sample_holds_inventories_and_not_its_own_answers(tmp_path: Path) -> None:
    for name in ("een.xlsx", "twee.csv", "expected.csv", "README.md"):
        (tmp_path / name).write_bytes(b"x")
    assert [source.name for source in sample_sources(tmp_path)] == ["een.xlsx", "twee.csv"]


def test_the_sample_partnership_is_there() -> None:
    assert len(sample_sources(SAMPLE_FOLDER)) >= 5


def test_every_format_we_read_can_be_chosen() -> None:
    assert {"xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "tsv", "xml"} <= set(FILE_TYPES)


def test_of_a_file_that_is_too_large_just_enough_is_read_to_refuse_it(tmp_path: Path) -> None:
    large, small = tmp_path / "groot.csv", tmp_path / "klein.csv"
    small.write_bytes(b"Applicatie")
    with large.open("wb") as stream:
        stream.truncate(2 * largest_file())
    kept = {source.name: len(source.content) for source in opened([large, small])}
    assert kept == {"groot.csv": largest_file() + 1, "klein.csv": 10}
