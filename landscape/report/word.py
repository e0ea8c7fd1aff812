"""A Word document that everybody can read: style, headings, lists, contents, page numbers, and its bytes.

In comes plain text, out goes a python-docx document. What a newcomer would get wrong: the language of the document is
set, or a screen reader reads Dutch as English; text is only ever put in as text, so no field and no link comes from an
upload; and Word stamps the clock into a file, so it is packed again with the reference date: same frames, same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from landscape.report.figures import plain
from landscape.report.word_marks import ACCENT, INK, SOFT, bookmark, field, link

FONT = "Calibri"
_LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}
_HEADINGS = {1: (20, 0, 6), 2: (14, 10, 3), 3: (11, 5, 1)}
"""Size, space before and space after of each level, in points."""


def new_document(title: str, language: str, footer: Sequence[str], *, margin_cm: float = 2.1) -> Any:
    """An empty A4 document in our style: language, margins, headings, and a footer with page numbers.

    Args:
        footer: the text before the page number, then the words for "Page" and "of".
    """
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(margin_cm)
    section.top_margin = section.bottom_margin = Cm(margin_cm - 0.3)
    section.footer_distance = section.header_distance = Cm(1.0)
    _styles(document, language)
    document.core_properties.title = plain(title)
    _footer(section, *footer)
    return document


def _styles(document: Any, language: str) -> None:
    styles = document.styles
    for default in styles.element.iter(qn("w:lang")):
        default.set(qn("w:val"), _LANGUAGES[language])
    _font(styles["Normal"], 10, INK)
    styles["Normal"].paragraph_format.space_after = Pt(4)
    styles["Normal"].paragraph_format.line_spacing = 1.12
    _font(styles["Title"], 30, ACCENT, bold=True)
    for line in styles["Title"].element.iter(qn("w:pBdr")):
        line.getparent().remove(line)
    _font(styles["Subtitle"], 13, SOFT)
    styles["Subtitle"].font.italic = False
    for spread in styles["Subtitle"].element.iter(qn("w:spacing")):
        if spread.getparent().tag == qn("w:rPr"):
            spread.set(qn("w:val"), "0")
    for level, (size, before, after) in _HEADINGS.items():
        style = styles[f"Heading {level}"]
        _font(style, size, ACCENT, bold=True)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.keep_with_next = True
    _font(styles["Caption"], 8.5, SOFT)
    styles["Caption"].paragraph_format.space_after = Pt(4)
    styles["Caption"].paragraph_format.line_spacing = 1.0
    _font(styles["List Bullet"], 10, INK)
    styles["List Bullet"].paragraph_format.space_after = Pt(2)
    _font(styles["Footer"], 8.5, SOFT)


def _font(style: Any, size: float, colour: str, *, bold: bool = False) -> None:
    style.font.name, style.font.size, style.font.bold = FONT, Pt(size), bold
    style.font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.rPr.rFonts
    for theme in [name for name in fonts.attrib if name.endswith("Theme")]:  # a theme font would win from ours
        del fonts.attrib[theme]
    fonts.set(qn("w:hAnsi"), FONT)
    fonts.set(qn("w:cs"), FONT)


def _footer(section: Any, text: str, page: str, of: str) -> None:
    paragraph = section.footer.paragraphs[0]
    paragraph.add_run(f"{plain(text)}   ·   {page} ")
    field(paragraph, "PAGE", "1")
    paragraph.add_run(f" {of} ")
    field(paragraph, "NUMPAGES", "1")


def heading(document: Any, text: str, level: int, *, new_page: bool = False) -> Any:
    """A heading that the contents list and a screen reader find."""
    paragraph = document.add_heading(plain(text), level)
    paragraph.paragraph_format.page_break_before = new_page
    return paragraph


def sentence(document: Any, text: str, style: str = "Normal") -> Any:
    """A paragraph of plain text."""
    return document.add_paragraph(plain(text, 2_000), style)


def bullets(document: Any, lines: Iterable[str]) -> None:
    """A list; an empty one leaves nothing."""
    for line in lines:
        document.add_paragraph(plain(line, 1_000), "List Bullet")


class Contents:
    """A list of contents that is filled while the headings are made; Word renews it with page numbers on request."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._place = document.add_paragraph()
        self._entries: list[tuple[int, str, str]] = []

    def heading(self, text: str, level: int, *, new_page: bool = False) -> Any:
        """A heading that stands in the list and can be jumped to."""
        name = f"_Toc{len(self._entries) + 1:06d}"
        made = heading(self._document, text, level, new_page=new_page)
        bookmark(made, name, len(self._entries) + 1)
        self._entries.append((level, plain(text), name))
        return made

    def fill(self) -> None:
        """Write the list in its place: one line per heading, as a field that Word can renew."""
        for at, (level, text, name) in enumerate(self._entries):
            line = self._place.insert_paragraph_before()
            line.paragraph_format.left_indent = Cm(0.7 * (level - 1))
            line.paragraph_format.space_after = Pt(1)
            if not at:
                field(line, 'TOC \\o "1-2" \\h', None)
            link(line, text, name)
        field(self._place, None, None)


def document_bytes(document: Any, reference_date: date) -> bytes:
    """The file: every date in it is the reference date, so that the same document gives the same bytes."""
    midnight = datetime(reference_date.year, reference_date.month, reference_date.day)  # noqa: DTZ001 - Word has no zones
    about = document.core_properties
    about.author = about.last_modified_by = "Landschapswijzer"
    about.created = about.modified = midnight
    about.revision, about.comments, about.keywords = 1, "", ""
    rough, packed = io.BytesIO(), io.BytesIO()
    document.save(rough)
    stamp = (max(reference_date.year, 1980), reference_date.month, reference_date.day, 0, 0, 0)
    with zipfile.ZipFile(rough) as before, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as after:
        for entry in before.infolist():
            after.writestr(zipfile.ZipInfo(entry.filename, stamp), before.read(entry), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def colour(code: str) -> RGBColor:
    """A colour given as ``RRGGBB``."""
    return RGBColor.from_string(code)
