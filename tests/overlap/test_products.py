"""Applications become products: what must hold in every version of the weights."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from landscape.overlap.products import find_products
from landscape.overlap.words import letters_only
from landscape.records import OUTPUTS


def inventory(*rows: tuple[str, ...], kind: str = "business") -> pd.DataFrame:
    """Applications (organisation, name, vendor, package) as the rooms above deliver them."""
    filled = [(*row, *([""] * (4 - len(row)))) for row in rows]
    frame = pd.DataFrame(filled, columns=["organisation", "name", "vendor_name", "package"], dtype="str")
    frame["application_id"] = [f"{row[0]}-{row[1]}-{row[2]}-{number}" for number, row in enumerate(filled)]
    frame["name_display"] = frame["name"]
    frame["name_key"] = frame["name"].map(letters_only)
    frame["package_how"] = frame["package"].map(lambda package: "alias" if package else "")
    frame["application_kind"] = kind
    return frame


def grouped(frame: pd.DataFrame, **options: object) -> list[str]:
    """The product id per row."""
    return find_products(frame, **options).applications["product_id"].tolist()  # type: ignore[arg-type]


def test_spellings_of_an_unknown_name_are_one_product() -> None:
    ids = grouped(
        inventory(("A", "Leefplein Planner", "Xyz"), ("B", "Leefplein-planner", "Xyz"), ("C", "LeefpleinPlanner"))
    )
    assert len(set(ids)) == 1


def test_another_function_under_the_same_vendor_is_another_product() -> None:
    ids = grouped(inventory(("A", "Zonneweg Burgerzaken", "Xyz"), ("B", "Zonneweg Financiën", "Xyz")))
    assert len(set(ids)) == 2


def test_the_same_known_package_is_one_product_however_it_is_written() -> None:
    frame = inventory(
        ("A", "Key2BAG", "Centric", "Centric Objectregistratie"),
        ("B", "Centric Objectregistratie", "", "Centric Objectregistratie"),
    )
    found = find_products(frame)
    assert found.products["product_name"].tolist() == ["Centric Objectregistratie"]
    assert found.pairs["outcome"].tolist() == ["same"]


def test_two_known_packages_are_never_one_product() -> None:
    ids = grouped(inventory(("A", "Squit XO", "Roxit", "Squit XO"), ("B", "Squit XO", "Roxit", "Rx.Mission")))
    assert len(set(ids)) == 2


def test_own_builds_of_two_organisations_stay_apart() -> None:
    frame = inventory(("A", "Ontdubbelaar"), ("B", "Ontdubbelaar"), ("A", "ontdubbelaar"), kind="own_build")
    ids = grouped(frame)
    assert ids[0] == ids[2] != ids[1]


def test_a_general_name_without_vendor_goes_to_review() -> None:
    found = find_products(inventory(("A", "Zaaksysteem"), ("B", "Zaaksysteem")))
    assert found.applications["product_id"].nunique() == 2
    assert found.pairs["outcome"].tolist() == ["review"]
    assert "leverancier" in found.pairs["reason"][0]


def test_a_person_who_says_the_same_wins_from_known_packages() -> None:
    frame = inventory(("A", "Verseon", "Circle", "Verseon"), ("B", "Djuma", "Circle", "Djuma"))
    said = pd.DataFrame(
        [[*frame["application_id"], "same"]], columns=["application_id_1", "application_id_2", "outcome"]
    )
    assert len(set(grouped(frame, judgements=said))) == 1


def test_a_person_who_says_different_splits_equal_rows() -> None:
    frame = inventory(("A", "TOPdesk", "TOPdesk", "TOPdesk"), ("B", "TOPdesk", "TOPdesk", "TOPdesk"))
    said = pd.DataFrame(
        [[*frame["application_id"], "different"]], columns=["application_id_1", "application_id_2", "outcome"]
    )
    assert len(set(grouped(frame, judgements=said))) == 2


def test_contradicting_answers_are_returned() -> None:
    frame = inventory(("A", "Alfa Plein", "X"), ("B", "Beta Plein", "X"), ("C", "Gamma Plein", "X"))
    a, b, c = frame["application_id"]
    said = pd.DataFrame(
        [[a, b, "same"], [b, c, "same"], [a, c, "different"]],
        columns=["application_id_1", "application_id_2", "outcome"],
    )
    found = find_products(frame, said)
    assert found.contradictions["application_id_1"].tolist() == [a]
    assert found.applications["product_id"].nunique() == 1


def test_an_alarm_names_the_organisation_with_two_names_in_one_product() -> None:
    frame = inventory(
        ("A", "Key2BAG", "Centric", "P"), ("A", "Objectregistratie", "Centric", "P"), ("B", "Key2BAG", "Centric", "P")
    )
    alarm = find_products(frame).products["alarm"][0]
    assert '"Key2BAG"' in alarm
    assert '"Objectregistratie"' in alarm


def test_a_name_with_and_without_its_vendor_is_two_names_and_no_organisation_goes_unmentioned() -> None:
    rows = [
        (organisation, name, "Decos", "Decos JOIN")
        for organisation in "ABC"
        for name in ("Decos Join", "Join", "JOIN")
        if organisation != "C" or name == "Join"
    ]
    frame = inventory(*rows).assign(name_key="join")
    assert find_products(frame).products["alarm"].tolist() == [
        'Let op: A heeft "Decos Join", "Join" in dit product; nog 1 organisatie heeft hier ook meer dan één naam. '
        "Kijk of dat klopt."
    ]


def test_the_weakest_link_of_a_product_names_its_two_spellings() -> None:
    frame = inventory(
        ("A", "Leefplein Planner", "Xyz"), ("B", "Leefplein Plannner", "Xyz"), ("C", "Leefplein Planer", "Xyz")
    )
    product = find_products(frame).products.iloc[0]
    assert product["spellings"] == 3
    assert 0 < product["weakest_link"] < 1
    assert "Leefpl" in product["weakest_link_reason"]


def test_an_empty_inventory_has_empty_frames_with_their_columns() -> None:
    found = find_products(inventory())
    assert set(OUTPUTS["products"]) <= set(found.products.columns)
    assert set(OUTPUTS["pairs"]) <= set(found.pairs.columns)
    assert len(found.products) == len(found.pairs) == 0


def test_rows_without_a_name_are_kept_apart() -> None:
    assert len(set(grouped(inventory(("A", ""), ("A", ""))))) == 2


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_pair_has_a_reason(language: str) -> None:
    frame = inventory(("A", "Leefplein Planner", "Xyz"), ("B", "Leefplein Viewer", "Abc"), ("C", "Leefplein"))
    reasons = find_products(frame, language=language).pairs["reason"]
    assert (reasons.str.len() > 30).all()


@settings(max_examples=10, deadline=None)
@given(st.permutations(list(range(7))))
def test_the_order_of_rows_changes_no_product(order: list[int]) -> None:
    frame = inventory(
        ("A", "Leefplein Planner", "Xyz"), ("B", "Leefplein-planner", "Xyz"), ("C", "Zaaksysteem"),
        ("A", "Zaaksysteem"), ("B", "Zonneweg Burgerzaken", "Xyz"), ("C", "Zonneweg Financiën", "Xyz"),
        ("C", "Zonneweg", "Abc"),
    )  # fmt: skip
    expected = find_products(frame)
    found = find_products(frame.iloc[order])
    by_id = found.applications.set_index("application_id")["product_id"]
    assert by_id.reindex(frame["application_id"]).tolist() == expected.applications["product_id"].tolist()
    pd.testing.assert_frame_equal(found.products, expected.products)
    pd.testing.assert_frame_equal(found.pairs, expected.pairs)


def test_a_row_that_is_no_application_never_joins_a_product() -> None:
    frame = inventory(("A", "TOPdesk", "TOPdesk", "TOPdesk"), ("B", "TOPdesk", "TOPdesk", "TOPdesk"))
    frame.loc[1, "application_kind"] = "not_an_application"
    assert len(set(grouped(frame))) == 2


def test_a_name_that_is_only_the_vendor_goes_to_review() -> None:
    found = find_products(
        inventory(("A", "Leefplein", "Leefplein Software"), ("B", "Leefplein Planner", "Leefplein Software"))
    )
    assert found.applications["product_id"].nunique() == 2
    assert found.pairs["outcome"].tolist() == ["review"]
