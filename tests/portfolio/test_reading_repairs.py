"""What a reviewer found in real lists: organisations, refused rows, odd names, counts in words."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import landscape
from landscape.portfolio.about import Counted
from landscape.portfolio.amounts import read_amount
from landscape.portfolio.read import read


def _read(folder: Path, *lines: str, name: str = "Rijnhout.csv") -> landscape.Inventory:
    path = folder / name
    path.write_text("\n".join(lines), encoding="utf-8")
    return read(path)


def _of(inventory: landscape.Inventory, code: str) -> list[str]:
    chosen = inventory.findings[inventory.findings["code"] == code]
    return (chosen["saw"] + " " + chosen["did"]).tolist()


def test_spellings_of_one_organisation_are_one_and_the_usual_one_wins(tmp_path: Path) -> None:
    lines = ("Applicatie;Gemeente", "A1;gemeente y ", "B2;Gemeente Y", "C3;Gemeente  Y", "D4;GEMEENTE Y")
    inventory = _read(tmp_path, *lines)
    assert set(inventory.applications["organisation"]) == {"Gemeente Y"}
    assert inventory.organisation == "Gemeente Y"
    (told,) = _of(inventory, "organisation_spellings")
    assert "'gemeente y'" in told
    assert "'Gemeente Y'" in told


def test_equally_frequent_spellings_give_the_first_of_the_alphabet(tmp_path: Path) -> None:
    one = _read(tmp_path, "Applicatie;Gemeente", "A1;gemeente Y", "B2;Gemeente Y")
    other = _read(tmp_path, "Applicatie;Gemeente", "A1;Gemeente Y", "B2;gemeente Y")
    assert one.organisation == other.organisation == "Gemeente Y"


def test_blank_organisation_is_that_of_the_other_rows_and_says_so(tmp_path: Path) -> None:
    inventory = _read(tmp_path, "Applicatie;Gemeente;Afdeling", "A1;Terwolde;x", "B2;;y", "C3;Terwolde;z")
    assert inventory.applications["organisation"].tolist() == ["Terwolde"] * 3
    (told,) = _of(inventory, "organisation_blank")
    assert "bij 1 rij (rij 3)" in told
    assert "deze rij tot 'Terwolde'" in told


def test_blank_organisation_among_several_is_that_of_the_file_name_and_all_are_named(tmp_path: Path) -> None:
    inventory = _read(tmp_path, "Applicatie;Gemeente;Afdeling", "A1;Terwolde;x", "B2;;y", "C3;Bronsveen;z", "D4;;q")
    assert inventory.applications["organisation"].tolist() == ["Terwolde", "Rijnhout", "Bronsveen", "Rijnhout"]
    assert inventory.organisation == "Bronsveen; Rijnhout; Terwolde"
    assert "bij 2 rijen (rij 3, 5)" in _of(inventory, "organisation_blank")[0]


def test_many_organisations_are_counted(tmp_path: Path) -> None:
    inventory = _read(tmp_path, "Applicatie;Gemeente", *(f"A{number};Plaats {number}" for number in range(6)))
    assert inventory.organisation == "6 organisaties"


def test_refused_row_gives_no_findings_about_its_cells(tmp_path: Path) -> None:
    header = "Applicatie;Leverancier;Kosten per jaar;Einddatum contract"
    inventory = _read(tmp_path, header, "Zaakwijzer;Noordlicht;100;31-12-2027", header, "Grondlog;Kade;9;1-1-2028")
    assert inventory.rows_refused == 1
    assert inventory.findings.loc[inventory.findings["row"] == 3, "code"].tolist() == ["repeated_header"]
    assert not inventory.findings["code"].str.startswith("unreadable").any()


@pytest.mark.parametrize("name", ["TRUE", "Ja", "1.0", "WAAR"])
def test_doubtful_name_stays_an_application_with_a_question(tmp_path: Path, name: str) -> None:
    inventory = _read(tmp_path, "Applicatie;Leverancier;Afdeling", f"{name};Kade;x", "Grondlog;Kade;y")
    assert len(inventory.applications) == 2
    assert f"Is '{name}' de naam van een applicatie?" in _of(inventory, "doubtful_name")[0]


@pytest.mark.parametrize("error", ["#N/B", "#N/A", "#VERW!"])
def test_error_value_as_a_name_is_a_refused_row(tmp_path: Path, error: str) -> None:
    inventory = _read(tmp_path, "Applicatie;Leverancier;Afdeling", f"{error};Kade;x", "Grondlog;Kade;y")
    assert inventory.applications["name"].tolist() == ["Grondlog"]
    assert inventory.rows_refused == 1
    assert inventory.findings.loc[inventory.findings["row"] == 2, "code"].tolist() == ["error_as_name"]


def test_rounded_amount_says_how_it_was_read(tmp_path: Path) -> None:
    assert (read_amount("s", "12k").value, read_amount("s", "12k").note) == (12000.0, "12000")
    inventory = _read(tmp_path, "Applicatie;Kosten per jaar", "Zaakwijzer;12k", "Grondlog;300")
    assert inventory.applications["annual_cost_eur"].tolist() == [12000.0, 300.0]
    assert "We lezen dit als 12.000" in _of(inventory, "imprecise_value")[0]


def test_count_chooses_its_own_words() -> None:
    assert f"{Counted(1):# rij|# rijen}" == "1 rij"
    assert "{n:# rij|# rijen} ({n})".format(n=Counted(3)) == "3 rijen (3)"


def test_finding_about_more_of_a_kind_names_no_code(tmp_path: Path) -> None:
    inventory = _read(tmp_path, "Applicatie;Leverancier", *(f"{number};Kade" for number in range(1000, 1400)))
    assert "word" not in _of(inventory, "more_of_these")[0].replace("woord", "")
    assert "_" not in _of(inventory, "more_of_these")[0]


def _fields(inventory: landscape.Inventory) -> list[str]:
    return inventory.columns["field"].tolist()


def test_ordinary_headers_are_known(tmp_path: Path) -> None:
    inventory = _read(tmp_path, "Applicatie;Wie levert;Prijs;Loopt tot;Opm.", "Zaakwijzer;Noordlicht;100;1-1-2028;x")
    assert _fields(inventory) == ["name", "vendor", "annual_cost_eur", "contract_end_date", "remarks"]
    assert inventory.applications["annual_cost_eur"][0] == 100


def test_plain_euros_and_known_vendors_are_read_under_an_unknown_header_and_said(tmp_path: Path) -> None:
    lines = ("Applicatie;Kleur;Vorm", "Zaakwijzer;€ 1.200,00;Centric", "Grondlog;€ 300;PinkRoccade")
    inventory = _read(tmp_path, *lines)
    assert _fields(inventory) == ["name", "annual_cost_eur", "vendor"]
    assert len(_of(inventory, "header_by_values")) == 2


def test_bare_numbers_under_an_unknown_header_say_nothing(tmp_path: Path) -> None:
    assert _fields(_read(tmp_path, "Applicatie;Kleur", "Zaakwijzer;1200", "Grondlog;300"))[1] == "ignored"


@pytest.mark.parametrize(
    ("headers", "cells", "field"),
    [
        ("Leverancier;Einddatum", "Kade;17-8-2028", "contract_end_date"),
        ("Kosten per jaar;Einddatum", "12;17-8-2028", "contract_end_date"),
        ("Einde contract;Leverancier;Einddatum", "1-1-2027;Kade;17-8-2028", "planned_end_date"),
        ("Afdeling;Einddatum", "Ruimte;17-8-2028", "planned_end_date"),
        ("Leverancier;Einddatum", "Kade;17-8-2028\nApplicatie;Leverancier;Einddatum", "contract_end_date"),
    ],
)
def test_end_date_ends_the_contract_beside_vendor_or_cost(tmp_path: Path, headers: str, cells: str, field: str) -> None:
    inventory = _read(tmp_path, f"Applicatie;{headers}", f"Zaakwijzer;{cells}")
    assert _fields(inventory)[-1] == field
    assert "'Einddatum'" in _of(inventory, "header_by_values")[0]


def test_header_that_is_its_own_likeness_needs_no_finding(tmp_path: Path) -> None:
    inventory = _read(tmp_path, "Applicatie;Beheerder", "Zaakwijzer;Team ICT")
    assert _fields(inventory)[1] == "technical_admin"
    assert not _of(inventory, "header_by_likeness")


def test_finding_names_no_field_of_the_code(tmp_path: Path) -> None:
    inventory = _read(
        tmp_path, "Applicatie;;Leverancier", "Zaakwijzer;https://a.example;x", "Grondlog;https://b.example;y"
    )
    shown = " ".join(inventory.findings[["saw", "did", "can_do"]].to_numpy().ravel())
    assert "Leverancier" in inventory.columns["header"].tolist()
    assert not set(shown.replace("'", " ").split()) & {"url", "vendor", "annual_cost_eur", "application_id"}


def test_a_person_outranks_a_known_layout_further_left() -> None:
    sample = Path(__file__).parents[2] / "data/samples/ijsselrand/BVO-IJsselrand_CMDB-export.xlsx"
    columns = read(sample, confirmed={"roepnaam": "name"}).columns.set_index("header")
    assert (columns.loc["Roepnaam:", "field"], columns.loc["Roepnaam:", "decided_by"]) == ("name", "person")
    assert columns.loc["Naam:", "field"] == "ignored"


def test_an_amount_of_zero_in_an_export_that_fills_in_zeros_is_unknown(tmp_path: Path) -> None:
    own = "Middel-ID:;Applicatie Naam:;BNN Classificatie:;Ouders:;Jaarlijkse kosten:"
    export = _read(tmp_path, own, "1;Alfa;B1;;0", "2;Beta;B1;;1200")
    costs = export.applications.set_index("name")["annual_cost_eur"]
    assert costs.isna()["Alfa"]
    assert costs["Beta"] == 1200.0
    (told,) = _of(export, "zero_means_unknown")
    assert "onbekend" in told
    other = _read(tmp_path, "Applicatie;Jaarlijkse kosten", "Alfa;0", "Beta;1200", name="Bronsveen.csv")
    assert other.applications.set_index("name")["annual_cost_eur"]["Alfa"] == 0.0
    assert not _of(other, "zero_means_unknown")


def test_a_short_list_beside_or_behind_a_rich_one_is_read_too(tmp_path: Path) -> None:
    inventory = _read(
        tmp_path,
        "Applicatie;Leverancier;;Applicatie;Leverancier;Hosting",
        "Zaakwijzer;Noordlicht;;Grondlog;Kade;SaaS",
        "Wegenboek;Kade;;Parkwacht;Kade;SaaS",
    )
    assert set(inventory.applications["name"]) == {"Zaakwijzer", "Wegenboek", "Grondlog", "Parkwacht"}
    assert not _of(inventory, "table_not_a_list")


def test_a_table_about_applications_that_are_listed_already_is_left_aside_with_a_word(tmp_path: Path) -> None:
    inventory = _read(
        tmp_path,
        "Applicatie;Leverancier;Hosting",
        "Zaakwijzer;Noordlicht;SaaS",
        "Grondlog;Kade;SaaS",
        "",
        "Applicatie;Status",
        "Grondlog;Loopt",
    )
    assert inventory.applications["name"].tolist() == ["Zaakwijzer", "Grondlog"]
    (told,) = _of(inventory, "table_not_a_list")
    assert "vanaf rij 5" in told


def test_integrations_below_a_list_are_no_applications(tmp_path: Path) -> None:
    inventory = _read(
        tmp_path,
        "Applicatie;Leverancier;Hosting",
        "Zaakwijzer;Noordlicht;SaaS",
        "Grondlog;Kade;SaaS",
        "",
        "Koppelingen;;",
        "Bron;Doel;Protocol",
        "Zaakwijzer;Grondlog;StUF",
    )
    assert inventory.applications["name"].tolist() == ["Zaakwijzer", "Grondlog"]
    assert len(_of(inventory, "table_not_a_list")) == 1


def test_amounts_with_and_without_vat_in_one_column_are_told(tmp_path: Path) -> None:
    by_cell = _read(tmp_path, "Applicatie;Kosten (excl. btw)", "Zaakwijzer;100", "Grondlog;121 incl. btw")
    by_row = _read(tmp_path, "Applicatie;Kosten;Inclusief btw", "Zaakwijzer;100;nee", "Grondlog;121;ja")
    for inventory in (by_cell, by_row):
        (told,) = _of(inventory, "vat_mixed")
        assert "1 bedrag met btw en 1 bedrag zonder btw" in told
    same = _read(tmp_path, "Applicatie;Kosten (excl. btw)", "Zaakwijzer;100", "Grondlog;121 excl. btw")
    assert not _of(same, "vat_mixed")


def test_a_zero_of_a_topdesk_export_is_no_number_of_users(tmp_path: Path) -> None:
    header = "Applicatie Naam:;Middel-ID:;Applicatie status:;BNN Classificatie:;Aantal gebruikers:"
    inventory = _read(tmp_path, header, "Zaakwijzer;A1;In gebruik;BNN2;0", "Grondlog;A2;In gebruik;BBN1;4")
    assert inventory.applications["user_count"].tolist() == [pd.NA, 4]
    assert inventory.applications["bbn"].tolist() == ["BBN2", "BBN1"]
    assert len(_of(inventory, "spelling_read")) == len(_of(inventory, "zero_means_unknown")) == 1
