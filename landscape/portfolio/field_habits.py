"""How fields behave when a list is read: who stands there, whether "ja" is an answer, whether a number is a code.

Goes out: per habit the fields that have it, from ``knowledge/field_habits.csv``. A newcomer would write these sets
beside the code that uses them, where a municipal expert never finds them.
"""

from __future__ import annotations

from functools import cache

from landscape import knowledge
from landscape.records import FIELDS, SOURCE_ID

_HABITS = frozenset(("person", "code", "no_ditto", "yes_by_header", "yes_no", "several"))
"""What the code asks about: persons stand there; a long number is a code; "idem" is not the cell above; "ja" means
what the header says; "ja" is the answer; several columns fill it together."""


@cache
def fields_that(habit: str) -> frozenset[str]:
    """The fields with one habit.

    Raises:
        KnowledgeError: the table names a field or habit that does not exist, or the habit has no fields.
    """
    table = knowledge.table("field_habits.csv", ("field", "habit", "why"))
    unknown = sorted({*table["field"]} - {*FIELDS, SOURCE_ID}) + sorted({*table["habit"]} - _HABITS)
    if unknown or habit not in _HABITS:
        raise knowledge.KnowledgeError(f"field_habits.csv: unknown {unknown or habit}")
    return frozenset(table.loc[table["habit"] == habit, "field"])
