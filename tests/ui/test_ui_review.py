"""The review list asks what settles most, takes an answer back, and skips without losing a pair."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
from streamlit.testing.v1 import AppTest

from landscape.ui import frames_review, reviewing
from landscape.ui.work import Analysis
from tests.ui.small_region import small_analysis

OpenPage = Callable[..., AppTest]


def two_pairs() -> Analysis:
    small = small_analysis()
    second = small.pairs.assign(application_id_1="a2", application_id_2="b1", applications=9, probability=0.5)
    return replace(small, pairs=pd.concat([small.pairs.assign(applications=2), second], ignore_index=True))


def question(page: AppTest) -> str:
    return next(text.value for text in page.markdown if "  \n" in text.value)


def progress(page: AppTest) -> str:
    return str(page.get("progress")[0].proto.text)


def test_the_pair_that_settles_most_comes_first_and_both_names_are_there() -> None:
    small = two_pairs()
    queue = frames_review.queue(small.pairs, small.applications)
    assert list(queue["applications"]) == [9, 2]
    assert (queue["name_1"].iloc[1], queue["organisation_1"].iloc[1]) == ("Zaaksysteem", "Aadorp")
    assert (queue["name_2"].iloc[1], queue["organisation_2"].iloc[1]) == ("Onbekend ding", "Beekstad")


def test_only_pairs_in_doubt_are_asked() -> None:
    small = two_pairs()
    sure = small.pairs.assign(outcome="same")
    assert frames_review.queue(sure, small.applications).empty


def test_an_answer_in_either_order_counts() -> None:
    small = two_pairs()
    queue = frames_review.queue(small.pairs, small.applications)
    judged = pd.DataFrame({"application_id_1": ["b1"], "application_id_2": ["a2"]})
    assert frames_review.answered(queue, judged).tolist() == [False, False]
    assert frames_review.answered(queue, judged[["application_id_2", "application_id_1"]].set_axis(
        ["application_id_1", "application_id_2"], axis=1)).tolist() == [True, False]  # fmt: skip


def test_what_was_skipped_comes_back_after_the_others() -> None:
    small = two_pairs()
    queue = frames_review.queue(small.pairs, small.applications)
    nobody = np.array([False, False])
    first = ("a2", "b1")

    def asked(skipped: list[tuple[str, str]]) -> str:
        pair = frames_review.next_pair(queue, nobody, skipped)
        return "" if pair is None else str(pair["application_id_1"])

    assert asked([]) == "a2"
    assert asked([first]) == "a1"
    assert asked([first, ("a1", "b2")]) == "a2"
    assert frames_review.next_pair(queue, np.array([True, True]), []) is None


def test_the_words_on_the_screen_are_the_words_that_were_compared(open_page: OpenPage) -> None:
    small = two_pairs()
    pairs = small.pairs.assign(words_both="zaak", words_only_1="een", words_only_2="")
    said = " ".join(caption.value for caption in open_page("reviewlijst", replace(small, pairs=pairs)).caption)
    assert "In beide namen: zaak" in said
    assert "Alleen in de eerste naam: een" in said
    assert "Alleen in de tweede naam: geen" in said


def test_judgements_that_contradict_each_other_are_said_where_people_judge(open_page: OpenPage) -> None:
    small = two_pairs()
    clash = pd.DataFrame({"application_id_1": ["a1"], "application_id_2": ["b1"]})
    assert not open_page("reviewlijst", small).warning
    shown = open_page("reviewlijst", replace(small, contradictions=clash))
    assert "spreken elkaar tegen" in shown.warning[0].value


def test_answer_undo_and_skip(open_page: OpenPage) -> None:
    page = open_page("reviewlijst", two_pairs(), judging_role="informatiemanager")
    assert not page.exception
    assert progress(page) == "0 van 2 beantwoord"
    first = question(page)
    page.button(key="review_same").click().run()
    assert progress(page) == "1 van 2 beantwoord"
    second = question(page)
    assert second != first
    page.button(key="review_undo").click().run()
    assert progress(page) == "0 van 2 beantwoord"
    assert question(page) == first
    page.button(key="review_skip").click().run()
    assert progress(page) == "0 van 2 beantwoord"
    assert question(page) == second
    page.button(key="review_undo").click().run()
    assert question(page) == first
    for _ in range(2):
        page.button(key="review_different").click().run()
    assert "Alle paren zijn beantwoord" in page.success[0].value


def test_without_a_role_nothing_is_judged(open_page: OpenPage) -> None:
    page = open_page("reviewlijst", two_pairs())
    page.button(key="review_same").click().run()
    assert progress(page) == "0 van 2 beantwoord"
    assert len(page.warning) == 1


def test_two_applications_with_the_same_name_stand_side_by_side(open_page: OpenPage) -> None:
    small = two_pairs()
    alike = small.applications.assign(name="Zaaksysteem", name_display="Zaaksysteem")
    page = open_page("reviewlijst", replace(small, applications=alike))
    assert not page.exception
    assert not page.error
    assert list(page.table[0].value.columns) == ["Zaaksysteem (Aadorp)", "Zaaksysteem (Beekstad)"]
    one = pd.Series({"name": "Archief", "organisation": "Aadorp"})
    assert reviewing.told_apart(one, one) == ["Archief (Aadorp) 1", "Archief (Aadorp) 2"]
