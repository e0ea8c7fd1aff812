"""How sure our own table of packages is: which of its rows nobody checked.

In: the name of a package. Out: one sentence for a reason that rests on its row, "" when the row has a source. A
newcomer would say "our list says so" and leave out that half of the list is what we happened to know.
"""

from __future__ import annotations

from functools import cache

from landscape.knowledge import sentence
from landscape.portfolio.packages import packages

_UNCHECKED = "general knowledge"
_OWN_ADDITIONS = "not verified"


@cache
def standing(package: str) -> str:
    """``unverified`` when all of the row is general knowledge, ``partly`` when something in it is, else ""."""
    table = packages()
    sources = table.loc[table["package"] == package, "source"]
    if len(sources) and sources.str.removeprefix("nl_packages: ").str.startswith(_UNCHECKED).all():
        return "unverified"
    return "partly" if sources.str.contains(f"{_UNCHECKED}|{_OWN_ADDITIONS}").any() else ""


def caution(package: str, language: str = "nl") -> str:
    """What a reader should know before trusting what we say of ``package``."""
    found = standing(package)
    return sentence("known_package", found, language, package=package) if found else ""


def with_caution(text: str, package: str, language: str = "nl") -> str:
    """``text`` with the caution behind it, if there is one."""
    return f"{text} {caution(package, language)}".rstrip()
