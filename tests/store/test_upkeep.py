"""Backup, restore, taking back, and removing an organisation down to its bytes."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path

import pytest

from landscape.findings import PortfolioError
from landscape.partnership import Partnership, open_partnership, restore_partnership
from landscape.store.copies import mark_for_rewrite
from landscape.store.opened import open_database, release
from tests.store.inventories_by_hand import Row, content, inventory

DAY = date(2026, 7, 1)
A: list[Row] = [{"name": "Alfa", "vendor": "Een"}, {"name": "Beta", "vendor": "Twee"}]
SECRET: list[Row] = [
    {
        "name": f"Zeldzaampakket{number:04d}",
        "vendor": "Zonderlingleverancier",
        "remarks": f"kluisnummer {number * 7919}",
    }
    for number in range(300)
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "regio.duckdb"


def take(partnership: Partnership, rows: list[Row], organisation: str = "Gemeente A", file: str = "a.xlsx") -> int:
    given = inventory(rows, organisation, file)
    return partnership.accept(partnership.preview_inventory(given, content(given)), on=DAY).import_id


def names(partnership: Partnership) -> list[str]:
    return sorted(partnership.applications()["name"])


def test_a_backup_of_an_open_partnership_opens_as_one_with_everything_in_it(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "kopie.duckdb"
    with open_partnership(path) as partnership:
        take(partnership, A)
        assert partnership.backup(copy) == copy
        take(partnership, [*A, {"name": "Gamma"}])
        with open_partnership(copy, create=False) as kept:
            assert names(kept) == ["Alfa", "Beta"]
            assert kept.imports().equals(partnership.imports().iloc[:1])
    assert not path.with_name("regio.duckdb.werk").exists()


def test_a_backup_never_overwrites_a_file(path: Path, tmp_path: Path) -> None:
    precious = tmp_path / "kopie.duckdb"
    precious.write_text("iets anders")
    with open_partnership(path) as partnership, pytest.raises(PortfolioError) as refused:
        partnership.backup(precious)
    assert refused.value.code == "store_exists"
    assert precious.read_text() == "iets anders"


@pytest.mark.parametrize("state", ["closed", "open", "damaged", "absent"])
def test_restore_brings_everything_back_and_keeps_what_was_there(path: Path, tmp_path: Path, state: str) -> None:
    copy = tmp_path / "kopie.duckdb"
    with open_partnership(path) as partnership:
        take(partnership, A)
        partnership.backup(copy)
        take(partnership, A[:1], "Gemeente B", "b.xlsx")
    if state == "damaged":
        path.write_bytes(b"kapot" * 5000)
    if state == "absent":
        path.unlink()
    if state == "open":
        with open_partnership(path) as partnership:
            aside = restore_partnership(path, copy)
            assert names(partnership) == ["Alfa", "Beta"]
            take(partnership, A[:1], "Gemeente C", "c.xlsx")
    else:
        aside = restore_partnership(path, copy)
    with open_partnership(path, create=False) as partnership:
        assert len(names(partnership)) == (3 if state == "open" else 2)
        assert partnership.notices == ()
    assert (aside is None) == (state == "absent")
    if state in ("closed", "open"):
        assert aside is not None
        with open_partnership(aside, create=False) as replaced:
            assert names(replaced) == ["Alfa", "Alfa", "Beta"]


def test_an_unsound_backup_changes_nothing(path: Path, tmp_path: Path) -> None:
    with open_partnership(path) as partnership:
        take(partnership, A)
    bad = tmp_path / "slecht.duckdb"
    bad.write_bytes(b"geen database" * 1000)
    with pytest.raises(PortfolioError) as refused:
        restore_partnership(path, bad)
    assert refused.value.code == "store_not_a_partnership"
    with pytest.raises(PortfolioError):
        restore_partnership(path, tmp_path / "bestaat niet.duckdb")
    with open_partnership(path, create=False) as partnership:
        assert names(partnership) == ["Alfa", "Beta"]
    assert sorted(file.name for file in tmp_path.iterdir()) == ["regio.duckdb", "slecht.duckdb"]


def test_the_last_import_can_be_taken_back_and_then_the_one_before_it(path: Path) -> None:
    with open_partnership(path) as partnership:
        take(partnership, A)
        take(partnership, [{**A[0], "vendor": "Ander"}, A[1], {"name": "Gamma"}])
        assert partnership.undo(on=DAY)["file"].tolist() == ["a.xlsx"]
        assert names(partnership) == ["Alfa", "Beta"]
        assert "Ander" not in set(partnership.applications()["vendor"])
        partnership.undo(on=DAY)
        assert partnership.applications().empty
        with pytest.raises(PortfolioError) as refused:
            partnership.undo(on=DAY)
        assert refused.value.code == "nothing_to_undo"
        assert partnership.events()["what"].tolist() == ["import", "import", "undo", "undo"]
        number = take(partnership, A)
        assert number > 2, "a number is never used twice"


def bytes_beside(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(path.parent.iterdir()) if file.is_file())


def test_a_removed_organisation_leaves_no_bytes_in_file_or_log(path: Path) -> None:
    words = [b"Zeldzaampakket0123", b"Zonderlingleverancier", b"Gemeente Geheim", b"kluisnummer 7919"]
    with open_partnership(path) as partnership:
        take(partnership, A)
        take(partnership, SECRET, "Gemeente Geheim", "lijst Gemeente Geheim.xlsx")
        other = partnership.applications().set_index("name")["application_id"]
        partnership.judge_same(other["Alfa"], other["Zeldzaampakket0001"], by="beheerder Gemeente Geheim", on=DAY)
        both = {
            "title": "Alfa en Zeldzaampakket0001 bij Gemeente Geheim",
            "candidate_id": "K-1",
            "application_ids": "; ".join([other["Alfa"], other["Zeldzaampakket0001"]]),
        }
        alone = {**both, "application_ids": other["Zeldzaampakket0002"], "title": "Zeldzaampakket0002"}
        partnership.decide(both, action="bundelen", role="CIO", reason="Gemeente Geheim wil dit", on=DAY)
        partnership.decide(alone, action="uitfaseren", role="CIO", reason="Zeldzaampakket0002 is oud", on=DAY)
    before = bytes_beside(path)
    assert all(word in before for word in words), "the search must be able to find them"
    with open_partnership(path) as partnership:
        removed = partnership.remove_organisation("Gemeente Geheim", by="beheerder Gemeente Geheim", on=DAY)
        assert (removed.applications, removed.still_beside) == (300, ())
        while_open = partnership.organisations()
        assert names(partnership) == ["Alfa", "Beta"]
        assert partnership.decisions()["title"].tolist() == ["Alfa en (verwijderd) bij (verwijderd)"]
        assert partnership.judgements().same.empty
        take(partnership, [*A, {"name": "Gamma"}])
    assert while_open == ["Gemeente A"]
    after = bytes_beside(path)
    assert not [word for word in words if word in after]
    with open_partnership(path, create=False) as partnership:
        assert names(partnership) == ["Alfa", "Beta", "Gamma"]
        assert partnership.notices == ()


@pytest.mark.parametrize("name", ["regio's (2026); test.duckdb", 'a"b.duckdb', "temp.duckdb", "zonder", "kopie (copy)"])
def test_any_file_name_can_be_backed_up_and_rewritten(tmp_path: Path, name: str) -> None:
    with open_partnership(tmp_path / name) as partnership:
        take(partnership, A)
        partnership.backup(tmp_path / "reserve.duckdb")
        take(partnership, A, "Gemeente B", "b.xlsx")
        partnership.remove_organisation("Gemeente B", on=DAY)
        assert names(partnership) == ["Alfa", "Beta"]
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted([name, "reserve.duckdb"])


def test_an_unknown_organisation_is_not_removed(path: Path) -> None:
    with open_partnership(path) as partnership:
        take(partnership, A)
        with pytest.raises(PortfolioError) as refused:
            partnership.remove_organisation("gemeente a", on=DAY)
        assert refused.value.code == "unknown_organisation"


def test_a_rewrite_that_power_cut_short_is_finished_at_the_next_opening(path: Path) -> None:
    with open_partnership(path) as partnership:
        take(partnership, SECRET)
    database = open_database(path)
    with database.write() as cursor:
        for table in ("applications", "changes", "import_organisations", "findings", "columns", "imports"):
            cursor.execute(f"DELETE FROM {table}")
        mark_for_rewrite(cursor)
    release(database)
    assert b"Zeldzaampakket0123" in bytes_beside(path)
    open_partnership(path).close()
    assert b"Zeldzaampakket0123" not in bytes_beside(path)


def test_others_go_on_reading_and_writing_around_a_removal(path: Path) -> None:
    wrong: list[object] = []
    with open_partnership(path) as partnership:
        take(partnership, A)
        take(partnership, SECRET, "Gemeente Geheim", "g.xlsx")
        stop = threading.Event()

        def read() -> None:
            while not stop.is_set():
                try:
                    if len(partnership.applications()) not in (2, 302):
                        wrong.append(len(partnership.applications()))
                except PortfolioError as problem:
                    wrong.append(problem)

        readers = [threading.Thread(target=read) for _ in range(3)]
        for reader in readers:
            reader.start()
        partnership.remove_organisation("Gemeente Geheim", on=DAY)
        stop.set()
        for reader in readers:
            reader.join()
    assert wrong == []
