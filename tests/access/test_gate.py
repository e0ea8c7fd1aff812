"""What a viewer sees: the own rows whole, of others what was decided, and nothing that nobody described."""

from __future__ import annotations

from dataclasses import fields

import pandas as pd
import pytest

from landscape import PortfolioError, access, knowledge
from landscape.access.described import CLASSES, OWNERS, columns_described, frames_described
from landscape.access.viewer import ROLES, Viewer, allows
from landscape.pipeline import Region
from landscape.ui.work import Analysis
from landscape.ui.worker import FRAMES

MINE, THEIRS = "Steenwaarden", "Wijhezand"
ME = Viewer("jo@steenwaarden.example", "lid", (MINE,))


def test_every_frame_and_column_that_a_page_may_show_is_described(frames: dict[str, pd.DataFrame]) -> None:
    missing = [gap for name, frame in frames.items() for gap in access.is_described(name, list(frame.columns))]
    assert not missing, f"describe in access_frames.csv or access_columns.csv: {missing}"


def test_every_frame_of_a_region_and_of_the_worker_is_described() -> None:
    named = {field.name for kind in (Region, Analysis) for field in fields(kind) if "DataFrame" in str(field.type)}
    undescribed = sorted((named | set(FRAMES)) - set(frames_described()))
    assert not undescribed, f"say in access_frames.csv whose a row is: {undescribed}"


def test_tables_use_only_known_words() -> None:
    assert set(columns_described().values()) <= set(CLASSES)
    for rule in frames_described().values():
        assert rule["owner"] in OWNERS
        assert rule["mixed"] in ("keep", "drop")
        assert rule["others"] in ("counts", "drop")
        assert rule["why"]
    for policy in knowledge.settings("access_policies.toml", access.POLICIES).values():
        assert set(policy["shows"]) <= set(CLASSES)


def test_local_mode_sees_all_and_changes_nothing(frames: dict[str, pd.DataFrame]) -> None:
    seen = access.visible(frames, access.everything())
    assert all(seen[name] is frame for name, frame in frames.items())


@pytest.mark.parametrize("policy", access.POLICIES)
def test_own_rows_stay_whole(frames: dict[str, pd.DataFrame], policy: str) -> None:
    seen = access.visible(frames, ME, policy)["applications"]
    before = frames["applications"]
    mine = before[before["organisation"] == MINE].reset_index(drop=True)
    assert len(mine)
    pd.testing.assert_frame_equal(seen[seen["organisation"] == MINE].reset_index(drop=True), mine, check_dtype=False)


def cells_of(frame: pd.DataFrame) -> set[str]:
    """Every text in a frame, joined lists taken apart."""
    return {part for column in frame.select_dtypes("str") for cell in frame[column] for part in cell.split("; ")}


def test_with_counts_no_cell_names_an_application_of_others(frames: dict[str, pd.DataFrame]) -> None:
    before = frames["applications"]
    is_mine = before["organisation"] == MINE
    names = set(before.loc[~is_mine, "name"]) - cells_of(before[is_mine])
    for name, frame in access.visible(frames, ME, "counts").items():
        cells = cells_of(frame)
        assert not cells & names, name


def test_with_counts_there_is_no_euro_of_others(frames: dict[str, pd.DataFrame]) -> None:
    seen = access.visible(frames, ME, "counts")
    matrix = seen["matrix"]
    others = matrix[matrix["organisation"] != MINE]
    assert len(others)
    assert others["applications"].notna().all()
    assert others["known_annual_cost_eur"].isna().all()
    assert matrix.loc[matrix["organisation"] == MINE, "known_annual_cost_eur"].notna().any()
    mixed = seen["overlaps"][seen["overlaps"]["organisations"] > 1]
    assert len(mixed)
    assert mixed["known_annual_cost_eur"].isna().all()
    assert set(seen["applications"]["organisation"]) == {MINE}


def test_rows_without_prices_show_the_list_of_others_but_no_money_text_or_people(
    frames: dict[str, pd.DataFrame],
) -> None:
    seen = access.visible(frames, ME, "rows")["applications"]
    others = seen[seen["organisation"] == THEIRS]
    assert len(others) == (frames["applications"]["organisation"] == THEIRS).sum()
    assert (others["name"] != "").all()
    assert others[["annual_cost_eur", "license_cost_eur"]].isna().all(axis=None)
    assert (others[["remarks", "description", "extra", "business_owner", "readiness_reason"]] == "").all(axis=None)


def test_full_shows_the_others_too(frames: dict[str, pd.DataFrame]) -> None:
    seen = access.visible(frames, ME, "full")["applications"]
    assert seen["annual_cost_eur"].notna().sum() == frames["applications"]["annual_cost_eur"].notna().sum()


@pytest.mark.parametrize("policy", access.POLICIES)
def test_a_column_nobody_described_stays_empty_for_others(frames: dict[str, pd.DataFrame], policy: str) -> None:
    told = frames["applications"].assign(brand_new="geheim", brand_new_number=7)
    seen = access.visible({"applications": told}, ME, policy)["applications"]
    others = seen["organisation"] != MINE
    assert (seen.loc[~others, "brand_new"] == "geheim").all()
    assert not (seen.loc[others, "brand_new"] == "geheim").any()
    assert seen.loc[others, "brand_new_number"].isna().all()


def test_a_frame_nobody_described_is_refused(frames: dict[str, pd.DataFrame]) -> None:
    with pytest.raises(PortfolioError, match="brand_new_frame"):
        access.visible({**frames, "brand_new_frame": frames["matrix"]}, ME)


def test_somebody_without_an_organisation_sees_counts_only(frames: dict[str, pd.DataFrame]) -> None:
    seen = access.visible(frames, Viewer("x", "lezer", ()))
    assert {name for name, frame in seen.items() if len(frame) and name != "matrix"} <= {"inventories"} | {
        name for name, rule in frames_described().items() if rule["owner"] in ("everybody", "nobody")
    }


def test_an_unknown_policy_is_refused(frames: dict[str, pd.DataFrame]) -> None:
    with pytest.raises(PortfolioError, match="alles"):
        access.visible(frames, ME, "alles")


def test_supplier_sees_its_own_products_and_nothing_else(frames: dict[str, pd.DataFrame]) -> None:
    applications = frames["applications"]
    vendor = applications.loc[applications["vendor_name"] != "", "vendor_name"].value_counts().index[0]
    seen = access.supplier_view(frames, vendor)
    assert set(seen["applications"]["vendor_name"]) == {vendor}
    assert seen["applications"]["annual_cost_eur"].isna().all()
    assert (seen["applications"][["remarks", "business_owner", "contract_number"]] == "").all(axis=None)
    theirs = set(applications.loc[applications["vendor_name"] == vendor, "product_id"])
    assert set(seen["products"]["product_id"]) <= theirs
    assert not sum(len(frame) for name, frame in seen.items() if name not in ("applications", "products"))


def test_order_of_rows_changes_nothing(frames: dict[str, pd.DataFrame]) -> None:
    turned = {name: frame.iloc[::-1].reset_index(drop=True) for name, frame in frames.items()}
    one, other = access.visible(frames, ME), access.visible(turned, ME)
    for name, frame in one.items():
        pd.testing.assert_frame_equal(frame, other[name].iloc[::-1].reset_index(drop=True))


def test_actions_follow_the_table_and_the_organisation() -> None:
    table = knowledge.table("access_actions.csv", ("action", *ROLES))
    for action in table["action"]:
        for language in knowledge.LANGUAGES:
            assert knowledge.sentence("access_action", action, language)
    assert allows(ME, "import", MINE)
    assert not allows(ME, "import", THEIRS)
    assert not allows(ME, "log")
    assert not allows(Viewer("x", "lezer", (MINE,)), "judge", MINE)
    assert not allows(Viewer("x", "lid", (MINE,), reading=(THEIRS,)), "import", THEIRS)
    assert allows(access.everything(), "log")
    with pytest.raises(PortfolioError, match="Wijhezand"):
        access.refuse_unless(ME, "import", THEIRS)
