"""The region's frames, shaped for a screen: filtered, counted per group, joined with what a reader wants beside it.

Pure functions on pandas frames; codes stay codes here and become words in :mod:`landscape.ui.tables`. Nothing is scored
or decided: these functions only choose and count rows.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence

import pandas as pd

from landscape import knowledge
from landscape.records import COLUMN_EXAMPLES, FIELDS, READINESS, SOURCE_ID
from landscape.ui import text

LISTED = (
    "application_id", "organisation", "name", "readiness", "product_name", "component", "readiness_reason",
    "application_kind", "annual_cost_eur", "file", "row", "vendor", "readiness_rule", "readiness_decided_by",
)  # fmt: skip
"""What a list of applications needs; the other hundred columns are looked up for the one that is chosen."""

_EXAMPLE = 40
_REASON = ("readiness", "readiness_decided_by", "readiness_rule")
"""What makes two outcomes rest on the same."""
_SEARCHED = ("name", "product_name", "vendor", "component", "organisation")


def ids_in(text: str) -> list[str]:
    """The application ids in a list cell (``a; b``)."""
    return [part for part in text.split("; ") if part]


def filtered(
    applications: pd.DataFrame,
    *,
    organisations: Collection[str] = (),
    readiness: str = "",
    kinds: Collection[str] = (),
    words: str = "",
    application_ids: Collection[str] | None = None,
    reason: Sequence[str] = (),
) -> pd.DataFrame:
    """The applications that answer to every filter given, with columns ``LISTED``; an empty filter asks nothing.

    ``reason`` holds readiness, who decided and the rule, as a row of :func:`readiness_reasons` has them.
    """
    applications = applications[list(LISTED)]
    kept = pd.Series(True, index=applications.index)
    if application_ids is not None:
        kept &= applications["application_id"].isin(list(application_ids))
    if organisations:
        kept &= applications["organisation"].isin(list(organisations))
    if readiness:
        kept &= applications["readiness"] == readiness
    if kinds:
        kept &= applications["application_kind"].isin(list(kinds))
    for column, value in zip(_REASON, reason, strict=False):
        kept &= applications[column] == value
    for word in words.casefold().split():
        hits = [applications[column].str.casefold().str.contains(word, regex=False) for column in _SEARCHED]
        kept &= pd.concat(hits, axis=1).any(axis=1)
    return applications if kept.all() else applications[kept].reset_index(drop=True)


def filtered_candidates(
    candidates: pd.DataFrame,
    *,
    words: str = "",
    actions: Collection[str] = (),
    statuses: Collection[str] = (),
    organisations: Collection[str] = (),
) -> pd.DataFrame:
    """The candidates that answer to every filter given; an organisation must be one of those that take part."""
    kept = pd.Series(True, index=candidates.index)
    for column, chosen in (("action", actions), ("decision_status", statuses)):
        if chosen:
            kept &= candidates[column].isin(list(chosen))
    if organisations:
        wanted = set(organisations)
        kept &= candidates["organisation_names"].map(lambda names: not wanted.isdisjoint(names.split("; ")))
    for word in words.casefold().split():
        kept &= candidates["title"].str.casefold().str.contains(word, regex=False)
    return candidates if kept.all() else candidates[kept].reset_index(drop=True)


def readiness_by_organisation(applications: pd.DataFrame) -> pd.DataFrame:
    """Applications per organisation and outcome: ``organisation``, one count column per readiness, ``total``."""
    counts = pd.crosstab(applications["organisation"], applications["readiness"])
    wide = counts.reindex(columns=list(READINESS), fill_value=0)
    wide.columns.name = None
    wide["total"] = wide.sum(axis=1)
    return wide.reset_index()


def readiness_reasons(applications: pd.DataFrame) -> pd.DataFrame:
    """What the outcomes rest on: ``readiness, readiness_decided_by, readiness_rule, applications, example``."""
    by = list(_REASON)
    groups = (
        applications.groupby(by, sort=True)["readiness_reason"].agg(applications="size", example="first").reset_index()
    )
    return groups.sort_values(["applications", *by], ascending=[False, True, True, True], ignore_index=True)


def file_rows(inventories: pd.DataFrame, findings: pd.DataFrame) -> pd.DataFrame:
    """One row per file that was read, with its number of findings that ask for attention."""
    asking = findings[findings["severity"] != "info"].groupby("file").size()
    return inventories.assign(to_check=inventories["file"].map(asking).fillna(0).astype("int64"))


def enough_wide(completeness: pd.DataFrame, yes: str, no: str) -> pd.DataFrame:
    """Organisations (rows) by decisions (columns, in their own order): ``yes`` or ``no`` with the share complete."""
    said = completeness["enough"].map({True: yes, False: no}) + " (" + completeness["share"].map(text.share) + ")"
    wide = completeness.assign(said=said).pivot(index="organisation", columns="decision_name", values="said")
    wide.columns.name = None
    return wide[list(dict.fromkeys(completeness["decision_name"]))].reset_index()


def finding_groups(findings: pd.DataFrame) -> pd.DataFrame:
    """Findings by what to do: ``code, severity, can_do, example, findings``.

    What asks something of a person comes first, then the gravest, then the largest groups: a list has many totals and
    headings that were rightly refused, and they would hide the three amounts that cannot be read.
    """
    ordered = findings.assign(grave=findings["severity"].map({"refused": 0, "warning": 1, "info": 2}))
    groups = ordered.groupby("code", sort=True).agg(
        grave=("grave", "first"),
        severity=("severity", "first"),
        can_do=("can_do", "first"),
        example=("saw", "first"),
        did=("did", "first"),
        findings=("code", "size"),
    )
    groups = groups.reset_index().assign(idle=groups.index.map(_asks_nothing))
    groups = groups.sort_values(["idle", "grave", "findings", "code"], ascending=[True, True, False, True])
    return groups.drop(columns=["grave", "idle"]).reset_index(drop=True)


def _asks_nothing(code: str) -> bool:
    """Whether what a person can do about a finding begins with: nothing."""
    return str(knowledge.texts("nl")["finding"].get(code, {}).get("can_do", "")).startswith("Niets")


def matrix_wide(matrix: pd.DataFrame) -> pd.DataFrame:
    """Applications per function (rows) and organisation (columns); functions most organisations share come first.

    An application without a function stands in the row with the empty name, always last; an empty cell is missing.
    """
    wide = matrix.pivot_table(index="component", columns="organisation", values="applications", aggfunc="sum")
    wide.columns.name = None
    order = pd.DataFrame({"unplaced": wide.index == "", "shared": -wide.notna().sum(axis=1), "size": -wide.sum(axis=1)})
    order = order.set_axis(wide.index).assign(name=wide.index)
    return wide.loc[order.sort_values(["unplaced", "shared", "size", "name"]).index].astype("Int64").reset_index()


def pair_reasons(reason: str, for_template: str, against_template: str) -> tuple[str, list[str], list[str]]:
    """The reason of a pair cut in its verdict, what speaks for it and what speaks against it.

    The templates are those the reason was made from; a reason without them is all verdict.
    """
    speaks_for, speaks_against = (template.partition("{")[0] for template in (for_template, against_template))
    before, _, against = reason.partition(f" {speaks_against}")
    verdict, _, for_it = before.partition(f" {speaks_for}")
    return verdict, _listed(for_it), _listed(against)


def _listed(sentence: str) -> list[str]:
    return [part for part in sentence.removesuffix(".").split("; ") if part]


def _columns_of(application: pd.Series, columns: pd.DataFrame) -> pd.DataFrame:
    place: pd.DataFrame = columns[(columns["file"] == application["file"]) & (columns["sheet"] == application["sheet"])]
    return place


def _cells(letters: pd.Series, application: pd.Series) -> str:
    return ", ".join(f"{letter}{application['row']}" for letter in letters)


def _as_text(value: object) -> str:
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return ""
    if isinstance(value, pd.Timestamp):
        return text.day(value)
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() else f"{value:.2f}"
    return str(value)


def examples(applications: pd.DataFrame, columns: pd.DataFrame) -> dict[str, str]:
    """By bare header two examples of each column of one file; nothing for what was left out.

    Cells as typed where the list was just read; of a stored list the values, of a second sheet those of that sheet.
    """
    if COLUMN_EXAMPLES in columns:
        return dict(zip(columns["bare"], columns[COLUMN_EXAMPLES], strict=True))
    of_sheet = dict(tuple(applications.groupby("sheet")))
    unmapped = {sheet: _unmapped_values(part["extra"]) for sheet, part in of_sheet.items()}
    found = {}
    for key, sheet, name, field in columns[["bare", "sheet", "header", "field"]].itertuples(index=False):
        rows = of_sheet.get(sheet, applications[:0])
        field = SOURCE_ID if field == "application_id" else field
        in_field = field in (*FIELDS, SOURCE_ID)
        values = rows[field].map(_as_text) if in_field else unmapped.get(sheet, {}).get(" ".join(name.split()), ())
        different = dict.fromkeys(value for value in values if value)
        found[key] = "; ".join(
            value if len(value) <= _EXAMPLE else f"{value[:_EXAMPLE]}…" for value in list(different)[:2]
        )
    return found


def _unmapped_values(extra: pd.Series) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for line in extra.str.split("\n").explode().dropna().unique():
        header, _, value = line.partition(": ")
        values.setdefault(header, []).append(value)
    return values


def evidence(application: pd.Series, columns: pd.DataFrame) -> pd.DataFrame:
    """The words the outcome rests on: ``words, field, cell, evidence_status``; no cell when the column is not known."""
    place, rows = _columns_of(application, columns), []
    for item in json.loads(application["readiness_evidence"] or "[]"):
        words, field = item.get("words", ""), item.get("field", "")
        header = _header_of(words, application["extra"]) if field == "extra" else ""
        letters = place["column"][(place["field"] == field) | ((place["header"] == header) & (header != ""))]
        rows.append((words, field, _cells(letters, application), item.get("status", "")))
    found = pd.DataFrame(rows, columns=["words", "field", "cell", "evidence_status"]).astype("str")
    return found.drop_duplicates(["words", "field", "cell"], ignore_index=True)


def _header_of(words: str, extra: str) -> str:
    """The header of the unmapped column whose value holds ``words`` (``extra`` has ``header: value`` lines)."""
    holding = [line for line in extra.splitlines() if words and words in line]
    return holding[0].rpartition(": ")[0] if len(holding) == 1 else ""


def row_at(frame: pd.DataFrame, row: int | None, *, otherwise_first: bool = False) -> pd.Series | None:
    """The row somebody selected; a selection from before the rows changed counts as none."""
    if row is not None and row < len(frame):
        return frame.iloc[row]
    return frame.iloc[0] if otherwise_first and len(frame) else None
