"""A silent row takes the function of its product; a row that speaks keeps its own."""

from __future__ import annotations

import pandas as pd

from landscape.overlap.companions import with_companions


def rows(*cells: tuple[str, str, str]) -> pd.DataFrame:
    frame = pd.DataFrame(cells, columns=["product_id", "component", "application_kind"], dtype="str")
    return frame.assign(
        component_probability=0.9, component_decided_by="package", component_reason="", component_is_broad=False
    )


def test_a_silent_row_takes_the_function_most_rows_of_its_product_have() -> None:
    found = with_companions(
        rows(
            ("p1", "BAG-beheercomponent", "business"),
            ("p1", "BAG-beheercomponent", "business"),
            ("p1", "Kascomponent", "business"),
            ("p1", "", "business"),
        )
    )
    assert found["component"].tolist() == ["BAG-beheercomponent"] * 2 + ["Kascomponent", "BAG-beheercomponent"]
    assert found["component_probability"].tolist() == [0.9, 0.9, 0.9, 0.5333]
    assert "hetzelfde product" in found["component_reason"].iloc[3]


def test_other_products_and_rows_that_are_no_application_stay_empty() -> None:
    given = rows(("p1", "BAG-beheercomponent", "business"), ("p2", "", "business"), ("p1", "", "not_an_application"))
    assert with_companions(given)["component"].tolist() == ["BAG-beheercomponent", "", ""]
