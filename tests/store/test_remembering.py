"""Confirmed columns and remarks: kept in the file, found again, and gone with the organisation they are of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from landscape.findings import PortfolioError
from landscape.partnership import Partnership, open_partnership
from landscape.partnership.together import as_inventories
from landscape.records import Inventory
from tests.store.inventories_by_hand import content, inventory

DAY = date(2026, 7, 1)


@pytest.fixture
def partnership(tmp_path: Path) -> Iterator[Partnership]:
    with open_partnership(tmp_path / "regio.duckdb") as opened:
        for organisation in ("Gemeente A", "Gemeente B"):
            rows = [{"name": "Alfa"}, {"name": f"Zeldzaam{organisation[-1]}"}]
            given = inventory(rows, organisation, f"{organisation}.xlsx")
            opened.accept(opened.preview_inventory(given, content(given)), on=DAY)
        yield opened


def candidate(partnership: Partnership, *names: str) -> dict[str, str]:
    rows = partnership.applications()
    ids = rows.loc[rows["name"].isin(names), "application_id"]
    return {"candidate_id": "K", "title": "x", "application_ids": "; ".join(ids)}


def test_a_confirmed_mapping_comes_back_and_a_later_one_replaces_it(partnership: Partnership) -> None:
    headers = ["draait op", "programma"]
    partnership.remember_mapping(headers, {"programma": "name"}, organisation="Gemeente A", on=DAY)
    partnership.remember_mapping(reversed(headers), {"draait op": "hosting"}, organisation="Gemeente A", on=DAY)  # type: ignore[arg-type]
    partnership.remember_mapping(["naam"], {"naam": "name"}, organisation="Gemeente B", on=DAY)
    assert partnership.mappings() == [
        (frozenset({"draait op", "programma"}), {"draait op": "hosting"}),
        (frozenset({"naam"}), {"naam": "name"}),
    ]


def test_a_remark_stays_with_its_applications_when_the_candidate_grows(partnership: Partnership) -> None:
    both = candidate(partnership, "Alfa")
    partnership.remark(both, " Wij willen dit niet. ", role="CIO", kind="objection", on=DAY)
    grown = candidate(partnership, "Alfa", "ZeldzaamA")
    (one,) = partnership.remarks(grown).to_dict("records")
    assert (one["kind"], one["by"], one["remark"]) == ("objection", "CIO", "Wij willen dit niet.")
    assert partnership.remarks(candidate(partnership, "ZeldzaamB")).empty
    assert len(partnership.remarks()) == 1


@pytest.mark.parametrize(("text", "role", "kind"), [("", "CIO", "remark"), ("x", " ", "remark"), ("x", "CIO", "grap")])
def test_a_remark_without_text_role_or_known_kind_is_refused(
    partnership: Partnership, text: str, role: str, kind: str
) -> None:
    with pytest.raises(PortfolioError) as refused:
        partnership.remark(candidate(partnership, "Alfa"), text, role=role, kind=kind, on=DAY)
    assert refused.value.code == "remark_incomplete"
    assert partnership.remarks().empty


def test_mappings_and_remarks_leave_with_their_organisation(partnership: Partnership, tmp_path: Path) -> None:
    partnership.remember_mapping(["geheimekop"], {"geheimekop": "name"}, organisation="Gemeente B", on=DAY)
    partnership.remark(candidate(partnership, "ZeldzaamB"), "alleenhunzin", role="CIO", on=DAY)
    partnership.remark(candidate(partnership, "Alfa"), "Gemeente B en ZeldzaamB", role="CIO", on=DAY)
    partnership.remove_organisation("Gemeente B", on=DAY)
    assert partnership.mappings() == []
    assert partnership.remarks()["remark"].tolist() == ["(verwijderd) en (verwijderd)"]
    partnership.close()
    file = (tmp_path / "regio.duckdb").read_bytes()
    assert [word for word in (b"geheimekop", b"alleenhunzin", b"ZeldzaamB") if word in file] == []


def together(*given: Inventory) -> list[tuple[Inventory, str]]:
    import pandas as pd

    frames = [pd.concat([getattr(one, name) for one in given]) for name in ("applications", "columns", "findings")]
    files = pd.DataFrame(
        [(one.file, one.organisation, one.organisation_source, one.rows_read, one.rows_refused) for one in given],
        columns=["file", "organisation", "organisation_source", "rows_read", "rows_refused"],
    )
    return as_inventories(*frames, files, {one.file: one.file.encode() for one in given})


def test_two_files_of_one_organisation_are_one_inventory_and_nothing_goes_missing(tmp_path: Path) -> None:
    first = inventory([{"name": "Alfa"}], file="1.xlsx", refused=1)
    second = inventory([{"name": "Beta"}], file="2.xlsx")
    other = inventory([{"name": "Alfa"}], "Gemeente B", "3.xlsx")
    made = together(other, second, first)
    assert [one.file for one, _ in made] == ["1.xlsx + 2.xlsx", "3.xlsx"]
    assert [(one.rows_read, one.rows_refused) for one, _ in made] == [(3, 1), (1, 0)]
    with open_partnership(tmp_path / "r.duckdb") as opened:
        for one, sha256 in made:
            opened.accept(opened.preview_inventory(one, sha256), on=DAY)
        assert opened.applications()["presence"].tolist() == ["present"] * 3


def test_the_hash_of_one_file_is_its_own_sha256_and_that_of_two_depends_on_both() -> None:
    first, second = inventory([{"name": "A"}], file="1"), inventory([{"name": "B"}], file="2")
    ((_, alone),) = together(first)
    assert alone == "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b"
    ((_, both),) = together(first, second)
    assert both not in (alone, "")


def test_a_confirmed_column_is_read_so_from_the_next_list_with_the_same_headers(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text("Applicatie;Kleur\r\nAlfa;rood\r\nBeta;blauw\r\n", encoding="utf-8")
    with open_partnership(tmp_path / "r.duckdb") as opened:
        assert opened.preview(path).inventory.applications["team"].tolist() == ["", ""]
        opened.remember_mapping(["applicatie", "kleur"], {"kleur": "team"}, organisation="lijst", on=DAY)
        read_again = opened.preview(path)
        assert read_again.inventory.applications["team"].tolist() == ["rood", "blauw"]
        assert read_again.columns.set_index("header")["decided_by"]["Kleur"] == "person"
