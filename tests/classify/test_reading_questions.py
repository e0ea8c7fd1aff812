"""Clauses, dates, and the questions asked about a statement: negation, tense, doubt, subject and side."""

from __future__ import annotations

from datetime import date

import pytest

from landscape.classify import moments
from landscape.classify.clauses import parts
from landscape.classify.patterns import fold
from landscape.classify.reader import all_signals
from landscape.classify.reading import read

DAY = date(2026, 7, 1)


def _statuses(text: str, role: str = "text") -> dict[str, str]:
    return {hit.group: hit.status for hit in read(text, role, DAY, all_signals())}


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("webbased, maar via citrix", ["webbased", " maar via citrix"]),
        ("versie 11.2 is webbased. citrix vervalt", ["versie 11.2 is webbased.", " citrix vervalt"]),
        ("webbased (citrix)", ["webbased ", "citrix"]),
    ],
)
def test_a_statement_ends_where_another_begins(text: str, pieces: list[str]) -> None:
    spans = [(text.index(word), text.index(word) + len(word)) for word in ("webbased", "citrix") if word in text]
    assert [text[part.start : part.end].strip() for part in parts(text, spans)] == [piece.strip() for piece in pieces]


def test_hitless_words_around_a_statement_are_its_lead_and_tail() -> None:
    text = "nu nog, saas, vanaf 2027"
    (part,) = parts(text, [(8, 12)])
    assert "nog" in part.lead
    assert "2027" in part.tail


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1-7-2026", date(2026, 7, 1)),
        ("2026-02", date(2026, 2, 28)),
        ("maart 2024", date(2024, 3, 31)),
        ("q3 2026", date(2026, 9, 30)),
        ("eind 2025", date(2025, 12, 31)),
        ("2027", date(2027, 12, 31)),
        ("10/2025", date(2025, 10, 31)),
    ],
)
def test_a_date_is_the_last_day_its_words_can_mean(text: str, day: date) -> None:
    assert [found for _, found, _ in moments.find(text)] == [day]


@pytest.mark.parametrize("text", ["versie 11.2", "31-13-2024", "nr 20245", "30-02-2025"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert moments.find(text) == []


@pytest.mark.parametrize(
    ("text", "group", "status"),
    [
        ("geen SaaS", "B1", "negated"),
        ("geen Silverlight of Flash nodig", "A3", "negated"),
        ("niet alleen Citrix", "A5", "counts"),
        ("SaaS vanaf 2027", "B1", "future"),
        ("SaaS sinds 2024", "B1", "counts"),
        ("12-03-2025: over naar SaaS", "B1", "counts"),
        ("12-03-2027: over naar SaaS", "B1", "future"),
        ("was Citrix, nu web", "A5", "past"),
        ("Citrix is uitgezet", "A5", "past"),
        ("feb 2025 omgebouwd naar HTML5", "A1", "counts"),
        ("ooit in Access gebouwd", "T2", "counts"),
        ("voorheen in Access gebouwd", "T2", "past"),
        ("SaaS?", "B1", "unsure"),
        ("SaaS. Navragen.", "B1", "unsure"),
        ("Volgens inkoop is het SaaS, volgens beheer een eigen server", "B1", "unsure"),
        ("Volgens inkoop is het SaaS", "B1", "counts"),
        ("Windows-client, webportaal voor burgers", "A2", "side"),
        ("koppelt met het mainframe", "T2", "connection"),
    ],
)
def test_a_hit_gets_the_status_its_statement_says(text: str, group: str, status: str) -> None:
    assert _statuses(text)[group] == status


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Registratie van Windows 7-laptops", "PLAT"),
        ("Registratie van laptops, servers en oude Access-databases", "T2"),
        ("Beheer van licenties van Oracle Forms en Delphi", "T2"),
        ("Registratie van meldingen over pc's, servers en Citrix", "A5"),
    ],
)
def test_what_an_application_is_about_proves_nothing(text: str, group: str) -> None:
    assert _statuses(text)[group] == "subject"


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Registratie van parkeervergunningen via de browser", "A2"),
        ("Beheer van rioolgegevens, client/server", "A4S"),
        ("Registratie van klachten in Access-database", "T2"),
        ("Overzicht van vergunningen met SaaS", "B1"),
    ],
)
def test_how_it_does_its_work_still_counts(text: str, group: str) -> None:
    assert _statuses(text)[group] == "counts"


def test_words_keep_their_place_in_the_cell_after_a_slip() -> None:
    (hit,) = [hit for hit in read("draait in Sliverlight", "text", DAY, all_signals()) if hit.group == "A3"]
    assert hit.words == "Sliverlight"


def test_the_change_of_a_note_is_marked() -> None:
    hits = read("In 2025 volledig herbouwd als webapplicatie", "text", DAY, all_signals())
    assert any(hit.changed for hit in hits if hit.group == "A2")


def test_folding_keeps_every_character_in_its_place() -> None:
    text = "Cliënt – ‘browser’"
    assert len(fold(text)) == len(text)
