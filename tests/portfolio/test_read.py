"""From a file to an inventory: nothing lost, ids stable, order without influence, refusals in one sentence."""

from __future__ import annotations

import random
import subprocess
import sys
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from landscape.findings import PortfolioError
from landscape.portfolio.identity import organisation_from_file
from landscape.portfolio.read import read, read_tables
from landscape.records import APPLICATION_COLUMNS, COLUMN_COLUMNS, COLUMN_EXAMPLES

HEADER = "Applicatie;Leverancier;Afdeling;Kosten per jaar;Opmerkingen"
LINES = ["Zaakwijzer;Noordlicht;Burgerzaken;12.500;a", "Grondlog;Kade ICT;Ruimte;;b", "Grondlog;Kade ICT;Ruimte;9;c"]


def _list(folder: Path, lines: list[str], name: str = "lijst.csv", header: str = HEADER) -> Path:
    path = folder / name
    path.write_text("\n".join([header, *lines]), encoding="utf-8")
    return path


def test_ids_do_not_depend_on_row_order_or_file_name(tmp_path: Path) -> None:
    one = read(_list(tmp_path, LINES), organisation="IJsseldam").applications
    other = read(_list(tmp_path, LINES[::-1], "x.csv"), organisation="IJsseldam").applications
    assert set(zip(one["application_id"], one["remarks"], strict=True)) == set(
        zip(other["application_id"], other["remarks"], strict=True)
    )


def test_ids_differ_between_organisations_and_survive_a_changed_cell(tmp_path: Path) -> None:
    one = read(_list(tmp_path, LINES[:1]), organisation="IJsseldam").applications
    other = read(_list(tmp_path, LINES[:1]), organisation="Rijnhout").applications
    changed = read(_list(tmp_path, [LINES[0].replace("12.500", "13.000")]), organisation="IJsseldam").applications
    assert one["application_id"][0] != other["application_id"][0]
    assert one["application_id"][0] == changed["application_id"][0]


def test_source_id_makes_the_id_when_there_is_one(tmp_path: Path) -> None:
    header = "Applicatie-ID;Applicatie;Leverancier"
    one = read(_list(tmp_path, ["A1;Zaakwijzer;Noordlicht"], header=header), organisation="X").applications
    renamed = read(_list(tmp_path, ["A1;Zaakwijzer 2;Noord"], header=header), organisation="X").applications
    assert one["source_id"][0] == "A1"
    assert one["application_id"][0] == renamed["application_id"][0]


def test_organisation_is_argument_then_column_then_file_name(tmp_path: Path) -> None:
    with_column = _list(tmp_path, ["Zaakwijzer;Rijnhout"], "applicatielijst_ijsseldam_2026.csv", "Applicatie;Gemeente")
    without = _list(
        tmp_path, ["Zaakwijzer;Noordlicht"], "applicatielijst_ijsseldam_2026-01.csv", "Applicatie;Leverancier"
    )
    assert (
        read(with_column, organisation="X").organisation,
        read(with_column, organisation="X").organisation_source,
    ) == (
        "X",
        "argument",
    )
    assert (read(with_column).organisation, read(with_column).organisation_source) == ("Rijnhout", "column")
    assert (read(without).organisation, read(without).organisation_source) == ("IJsseldam", "file_name")


@pytest.mark.parametrize(
    ("file", "organisation"),
    [
        ("Gemeente Rijnhout - applicatielijst 2026.xlsx", "Gemeente Rijnhout"),
        ("applicatieoverzicht_waterland-aan-zee_v2 (1).xlsx", "Waterland aan Zee"),
        ("export topdesk 20260701 Bronsveen.csv", "Bronsveen"),
        ("Terwolde-Oost_applicatieportfolio.xlsx", "Terwolde-Oost"),
        ("BVO-IJsselrand_CMDB-export.xlsx", "BVO IJsselrand"),
        ("Export-Bronsveen.csv", "Bronsveen"),
        ("'s-Hertogenbosch apps.xlsx", "'s-Hertogenbosch"),
        ("De Bilt_lijst.csv", "De Bilt"),
        ("a.xlsx", "A"),
        ("applicatielijst.xlsx", ""),
        ("applicatielijst_nl.csv", ""),
        ("Veenbroek deel 1.xlsx", "Veenbroek"),
        ("Ceedorp deel1.csv", "Ceedorp"),
        ("Ceedorp deel2.csv", "Ceedorp"),
        ("ceedorp-deel-3.csv", "Ceedorp"),
        ("Ceedorp (deel 1 van 2) concept v2.xlsx", "Ceedorp"),
        ("Ceedorp tab B.xlsx", "Ceedorp"),
        ("Gemeente Zuid - deel 1 (burgerzaken).xlsx", "Gemeente Zuid"),
        ("Gemeente Zuid definitief 31-12-2025.xlsx", "Gemeente Zuid"),
        ("applicaties overzicht juli 2026 kopie.xlsx", ""),
        ("applicatielijst (Rijnhout).xlsx", "Rijnhout"),
        ("Bergen (NH) applicaties.xlsx", "Bergen (NH)"),
        ("Deelen.xlsx", "Deelen"),
    ],
)
def test_organisation_is_read_from_a_file_name(file: str, organisation: str) -> None:
    assert organisation_from_file(file) == organisation


def test_list_that_nobody_names_is_of_an_unknown_organisation_and_says_so(tmp_path: Path) -> None:
    inventory = read(_list(tmp_path, LINES, "applicatielijst_nl.csv"))
    assert inventory.organisation == "Onbekende organisatie (applicatielijst_nl)"
    assert "organisation_unknown" in set(inventory.findings["code"])


def test_examples_of_a_column_are_its_cells_as_typed_without_persons(tmp_path: Path) -> None:
    header = "Applicatie;Kosten per maand;Einde contract;Eigenaar;Functioneel beheerder;Opmerkingen;Kleur"
    lines = [
        "Zaakwijzer;€ 1.000,-;31-12-2028;P. Jansen;Piet Jansen;bel 06-12345678;rood",
        "Grondlog;n.v.t.;eind 2029;Team Ruimte;Jan de Vries;;rood",
        "Kaart;ca. 2k;2030;Anna Smit;Kees Bos;;" + "blauw " * 20,
    ]
    columns = read(_list(tmp_path, lines, header=header), organisation="X").columns.set_index("header")
    assert columns["examples"].to_dict() == {
        "Applicatie": "Zaakwijzer; Grondlog",
        "Kosten per maand": "€ 1.000,-; ca. 2k",
        "Einde contract": "31-12-2028; eind 2029",
        "Eigenaar": "Team Ruimte",
        "Functioneel beheerder": "",
        "Opmerkingen": "bel [weggelaten]",
        "Kleur": "rood; " + ("blauw " * 20)[:39].rstrip() + "…",
    }


def test_examples_from_a_workbook_stand_as_a_dutch_spreadsheet_program_shows_them(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Applicatie", "Kosten per jaar", "Einde contract"])
    book.active.append(["Zaakwijzer", 1250.5, date(2028, 12, 31)])
    book.save(tmp_path / "lijst.xlsx")
    columns = read(tmp_path / "lijst.xlsx", organisation="X").columns
    assert list(columns["examples"]) == ["Zaakwijzer", "1250,5", "31-12-2028"]


def test_frames_have_the_columns_of_the_contract(tmp_path: Path) -> None:
    inventory = read(_list(tmp_path, LINES))
    assert tuple(inventory.applications.columns) == APPLICATION_COLUMNS
    assert tuple(inventory.columns.columns) == (*COLUMN_COLUMNS, COLUMN_EXAMPLES)
    assert list(inventory.columns["column"]) == ["A", "B", "C", "D", "E"]
    assert list(inventory.applications["row"]) == [2, 3, 4]
    assert inventory.applications["annual_cost_eur"].isna().tolist() == [False, True, False]


def test_licence_and_maintenance_make_the_yearly_cost_when_it_is_not_given(tmp_path: Path) -> None:
    header = "Applicatie;Licentiekosten;Onderhoudskosten;Kosten per jaar"
    frame = read(_list(tmp_path, ["A1;100;50;", "B2;100;;", "C3;;;70", "D4;;;"], header=header)).applications
    assert frame["annual_cost_eur"].fillna(-1).tolist() == [150.0, 100.0, 70.0, -1.0]
    assert frame["annual_cost_origin"].tolist() == ["derived", "derived", "given", ""]


def test_confirmed_header_beats_every_guess(tmp_path: Path) -> None:
    inventory = read(_list(tmp_path, ["Zaakwijzer;blauw"], header="Applicatie;Kleur"), confirmed={"kleur": "remarks"})
    assert inventory.applications["remarks"][0] == "blauw"
    assert inventory.columns["decided_by"].tolist() == ["synonym", "person"]


def test_unreadable_value_keeps_its_text(tmp_path: Path) -> None:
    inventory = read(_list(tmp_path, ["Zaakwijzer;N;B;ca. 12k;x"]))
    assert inventory.applications["extra"][0] == "Kosten per jaar: ca. 12k"
    finding = inventory.findings.query("code == 'unreadable_amount'").iloc[0]
    assert (finding["row"], finding["column"]) == (2, "D")
    assert "ca. 12k" in finding["saw"]


def test_tables_are_given_before_columns_mean_anything(tmp_path: Path) -> None:
    tables = read_tables(_list(tmp_path, ["1;2", "3;4"], header="x;y"))
    assert [(table.sheet, table.header_row, table.frame.to_dict("list")) for table in tables] == [
        ("", 1, {"x": ["1", "3"], "y": ["2", "4"]})
    ]


def test_large_workbook_reads_like_a_small_one(tmp_path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Applicaties")
    sheet.append(["Applicatie", "Leverancier", "Opmerkingen"])
    for number in range(12_000):
        sheet.append([f"Pakket {number}", f"Maker {number % 9}", "een opmerking die ruimte inneemt " * 3])
    path = tmp_path / "groot.xlsx"
    book.save(path)
    inventory = read(path)
    assert (inventory.rows_read, len(inventory.applications)) == (12_000, 12_000)


def test_file_that_is_not_there_is_refused_without_its_path(tmp_path: Path) -> None:
    with pytest.raises(PortfolioError) as refusal:
        read(tmp_path / "weg.xlsx")
    assert refusal.value.code == "not_found"
    assert str(tmp_path) not in str(refusal.value)


def test_reading_never_runs_the_program_that_asked_for_it(tmp_path: Path) -> None:
    path = _list(tmp_path, LINES)
    script = tmp_path / "vraag.py"
    script.write_text(
        f"print('gestart')\nfrom landscape.portfolio.read import read\nprint(len(read({str(path)!r}).applications))\n"
    )
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["gestart", "3"]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.lists(
            st.sampled_from(["", "Zaakwijzer", "Grondlog", "Totaal", "x", "12", "n.v.t.", "a;b"]),
            min_size=3,
            max_size=3,
        ),
        min_size=1,
        max_size=12,
    ),
    st.randoms(),
)
def test_no_row_is_lost(tmp_path: Path, rows: list[list[str]], chance: random.Random) -> None:
    chance.shuffle(rows)
    lines = [";".join(f'"{cell}"' if ";" in cell else cell for cell in row) for row in rows]
    path = _list(tmp_path, lines, header="Applicatie;Leverancier;Aantal gebruikers")
    filled = sum(1 for row in rows if any(row))
    try:
        inventory = read(path)
    except PortfolioError:
        return
    assert inventory.rows_read == filled == len(inventory.applications) + inventory.rows_refused
