"""How well polluted CSV files are cut into cells: one clean table, polluted in the ways of the Pollock benchmark.

    python benchmarks/reading_csv.py [--show]

The pollutions are our own, one or more per category of Pollock (separators, quotes, escapes, line ends, encodings, rows
of other widths, lines around the table, header). Per file the cells that come out of ``read_tables`` (headers included)
are compared with the cells of the clean table as a bag: F1 of precision and recall. Printed is the mean, and beside it
what pandas makes of the same files with its defaults.
"""

from __future__ import annotations

import sys
import tempfile
import warnings
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from landscape.findings import PortfolioError
from landscape.portfolio.read import read_tables

_HEADER = ["Applicatie", "Leverancier", "Datum", "Kosten", "Omschrijving"]
_ROWS = [
    [f"Pakket {number}", f"Maker {number % 4}", f"{number:02}-03-2027", f"{number}.250,00", f"doet werk, deel {number}"]
    for number in range(1, 21)
]


def _text(separator: str = ",", quote: str = '"', end: str = "\r\n", always: bool = False, escape: str = "") -> str:
    def cell(text: str) -> str:
        inside = text.replace(quote, (escape or quote) + quote)
        return f"{quote}{inside}{quote}" if always or separator in text or quote in text or "\n" in text else text

    return "".join(separator.join(map(cell, row)) + end for row in [_HEADER, *_ROWS])


def _lines(change: Callable[[list[str]], list[str]], **how: str) -> str:
    return "\r\n".join(change(_text(**how).split("\r\n")[:-1])) + "\r\n"


def _files() -> dict[str, bytes]:
    clean = _text()
    files = {"clean": clean, "no last line end": clean.rstrip(), "all quoted": _text(always=True)}
    for separator, name in (
        (";", "semicolon"),
        ("\t", "tab"),
        ("|", "pipe"),
        (", ", "comma and space"),
        (" ; ", "semicolon and spaces"),
    ):
        files[f"separator {name}"] = _text(separator)
    files["quote '"] = _text(quote="'", always=True)
    files["quote ' semicolon"] = _text(";", quote="'", always=True)
    files["line ends lf"] = _text(end="\n")
    files["line ends cr"] = _text(end="\r")
    files["line ends mixed"] = _text().replace("\r\n", "\n", 7)
    files["blank lines at the end"] = clean + "\r\n\r\n\r\n"
    files["blank lines between"] = clean.replace("\r\n", "\r\n\r\n")
    files["separators only at the end"] = clean + ",,,,\r\n" * 4
    files["title above"] = "Lijst van pakketten\r\n\r\n" + clean
    files["three lines above"] = "Lijst\r\nPeildatum 1-7-2026\r\nVersie 3\r\n" + clean
    files["note below"] = clean + "\r\nBron: CMDB\r\n"
    files["one separator too many per row"] = clean.replace("\r\n", ",\r\n")
    for place in (1, 5, 20):
        files[f"row {place} one cell short"] = _lines(
            lambda lines, at=place: [*lines[:at], lines[at].split(",", 1)[1], *lines[at + 1 :]]
        )
        files[f"row {place} one cell more"] = _lines(
            lambda lines, at=place: [*lines[:at], lines[at] + ",meer", *lines[at + 1 :]]
        )
        files[f"row {place} quote not closed"] = _lines(
            lambda lines, at=place: [*lines[:at], lines[at].rstrip('"'), *lines[at + 1 :]]
        )
        files[f"row {place} quote in a cell"] = _lines(
            lambda lines, at=place: [*lines[:at], lines[at].replace("Pakket", 'Pak"ket'), *lines[at + 1 :]]
        )
        files[f"row {place} twice"] = _lines(lambda lines, at=place: [*lines[:at], lines[at], *lines[at:]])
    files["header missing"] = clean.split("\r\n", 1)[1]
    files["header twice"] = clean.split("\r\n", 1)[0] + "\r\n" + clean
    files["header over two lines"] = "Pakket,,Contract,,\r\n" + clean
    files["line break in a cell"] = clean.replace("doet werk", "doet\nwerk")
    files["spaces around cells"] = _lines(lambda lines: [line.replace(",", " , ", 1) for line in lines])
    encoded = {name: text.encode() for name, text in files.items()}
    for encoding in ("utf-8-sig", "utf-16", "utf-16-le", "cp1252"):
        encoded[f"encoding {encoding}"] = clean.replace("Pakket", "Pakkét").encode(encoding)
    return encoded


def _bag(rows: list[list[str]]) -> Counter[str]:
    return Counter(" ".join(str(cell).split()) for row in rows for cell in row if str(cell).strip())


def _score(wanted: Counter[str], found: Counter[str]) -> float:
    both = sum((wanted & found).values())
    return 2 * both / (sum(wanted.values()) + sum(found.values())) if both else 0.0


def _ours(path: Path) -> list[list[str]]:
    try:
        return [
            row for table in read_tables(path) for row in [list(table.frame.columns), *table.frame.to_numpy().tolist()]
        ]
    except PortfolioError:
        return []


def _pandas(path: Path) -> list[list[str]]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            frame = pd.read_csv(path, dtype=str, keep_default_na=False)
        return [[str(name) for name in frame.columns], *frame.astype(str).to_numpy().tolist()]
    except Exception:
        return []


def main(*, show: bool) -> None:
    """Measure and print."""
    clean = _bag([_HEADER, *_ROWS])
    ours, theirs = [], []
    with tempfile.TemporaryDirectory() as folder:
        for name, content in _files().items():
            path = Path(folder) / "lijst.csv"
            path.write_bytes(content)
            wanted = (
                Counter({cell.replace("Pakket", "Pakkét"): count for cell, count in clean.items()})
                if "encoding" in name
                else clean
            )
            if name == "header missing":
                wanted = _bag(_ROWS)
            ours.append(_score(wanted, _bag(_ours(path))))
            theirs.append(_score(wanted, _bag(_pandas(path))))
            if show:
                print(f"{name:36} {ours[-1]:.3f} {theirs[-1]:.3f}")
    mean, other = sum(ours) / len(ours), sum(theirs) / len(theirs)
    print(f"{len(ours)} files: mean cell F1 {mean:.3f}, pandas with its defaults {other:.3f}")


if __name__ == "__main__":
    main(show="--show" in sys.argv)
