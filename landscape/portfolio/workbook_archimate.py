"""ArchiMate exchange files (AMEFF): application components as if they stood in a list.

Runs inside the child. In comes the XML, out comes one sheet with a row per application component: name, description,
identifier, the GEMMA reference components it specialises, the components it exchanges data with, and its properties.
Reference components themselves are no applications. Document definitions were refused before we get here.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, parse

from landscape.portfolio.workbook_cells import RefusedError, SheetCells, from_rows

_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
_COMPONENT = "ApplicationComponent"
_GEMMA_TYPE = "GEMMA type"
_REFERENCE = "Referentiecomponent"
_HEADERS = ("Applicatie-ID", "Applicatie", "Beschrijving", "Referentiecomponent", "Koppelingen")


def read_archimate(path: Path) -> list[SheetCells]:
    """One sheet called "ArchiMate".

    Raises:
        RefusedError: the XML is broken, or holds no application component.
    """
    try:
        root = parse(path).getroot()  # noqa: S314  # no entities are possible without a document definition
    except ParseError as problem:
        raise RefusedError("broken") from problem
    names = {
        _attribute(one, "identifier"): _attribute(one, "name") or _text(one, "name")
        for one in _all(root, "propertyDefinition")
    }
    elements = {_attribute(one, "identifier"): one for one in _all(root, "element") if one.get(_TYPE) == _COMPONENT}
    properties = {key: _properties(one, names) for key, one in elements.items()}
    reference = {key for key, values in properties.items() if values.get(_GEMMA_TYPE) == _REFERENCE}
    titles = {key: _text(one, "name") for key, one in elements.items()}
    components, exchanges = _relations(root, titles, reference)
    own = [key for key in elements if key not in reference]
    if not own:
        raise RefusedError("no_table")
    more = sorted({name for key in own for name in properties[key] if name})
    rows: list[list[str]] = [[*_HEADERS, *more]]
    for key in own:
        described = _text(elements[key], "documentation")
        joined = ("; ".join(sorted(found.get(key, ()))) for found in (components, exchanges))
        rows.append([key, titles[key], described, *joined, *(properties[key].get(name, "") for name in more)])
    return [from_rows("ArchiMate", range(1, len(rows) + 1), rows)]


def _all(root: Element, name: str) -> Iterator[Element]:
    return (one for one in root.iter() if one.tag.rpartition("}")[2] == name)


def _attribute(one: Element, name: str) -> str:
    return one.get(name) or ""


def _text(one: Element, name: str) -> str:
    return next(((child.text or "").strip() for child in one if child.tag.rpartition("}")[2] == name), "")


def _properties(one: Element, names: dict[str, str]) -> dict[str, str]:
    found = {}
    for single in _all(one, "property"):
        key = _attribute(single, "propertyDefinitionRef") or _attribute(single, "identifierref")
        found[names.get(key, "")] = _text(single, "value")
    return found


def _relations(
    root: Element, titles: dict[str, str], reference: set[str]
) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Per component the reference components it specialises, and the components it exchanges data with."""
    components: dict[str, set[str]] = {}
    exchanges: dict[str, set[str]] = {}
    for one in _all(root, "relationship"):
        source, target = _attribute(one, "source"), _attribute(one, "target")
        kind = one.get(_TYPE, "").removesuffix("Relationship")
        if source not in titles or target not in titles:
            continue
        if kind == "Specialization" and target in reference:
            components.setdefault(source, set()).add(titles[target])
        elif kind == "Flow" and source not in reference and target not in reference:
            exchanges.setdefault(source, set()).add(f"naar {titles[target]}")
            exchanges.setdefault(target, set()).add(f"van {titles[source]}")
    return components, exchanges
