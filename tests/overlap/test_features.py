"""Each feature on names where the answer is plain."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from landscape.overlap.alignment import align
from landscape.overlap.candidates import Pairs
from landscape.overlap.features import FEATURES, Comparison, feature_matrix
from landscape.overlap.fit import BY_HAND, SIGN
from landscape.overlap.forms import collapse
from landscape.overlap.words import letters_only, word_table


def features(one: tuple[str, str], other: tuple[str, str], **columns: list[str]) -> dict[str, float]:
    """The features of two (name, vendor)."""
    frame = pd.DataFrame([one, other], columns=["name", "vendor_name"], dtype="str")
    frame["application_id"] = ["a1", "a2"]
    frame["organisation"] = ["A", "B"]
    frame["name_display"] = frame["name"]
    frame["name_key"] = frame["name"].map(letters_only)
    frame["package"] = frame["package_how"] = ""
    forms = collapse(frame.assign(**columns))
    comparison = Comparison(forms, Pairs(np.array([0]), np.array([len(forms.frame) - 1])))
    return dict(zip(FEATURES, feature_matrix(comparison)[0].tolist(), strict=True))


def test_every_feature_has_a_sign_and_lies_between_zero_and_one() -> None:
    found = features(("Leefplein Planner", "Xyz"), ("Zorgwijzer 4", "Abc"))
    assert set(SIGN) == set(FEATURES)
    assert set(BY_HAND) <= set(FEATURES)
    assert all(0.0 <= value <= 1.0 for value in found.values())


def test_burgerzaken_against_financien_is_another_function() -> None:
    assert features(("Key2Burgerzaken", "Centric"), ("Key2Financiën", "Centric"))["other_function"] == 1


def test_a_function_only_one_side_names_is_extra() -> None:
    found = features(("Key2Burgerzaken", ""), ("Key2Burgerzaken e-diensten", ""))
    assert (found["extra_function"], found["other_function"]) == (1, 0)


def test_gouw5_against_gouw7_is_another_number() -> None:
    found = features(("Gouw5", ""), ("Gouw7", ""))
    assert (found["other_number"], found["extra_number"]) == (1, 0)


@pytest.mark.parametrize(
    ("one", "other", "expected"), [("X", "X", (1, 0)), ("X", "Y", (0, 1)), ("X", "", (0, 0)), ("", "", (0, 0))]
)
def test_an_unknown_vendor_is_neither_the_same_nor_another(one: str, other: str, expected: tuple[int, int]) -> None:
    found = features(("Alfa Plein", one), ("Beta Plein", other))
    assert (found["same_vendor"], found["other_vendor"]) == expected


def test_components_speak_only_when_both_lists_state_one() -> None:
    pair = (("Alfa Plein", ""), ("Beta Plein", ""))
    silent = features(*pair, reference_component=["BI-component", ""])
    agreeing = features(*pair, reference_component=["BI-component; Kascomponent", "Kascomponent"])
    opposed = features(*pair, reference_component=["BI-component", "Kascomponent"])
    assert (silent["same_component"], silent["other_component"]) == (0, 0)
    assert (agreeing["same_component"], opposed["other_component"]) == (1, 1)


def test_two_names_in_one_list_are_evidence_against() -> None:
    apart = features(("Alfa Plein", ""), ("Beta Plein", ""))
    together = features(("Alfa Plein", ""), ("Beta Plein", ""), organisation=["A", "A"])
    assert (apart["same_organisation"], together["same_organisation"]) == (0, 1)


def test_a_typing_error_and_a_word_written_together_find_their_partner() -> None:
    table = word_table([["zorg", "planner"], ["zorgplaner"], ["zorg", "planer"]])
    squashed = ["zorgplanner", "zorgplaner", "zorgplaner"]
    one = np.ones(len(table.vocabulary))
    typed = align(table, np.array([0]), np.array([2]), squashed)
    glued = align(table, np.array([2]), np.array([1]), squashed)
    assert typed.unmatched(one)[0] < 0.2
    assert glued.unmatched(one)[0] == 0


def test_numbers_only_fit_themselves() -> None:
    table = word_table([["plan", "2020"], ["plan", "2021"]])
    assert align(table, np.array([0]), np.array([1])).unmatched(np.ones(3))[0] == 1
