"""What nobody checked is said wherever a reason rests on it."""

from __future__ import annotations

import pandas as pd

from landscape.overlap.components import add_components
from landscape.overlap.explain import why_this_name
from landscape.overlap.known import caution, standing
from landscape.overlap.products import find_products
from landscape.portfolio.names import add_names
from landscape.portfolio.packages import packages, split_list
from landscape.records import APPLICATION_COLUMNS

CHECKED = next(
    name
    for name, source in zip(packages()["package"], packages()["source"], strict=True)
    if "general knowledge" not in source and "not verified" not in source
)
UNCHECKED, OTHER_NAME = next(
    (row.package, split_list(row.aliases)[0])
    for row in packages().itertuples()
    if row.source == "general knowledge, not verified" and row.components and row.aliases and row.kind == "business"
)


def rows(*names: str) -> pd.DataFrame:
    frame = pd.DataFrame({"name": names, "organisation": list("ABCDEF"[: len(names)])}, dtype="str")
    frame["application_id"] = [f"a{number}" for number in range(len(names))]
    frame = frame.reindex(columns=[*frame.columns, *(set(APPLICATION_COLUMNS) - set(frame.columns))], fill_value="")
    return add_names(frame).assign(application_kind="business")


def test_general_knowledge_is_told_apart_from_a_source() -> None:
    assert standing(UNCHECKED) == "unverified"
    assert standing(CHECKED) == ""
    assert standing("no such package") == ""


def test_the_function_of_an_unchecked_package_says_so() -> None:
    found = add_components(rows(UNCHECKED, CHECKED), "nl")
    assert caution(UNCHECKED) in found["component_reason"].iloc[0]
    assert "nagetrokken" not in found["component_reason"].iloc[1]


def test_a_product_named_by_an_unchecked_package_says_so() -> None:
    assert caution(UNCHECKED, "en") in why_this_name(UNCHECKED, 2, "en")
    found = find_products(rows(UNCHECKED, OTHER_NAME))
    assert found.products["product_id"].nunique() == 1
    assert caution(UNCHECKED) in found.products["name_reason"].iloc[0]
    assert caution(UNCHECKED) in found.pairs["reason"].iloc[0]


def test_a_known_name_under_another_vendor_is_never_joined_with_a_rival_by_itself() -> None:
    named = rows("Centric Burgerzaken", "iBurgerzaken")
    frame = named.assign(vendor_name="PinkRoccade Local Government")
    found = find_products(frame)
    assert found.products["product_id"].nunique() == 2
    assert found.pairs["outcome"].tolist() == ["review"]
    assert "andere leverancier dan erbij staat" in found.pairs["reason"].iloc[0]


def test_a_successor_serves_a_function_of_what_it_succeeds() -> None:
    """Squit XO and Rx.Mission are two products for one function: that is how the overlap between them is found."""
    made_for = {row.package: set(split_list(row.components)) for row in packages().itertuples()}
    assert made_for["Squit XO"] & made_for["Rx.Mission"]
