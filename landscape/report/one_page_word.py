"""The page for the college as a Word file of one page, for who must be able to change a sentence.

In comes an :class:`OnePage`, out come the bytes of the document: the sentences and figures of the HTML page, in the
same order.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from docx.shared import Pt

from landscape import knowledge
from landscape.report import word
from landscape.report.one_page import OnePage
from landscape.report.word_marks import SOFT
from landscape.report.word_table import READINESS_COLOURS, Bar, table

_MARGIN_CM = 1.5
_WIDTH_CM = 21 - 2 * _MARGIN_CM
_SIZE = 9


def one_page_word(page: OnePage, reference_date: date) -> bytes:
    """The document as bytes; the same page and day give the same bytes."""

    def say(key: str, section: str = "one_page") -> str:
        return knowledge.sentence(section, key, page.language)

    footer = (page.basis[1], say("page", "report"), say("page_of", "report"))
    document = word.new_document(page.title, page.language, footer, margin_cm=_MARGIN_CM)
    _tighten(document)
    word.heading(document, page.title, 1)
    word.sentence(document, page.subtitle).runs[0].font.color.rgb = word.colour(SOFT)
    lead = word.sentence(document, " ".join(page.lead))
    lead.runs[0].font.size = Pt(11)
    lead.paragraph_format.space_before = Pt(4)
    word.heading(document, say("section_count"), 2)
    figures_table(document, page, _WIDTH_CM, say("section_count"))
    word.bullets(document, page.overlap)
    word.heading(document, say("section_risk"), 2)
    _readiness(document, page, say("readiness"))
    word.bullets(document, page.risks)
    word.heading(document, say("section_money"), 2)
    word.bullets(document, page.money)
    word.heading(document, say("section_decide"), 2)
    if page.decisions:
        heads = [say(f"column_{name}") for name in ("before", "about", "who", "money")]
        rows = [(due.before, due.about, due.who, due.money) for due in page.decisions]
        table(document, heads, rows, (2.2, 9.4, 3.3, 3.1), say("section_decide"), numbers=(3,), size=_SIZE)
    word.sentence(document, page.decisions_note)
    word.heading(document, say("section_unknown"), 2)
    word.bullets(document, page.unknown)
    for line in (page.basis[0], page.basis[2]):
        word.sentence(document, line, "Caption")
    return word.document_bytes(document, reference_date)


def _tighten(document: Any) -> None:
    """Everything a little smaller than in the long report, so that it fits one page."""
    for name in ("Normal", "List Bullet"):
        style = document.styles[name]
        style.font.size = Pt(_SIZE)
        style.paragraph_format.space_after, style.paragraph_format.line_spacing = Pt(1.5), 1.0
    document.styles["Heading 2"].font.size = Pt(12)
    document.styles["Heading 2"].paragraph_format.space_before = Pt(6)
    document.styles["Heading 2"].paragraph_format.space_after = Pt(2)
    document.styles["Heading 1"].paragraph_format.space_after = Pt(1)
    caption = document.styles["Caption"]
    caption.font.size, caption.font.bold = Pt(8), False
    caption.paragraph_format.space_before, caption.paragraph_format.space_after = Pt(2), Pt(0)


def figures_table(document: Any, page: OnePage, width_cm: float, about: str) -> None:
    """The four counts side by side, each with what it counts."""
    heads = [figure.label for figure in page.figures]
    rows = [[figure.shown for figure in page.figures], [figure.note for figure in page.figures]]
    made = table(document, heads, rows, [width_cm / len(heads)] * len(heads), about, size=_SIZE)
    for cell in made.rows[1].cells:
        cell.paragraphs[0].runs[0].font.size = Pt(18)
        cell.paragraphs[0].runs[0].font.bold = True


def _readiness(document: Any, page: OnePage, about: str) -> None:
    words = "; ".join(f"{part.label}: {part.shown}" for part in page.readiness)
    rows = [
        (part.label, Bar([(part.number, READINESS_COLOURS[part.code]), (_rest(page, part.number), "F1F5F5")],
                         f"{part.label}: {part.shown}", 8.0), part.shown)
        for part in page.readiness
    ]  # fmt: skip
    table(document, (about, "", page.figures[1].label), rows, (6.2, 9.0, 2.8), words, numbers=(2,), size=_SIZE)


def _rest(page: OnePage, number: int) -> int:
    return sum(part.number for part in page.readiness) - number
