"""What a header says on its own, before anybody looks at the cells below it.

In come a header and the line above it, out comes :class:`Mapped`: by a known export, by the table of headers, by stems
of words, by likeness, by abbreviation. A newcomer would take the nearest known header: "naam contactpersoon" is near
"naam", and "Licentie (x € 1.000)" is no kind of licence but money.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz, process

from landscape.portfolio.header_terms import field_by_terms
from landscape.portfolio.layouts import Layout, is_known
from landscape.portfolio.synonyms import DECIDE_BY_VALUES, SOURCE, field_of, synonyms
from landscape.portfolio.words import bare, words
from landscape.records import FIELDS

IGNORED = "ignored"
SURE = {
    "known_layout": 1.0,
    "synonym": 0.97,
    "synonym_part": 0.85,
    "values_with_header": 0.8,
    "terms": 0.7,
    "values": 0.6,
    "abbreviation": 0.6,
}
"""How sure each way of deciding is, 0 to 1."""
_LIKE = 86.0
_VERY_LIKE = 0.83
_LONGEST_HEADER = 120
_SHORTEST_FUZZY = 5
_SHORTEST_ABBREVIATION, _LONGEST_ABBREVIATION = 3, 8
_CURRENCY = re.compile(r"€|\b(eur|euro)\b", re.IGNORECASE)
_NOISE = re.compile(
    r"\b(19|20)\d\d\b|\b(in )?(eur|euro)s?\b|\b(excl|incl|exclusief|inclusief) (btw|vat)\b"
    r"|\b(verplicht|optioneel|invullen)\b|\b(per|p) (maand|mnd|m|kwartaal|month|quarter)\b"
)


@dataclass(frozen=True)
class Mapped:
    """What one column of an upload stands for.

    Attributes:
        field: a field of ``records.py``, ``application_id``, ``personal_contact`` or ``ignored``.
        decided_by: one of ``records.COLUMN_DECIDED_BY``.
        certainty: 0 to 1.
        like: the known header it resembles, when likeness decided.
        instead_of: the header that took the field this column also stands for.
    """

    field: str
    decided_by: str
    certainty: float
    like: str = ""
    instead_of: str = ""


NOBODY = Mapped(IGNORED, "none", 0.0)


def by_layout(header: str, layout: Layout) -> Mapped | None:
    """In an export we know, its own meaning of a header first and every known header outright."""
    field = layout.fields.get(bare(header), "") or (field_of(header) if is_known(layout) else "")
    return Mapped(field, "known_layout", SURE["known_layout"]) if field and field != DECIDE_BY_VALUES else None


def by_header(header: str, group: str) -> Mapped:
    """What a header says on its own, with the line above it; by the table, then by stems, then by likeness."""
    if not header or len(header) > _LONGEST_HEADER:
        return NOBODY
    if group and is_about_money(group) and (found := _by_terms(f"{header} kosten")):
        return found
    together = (f"{header}{group.lower()}", f"{header} {group}", f"{group} {header}") if group else ()
    for text in (*together, header):
        if field := field_of(text):
            return _as_money(header, field) or Mapped(field, "synonym", SURE["synonym"])
    tidy = " ".join(_NOISE.sub(" ", bare(header)).split()) or bare(header)
    if field := synonyms().get(tidy, ""):
        return Mapped(field, "synonym", SURE["synonym_part"])
    alike = _by_likeness(tidy)
    if alike.certainty >= _VERY_LIKE:
        return alike
    by_terms = _by_terms(tidy) or (_by_terms(f"{group} {tidy}") if group else None)
    return by_terms or (alike if alike.field != IGNORED else _by_abbreviation(header))


def is_about_money(group: str) -> bool:
    """Whether a header line above others says that the columns below it are amounts."""
    return "€" in group or bool(set(bare(group).split()) & words("money"))


def _as_money(header: str, field: str) -> Mapped | None:
    """A header that names a currency is about money, whatever it says without it; None when no amount fits."""
    if FIELDS.get(field) == "amount" or not _CURRENCY.search(header):
        return None
    found = _by_terms(f"{header} kosten")
    return found if found and FIELDS[found.field] == "amount" else None


def _by_terms(text: str) -> Mapped | None:
    field, stems = field_by_terms(text)
    return Mapped(field, "fuzzy", SURE["terms"], like=stems) if field else None


def _by_likeness(tidy: str) -> Mapped:
    if len(tidy) < _SHORTEST_FUZZY:
        return NOBODY
    known = _likely_headers()
    found = process.extractOne(tidy, known, scorer=_likeness, score_cutoff=_LIKE)
    if found is None:
        return NOBODY
    return Mapped(synonyms()[found[0]], "fuzzy", round(0.9 * found[1] / 100, 2), like=found[0])


def _by_abbreviation(header: str) -> Mapped:
    """A header such as "Opm." or "Opm(s)" that begins known headers of one word and one field only."""
    short = bare(header.partition("(")[0])
    if not _SHORTEST_ABBREVIATION <= len(short) <= _LONGEST_ABBREVIATION or " " in short:
        return NOBODY
    whole = {key: field for key, field in synonyms().items() if key.startswith(short) and " " not in key}
    fields = set(whole.values())
    if len(fields) != 1 or not fields <= set(FIELDS):
        return NOBODY
    return Mapped(fields.pop(), "fuzzy", SURE["abbreviation"], like=min(whole))


@cache
def _likely_headers() -> tuple[str, ...]:
    """Known headers long enough to be resembled; those that say too little are left out."""
    return tuple(
        sorted(
            key
            for key, field in synonyms().items()
            if len(key) >= _SHORTEST_FUZZY and field not in (DECIDE_BY_VALUES, SOURCE)
        )
    )


def forget() -> None:
    """Drop what was derived from the table of headers; for measuring with another table."""
    _likely_headers.cache_clear()


def _likeness(one: str, other: str, **_: object) -> float:
    """Spelling and word order; extra words cost, so that "naam contactpersoon" is not "naam"."""
    return max(fuzz.ratio(one, other), fuzz.token_sort_ratio(one, other) * 0.98)
