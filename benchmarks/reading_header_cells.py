# ruff: noqa: E501 - one field a line reads best
"""Cells for every field, to measure how well columns are understood when their cells may be looked at.

Written from general knowledge of municipal lists, before looking at what the recognisers know, except for the first
thirty rows of ``header_values.csv`` (kinds of client and of application), which the writer had seen. Of every list of
words the even ones are for development and the odd ones for the measurement, so that no word is in both.
"""

from __future__ import annotations

import random
from collections.abc import Callable

_WORDS: dict[str, str] = {
    "accessibility": "A - voldoet volledig|B - voldoet gedeeltelijk|voldoet deels|status C|WCAG 2.1 AA|WCAG 2.1|niet getoetst|toegankelijkheidsverklaring aanwezig",
    "alias": "ZWS|GWS4all|Corsa zaak|BelWOZ|Oude naam Docbase|DigiBurger|GBIS|Vergunningenbalie",
    "application_function": "registreren van meldingen|zaakafhandeling|beheren van contracten|plannen van routes|facturen verwerken|burgers informeren|dossiers bewaren|inkomsten innen",
    "application_type": "Vakapplicatie|Kantoorautomatisering|Basisregistratie|Technische applicatie|Landelijke voorziening|Website|Koppelvlak|Beheertool",
    "archive": "7 jaar bewaren|Blijvend bewaren|e-Depot|vernietigen na 10 jaar|bewaartermijn 5 jaar|overbrengen|selectielijst 2020|ja, in e-depot",
    "authentication": "SSO via Azure AD|gebruikersnaam/wachtwoord|SAML|DigiD|ADFS|eHerkenning|MFA|LDAP|Active Directory|Entra ID",
    "availability": "Hoog|Laag|Midden|hoog|laag|midden|2|3",
    "bbn": "BBN1|BBN2|BBN1|BBN2|BBN3|BBN2|bbn 2|BBN 1",
    "bio_check": "uitgevoerd|niet uitgevoerd|BIO-toets gepland|akkoord|in uitvoering|toets 2025 akkoord|ja|nee",
    "biv": "BIV 222|BIV 332|2-2-1|3-3-2|H-M-L|M-M-M|221|333|111|322",
    "business_owner": "Hoofd Burgerzaken|Teamleider Financiën|Manager Sociaal Domein|Afdelingshoofd Ruimte|Directeur Bedrijfsvoering|Teammanager Belastingen",
    "business_value": "hoog|gemiddeld|laag|zeer hoog|4|3|5|2|kritiek voor dienstverlening|beperkt",
    "children": "Zaakwijzer portaal; Zaakwijzer koppelingen|Module balie|Belastingmodule WOZ|Basisregister scanmodule|Documentviewer|Formulieren",
    "client_type": "Webbrowser|Windows-client|Citrix|Client/server|Webapplicatie|Fat client|Mobiele app|browser",
    "complexity": "complex|eenvoudig|gemiddeld|hoog|laag|middel|zeer complex|standaard",
    "confidentiality": "Hoog|Laag|Midden|vertrouwelijk|openbaar|intern|2|3",
    "contract_duration": "4 jaar|48 maanden|2 jaar + 2x1 jaar|36 maanden|5 jaar|1 jaar, stilzwijgend verlengd|60 mnd|3 jaar",
    "cost_period": "per jaar|per maand|jaar|maand|kwartaal|jaarlijks|eenmalig|maandelijks",
    "cpe": "cpe:2.3:a:kade:zaak:5.2|cpe:2.3:a:noord:log:1.0|cpe:/a:kade:balie|cpe:2.3:a:licht:wijzer:2",
    "criticality": "Bedrijfskritisch|Niet kritisch|Kritiek|Ondersteunend|hoog|midden|Essentieel|Belangrijk|laag|zeer hoog",
    "custom_build": "maatwerk|standaardpakket|standaard met maatwerk|eigen bouw|standaard|pakket|deels maatwerk|zelfbouw",
    "database": "Oracle 19c|SQL Server 2019|PostgreSQL|MS SQL|Access|MySQL 8|Oracle|MariaDB|Microsoft SQL Server 2016|Progress",
    "department": "Burgerzaken|Sociaal Domein|Belastingen|Openbare Ruimte|Financiën|Vergunningen|Communicatie|Facilitair|Publiekszaken|Personeel en Organisatie",
    "description": "Applicatie voor het afhandelen van meldingen van inwoners|Registratie van alle contracten met leveranciers van de gemeente|Ondersteunt het proces van vergunningverlening van aanvraag tot besluit|Systeem voor de administratie van uitkeringen|Toepassing waarmee medewerkers ruimtes reserveren|Hiermee worden de aanslagen berekend en verstuurd",
    "distribution_channel": "MSI via Intune|App-V|SCCM|Citrix|Intune|webbrowser|Lokale installatie|VDI|werkplek|Software Center",
    "domain": "Sociaal domein|Ruimtelijk domein|Bedrijfsvoering|Dienstverlening|Veiligheid|Burgerzaken|Fysiek domein|Financiën",
    "dpia": "uitgevoerd 2024|niet nodig|pre-DPIA|in uitvoering|ja|nee|verplicht|afgerond",
    "environment": "Productie|Acceptatie|Test|OTAP|productie|test|ontwikkel|acceptatie",
    "external_package": "ja|nee|ja|nee|extern|intern|extern|intern",
    "functional_admin": "Functioneel beheer Burgerzaken|Team FB|Applicatiebeheer Belastingen|FAB sociaal domein|Informatiebeheer|Functioneel beheerder Ruimte",
    "hosting": "SaaS|On-premises|Private cloud|Eigen datacenter|Cloud|Hosted bij leverancier|on premise|Azure|eigen server|IaaS",
    "hosting_location": "Amsterdam|Nederland|Frankfurt|EU|Serverruimte gemeentehuis|Datacenter Groningen|Ierland|Duitsland|gemeentehuis|rekencentrum Zwolle",
    "hosting_provider": "KPN|Solvinity|Microsoft Azure|AWS|Equinix|Previder|eigen beheer|Uniserver",
    "integration_custom": "maatwerk|standaard|maatwerk|standaard|ja|nee",
    "integration_direction": "uitgaand|inkomend|beide|tweezijdig|in|uit",
    "integration_middleware": "Makelaarsuite|Enable-U|servicebus|ESB|BizTalk|Mule",
    "integration_protocol": "SOAP|REST|SFTP|FTP|HTTPS|bestandsuitwisseling",
    "integration_remarks": "loopt elke nacht|wordt vervangen in 2027|alleen mutaties|handmatige start nodig|niet meer in gebruik|tweemaal per dag",
    "integration_source": "Zaakwijzer|Belastingbalie|Grondlog|Basisregister|Wegenboek|Docwijzer",
    "integration_standard": "StUF-BG 3.10|StUF-ZKN|ZGW API|Digikoppeling|StUF-BG|OData",
    "integration_target": "Grondlog|Zaakwijzer|Docwijzer|Wegenboek|Belastingbalie|Basisregister",
    "integrations": "BAG, BRP|koppeling met zaaksysteem|StUF-koppeling BRP|DigiD, MijnOverheid|Zaaksysteem; DMS|API naar datawarehouse|geen koppelingen|BRK en BAG",
    "integrity": "Hoog|Laag|Midden|hoog|laag|2|3|midden",
    "license_model": "per gebruiker|Enterprise|open source|concurrent users|abonnement|per inwoner|named user|gebruiksrecht|site license|freeware",
    "module": "Basismodule|Module Parkeren|Webformulieren|Rapportage|Zaakafhandeling|Kassa|Koppelmodule|Mobiel werken",
    "municipality": "Gemeente IJsseldam|Beekstad|Terwolde-Oost|Gemeente Bronsveen|Waterrijk|Gemeente Hogeland|Veenmeer|Zuiderwoude",
    "municipality_code": "GM0193|0345|0193|GM0200|0597|0034|1926|GM1680",
    "name": "Zaakwijzer|Belastingbalie|Grondlog|Wegenboek|Docwijzer|Parkeerhulp|Burgerplein|Sociaalplus|Kadasterkijk|Meldpunt24|Raadsapp|Inkomstenwijzer",
    "notice_period": "3 maanden|6 mnd|90 dagen|1 maand|6 maanden voor einddatum|12 maanden|drie maanden|een half jaar",
    "office_dependency": "Word|Excel en Word|geen|Outlook|Excel-export|Office 365|macro's in Excel|Word-sjablonen",
    "package_id": "PKT-00123|PKT-00456|pakket-991|P10023|PKT-00789|P10044",
    "parents": "Zaaksuite|Belastingsuite|Key2|iSuite|Civision|GWS-pakket",
    "partnership": "BVO IJsselrand|Samenwerking Veluwe|ISD Noord|Dienst Dommelvallei|Drechtsteden|BUCH",
    "partnership_members": "Beekstad, Waterrijk|IJsseldam; Bronsveen|Hogeland en Veenmeer|Zuiderwoude, Veenmeer",
    "partnership_type": "gemeenschappelijke regeling|centrumgemeente|GR|bedrijfsvoeringsorganisatie|lichte samenwerking|convenant",
    "personal_data": "ja|nee|bijzondere persoonsgegevens|BSN|ja, BSN|gewone persoonsgegevens|geen|ja",
    "processing_register": "VR-2023-014|opgenomen|ja|nee|nr. 45|VR-112|verwerking 88|nog opnemen",
    "processor_agreement": "getekend|ja|nee|niet nodig|aanwezig|ontbreekt|getekend 2023|in aanvraag",
    "procurement": "Europees aanbesteed|onderhands|meervoudig onderhands|raamovereenkomst|mini-competitie|GT software|enkelvoudig|Europese aanbesteding 2022",
    "redundancy": "hoog|laag|uniek|dubbel|overlap|gedeeltelijk",
    "reference_component": "Zaakregistratiecomponent|Documentregistratiecomponent|Belastingencomponent|Kassacomponent|Gegevensmagazijncomponent|Burgerzakencomponent|Parkeercomponent|Formulierencomponent",
    "remarks": "contract wordt dit jaar herzien|let op: loopt af, nog geen vervanger|wordt uitgefaseerd zodra nieuw zaaksysteem live is|vraag uitstaan bij leverancier|samen met buurgemeente aanbesteden|geen bijzonderheden, alles in orde",
    "reminder_reason": "opzegtermijn|contract verlengen|evaluatie|aanbesteding starten|verlenging bespreken|einde ondersteuning",
    "replaced_by": "Nieuw zaaksysteem|Open Zaak|wordt vervangen door Docwijzer|Rx.Mission|Suite4|Powerbrowser|opvolger nog onbekend|iBurgerzaken",
    "security_score": "7,5|8|6|groen|oranje|rood",
    "size": "groot|middel|klein|groot|klein|middel",
    "standards": "StUF-BG|ZGW API's|StUF 3.10|Digikoppeling|CMIS|NEN 2082|StUF-ZKN|OAuth",
    "status": "In productie|Uitgefaseerd|In gebruik|Gepland|Actief|Inactief|in beheer|wordt vervangen|niet meer in gebruik|live",
    "strategic_fit": "hoog|laag|past in architectuur|past niet|gemiddeld|sluit aan",
    "supplier_version_status": "In ontwikkeling|Einde ondersteuning|Ondersteund|Teruggetrokken|in distributie|uit distributie",
    "team": "Team Zaakgericht|Team I&A|Team Data|Beheerteam ruimte|Team Werkplek|Servicedesk|Team Applicaties|Team Geo",
    "technical_admin": "Technisch beheer ICT|Systeembeheer|Team Infra|ICT-beheer|Beheer werkplek|Leverancier|TAB|Systeemteam",
    "technical_fit": "goed|matig|slecht|voldoende|3|4|2|onvoldoende",
    "technology": "Java|.NET|Windows Server 2016|Oracle Forms|Linux|PHP 7|SRVAPP012|Tomcat|Delphi|Angular",
    "time_quadrant": "Tolerate|Invest|Migrate|Eliminate|investeren|tolereren|Migreren|elimineren",
    "url": "https://www.zaakwijzer.example|http://intranet/belasting|www.grondlog.example|https://app.kade.example|https://noord.example/log|www.wegen.example",
    "usage_description": "dagelijks door balie|door alle medewerkers|alleen jaarwerk|seizoensgebonden|raadplegen door KCC|wekelijks, backoffice|bij calamiteiten|uitsluitend leesrechten",
    "vat_included": "excl. btw|incl. btw|exclusief|inclusief|ja|nee",
    "vendor": "Centric|PinkRoccade Local Government|Kade ICT|Noordlicht Software|Roxit|Microsoft|Exxellence|Decos|Visma|Genetics|Vicrea|JNet",
    "vendor_contact": "Servicedesk Kade|Accountmanager Noordlicht|support leverancier|Helpdesk Roxit|accountteam|Klantenservice",
    "version_id": "V-10023|V-20011|ver-331|V-30091|V-10024|ver-882",
}


def _dates(first: int, last: int, *, at_end: bool) -> Callable[[random.Random], str]:
    def one(chance: random.Random) -> str:
        year, month = chance.randrange(first, last), chance.randrange(1, 13)
        day = chance.choice((1, 28, 30)) if at_end else chance.randrange(1, 29)
        return f"{min(day, 28):02}-{month:02}-{year}"

    return one


def _ends(first: int, last: int) -> Callable[[random.Random], str]:
    """Ends as people note them: most on the last day of a year, half-year or month, some on another day."""

    def one(chance: random.Random) -> str:
        year = chance.randrange(first, last)
        days = ("31-12", "31-12", "31-12", "30-06", "31-03", "30-09", "01-01", "01-07", "14-05", "22-11")
        return f"{chance.choice(days)}-{year}"

    return one


def _amount(low: int, high: int) -> Callable[[random.Random], str]:
    def one(chance: random.Random) -> str:
        value = chance.randrange(low, high)
        return chance.choice((f"{value}", f"€ {value:,}".replace(",", "."), f"{value:,},00".replace(",", ".", 1)))

    return one


_MADE: dict[str, Callable[[random.Random], str]] = {
    "annual_cost_eur": _amount(500, 90_000),
    "license_cost_eur": _amount(500, 60_000),
    "maintenance_cost_eur": _amount(200, 20_000),
    "one_off_cost_eur": _amount(1_000, 150_000),
    "user_count": lambda chance: chance.choice((f"{chance.randrange(1, 900)}", f"ca. {chance.randrange(2, 40) * 5}")),
    "other_municipalities_count": lambda chance: f"{chance.randrange(1, 300)}",
    "contract_end_date": _ends(2026, 2032),
    "planned_end_date": _ends(2026, 2031),
    "end_of_support_date": _ends(2023, 2033),
    "contract_start_date": _dates(2012, 2026, at_end=False),
    "in_use_since_date": _dates(2004, 2026, at_end=False),
    "changed_date": _dates(2024, 2027, at_end=False),
    "created_date": _dates(2015, 2026, at_end=False),
    "status_date": _dates(2018, 2026, at_end=False),
    "release_date": _dates(2018, 2026, at_end=False),
    "reminder_date": _dates(2026, 2029, at_end=False),
    "version": lambda chance: chance.choice(
        (f"{chance.randrange(1, 15)}.{chance.randrange(0, 20)}", f"20{chance.randrange(18, 27)}.{chance.randrange(1, 5)}",
         f"{chance.randrange(1, 9)}.{chance.randrange(0, 9)}.{chance.randrange(0, 30)}", f"v{chance.randrange(1, 20)}")
    ),
    "application_id": lambda chance: f"APP{chance.randrange(1000, 9999)}",
    "contract_number": lambda chance: f"C{chance.randrange(2015, 2027)}-{chance.randrange(100, 999)}",
    "cost_center": lambda chance: f"{chance.randrange(6000000, 6999999)}",
    "personal_contact": lambda chance: (
        f"{chance.choice('abcdefgh')}.{chance.choice(('jansen', 'vries', 'bakker', 'smit'))}@gemeente.example"
        if chance.random() < 0.5
        else f"06-{chance.randrange(10_000_000, 99_999_999)}"
    ),
}  # fmt: skip


def fields() -> list[str]:
    """Every field there are cells for."""
    return sorted({*_WORDS, *_MADE})


def cells(field: str, chance: random.Random, *, count: int, for_test: bool) -> list[str]:
    """``count`` cells of ``field``: one in eight empty or "n.v.t.", the others out of the half asked for."""
    words = _WORDS[field].split("|")[1 if for_test else 0 :: 2] if field in _WORDS else []
    made = [_MADE[field](chance) if field in _MADE else chance.choice(words) for _ in range(count)]
    return [chance.choice(("", "n.v.t.")) if field != "name" and chance.random() < 0.125 else text for text in made]
