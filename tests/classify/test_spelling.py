"""True slips are mended; words that exist are not, and no dead end rests on a word that may be another."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from landscape import knowledge
from landscape.classify import signals
from landscape.classify.cues import CUE_KEYS
from landscape.classify.decide import classify
from landscape.classify.reader import all_signals
from landscape.classify.reading import read
from landscape.classify.spelling import known_words, mend, mended

DAY = date(2026, 7, 1)
SIGNALS = signals.load()
ORDINARY = [
    "active", "actives", "actief", "interne", "intern", "installer", "installers", "installeer",
    "premie", "premies", "premisse", "supporter", "supporters", "serviced", "services", "servies",
    "servet", "served", "server", "servers", "client", "clients", "clienten", "reports",
    "forms", "access", "accent", "excel", "browse", "browsers", "promise", "precise",
    "supplied", "supplies", "widows", "window", "gehoest", "gepost", "gekost", "gelost",
    "hosten", "hoster", "housed", "explored", "explorers", "container", "contained", "desktops",
    "leveranciers", "werkstation", "ondersteunt", "ondersteunde", "responsieve", "applications", "applicaties",
    "citrus", "virtually", "gehoste", "oracles", "vendors",
]  # fmt: skip


def _one(**cells: str) -> pd.Series:
    return classify(pd.DataFrame([{"application_id": "a1", "name": "Zaakpakket", **cells}]), DAY).iloc[0]


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("silverlihgt", "silverlight"),
        ("brower", "browser"),
        ("on premsie", "on premise"),
        ("webbasd", "webbased"),
        ("webbasedd", "webbased"),
        ("mainfraem", "mainframe"),
        ("levernacier", "leverancier"),
        ("suppported", "supported"),
    ],
)
def test_a_slip_is_mended(slip: str, meant: str) -> None:
    assert mend(slip).text == meant


@pytest.mark.parametrize("word", ORDINARY)
def test_an_ordinary_word_stays_as_typed(word: str) -> None:
    assert mended(word) == word


def test_every_word_of_the_vocabulary_and_its_forms_stay_as_typed() -> None:
    for word in knowledge.settings("reading_cues.toml", CUE_KEYS)["vocabulary"]:
        forms = (word, word if word.endswith("s") else f"{word}s", word if word.endswith("e") else f"{word}e")
        assert tuple(mend(form).text for form in forms) == forms


def test_slips_written_down_as_examples_are_no_known_words() -> None:
    listed = knowledge.settings("spelling.toml", ("source", "since", "endings", "ordinary", "slips"))
    assert known_words().isdisjoint(listed["slips"])
    assert known_words().isdisjoint({"silverlihgt", "brower", "premsie", "webbasd"})
    assert not set(listed["ordinary"]) & set(listed["slips"])


def test_places_lead_back_to_the_words_as_typed() -> None:
    text = "via brower en silverlihgt"
    found = mend(text)
    assert found.places is not None
    assert len(found.places) == len(found.text) + 1
    assert [text[found.places[slip.start] :].split()[0] for slip in found.slips] == ["brower", "silverlihgt"]
    assert [slip.sure for slip in found.slips] == [False, True]


@pytest.mark.parametrize("signal", SIGNALS, ids=lambda signal: signal.id)
def test_a_counter_example_is_left_alone_by_the_whole_reader_mending_included(signal: signals.Signal) -> None:
    for text in signal.does_not_match:
        for role in signal.roles or ("text",):
            assert signal.id not in {hit.signal for hit in read(text, role, DAY, all_signals())}, (role, text)


@pytest.mark.parametrize(
    ("cells", "readiness"),
    [
        ({"status": "Active", "hosting": "SaaS"}, "saas_ready"),
        ({"status": "Actief", "hosting": "Saas"}, "saas_ready"),
        ({"status": "Access", "hosting": "SaaS"}, "saas_ready"),
        ({"description": "Active Directory koppeling, webbased"}, "cloud_capable"),
        ({"description": "webbased, zonder interne server"}, "cloud_capable"),
        ({"description": "serviced by the supplier, webbased"}, "cloud_capable"),
        ({"hosting": "on premsie", "client_type": "brower"}, "cloud_capable"),
        ({"client_type": "silverlihgt"}, "legacy"),
        ({"client_type": "activey", "hosting": "SaaS"}, "saas_ready"),
    ],
)
def test_the_class_rests_on_words_not_on_likenesses(cells: dict[str, str], readiness: str) -> None:
    assert _one(**cells)["readiness"] == readiness


def test_on_premie_basis_is_not_on_premise() -> None:
    assert not read("op premie basis", "text", DAY, all_signals())
    assert not read("on premie basis", "hosting", DAY, all_signals())


def test_the_status_column_speaks_of_the_end_of_support_only() -> None:
    assert _one(status="End of support", client_type="webbased")["readiness"] == "legacy"
    assert not read("Delphi, webbased, Windows Server 2008", "status", DAY, all_signals())


def test_no_dead_end_rests_on_a_doubtful_slip() -> None:
    for text in ("activey", "unifase", "mainfame", "ms foxprp"):
        assert not {hit.group for hit in read(text, "technology", DAY, all_signals())} & {"A3", "T2", "T2W", "T2X"}
