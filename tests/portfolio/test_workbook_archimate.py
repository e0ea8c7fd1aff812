"""An ArchiMate exchange file is read as a list of its application components."""

from __future__ import annotations

from pathlib import Path

import pytest

from landscape.findings import PortfolioError
from landscape.portfolio.read import read

MODEL = """<?xml version="1.0" encoding="UTF-8"?>
<model xmlns="http://www.opengroup.org/xsd/archimate/3.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
 <name xml:lang="nl">Landschap</name>
 <elements>
  <element identifier="id-1" xsi:type="ApplicationComponent"><name xml:lang="nl">Zaakwijzer</name>
   <documentation>Behandelt zaken.</documentation>
   <properties><property propertyDefinitionRef="p2"><value>Noordlicht</value></property></properties></element>
  <element identifier="id-2" xsi:type="ApplicationComponent"><name>Grondlog</name></element>
  <element identifier="id-3" xsi:type="ApplicationComponent"><name>Zaakregistratiecomponent</name>
   <properties><property propertyDefinitionRef="p1"><value>Referentiecomponent</value></property></properties></element>
  <element identifier="id-4" xsi:type="BusinessActor"><name>Balie</name></element>
 </elements>
 <relationships>
  <relationship identifier="r1" source="id-1" target="id-3" xsi:type="Specialization"/>
  <relationship identifier="r2" source="id-2" target="id-1" xsi:type="Flow"/>
 </relationships>
 <propertyDefinitions>
  <propertyDefinition identifier="p1" type="string"><name>GEMMA type</name></propertyDefinition>
  <propertyDefinition identifier="p2" type="string"><name>Leverancier</name></propertyDefinition>
 </propertyDefinitions>
</model>"""


def test_components_become_applications_with_their_function_and_flows(tmp_path: Path) -> None:
    path = tmp_path / "model.xml"
    path.write_text(MODEL, encoding="utf-8")
    frame = read(path).applications.set_index("name")
    assert sorted(frame.index) == ["Grondlog", "Zaakwijzer"]
    assert frame.loc["Zaakwijzer", "reference_component"] == "Zaakregistratiecomponent"
    assert frame.loc["Zaakwijzer", "vendor"] == "Noordlicht"
    assert frame.loc["Zaakwijzer", "integrations"] == "van Grondlog"
    assert frame.loc["Grondlog", "source_id"] == "id-2"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (MODEL.replace("</model>", ""), "broken"),
        (MODEL.replace("<model", '<!DOCTYPE model [<!ENTITY a "b">]><model', 1), "hostile_xml"),
        (MODEL.replace("ApplicationComponent", "Node"), "no_table"),
    ],
)
def test_model_that_cannot_be_read_is_refused(tmp_path: Path, content: str, code: str) -> None:
    path = tmp_path / "model.xml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(PortfolioError) as refusal:
        read(path)
    assert refusal.value.code == code
