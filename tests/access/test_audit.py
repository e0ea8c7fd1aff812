"""The audit log: one line per event, no cells, no control characters, and a change in it shows."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landscape.access.audit import LOG_COLUMNS, AuditLog, escaped

AT = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


def test_an_event_is_one_line_with_counts(tmp_path: Path) -> None:
    log = AuditLog(tmp_path)
    log.record("accept", at=AT, who="jo@x", role="lid", counts={"added": 3, "changed": 2})
    told = log.read()
    assert tuple(told.columns) == LOG_COLUMNS
    assert told.iloc[0].to_dict() | {"at": None} == {
        "at": None, "who": "jo@x", "role": "lid", "what": "accept", "counts": "added 3, changed 2", "outcome": "done",
    }  # fmt: skip
    assert oct((tmp_path / "logboek-2026-11.jsonl").stat().st_mode)[-3:] == "600"


def test_a_cell_cannot_get_into_the_counts(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        AuditLog(tmp_path).record("accept", at=AT, who="x", counts={"added": "=cmd|geheim"})  # type: ignore[dict-item]
    assert not AuditLog(tmp_path).files()


@given(st.text())
def test_no_text_makes_a_second_line_or_hides_characters(text: str) -> None:
    shown = escaped(text)
    assert len(shown) <= 200
    assert shown.isprintable() or not any(ord(letter) < 32 or letter in "\u202e\u2028\x7f\x85" for letter in shown)
    assert len(shown.splitlines()) <= 1


def test_a_name_with_a_line_end_forges_nothing(tmp_path: Path) -> None:
    log = AuditLog(tmp_path)
    log.record("login", at=AT, who='x"}\n{"who": "baas\x1b[2J\u202e', outcome="refused")
    assert len((tmp_path / "logboek-2026-11.jsonl").read_bytes().splitlines()) == 1
    assert log.read()["who"][0] == 'x"}\\u000a{"who": "baas\\u001b[2J\\u202e'


def test_a_changed_removed_or_added_line_breaks_the_chain(tmp_path: Path) -> None:
    log = AuditLog(tmp_path)
    for number in range(4):
        log.record("judge", at=AT, who="x", counts={"judgement_id": number})
    path = tmp_path / "logboek-2026-11.jsonl"
    whole = path.read_text(encoding="ascii")
    assert log.broken_at() == ""
    lines = whole.splitlines(keepends=True)
    for forged in (
        whole.replace('"judgement_id": 1', '"judgement_id": 9'),
        "".join(lines[:1] + lines[2:]),
        whole + "{}\n",
    ):
        path.write_text(forged, encoding="ascii")
        assert log.broken_at().startswith("logboek-2026-11.jsonl:")


@pytest.mark.parametrize("spoilt", ['{"at": "2026-01-0', "[]", '{"at": 1, "counts": []}'])
def test_a_spoilt_line_is_named_and_the_rest_of_the_log_still_reads(tmp_path: Path, spoilt: str) -> None:
    log = AuditLog(tmp_path)
    for number in range(2):
        log.record("analyse", at=AT, who="jo", counts={"rows": number})
    (file,) = log.files()
    file.write_text(file.read_text() + spoilt + "\n")
    assert list(log.read()["counts"]) == ["rows 1", "rows 0"]
    assert log.broken_at() == f"{file.name}:3"


def test_the_chain_goes_on_over_months_and_old_months_can_be_cleaned_up(tmp_path: Path) -> None:
    log = AuditLog(tmp_path)
    for month in (8, 9, 11):
        log.record("login", at=AT.replace(month=month), who="x")
    assert log.broken_at() == ""
    assert log.clean_up(today=AT, months=2) == ["logboek-2026-08.jsonl"]
    assert log.broken_at() == ""
    assert len(log.read()) == 2


def test_twelve_people_at_once_lose_no_line(tmp_path: Path) -> None:
    log = AuditLog(tmp_path)

    def write(who: str) -> None:
        for number in range(20):
            log.record("judge", at=AT, who=who, counts={"number": number})

    threads = [threading.Thread(target=write, args=(f"p{number}",)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(log.read()) == 240
    assert log.broken_at() == ""
    assert all(json.loads(line) for line in (tmp_path / "logboek-2026-11.jsonl").read_text("ascii").splitlines())
