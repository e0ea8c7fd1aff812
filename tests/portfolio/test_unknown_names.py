"""The work list of names nobody told us about."""

import pandas as pd

from landscape.portfolio.names import add_names
from landscape.portfolio.packages import PACKAGE_COLUMNS
from landscape.portfolio.unknown_names import COUNTS, names_to_add


def _named(*rows: tuple[str, str, str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["organisation", "name", "vendor"], dtype="str").assign(version="")
    return add_names(frame)


def test_unrecognised_names_come_back_widespread_first_with_their_spellings() -> None:
    worklist = names_to_add(
        _named(
            ("A", "Wilgenrooster", "Acme BV"), ("B", "WILGENROOSTER 2.1", "ACME"), ("B", "Zomerlijst", ""),
            ("A", "Key2BAG", "Centric"),
        )
    )  # fmt: skip
    assert worklist["package"].tolist() == ["WILGENROOSTER", "Zomerlijst"]
    assert worklist.loc[0, "aliases"] == "Wilgenrooster"
    assert worklist["organisations"].tolist() == [2, 1]


def test_the_list_has_the_columns_of_the_table_it_is_meant_for() -> None:
    assert list(names_to_add(_named(("A", "Wilgenrooster", ""))).columns) == [*COUNTS, *PACKAGE_COLUMNS]
    assert names_to_add(_named(("A", "Key2BAG", "Centric"))).empty


def test_own_builds_are_not_proposed_as_products() -> None:
    rows = _named(("A", "Balieapp", "")).assign(application_kind="own_build")
    assert names_to_add(rows).empty


def test_row_order_changes_nothing() -> None:
    rows = _named(("A", "Wilgenrooster", ""), ("B", "wilgenrooster", ""), ("B", "Zomerlijst", ""))
    pd.testing.assert_frame_equal(names_to_add(rows), names_to_add(rows.iloc[::-1].reset_index(drop=True)))
