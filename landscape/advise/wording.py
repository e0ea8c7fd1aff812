"""Figures, dates and lists of names as people read them, for the sentences of this room.

A newcomer would get wrong: labels come from uploads, so the mark that separates reasons (" | ") is taken out of them;
and values are filled in with ``str.format`` as values, so braces in a name are never read as a template.
"""

from __future__ import annotations

import pandas as pd

from landscape import knowledge

REASON_MARK = " | "
ID_MARK = "; "


def number(value: float, language: str) -> str:
    """A whole number with the thousands mark of ``language``."""
    text = f"{round(value):,}"
    return text.replace(",", ".") if language == "nl" else text


_ROUND_THOUSANDS_FROM = 10_000


def euros(values: pd.Series, language: str) -> pd.Series:
    """Amounts as text ("€ 12.500"); unknown amounts are empty."""
    known = {value: _euro(value, language) for value in values.dropna().unique()}
    return values.map(known).astype("str").fillna("").where(values.notna(), "")


def estimates(values: pd.Series, language: str) -> pd.Series:
    """Calculated amounts as text, rounded: a range must not look surer than its assumptions.

    To thousands from 10,000 euros, below that to hundreds.
    """
    rounded = values.round(-3).where(values.abs() >= _ROUND_THOUSANDS_FROM, values.round(-2))
    return euros(rounded, language)


def _euro(value: float, language: str) -> str:
    amount = number(abs(value), language)
    return f"-€ {amount}" if round(value) < 0 else f"€ {amount}"


def decimals(values: pd.Series, language: str) -> pd.Series:
    """Figures with one decimal as text; unknown ones are empty."""
    known = {value: f"{value:.1f}".replace(".", "," if language == "nl" else ".") for value in values.dropna().unique()}
    return values.map(known).astype("str").fillna("").where(values.notna(), "")


def numbers(values: pd.Series, language: str) -> pd.Series:
    """Counts as text; unknown counts are empty."""
    known = {value: number(float(value), language) for value in values.dropna().unique()}
    return values.map(known).astype("str").fillna("").where(values.notna(), "")


def dates(values: pd.Series, language: str) -> pd.Series:
    """Dates as dd-mm-jjjj (Dutch) or yyyy-mm-dd; unknown dates are empty."""
    shape = "%d-%m-%Y" if language == "nl" else "%Y-%m-%d"
    text: pd.Series = values.dt.strftime(shape).astype("str")
    return text.where(values.notna(), "")


def names(rows: pd.DataFrame, column: str, shown: int, language: str) -> pd.Series:
    """Per ``candidate_id`` the first ``shown`` different names in ``column`` by alphabet, and how many more."""
    listed = rows[["candidate_id", column]].drop_duplicates()
    listed = listed.assign(_key=listed[column].str.casefold()).sort_values(["candidate_id", "_key", column])
    position = listed.groupby("candidate_id").cumcount()
    first = listed[position < shown].groupby("candidate_id")[column].agg(", ".join)
    more = listed.groupby("candidate_id").size() - shown
    longer = [
        knowledge.sentence("advice_general", "and_others", language, names=text, n=extra) if extra > 0 else text
        for text, extra in zip(first, more.reindex(first.index), strict=True)
    ]
    return pd.Series(longer, index=first.index, dtype="str")


def fill(template: str, rows: pd.DataFrame) -> list[str]:
    """``template`` filled for every row from the columns it names; an empty template gives empty texts."""
    columns = sorted(knowledge.placeholders(template))
    if not columns:
        return [template] * len(rows)
    values = zip(*(rows[name] for name in columns), strict=True)
    return [template.format(**dict(zip(columns, row, strict=True))) for row in values]


def fill_where(template: str, rows: pd.DataFrame, where: pd.Series) -> pd.Series:
    """``template`` filled for the rows where ``where`` holds; empty elsewhere."""
    needed = sorted(knowledge.placeholders(template))
    filled = pd.Series(fill(template, rows.loc[where, needed]), index=rows.index[where], dtype="str")
    return filled.reindex(rows.index).fillna("").astype("str")


def without_marks(labels: pd.Series) -> pd.Series:
    """Labels in which the separators of reasons and ids cannot occur."""
    return labels.str.replace("|", "/", regex=False).str.replace(";", ",", regex=False)
