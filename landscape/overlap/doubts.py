"""Pairs whose names look alike but prove nothing: they go to a person, however high they score.

In: a comparison of pairs of forms. Out: per doubt the pairs it holds for. A newcomer would trust the score; it was
learned on names that mean something, and these do not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.process import cpdist

from landscape.overlap.features import Comparison
from landscape.overlap.forms import matching
from landscape.overlap.words import Bools, squash

Texts = np.ndarray


def is_generic(comparison: Comparison) -> Bools:
    """One of the names is a general word without vendor ("Zaaksysteem")."""
    result: Bools = np.logical_or(*comparison.column("is_generic")).astype(bool)
    return result


def names_only_the_vendor(comparison: Comparison) -> Bools:
    """Pairs of different names of which one is just the beginning of its vendor's name: "JCC" of JCC Software."""
    vendors = {vendor: squash(vendor) for vendor in set(comparison.forms.frame["vendor_name"])}
    frame = comparison.forms.frame
    brand = np.array(
        [
            package == "" and len(key) > 1 and vendors[vendor].startswith(key)
            for key, vendor, package in zip(frame["name_key"], frame["vendor_name"], frame["package"], strict=True)
        ],
        dtype=bool,
    )
    left, right = comparison.pairs.left, comparison.pairs.right
    keys = frame["name_key"].to_numpy()
    result: Bools = (brand[left] | brand[right]) & (keys[left] != keys[right])
    return result


def is_half_known(comparison: Comparison) -> Bools:
    """Our table knows the product of one name and did not recognise it in the other ("Edge" in "Edge Service Gateway").

    The names room resolves spellings and parts of a product; what it left open shares a word, not a product, unless
    the vendor is the same, one name begins with the whole other one, or they differ by a slip of the pen.
    """
    package_left, package_right = comparison.column("package")
    vendor_left, vendor_right = comparison.column("vendor_name")
    same_vendor = (vendor_left == vendor_right) & (vendor_left != "")
    half = ((package_left == "") != (package_right == "")) & ~same_vendor
    return _unless(half, comparison, lambda one, other: _one_begins_with_the_other(one, other) | _is_slip(one, other))


def is_sibling_own_build(comparison: Comparison) -> Bools:
    """Two own builds that one organisation lists under different names: it tells them apart itself."""
    owner_left, owner_right = comparison.column("owner")
    return _unless((owner_left == owner_right) & (owner_left != ""), comparison, _is_slip)


def _unless(doubtful: Bools, comparison: Comparison, excused: Callable[[Texts, Texts], Bools]) -> Bools:
    """The doubtful pairs whose names do not excuse them; names are looked at for those pairs only."""
    at = np.flatnonzero(doubtful)
    left, right = comparison.column("name_key")
    result: Bools = doubtful.astype(bool)
    result[at] = ~excused(left[at], right[at])
    return result


def _one_begins_with_the_other(one: Texts, other: Texts) -> Bools:
    least = int(matching("zones")["whole_name_from"])
    names = zip(one, other, strict=True)
    return np.array(
        [min(len(a), len(b)) >= least and (a.startswith(b) or b.startswith(a)) for a, b in names], dtype=bool
    )


def _is_slip(one: Texts, other: Texts) -> Bools:
    alike: Bools = cpdist(one, other, scorer=fuzz.ratio) >= float(matching("zones")["slip_of_the_pen"])
    return alike


DOUBTS: Mapping[str, Callable[[Comparison], Bools]] = {
    "generic": is_generic,
    "brand_only": names_only_the_vendor,
    "half_known": is_half_known,
    "sibling_own_build": is_sibling_own_build,
}
"""Name of the doubt (its sentence is ``[matching]`` in the texts) and the pairs it holds for, most telling first."""
