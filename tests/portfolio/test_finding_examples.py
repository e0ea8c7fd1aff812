"""The catalogue of findings: every finding there is has an example that makes it, here or in the corpus."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest

from landscape import knowledge
from landscape.portfolio.inventories import Wishes, read_inventories

sys.path.insert(0, str(Path(__file__).parents[1] / "corpus"))
from corpus_cases import cases

FINDINGS = knowledge.texts("nl")["finding"]
IN_CORPUS = {code for case in cases() for code in case.codes}
HEADER = "Applicatie;Leverancier;Hosting"
TOPDESK = "Applicatie Naam:;Middel-ID:;Applicatie status:;BNN Classificatie:;Rappeldatum:;Jaarlijkse kosten:"
COSTS = "\n".join(f"Pakket {letter};{number}00" for number, letter in enumerate("ABCDEFGHI", start=9))
TURNED = (
    "Applicatie;Zaakwijzer;Grondlog\nLeverancier;Noordlicht;Kade\nHosting;SaaS;lokaal\nStatus;In gebruik;In gebruik"
)

TEXTS: Mapping[str, str] = {
    "amount_in_thousands": "Applicatie;Kosten (x € 1.000)\nZaakwijzer;12",
    "contract_ends_before_start": "Applicatie;Begin contract;Einde contract\nZaakwijzer;01-01-2026;01-01-2020",
    "cost_does_not_add_up": "Applicatie;Kosten per jaar;Licentiekosten;Onderhoudskosten\nZaakwijzer;100;90;90",
    "cost_far_from_others": f"Applicatie;Kosten per jaar\n{COSTS}\nZaakwijzer;900000",
    "date_means_none": f"{TOPDESK}\nZaakwijzer;A1;In gebruik;BBN1;2036-01-01;10",
    "doubtful_name": f"{HEADER}\nZaakwijzer;Noordlicht;SaaS\nja;Kade;SaaS",
    "error_as_name": f"{HEADER}\nZaakwijzer;Noordlicht;SaaS\n#VERW!;Kade;SaaS",
    "header_by_values": "Applicatie;Type\nZaakwijzer;Client-server\nGrondlog;Webbased",
    "header_twice": "Applicatie;Leverancier;Vendor\nZaakwijzer;Noordlicht;Noordlicht",
    "more_of_these": "Applicatie;Opmerkingen\n" + "\n".join(f"P{n};mail a{n}@x.example" for n in range(220)),
    "organisation_blank": "Applicatie;Gemeente\nZaakwijzer;IJsseldam\nGrondlog;",
    "organisation_from_file_name": f"{HEADER}\nZaakwijzer;Noordlicht;SaaS",
    "organisation_spellings": "Applicatie;Gemeente\nZaakwijzer;IJsseldam\nGrondlog;ijsseldam",
    "personal_left_out": "Applicatie;Telefoon\nZaakwijzer;06-12345678",
    "retired_with_contract": "Naam;Status;Datum ingang status;Einde contract\nZ;Uitgefaseerd;01-01-2024;01-01-2029",
    "row_numbers": "Nr;Applicatie\n1;Zaakwijzer\n2;Grondlog\n3;Wegenboek",
    "saas_with_server": "Applicatie;Hosting;Server\nZaakwijzer;SaaS;SRV-APP01",
    "spelling_read": "Applicatie;BBN\nZaakwijzer;BNN2",
    "table_not_a_list": f"{HEADER}\nZaakwijzer;Noordlicht;SaaS\n\nLeveranciers;;\nPartij;Plaats;\nKade;Zwolle;",
    "turned_table": TURNED,
    "vat_mixed": "Applicatie;Kosten per jaar\nZaakwijzer;100 incl. btw\nGrondlog;100 excl. btw",
    "zero_means_unknown": f"{TOPDESK}\nZaakwijzer;A1;In gebruik;BBN1;01-01-2027;0",
}


def _hidden_sheet(book: openpyxl.Workbook) -> None:
    book.active.title = "Lijst"
    book.active.append(["Toelichting"])
    hidden = book.create_sheet("Bron")
    for row in (["Applicatie", "Leverancier", "Hosting"], ["Zaakwijzer", "Noordlicht", "SaaS"]):
        hidden.append(row)
    hidden.sheet_state = "hidden"


def _hiding_merge(book: openpyxl.Workbook) -> None:
    for row in (["Applicatie", "Leverancier"], ["Zaakwijzer", "Noordlicht"], ["Grondlog", None]):
        book.active.append(row)
    book.active.merge_cells("B2:B3")
    book.active._cells[(3, 2)] = openpyxl.cell.Cell(book.active, row=3, column=2, value="Kade")


def _date_as_version(book: openpyxl.Workbook) -> None:
    import datetime as dt

    for row in (["Applicatie", "Versie"], ["Zaakwijzer", dt.date(2010, 5, 1)]):
        book.active.append(row)


WORKBOOKS: Mapping[str, Callable[[openpyxl.Workbook], None]] = {
    "hidden_sheet_read": _hidden_sheet,
    "merged_hides": _hiding_merge,
    "version_as_date": _date_as_version,
}
SEVERAL: Mapping[str, tuple[str, str]] = {
    "also_in_other_file": (f"{HEADER}\nZaakwijzer;Noordlicht;SaaS", f"{HEADER}\nZaakwijzer;Noordlicht;SaaS"),
    "differs_in_other_file": (f"{HEADER}\nZaakwijzer;Noordlicht;SaaS", f"{HEADER}\nZaakwijzer;Noordlicht;lokaal"),
    "organisation_in_two_files": (f"{HEADER}\nZaakwijzer;Noordlicht;SaaS", f"{HEADER}\nGrondlog;Kade;SaaS"),
    "file_refused": (f"{HEADER}\nZaakwijzer;Noordlicht;SaaS", "%PDF-1.7 geen lijst"),
}
KEPT: Mapping[str, str] = dict.fromkeys(("personal_column_kept", "personal_kept"), "Telefoon") | {
    "personal_not_there": "Kolom die er niet is"
}


def _codes(files: list[Path], **wishes: Mapping[str, object]) -> set[str]:
    return set(read_inventories(files, Wishes(**wishes), lambda _: None).findings["code"])  # type: ignore[arg-type]


@pytest.mark.parametrize("code", sorted(FINDINGS))
def test_every_finding_has_an_example(code: str) -> None:
    after_matching = {"cost_far_from_product"}  # its example: tests/overlap/test_costs.py
    examples = IN_CORPUS | {*TEXTS, *WORKBOOKS, *SEVERAL, *KEPT, "organisation_unknown"} | after_matching
    assert code in examples


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_a_text_file_makes_the_finding(code: str, tmp_path: Path) -> None:
    path = tmp_path / "Rijnhout.csv"
    path.write_text(TEXTS[code], encoding="utf-8")
    assert code in _codes([path])


@pytest.mark.parametrize("code", sorted(WORKBOOKS))
def test_a_workbook_makes_the_finding(code: str, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    WORKBOOKS[code](book)
    path = tmp_path / "Rijnhout.xlsx"
    book.save(path)
    assert code in _codes([path])


@pytest.mark.parametrize("code", sorted(SEVERAL))
def test_two_files_of_one_organisation_make_the_finding(code: str, tmp_path: Path) -> None:
    paths = [tmp_path / f"deel {number}.csv" for number in (1, 2)]
    for path, text in zip(paths, SEVERAL[code], strict=True):
        path.write_text(text, encoding="utf-8")
    assert code in _codes(paths, organisations={path.name: "Rijnhout" for path in paths})


@pytest.mark.parametrize("code", sorted(KEPT))
def test_a_column_kept_knowingly_makes_the_finding(code: str, tmp_path: Path) -> None:
    path = tmp_path / "Rijnhout.csv"
    path.write_text("Applicatie;Telefoon\nZaakwijzer;06-12345678", encoding="utf-8")
    assert code in _codes([path], keep_personal={path.name: (KEPT[code],)})


def test_a_file_name_without_a_name_makes_the_finding(tmp_path: Path) -> None:
    path = tmp_path / "applicatielijst.csv"
    path.write_text("Applicatie;Hosting\nZaakwijzer;SaaS", encoding="utf-8")
    assert "organisation_unknown" in _codes([path])
