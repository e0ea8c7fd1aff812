"""Pairs whose names look alike but prove nothing: they go to a person, however high they score.

In: a comparison of pairs of forms. Out: per doubt the pairs it holds for. A newcomer would trust the score; it was
learned on names that mean something, and these do not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.process import cpdist

from landscape.overlap.features import Comparison, extra_function, other_vendor, same_key
from landscape.overlap.forms import matching, word_list
from landscape.overlap.words import Bools, letters_only
from landscape.portfolio.packages import packages, split_list

Texts = np.ndarray
_LONG_WORD = 3


def is_generic(comparison: Comparison) -> Bools:
    """One of the names is a general word without vendor ("Zaaksysteem")."""
    result: Bools = np.logical_or(*comparison.column("is_generic")).astype(bool)
    return result


def names_only_the_vendor(comparison: Comparison) -> Bools:
    """Pairs of different names of which one is just the beginning of its vendor's name: "JCC" of JCC Software."""
    vendors = {vendor: letters_only(vendor) for vendor in set(comparison.forms.frame["vendor_name"])}
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


def is_half_known_with_another_function(comparison: Comparison) -> Bools:
    """A known package beside an unrecognised name of the same vendor that serves something else.

    Key2Burgerzaken and Key2Zaken share brand and vendor; their function words tell them apart, or the component of the
    unrecognised one when that is none of the package's.
    """
    package_left, package_right = comparison.column("package")
    vendor_left, vendor_right = comparison.column("vendor_name")
    half = ((package_left == "") != (package_right == "")) & (vendor_left == vendor_right) & (vendor_left != "")
    names, components = comparison.column("name_key"), comparison.column("component")
    half = _unless(half, comparison, _is_slip)
    result: Bools = np.zeros(len(half), dtype=bool)
    for place in np.flatnonzero(half):
        one, other = (_functions_in(str(side[place])) for side in names)
        package = str(package_left[place] or package_right[place])
        component = str(components[1][place] if package_left[place] else components[0][place])
        elsewhere = component != "" and bool(_made_for(package)) and component not in _made_for(package)
        result[place] = _names_others(one, other) or elsewhere
    return result


def names_another_function(comparison: Comparison) -> Bools:
    """Both names hold a function word the other has not, though one may stand inside the other: zaken in burgerzaken.

    The features count that shorter word as found. Names that differ by a slip of the pen are left alone, and so are
    pairs of which our table knows a product: ``is_half_known_with_another_function`` judges those.
    """
    unknown = np.logical_and(*(package == "" for package in comparison.column("package")))
    result: Bools = _unless(unknown & (extra_function(comparison) == 1.0), comparison, _is_slip)
    left, right = comparison.column("name_key")
    for place in np.flatnonzero(result):
        result[place] = _names_others(_functions_in(str(left[place])), _functions_in(str(right[place])))
    return result


@cache
def _functions_in(key: str) -> frozenset[str]:
    """The function words in a squashed name, without those that are only a piece of a longer one found there."""
    found = {word for word in word_list("function") if len(word) >= _LONG_WORD and word in key}
    return frozenset(word for word in found if not any(word != longer and word in longer for longer in found))


def _names_others(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether both hold a function word the other has in no form; belasting and belastingen are one word."""

    def lacks(word: str, words: frozenset[str]) -> bool:
        return not any(word.startswith(known) or known.startswith(word) for known in words)

    return any(lacks(word, other) for word in one) and any(lacks(word, one) for word in other)


@cache
def _made_for(package: str) -> frozenset[str]:
    """The components a known package serves."""
    table = packages()
    return frozenset(name for cell in table.loc[table["package"] == package, "components"] for name in split_list(cell))


def is_same_name_of_two_vendors(comparison: Comparison) -> Bools:
    """Equal names whose vendors are both known and differ: GeoWeb of one maker is not GeoWeb of another by itself."""
    result: Bools = (same_key(comparison) == 1.0) & (other_vendor(comparison) == 1.0)
    return result


def names_another_maker(comparison: Comparison) -> Bools:
    """Different names, one of them a known package of another vendor than its row states: one of the two is wrong."""
    result: Bools = np.logical_or(*comparison.column("is_disputed")).astype(bool) & (same_key(comparison) == 0.0)
    return result


def is_short_with_one_vendor(comparison: Comparison) -> Bools:
    """Names of a few letters ("NA", "Tel") of which only one states its vendor."""
    short = int(matching("zones")["short_name_to"])
    left, right = comparison.column("name_key")
    shortest = np.array([min(len(one), len(other)) for one, other in zip(left, right, strict=True)], dtype=int)
    result: Bools = (shortest <= short) & _one_vendor(comparison)
    return result


def is_ordinary_with_one_vendor(comparison: Comparison) -> Bools:
    """A dictionary word ("Navigator") as a name, of which only one states its vendor."""
    ordinary = list(word_list("ordinary"))
    left, right = comparison.column("name_key")
    result: Bools = (np.isin(left, ordinary) | np.isin(right, ordinary)) & _one_vendor(comparison)
    return result


def _one_vendor(comparison: Comparison) -> Bools:
    vendor_left, vendor_right = comparison.column("vendor_name")
    result: Bools = np.asarray((vendor_left == "") != (vendor_right == ""), dtype=bool)
    return result


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
    """Names that differ by typing; another first letter makes another name (Navigator, iNavigator)."""
    alike: Bools = cpdist(one, other, scorer=fuzz.ratio) >= float(matching("zones")["slip_of_the_pen"])
    begins = np.array([str(a)[:1] == str(b)[:1] for a, b in zip(one, other, strict=True)], dtype=bool)
    result: Bools = alike & begins
    return result


DOUBTS: Mapping[str, Callable[[Comparison], Bools]] = {
    "generic": is_generic,
    "brand_only": names_only_the_vendor,
    "other_vendor_same_name": is_same_name_of_two_vendors,
    "short_name_one_vendor": is_short_with_one_vendor,
    "ordinary_name_one_vendor": is_ordinary_with_one_vendor,
    "another_maker": names_another_maker,
    "other_function": names_another_function,
    "half_known_function": is_half_known_with_another_function,
    "half_known": is_half_known,
    "sibling_own_build": is_sibling_own_build,
}
"""Name of the doubt (its sentence is ``[matching]`` in the texts) and the pairs it holds for, most telling first."""
