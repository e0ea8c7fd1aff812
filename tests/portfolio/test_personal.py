"""Persons are left out, roles and teams stay."""

from __future__ import annotations

from pathlib import Path

import pytest

import landscape
from landscape.portfolio.personal import (
    LEFT_OUT,
    has_contact_data,
    is_bsn,
    is_iban,
    is_named_person,
    is_person,
    masked,
    masked_all,
    role_of,
)


@pytest.mark.parametrize(
    "text",
    [
        "j.jansen@ijsseldam.example",
        "06-12345678",
        "0383 12 34 56 7",
        "+31 6 12345678",
        "NL91 ABNA 0417 1643 00",
        "BSN 111222333",
        "BSN 999990019, graag opruimen",
        "burgerservicenummer: 1112.22.333",
        "+31 (0)6 12345678.",
        "tel.0612345678",
        "06.12.34.56.78",
        "020/5551234",
        "+49 30 901820",
        "DE89 3704 0044 0532 0130 00",
        "vraag mevr. J. van den Berg",
    ],
)
def test_contact_data_is_seen(text: str) -> None:
    assert has_contact_data(text)


@pytest.mark.parametrize(
    "text",
    [
        "Zaakwijzer 2024.1",
        "12.500.000,00",
        "123456789",
        "2026-12-31",
        "10.20.30.40",
        "€ 1.234.567,89",
        "01-07-2026 12 stuks",
        "AB12 0000 1111 2222",
    ],
)
def test_other_figures_are_no_contact_data(text: str) -> None:
    assert not has_contact_data(text)


def test_eleven_test_tells_a_citizen_number_from_other_figures() -> None:
    assert is_bsn("111222333")
    assert not is_bsn("111222334")
    assert not is_bsn("000000000")


@pytest.mark.parametrize("text", ["Jan Jansen", "J. de Vries", "Jansen, Piet", "mevr. A. Bakker", "Fatima el Amrani"])
def test_name_of_a_person_is_seen(text: str) -> None:
    assert is_person(text)


@pytest.mark.parametrize(
    "text", ["Teamleider Burgerzaken", "Afdeling Financiën", "CISO", "Informatiemanager sociaal domein", "I&A"]
)
def test_role_or_team_is_no_person(text: str) -> None:
    assert not is_person(text)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Teamleider Burgerzaken, 06-12345678", "Teamleider Burgerzaken"),
        ("Jan Jansen (functioneel beheerder)", "functioneel beheerder"),
        ("Teamleider Burgerzaken - Jan Jansen", "Teamleider Burgerzaken"),
        ("Jan Jansen; Piet de Vries", ""),
        ("Burgerzaken, Belastingen", "Burgerzaken, Belastingen"),
    ],
)
def test_role_remains_when_the_person_is_left_out(text: str, role: str) -> None:
    assert role_of(text, among_persons=False) == role


def test_bare_surname_goes_only_in_a_column_of_persons() -> None:
    assert role_of("Jansen", among_persons=True) == ""
    assert role_of("Jansen", among_persons=False) == "Jansen"


@pytest.mark.parametrize("text", ["JANSEN", "de Vries", "VAN DEN BERG", "BAKKER-VISSER", "JANSEN, P.", "JAN JANSEN"])
def test_a_surname_goes_however_it_is_written(text: str) -> None:
    assert role_of(text, among_persons=True) == ""


@pytest.mark.parametrize("text", ["VTH", "KCC", "I&A", "TEAM WMO", "BURGERZAKEN", "WMO JEUGD", "Team de Linde"])
def test_a_department_in_capitals_stays_in_a_column_of_persons(text: str) -> None:
    assert role_of(text, among_persons=True) == text


def test_of_a_surname_in_capitals_with_a_department_the_department_stays() -> None:
    assert role_of("JANSEN (ICT)", among_persons=True) == "ICT"
    assert role_of("JANSEN / VTH", among_persons=True) == "VTH"


def test_contact_data_is_masked_within_a_sentence() -> None:
    assert masked("Bel 06-12345678 of mail j@x.example voor hulp") == f"Bel {LEFT_OUT} of mail {LEFT_OUT} voor hulp"
    assert masked("BSN 1112.22.333; dossier 12") == f"BSN {LEFT_OUT}; dossier 12"
    assert masked("nummer 111222334") == "nummer 111222334"
    assert masked("0383123456 of j@x.example", mail_only=True) == f"0383123456 of {LEFT_OUT}"


def test_bank_account_is_told_by_its_check_digits() -> None:
    assert is_iban("DE89 3704 0044 0532 0130 00")
    assert not is_iban("DE88 3704 0044 0532 0130 00")


def test_person_is_sure_only_with_a_given_name_or_initials() -> None:
    assert is_named_person("Piet de Vries")
    assert is_named_person("J. de Vries")
    assert not is_named_person("Microsoft Project")


LISTED = """Applicatie;Leverancier;Contractnummer;Eigenaar;E-mailadres;Opmerkingen;Kleur
Zaakwijzer;Noordlicht;111222333;Jan Jansen;j@x.example;BSN 111222333 opruimen;bel 06-12345678
Grondlog;Kade ICT;0383123456;Teamleider Ruimte;;geen;blauw"""
SECRETS = ("j@x.example", "Jan Jansen", "06-12345678", "BSN 111222333")


def _inventory(folder: Path, text: str = LISTED, **how: frozenset[str]) -> landscape.Inventory:
    path = folder / "lijst.csv"
    path.write_text(text, encoding="utf-8")
    return landscape.read(path, organisation="IJsseldam", **how)


def _everything(inventory: landscape.Inventory) -> str:
    return " ".join(frame.to_csv() for frame in (inventory.applications, inventory.columns, inventory.findings))


def test_personal_data_is_nowhere_in_what_reading_gives(tmp_path: Path) -> None:
    inventory = _inventory(tmp_path)
    assert [secret for secret in SECRETS if secret in _everything(inventory)] == []
    first = inventory.applications.iloc[0]
    assert first["remarks"] == f"BSN {LEFT_OUT} opruimen"
    assert first["extra"] == f"Kleur: bel {LEFT_OUT}"
    assert first["contract_number"] == "111222333"
    assert inventory.applications["business_owner"].tolist() == ["", "Teamleider Ruimte"]


def test_finding_names_the_cell_that_was_masked_and_the_columns_left_out(tmp_path: Path) -> None:
    findings = _inventory(tmp_path).findings
    cells = findings[findings["code"] == "personal_in_text"]
    assert list(zip(cells["row"], cells["column"], strict=True)) == [(2, "F"), (2, "G")]
    left_out = findings[findings["code"] == "personal_left_out"].iloc[0]
    assert "Eigenaar (D), E-mailadres (E)" in left_out["saw"]


def test_column_is_kept_when_a_person_chose_so_and_only_that_one(tmp_path: Path) -> None:
    inventory = _inventory(tmp_path, keep_personal=frozenset({"e-mailadres", "Kleuren"}))
    assert "E-mailadres: j@x.example" in inventory.applications["extra"][0]
    assert "Jan Jansen" not in _everything(inventory)
    codes = set(inventory.findings["code"])
    assert {"personal_kept", "personal_column_kept", "personal_not_there", "personal_left_out"} <= codes


def test_kept_owner_column_keeps_its_names(tmp_path: Path) -> None:
    kept = _inventory(tmp_path, keep_personal=frozenset({"Eigenaar"}))
    assert kept.applications["business_owner"].tolist() == ["Jan Jansen", "Teamleider Ruimte"]


def test_column_of_named_persons_under_an_unknown_header_is_left_out(tmp_path: Path) -> None:
    inventory = _inventory(tmp_path, "Applicatie;Trekker\nZaakwijzer;Jan Jansen\nGrondlog;Saskia de Vries")
    assert inventory.applications["extra"].tolist() == ["", ""]
    assert "personal_column" in set(inventory.findings["code"])


def test_column_of_citizen_numbers_is_no_id(tmp_path: Path) -> None:
    inventory = _inventory(tmp_path, "Nummer;Applicatie\n111222333;Zaakwijzer\n999990019;Grondlog")
    assert inventory.applications["source_id"].tolist() == ["", ""]


def test_name_that_is_only_personal_data_still_is_a_row(tmp_path: Path) -> None:
    inventory = _inventory(tmp_path, "Applicatie;Leverancier\nj@x.example;Kade\nGrondlog;Kade")
    assert inventory.applications["name"].tolist() == [LEFT_OUT, "Grondlog"]


def test_refused_row_and_unreadable_cell_show_no_personal_data(tmp_path: Path) -> None:
    text = "Applicatie;Eigenaar;Kosten per jaar\n;Jan Jansen;bel 06-12345678\nGrondlog;x;mail j@x.example"
    inventory = _inventory(tmp_path, text)
    assert [secret for secret in SECRETS if secret in _everything(inventory)] == []
    assert inventory.applications["extra"].tolist() == [f"Kosten per jaar: mail {LEFT_OUT}"]


def test_citizen_number_in_the_notes_of_the_sample_is_masked() -> None:
    sample = Path(__file__).parents[2] / "data/samples/ijsselrand/Steenwaarden_applications.xlsx"
    inventory = landscape.read(sample)
    assert "999990019" not in _everything(inventory)
    assert f"BSN {LEFT_OUT}, graag opruimen" in " ".join(inventory.applications["remarks"])
    finding = inventory.findings[inventory.findings["code"] == "personal_in_text"].iloc[0]
    assert (finding["row"], finding["column"]) == (30, "O")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("bel Jan de Vries op 06-12345678", f"bel {LEFT_OUT} op {LEFT_OUT}"),
        ("cp: Piet Jansen", f"cp: {LEFT_OUT}"),
        ("Contactpersoon: K. de Wit (ICT)", f"Contactpersoon: {LEFT_OUT} (ICT)"),
        ("mw. Jansen regelt dit", f"mw. {LEFT_OUT} regelt dit"),
        ("t.a.v. Karel van den Berg, afdeling Zorg", f"t.a.v. {LEFT_OUT}, afdeling Zorg"),
        ("loopt via Jan Smit-Bakker", f"loopt via {LEFT_OUT}"),
    ],
)
def test_name_after_a_cue_goes_in_free_text(text: str, left: str) -> None:
    assert masked(text) == left
    assert masked_all([text, "niets"]) == [left, "niets"]


@pytest.mark.parametrize(
    "text",
    [
        "via Azure AD",
        "bel Centric",
        "contact Centric Helpdesk",
        "label Rood",
        "contactpersoon Servicedesk ICT",
        "via Citrix",
    ],
)
def test_product_vendor_or_team_after_a_cue_stays(text: str) -> None:
    assert masked(text) == text


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("teamleider Jan de Vries", "teamleider"),
        ("ICT: J. Jansen", "ICT"),
        ("Team Jan de Vries", "Team"),
        ("Medewerker: Klaas Vaak", "Medewerker"),
        ("jan de vries", ""),
        ("Jan de Vries / Piet Jansen", ""),
        ("Team Documenten", "Team Documenten"),
        ("Applicatiebeheer (j.jansen@x.example)", "Applicatiebeheer"),
    ],
)
def test_a_role_stays_without_the_person_behind_it(text: str, role: str) -> None:
    assert role_of(text, among_persons=True) == role


def test_a_column_of_contacts_keeps_the_team_and_loses_the_names(tmp_path: Path) -> None:
    path = tmp_path / "Rijnhout.csv"
    path.write_text("Applicatie;Contactpersoon\nZaakwijzer;Jan Jansen\nGrondlog;Team DIV", encoding="utf-8")
    assert landscape.read(path).applications["extra"].tolist() == ["", "Contactpersoon: Team DIV"]
