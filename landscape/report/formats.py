"""Everything a person takes away, by name: which file it is, what kind, and how it is made from a basis.

In comes a :class:`ReportBasis`, out come bytes. The app, the command line and the notebook all make their files here,
so that they hold exactly the same figures. A newcomer would make a second workbook for the app: then two workbooks of
one run differ.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from landscape.records import OUTPUTS
from landscape.report.archimate import archimate
from landscape.report.basis import ReportBasis
from landscape.report.document import document
from landscape.report.folder import csv_text
from landscape.report.frames import for_export
from landscape.report.one_page import one_page
from landscape.report.one_page_html import one_page_html
from landscape.report.one_page_word import one_page_word
from landscape.report.sheets import ON_REQUEST, ORDER
from landscape.report.workbook import workbook_bytes
from landscape.report.workbook_certainty import certainty_frames

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

FRAMES = tuple(name for name in dict.fromkeys((*ORDER, *OUTPUTS, "inventories")) if name not in ON_REQUEST)
"""The frames that reports read, where a run made them."""


@dataclass(frozen=True)
class Format:
    """One kind of file: the name it gets, its type for a browser, and the function that makes it."""

    file_name: str
    mime: str
    make: Callable[[ReportBasis], bytes]


def _workbook(basis: ReportBasis) -> bytes:
    inventories = basis.frame("inventories")
    return workbook_bytes(basis.frames, basis.reference_date, language=basis.language, inventories=inventories)


def _workbook_certainty(basis: ReportBasis) -> bytes:
    return _workbook(replace(basis, frames={**basis.frames, **certainty_frames(basis)}))


def _college_html(basis: ReportBasis) -> bytes:
    return one_page_html(one_page(basis)).encode()


def _college_word(basis: ReportBasis) -> bytes:
    return one_page_word(one_page(basis), basis.reference_date)


def _tables(basis: ReportBasis) -> bytes:
    """The CSV files of a run in one zip file, with the reference date as their date."""
    on, packed = basis.reference_date, io.BytesIO()
    stamp = (max(on.year, 1980), on.month, on.day, 0, 0, 0)
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as folder:
        for name in OUTPUTS:
            if name in basis.frames:
                content = csv_text(for_export(name, basis.frames[name])).encode("utf-8-sig")
                folder.writestr(zipfile.ZipInfo(f"{name}.csv", stamp), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


FORMATS: Mapping[str, Format] = {
    "workbook": Format("report.xlsx", _EXCEL, _workbook),
    "workbook_certainty": Format("report-certainty.xlsx", _EXCEL, _workbook_certainty),
    "document": Format("report.docx", _WORD, document),
    "college_html": Format("college.html", "text/html", _college_html),
    "college_word": Format("college.docx", _WORD, _college_word),
    "model": Format("model.xml", "application/xml", archimate),
    "tables": Format("tables.zip", "application/zip", _tables),
}
"""Every file by name, in the order a reader is shown them."""
