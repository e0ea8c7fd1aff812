"""How long reading takes beside bare python-calamine on the same file, and how much memory the child needs.

    python benchmarks/reading_speed.py [ROWS] [COLUMNS]

Makes a workbook of ROWS x COLUMNS (default 100,000 x 25) in a temporary folder, reads it with calamine alone and with
``read`` (columns understood, values, personal data, checks), and prints the ratio. Then 5,000 x 40.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import xlsxwriter

from landscape.portfolio.read import read

_HEADERS = (
    "Applicatie", "Leverancier", "Versie", "Afdeling", "Eigenaar", "Kosten per jaar", "Licentiekosten",
    "Onderhoudskosten", "Aantal gebruikers", "Einddatum contract", "Startdatum", "Hosting", "Type client", "Status",
    "Database", "Opmerkingen", "Beschrijving", "Koppelingen", "Referentiecomponent", "Domein", "Bedrijfskritisch",
    "Authenticatie", "BBN", "Website", "Functioneel beheerder",
)  # fmt: skip
_BARE = (
    "import sys; from python_calamine import CalamineWorkbook as W; b = W.from_path(sys.argv[1]); "
    "[b.get_sheet_by_name(n).to_python() for n in b.sheet_names]"
)


def _write(path: Path, rows: int, columns: int) -> None:
    chance = random.Random(7)
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("Applicaties")
    headers = [_HEADERS[place] if place < len(_HEADERS) else f"Kenmerk {place}" for place in range(columns)]
    sheet.write_row(0, 0, headers)
    makers = [f"Maker {chr(65 + number % 26)}{number}" for number in range(300)]
    fixed = {
        3: [f"Afdeling {number}" for number in range(40)], 4: ["Jan Jansen", "Teamleider Burgerzaken", "Piet de Vries"],
        11: ["SaaS", "On-premise", "n.v.t."], 12: ["Webapplicatie", "Client/server"], 13: ["In gebruik", "Uit gebruik"],
        14: ["Oracle", "SQL Server", ""], 17: ["Zaaksysteem; BAG", ""], 20: ["ja", "nee"], 21: ["SSO", "eigen account"],
    }  # fmt: skip
    for row in range(1, rows + 1):
        line: list[object] = [f"Pakket {row} {makers[row % 300]}", makers[row % 300], f"{row % 12}.{row % 7}"]
        for place in range(3, columns):
            if place in fixed:
                line.append(chance.choice(fixed[place]))
            elif place in (5, 6, 7):
                line.append(chance.randrange(500, 30_000) + (60_000 if place == 5 else 0))
            elif place == 8:
                line.append(chance.randrange(1, 900))
            elif place in (9, 10):
                line.append(f"{chance.randrange(1, 29):02}-{chance.randrange(1, 13):02}-{chance.randrange(2024, 2032)}")
            elif place in (15, 16):
                line.append(f"Opmerking nummer {row} over dit pakket")
            else:
                line.append(f"waarde {chance.randrange(500)}")
        sheet.write_row(row, 0, line)
    book.close()


def _busy() -> float:
    """Processor seconds of this process and its finished children: they say less about what else the machine does."""
    both = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in both)


def _measure(rows: int, columns: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lijst.xlsx"
        _write(path, rows, columns)
        start, busy = time.perf_counter(), _busy()
        subprocess.run([sys.executable, "-c", _BARE, str(path)], check=True)
        bare, bare_busy = time.perf_counter() - start, _busy() - busy
        start, busy = time.perf_counter(), _busy()
        inventory = read(path)
        ours, ours_busy = time.perf_counter() - start, _busy() - busy
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{rows} x {columns}: {len(inventory.applications)} applications of {inventory.rows_read} rows")
    print(f"  bare calamine {bare:.2f} s, read {ours:.2f} s, ratio {ours / bare:.2f}")
    print(f"  processor seconds: bare {bare_busy:.2f}, read {ours_busy:.2f}, ratio {ours_busy / bare_busy:.2f}")
    print(f"  largest child {child:.0f} MB, own process {own:.0f} MB")


if __name__ == "__main__":
    if len(sys.argv) > 2:
        _measure(int(sys.argv[1]), int(sys.argv[2]))
    else:
        _measure(5_000, 40)
        _measure(100_000, 25)
