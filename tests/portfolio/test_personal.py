"""Persons are left out, roles and teams stay."""

from __future__ import annotations

import pytest

from landscape.portfolio.personal import has_contact_data, is_bsn, is_person, role_of, without_contact_data


@pytest.mark.parametrize(
    "text",
    [
        "j.jansen@ijsseldam.example",
        "06-12345678",
        "0383 12 34 56 7",
        "+31 6 12345678",
        "NL91 ABNA 0417 1643 00",
        "BSN 111222333",
    ],
)
def test_contact_data_is_seen(text: str) -> None:
    assert has_contact_data(text)


@pytest.mark.parametrize(
    "text", ["Zaakwijzer 2024.1", "12.500.000,00", "123456789", "2026-12-31", "10.20.30.40", "€ 1.234.567,89"]
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


def test_contact_data_is_cut_out_of_a_sentence() -> None:
    assert without_contact_data("Bel 06-12345678 of mail j@x.example voor hulp") == "Bel of mail voor hulp"
