"""Reading rules: which hits count."""

from __future__ import annotations

from datetime import date

import pytest

from landscape.classify.reader import all_signals
from landscape.classify.reading import read

DAY = date(2026, 7, 1)

CASES = [
    ("geen SaaS", "SaaS", "negated"),
    ("SaaS niet beschikbaar", "SaaS", "negated"),
    ("SaaS vanaf 2027", "SaaS", "future"),
    ("Vanaf 2027: SaaS", "SaaS", "future"),
    ("Pilot met SaaS loopt", "SaaS", "future"),
    ("nog niet webbased", "webbased", "future"),
    ("was Citrix, nu web", "Citrix", "past"),
    ("was Citrix, nu web", "nu web", "counts"),
    ("webportaal voor burgers, Windows client voor de balie", "webportaal", "side"),
    ("webportaal voor burgers, Windows client voor de balie", "Windows client", "counts"),
    ("HTML5 report viewer op client-server kern", "HTML5", "side"),
    ("HTML5 report viewer op client-server kern", "client-server", "counts"),
    ("Webbased; koppeling met Oracle Forms via CSV", "Oracle Forms", "connection"),
    ("geen Java applet, Silverlight of ActiveX nodig", "ActiveX", "negated"),
    ("client/server, geen SaaS maar webbased", "webbased", "counts"),
    ("Delphi-client in 2024 vervangen door webapplicatie", "Delphi", "past"),
    ("Oracle Forms, wordt in 2027 vervangen door SaaS", "Oracle Forms", "counts"),
    ("Oracle Forms, wordt in 2027 vervangen door SaaS", "SaaS", "future"),
    ("SaaS?", "SaaS", "unsure"),
    ("SaaS, contract loopt af per 31-12-2026", "SaaS", "counts"),
    ("brower met Silverligt", "Silverligt", "counts"),
    ("migratie naar webversie van leverancier (SaaS) is voltooid", "webversie", "counts"),
    ("migratie naar webversie (SaaS) is nog niet voltooid", "webversie", "future"),
    ("migratie naar SaaS nog niet voltooid", "SaaS", "future"),
    ("migratie naar webversie gepland, test is voltooid", "webversie", "future"),
    ("overstap naar de cloud (SaaS) afgerond", "cloud", "counts"),
]


@pytest.mark.parametrize(("text", "words", "status"), CASES)
def test_a_hit_gets_the_status_its_sentence_gives_it(text: str, words: str, status: str) -> None:
    hits = read(text, "text", DAY, all_signals())
    assert {hit.status for hit in hits if hit.words == words} == {status}


def test_a_completed_change_is_marked_as_one() -> None:
    hits = read("Per 1-1-2026 overgezet naar SaaS", "text", DAY, all_signals())
    assert [hit.changed for hit in hits if hit.words == "SaaS"] == [True]


def test_the_words_of_a_change_are_quoted_whole_and_without_the_hit() -> None:
    (web, _) = read("Migratie naar webversie (SaaS) is voltooid", "text", DAY, all_signals())
    assert web.changed
    assert web.cue.split() == ["migratie", "naar", "…", "is", "voltooid"]
    (later,) = read("SaaS wordt in 2027 ingevoerd", "text", DAY, all_signals())
    assert later.cue == "wordt in 2027 ingevoerd"


def test_a_dated_end_of_support_is_read_against_the_reference_date() -> None:
    late, early = date(2030, 1, 1), date(2026, 7, 1)
    assert read("ondersteund tot 2028", "text", early, all_signals())[0].group == "CUR"
    assert read("ondersteund tot 2028", "text", late, all_signals())[0].group == "EOS"


def test_words_are_quoted_as_typed() -> None:
    hits = read("Geïnstalleerde Cliënt/Server", "client", DAY, all_signals())
    assert "Cliënt/Server" in {hit.words for hit in hits}
