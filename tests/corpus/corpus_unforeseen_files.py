"""Workbooks as other programs write them, and files other programs write that are no workbook of ours."""

from __future__ import annotations

from corpus_build import BODY, HEADER, NAMES, Case, raw, sheet_xml, sheet_xml_book, zip_of
from corpus_formats import ods

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def unforeseen_workbooks() -> list[Case]:
    """Allowed by the standard, and unlike what Excel writes."""
    plain = sheet_xml([HEADER, *BODY])
    return [
        Case("strict namespaces", "lijst.xlsx", raw(_strict(plain))),
        Case("prefixed tags", "lijst.xlsx", raw(sheet_xml_book(_prefixed(plain)))),
        Case("cells without places", "lijst.xlsx", raw(sheet_xml_book(_placeless()))),
        Case("absolute target", "lijst.xlsx", raw(_book(plain, target="/xl/worksheets/sheet1.xml"))),
        Case(
            "sheet in another folder",
            "lijst.xlsx",
            raw(_book(plain, target="bladen/een.xml", place="xl/bladen/een.xml")),
        ),
        Case("rich and phonetic strings", "lijst.xlsx", raw(_shared())),
        Case(
            "days since 1904",
            "lijst.xlsx",
            raw(_since_1904()),
            ("Zaakwijzer",),
            values={"contract_end_date": "2027-12-31"},
        ),
        Case(
            "booleans, errors and iso dates",
            "lijst.xlsx",
            raw(_typed()),
            ("Zaakwijzer",),
            values={"contract_end_date": "2027-12-31", "annual_cost_eur": None},
            codes=("error_cell",),
        ),
        Case("upper case member names", "lijst.xlsx", raw(_book(plain, place="xl/Worksheets/Sheet1.xml"))),
        Case(
            "utf-16 sheet",
            "lijst.xlsx",
            raw(_book('<?xml version="1.0" encoding="UTF-16"?>' + plain, encoding="utf-16")),
        ),
        Case("repeated cells in ods", "lijst.ods", raw(_repeated_ods())),
        Case("repeated to the bottom in ods", "lijst.ods", raw(_bottom_ods())),
        Case(
            "a zip with a workbook in it",
            "lijst.zip",
            raw(zip_of({"lijst.xlsx": sheet_xml_book(plain)})),
            (),
            refusal="other_zip",
        ),
        Case(
            "sylk",
            "lijst.slk",
            raw(b'ID;PWXL;N;E\r\nC;Y1;X1;K"Applicatie"\r\nC;Y2;X1;K"Zaakwijzer"\r\nE\r\n'),
            (),
            refusal="other_type",
        ),
        Case(
            "flat ods",
            "lijst.fods",
            raw(b'<?xml version="1.0"?><office:document xmlns:office="urn:x"/>'),
            (),
            refusal="other_type",
        ),
        Case("sqlite", "lijst.db", raw(b"SQLite format 3\x00" + bytes(500)), (), refusal="binary"),
        Case("parquet", "lijst.parquet", raw(b"PAR1" + bytes(range(256)) + b"PAR1"), (), refusal="binary"),
        Case(
            "calendar",
            "lijst.ics",
            raw(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"),
            (),
            refusal="no_name_column",
        ),
        Case(
            "architecture with flows",
            "model.xml",
            raw(_ameff()),
            ("Grondlog", "Zaakwijzer"),
            values={"integrations": "van Zaakwijzer", "reference_component": "Grondregistratiecomponent"},
        ),
    ]


def _strict(sheet: str) -> bytes:
    strict = "http://purl.oclc.org/ooxml"
    book = _book(sheet.replace(_MAIN, f"{strict}/spreadsheetml/main"), strict=True)
    return book


def _prefixed(sheet: str) -> str:
    for tag in ("worksheet", "dimension", "sheetData", "row", "c", "v", "is", "t"):
        for before in ("<", "</"):
            for after in (">", " ", "/"):
                sheet = sheet.replace(f"{before}{tag}{after}", f"{before}x:{tag}{after}")
    return sheet.replace("xmlns=", "xmlns:x=")


def _placeless() -> str:
    rows = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) + "</row>"
        for row in [HEADER, *BODY]
    )
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def _book(
    sheet: str,
    *,
    target: str = "worksheets/sheet1.xml",
    place: str = "xl/worksheets/sheet1.xml",
    strict: bool = False,
    encoding: str = "utf-8",
    properties: str = "",
    shared: str = "",
    styles: str = "",
) -> bytes:
    main = "http://purl.oclc.org/ooxml/spreadsheetml/main" if strict else _MAIN
    office = "http://purl.oclc.org/ooxml/officeDocument/relationships" if strict else _OFFICE
    more = f'<Relationship Id="rId2" Type="{office}/sharedStrings" Target="sharedStrings.xml"/>' if shared else ""
    more += f'<Relationship Id="rId3" Type="{office}/styles" Target="styles.xml"/>' if styles else ""
    types = (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
        f'<Override PartName="/{place}" ContentType="{_KIND}.worksheet+xml"/>'
        + (f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_KIND}.sharedStrings+xml"/>' if shared else "")
        + (f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>' if styles else "")
        + "</Types>"
    )
    members = {
        "[Content_Types].xml": types.encode(),
        "_rels/.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ).encode(),
        "xl/workbook.xml": (
            f'<workbook xmlns="{main}" xmlns:r="{office}">{properties}<sheets>'
            '<sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ).encode(),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{office}/worksheet" Target="{target}"/>{more}</Relationships>'
        ).encode(),
        place: sheet.encode(encoding),
    }
    if shared:
        members["xl/sharedStrings.xml"] = shared.encode()
    if styles:
        members["xl/styles.xml"] = styles.encode()
    return zip_of(members)


def _shared() -> bytes:
    texts = ["Applicatie", "Leverancier", *NAMES]
    items = "".join(f"<si><r><t>{text[:3]}</t></r><r><rPr><b/></rPr><t>{text[3:]}</t></r></si>" for text in texts[:-1])
    items += f'<si><t>{texts[-1]}</t><rPh sb="0" eb="1"><t>klank</t></rPh></si>'
    cells = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    cells += "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>{n}</v></c></row>' for n in (2, 3, 4))
    sheet = f'<worksheet xmlns="{_MAIN}"><sheetData>{cells}</sheetData></worksheet>'
    return _book(sheet, shared=f'<sst xmlns="{_MAIN}" count="5" uniqueCount="5">{items}</sst>')


_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


def _since_1904() -> bytes:
    header = '<row r="1">' + _text("A1", "Applicatie") + _text("B1", "Einddatum contract") + "</row>"
    row = '<row r="2">' + _text("A2", "Zaakwijzer") + '<c r="B2" s="1"><v>45290</v></c></row>'
    sheet = f'<worksheet xmlns="{_MAIN}"><sheetData>{header}{row}</sheetData></worksheet>'
    return _book(sheet, properties='<workbookPr date1904="1"/>', styles=_STYLES)


def _typed() -> bytes:
    names = ("Applicatie", "SaaS?", "Kosten per jaar", "Einddatum contract", "Versie")
    header = (
        '<row r="1">'
        + "".join(_text(f"{letter}1", name) for letter, name in zip("ABCDE", names, strict=True))
        + "</row>"
    )
    row = (
        '<row r="2">' + _text("A2", "Zaakwijzer") + '<c r="B2" t="b"><v>1</v></c><c r="C2" t="e"><v>#DIV/0!</v></c>'
        '<c r="D2" t="d" s="1"><v>2027-12-31T00:00:00</v></c><c r="E2" t="str"><f>1+1</f><v>9.10</v></c></row>'
    )
    sheet = f'<worksheet xmlns="{_MAIN}"><sheetData>{header}{row}</sheetData></worksheet>'
    return _book(sheet, styles=_STYLES)


def _text(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def _repeated_ods() -> bytes:
    """The same cell three times, as OpenDocument writes equal neighbours."""
    return _changed_ods(
        '<table:table-cell office:value-type="string"><text:p>Kade ICT</text:p></table:table-cell>',
        '<table:table-cell office:value-type="string" table:number-columns-repeated="1">'
        "<text:p>Kade <text:span>ICT</text:span><text:s text:c='1'/></text:p></table:table-cell>",
    )


def _bottom_ods() -> bytes:
    cells = '<table:table-cell table:number-columns-repeated="1024"/>'
    empty = f'<table:table-row table:number-rows-repeated="1048500">{cells}</table:table-row>'
    return _changed_ods("</table:table>", f"{empty}</table:table>")


def _changed_ods(before: str, after: str) -> bytes:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(ods([HEADER, *BODY]))) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["content.xml"] = members["content.xml"].decode().replace(before, after).encode()
    return zip_of(members)


def _ameff() -> bytes:
    """Two applications of which one specialises a reference component, and a flow between them."""
    elements = "".join(
        f'<element identifier="{key}" xsi:type="ApplicationComponent"><name xml:lang="nl">{name}</name></element>'
        for key, name in (("a", "Zaakwijzer"), ("b", "Grondlog"))
    )
    elements += (
        '<element identifier="r" xsi:type="ApplicationComponent"><name>Grondregistratiecomponent</name>'
        '<properties><property propertyDefinitionRef="p"><value>Referentiecomponent</value></property></properties>'
        "</element>"
    )
    relations = (
        '<relationship identifier="1" source="b" target="r" xsi:type="Specialization"/>'
        '<relationship identifier="2" source="a" target="b" xsi:type="Flow"><name>Percelen</name></relationship>'
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><model xmlns="http://www.opengroup.org/xsd/archimate/3.0/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" identifier="m"><name>Model</name>'
        f"<elements>{elements}</elements><relationships>{relations}</relationships>"
        '<propertyDefinitions><propertyDefinition identifier="p" type="string"><name>GEMMA type</name>'
        "</propertyDefinition></propertyDefinitions></model>"
    ).encode()
