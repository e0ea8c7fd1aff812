"""The landscape as an ArchiMate exchange file (AMEFF 3), which Archi and other modelling tools open.

In come applications with their product, function and organisation; out comes XML. An application is an application
component that specialises its GEMMA reference component, under GEMMA's own identifier, so that the file can be merged
with the GEMMA model. It serves its organisation (a business actor). A product that stands in several lists is a
grouping of its applications: were it a component too, whoever reads the file back would count it as an application.
Exchanges of data are flows, only between applications whose names are written the same. A newcomer would join strings:
every text here is put in by the XML library, so no name can become an element.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

import pandas as pd

from landscape import knowledge
from landscape.report.basis import ReportBasis, files, rules_version
from landscape.report.figures import plain
from landscape.report.labels import code_labels, column_label

_SPACE = "http://www.opengroup.org/xsd/archimate/3.0/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_SCHEMA = f"{_SPACE} http://www.opengroup.org/xsd/archimate/3.1/archimate3_Model.xsd"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TYPE = f"{{{_XSI}}}type"
_LONGEST = 4_000
_PROPERTIES = (
    "organisation", "vendor", "version", "product_name", "readiness", "hosting", "status", "annual_cost_eur",
    "user_count", "contract_end_date", "end_of_support_date", "application_kind", "integrations",
)  # fmt: skip
_GEMMA = {"gemma_type": "GEMMA type", "object_id": "Object ID"}
_REFERENCE = "Referentiecomponent"
_BETWEEN = re.compile(r"[;|\n]|,\s")
_DIRECTION = re.compile(r"^(?P<way>naar|van|to|from)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class _Relation:
    kind: str
    source: str
    target: str


def archimate(basis: ReportBasis) -> bytes:
    """The exchange file as UTF-8; the same basis gives the same bytes."""
    register_namespace("", _SPACE)
    register_namespace("xsi", _XSI)
    applications = basis.frame("applications").sort_values("application_id", kind="stable", ignore_index=True)
    root = Element(_tag("model"), {f"{{{_XSI}}}schemaLocation": _SCHEMA, "identifier": _id("model", basis.day())})
    _name(root, basis, basis.say("archimate", "model", day=basis.day()))
    _text(root, "documentation", basis, _about(basis))
    relations = [*_relations(applications, _components(applications))]
    _elements(root, basis, applications)
    if relations:
        _add_relations(root, relations)
    _folders(root, basis, applications)
    _definitions(root, basis)
    indent(root, " ")
    body: bytes = tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + body + b"\n"


def _about(basis: ReportBasis) -> str:
    listed = "; ".join(f"{file} ({organisation})" for file, organisation, _ in files(basis))
    told = basis.say("archimate", "about", day=basis.day(), files=listed, version=rules_version())
    return f"{told} {basis.say('report', 'observation')}"


def _elements(root: Element, basis: ReportBasis, applications: pd.DataFrame) -> None:
    elements = SubElement(root, _tag("elements"))
    for organisation in sorted(applications["organisation"].unique()):
        _element(elements, basis, "BusinessActor", _id("organisation", organisation), organisation)
    for component, gemma in _components(applications).items():
        made = _element(elements, basis, "ApplicationComponent", _component_id(component, gemma), component)
        given = {"gemma_type": _REFERENCE} | ({"object_id": gemma} if gemma else {})
        _properties(made, basis, given)
    for product, members in _shared_products(applications):
        made = _element(elements, basis, "Grouping", _id("product", product), str(members["product_name"].iloc[0]))
        _text(made, "documentation", basis, basis.say("archimate", "product", n=len(members)))
    columns = [name for name in _PROPERTIES if name in applications]
    for row in applications[["application_id", "name", *_described(applications), *columns]].to_dict("records"):
        name = str(row["name"]) or str(row["application_id"])
        made = _element(elements, basis, "ApplicationComponent", _id("application", row["application_id"]), name)
        if row.get("description"):
            _text(made, "documentation", basis, str(row["description"]))
        _properties(made, basis, {key: _value(basis, key, row[key]) for key in columns})


def _described(applications: pd.DataFrame) -> list[str]:
    return ["description"] if "description" in applications else []


def _components(applications: pd.DataFrame) -> dict[str, str]:
    """Reference components in use, each with GEMMA's object id ("" for a name that GEMMA does not know)."""
    known = knowledge.table("components.csv", ("component", "gemma_object_id"))
    ids = dict(zip(known["component"], known["gemma_object_id"], strict=True))
    return {name: ids.get(name, "") for name in sorted(set(applications["component"]) - {""})}


def _component_id(component: str, gemma: str) -> str:
    return f"id-{gemma}" if gemma else _id("component", component)


def _shared_products(applications: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """Products with more than one application, by id."""
    named = applications[applications["product_id"] != ""]
    for product, members in named.groupby("product_id", sort=True):
        if len(members) > 1:
            yield str(product), members


def _relations(applications: pd.DataFrame, components: dict[str, str]) -> Iterator[_Relation]:
    """What specialises, serves, belongs together and exchanges data, each once and in one order."""
    for row in applications[["application_id", "organisation", "component"]].to_dict("records"):
        own = _id("application", row["application_id"])
        if row["component"]:
            gemma = _component_id(str(row["component"]), components[str(row["component"])])
            yield _Relation("Specialization", own, gemma)
        yield _Relation("Serving", own, _id("organisation", row["organisation"]))
    for product, members in _shared_products(applications):
        for application in members["application_id"]:
            yield _Relation("Aggregation", _id("product", product), _id("application", application))
    yield from dict.fromkeys(_flows(applications))


def _flows(applications: pd.DataFrame) -> Iterator[_Relation]:
    """Exchanges with an application of the same organisation that is written with exactly that name."""
    if "integrations" not in applications:
        return
    by_name: dict[tuple[str, str], str] = {}
    for row in applications[["application_id", "organisation", "name"]].to_dict("records"):
        by_name.setdefault((str(row["organisation"]), str(row["name"]).strip().casefold()), str(row["application_id"]))
    told = applications[applications["integrations"] != ""]
    for row in told[["application_id", "organisation", "integrations"]].to_dict("records"):
        for part in _BETWEEN.split(str(row["integrations"])):
            way = _DIRECTION.match(part.strip())
            name = part.strip()[way.end() if way else 0 :].strip().casefold()
            other = by_name.get((str(row["organisation"]), name))
            if other is not None and other != row["application_id"]:
                ends = (_id("application", row["application_id"]), _id("application", other))
                from_other = way is not None and way["way"].casefold() in {"van", "from"}
                yield _Relation("Flow", *(reversed(ends) if from_other else ends))


def _add_relations(root: Element, relations: list[_Relation]) -> None:
    made = SubElement(root, _tag("relationships"))
    for one in relations:
        identifier = _id(one.kind, f"{one.source}\0{one.target}")
        ends = {"identifier": identifier, "source": one.source, "target": one.target, _TYPE: one.kind}
        SubElement(made, _tag("relationship"), ends)


def _folders(root: Element, basis: ReportBasis, applications: pd.DataFrame) -> None:
    """A folder per organisation and one for the reference components, as somebody opens the model tree."""
    tree = SubElement(root, _tag("organizations"))
    for organisation, members in applications.groupby("organisation", sort=True):
        ids = [_id("application", one) for one in members["application_id"]]
        _folder(tree, basis, plain(organisation), ids)
    components = [_component_id(name, gemma) for name, gemma in _components(applications).items()]
    if components:
        _folder(tree, basis, basis.say("archimate", "reference_folder"), components)


def _folder(tree: Element, basis: ReportBasis, label: str, ids: list[str]) -> None:
    folder = SubElement(tree, _tag("item"))
    _text(folder, "label", basis, label)
    for identifier in ids:
        SubElement(folder, _tag("item"), {"identifierRef": identifier})


def _definitions(root: Element, basis: ReportBasis) -> None:
    made = SubElement(root, _tag("propertyDefinitions"))
    for key in (*_GEMMA, *_PROPERTIES):
        one = SubElement(made, _tag("propertyDefinition"), {"identifier": _property_id(key), "type": "string"})
        SubElement(one, _tag("name")).text = _GEMMA.get(key) or column_label(key, basis.language)


def _element(elements: Element, basis: ReportBasis, kind: str, identifier: str, name: str) -> Element:
    made = SubElement(elements, _tag("element"), {"identifier": identifier, _TYPE: kind})
    _name(made, basis, name)
    return made


def _name(parent: Element, basis: ReportBasis, text: str) -> None:
    _text(parent, "name", basis, plain(text) or basis.say("report", "unknown"))


def _text(parent: Element, tag: str, basis: ReportBasis, text: str) -> None:
    SubElement(parent, _tag(tag), {_LANG: basis.language}).text = plain(text, _LONGEST)


def _properties(made: Element, basis: ReportBasis, values: dict[str, str]) -> None:
    filled = {key: text for key, text in values.items() if text}
    if not filled:
        return
    listed = SubElement(made, _tag("properties"))
    for key, text in filled.items():
        one = SubElement(listed, _tag("property"), {"propertyDefinitionRef": _property_id(key)})
        _text(one, "value", basis, text)


def _value(basis: ReportBasis, key: str, value: Any) -> str:
    """A value as our own reader reads it back: amounts with a decimal comma, dates as jjjj-mm-dd, codes in words."""
    if pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float):
        return f"{value:.2f}".replace(".", ",")
    return str(code_labels(key, basis.language).get(str(value), value))


def _tag(name: str) -> str:
    return f"{{{_SPACE}}}{name}"


def _property_id(key: str) -> str:
    return f"property-{key.replace('_', '-')}"


def _id(kind: str, key: object) -> str:
    """An identifier the schema accepts (a letter first, no spaces), equal for the same thing in every run."""
    fingerprint = hashlib.sha256(f"{kind}\0{key}".encode()).hexdigest()
    return f"id-{fingerprint[:32]}"
