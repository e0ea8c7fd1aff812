"""A product explains itself: its name, its weakest tie, its spellings and the three levels below it."""

from __future__ import annotations

import sys
from types import FrameType

import numpy as np
import pandas as pd
import pytest

from landscape.overlap.explain import cluster
from landscape.overlap.products import find_products, match
from landscape.overlap.reasons import reasons
from landscape.overlap.words import letters_only


def landscape() -> pd.DataFrame:
    rows = [
        ("A", "Leefplein Planner", "Xyz", "2.0", ""),
        ("B", "Leefplein-planner", "Xyz", "1.0", ""),
        ("C", "Leefplein Planer", "Xyz", "2.0", "test"),
        ("C", "Leefplein Planer", "Xyz", "2.0", ""),
        ("D", "Zonneweg Burgerzaken", "Qrs", "", ""),
    ]
    frame = pd.DataFrame(rows, columns=["organisation", "name", "vendor_name", "name_version", "name_environment"])
    frame = frame.astype("str").assign(package="", package_how="", application_kind="business")
    frame["application_id"] = [f"a{number}" for number in range(len(frame))]
    frame["name_display"] = frame["name"]
    frame["name_key"] = frame["name"].map(letters_only)
    return frame


def test_a_product_shows_its_spellings_and_the_weakest_tie_of_the_products_frame() -> None:
    rows = landscape()
    frame = find_products(rows).products.set_index("product_name")
    product = frame.loc[frame["applications"] == 4].iloc[0]
    found = cluster(match(rows), str(product["product_id"]))
    assert found.weakest_link == product["weakest_link"]
    assert found.weakest_link_reason == product["weakest_link_reason"]
    assert found.members["name"].tolist() == ["Leefplein Planer", "Leefplein Planner"]
    assert found.members["applications"].sum() == 4


def test_the_reason_of_a_spelling_is_the_reason_of_the_pair_that_ties_it() -> None:
    matched = match(landscape())
    product_id = matched.names["product_id"].loc[matched.of[matched.forms.form_of[0]]]
    found = cluster(matched, product_id)
    pairs = matched.scored.comparison.pairs
    told = reasons(matched.scored, np.flatnonzero(matched.of[pairs.left] == matched.of[pairs.right]))
    assert set(found.members["reason"]) <= set(told)
    assert found.members["tied_to"].tolist() == ["Leefplein Planner", "Leefplein Planer"]


def test_the_levels_are_product_then_version_then_installation() -> None:
    matched = match(landscape())
    product_id = matched.names["product_id"].loc[matched.of[matched.forms.form_of[0]]]
    levels = cluster(matched, product_id).installations
    assert levels[["version", "organisation", "environment"]].to_numpy().tolist() == [
        ["1.0", "B", ""],
        ["2.0", "A", ""],
        ["2.0", "C", ""],
        ["2.0", "C", "test"],
    ]


def test_a_product_with_one_spelling_has_no_weakest_tie_and_says_so() -> None:
    matched = match(landscape())
    product_id = matched.names["product_id"].loc[matched.of[matched.forms.form_of[4]]]
    found = cluster(matched, product_id, "en")
    assert pd.isna(found.weakest_link)
    assert found.weakest_link_reason == ""
    assert found.members["reason"].tolist() == ["There is only one spelling."]


def test_every_spelling_is_held_by_a_tie_however_many_pairs_are_listed() -> None:
    """The frame the app shows says the same as asking for one product, with the words that were compared."""
    found = find_products(landscape())
    ties = found.ties[found.ties["tie"] == "holds"]
    assert ties[["name_1", "name_2"]].to_numpy().tolist() == [["Leefplein Planer", "Leefplein Planner"]]
    assert ties[["words_both", "words_only_1", "words_only_2"]].to_numpy().tolist() == [["leefplein, planer", "", ""]]
    asked = cluster(match(landscape()), str(ties["product_id"].iloc[0]))
    assert asked.members["reason"].tolist() == [ties["reason"].iloc[0]] * 2
    assert ties["probability"].iloc[0] == round(asked.weakest_link, 4)


def test_the_names_that_came_nearest_from_outside_are_named_with_their_reason() -> None:
    rows = landscape()
    other = rows.iloc[[0]].assign(
        organisation="E", name="Leefplein Zorg", name_display="Leefplein Zorg",
        name_key="leefpleinzorg", application_id="a9",
    )  # fmt: skip
    found = find_products(pd.concat([rows, other], ignore_index=True))
    rivals = found.ties[(found.ties["tie"] == "rival") & (found.ties["name_2"] == "Leefplein Zorg")]
    assert len(rivals)
    assert set(rivals["words_only_2"]) == {"zorg"}
    assert rivals["reason"].str.contains("Ertegen").all()
    assert rivals["product_id"].nunique() == 1


def test_explaining_a_product_looks_up_and_works_nothing_out_again() -> None:
    """Within 50 milliseconds at 176,000 rows, with no clock in a test: sorting again took ten times as many calls."""
    matched = match(landscape())
    product_id = matched.names["product_id"].loc[matched.of[matched.forms.form_of[0]]]
    cluster(matched, product_id)  # reads the texts
    calls = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        cluster(matched, product_id)
    finally:
        sys.setprofile(None)
    assert calls < 4_000


def test_a_product_that_does_not_exist_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        cluster(match(landscape()), "p-000000000000")
