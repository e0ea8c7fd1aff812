"""Every file a person takes away: the figures of the run, the same bytes twice, nothing from an upload that lives."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import docx
import openpyxl
import pandas as pd
import pytest
from docx.oxml.ns import qn

import landscape
from landscape.records import READINESS
from landscape.report.archimate import archimate
from landscape.report.basis import ReportBasis, basis_of, rules_version
from landscape.report.decisions_due import task
from landscape.report.figures import Count, estimate, plain
from landscape.report.formats import FORMATS, FRAMES
from landscape.report.one_page import one_page, without_double
from landscape.report.one_page_html import one_page_html
from landscape.report.word_table import bar_png
from landscape.report.workbook_certainty import certainty_frames
from landscape.ui import report_files
from landscape.ui.labels import catalogue
from tests.small_inventories import GEMEENTE_A, GEMEENTE_B, write_csv, write_xlsx

ON = date(2026, 7, 1)
PAYLOADS = (
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x.test","a")', "|calc", "%0A=1",
    "=DDE(\"cmd\";\"/c calc\")", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>",
    "</style><script>x</script>",
    "</p><iframe src=x>", "\"><svg onload=alert(1)>", "&lt;b&gt;&amp;", "]]><x/>", "<!DOCTYPE x [<!ENTITY a 'b'>]>",
    "&a;", "<w:fldSimple w:instr=\"DDEAUTO c:\\\\x\"/>", "{ HYPERLINK \"http://x.test\" }", "[klik](http://x.test)",
    "![](http://x.test/p.png)", "javascript:alert(1)", "\u202eevil\u0007 naam\u0000",
)  # fmt: skip
OURS = {
    "html", "head", "meta", "title", "style", "body", "header", "h1", "h2", "p", "main", "section", "dl", "div", "dt",
    "dd", "ul", "li", "span", "svg", "rect", "table", "thead", "tbody", "tr", "th", "td", "footer",
}  # fmt: skip
SPACE = "{http://www.opengroup.org/xsd/archimate/3.0/}"
TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> landscape.Region:
    folder = tmp_path_factory.mktemp("lists")
    files = [write_xlsx(folder / "Gemeente A.xlsx", GEMEENTE_A), write_csv(folder / "Gemeente B.csv", GEMEENTE_B)]
    return landscape.analyse(files, reference_date=ON)


@pytest.fixture(scope="module")
def basis(region: landscape.Region) -> ReportBasis:
    return basis_of(region, FRAMES, "nl")


@pytest.fixture(scope="module")
def hostile(basis: ReportBasis) -> ReportBasis:
    """The same run with a payload in every text that an upload can fill."""
    frames = {name: frame.copy() for name, frame in basis.frames.items()}
    texts = ("name", "vendor", "version", "organisation", "product_name", "description", "title", "reasons_for",
             "reasons_against", "missing", "customer_line", "products", "organisation_names", "overlap_name", "saw",
             "can_do", "file", "sheet", "status", "hosting", "integrations", "note", "reason", "name_1", "name_2",
             "product_label", "product_names", "component", "target_product")  # fmt: skip
    for frame in frames.values():
        for column in texts:
            if column in frame.columns:
                frame[column] = [PAYLOADS[at % len(PAYLOADS)] for at in range(len(frame))]
    many = pd.concat([frames["candidates"]] * 12, ignore_index=True).assign(title=lambda made: _cycled(len(made)))
    return ReportBasis({**frames, "candidates": many}, basis.reference_date, "nl")


def _cycled(count: int) -> list[str]:
    return [PAYLOADS[at % len(PAYLOADS)] for at in range(count)]


@pytest.mark.parametrize("kind", sorted(FORMATS))
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_same_run_gives_the_same_bytes(region: landscape.Region, kind: str, language: str) -> None:
    once = FORMATS[kind].make(basis_of(region, FRAMES, language))
    assert once == FORMATS[kind].make(basis_of(region, FRAMES, language))


def test_the_region_writes_what_the_formats_make(region: landscape.Region, basis: ReportBasis, tmp_path: Path) -> None:
    folder = region.to_reports(tmp_path / "uit")
    region.to_excel(folder / "report.xlsx")
    for kind in ("workbook", "document", "college_html", "college_word", "model"):
        assert (folder / FORMATS[kind].file_name).read_bytes() == FORMATS[kind].make(basis), kind


def test_the_app_hands_over_what_reports_read() -> None:
    assert set(report_files.FRAMES) >= set(FRAMES)
    assert {kind: made.mime for kind, made in FORMATS.items()} == report_files.TYPES


def test_a_file_to_take_away_is_called_something_in_the_language_of_its_reader() -> None:
    dutch, english = catalogue("nl")["file_name"], catalogue("en")["file_name"]
    assert set(FORMATS) < set(dutch)
    for kind, name in dutch.items():
        assert Path(english[kind]).suffix == Path(name).suffix
    assert len(set(english.values())) == len(english)
    words = re.findall(r"[a-z]+", " ".join(english.values()))
    assert not set(words) & {"zekerheid", "rapport", "tabellen", "verbeteren", "reservekopie", "oordelen"}


# --- figures ---------------------------------------------------------------------------------------------------------


def test_the_one_page_counts_what_the_frames_hold(region: landscape.Region, basis: ReportBasis) -> None:
    page = one_page(basis)
    assert [figure.number for figure in page.figures] == [7, len(region.applications), len(region.products), 2]
    counts = region.applications["readiness"].value_counts()
    assert [part.number for part in page.readiness] == [int(counts.get(code, 0)) for code in READINESS]
    known = region.applications["annual_cost_eur"]
    assert f"{known.sum():,.0f}".replace(",", ".") in page.money[0]
    assert f"{known.notna().sum()} applicaties" in page.money[0]
    due = region.candidates[region.candidates["decision_status"].isin(["decide_now", "this_year"])]
    assert len(page.decisions) == min(5, len(due))
    assert {one.candidate_id for one in page.decisions} <= set(due["candidate_id"])


def test_every_file_says_the_same_numbers(region: landscape.Region, basis: ReportBasis) -> None:
    page = one_page(basis)
    html = one_page_html(page)
    words = {kind: _paragraphs(FORMATS[kind].make(basis)) for kind in ("document", "college_word")}
    for sentence in (*page.lead, *page.money, *page.unknown, page.decisions_note):
        assert all(sentence in text for text in words.values()), sentence
        assert sentence.replace("'", "&#x27;") in html
    book = openpyxl.load_workbook(io.BytesIO(FORMATS["workbook"].make(basis)))
    assert book["Applicaties"].max_row - 1 == page.figures[1].number
    assert book["Kandidaten"].max_row - 1 == len(region.candidates)
    amounts = _column(book["Applicaties"], "Kosten per jaar (euro)")
    assert sum(value for value in amounts if value) == round(region.applications["annual_cost_eur"].sum())
    model = ElementTree.fromstring(FORMATS["model"].make(basis))
    own = [one for one in model.iter(f"{SPACE}element") if _is_application(one)]
    assert len(own) == page.figures[1].number


def test_an_application_counts_once_in_a_sum_of_savings() -> None:
    candidates = pd.DataFrame({"application_ids": ["a; b", "b; c", "d", "d; e", "f"], "money": [1, 2, 4, 8, 16]})
    assert without_double(candidates)["money"].sum() == 1 + 4 + 16


def test_unknown_cost_is_said_and_never_zero(basis: ReportBasis) -> None:
    nothing = basis.frame("applications").assign(annual_cost_eur=float("nan"))
    page = one_page(ReportBasis({**basis.frames, "applications": nothing}, ON, "nl"))
    assert "Van geen enkele applicatie" in page.money[0]
    assert "€ 0" not in " ".join(page.money[:1])


@pytest.mark.parametrize(
    ("component", "words"),
    [
        ("Inkoopcomponent", "Inkoop"),
        ("KLIC-component", "KLIC"),
        ("Bedrijfsproces beheercomponent (BPM)", "Bedrijfsproces beheer (BPM)"),
        ("Planning en control component", "Planning en control"),
        ("Component", "Component"),
    ],
)
def test_a_task_is_named_without_the_word_component(component: str, words: str) -> None:
    assert task(component) == words


def test_a_calculated_amount_is_rounded_and_a_count_chooses_its_words() -> None:
    assert estimate(12_345.0, "nl") == "€\u00a012.000"
    assert estimate(-1_234.0, "en") == "-€\u00a01,200"
    assert estimate(float("nan"), "nl") == ""
    assert f"{Count(1, 'nl'):# rij|# rijen}, {Count(1200, 'nl'):# rij|# rijen}" == "1 rij, 1.200 rijen"


def test_the_version_of_the_rules_changes_with_the_knowledge(monkeypatch: pytest.MonkeyPatch) -> None:
    before = rules_version()
    monkeypatch.setattr("landscape.knowledge.written", lambda: {"a.toml": "threshold = 1"})
    rules_version.cache_clear()
    after = rules_version()
    rules_version.cache_clear()
    assert before != after


# --- safe text -------------------------------------------------------------------------------------------------------


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def test_the_html_page_holds_our_own_tags_and_its_policy_lets_nothing_else_live(hostile: ReportBasis) -> None:
    html = FORMATS["college_html"].make(hostile).decode()
    parser = _Tags()
    parser.feed(html)
    assert {tag for tag, _ in parser.seen} <= OURS
    attributes = {name for _, held in parser.seen for name in held}
    assert not [name for name in attributes if name.startswith("on") or name in {"style", "href", "src"}]
    assert len(re.findall("<style>", html)) == 1
    style = html.partition("<style>")[2].partition("</style>")[0]
    fingerprint = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{fingerprint}'" in html


@pytest.mark.parametrize("kind", ["document", "college_word"])
def test_no_field_or_link_in_word_comes_from_an_upload(hostile: ReportBasis, kind: str) -> None:
    raw = FORMATS[kind].make(hostile)
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        relations = "".join(packed.read(name).decode() for name in packed.namelist() if name.endswith(".rels"))
        body = packed.read("word/document.xml").decode() + packed.read("word/footer1.xml").decode()
        assert not [name for name in packed.namelist() if "vba" in name.lower() or "embed" in name.lower()]
    assert 'TargetMode="External"' not in relations
    assert "<w:fldSimple" not in body
    instructions = {text.strip().split()[0] for text in re.findall(r"<w:instrText[^>]*>([^<]*)</w:instrText>", body)}
    assert instructions <= {"PAGE", "NUMPAGES", "TOC"}
    assert all(anchor.startswith("_Toc") for anchor in re.findall(r'<w:hyperlink w:anchor="([^"]*)"', body))
    assert "\u202e" not in body


def test_no_cell_of_the_workbook_or_a_table_is_a_formula(hostile: ReportBasis) -> None:
    book = openpyxl.load_workbook(io.BytesIO(FORMATS["workbook"].make(hostile)))
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.value is not None]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    assert not [cell.coordinate for cell in cells if str(cell.value)[0] in "=+-@|%" and cell.data_type == "s"
                and not cell.quotePrefix]  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(FORMATS["tables"].make(hostile))) as packed:
        for name in packed.namelist():
            back = pd.read_csv(packed.open(name), sep=";", encoding="utf-8-sig", dtype="str", keep_default_na=False)
            risky = back.map(lambda cell: cell[:1] in {"=", "+", "@", "|", "%"})
            assert not risky.to_numpy().any(), name


def test_the_model_is_sound_xml_with_nothing_added_by_a_name(hostile: ReportBasis, basis: ReportBasis) -> None:
    shapes = [[one.tag for one in ElementTree.fromstring(archimate(made)).iter()] for made in (hostile, basis)]
    assert set(shapes[0]) <= set(shapes[1]) | {f"{SPACE}documentation"}
    _check_structure(archimate(hostile))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_plain_text_is_one_line_that_xml_can_hold(payload: str) -> None:
    shown = plain(payload)
    assert "\n" not in shown
    ElementTree.fromstring(f"<a>{shown.replace('&', '&amp;').replace('<', '&lt;').replace(']]>', ']]&gt;')}</a>")
    assert not re.search("[\u0000-\u001f\u202a-\u202e]", shown)


@pytest.mark.browser
@pytest.mark.parametrize("which", ["small", "long"])
def test_the_page_for_the_college_fits_one_a4(
    basis: ReportBasis, hostile: ReportBasis, which: str, chromium: str, tmp_path: Path
) -> None:
    from playwright.sync_api import sync_playwright

    path = tmp_path / "college.html"
    path.write_bytes(FORMATS["college_html"].make(basis if which == "small" else hostile))
    asked: list[str] = []
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        pdf = page.pdf(prefer_css_page_size=True, print_background=True)
        browser.close()
    assert len(re.findall(rb"/Type\s*/Page[^s]", pdf)) == 1
    assert asked == [path.as_uri()]


# --- the Word report -------------------------------------------------------------------------------------------------


def test_the_word_report_can_be_read_by_everybody(basis: ReportBasis) -> None:
    made = docx.Document(io.BytesIO(FORMATS["document"].make(basis)))
    assert made.core_properties.title == "Ons applicatielandschap"
    assert made.core_properties.created.date() == ON
    assert {one.get(qn("w:val")) for one in made.styles.element.iter(qn("w:lang"))} == {"nl-NL"}
    levels = [int(one.style.name[-1]) for one in made.paragraphs if one.style.name.startswith("Heading")]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for table in made.tables:
        about = table._tbl.tblPr.find(qn("w:tblDescription"))
        assert about is not None
        assert about.get(qn("w:val"))
        is_list = table._tbl.tblPr.find(qn("w:tblLook")).get(qn("w:firstColumn")) == "1"
        assert is_list or table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(shape._inline.docPr.get("descr") for shape in made.inline_shapes)


def test_the_first_page_says_what_the_report_rests_on(basis: ReportBasis) -> None:
    text = _paragraphs(FORMATS["document"].make(basis))
    first = text.partition("Inhoud")[0]
    assert all(part in first for part in ("Gemeente A.xlsx", "Gemeente B.csv", "01-07-2026", rules_version()))


def test_every_overlap_candidate_of_a_small_region_has_its_page(region: landscape.Region, basis: ReportBasis) -> None:
    made = docx.Document(io.BytesIO(FORMATS["document"].make(basis)))
    pages = [one.text for one in made.paragraphs if one.style.name == "Heading 2" and one.text[:1].isdigit()]
    overlaps = region.candidates[region.candidates["kind"] == "overlap"]
    assert len(pages) == len(overlaps) > 0
    assert all(one.paragraph_format.page_break_before for one in made.paragraphs if one.text in pages
               and one.style.name == "Heading 2")  # fmt: skip


def test_a_bar_is_a_picture_of_its_parts() -> None:
    assert bar_png([(1, "000000"), (1, "FFFFFF")]).startswith(b"\x89PNG")
    assert bar_png([]) == bar_png([(0, "000000")])


# --- the ArchiMate model ---------------------------------------------------------------------------------------------


def test_our_own_reader_reads_the_model_back(region: landscape.Region, basis: ReportBasis, tmp_path: Path) -> None:
    path = region.to_archimate(tmp_path / "model.xml")
    back = landscape.read(path).applications
    for ours, theirs in (("name", "name"), ("organisation", "organisation"), ("vendor", "vendor"),
                         ("component", "reference_component"), ("annual_cost_eur", "annual_cost_eur"),
                         ("contract_end_date", "contract_end_date")):  # fmt: skip
        given, read = (frame.astype("str").fillna("") for frame in (region.applications[ours], back[theirs]))
        assert sorted(given) == sorted(read), ours
    _check_structure(path.read_bytes())


def test_a_flow_goes_the_way_the_list_says(basis: ReportBasis) -> None:
    applications = basis.frame("applications").copy()
    names = dict(zip(applications["name"], applications["application_id"], strict=True))
    applications["integrations"] = ""
    applications.loc[applications["name"] == "TOPdesk", "integrations"] = "van Zaaksysteem.nl; Onbekend ding"
    root = ElementTree.fromstring(archimate(ReportBasis({**basis.frames, "applications": applications}, ON, "nl")))
    titles = {one.get("identifier"): one.findtext(f"{SPACE}name") for one in root.iter(f"{SPACE}element")}
    flows = [(titles[one.get("source")], titles[one.get("target")]) for one in root.iter(f"{SPACE}relationship")
             if one.get(TYPE) == "Flow"]  # fmt: skip
    assert flows == [("Zaaksysteem.nl", "TOPdesk")]
    assert {"TOPdesk", "Zaaksysteem.nl"} <= set(names)


def _check_structure(raw: bytes) -> None:
    """What the exchange schema demands of the parts we write: order, identifiers, references, names with a language."""
    root = ElementTree.fromstring(raw)
    order = ["name", "documentation", "elements", "relationships", "organizations", "propertyDefinitions"]
    parts = [child.tag.removeprefix(SPACE) for child in root]
    assert parts == [part for part in order if part in parts]
    ids = [one.get("identifier") for one in root.iter() if one.get("identifier")]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[A-Za-z_][\w.-]*", one or "") for one in ids)
    known = set(ids)
    for one in root.iter():
        for name in ("source", "target", "identifierRef", "propertyDefinitionRef"):
            assert one.get(name) is None or one.get(name) in known
        children = [child.tag.removeprefix(SPACE) for child in one]
        assert one.tag != f"{SPACE}properties" or children
    for element in root.iter(f"{SPACE}element"):
        name = element.find(f"{SPACE}name")
        assert name is not None
        assert name.get("{http://www.w3.org/XML/1998/namespace}lang") == "nl"
        assert element.get(TYPE) in {"ApplicationComponent", "BusinessActor", "Grouping"}


def _is_application(element: ElementTree.Element) -> bool:
    reference = any(value.text == "Referentiecomponent" for value in element.iter(f"{SPACE}value"))
    return element.get(TYPE) == "ApplicationComponent" and not reference


def _paragraphs(raw: bytes) -> str:
    return "\n".join(_texts(docx.Document(io.BytesIO(raw)).element.body))


def _texts(body: object) -> Iterator[str]:
    for paragraph in body.iter(qn("w:p")):  # type: ignore[attr-defined]
        yield "".join(piece.text or "" for piece in paragraph.iter(qn("w:t")))


def _column(sheet: object, header: str) -> list[float | None]:
    headers = [cell.value for cell in sheet[1]]  # type: ignore[index]
    return [cell.value for cell in list(sheet.columns)[headers.index(header)][1:]]  # type: ignore[attr-defined]


# --- certainty ------------------------------------------------------------------------------------------------------


def test_the_workbook_with_certainty_says_it_of_every_value_and_the_other_does_not(
    region: landscape.Region, tmp_path: Path
) -> None:
    plain_book = openpyxl.load_workbook(region.to_excel(tmp_path / "zonder.xlsx"))
    book = openpyxl.load_workbook(region.to_excel(tmp_path / "met.xlsx", certainty=True))
    assert set(book.sheetnames) - set(plain_book.sheetnames) == {"Zekerheid"}
    told = region.certainty()
    rows = list(book["Zekerheid"].iter_rows(min_row=2, values_only=True))
    assert len(rows) == int((told["field"] != "extra").sum())
    assert {row[4] for row in rows} <= {"gegeven", "afgeleid", "voorspeld", "beoordeeld door een mens"}
    names = dict(zip(region.applications["application_id"], region.applications["name"], strict=True))
    assert all(names[row[9]] == row[1] for row in rows)


def test_values_that_do_not_fit_in_one_sheet_leave_out_what_was_given(basis: ReportBasis) -> None:
    everything = certainty_frames(basis)["certainty"]
    assert set(everything["how_certain"]) > {"given"}
    fewer = certainty_frames(basis, most=len(everything) - 1)
    assert list(fewer) == ["not_given"]
    assert len(fewer["not_given"]) == int((everything["how_certain"] != "given").sum())
