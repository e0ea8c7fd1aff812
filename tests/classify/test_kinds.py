"""Kinds: every rule keeps its own examples, and the order of the rules is what we promise."""

import pandas as pd
import pytest

from landscape import knowledge, records
from landscape.classify.decide import classify
from landscape.classify.kinds import KIND_COLUMNS, RULE_KEYS, Rule, add_kinds, facility_of, rules
from landscape.classify.learner import TRAINING_DATE
from landscape.classify.nothing import NO_APPLICATION_RULES, words_that_say_so
from landscape.classify.signals import NOT_APPLICATION_FILE
from landscape.portfolio.names import add_names


def _kinds(*rows: dict[str, str]) -> pd.DataFrame:
    frame = records.empty(records.APPLICATION_COLUMNS).reindex(range(len(rows)))
    for column in frame.columns:
        if column in ("row",) or records.FIELDS.get(column, "text") != "text":
            continue
        frame[column] = pd.Series([row.get(column, "") for row in rows], dtype="str")
    return add_kinds(add_names(frame))


def _kind(name: str, **cells: str) -> str:
    return str(_kinds({"name": name, **cells}).loc[0, "application_kind"])


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_every_rule_matches_its_own_examples_and_not_its_counterexamples(rule: Rule) -> None:
    assert rule.matches
    assert rule.does_not_match
    assert [cell for cell in rule.matches if not rule.fires(cell)] == []
    assert [cell for cell in rule.does_not_match if rule.fires(cell)] == []


def test_every_rule_has_a_known_kind_a_sentence_in_both_languages_a_reason_and_a_source() -> None:
    for entry in knowledge.settings("kinds.toml", ["rule"])["rule"]:
        assert entry["kind"] in records.APPLICATION_KINDS
        assert all(entry[key] for key in RULE_KEYS if key not in ("words", "matches", "does_not_match"))
        for language in knowledge.LANGUAGES:
            assert knowledge.sentence("application_kind", entry["text"], language, value="x", type="y")
    assert len({rule.id for rule in rules()}) == len(rules())


def test_a_tool_known_everywhere_outranks_the_word_in_the_column_and_the_reason_says_so() -> None:
    row = _kinds({"name": "7Zip", "application_type": "Vakapplicatie"}).loc[0]
    assert row["application_kind"] == "office_technical"
    assert "7-Zip" in row["application_kind_reason"]
    assert "Vakapplicatie" in row["application_kind_reason"]


@pytest.mark.parametrize(
    "name",
    ["Adobe Reader", "Putty", "Filezilla", "WinSCP", "Java Runtime", "Microsoft Visual C++ Redistributables 2010",
     "Sentinel Driver 7.6.5", "Fonts", "SQL Developer", "FireFox", "Sccm Remotecontrol", "Notepad ++"],
)  # fmt: skip
def test_office_tools_and_technical_parts_are_recognised_by_name(name: str) -> None:
    assert _kind(name, application_type="Vakapplicatie") == "office_technical"


@pytest.mark.parametrize(
    ("application_type", "kind"),
    [
        ("Vakapplicatie", "business"), ("Kantoorautomatisering (KA)", "office_technical"),
        ("Beheer en ontwikkeling", "office_technical"), ("Database", "office_technical"),
        ("digitale dienstverlening", "business"), ("Backoffice dienstverlening", "business"), ("nvt", "business"),
        ("Landelijke voorziening", "national_facility"), ("Hardware", "not_an_application"), ("", "business"),
    ],
)  # fmt: skip
def test_the_column_for_the_type_decides_about_a_name_we_do_not_know(application_type: str, kind: str) -> None:
    assert _kind("Wilgenrooster", application_type=application_type) == kind


def test_a_vendor_that_is_the_organisation_itself_means_own_build() -> None:
    assert _kind("Klein evenement", vendor="SoftwareHuis gemeente") == "own_build"
    assert (
        _kind("Klein evenement", vendor="Gemeente Voorbeeldstad", organisation="Gemeente Voorbeeldstad") == "own_build"
    )
    assert _kind("Klein evenement", vendor="Gemeente Elders", organisation="Gemeente Voorbeeldstad") == "business"


def test_an_empty_vendor_and_an_empty_organisation_are_not_the_same_maker() -> None:
    assert _kind("Klein evenement", vendor="", organisation="") == "business"


def test_a_row_that_says_it_stands_there_twice_is_no_application() -> None:
    assert _kind("Neuron Stelselregistratie BAG (komt dubbel voor A00504)") == "not_an_application"


def test_the_test_environment_of_an_application_stays_an_application() -> None:
    assert _kind("Key2Burgerzaken (test)") == "business"
    assert _kind("Key2Burgerzaken - acceptatie") == "business"
    assert _kind("Test") == "not_an_application"


def test_a_national_facility_is_the_facility_itself_and_not_what_connects_to_it() -> None:
    assert _kind("DigiD") == "national_facility"
    assert facility_of("Suwinet-Inkijk") == facility_of("DKD - Digitaal Klant Dossier (Suwinet)") != ""
    assert facility_of("DigiD SAML Connector") == ""


def test_every_row_gets_a_kind_a_reason_and_who_decided_and_none_is_lost() -> None:
    kinds = _kinds({"name": "a"}, {"name": ""}, {"name": "a"}, {"name": "Oracle", "custom_build": "Ja"})
    assert len(kinds) == 4
    assert kinds[list(KIND_COLUMNS)].ne("").all(axis=None)
    assert set(kinds["application_kind"]) <= set(records.APPLICATION_KINDS)


def test_an_empty_landscape_gets_its_columns_too() -> None:
    empty = add_kinds(add_names(records.empty(records.APPLICATION_COLUMNS)))
    assert set(KIND_COLUMNS) <= set(empty.columns)
    assert len(empty) == 0


@pytest.mark.parametrize(
    "cells",
    [
        {"name": "Oud pakket", "remarks": "zie Key2Financiën"}, {"name": "Kaartviewer", "remarks": "see GeoVISIA"},
        {"name": "Kaartviewer", "description": "Vervallen, zie GeoVISIA"}, {"name": "Zie Gouw7"},
        {"name": "Etiketprinter magazijn", "remarks": "apparaat"}, {"name": "Kassaprinter balie 3"},
        {"name": "Tablets buitendienst", "vendor": "Zilverlijn"}, {"name": "UPS kelder", "vendor": "APC"},
        {"name": "PRN-031", "application_type": "Printer", "vendor": "Zilverlijn"},
        {"name": "Mobiele abonnementen"}, {"name": "Koppeling DMS - zaaksysteem", "vendor": "Centric"},
        {"name": "Lijn 4", "remarks": "koppeling, geen pakket"}, {"name": "zzz_testrij"}, {"name": "TEST TEST"},
    ],
    ids=str,
)  # fmt: skip
def test_a_device_a_contract_a_line_a_test_and_a_reference_to_another_row_are_no_application(
    cells: dict[str, str],
) -> None:
    assert _kind(**cells) == "not_an_application"


@pytest.mark.parametrize(
    "cells",
    [
        {"name": "Wilgenrooster (oud)", "vendor": "Wilg", "hosting": "SaaS", "remarks": "zie Wilgenrooster 2"},
        {"name": "Wilgenrooster", "remarks": "zie bijlage"}, {"name": "Wilgenrooster", "description": "Zienswijzen"},
        {"name": "Printerbeheer"}, {"name": "iPad app toezicht"}, {"name": "Koppelingenmonitor"},
        {"name": "Koppeling sociaal domein", "technology": "Windows-service"}, {"name": "Huwelijkscontract"},
        {"name": "Wilgenrooster", "remarks": "geen software op de werkplek nodig"},
        {"name": "Wilgenrooster", "vendor": "Wilg", "technology": "Access"},
        {"name": "Wilgenrooster", "remarks": "export naar Excel"},
        {"name": "Pasbeheer", "description": "Access control"},
        {"name": "Wilgenrooster", "vendor": "Wilg", "remarks": "rapporten zelf gemaakt"},
        {"name": "Wilgenrooster", "remarks": "koppeling met landelijke voorziening"},
    ],
    ids=str,
)  # fmt: skip
def test_a_row_with_facts_of_its_own_stays_an_application(cells: dict[str, str]) -> None:
    assert _kind(**cells) == "business"


@pytest.mark.parametrize(
    "cells",
    [
        {"name": "Sleutellijst", "hosting": "Excel op de G-schijf"},
        {"name": "Sleutellijst", "database": "Access 2010"},
        {"name": "Sleutellijst", "technology": "Excel, 12 tabbladen"}, {"name": "Sleutellijst (access)"},
        {"name": "Sleutellijst", "remarks": "ooit door een oud-collega gebouwd"},
        {"name": "Sleutellijst", "vendor": "eigen"},
        {"name": "Sleutellijst", "vendor": "Gemeente Wilg", "organisation": "Wilg"},
        {"name": "Sleutellijst", "vendor": "SSC", "organisation": "SSC Wilgenland"},
    ],
    ids=str,
)  # fmt: skip
def test_what_somebody_of_the_organisation_made_is_an_own_build(cells: dict[str, str]) -> None:
    assert _kind(**cells) == "own_build"


def test_a_file_named_after_a_vendor_does_not_turn_its_products_into_own_builds() -> None:
    assert _kind("Wilgenrooster", vendor="Centric", organisation="Centric lijst") == "business"


def test_a_facility_with_its_other_name_in_brackets_is_that_facility() -> None:
    assert facility_of("JUBES (CORV)") == facility_of("CORV") != ""
    assert facility_of("DSO-LV (Omgevingsloket)") == facility_of("DSO Omgevingsloket") != ""
    assert facility_of("DigiD (koppelsoftware)") == ""
    assert _kind("Wilgregister", technology="landelijke voorziening, browser") == "national_facility"


def test_the_reason_names_the_cell_that_decided() -> None:
    row = _kinds({"name": "Sleutellijst", "hosting": "Access, K-schijf"}).loc[0]
    assert "Access, K-schijf" in row["application_kind_reason"]


@pytest.mark.parametrize(
    "cells",
    [
        {"name": "Printers"}, {"name": "Citrix Virtual Apps", "vendor": "Citrix", "hosting": "Server"},
        {"name": "Printserver software", "technology": "Windows-service"}, {"name": "Zie Gouw7"},
        {"name": "Laptops", "hosting": "SaaS", "client_type": "browser"}, {"name": "Wilgenrooster", "hosting": "SaaS"},
        {"name": "Lijn 4", "remarks": "koppeling, geen pakket"}, {"name": "Koppeling zaaksysteem - belastingen"},
        {"name": "PRN-031", "application_type": "Printer"}, {"name": "Wilgenrooster", "hosting": "SaaS",
        "remarks": "zie Wilgenrooster 2"}, {"name": "DigiD"}, {"name": "Excel-lijst", "technology": "Excel"},
    ],
    ids=str,
)  # fmt: skip
def test_kind_and_readiness_agree_on_whether_a_row_is_an_application(cells: dict[str, str]) -> None:
    kinds = _kinds(cells)
    said = classify(kinds, TRAINING_DATE).loc[0]
    assert (kinds.loc[0, "application_kind"] == "not_an_application") == (
        said["readiness_rule"] in NO_APPLICATION_RULES
    )


def test_words_for_no_application_stand_in_one_file_and_whole_names_in_it_once() -> None:
    kinds = knowledge.settings("kinds.toml", ["rule"])["rule"]
    assert [entry["id"] for entry in kinds if entry["kind"] == "not_an_application"] == ["reads_as_no_application"]
    rows = knowledge.settings(NOT_APPLICATION_FILE, ("source", "since", "signals", "rule"))["rule"]
    whole_names = [word for entry in rows if entry["id"] in ("hardware_name", "test_row", "test_row_words")
                   for word in entry["words"] if "*" not in word]  # fmt: skip
    names = pd.DataFrame({"name": pd.Series(whole_names, dtype="str")})
    assert list(words_that_say_so(names, TRAINING_DATE)) == [""] * len(whole_names)
