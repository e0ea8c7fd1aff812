"""What is publicly known about how a package is delivered, beside the class and never a reason for it.

Comes in: the canonical package of each application (column ``package``). Goes out: one sentence per application, empty
where nothing is known. What a newcomer would get wrong: "sold as SaaS" says nothing about the copy this organisation
runs, so nothing in this folder may read the sentence back. What nobody looked up is shown as not checked.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache

from landscape import knowledge

MARKET_FILE = "market_knowledge.csv"
MARKET_COLUMNS = ("package", "delivery", "since", "checked", "source")
"""``checked`` is no where no source was found for the delivery; what the sources then prove is the package itself."""


@cache
def _known(language: str) -> dict[str, str]:
    return {
        str(row.package): knowledge.sentence(
            "market_knowledge",
            "known" if row.checked == "yes" else "unchecked",
            language,
            delivery=row.delivery,
            source=row.source,
            since=f"{date.fromisoformat(str(row.since)):%d-%m-%Y}",
        )
        for row in knowledge.table(MARKET_FILE, MARKET_COLUMNS).itertuples()
    }


def sentences(packages: Iterable[str], language: str) -> list[str]:
    """For each package "marktkennis: ... (bron, datum)", empty when nothing is known about it."""
    known = _known(language)
    return [known.get(package, "") for package in packages]
