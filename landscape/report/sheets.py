"""Which frames become a sheet of the workbook, in which order, and which columns a person wants to see first.

In come frames by name, out come frames for people. The CSV files keep the fixed order of ``records.OUTPUTS`` because
programs read them; a person opening a sheet wants the title and the advice before the ids. Frames of a run keep all
their columns; of the frames of the advice room only the columns named here are shown. A newcomer would add a column to
a frame and expect it in front: what is not named stands behind what is, and ids stand last.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from landscape.records import OUTPUTS
from landscape.report.frames import for_export, without_empty_columns

FIRST: Mapping[str, tuple[str, ...]] = {
    "candidates": (
        "rank", "title", "action", "organisation_names", "organisations", "applications", "known_annual_cost_eur",
        "applications_without_cost", "saving_low_eur", "saving_mid_eur", "saving_high_eur", "one_off_mid_eur",
        "npv_mid_eur", "payback_years", "decide_before", "decision_status", "contract_end_date", "reasons_for",
        "reasons_against", "missing", "customer_line", "products", "target_product", "component", "kind", "nature",
    ),
    "overlaps": (
        "overlap_name", "kind", "component", "pattern", "products", "applications", "organisations",
        "known_annual_cost_eur", "applications_without_cost", "organisation_names", "product_names", "reason",
    ),
    "applications": (
        "organisation", "name", "product_name", "vendor", "version", "component", "application_kind", "readiness",
        "readiness_reason", "html5", "cloud", "integration", "annual_cost_eur", "annual_cost_origin", "user_count",
        "contract_end_date", "end_of_support_date", "obsolete", "obsolescence_reason", "file", "sheet", "row",
    ),
    "products": ("product_name", "vendor", "component", "applications", "organisations"),
    "pairs": ("name_1", "name_2", "outcome", "probability", "reason"),
}  # fmt: skip
"""Per frame of a run the columns that come first; the others follow."""

ONLY: Mapping[str, tuple[str, ...]] = {
    "scenarios": (
        "name", "circle", "on", "effective", "note", "functions", "products", "products_kept", "applications",
        "applications_moving", "applications_falling_out", "applications_without_cost", "known_annual_cost_eur",
        "saving_low_eur", "saving_mid_eur", "saving_high_eur", "one_off_mid_eur", "npv_low_eur", "npv_mid_eur",
        "npv_high_eur", "moving_without_figure", "horizon_years", "minimum_years",
    ),
    "scenario_candidates": (
        "scenario", "component", "kept_products", "leaving_products", "applications", "applications_moving",
        "applications_falling_out", "known_annual_cost_eur", "applications_without_cost", "saving_low_eur",
        "saving_mid_eur", "saving_high_eur", "one_off_mid_eur", "npv_mid_eur", "candidate_id",
    ),
    "roadmap": (
        "wave", "title", "action", "stage", "organisation_names", "start_date", "go_live_date", "decide_before",
        "decision_status", "notice_date", "contract_end_date", "gap_months", "customer_line", "rank", "candidate_id",
    ),
    "roadmap_broken": ("title", "sentence", "candidate_id"),
    "targets": (
        "candidate_id", "option_rank", "product_label", "option_score", "is_eligible", "applications", "organisations",
        "known_annual_cost_eur", "applications_without_cost", "users", "first_contract_end_date", "reasons", "flip",
    ),
    "time": (
        "organisation", "name", "product_name", "component", "quadrant", "is_borderline", "business_fit",
        "technical_fit", "note", "known_annual_cost_eur", "users", "application_id",
    ),
    "suppliers": (
        "vendor", "applications", "products", "organisations", "functions", "known_annual_cost_eur",
        "applications_without_cost", "share_of_known_cost", "first_contract_end_date", "next_decide_before",
        "contracts_without_end", "organisation_names", "product_names",
    ),
    **dict.fromkeys(("certainty", "not_given"), (
        "organisation", "name", "value_of", "value", "how_certain", "decided_by", "file", "sheet", "cell",
        "application_id",
    )),
    "holders": (
        "product", "name", "version", "organisation", "owner_role", "vendor", "readiness", "file", "sheet", "row",
        "application_id",
    ),
}  # fmt: skip
"""Per frame of the advice room the columns that are shown."""

ORDER = (
    "candidates", "overlaps", "applications", "products", "scenarios", "scenario_candidates", "roadmap",
    "roadmap_broken", "targets", "time", "suppliers", "holders", "pairs", "findings", "columns",
    "certainty", "not_given",
)  # fmt: skip
"""The order of the sheets: what a reader decides on first, what it rests on last."""

ON_REQUEST = ("certainty", "not_given")
"""Sheets made from other frames, only when somebody asks for them."""

FROZEN_COLUMNS: Mapping[str, int] = {
    "candidates": 2, "overlaps": 1, "applications": 2, "products": 1, "scenarios": 1, "scenario_candidates": 2,
    "roadmap": 2, "roadmap_broken": 1, "time": 2, "suppliers": 1, "holders": 2,
    "certainty": 2, "not_given": 2,
}  # fmt: skip
"""How many columns stay in sight when somebody scrolls to the right."""

_LAST = ("overlap_id", "candidate_id", "product_id", "application_id", "application_id_1", "application_id_2",
         "application_ids", "source_id", "related_candidates")  # fmt: skip


def for_workbook(frames: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The frames that become sheets, in the order of the sheets, each with its columns in the order for people."""
    return {name: _for_sheet(name, frames[name]) for name in ORDER if name in frames}


def _for_sheet(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    if name in ONLY:
        return frame[[column for column in ONLY[name] if column in frame]].reset_index(drop=True)
    shown = without_empty_columns(name, for_export(name, frame))
    first = [column for column in FIRST.get(name, OUTPUTS[name]) if column in shown]
    last = [column for column in _LAST if column in shown and column not in first]
    between = [column for column in shown.columns if column not in first and column not in last]
    return shown[[*first, *between, *last]]
