"""All cases of the corpus: odd, hostile and ordinary lists, written anew for every run; nothing is stored."""

from __future__ import annotations

from corpus_build import Case
from corpus_cells import cells
from corpus_formats import formats
from corpus_hostile import hostile_but_read, refusals
from corpus_tables import around_the_table, headers, rows, sheets
from corpus_text import encodings, text_files
from corpus_unforeseen import unforeseen_headers, unforeseen_shapes, unforeseen_text_files, unforeseen_values
from corpus_unforeseen_files import unforeseen_workbooks

GROUPS = (
    encodings, text_files, around_the_table, headers, rows, sheets, cells, formats, refusals, hostile_but_read,
    unforeseen_shapes, unforeseen_headers, unforeseen_values, unforeseen_text_files, unforeseen_workbooks,
)  # fmt: skip


def cases() -> list[Case]:
    """All cases, in a fixed order."""
    return [case for group in GROUPS for case in group()]
