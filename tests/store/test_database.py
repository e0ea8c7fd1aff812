"""The file itself: who may open it, what is locked, older versions, damage, and power cuts."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import duckdb
import pytest

from landscape.findings import PortfolioError
from landscape.partnership import open_partnership
from landscape.records import APPLICATION_COLUMNS
from landscape.store import Database, open_database, release, schema
from landscape.store.imports import current_state
from tests.store.inventories_by_hand import content, inventory

DAY = date(2026, 7, 1)


def fill(path: Path) -> None:
    given = inventory([{"name": "Alfa"}, {"name": "Beta"}])
    with open_partnership(path) as partnership:
        partnership.accept(partnership.preview_inventory(given, content(given)), on=DAY)


def refusal(path: Path, *, create: bool | None = None) -> str:
    with pytest.raises(PortfolioError) as refused:
        open_partnership(path, create=create)
    assert str(path.parent) not in str(refused.value), "no path in a sentence"
    return refused.value.code


def test_a_second_process_gets_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "regio.duckdb"
    code = (
        "import sys; from landscape.partnership import open_partnership\n"
        "from landscape.findings import PortfolioError\n"
        "try: open_partnership(sys.argv[1])\n"
        "except PortfolioError as problem: print(problem.code)"
    )
    with open_partnership(path):
        other = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=False)
    assert other.stdout.strip() == "store_in_use", other.stderr


def test_two_users_in_one_process_share_the_file_and_the_last_one_closes_it(tmp_path: Path) -> None:
    path = tmp_path / "regio.duckdb"
    one, two = open_database(path), open_database(path)
    assert one is two
    release(one)
    assert current_state(two)[0].empty
    release(two)
    fill(path)


def test_absent_present_folderless_and_foreign_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "regio.duckdb"
    assert refusal(path, create=False) == "store_absent"
    fill(path)
    assert refusal(path, create=True) == "store_exists"
    assert refusal(tmp_path / "geen" / "map.duckdb") == "store_no_folder"
    text = tmp_path / "tekst.duckdb"
    text.write_text("dit is geen database, maar wel een bestand met wat tekst erin" * 99)
    assert refusal(text) == "store_not_a_partnership"
    foreign = tmp_path / "anders.duckdb"
    with duckdb.connect(str(foreign)) as other:
        other.execute("CREATE TABLE x (y INTEGER)")
    assert refusal(foreign) == "store_not_a_partnership"


def test_the_open_database_reads_no_files_loads_nothing_and_stays_locked(tmp_path: Path) -> None:
    (tmp_path / "geheim.csv").write_text("a\n1\n")
    database = open_database(tmp_path / "regio.duckdb")
    try:
        for attempt in (
            f"SELECT * FROM read_csv('{tmp_path}/geheim.csv')",
            f"ATTACH '{tmp_path}/ander.duckdb'",
            f"COPY (SELECT 1) TO '{tmp_path}/uit.csv'",
            "INSTALL httpfs",
            "SET enable_external_access = true",
        ):
            with pytest.raises(PortfolioError), database.write() as cursor:
                cursor.execute(attempt)
        assert not (tmp_path / "uit.csv").exists()
    finally:
        release(database)


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    database = open_database(tmp_path / "regio.duckdb")
    try:
        with pytest.raises(PortfolioError), database.read() as cursor:
            cursor.execute("DELETE FROM meta")
        assert current_state(database)[0].empty
    finally:
        release(database)


Shape = dict[str, list[tuple[str, str]]]


def shape(database: duckdb.DuckDBPyConnection) -> Shape:
    """Per table its columns with their types, by name: a column added later stands last."""
    found: Shape = {}
    for table, column, kind in database.execute(
        "SELECT table_name, column_name, data_type FROM duckdb_columns() ORDER BY ALL"
    ).fetchall():
        found.setdefault(table, []).append((column, kind))
    return found


def file_of_version(path: Path, version: int) -> Path:
    """A file as that version of the program made it: by the statements kept then, not by those of today."""
    with duckdb.connect(str(path)) as old:
        old.execute((Path(__file__).parent / f"schema_{version}.sql").read_text(encoding="utf-8"))
        old.execute("INSERT INTO meta VALUES ('last_number', '7'), ('schema_version', ?)", [str(version)])
        old.execute(
            "INSERT INTO imports VALUES (1, 's', 'a.xlsx', 'A', 'argument', '2025-01-01', 'x', 1, 0, 1, 0, 0, 0, 0)"
        )
        old.execute("INSERT INTO import_organisations VALUES (1, 'A', 1)")
        old.execute(
            "INSERT INTO applications BY NAME SELECT 1 AS import_id, 1 AS seen_import_id, 'present' AS presence, "
            "'app-1' AS application_id, 'A' AS organisation, 'Oud' AS name, 2 AS row"
        )
        if version >= 2:
            old.execute("INSERT INTO judgements VALUES (2, 'readiness', 'app-1', '', 'legacy', 'fb', '2025-02-01', '')")
            old.execute("INSERT INTO decisions VALUES (3, 'k', 'Oud', 'behouden', 'CIO', '2025-03-01', 'werkt nog')")
            old.execute("INSERT INTO decision_applications VALUES (3, 'app-1', 'A', 100.0)")
        if version >= 3:
            old.execute("INSERT INTO remarks VALUES (4, 'remark', 'fb', '2025-04-01', 'vraag de leverancier')")
            old.execute("INSERT INTO remark_applications VALUES (4, 'app-1', 'A')")
    return path


@pytest.mark.parametrize("version", range(1, schema.VERSION + 1))
def test_a_file_of_every_version_opens_keeps_what_it_held_and_works_on(tmp_path: Path, version: int) -> None:
    path = file_of_version(tmp_path / "oud.duckdb", version)
    given = inventory([{"name": "Alfa"}], organisation="B", file="b.xlsx")
    with open_partnership(path) as partnership:
        assert partnership.notices == ()
        assert list(partnership.applications()["name"]) == ["Oud"]
        assert list(partnership.judgements().readiness["readiness"]) == ["legacy"] * (version >= 2)
        assert list(partnership.decisions()["action"]) == ["behouden"] * (version >= 2)
        assert list(partnership.remarks()["remark"]) == ["vraag de leverancier"] * (version >= 3)
        partnership.accept(partnership.preview_inventory(given, content(given)), on=DAY)
        partnership.judge_kind("app-1", "business", by="fb", on=DAY)
        candidate = {"candidate_id": "k", "application_ids": "app-1"}
        partnership.decide(candidate, action="uitfaseren", role="CIO", reason="op", on=DAY)
        partnership.remark(candidate, "gezien", role="fb", on=DAY)
        assert len(partnership.inventories().applications) == 2
    fill(tmp_path / "nieuw.duckdb")
    with duckdb.connect(str(path)) as now, duckdb.connect(str(tmp_path / "nieuw.duckdb")) as new:
        assert schema.version_of(now) == schema.VERSION
        assert shape(now) == shape(new)


@pytest.mark.parametrize("version", range(1, schema.VERSION + 1))
def test_a_migration_of_the_past_was_not_changed_afterwards(version: int) -> None:
    kept = Path(__file__).parent / f"schema_{version}.sql"
    assert kept.is_file(), "a new version keeps here what its tables look like: the sql column of duckdb_tables()"
    with duckdb.connect() as then, duckdb.connect() as now:
        then.execute(kept.read_text(encoding="utf-8"))
        for steps in schema.MIGRATIONS[:version]:
            for step in steps:
                now.execute(step)
        old, new = shape(then), shape(now)
    follow_records = {"applications", "columns", "findings"}
    assert {name: new[name] for name in new if name not in follow_records} == {
        name: old[name] for name in old if name not in follow_records
    }
    for table in sorted(follow_records):
        assert set(old[table]) <= set(new[table]), "columns that records lost or changed are a migration of their own"


@pytest.mark.parametrize(
    ("table", "column"), [("applications", "bbn"), ("columns", "header_group"), ("findings", "can_do")]
)
def test_a_column_that_records_gained_is_added_to_an_existing_file_that_then_works(
    tmp_path: Path, table: str, column: str
) -> None:
    path = tmp_path / "regio.duckdb"
    fill(path)
    with duckdb.connect(str(path)) as old:
        old.execute(f'ALTER TABLE {table} DROP COLUMN "{column}"')
    given = inventory([{"name": "Gamma"}], organisation="Gemeente B", file="b.xlsx")
    with open_partnership(path) as partnership:
        partnership.accept(partnership.preview_inventory(given, content(given)), on=DAY)
        assert len(partnership.inventories().applications) == 3


def test_a_field_that_records_gained_is_added_to_an_existing_file(tmp_path: Path) -> None:
    path = tmp_path / "regio.duckdb"
    fill(path)
    with duckdb.connect(str(path)) as old:
        old.execute('ALTER TABLE applications DROP COLUMN "bbn"')
    with open_partnership(path) as partnership:
        applications = partnership.applications()
        assert set(APPLICATION_COLUMNS) <= set(applications.columns)
        assert list(applications["bbn"]) == ["", ""]


def test_a_file_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "nieuw.duckdb"
    fill(path)
    with duckdb.connect(str(path)) as newer:
        newer.execute("UPDATE meta SET value = '99' WHERE key = 'schema_version'")
    assert refusal(path) == "store_too_new"


def test_rows_that_went_missing_are_noticed_at_opening(tmp_path: Path) -> None:
    path = tmp_path / "regio.duckdb"
    fill(path)
    with duckdb.connect(str(path)) as broken:
        broken.execute("DELETE FROM applications WHERE name = 'Alfa'")
    with open_partnership(path) as partnership:
        assert len(partnership.notices) == 1


@pytest.mark.parametrize("damage", ["flipped in the middle", "another beginning", "noise"])
def test_a_damaged_log_is_set_aside_and_what_was_acknowledged_is_there(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "regio.duckdb"
    fill(path)
    wal = path.with_name(path.name + ".wal")
    kill_with_an_uncheckpointed_write(path)
    log = bytearray(wal.read_bytes())
    if damage == "flipped in the middle":
        log[log.index(b"y" * 400, len(log) // 2) + 9] ^= 0xFF
    elif damage == "another beginning":
        log[1] ^= 0xFF
    else:
        log = bytearray(b"ruis" * 500)
    wal.write_bytes(log)
    with open_partnership(path) as partnership:
        assert sorted(partnership.applications()["name"]) == ["Alfa", "Beta"]
        assert len(partnership.notices) == 1
    assert (tmp_path / "regio.duckdb.wal.beschadigd-1").read_bytes() == bytes(log)


def kill_with_an_uncheckpointed_write(path: Path) -> None:
    code = (
        "import duckdb, os, sys\n"
        "c = duckdb.connect(sys.argv[1])\n"
        "insert = \"INSERT INTO events VALUES (?, 'x', '2026-01-01', 'x', repeat('y', 500))\"\n"
        "for n in range(20): c.execute(insert, [900 + n])\n"
        f"os.kill(os.getpid(), {int(signal.SIGKILL)})"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=False)
    assert os.path.getsize(f"{path}.wal") > 1000


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ('Could not write file "x": No space left on device', "store_disk_full"),
        ("database has been invalidated. Original error: No space left on device", "store_disk_full"),
        ('Could not set lock on file "x": Conflicting lock is held', "store_in_use"),
        ('Cannot open file "x": Permission denied', "store_no_permission"),
        ("Corrupt database file: computed checksum", "store_damaged"),
    ],
)
def test_each_trouble_with_the_file_has_its_own_sentence(tmp_path: Path, said: str, code: str) -> None:
    problem = Database(tmp_path / "regio.duckdb").explain(duckdb.IOException(said))
    assert problem.code == code
    assert "regio.duckdb" in str(problem)


def test_a_folder_is_no_partnership(tmp_path: Path) -> None:
    assert refusal(tmp_path) in ("store_no_permission", "store_not_a_partnership")


def test_after_a_fatal_error_the_same_partnership_works_on(tmp_path: Path) -> None:
    path = tmp_path / "regio.duckdb"
    fill(path)
    with open_partnership(path) as partnership:
        partnership._database.close()  # what is left when opening again after a fatal error failed too
        assert len(partnership.applications()) == 2
        partnership._database.close()
        given = inventory([{"name": "Gamma"}], "Gemeente B", "b.xlsx")
        partnership.accept(partnership.preview_inventory(given, content(given)), on=DAY)
        assert len(partnership.applications()) == 3


def test_a_damaged_main_file_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "regio.duckdb"
    fill(path)
    raw = bytearray(path.read_bytes())
    for place in range(4096, len(raw), 97):
        raw[place] ^= 0xFF
    path.write_bytes(raw)
    assert refusal(path) in ("store_damaged", "store_not_a_partnership")
