"""A product explains itself on the page, and the list of unknown names is safe to open in a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
from streamlit.testing.v1 import AppTest

from landscape.report.folder import csv_text
from landscape.ui.product_view import products_by_doubt, spellings, ties
from tests.ui.small_region import small_analysis

OpenPage = Callable[..., AppTest]


def test_products_with_several_spellings_and_a_weak_tie_come_first() -> None:
    products = pd.DataFrame(
        {
            "product_id": ["p1", "p2", "p3"],
            "product_name": ["A", "B", "C"],
            "spellings": [1, 2, 2],
            "weakest_link": [float("nan"), 0.9, 0.6],
        }
    )
    assert list(products_by_doubt(products)["product_id"]) == ["p3", "p2", "p1"]


def test_spellings_count_applications_and_organisations() -> None:
    analysis = small_analysis("Zaaksysteem")
    members = analysis.applications[analysis.applications["product_id"] == "p1"]
    found = spellings(members)
    assert list(found["name"]) == ["Zaaksysteem", "Zaaksysteem 2"]
    assert list(found["organisations"]) == [1, 1]


def test_ties_and_rivals_of_a_product_come_from_matching_and_not_from_the_listed_pairs() -> None:
    analysis = replace(small_analysis("Zaaksysteem"), pairs=pd.DataFrame())
    assert list(ties(analysis.ties, "p1", "holds")["probability"]) == [0.93]
    assert list(ties(analysis.ties, "p1", "rival")["name_2"]) == ["Zaaksysteem anders"]
    assert ties(analysis.ties, "p3", "holds").empty


def test_the_chosen_product_says_its_weakest_tie_and_its_spellings(open_page: OpenPage) -> None:
    shown = open_page("overlap", small_analysis("Zaaksysteem"), overlap_view="products")
    said = " ".join(element.value for element in shown.markdown)
    assert "De zwakste verbinding is die met Zaaksysteem" in said
    assert "Zo schrijven de meeste organisaties het" in said
    assert "Zelfde product" in said
    words = " ".join(caption.value for caption in shown.caption)
    assert "Alleen in de tweede naam: 2" in words
    assert any("Zaaksysteem anders" in set(table.value.get("name_2", ())) for table in shown.dataframe)


def test_the_work_list_opens_without_running_a_formula() -> None:
    written = csv_text(small_analysis("SUM(A1)").names_to_add)
    assert "'=SUM(A1)" in written
    assert written.startswith("applications;organisations;package;vendor;aliases")
