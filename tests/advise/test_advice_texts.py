"""Every criterion, nature, action and missing item has its sentence in both languages, with the same figures."""

from __future__ import annotations

import pytest

from landscape import knowledge
from landscape.advise.actions import PATTERNS, SIX_R, TIMES, action_rules, actions
from landscape.advise.concerns import FUNCTION_COLUMNS, priorities
from landscape.advise.money import ONE_OFF_PARTS
from landscape.advise.reasons import criteria
from landscape.advise.scenario_files import scenario


def _sections() -> list[str]:
    return sorted(name for name in knowledge.texts("nl") if name.startswith("advice_"))


@pytest.mark.parametrize("section", _sections())
def test_both_languages_say_the_same_with_the_same_figures(section):
    dutch, english = (knowledge.texts(language)[section] for language in knowledge.LANGUAGES)
    assert set(dutch) == set(english)
    for key, template in dutch.items():
        assert knowledge.placeholders(template) == knowledge.placeholders(english[key]), f"{section}.{key}"


@pytest.mark.parametrize("section", _sections())
def test_no_sentence_passes_a_verdict(section):
    for language, words in (("nl", ("schrappen", "overbodig")), ("en", ("redundant", "obsolete"))):
        for key, template in knowledge.texts(language)[section].items():
            assert not any(word in template.casefold() for word in words), f"{section}.{key}"


def test_every_criterion_has_its_name_both_sides_and_what_is_unknown():
    for criterion in criteria():
        for section in ("advice_criterion", "advice_unknown"):
            assert knowledge.texts("nl")[section][criterion["id"]]
        if criterion["id"] != "nature":
            for side in ("for", "against"):
                assert criterion["id"] in knowledge.texts("nl")[f"advice_{side}"]


def test_every_criterion_says_why_and_its_anchors_rise_in_the_measure():
    for criterion in criteria():
        at = [measure for measure, _ in criterion["anchors"]]
        assert criterion["why"]
        assert at == sorted(set(at))
        assert all(0 <= points <= 100 for _, points in criterion["anchors"])


def test_more_known_cost_never_gives_fewer_points():
    cost = next(criterion for criterion in criteria() if criterion["id"] == "cost")
    points = [given for _, given in cost["anchors"]]
    assert points == sorted(points)


def test_every_nature_has_a_reason_why_sentences_and_one_place_in_the_order():
    natures = priorities()["nature"]
    precedences = [nature["precedence"] for nature in natures.values()]
    assert len(set(precedences)) == len(precedences)
    for name, nature in natures.items():
        assert nature["why"]
        assert knowledge.texts("nl")["advice_nature_for"][name]
        assert name in knowledge.texts("nl")["advice_nature_against"]


def test_every_nature_pattern_and_time_that_can_occur_leads_to_one_action():
    rules = action_rules()
    for nature in priorities()["nature"]:
        single = nature.startswith("single_")
        patterns = ("",) if single else [pattern for pattern in PATTERNS if pattern not in ("", "leave")]
        for pattern in patterns:
            assert all((nature, pattern, time) in rules for time in TIMES), (nature, pattern)


def test_every_action_has_its_place_in_time_and_six_r_and_its_words():
    for code, action in actions().items():
        assert action["time"] in TIMES
        assert action["six_r"] in SIX_R
        assert action["why"]
        assert knowledge.sentence("advice_action", code)
        assert knowledge.sentence("advice_time", action["time"])
        assert knowledge.sentence("advice_six_r", action["six_r"])


def test_everything_a_decision_needs_is_worded_and_belongs_to_known_actions():
    for name, item in knowledge.settings("decision_ready.toml", ("source", "item"))["item"].items():
        assert knowledge.texts("nl")["advice_missing"][name]
        assert set(item["for"]) <= set(actions())
        assert item["why"]


def test_function_facts_name_every_component_once_with_its_source():
    table = knowledge.table("function_facts.csv", FUNCTION_COLUMNS)
    assert table["component"].is_unique
    assert (table["source"] != "").all()
    assert set(table["screens"]) == {"yes", "no"}


def test_every_part_of_the_one_off_cost_has_a_kind_of_investment():
    assert set(scenario("standard")["investment_split"]) == set(ONE_OFF_PARTS)
