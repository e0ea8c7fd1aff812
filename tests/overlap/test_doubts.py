"""Names that look alike but prove nothing go to review, whatever they score."""

from __future__ import annotations

import pandas as pd
import pytest

from landscape import knowledge
from landscape.classify.kinds import add_kinds
from landscape.overlap.components import add_components
from landscape.overlap.doubts import DOUBTS
from landscape.overlap.products import Products, find_products
from landscape.portfolio.names import add_names
from landscape.records import APPLICATION_COLUMNS, as_typed, empty


def products_of(rows: list[tuple[str, str, str]]) -> Products:
    """Products of (organisation, name, vendor) rows, through the rooms before."""
    frame = pd.DataFrame(rows, columns=["organisation", "name", "vendor"])
    frame["application_id"] = [f"id{number}" for number in range(len(rows))]
    frame["row"] = range(2, len(rows) + 2)
    whole = as_typed(frame.reindex(columns=list(APPLICATION_COLUMNS)).astype(empty(APPLICATION_COLUMNS).dtypes))
    return find_products(add_components(add_kinds(add_names(whole))))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("A", "Microsoft Edge", "Microsoft"), ("B", "Edge Service Gateway", "")),
        (("A", "Archi", ""), ("B", "GWArchive Viewer", "")),
        (("A", "Webformulier akte aanvragen", "eigen bouw"), ("A", "Webformulier uittreksel aanvragen", "eigen bouw")),
        (("A", "JCC", "JCC Software"), ("B", "JCC Betalen", "JCC Software")),
    ],
)
def test_a_shared_word_does_not_make_one_product(one: tuple[str, str, str], other: tuple[str, str, str]) -> None:
    found = products_of([one, other])
    assert found.applications["product_id"].nunique() == 2
    assert "same" not in set(found.pairs["outcome"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("A", "TOPdesk", "TOPdesk"), ("B", "Topdesk", "")),
        (("A", "Centric Burgerzaken", "Centric"), ("B", "Key2Burgerzaken", "")),
        (("A", "Bomenregister noord", "eigen bouw"), ("A", "Bomenregister Noord.", "eigen bouw")),
    ],
)
def test_spellings_stay_one_product(one: tuple[str, str, str], other: tuple[str, str, str]) -> None:
    assert products_of([one, other]).applications["product_id"].nunique() == 1


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        (("A", "Key2Burgerzaken", "Centric"), ("B", "Key2Zaken", "Centric"), "noemt een andere functie"),
        (("A", "Xyzon Burgerzaken", "Xyzon"), ("B", "Xyzon Zaken", "Xyzon"), "elk een eigen functie"),
        (("A", "NA", "Nationale Automatisering"), ("B", "NA", ""), "heel korte naam"),
        (("A", "Tel", "Acme"), ("B", "Tel", ""), "heel korte naam"),
        (("A", "iNavigator", "Synetic"), ("B", "Navigator", ""), "gewoon woord"),
        (("A", "Navigator", "Acme"), ("B", "Navigator", ""), "gewoon woord"),
        (("A", "GeoWeb", "Sweco"), ("B", "GeoWeb", "Visma"), "Sweco en Visma"),
        (("A", "Foobarix", "Sweco"), ("B", "Foobarix", "Visma"), "Sweco en Visma"),
    ],
)
def test_a_thin_name_or_another_function_or_vendor_is_for_a_person(
    one: tuple[str, str, str], other: tuple[str, str, str], told: str
) -> None:
    found = products_of([one, other])
    assert found.applications["product_id"].nunique() == 2
    assert found.pairs["outcome"].tolist() == ["review"]
    assert told in found.pairs["reason"].iloc[0]


def test_a_vendor_on_one_side_is_enough_for_a_name_that_is_no_word() -> None:
    assert products_of([("A", "Blipperix", "Acme"), ("B", "Blipperix", "")]).applications["product_id"].nunique() == 1


def test_a_supplier_that_stands_in_a_name_of_the_package_is_no_other_maker() -> None:
    rows = [("A", "e-Suite", "Atos"), ("B", "eSuite", "Dimpact")]
    assert products_of(rows).applications["product_id"].nunique() == 1


def test_a_sentence_names_the_words_its_feature_looked_at() -> None:
    found = products_of([("A", "Burgerzaken", ""), ("B", "Kee2Burgerzaken client", "Acme")])
    assert 'nummer extra: "2"' in found.pairs["reason"].iloc[0]


def test_a_word_found_inside_a_longer_one_is_a_word_of_both() -> None:
    found = products_of([("A", "Xyzonburgerzaken", "Xyzon"), ("B", "Zaken", "Xyzon")])
    assert found.pairs[["words_both", "words_only_1", "words_only_2"]].iloc[0].tolist() == [
        "zaken",
        "xyzonburgerzaken",
        "",
    ]


def test_equal_names_are_not_said_to_differ() -> None:
    found = products_of([("A", "Foobarix", "Sweco"), ("B", "Foobarix", "Visma")])
    reason = found.pairs["reason"].iloc[0]
    assert "de naam is dezelfde" in reason
    assert not any(words in reason for words in ("staat in de andere", "merknaam", "afkorting"))


@pytest.mark.parametrize("language", knowledge.LANGUAGES)
def test_every_doubt_has_its_sentence(language: str) -> None:
    assert set(DOUBTS) <= set(knowledge.texts(language)["matching"])
