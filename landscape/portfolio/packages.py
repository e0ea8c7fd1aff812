"""Which known package a name means.

In: the forms of one name (whole, without vendor, between brackets) and the vendor of its row. Out: the package and how
it was recognised. Facts: ``knowledge/packages.csv``. A rename or take-over keeps the package (the old name is an
alias); a successor is another package. A newcomer would let every alias count: but "Project", "Profit" and "Swing" are
words, which count only as the whole name or beside their vendor; "Meldingen openbare ruimte" only beside its vendor.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import pandas as pd

from landscape import knowledge
from landscape.portfolio.name_text import squash, words_of_kind
from landscape.portfolio.vendors import canonical_vendor, is_vendor_form, vendor_in_name

PACKAGE_COLUMNS = (
    "package", "vendor", "aliases", "needs_vendor", "generic_names", "components", "domain", "kind",
    "renamed_from", "successor_of", "since", "source", "recorded",
)  # fmt: skip

EXACT, ALIAS, VENDOR_AND_NAME = "exact", "alias", "vendor_and_name"

_SHORT = 3
_SHORTEST_PREFIX = 5
_LONG_NAME = 8


@dataclass(frozen=True)
class Known:
    """A package as one of its names leads to it; ``needs_vendor``: that name is an ordinary word."""

    package: str
    vendor: str
    how: str
    needs_vendor: bool
    kind: str


def split_list(cell: str) -> list[str]:
    """The parts of a list cell, which knowledge tables separate with " | "."""
    return [part.strip() for part in cell.split(" | ") if part.strip()]


@cache
def packages() -> pd.DataFrame:
    """The table of known packages, columns ``PACKAGE_COLUMNS``."""
    return knowledge.table("packages.csv", PACKAGE_COLUMNS)


@cache
def _by_form() -> dict[str, Known]:
    known: dict[str, Known] = {}
    for row in _resolvable().to_dict("records"):
        ordinary = {squash(name) for name in split_list(row["needs_vendor"])}
        generic = {squash(name) for name in split_list(row["generic_names"])}
        names = [row["package"], *split_list(row["aliases"])]
        for number, name in enumerate(names):
            form = squash(name)
            if form and form not in generic:
                needs = form in ordinary or len(form) <= _SHORT
                entry = Known(row["package"], row["vendor"], EXACT if number == 0 else ALIAS, needs, row["kind"])
                known.setdefault(form, entry)
    return known


@cache
def _by_vendor() -> dict[tuple[str, str], Known]:
    known: dict[tuple[str, str], Known] = {}
    for row in _resolvable().to_dict("records"):
        if not row["vendor"]:
            continue
        names = [row["package"], *split_list(row["aliases"]), *split_list(row["generic_names"])]
        for name in names:
            found = vendor_in_name(name, is_known=True, names_product=frozenset())
            forms = [squash(name)] + ([squash(found.bare)] if found.vendor == row["vendor"] else [])
            for form in filter(None, forms):
                entry = Known(row["package"], row["vendor"], VENDOR_AND_NAME, False, row["kind"])
                known.setdefault((row["vendor"], form), entry)
    return known


def _resolvable() -> pd.DataFrame:
    """All packages but own builds: two organisations' own builds are never one product."""
    table = packages()
    return table[table["kind"] != "own_build"]


def is_known_form(form: str) -> bool:
    """Whether a squashed name is the name or an alias of a known package."""
    return form in _by_form()


@cache
def product_forms() -> frozenset[str]:
    """The squashed names and aliases of all known packages."""
    return frozenset(_by_form())


def find_package(whole: Sequence[str], others: Sequence[str], vendor: str) -> Known | None:
    """The package a name means, or None.

    Args:
        whole: readable forms of the whole name, the least cut first.
        others: names between brackets or behind a slash; only a distinctive one counts, and they may not disagree.
        vendor: canonical vendor of the row, "" when unknown.
    """
    forms = [squash(text) for text in whole]
    for form in forms:
        known = _by_form().get(form)
        if known is not None and (not known.needs_vendor or vendor in ("", known.vendor)):
            return known
    if vendor:
        for form in forms:
            known = _by_vendor().get((vendor, form))
            if known is not None:
                return known
    return _behind_its_maker(whole, vendor) or _among_others(others, vendor) or _as_part(whole, vendor)


def _behind_its_maker(whole: Sequence[str], vendor: str) -> Known | None:
    """A package behind a name of its own vendor, even where that is too plain a word to name a vendor (Circle)."""
    for text in whole:
        words = text.split(" ")
        for size in range(1, len(words)):
            maker = canonical_vendor(" ".join(words[:size]))
            known = _by_vendor().get((maker, squash(" ".join(words[size:]))))
            if known is not None and vendor in ("", maker):
                return known
    return None


def _among_others(others: Sequence[str], vendor: str) -> Known | None:
    entries = [entry for text in others if (entry := _by_form().get(squash(text))) is not None]
    sure = [entry for entry in entries if not entry.needs_vendor or (vendor and entry.vendor == vendor)]
    return _recognised(sure[0]) if len({entry.package for entry in sure}) == 1 else None


def _as_part(whole: Sequence[str], vendor: str) -> Known | None:
    """A known name in front whose remaining words only name a part of it (module, client, viewer, ...)."""
    for text in whole:
        words = text.split(" ")
        for size in range(len(words) - 1, 0, -1):
            form = squash(" ".join(words[:size]))
            known = _by_form().get(form)
            if known is None or len(form) < _SHORTEST_PREFIX or (known.needs_vendor and vendor != known.vendor):
                continue
            if _only_a_part(words[size:]) or (_speaks_for_itself(form, known) and _no_product(words[size:])):
                return _recognised(known)
    return None


def _recognised(known: Known) -> Known:
    """The package recognised by more than this name, so that the vendor is sure."""
    return replace(known, how=ALIAS, needs_vendor=False)


def _speaks_for_itself(form: str, known: Known) -> bool:
    """A long name that is no vendor's and no platform's: what follows Key2Burgerzaken names a part of it."""
    return len(form) >= _LONG_NAME and known.kind == "business" and not is_vendor_form(form)


def _no_product(rest: Sequence[str]) -> bool:
    """Whether the remaining words name neither a purpose of their own nor another known product."""
    forms = [squash(word) for word in rest]
    joined = "".join(forms)
    named = any(len(form) >= _SHORTEST_PREFIX and form in _by_form() for form in forms)
    return not named and not any(purpose in joined for purpose in words_of_kind("own_purpose"))


def _only_a_part(rest: Sequence[str]) -> bool:
    forms = [squash(word) for word in rest]
    if any(purpose in "".join(forms) for purpose in words_of_kind("own_purpose")):
        return False
    named = [form for form in forms if form and form not in words_of_kind("joined")]
    if named and named[0] in words_of_kind("module_marker"):
        return True
    return all(form in words_of_kind("module") for form in named)
