"""One value each: amounts, dates, counts, ja and nee, persons."""

from __future__ import annotations

import datetime as dt

from corpus_build import (
    Case,
    workbook,
)


def cells() -> list[Case]:
    """Values as people write them."""

    def one(header: str, value: object, field_name: str, expected: object, *codes: str) -> Case:
        rows = [["Applicatie", "Leverancier", header], ["Zaakwijzer", "Noordlicht", value]]
        label = f"{header}: {value!r}"
        return Case(label, "lijst.xlsx", workbook(rows), ("Zaakwijzer",), values={field_name: expected}, codes=codes)

    cost, end, users = "Kosten per jaar", "Einddatum contract", "Aantal gebruikers"
    return [
        one(cost, "€ 12.500,-", "annual_cost_eur", 12500.0),
        one(cost, "12.500,50", "annual_cost_eur", 12500.5),
        one(cost, "12,500.50", "annual_cost_eur", 12500.5),
        one(cost, "EUR 1 250,00", "annual_cost_eur", 1250.0),
        one(cost, "12k", "annual_cost_eur", 12000.0),
        one(cost, "1,2 mln", "annual_cost_eur", 1200000.0),
        one(cost, "100 per maand", "annual_cost_eur", 1200.0, "monthly_amount"),
        one("Kosten per maand", 100, "annual_cost_eur", 1200.0, "monthly_amount"),
        one(cost, "€ 900 excl. btw", "annual_cost_eur", 900.0),
        one(cost, "ca. 12k", "annual_cost_eur", None, "unreadable_amount"),
        one(cost, "1.2.3.4,0", "annual_cost_eur", None, "unreadable_amount"),
        one(cost, "-500", "annual_cost_eur", None, "negative_amount"),
        one(cost, "n.v.t.", "annual_cost_eur", None),
        one(cost, "#REF!", "annual_cost_eur", None, "error_cell"),
        one(end, "2027", "contract_end_date", "2027-12-31", "imprecise_value"),
        one(end, 2027, "contract_end_date", "2027-12-31", "imprecise_value"),
        one("Startdatum", "2027", "in_use_since_date", "2027-01-01", "imprecise_value"),
        one(end, "06-2027", "contract_end_date", "2027-06-30", "imprecise_value"),
        one(end, 46387, "contract_end_date", "2026-12-31"),
        one(end, dt.date(2027, 3, 1), "contract_end_date", "2027-03-01"),
        one(end, "1 maart 2027", "contract_end_date", "2027-03-01"),
        one(end, "t/m 31-12-27", "contract_end_date", "2027-12-31"),
        one(end, "Q2 2027", "contract_end_date", "2027-06-30", "imprecise_value"),
        one(end, "31-02-2027", "contract_end_date", None, "unreadable_date"),
        one(end, "01-01-3027", "contract_end_date", None, "impossible_date"),
        one(end, "onbepaalde tijd", "contract_end_date", None),
        one(end, "TBD", "contract_end_date", None),
        one(users, "ca. 40", "user_count", 40, "imprecise_value"),
        one(users, "10-20", "user_count", 15, "imprecise_value"),
        one(users, "1.200", "user_count", 1200),
        one(users, "40 gebruikers", "user_count", 40),
        one(users, "iedereen", "user_count", None, "unreadable_count"),
        one("Versie", "9.10", "version", "9.10"),
        one("SaaS?", "ja", "hosting", "SaaS"),
        one("SaaS?", "nee", "hosting", "geen SaaS"),
        one("Hosting", "onbekend", "hosting", ""),
        one("Eigenaar", "Jan de Vries", "business_owner", "", "personal_values"),
        one("Eigenaar", "Teamleider Burgerzaken", "business_owner", "Teamleider Burgerzaken"),
        one(
            "Opmerkingen",
            "Bel 06-12345678 of mail j.jansen@ijsseldam.example",
            "remarks",
            "Bel [weggelaten] of mail [weggelaten]",
            "personal_in_text",
        ),
        one("E-mailadres", "j.jansen@ijsseldam.example", "extra", "", "personal_column"),
        one("Kleur", "blauw", "extra", "Kleur: blauw", "header_unknown"),
        one("Omschrijving", '=HYPERLINK("http://x")', "description", ""),
    ]
