"""What is stored about a person is found everywhere, and what is removed is gone from the bytes of file and log."""

from __future__ import annotations

from pathlib import Path

import pytest

from landscape import PortfolioError, access
from landscape.access import Viewer
from landscape.partnership import open_partnership
from landscape.partnership.guarded import GuardedPartnership

NAME = "Wilhelmina Dodewaard-Proef"
LIST = f"""Organisatie;Applicatie;Leverancier;Omschrijving;Opmerkingen
Aadorp;Zaaksysteem;Mintlab;zaken;bel {NAME} bij storing
Aadorp;Archief;Andere;archief van {NAME.upper()};
"""


def bytes_beside(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(path.parent.glob(f"{path.name}*")) if file.is_file())


def test_a_person_is_found_in_every_corner_and_removed_down_to_the_bytes(tmp_path: Path) -> None:
    source, path = tmp_path / "Aadorp.csv", tmp_path / "regio.duckdb"
    source.write_text(LIST, encoding="utf-8")
    log: list[tuple[str, dict[str, int]]] = []
    with open_partnership(path, create=True) as inner:
        boss = GuardedPartnership(
            inner, access.everything(), "full", lambda what, outcome="done", **counts: log.append((what, counts))
        )
        boss.accept(boss.preview(source, organisation="Aadorp"), by=f"team van {NAME}")
        one = boss.applications()["application_id"].iloc[0]
        boss.judge_readiness(one, "legacy", by="beheerder", why=f"volgens {NAME}")
        found = boss.find_person(f"  {NAME.lower()} ")
        assert {
            ("applications", "description"),
            ("judgements", "why"),
            ("imports", "accepted_by"),
        } <= set(zip(found["table"], found["field"], strict=True))
    raw = NAME.encode()
    assert raw in bytes_beside(path)
    with open_partnership(path) as inner:
        boss = GuardedPartnership(
            inner, access.everything(), "full", lambda what, outcome="done", **counts: log.append((what, counts))
        )
        assert boss.forget_person(NAME) >= 4
        assert boss.find_person(NAME).empty
        assert len(boss.applications()) == 2
        assert raw.lower() not in bytes_beside(path).lower()
    assert raw.lower() not in bytes_beside(path).lower()
    assert NAME not in str(log)


def test_only_a_beheerder_of_all_may_search_a_person(tmp_path: Path) -> None:
    with open_partnership(tmp_path / "regio.duckdb", create=True) as inner:
        for viewer in (
            Viewer("x", "lid", ("Aadorp",)),
            Viewer("x", "beheerder", ("Aadorp",)),
            Viewer("x", "lezer", ("*",)),
        ):
            with pytest.raises(PortfolioError):
                GuardedPartnership(inner, viewer, "full", lambda *_, **__: None).find_person(NAME)
        boss = GuardedPartnership(inner, access.everything(), "full", lambda *_, **__: None)
        with pytest.raises(PortfolioError, match="te kort"):
            boss.find_person("jo")
        with pytest.raises(PortfolioError, match="te kort"):
            boss.forget_person("  e ")
