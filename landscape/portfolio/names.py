"""Names of applications made comparable: vendor, known package, version, edition and environment as columns.

In: applications as the reader leaves them (``records.APPLICATION_COLUMNS``). Out: the same rows with
``NAME_COLUMNS`` added, all text, "" unknown. The work is done once per distinct (name, vendor, version) and joined
back. ``name_key`` is for comparing, ``name_display`` for reading; only a row whose package is filled is recognised.
A newcomer would overwrite ``name`` and ``vendor``: what the organisation wrote stays as it is.
"""

from __future__ import annotations

import re

import pandas as pd

from landscape.portfolio.name_text import NameParts, clean, parse_name, squash
from landscape.portfolio.packages import Known, find_package, is_known_form, product_forms
from landscape.portfolio.vendors import VendorInName, canonical_vendor, is_vendor_form, vendor_in_name

NAME_COLUMNS = (
    "name_key", "name_display", "vendor_name", "package", "package_how", "name_version", "name_edition",
    "name_environment",
)  # fmt: skip

_FROM = ["name", "vendor", "version"]
_NO_VERSION = re.compile(r"[\W_]*")


def name_key(name: str) -> str:
    """The form matching works on: folded, squashed, without version, year, edition, environment and vendor prefix."""
    return _understood(name)[2]


def add_names(applications: pd.DataFrame) -> pd.DataFrame:
    """Add ``NAME_COLUMNS``.

    Args:
        applications: at least the text columns ``name``, ``vendor`` and ``version``.
    """
    distinct = applications[_FROM].drop_duplicates(ignore_index=True)
    spelling = {vendor: canonical_vendor(vendor) for vendor in sorted(set(distinct["vendor"]))}
    spelling = _one_spelling(spelling)
    understood = {name: _understood(name) for name in distinct["name"].unique()}
    rows = [
        _named(*understood[name], spelling[vendor], version)
        for name, vendor, version in distinct.itertuples(index=False, name=None)
    ]
    named = pd.DataFrame(rows, columns=list(NAME_COLUMNS), dtype="str")
    distinct = pd.concat([distinct, named], axis="columns")
    kept = applications.drop(columns=[column for column in NAME_COLUMNS if column in applications.columns])
    return kept.merge(distinct, on=_FROM, how="left", validate="many_to_one")


def _understood(name: str) -> tuple[NameParts, VendorInName, str]:
    """What the name says on its own: its parts, the vendor in it, and its key."""
    parts = parse_name(name, is_known_form, is_vendor_form)
    inside = vendor_in_name(parts.core, is_known_form(squash(parts.core)), product_forms())
    return parts, inside, squash(inside.rest) or squash(parts.core)


def _named(parts: NameParts, inside: VendorInName, key: str, given_vendor: str, version: str) -> tuple[str, ...]:
    vendor = given_vendor or canonical_vendor(parts.vendor) or inside.vendor
    known = find_package(list(dict.fromkeys([parts.core, inside.rest, inside.bare])), parts.others, vendor)
    return (
        key,
        parts.display,
        vendor or _vendor_of(known),
        known.package if known else "",
        known.how if known else "",
        _version(parts.version, version),
        parts.edition,
        parts.environment,
    )


def _vendor_of(known: Known | None) -> str:
    """A recognised package tells its vendor, unless its name is an ordinary word."""
    return known.vendor if known is not None and not known.needs_vendor else ""


def _version(in_name: str, in_column: str) -> str:
    column = clean(in_column)
    return in_name if _NO_VERSION.fullmatch(column) else column


def _one_spelling(canonical: dict[str, str]) -> dict[str, str]:
    """Give firms we do not know one spelling each: the first in alphabetical order with capitals in front."""
    first: dict[str, str] = {}
    for vendor in sorted(set(canonical.values())):
        first.setdefault(squash(vendor), vendor)
    return {given: first[squash(vendor)] for given, vendor in canonical.items()}
