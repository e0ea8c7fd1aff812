"""Columns find their field: by the table of headers, by stems, by likeness, by their cells, or not at all."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from landscape.portfolio.header_meaning import by_header
from landscape.portfolio.read import read


def _columns(folder: Path, *lines: str) -> pd.DataFrame:
    path = folder / "lijst.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return read(path).columns.set_index("column")


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Applicatienaam", "name"),
        ("Levernacier", "vendor"),
        ("Uiterste datum afloop contract", "contract_end_date"),
        ("Totale kosten 2026 (excl. btw)", "annual_cost_eur"),
        ("Naam van de leverancier", "vendor"),
        ("E-mail van de eigenaar", "personal_contact"),
        ("Wie is functioneel beheerder?", "functional_admin"),
        ("Draait in de cloud", "hosting"),
        ("Leveranciers", "vendor"),
    ],
)
def test_header_is_understood(header: str, field: str) -> None:
    assert by_header(header, "").field == field


@pytest.mark.parametrize("header", ["", "Kleur", "Kolom1", "qwerty", "x" * 200, "2026"])
def test_header_that_says_nothing_is_left_to_the_user(header: str) -> None:
    assert (by_header(header, "").field, by_header(header, "").certainty) == ("ignored", 0.0)


def test_upper_header_line_helps(tmp_path: Path) -> None:
    assert by_header("Licentie", "Kosten").field == "license_cost_eur"
    assert by_header("Einde", "Contract").field == "contract_end_date"


def test_type_twice_is_told_apart_by_its_cells(tmp_path: Path) -> None:
    columns = _columns(
        tmp_path, "Applicatie;Type;Type", "Zaakwijzer;Vakapplicatie;Client/Server", "Grondlog;Vakapplicatie;Web"
    )
    assert columns.loc[["B", "C"], "field"].tolist() == ["application_type", "client_type"]
    assert columns.loc[["B", "C"], "decided_by"].tolist() == ["values", "values"]


def test_column_of_dates_to_come_beside_a_vendor_is_a_contract_end(tmp_path: Path) -> None:
    columns = _columns(
        tmp_path, "Applicatie;Leverancier;Datum", "Zaakwijzer;Noordlicht;31-12-2028", "Grondlog;Kade;1-7-2027"
    )
    assert columns.loc["C", "field"] == "contract_end_date"


def test_dates_to_come_are_told_from_the_columns_that_look_back(tmp_path: Path) -> None:
    old = _columns(
        tmp_path,
        "Applicatie;Leverancier;Gewijzigd op;Waarde X",
        "Zaakwijzer;Noordlicht;03-02-2014;17-08-2017",
        "Grondlog;Kade;09-03-2015;05-05-2016",
    )
    assert old.loc["D", "field"] == "contract_end_date"
    mixed = _columns(
        tmp_path,
        "Applicatie;Leverancier;Gewijzigd op;Waarde X",
        "Zaakwijzer;Noordlicht;03-02-2034;17-08-2037",
        "Grondlog;Kade;09-03-2035;05-05-2033",
    )
    assert mixed.loc["D", "field"] == "ignored"


def test_dates_in_the_middle_of_a_month_say_nothing_on_their_own(tmp_path: Path) -> None:
    columns = _columns(
        tmp_path, "Applicatie;Leverancier;Waarde X", "Zaakwijzer;Noordlicht;17-08-2037", "Grondlog;Kade;05-05-2036"
    )
    assert columns.loc["C", "field"] == "ignored"


def test_finding_calls_a_field_by_its_label(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text("Applicatie;Leverancer\nZaakwijzer;Noordlicht", encoding="utf-8")
    finding = read(path).findings.query("code == 'header_by_likeness'").iloc[0]
    assert "'Leverancier'" in finding["did"]


def test_column_of_mail_addresses_is_personal_whatever_its_header(tmp_path: Path) -> None:
    columns = _columns(tmp_path, "Applicatie;Wie", "Zaakwijzer;a@x.example", "Grondlog;b@x.example")
    assert columns.loc["B", "field"] == "personal_contact"


def test_certainty_goes_down_from_layout_to_values(tmp_path: Path) -> None:
    columns = _columns(tmp_path, "Applicatie;Leverancer;Type;Kleur", "Zaakwijzer;Noordlicht;Vakapplicatie;rood")
    assert columns["decided_by"].tolist() == ["synonym", "fuzzy", "values", "none"]
    assert columns["certainty"].between(0, 1).all()
    assert columns.loc["D", "certainty"] == 0


def test_column_that_only_numbers_the_rows_is_no_id_and_makes_no_difference(tmp_path: Path) -> None:
    lines = ("Nr;Applicatie;Leverancier", "1;Zaakwijzer;Noordlicht", "2;Grondlog;Kade", "3;Zaakwijzer;Noordlicht")
    path = tmp_path / "lijst.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    inventory = read(path)
    assert inventory.applications["source_id"].tolist() == ["", ""]
    assert inventory.applications["extra"].tolist() == ["", ""]
    assert {"row_numbers", "double_row"} <= set(inventory.findings["code"])


def test_several_columns_may_fill_one_text_together(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text("Applicatie;Servernaam;Besturingssysteem\nZaakwijzer;SRV01;Windows 2012", encoding="utf-8")
    assert read(path).applications["technology"].tolist() == ["SRV01; Windows 2012"]


def test_amounts_under_a_line_about_money(tmp_path: Path) -> None:
    assert by_header("Licentie", "Financieel (€ per jaar)").field == "license_cost_eur"
    assert by_header("Beheer", "Kosten").field == "maintenance_cost_eur"


def test_vendor_and_product_in_one_cell_are_taken_apart(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text(
        "Vendor and Product;Users\nIntuit, QuickBooks;4\nNoordlicht, Zaakwijzer, module A;5", encoding="utf-8"
    )
    inventory = read(path)
    assert inventory.applications["vendor"].tolist() == ["Intuit", "Noordlicht"]
    assert inventory.applications["name"].tolist() == ["QuickBooks", "Zaakwijzer, module A"]
    assert "combined_column" in set(inventory.findings["code"])


def test_comma_in_a_name_is_not_cut(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text("Applicatie;Leverancier\nZaken, meldingen;Noordlicht\nGrond, wegen;Kade", encoding="utf-8")
    assert read(path).applications["name"].tolist() == ["Zaken, meldingen", "Grond, wegen"]


def test_a_header_that_names_a_currency_is_about_money(tmp_path: Path) -> None:
    assert by_header("Licentie (x € 1.000)", "").field == "license_cost_eur"
    assert by_header("Licentiemodel", "").field == "license_model"


def test_licence_with_amounts_is_a_cost_and_with_words_a_kind_of_licence(tmp_path: Path) -> None:
    amounts = _columns(tmp_path, "Applicatie;Leverancier;Licentie", "Zaakwijzer;Noordlicht;1.200", "Grondlog;Kade;800")
    said = _columns(
        tmp_path, "Applicatie;Leverancier;Licentie", "Zaakwijzer;Noordlicht;per gebruiker", "Grondlog;Kade;site"
    )
    assert (amounts.loc["C", "field"], said.loc["C", "field"]) == ("license_cost_eur", "license_model")


def test_figures_under_an_amount_are_no_versions(tmp_path: Path) -> None:
    columns = _columns(tmp_path, "Applicatie;Leverancier;Bedrag", "Zaakwijzer;Noordlicht;1.200", "Grondlog;Kade;1.800")
    assert columns.loc["C", "field"] == "annual_cost_eur"
