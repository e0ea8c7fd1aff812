"""What an unseen header is about, by the stems in it: "Uiterste datum afloop contract" ends a contract.

In comes a header nobody knows, out comes a field or "". The stems live in ``knowledge/header_terms.csv``: all of
``all_of`` must occur and none of ``none_of``; a stem with ``=`` must be a whole word, another one may be part of a
compound. The longest fit wins; two different fields that fit equally well are no answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from landscape import knowledge
from landscape.portfolio.synonyms import PERSONAL, SOURCE
from landscape.portfolio.words import bare
from landscape.records import FIELDS


@dataclass(frozen=True)
class _Term:
    field: str
    all_of: tuple[str, ...]
    none_of: tuple[str, ...]

    @property
    def weight(self) -> int:
        """Longer stems say more, and a whole word says more than a part of one."""
        return sum(len(stem) + stem.startswith("=") for stem in self.all_of)

    def fits(self, header: str, parts: frozenset[str]) -> bool:
        return all(_occurs(stem, header, parts) for stem in self.all_of) and not any(
            _occurs(stem, header, parts) for stem in self.none_of
        )


def _occurs(stem: str, header: str, parts: frozenset[str]) -> bool:
    return stem[1:] in parts if stem.startswith("=") else stem in header


@cache
def _terms() -> tuple[_Term, ...]:
    table = knowledge.table("header_terms.csv", ("field", "all_of", "none_of"))
    unknown = sorted(set(table["field"]) - set(FIELDS) - {PERSONAL, SOURCE})
    if unknown:
        raise knowledge.KnowledgeError(f"header_terms.csv: unknown fields {unknown}")
    cells = zip(table["field"], table["all_of"], table["none_of"], strict=True)
    return tuple(_Term(field, tuple(wanted.split()), tuple(unwanted.split())) for field, wanted, unwanted in cells)


def field_by_terms(header: str) -> tuple[str, str]:
    """The field and the stems that decided it; ("", "") when nothing or more than one thing fits best."""
    tidy = bare(header)
    parts = frozenset(tidy.split())
    fitting = [term for term in _terms() if term.fits(tidy, parts)]
    best = max((term.weight for term in fitting), default=0)
    chosen = [term for term in fitting if term.weight == best]
    if len({term.field for term in chosen}) != 1:
        return "", ""
    return chosen[0].field, " ".join(stem.lstrip("=") for stem in chosen[0].all_of)
