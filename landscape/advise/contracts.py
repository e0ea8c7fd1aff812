"""When the natural moment comes: notice date, decision date and how urgent that is.

In: applications with contract end, notice period and procurement as people typed them. Out: per application the last
day to give notice (contract end - notice period), the last day to decide (notice date - time to procure) and a status.
A newcomer would get wrong: an unknown notice period is not zero months (that would put the decision too late), it is
the careful figure of ``contract_terms.toml``, and ``notice_is_assumed`` says so; an end date in the past is no moment
at all but a question ("is het contract verlengd?").
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from landscape import knowledge

STATUSES = ("missed", "decide_now", "this_year", "later", "no_end_date", "ended")
MISSED, NOW, THIS_YEAR, LATER, NO_END, ENDED = STATUSES

CONTRACT_COLUMNS = (
    "contract_end_date",
    "notice_months",
    "notice_is_assumed",
    "lead_months",
    "notice_date",
    "decide_before",
    "decision_status",
    "contract_has_ended",
)

_AMOUNT_UNIT = re.compile(r"(\d+(?:[.,]\d+)?|[^\W\d_]+)\s*([^\W\d_]+)?")
_DATE = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})|(\d{4})-(\d{2})-(\d{2})")


def terms() -> Mapping[str, Any]:
    """The settings of ``contract_terms.toml``."""
    return knowledge.settings(
        "contract_terms.toml", ("lead_months", "notice", "status", "units", "numbers", "procurement")
    )


def changed_terms(lead: Mapping[str, float], notice_months: float) -> Mapping[str, Any]:
    """The settings with other lead times (``tender, direct_award, when_unknown``) and notice when it is unknown."""
    usual = terms()
    return {
        **usual,
        "lead_months": {**usual["lead_months"], **lead},
        "notice": {**usual["notice"], "months_when_unknown": notice_months},
    }


def contract_moments(
    applications: pd.DataFrame, reference_date: datetime.date, setting: Mapping[str, Any] | None = None
) -> pd.DataFrame:
    """Per application its contract moment; columns ``CONTRACT_COLUMNS``, same index as ``applications``.

    Args:
        applications: needs ``contract_end_date`` (datetime), ``notice_period`` and ``procurement`` (text as typed).
        reference_date: the day we look from; a status is relative to it.
        setting: ``contract_terms.toml``, or :func:`changed_terms`.
    """
    setting = setting or terms()
    typed = applications["contract_end_date"]
    end = typed.where(typed.dt.year < terms()["notice"]["no_end_from_year"]).astype("datetime64[s]")
    months, notice_day = _notice(applications["notice_period"])
    assumed = months.isna() & notice_day.isna() & end.notna()
    months = months.fillna(float(setting["notice"]["months_when_unknown"]))
    procurement = applications["procurement"]
    lead = procurement.map(_distinct(procurement, lambda text: lead_months(text, setting))).astype("float64")
    notice_date = notice_day.where(notice_day.notna() & end.notna() & (notice_day <= end), minus_months(end, months))
    decide = minus_months(notice_date, lead)
    ended = (end < pd.Timestamp(reference_date)).fillna(False).astype(bool)
    return pd.DataFrame(
        {
            "contract_end_date": end,
            "notice_months": months.where(end.notna()),
            "notice_is_assumed": assumed,
            "lead_months": lead.where(end.notna()),
            "notice_date": notice_date,
            "decide_before": decide,
            "decision_status": decision_status(decide, reference_date, ended),
            "contract_has_ended": ended,
        },
        index=applications.index,
    )


def decision_status(
    decide_before: pd.Series, reference_date: datetime.date, ended: pd.Series | None = None
) -> pd.Series:
    """How urgent a decision date is: one of ``STATUSES`` per row.

    Args:
        ended: rows whose contract ended before the reference date by the list; that is a question, not a moment missed.
    """
    setting, today = terms()["status"], pd.Timestamp(reference_date)
    now = today + pd.DateOffset(months=int(setting["now_months"]))
    year = today + pd.DateOffset(months=int(setting["year_months"]))
    chosen = np.select(
        [decide_before.isna(), decide_before < today, decide_before <= now, decide_before <= year],
        [NO_END, MISSED, NOW, THIS_YEAR],
        default=LATER,
    )
    status = pd.Series(chosen, index=decide_before.index, dtype="str")
    return status if ended is None else status.mask(ended, ENDED)


def minus_months(dates: pd.Series, months: pd.Series) -> pd.Series:
    """``dates`` moved back by (whole) ``months``; the 31st becomes the last day of a shorter month."""
    known = dates.notna() & months.notna()
    base = dates.where(known, pd.Timestamp("2000-01-01")).astype("datetime64[s]")
    whole = np.ceil(months.where(known, 0.0)).astype("int64")
    number = base.dt.year.astype("int64") * 12 + base.dt.month.astype("int64") - 1 - whole
    first = pd.Series((number - 1970 * 12).to_numpy().astype("datetime64[M]"), index=dates.index)
    day = np.minimum(base.dt.day, first.dt.days_in_month) - 1
    moved = first.astype("datetime64[s]") + pd.to_timedelta(day, unit="D").astype("timedelta64[s]")
    return moved.where(known).astype("datetime64[s]")


def notice_in_months(text: str) -> float:
    """Months in a notice period as typed ("3 maanden", "half jaar", "90 dagen"); NaN when it says no period."""
    units, numbers = terms()["units"], terms()["numbers"]
    bare = text.strip()
    if bare.isdecimal() and 0 < int(bare) <= terms()["notice"]["bare_number_up_to"]:
        return float(bare)
    for amount, unit in _AMOUNT_UNIT.findall(text.casefold().replace("een half", "half")):
        if amount == "halfjaar":
            return float(numbers[amount])
        number = float(amount.replace(",", ".")) if amount[0].isdigit() else numbers.get(amount)
        if number is not None and unit in units:
            return float(number) * float(units[unit])
    return float("nan")


def lead_months(procurement: str, setting: Mapping[str, Any] | None = None) -> float:
    """How many months procuring takes by the words of the procurement column (the careful figure when unknown)."""
    setting, text = setting or terms(), procurement.casefold()
    for kind, words in setting["procurement"].items():
        if any(re.search(rf"\b{re.escape(word)}\b", text) for word in words):
            return float(setting["lead_months"][kind])
    return float(setting["lead_months"]["when_unknown"])


def _notice(column: pd.Series) -> tuple[pd.Series, pd.Series]:
    months = column.map(_distinct(column, notice_in_months)).astype("float64")
    days = column.map(_distinct(column, _day_in)).astype("datetime64[s]")
    return months.where(days.isna()), days


def _day_in(text: str) -> pd.Timestamp | None:
    match = _DATE.search(text)
    if not match:
        return None
    day, month, year, iso_year, iso_month, iso_day = match.groups()
    if iso_year:
        year, month, day = iso_year, iso_month, iso_day
    try:
        return pd.Timestamp(year=int(year), month=int(month), day=int(day))
    except ValueError:
        return None


def _distinct(column: pd.Series, reading: Any) -> dict[str, Any]:
    return {text: reading(text) for text in column.unique()}
