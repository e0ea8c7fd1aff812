"""The last words over one upload: which columns of persons were left out or kept, and fields by their own names.

In come the findings of all parts, out come the few that are about the file as a whole, and the same findings with the
label of a field ("Einde contract") where the code name stood. A newcomer would show ``contract_end_date`` to a
portfolio manager.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cache

from landscape import knowledge
from landscape.findings import Finding
from landscape.portfolio.organisations import in_language
from landscape.portfolio.synonyms import SOURCE
from landscape.portfolio.words import bare
from landscape.records import FIELDS, SOURCE_ID

_LEFT_OUT = ("personal_column", "personal_values")
_KEPT = "personal_column_kept"


def personal_columns(
    file: str, findings: Sequence[Finding], keep: Collection[str], headers: Collection[str]
) -> list[Finding]:
    """Which columns of persons were left out, which were kept, and which a person wanted to keep and are not there.

    Args:
        file: its name.
        findings: about its columns.
        keep: headers of columns that a person chose to keep.
        headers: of all columns that were read.
    """
    left_out = _headers(findings, _LEFT_OUT)
    kept = _headers(findings, (_KEPT,))
    found = []
    if left_out:
        values: dict[str, str | int | float] = {"headers": ", ".join(left_out)}
        found.append(Finding("personal_left_out", file, values=values))
    if kept:
        found.append(Finding("personal_kept", file, values={"headers": ", ".join(kept)}))
    seen = set(map(bare, headers))
    missed = sorted(header for header in keep if bare(header) not in seen)
    return found + [Finding("personal_not_there", file, values={"header": header}) for header in missed]


def _headers(findings: Sequence[Finding], codes: Sequence[str]) -> list[str]:
    """Headers with their column letter, in the order of the sheet."""
    chosen = (one for one in findings if one.code in codes)
    ordered = sorted(chosen, key=lambda one: (one.sheet, len(one.column), one.column))
    return list(dict.fromkeys(f"{one.values['header']} ({one.column})" for one in ordered))


class Counted(int):
    """A count that chooses its own words: ``{count:# rij|# rijen}`` gives "1 rij" or "3 rijen"."""

    def __format__(self, forms: str) -> str:
        """The form for one or for more, with the figure where "#" stands."""
        one, divided, more = forms.partition("|")
        return (one if self == 1 else more).replace("#", str(int(self))) if divided else super().__format__(forms)


class Named(str):
    """A name that may be empty: ``{sheet: of sheet '#'|}`` gives " of sheet 'List'", or what stands behind the bar."""

    def __format__(self, forms: str) -> str:
        """The form with the name where "#" stands, or the form without a name."""
        named, divided, nameless = forms.partition("|")
        return (named.replace("#", str(self)) if self else nameless) if divided else super().__format__(forms)


def with_labels(findings: Sequence[Finding], language: str) -> list[Finding]:
    """The findings with the label of a field in ``language`` in place of its name in the code, and counts in words."""
    return [
        replace(one, values={key: _shown(key, value, language) for key, value in one.values.items()})
        for one in findings
    ]


def _shown(key: str, value: str | int | float, language: str) -> str | int | float:
    if isinstance(value, float):
        return f"€ {_grouped(value, language)}"
    if isinstance(value, int):
        return Counted(value)
    if key == "value" and value.isdecimal():
        return _grouped(int(value), language)
    if key == "sheet":
        return Named(value)
    if key == "organisation":
        return in_language(value, language)
    if key == "code":
        return knowledge.sentence("finding_group", str(value), language)
    by_code = key == "field" or (key == "other" and value in (*FIELDS, SOURCE))
    if by_code or (key == "synonym" and (value := _field_in_words().get(str(value), value)) in FIELDS):
        return field_label(str(value), language)
    return value


def _grouped(number: float, language: str) -> str:
    """12000 as "12.000", in English "12,000"."""
    grouped = f"{number:,.0f}"
    return grouped if language == "en" else grouped.replace(",", ".")


@cache
def _field_in_words() -> dict[str, str]:
    """The names of fields as headers are compared ("annual cost eur"), to the field."""
    return {bare(field): field for field in FIELDS if "_" in field}


def field_label(field: str, language: str) -> str:
    """How people call a field of ``records.py``.

    Raises:
        KnowledgeError: the texts have no label for it.
    """
    return knowledge.sentence("column", SOURCE_ID if field == SOURCE else field, language)
