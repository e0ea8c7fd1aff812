"""Text files: encodings, separators, quotes, line ends."""

from __future__ import annotations

from corpus_build import (
    BODY,
    HEADER,
    Case,
    csv_bytes,
    raw,
    text_file,
)


def encodings() -> list[Case]:
    """Every encoding with every separator."""
    cases = []
    body = [*BODY, ["Coördinatie één", "Fryslân", "1", "", ""]]
    names = ("Belastingbalie", "Coördinatie één", "Grondlog", "Zaakwijzer")
    for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"):
        for separator in (";", ",", "\t", "|"):
            writer = text_file([HEADER, *body], separator=separator, encoding=encoding)
            label = {";": "semicolon", ",": "comma", "\t": "tab", "|": "pipe"}[separator]
            cases.append(Case(f"csv {encoding} {label}", "lijst.csv", writer, names, values={"version": "2024.1"}))
    for newline, label in (("\n", "lf"), ("\r", "cr"), ("\r\n", "crlf")):
        cases.append(Case(f"csv line ends {label}", "lijst.csv", text_file([HEADER, *BODY], newline=newline)))
    return cases


def text_files() -> list[Case]:
    """Odd text files."""
    quoted = [["Za\nak;wijzer", 'Noord"licht', "5.2", "€ 12.500,-", "31-12-2028"], *BODY[1:]]
    ragged = b"Applicatie;Leverancier;Versie\r\nZaakwijzer;Noordlicht\r\nBelastingbalie\r\nGrondlog;;9.10;;;\r\n"
    return [
        Case(
            "quotes, separators and line breaks inside cells",
            "lijst.csv",
            text_file([HEADER, *quoted]),
            ("Belastingbalie", "Grondlog", "Za ak;wijzer"),
        ),
        Case("rows of different length", "lijst.csv", raw(ragged)),
        Case("sep line first", "lijst.csv", raw(b"sep=;\r\n" + csv_bytes([HEADER, *BODY]))),
        Case("tsv by another name", "lijst.txt", text_file([HEADER, *BODY], separator="\t")),
        Case("csv called xlsx", "lijst.xlsx", text_file([HEADER, *BODY])),
        Case(
            "all cells quoted",
            "lijst.csv",
            raw(b"\r\n".join(b";".join(b'"%s"' % str(cell).encode() for cell in row) for row in [HEADER, *BODY])),
        ),
        Case("trailing separators", "lijst.csv", raw(csv_bytes([HEADER, *BODY]).replace(b"\r\n", b";;;\r\n"))),
        Case("empty lines between", "lijst.csv", raw(csv_bytes([HEADER, *BODY]).replace(b"\r\n", b"\r\n\r\n"))),
        Case("lines of separators only", "lijst.csv", raw(csv_bytes([HEADER, [""] * 5, *BODY, [""] * 5]))),
        Case("one column", "lijst.csv", text_file([["Applicatie"], ["Zaakwijzer"], ["Belastingbalie"], ["Grondlog"]])),
        Case(
            "commas in a semicolon file",
            "lijst.csv",
            text_file([HEADER, ["Zaakwijzer", "Licht, Noord, BV", "5,2", "12.500,00", ""], *BODY[1:]]),
        ),
        Case("missing quote at the end", "lijst.csv", raw(csv_bytes([HEADER, *BODY]) + b'"')),
        Case(
            "text after the table",
            "lijst.csv",
            raw(csv_bytes([HEADER, *BODY]) + b"\r\nBron: CMDB, peildatum 1 juli 2026, zonder garantie\r\n"),
            refused_rows=1,
            codes=("note_row",),
        ),
        Case(
            "title lines in csv",
            "lijst.csv",
            raw(b"Applicatielijst gemeente\r\nPeildatum 1-7-2026\r\n\r\n" + csv_bytes([HEADER, *BODY])),
            codes=("rows_above_header",),
        ),
        Case("zero bytes in the text", "lijst.csv", raw(csv_bytes([HEADER, *BODY]).replace(b"Grond", b"Gro\x00nd"))),
    ]
