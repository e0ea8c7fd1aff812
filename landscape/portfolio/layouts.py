"""Exports we know outright: what their headers mean, and what they write where there is nothing.

In come the headers of a table, out comes the :class:`Layout` it has, or the one that holds for any list. The layouts
live in ``knowledge/known_layouts.toml``; a newcomer would take 2036-01-01 in a TOPdesk export for a date.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from landscape import knowledge
from landscape.portfolio.synonyms import PERSONAL, SOURCE
from landscape.portfolio.words import bare
from landscape.records import FIELDS

_LAYOUTS = ("any", "topdesk_cmdb", "softwarecatalogus_pakketoverzicht", "softwarecatalogus_gemeenten")


@dataclass(frozen=True)
class Layout:
    """One known export.

    Attributes:
        fields: bare header to field, for this export only.
        none_dates: ISO dates that mean that there is none.
        zero_is_empty: whether a zero in a text or date column is an empty cell, and an amount of zero unknown.
    """

    id: str
    enough: int = 0
    signature: frozenset[str] = frozenset()
    fields: Mapping[str, str] = field(default_factory=dict)
    none_dates: frozenset[str] = frozenset()
    zero_is_empty: bool = False


@cache
def _layouts() -> dict[str, Layout]:
    found = {}
    for name, entry in knowledge.settings("known_layouts.toml", _LAYOUTS).items():
        fields = {bare(header): target for header, target in entry.get("fields", {}).items()}
        unknown = sorted(set(fields.values()) - set(FIELDS) - {PERSONAL, SOURCE})
        if unknown:
            raise knowledge.KnowledgeError(f"known_layouts.toml: [{name}] has unknown fields {unknown}")
        found[name] = Layout(
            id=name,
            enough=int(entry.get("enough", 0)),
            signature=frozenset(map(bare, entry.get("signature", ()))),
            fields=fields,
            none_dates=frozenset(entry["none_dates"]),
            zero_is_empty=bool(entry.get("zero_is_empty", False)),
        )
    return found


def layout_of(headers: Sequence[str]) -> Layout:
    """The known layout with the most of its signature among ``headers``; the layout "any" when none has enough."""
    seen = {bare(header) for header in headers if header}
    fits = [(len(one.signature & seen), one) for one in _layouts().values() if one.enough]
    good = [(count, one) for count, one in fits if count >= one.enough]
    return max(good, key=lambda pair: (pair[0], pair[1].id))[1] if good else _layouts()["any"]


def is_known(layout: Layout) -> bool:
    """Whether the layout is an export we know, and not just any list."""
    return layout.enough > 0
