"""Signals are data with examples; every example is run."""

from __future__ import annotations

import pytest

from landscape import knowledge
from landscape.classify import platforms, signals
from landscape.classify.patterns import fold, openings
from landscape.classify.reader import all_signals

SIGNALS = signals.load()


def _roles(signal: signals.Signal) -> tuple[str, ...]:
    return signal.roles or ("text",)


@pytest.mark.parametrize("signal", SIGNALS, ids=lambda signal: signal.id)
def test_a_signal_finds_its_examples_and_leaves_its_counter_examples(signal: signals.Signal) -> None:
    finder = all_signals()
    for text in signal.matches:
        assert signal.id in {hit.signal for hit in finder.find(fold(text), _roles(signal)[0])}, text
    for text in signal.does_not_match:
        for role in _roles(signal):
            assert signal.id not in {hit.signal for hit in finder.find(fold(text), role)}, (role, text)


def test_there_are_more_than_three_hundred_signals_each_with_why_source_and_date() -> None:
    assert len(SIGNALS) > 300
    for signal in SIGNALS:
        for part in (signal.why, signal.source, signal.since, signal.matches, signal.does_not_match):
            assert part, signal.id


def test_every_listed_role_is_a_role_that_is_read() -> None:
    known = {*signals.ROLES, "head", "integration"}
    assert {role for signal in SIGNALS for role in signal.roles} <= known


def test_folding_keeps_every_character_in_its_place() -> None:
    text = "Geïnstalleerde cliënt – één ﬁle"
    assert len(fold(text)) == len(text)
    assert fold(text).startswith("geinstalleerde client - een")


def test_openings_never_rule_out_a_text_the_pattern_finds() -> None:
    for signal in SIGNALS:
        for words in signal.words:
            assert openings(words), words


def test_a_platform_that_triggers_t4_has_a_date_and_a_source() -> None:
    table = platforms.platforms()
    triggers = table[table["triggers_t4"] == "yes"]
    assert (triggers["end_of_support_date"] != "").all()
    assert (table["source"] != "").all()


def test_an_unknown_platform_name_is_an_error() -> None:
    with pytest.raises(KeyError):
        platforms.platform("windows_3000")


def test_a_knowledge_error_is_a_value_error() -> None:
    assert issubclass(knowledge.KnowledgeError, ValueError)


def test_every_trait_a_reading_rule_asks_about_stands_on_a_signal_and_no_other_exists() -> None:
    assert {trait for signal in signals.load() for trait in signal.traits} == signals.TRAITS
    assert all(signals.having(trait) for trait in signals.TRAITS)
