"""The nouns of the landscape and the columns that hold them.

Between the rooms travels one pandas frame per noun. This module names the columns, says what each holds, and makes a
frame obey. Conventions a newcomer would get wrong:

- text is never missing: an empty cell or a placeholder ("n.v.t.", "onbekend") is the empty string;
- amounts (float64, euros), counts (Int64) and dates (datetime64[s]) are missing (NaN, <NA>, NaT) when unknown,
  never zero;
- a frame called ``applications`` has one row per application and its ids in the column ``application_id``, unique.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

FieldKind = Literal["text", "amount", "count", "date"]

ORIGIN_COLUMNS = ("application_id", "organisation", "file", "sheet", "row")
"""Where an application comes from; ``row`` is the number the spreadsheet program shows."""

_AMOUNTS = ("annual_cost_eur", "license_cost_eur", "maintenance_cost_eur", "one_off_cost_eur")
_COUNTS = ("user_count", "other_municipalities_count")
_DATES = (
    "contract_start_date",
    "contract_end_date",
    "end_of_support_date",
    "in_use_since_date",
    "planned_end_date",
    "status_date",
    "changed_date",
    "created_date",
    "release_date",
    "reminder_date",
)
_TEXTS = (
    "name", "alias", "module", "vendor", "version", "supplier_version_status", "description", "usage_description",
    "remarks", "url", "municipality", "municipality_code", "partnership", "partnership_type", "partnership_members",
    "domain", "department", "team", "business_owner", "functional_admin", "technical_admin", "vendor_contact",
    "size", "cost_period", "vat_included", "cost_center", "contract_number", "contract_duration", "notice_period",
    "procurement", "replaced_by", "status", "reminder_reason", "time_quadrant", "business_value", "technical_fit",
    "strategic_fit", "redundancy", "security_score", "complexity", "criticality", "hosting", "distribution_channel",
    "hosting_provider", "hosting_location", "environment", "client_type", "application_type", "custom_build",
    "license_model", "database", "technology", "office_dependency", "authentication", "bbn", "biv", "availability",
    "integrity", "confidentiality", "bio_check", "personal_data", "processing_register", "dpia", "processor_agreement",
    "archive", "cpe", "accessibility", "reference_component", "application_function", "standards", "integrations",
    "integration_direction", "integration_protocol", "integration_custom", "integration_standard",
    "integration_remarks", "integration_middleware", "integration_source", "integration_target", "parents",
    "children", "external_package", "package_id", "version_id",
)  # fmt: skip

FIELDS: Mapping[str, FieldKind] = {
    **dict.fromkeys(_TEXTS, "text"),
    **dict.fromkeys(_AMOUNTS, "amount"),
    **dict.fromkeys(_COUNTS, "count"),
    **dict.fromkeys(_DATES, "date"),
}
"""Every field a column of an upload can stand for, with its kind. The source's own id is read as ``source_id``."""

SOURCE_ID = "source_id"
"""What the upload itself calls the application (canonical header ``application_id``); ours is derived from it."""

EXTRA = "extra"
"""Text of the columns nobody mapped, as ``header: value`` lines: kept, searchable, read by the signals."""

YEARLY_COST, YEARLY_COST_PARTS = "annual_cost_eur", ("license_cost_eur", "maintenance_cost_eur")
YEARLY_COSTS = (YEARLY_COST, *YEARLY_COST_PARTS)
"""The amounts that are due every year: the whole, and the parts it is added up from where nobody gives it."""

COST_ORIGIN = "annual_cost_origin"
"""How ``annual_cost_eur`` is known: given, derived (licence + maintenance), or empty when unknown."""

APPLICATION_COLUMNS: tuple[str, ...] = (*ORIGIN_COLUMNS, SOURCE_ID, *FIELDS, EXTRA, COST_ORIGIN)

_KINDS: Mapping[str, FieldKind] = {
    **FIELDS,
    **dict.fromkeys(("application_id", "organisation", "file", "sheet", SOURCE_ID, EXTRA, COST_ORIGIN), "text"),
}

READINESS = ("legacy", "cloud_capable", "saas_ready", "unknown")
APPLICATION_KINDS = ("business", "office_technical", "own_build", "national_facility", "not_an_application")
DECIDED_BY = ("rule", "model", "person")

COLUMN_COLUMNS = ("file", "sheet", "header_row", "column", "header", "header_group", "field", "decided_by", "certainty")
COLUMN_EXAMPLES = "examples"
"""Beside ``COLUMN_COLUMNS`` for a list that was just read: the first two different cells as typed, without personal
data. Never stored: who leaves a partnership must leave no cells behind."""
COLUMN_DECIDED_BY = ("known_layout", "synonym", "fuzzy", "values", "person", "none")
INVENTORY_COLUMNS = ("file", "organisation", "organisation_source", "rows_read", "applications", "rows_refused")
FINDING_COLUMNS = ("file", "sheet", "row", "column", "code", "severity", "saw", "did", "can_do")
SEVERITIES = ("info", "warning", "refused")

OUTPUTS: Mapping[str, tuple[str, ...]] = {
    "applications": (
        "application_id", "organisation", "file", "sheet", "row", "name", "vendor", "version", "application_kind",
        "readiness", "readiness_probability", "readiness_decided_by", "readiness_reason", "html5", "cloud",
        "integration", "product_id", "product_name", "component", "component_probability", "component_2",
        "component_3",
    ),
    "products": ("product_id", "product_name", "vendor", "applications", "organisations", "component"),
    "pairs": ("application_id_1", "application_id_2", "probability", "outcome", "reason"),
    "overlaps": (
        "overlap_id", "kind", "component", "products", "applications", "organisations", "pattern",
        "known_annual_cost_eur", "applications_without_cost",
    ),
    "candidates": (
        "rank", "overlap_id", "application_ids", "action", "time", "six_r", "reasons_for", "reasons_against",
        "saving_low_eur", "saving_mid_eur", "saving_high_eur", "payback_years", "decide_before", "customer_line",
        "missing",
    ),
    "columns": COLUMN_COLUMNS,
    "findings": FINDING_COLUMNS,
}  # fmt: skip
"""The fixed columns of what a run leaves behind (CSV, workbook, Python); more may follow them."""


@dataclass(frozen=True)
class Inventory:
    """One file of one organisation, understood.

    Attributes:
        applications: one row per application, columns ``APPLICATION_COLUMNS``.
        columns: one row per column of the upload, columns ``COLUMN_COLUMNS`` and ``COLUMN_EXAMPLES``.
        findings: what we tell about the data, columns ``FINDING_COLUMNS``.
        rows_read: rows below a header that held something; equals applications + refused rows.
        rows_refused: rows that are no application (totals, group headings, repeated headers), each with a finding.
        organisation_source: how the organisation is known: ``argument``, ``column`` or ``file_name``.
    """

    file: str
    organisation: str
    organisation_source: str
    applications: pd.DataFrame
    columns: pd.DataFrame
    findings: pd.DataFrame
    rows_read: int
    rows_refused: int


def empty(columns: Sequence[str]) -> pd.DataFrame:
    """A frame without rows that already has its columns and their types."""
    return as_typed(pd.DataFrame({name: [] for name in columns}))


def as_typed(frame: pd.DataFrame) -> pd.DataFrame:
    """Give every column named in ``FIELDS`` or among the origin columns its type and leave the others as they are."""
    typed = {name: _typed_column(frame[name], _KINDS.get(name)) for name in frame.columns}
    return pd.DataFrame(typed, index=frame.index)


def _typed_column(column: pd.Series, kind: FieldKind | None) -> pd.Series:
    if kind == "amount":
        return column.astype("float64")
    if kind == "count":
        return column.astype("Int64")
    if kind == "date":
        return column.astype("datetime64[s]")
    if kind == "text":
        return column.astype("str").fillna("")
    return column.astype("int64") if column.name == "row" else column
