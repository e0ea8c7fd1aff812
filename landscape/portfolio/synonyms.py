"""The known headers: which header text stands for which field.

In comes a header as typed, out comes a canonical field or "". The table is ``knowledge/header_synonyms.csv``; besides
the fields of ``records.py`` it knows ``application_id`` (the source's own id), ``personal_contact`` and
``decide_by_values`` (the header says too little).
"""

from __future__ import annotations

import re
from functools import cache

from landscape import knowledge
from landscape.portfolio.words import bare
from landscape.records import FIELDS

DECIDE_BY_VALUES = "decide_by_values"
PERSONAL = "personal_contact"
SOURCE = "application_id"
_SPECIAL = frozenset((DECIDE_BY_VALUES, PERSONAL, SOURCE))
_IN_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")


@cache
def synonyms() -> dict[str, str]:
    """Bare header to canonical field.

    Raises:
        KnowledgeError: a header stands for two fields, or for a field that does not exist.
    """
    table = knowledge.table("header_synonyms.csv", ("canonical", "synonym", "language", "source"))
    found: dict[str, str] = {}
    for canonical, synonym in zip(table["canonical"], table["synonym"], strict=True):
        if canonical not in FIELDS and canonical not in _SPECIAL:
            raise knowledge.KnowledgeError(f"header_synonyms.csv: unknown field {canonical!r}")
        if found.setdefault(bare(synonym), canonical) != canonical:
            raise knowledge.KnowledgeError(f"header_synonyms.csv: {synonym!r} stands for two fields")
    for field in FIELDS:
        found.setdefault(bare(field), field)
    return found


def field_of(header: str) -> str:
    """The field of a header that is in the table, also without what stands in brackets; "" when it is not."""
    table = synonyms()
    return table.get(bare(header)) or table.get(bare(_IN_BRACKETS.sub(" ", header)), "")


def is_known_header(text: str) -> bool:
    """Whether the text is a known header; a single letter is a tick mark and a sentence is no header."""
    return 2 <= len(text) <= 80 and bool(field_of(text))
