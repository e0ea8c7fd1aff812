"""Names that look alike but prove nothing go to review, whatever they score."""

from __future__ import annotations

import pandas as pd
import pytest

from landscape.classify.kinds import add_kinds
from landscape.overlap.components import add_components
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
