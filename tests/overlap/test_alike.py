"""Organisations that are alike and contracts that end together."""

from __future__ import annotations

import datetime

import numpy as np
import pandas as pd

from landscape.overlap.alike import ALIKE_COLUMNS, PROCUREMENT_COLUMNS, joint_procurement, organisations_alike


def applications(*rows: tuple[str, str, str, datetime.date | None]) -> pd.DataFrame:
    """Applications (organisation, product, component, contract end)."""
    frame = pd.DataFrame(rows, columns=["organisation", "product_id", "component", "contract_end_date"])
    frame["application_id"] = [f"a{number}" for number in range(len(frame))]
    frame["application_kind"] = "business"
    frame["name_environment"] = ""
    frame["component_is_broad"] = False
    frame["annual_cost_eur"] = np.nan
    frame["contract_end_date"] = frame["contract_end_date"].astype("datetime64[s]")
    texts = ["organisation", "product_id", "component"]
    return frame.astype(dict.fromkeys(texts, "str"))


def test_the_pair_with_most_products_in_common_comes_first() -> None:
    found = organisations_alike(
        applications(
            ("A", "p1", "F", None), ("A", "p2", "", None), ("B", "p1", "F", None), ("B", "p2", "", None),
            ("C", "p2", "F", None), ("C", "p3", "", None), ("B", "p1", "F", None),
        )
    )  # fmt: skip
    assert found.iloc[0].tolist() == ["A", "B", 2, 1, 1.0]
    assert found["likeness"].tolist() == [1.0, 0.3333, 0.3333]


def test_contracts_within_a_year_are_proposed_together() -> None:
    found = joint_procurement(
        applications(
            ("A", "p1", "F", datetime.date(2027, 1, 1)),
            ("B", "p2", "F", datetime.date(2027, 9, 1)),
            ("C", "p2", "F", datetime.date(2029, 9, 1)),
            ("D", "p2", "F", None),
        )
    )
    assert found["organisation_names"].tolist() == ["A; B"]
    assert found["known_annual_cost_eur"].isna().all()
    assert found["applications_without_cost"].tolist() == [2]


def test_contracts_days_apart_are_found_wherever_the_first_one_of_their_function_ends() -> None:
    """Counted in years from the first end, the two in January 2028 and December 2027 fell in two periods."""
    found = joint_procurement(
        applications(
            ("A", "p1", "F", datetime.date(2026, 12, 31)),
            ("A", "p3", "F", datetime.date(2027, 12, 30)),
            ("B", "p2", "F", datetime.date(2028, 1, 5)),
            ("B", "p2", "G", datetime.date(2028, 1, 5)),
            ("C", "p2", "H", datetime.date(2028, 1, 5)),
            ("A", "p2", "I", datetime.date(2027, 1, 1)),
            ("B", "p2", "I", datetime.date(2028, 1, 1)),
            ("C", "p2", "I", datetime.date(2028, 1, 2)),
        )
    )
    assert found[["component", "organisation_names", "application_ids"]].to_numpy().tolist() == [
        ["I", "A; B", "a5; a6"],
        ["F", "A; B", "a1; a2"],
    ]


def test_without_applications_both_frames_have_their_columns() -> None:
    assert list(organisations_alike(applications()).columns) == ALIKE_COLUMNS
    assert list(joint_procurement(applications()).columns) == PROCUREMENT_COLUMNS
