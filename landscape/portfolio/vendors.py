"""Who makes it: spellings, former names and take-overs become one vendor.

In: the text of a vendor cell, or a product name that begins or ends with its vendor. Out: the canonical vendor from
``knowledge/vendors.csv`` (each alias with relation, date and source); a firm we do not know keeps its own cleaned name;
"" is unknown. A newcomer would strip "Software" or "Groep" first and lose the firm called Circle Software: the table is
asked before every word that is taken off.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from landscape import knowledge
from landscape.portfolio.name_text import clean, squash, words_of_kind

VENDOR_COLUMNS = ("vendor", "alias", "relation", "in_name", "since", "source", "recorded")

OWN_BUILD = "own_build"
"""Relation of an alias that means: made by the organisation itself."""

_EDGE = " \t.,;:-–/|()[]"
_LONGEST_ALIAS = 4


@cache
def _aliases() -> dict[str, str]:
    table = knowledge.table("vendors.csv", VENDOR_COLUMNS)
    return {squash(alias): vendor for alias, vendor in zip(table["alias"], table["vendor"], strict=True)}


@cache
def _in_names() -> dict[str, str]:
    table = knowledge.table("vendors.csv", VENDOR_COLUMNS)
    named = table[table["in_name"] == "yes"]
    return {squash(alias): vendor for alias, vendor in zip(named["alias"], named["vendor"], strict=True)}


def is_vendor_form(form: str) -> bool:
    """Whether a squashed text is the name or an alias of a known vendor."""
    return form in _aliases()


@cache
def own_build_vendors() -> frozenset[str]:
    """The canonical vendors that stand for "we made it ourselves"."""
    table = knowledge.table("vendors.csv", VENDOR_COLUMNS)
    return frozenset(table.loc[table["relation"] == OWN_BUILD, "vendor"])


def canonical_vendor(text: str) -> str:
    """The vendor a cell means: canonical when known, else its cleaned text; "" when it names nobody."""
    readable = clean(text).strip(_EDGE)
    if not squash(readable) or squash(readable) in words_of_kind("no_vendor"):
        return ""
    words = readable.split(" ")
    without_form = readable
    for size in range(len(words), 0, -1):
        rest = " ".join(words[:size]).strip(_EDGE)
        known = _aliases().get(squash(rest))
        if known is not None:
            return known
        last = squash(words[size - 1])
        if last in words_of_kind("legal_form") or not last:
            without_form = " ".join(words[: size - 1]).strip(_EDGE) if without_form == rest else without_form
        elif last not in words_of_kind("vendor_word"):
            break
    return without_form or readable


@dataclass(frozen=True)
class VendorInName:
    """A vendor recognised in a name.

    ``bare`` is the name without it; ``rest`` too, but whole where the vendor must stay part of the name.
    """

    vendor: str
    rest: str
    bare: str


def vendor_in_name(core: str, is_known: bool, names_product: frozenset[str]) -> VendorInName:
    """Find the vendor a name begins or ends with.

    Args:
        core: the name without version and environment.
        is_known: whether the whole name is a known package (then a vendor at its end is not looked for).
        names_product: squashed package names; a vendor whose name is also a product (TOPdesk) stays in the name.
    """
    words = core.split(" ")
    for size in range(min(_LONGEST_ALIAS, len(words)), 0, -1):
        head = squash(" ".join(words[:size]))
        vendor = _in_names().get(head)
        if vendor is not None:
            rest = " ".join(words[size:]).strip(_EDGE)
            stays = head in names_product or not _stands_alone(rest)
            return VendorInName(vendor, core if stays else rest, rest)
    if is_known:
        return VendorInName("", core, core)
    for size in range(min(_LONGEST_ALIAS, len(words) - 1), 0, -1):
        tail = squash(" ".join(words[-size:]))
        before = squash(words[-size - 1])
        vendor = _in_names().get(tail)
        if vendor is not None and len(tail) > 3 and before not in words_of_kind("joined"):
            rest = " ".join(words[:-size]).strip(_EDGE)
            stays = tail in names_product or not _stands_alone(rest)
            return VendorInName(vendor, core if stays else rest, rest)
    return VendorInName("", core, core)


def _stands_alone(rest: str) -> bool:
    """Whether what is left after the vendor can be a name: more than a number, a letter or a plain word."""
    form = squash(rest)
    if len(form) < 2 or form.isdigit():
        return False
    generic = words_of_kind("generic")
    return not all(squash(word) in generic or squash(word).isdigit() or not squash(word) for word in rest.split(" "))
