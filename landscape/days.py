"""The one place that reads the clock: the day of a run or of an entry, when a caller gives none.

Every computation takes its date as an argument, so that two runs give equal bytes; this is the edge where "today"
becomes such an argument.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from landscape import knowledge


def as_reference_date(value: date | str | None) -> date:
    """A date from ``jjjj-mm-dd``; today when ``value`` is None.

    Raises:
        PortfolioError: the text is no date.
    """
    if value is None:
        return datetime.now(tz=UTC).astimezone().date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError as problem:
        raise knowledge.refuse("no_reference_date", value=value) from problem
