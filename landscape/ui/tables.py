"""Frames as tables on the screen: headings in the reader's language, codes as words, unknown shown as unknown.

Cells of ``st.dataframe`` are plain text, so uploaded text goes in as it is. Numbers stay numbers (sorting works) and
are only drawn as Dutch people write them. A long table comes in pages: in a table that Streamlit loads in parts nobody
can select a row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from zlib import crc32

import pandas as pd
import streamlit as st

from landscape import knowledge
from landscape.records import READINESS
from landscape.ui import links, text
from landscape.ui.labels import codes, label, language

Kind = Literal["text", "count", "euro", "share", "date", "code"]
Select = Literal["single-row", "single-row-required", "single-cell"]
PAGE_ROWS = 500
"""More rows than this are shown in pages: drawing 3,000 took over a second, and nobody reads further."""


@dataclass(frozen=True)
class Column:
    """How a column is drawn; ``codes`` names the section of labels for a column of codes."""

    kind: Kind = "text"
    codes: str = ""
    width: Literal["small", "medium", "large"] | int | None = None


_NAMES = Column(width=190)
_LONG = Column(width="large")
COLUMNS: Mapping[str, Column] = {
    **dict.fromkeys(("name", "product_name", "component"), _NAMES),
    **dict.fromkeys(("readiness_reason", "reason", "example", "saw", "did", "can_do"), _LONG),
    **dict.fromkeys(
        (
            "applications",
            "products",
            "organisations",
            "rows_read",
            "rows_refused",
            "rank",
            "total",
            "findings",
            "to_check",
            *READINESS,
            "row",
            "header_row",
            "applications_without_cost",
            "without",
            "last_gap",
            "contract_ends",
            "support_ends",
            "shared_products",
            "shared_functions",
            "borderline",
            "business_fit",
            "technical_fit",
            "present",
            "not_named",
            "ended",
            "added",
            "changed",
            "unchanged",
            "refused",
            "came",
            "went",
            "changed_answers",
            "applications_ended",
            "spellings",
            "organisations_with_more",
        ),
        Column("count"),
    ),
    **dict.fromkeys(("known_annual_cost_eur", "annual_cost_eur", "at_stake_at_most_eur"), Column("euro")),
    **dict.fromkeys(
        (
            "saving_mid_eur",
            "one_off_mid_eur",
            "npv_low_eur",
            "npv_mid_eur",
            "npv_high_eur",
            "saving_mid_eur_one",
            "saving_mid_eur_other",
            "known_cost_over_horizon_eur",
            "falling_out_cost_eur",
            "member_known_cost_eur",
            "others_known_cost_eur",
            "shifting_cost_eur",
        ),
        Column("euro"),
    ),
    **dict.fromkeys(
        (
            "functions",
            "contracts_without_end",
            "hhi",
            "suppliers",
            "products_kept",
            "applications_moving",
            "applications_falling_out",
            "moving_without_figure",
            "organisations_left",
            "applications_of_member",
            "steps",
            "effort",
            "capacity",
            "applications_left",
            "legacy_left",
            "best_rank",
            "worst_rank",
            "leaving",
            "unplaced_applications",
        ),
        Column("count"),
    ),
    **dict.fromkeys(("share_of_known_cost", "largest_share", "cloud_share", "html5_share"), Column("share")),
    **dict.fromkeys(
        (
            "next_decide_before",
            "first_contract_end_date",
            "contract_end_date",
            "notice_date",
            "go_live_date",
            "start_date",
        ),
        Column("date"),
    ),
    **dict.fromkeys(
        ("vendor", "scenario_name", "kept_products", "kept_products_one", "kept_products_other"), Column(width=200)
    ),
    **dict.fromkeys(("promised_saving_eur", "cost_then_eur", "cost_now_eur", "realised_eur"), Column("euro")),
    **dict.fromkeys(("old_value", "new_value", "changed_field"), Column(width=180)),
    **dict.fromkeys(("accepted_on", "last_import", "on", "reference_date"), Column("date")),
    **dict.fromkeys(
        (
            "probability",
            "weakest_link",
            "readiness_probability",
            "certainty",
            "likeness",
            "business_answered",
            "technical_answered",
        ),
        Column("share"),
    ),
    **dict.fromkeys(("decide_before", "first_end_date", "last_end_date"), Column("date")),
    **dict.fromkeys(("support_days", "decided", "voted", "conflicts", "waiting", "rows"), Column("count")),
    **dict.fromkeys(("past", "this_year", "next_years", "later"), Column("count")),
    **dict.fromkeys(("rule_text", "readiness_question", "readiness_change", "market_knowledge"), _LONG),
    **dict.fromkeys(("accuracy", "legacy_saas_confusions", "right", "share", "at_least"), Column("share")),
    "support_day": Column("date"),
    "support_category": Column("code", "support_category"),
    "readiness_with_choice": Column("code", "readiness", width=130),
    "measured_on": Column(width=260),
    "set": Column(width=260),
    "organisation": Column(width=145),
    "title": Column(width=305),
    "overlap_name": Column(width=280),
    "file": Column(width=215),
    "rank": Column("count", width=50),
    "readiness": Column("code", "readiness", width=130),
    "application_kind": Column("code", "application_kind"),
    "organisation_source": Column("code", "organisation_source"),
    "readiness_decided_by": Column("code", "decided_by"),
    "decided_by": Column("code", "decided_by"),
    "severity": Column("code", "severity"),
    "kind": Column("code", "overlap_kind"),
    "pattern": Column("code", "pattern"),
    "action": Column("code", "action"),
    "time": Column("code", "time"),
    "outcome": Column("code", "outcome"),
    "evidence_status": Column("code", "evidence_status"),
    "field": Column("code", "field"),
}


_FROM_ADVICE = frozenset({"action", "time", "six_r"})


def heading(column: str) -> str:
    """What a column is called: the screen's own short word, else the word the workbook uses."""
    own = codes("column").get(column) or codes("readiness").get(column)
    readable = column.replace("_", " ").capitalize()
    return own or str(knowledge.texts(language())["column"].get(column, readable))


def word(section: str, code: str) -> str:
    """What a code is called; advice has its words in knowledge, fields share theirs with the workbook's headings."""
    if section in _FROM_ADVICE:
        return str(knowledge.texts(language())[f"advice_{section}"].get(code, code))
    found = codes(section).get(code)
    if found is None and section == "field":
        found = heading(code)
    return code if found is None else found


def show(
    frame: pd.DataFrame,
    columns: Sequence[str],
    *,
    key: str,
    alt: str,
    select: Select | None = None,
    on_select: Callable[[], None] | Literal["rerun"] = "rerun",
    chosen: int | None = None,
) -> int | None:
    """Draw ``columns`` of ``frame``, a page at a time when it is long; return the number of the selected row, or None.

    A column in which every cell is unknown is not drawn: it only pushes the others off the screen.
    ``chosen`` is the row that is selected when the table is drawn for the first time.
    Other rows under the same ``key`` start without a selection, so that nobody reads about a row they did not choose.
    """
    slot, first = st.container(), _first_row(len(frame), key, (chosen or 0) // PAGE_ROWS + 1)
    rows = frame.iloc[first : first + PAGE_ROWS]
    columns = [name for name in columns if not len(rows) or _says_something(rows[name])]
    specs = {name: COLUMNS.get(name, Column()) for name in columns}
    choosing: dict[str, Any] = {"on_select": on_select, "selection_mode": select} if select else {}
    if select and chosen is not None and first <= chosen < first + len(rows):
        choosing["selection_default"] = {"selection": {"rows": [chosen - first]}}
    event: Any = slot.dataframe(
        _numbers(_words(rows[list(columns)]), specs),
        key=key if select == "single-cell" else f"{key}_{_fingerprint(rows)}",
        alt=alt,
        hide_index=True,
        placeholder=label("table.unknown"),
        column_config={name: _configured(name, spec) for name, spec in specs.items()},
        **choosing,
    )
    return first + int(event.selection.rows[0]) if select and event.selection.rows else None


def choose(
    frame: pd.DataFrame,
    columns: Sequence[str],
    *,
    key: str,
    alt: str,
    id_column: str,
    name: str,
    required: bool = False,
) -> pd.Series | None:
    """Draw ``frame`` and return the row somebody chose, here or with ``name=id`` in the address; None for none.

    With ``required`` the first row is chosen until somebody chooses. The chosen id goes into the address, so the page
    can be sent to a colleague.
    """
    wanted = links.place(frame[id_column], name)
    row = show(
        frame,
        columns,
        key=key,
        alt=alt,
        select="single-row-required" if required else "single-row",
        chosen=0 if wanted is None and required else wanted,
    )
    found = links.chosen(frame, row, column=id_column, name=name, key=key)
    return frame.iloc[0] if found is None and required and len(frame) else found


def _says_something(column: pd.Series) -> bool:
    return bool((column.notna() & (column != "")).any())


def _first_row(rows: int, key: str, start: int) -> int:
    """Where the chosen page starts (page ``start`` until somebody chooses); one page needs no buttons."""
    pages = -(-rows // PAGE_ROWS)
    if pages <= 1:
        return 0
    where = f"{key}_page"
    if where in st.session_state:
        chosen = st.pagination(pages, key=where)
    else:
        chosen = st.pagination(pages, key=where, default=min(start, pages))
    first = (min(chosen, pages) - 1) * PAGE_ROWS
    last = min(first + PAGE_ROWS, rows)
    st.caption(label("table.page", first=text.whole(first + 1), last=text.whole(last), rows=text.whole(rows)))
    return first


def _fingerprint(rows: pd.DataFrame) -> int:
    return crc32("\0".join(rows.iloc[:, 0].astype("str")).encode()) if len(rows) else 0


def selected_cell(key: str) -> tuple[int, str] | None:
    """In a callback: the row number and column name of the cell selected in the table ``key``."""
    cells = st.session_state[key].selection.cells
    return (int(cells[0][0]), str(cells[0][1])) if cells else None


def _words(frame: pd.DataFrame) -> pd.DataFrame:
    replaced = {}
    for name in frame.columns:
        spec = COLUMNS.get(name)
        if spec is not None and spec.kind == "code":
            said = {code: word(spec.codes, code) for code in frame[name].unique()}
            replaced[name] = frame[name].map(said)
    return frame.assign(**replaced)


def _numbers(frame: pd.DataFrame, specs: Mapping[str, Column]) -> Any:
    drawing: dict[Kind, Callable[[Any], str]] = {"count": text.whole, "euro": text.euros, "share": text.share}
    chosen: dict[Any, Any] = {name: drawing[spec.kind] for name, spec in specs.items() if spec.kind in drawing}
    return frame.style.format(chosen) if chosen else frame


def _configured(name: str, spec: Column) -> Any:
    options: dict[str, Any] = {"width": spec.width}
    if spec.kind in ("count", "euro", "share"):
        return st.column_config.NumberColumn(heading(name), **options)
    if spec.kind == "date":
        return st.column_config.DateColumn(heading(name), format=text.day_format(), **options)
    return st.column_config.TextColumn(heading(name), **options)
