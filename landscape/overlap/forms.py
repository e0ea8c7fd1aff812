"""Distinct forms: what matching works on instead of rows.

In: applications with the name columns of ``portfolio.names`` and, where present, ``application_kind`` and
``reference_component``. Out: one row per distinct (name, vendor, package, owner, scope) with the number of rows and
the organisations that use it, and for each application its form. A newcomer would match rows: then a national
landscape costs fifty times as much, and a name that is used often seems to be confirmed often.

Two things never share a form with another organisation: own builds (``owner`` is the organisation) and generic
names without vendor such as "Zaaksysteem" (``scope`` is the organisation); the latter may still be put together by
a person.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import numpy as np
import pandas as pd
import scipy.sparse as sp
from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

from landscape import knowledge
from landscape.overlap.words import WordTable, letters_only, rarity, word_table, words_of

SETTINGS = ("zones", "candidates", "clusters", "shown", "overlaps", "words")
_SAME_MAKER = 100.0
"""Word overlap from which one vendor text stands in the other: "Atos" in "Atos (Eviden)"."""
KEY = ["name_key", "vendor_name", "package", "owner", "scope"]


@dataclass(frozen=True)
class Forms:
    """All distinct forms.

    Attributes:
        frame: one row per form, sorted by ``KEY``: ``KEY``, ``name_display``, ``package_how``, ``component_given``,
            ``component``, ``rows``, ``organisations``, ``is_generic``, ``is_compared`` (False without a name and for
            rows that are no application: each stands alone), ``is_disputed`` (its name is a known package of another
            vendor than it states: that package is left out and a person decides), ``application_id`` (the smallest of
            its rows).
        words: the words of each form.
        rarity: weight per vocabulary word, from these forms and the known packages.
        used_by: forms x organisations, 1 where the organisation has the form.
        form_of: for every application, in the order given, the position of its form.
    """

    frame: pd.DataFrame
    words: WordTable
    rarity: np.ndarray
    used_by: sp.csr_matrix
    form_of: np.ndarray

    @cached_property
    def columns(self) -> Mapping[str, np.ndarray]:
        """The columns of ``frame`` as arrays: looking a few forms up in one costs microseconds."""
        return {str(name): self.frame[name].to_numpy() for name in self.frame.columns}


def matching(section: str) -> Mapping[str, Any]:
    """One section of ``matching.toml``."""
    found: Mapping[str, Any] = knowledge.settings("matching.toml", SETTINGS)[section]
    return found


@cache
def word_list(name: str) -> frozenset[str]:
    """One of the word lists of ``matching.toml``: function, generic, empty."""
    return frozenset(str(word) for word in matching("words")[name])


def collapse(applications: pd.DataFrame, apart: Sequence[str] = ()) -> Forms:
    """Collapse ``applications`` to their distinct forms.

    Args:
        applications: columns ``application_id, organisation, name, name_key, name_display, vendor_name, package``;
            ``application_kind`` and ``reference_component`` are used when present.
        apart: ids of applications a person called different from others of the same form; each gets its own form.
    """
    keyed = _keyed(applications, apart)
    form_of = keyed.groupby(KEY, sort=True).ngroup().to_numpy()
    keyed["form"] = form_of
    frame = keyed.groupby("form", sort=True).agg(
        **{name: (name, "first") for name in [*KEY, "is_generic", "is_compared"]},
        is_disputed=("is_disputed", "max"),
        rows=("application_id", "size"),
        package_how=("package_how", "min"),
        organisations=("organisation", "nunique"),
        application_id=("application_id", "min"),
    )
    frame["name_display"] = _most_used(_shortest_names(keyed), "name_display")
    frame["component_given"] = _most_used(keyed, "component_given")
    frame["component"] = _most_used(keyed, "component")
    frame = frame.reset_index(drop=True)
    words, weight = _weighted_words(frame)
    return Forms(frame, words, weight, _used_by(keyed, len(frame)), form_of)


def _keyed(applications: pd.DataFrame, apart: Sequence[str]) -> pd.DataFrame:
    names = ["application_id", "organisation", "name_key", "vendor_name", "package", "package_how", "name_display"]
    keyed = applications[names].copy()
    fallback = applications["name"].map({name: letters_only(name) for name in applications["name"].unique()})
    keyed["name_key"] = keyed["name_key"].where(keyed["name_key"] != "", fallback)
    keyed["component_given"] = applications.get("reference_component", "")
    keyed["component"] = applications.get("component", "")
    keyed["is_disputed"] = _of_another_vendor(keyed)
    keyed["package"] = keyed["package"].where(~keyed["is_disputed"], "")
    own = applications.get("application_kind", pd.Series("", index=applications.index)) == "own_build"
    keyed["owner"] = keyed["organisation"].where(own, "")
    keyed["is_generic"] = (keyed["vendor_name"] == "") & (keyed["package"] == "") & _names_no_product(keyed)
    keyed["scope"] = keyed["organisation"].where(keyed["is_generic"], "")
    nameless = keyed["name_key"] == ""
    other = applications.get("application_kind", pd.Series("", index=applications.index)) == "not_an_application"
    keyed["is_compared"] = ~(nameless | other)
    alone = nameless | other | keyed["application_id"].isin(list(apart))
    keyed["scope"] = keyed["scope"].where(~alone, keyed["application_id"])
    keyed["package"] = keyed["package"].where(~keyed["application_id"].isin(list(apart)) & ~own & ~other, "")
    return keyed


@cache
def _makers() -> Mapping[str, tuple[str, str]]:
    """Per known package its vendor, and all its names squashed together."""
    table = knowledge.table("packages.csv", ["package", "vendor", "aliases"])
    rows = table[["package", "vendor", "aliases"]].itertuples(index=False, name=None)
    return {package: (vendor, letters_only(f"{package} {aliases}")) for package, vendor, aliases in rows}


@cache
def _is_another_maker(package: str, vendor: str) -> bool:
    """Whether ``vendor`` is known, not the package's, and in none of its names ("Dimpact e-Suite" of Atos)."""
    maker, names = _makers().get(package, ("", ""))
    if not maker or not vendor or letters_only(vendor) in names:
        return False
    return fuzz.token_set_ratio(vendor, maker, processor=default_process) < _SAME_MAKER


def _of_another_vendor(keyed: pd.DataFrame) -> pd.Series:
    """Rows whose name is a known package's but whose vendor is another: knowledge does not bind those, a person may."""
    pairs = keyed[["package", "vendor_name"]].drop_duplicates(ignore_index=True)
    pairs["foreign"] = [
        _is_another_maker(package, vendor) for package, vendor in pairs.itertuples(index=False, name=None)
    ]
    foreign = keyed[["package", "vendor_name"]].merge(pairs, how="left", validate="many_to_one")["foreign"]
    return pd.Series(foreign.to_numpy(dtype=bool), index=keyed.index)


def _names_no_product(keyed: pd.DataFrame) -> pd.Series:
    """Names made only of function words and general words: they say what it is for, not what it is."""
    known = word_list("function") | word_list("generic")
    names = keyed[["name_key", "name_display"]].drop_duplicates(ignore_index=True)
    generic = [
        bool(key) and (key in known or all(word in known for word in form_words(key, name)))
        for key, name in names.itertuples(index=False, name=None)
    ]
    found = keyed[["name_key", "name_display"]].merge(names.assign(generic=generic), how="left")["generic"]
    return pd.Series(found.to_numpy(dtype=bool), index=keyed.index)


def _most_used(keyed: pd.DataFrame, column: str) -> pd.Series:
    """Per form the most frequent non-empty text of ``column``, the alphabetically first among equals."""
    counts = keyed.loc[keyed[column] != ""].groupby(["form", column], sort=True).size().rename("count").reset_index()
    counts = counts.sort_values(["form", "count", column], ascending=[True, False, True], kind="stable")
    first = counts.drop_duplicates("form").set_index("form")[column]
    return first.reindex(range(int(keyed["form"].max()) + 1 if len(keyed) else 0)).fillna("")


def _shortest_names(keyed: pd.DataFrame) -> pd.DataFrame:
    """The rows whose readable name has the fewest words: without version and environment, where anyone wrote it so."""
    words = {name: len(words_of(name)) for name in keyed["name_display"].unique()}
    length = keyed["name_display"].map(words)
    return keyed.loc[length == length.groupby(keyed["form"]).transform("min")]


def _used_by(keyed: pd.DataFrame, forms: int) -> sp.csr_matrix:
    organisation, names = pd.factorize(keyed["organisation"], sort=True)
    cells = (np.ones(len(keyed)), (keyed["form"].to_numpy(), organisation))
    used = sp.csr_matrix(cells, shape=(forms, len(names)))
    used.data[:] = 1.0
    return used


def _weighted_words(frame: pd.DataFrame) -> tuple[WordTable, np.ndarray]:
    """The words of every form and their weight; the known packages count along, so a short list has fair weights."""
    texts = [form_words(key, name) for key, name in zip(frame["name_key"], frame["name_display"], strict=True)]
    both = word_table([*texts, *known_names()])
    weight = rarity(both)
    weight[[word in word_list("empty") for word in both.vocabulary]] *= 0.3
    starts = both.starts[: len(texts) + 1]
    return WordTable(both.vocabulary, both.ids[: starts[-1]], starts), weight


def form_words(key: str, name: str) -> tuple[str, ...]:
    """The words of the readable name that are also in the key: so without vendor, version, edition and environment."""
    kept = tuple(word for word in words_of(name) if word in key)
    return kept or words_of(key)


@cache
def known_names() -> tuple[tuple[str, ...], ...]:
    """The words of every known package name."""
    packages = knowledge.table("packages.csv", ["package"])
    return tuple(words_of(name) for name in sorted(set(packages["package"])))


def joined(frame: pd.DataFrame, columns: Sequence[str]) -> pd.Series:
    """The text ``columns`` of each row as one text that no other combination of values has."""
    result = pd.Series("", index=frame.index, dtype="str")
    for column in columns:
        result = result + "\x1f" + frame[column]
    return result
