"""The marks of WordprocessingML that python-docx has no words for: fields, bookmarks, borders, cells.

In come our own texts and names, out go XML elements. Uploaded text reaches an element only through :func:`run`, which
writes it as text; a field holds nothing but an instruction written here. The order of elements is that of the schema:
Word refuses a file in which they stand otherwise.
"""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from landscape.report.figures import plain

ACCENT, INK, SOFT, PAPER, LINE = "0B5C6B", "0D191D", "4A5C63", "F1F5F5", "CFD9DB"


def child(parent: Any, name: str, **attributes: str) -> Any:
    """A new element ``name`` (such as ``w:tr``) at the end of ``parent``; attributes as ``w_val="x"``."""
    made = OxmlElement(name)
    for attribute, value in attributes.items():
        made.set(qn(attribute.replace("_", ":", 1)), value)
    parent.append(made)
    return made


def run(parent: Any, text: str, *, size: float = 0.0, bold: bool = False, colour: str = "") -> Any:
    """A run of plain text; nothing in it is read as a mark."""
    made = child(parent, "w:r")
    if bold or colour or size:
        properties = child(made, "w:rPr")
        if bold:
            child(properties, "w:b")
        if colour:
            child(properties, "w:color", w_val=colour)
        if size:
            child(properties, "w:sz", w_val=str(round(size * 2)))
    written = child(made, "w:t")
    written.text = plain(text, 1_000)
    written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def field(paragraph: Any, instruction: str | None, shown: str | None) -> None:
    """A field of our own; without ``shown`` it is only opened, without ``instruction`` only closed."""
    parent = paragraph._p
    if instruction is not None:
        child(child(parent, "w:r"), "w:fldChar", w_fldCharType="begin")
        written = child(child(parent, "w:r"), "w:instrText")
        written.text = f" {instruction} "
        written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        child(child(parent, "w:r"), "w:fldChar", w_fldCharType="separate")
    if shown is not None:
        run(parent, shown)
    if instruction is None or shown is not None:
        child(child(parent, "w:r"), "w:fldChar", w_fldCharType="end")


def bookmark(paragraph: Any, name: str, number: int) -> None:
    """A place that can be jumped to, around the text of ``paragraph``."""
    start = OxmlElement("w:bookmarkStart")
    start.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, start)
    child(paragraph._p, "w:bookmarkEnd", w_id=str(number))


def link(paragraph: Any, text: str, name: str) -> None:
    """Text that jumps to the bookmark ``name`` in this document; a link to another place cannot be made here."""
    run(child(paragraph._p, "w:hyperlink", w_anchor=name, w_history="1"), text)


def described(picture: Any, text: str) -> None:
    """Say in words what ``picture`` (an inline shape) shows."""
    about = picture._inline.docPr
    about.set("descr", plain(text, 250))
    about.set("title", plain(text, 80))
