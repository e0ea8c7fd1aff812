"""What the cells say about a field that only a header's likeness gave: for it, against it, or for another one.

In come a guess and the shape of its column, out comes the guess, another one, or nothing. Only guesses are weighed (by
likeness or by stems); a known header keeps its meaning, and cells that do not fit are findings there. A newcomer would
trust "Looptijd t/m" to be a duration while dates stand under it.
"""

from __future__ import annotations

from landscape.portfolio.column_values import ColumnShape
from landscape.records import FIELDS

_SURELY = 0.7
_NO_DATES = frozenset(("version", "name", "remarks", "description", "module", "alias"))
"""Fields of text in which a bare year or a date is nothing strange."""

_SCALES = frozenset(("criticality", "size"))
"""Fields whose usual words ("hoog", "klein") are those of any scale, so that they say nothing against another field."""


def is_contradicted(field: str, shape: ColumnShape) -> bool:
    """Whether the cells cannot be what ``field`` holds: words under an amount, dates under a duration."""
    kind = FIELDS.get(field)
    if kind in ("amount", "count"):
        return "amount" not in shape.kinds and bool({"text", "date", "url"} & shape.kinds)
    if kind == "date":
        return "date" not in shape.kinds and bool({"text", "url", "euro"} & shape.kinds)
    if kind == "text":
        return bool({"date", "euro"} & shape.kinds) and field not in _NO_DATES
    return False


def outspoken(field: str, shape: ColumnShape) -> str:
    """Another field of text whose usual words or forms nearly fill the column; "" when there is none."""
    other = shape.words_field
    if other in _SCALES:
        return ""
    return other if other != field and shape.words_share >= _SURELY and FIELDS.get(field) == "text" else ""
