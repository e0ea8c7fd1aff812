"""Small inventories that many tests need, written as people write them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl

HEADER = ("Applicatie", "Leverancier", "Omschrijving", "Hosting", "Techniek", "Kosten per jaar", "Einddatum contract")

GEMEENTE_A: list[tuple[object, ...]] = [
    ("Key2Burgerzaken", "Centric", "burgerzaken", "on-premise", "Oracle Forms 11", "€ 82.500,-", "31-12-2027"),
    ("TOPdesk", "TOPdesk", "meldingen ICT", "SaaS", "browser", "12.000,00", "01-07-2028"),
    ("Subsidieregister", "eigen bouw", "subsidies", "", "MS Access 97", "", ""),
    ("Zaaksysteem.nl", "Mintlab", "zaakgericht werken", "SaaS, multi-tenant", "html5", "45.000", "31-12-2026"),
]
GEMEENTE_B: list[tuple[object, ...]] = [
    ("Centric Burgerzaken", "Centric Netherlands B.V.", "burgerzaken", "hosted", "Citrix", "71000", "2029-01-01"),
    ("Topdesk", "", "helpdesk", "eigen server", "webbased", "n.v.t.", ""),
    ("iBurgerzaken", "PinkRoccade", "pilot burgerzaken", "SaaS", "browser", "", "31-12-2026"),
]


def write_xlsx(path: Path, rows: Sequence[Sequence[object]], *, header: Sequence[str] = HEADER) -> Path:
    """A workbook with one plain table."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(header))
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


def write_csv(path: Path, rows: Sequence[Sequence[object]], *, header: Sequence[str] = HEADER) -> Path:
    """A semicolon CSV in cp1252, as a Dutch Excel saves it."""
    lines = [";".join(str(cell) for cell in row) for row in [header, *rows]]
    path.write_bytes("\r\n".join(lines).encode("cp1252") + b"\r\n")
    return path
