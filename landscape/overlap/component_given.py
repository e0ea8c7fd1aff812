"""The function a list names itself: a cell full of component names becomes reference components of today.

In: the text of the column for the reference component: one or more names, old names, abbreviations or GEMMA ids, with
";" or "|" between them. Out: current component names and what we did not understand. A newcomer would compare names
literally: lists say "Burgerzaken" for Burgerzakencomponent, and exports from before November 2019 carry other ids.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from landscape import knowledge
from landscape.overlap.component_words import components
from landscape.overlap.words import letters_only

ALIAS_COLUMNS = ("alias", "relation", "component", "source", "note")

_BETWEEN = re.compile(r"[;|\n]")
_SUFFIX = "component"


@dataclass(frozen=True)
class Given:
    """Components named by a list: current names in the order of the cell, and the words that name none."""

    components: tuple[str, ...]
    renamed: tuple[str, ...]
    unknown: tuple[str, ...]


@cache
def _names() -> dict[str, str]:
    named: dict[str, str] = {}
    aliases = knowledge.table("component_aliases.csv", ALIAS_COLUMNS)
    for alias, component in zip(aliases["alias"], aliases["component"], strict=True):
        if component:
            named[_form(alias)] = component
    for component, object_id in zip(components()["component"], components()["gemma_object_id"], strict=True):
        named[_form(component)] = component
        named[letters_only(object_id)] = component
    return named


def _form(name: str) -> str:
    form = letters_only(name)
    return form.removesuffix(_SUFFIX) or form


def read_given(cell: str) -> Given:
    """Read one cell; a cell without any known name gives no components."""
    found: dict[str, None] = {}
    renamed, unknown = [], []
    for part in _parts(cell):
        component = _component(part)
        if component is None:
            unknown.append(part)
            continue
        found.setdefault(component)
        if _form(part) != _form(component):
            renamed.append(part)
    return Given(tuple(found), tuple(renamed), tuple(unknown))


def _parts(cell: str) -> list[str]:
    parts = [part.strip() for part in _BETWEEN.split(cell) if part.strip()]
    if len(parts) == 1 and _component(parts[0]) is None and "," in parts[0]:
        parts = [part.strip() for part in parts[0].split(",") if part.strip()]
    return parts


def _component(part: str) -> str | None:
    form = _form(part)
    return _names().get(form) or _names().get(letters_only(part).removeprefix("id"))
