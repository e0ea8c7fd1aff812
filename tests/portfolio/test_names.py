"""Names: what is cut off, what stays, and which package a name means."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from landscape.portfolio.name_text import parse_name
from landscape.portfolio.names import NAME_COLUMNS, add_names, name_key
from landscape.portfolio.vendors import canonical_vendor


def _named(*rows: tuple[str, str]) -> pd.DataFrame:
    frame = pd.DataFrame(
        [(name, vendor, "") for name, vendor in rows], columns=["name", "vendor", "version"], dtype="str"
    )
    return add_names(frame)


def _package(name: str, vendor: str = "") -> str:
    return str(_named((name, vendor)).loc[0, "package"])


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=60))
def test_normalising_a_key_once_more_changes_nothing(text: str) -> None:
    assert name_key(name_key(text)) == name_key(text)


_PIECES = [
    "Centric",
    "Key2",
    "(test)",
    "v7.2",
    "20/20",
    "- acceptatie",
    "B.V.",
    "Office",
    "365",
    "2019",
    "é",
    "+",
    "[",
    "Pro",
    "II",
]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=6).map(" ".join))
def test_normalising_twice_changes_nothing_for_names_built_from_known_pieces(text: str) -> None:
    assert name_key(name_key(text)) == name_key(text)


def test_version_environment_and_vendor_are_columns_and_not_part_of_the_key() -> None:
    row = _named(("Centric Key2Burgerzaken v7.2 (test)", "")).loc[0]
    assert row["name_key"] == "key2burgerzaken"
    assert (row["name_version"], row["name_environment"], row["vendor_name"]) == ("v7.2", "test", "Centric")


def test_the_version_column_outranks_the_version_in_the_name() -> None:
    frame = pd.DataFrame({"name": ["Djuma v3"], "vendor": [""], "version": ["3.4"]}, dtype="str")
    assert add_names(frame).loc[0, "name_version"] == "3.4"


@pytest.mark.parametrize(
    ("name", "version"),
    [("Office 365", ""), ("Squit XO", ""), ("Squit 20/20", ""), ("Verseon 2019", "2019"), ("SPSS 20 Base", "20")],
)
def test_only_a_number_that_is_a_version_is_taken_for_one(name: str, version: str) -> None:
    assert _named((name, "")).loc[0, "name_version"] == version


def test_a_name_that_is_all_version_or_environment_keeps_its_last_word() -> None:
    assert [name_key(text) for text in ("Test", "2019", "v8", "")] == ["test", "2019", "v8", ""]


def test_a_remark_between_brackets_is_no_part_of_the_name() -> None:
    plain, remark = name_key("Neuron BAG"), name_key("Neuron BAG (komt dubbel voor A00504)")
    assert plain == remark


def test_an_explaining_bracket_keeps_products_apart() -> None:
    assert name_key("Aeolus Back (Jeugd)") != name_key("Aeolus Back (Zorg)")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Key2Burgerzaken v7.2 (test)", "Key2Burgerzaken"),
        ("BBP (Beleids Bestuurlijke Planning)",) * 2,
        ("Office 365",) * 2,
    ],
)
def test_the_name_to_read_is_the_product_with_its_explanation(name: str, shown: str) -> None:
    assert _named((name, "")).loc[0, "name_display"] == shown


def test_a_plus_at_the_end_of_a_word_belongs_to_the_name() -> None:
    assert name_key("MOR+") != name_key("MOR")
    assert name_key("Notepad ++") == name_key("Notepad++")


@pytest.mark.parametrize(
    ("names", "package"),
    [
        (
            ["Key2BAG", "Centric Objectregistratie", "Centric Objectregistratie / (Key2)BAG"],
            "Centric Objectregistratie",
        ),
        (["Agresso", "Unit4 Business World", "UBW"], "Unit4 Business World"),
        (["OBI4wan", "Spotler Engage"], "Spotler Engage"),
        (["Zaaksysteem.nl", "xxllnc Zaken"], "xxllnc Zaken"),
        (["Key2Burgerzaken", "Centric Burgerzaken", "KEY2BURGERZAKEN 7.1 - acceptatie"], "Centric Burgerzaken"),
        (["iBurgerzaken", "PinkRoccade i-Burgerzaken", "iBurgerzaken - module reisdocumenten"], "iBurgerzaken"),
    ],
)
def test_a_rename_a_spelling_and_a_module_keep_the_product(names: list[str], package: str) -> None:
    assert [_package(name) for name in names] == [package] * len(names)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Squit XO", "Rx.Mission"), ("Squit XO", "Squit 20/20"), ("Verseon", "Djuma"), ("QlikView", "Qlik Sense"),
        ("Office 2013", "Microsoft 365"), ("Neuron ESB", "Neuron Integratieplatform"), ("ProActive", "Proactis"),
        ("iBurgerzaken", "iBurgerzaken e-diensten"), ("Key2Control", "Key2Burgerzaken"), ("Visio", "Office 365"),
    ],
)  # fmt: skip
def test_a_successor_a_namesake_and_a_module_sold_apart_are_other_products(one: str, other: str) -> None:
    assert _package(one) != ""
    assert _package(one) != _package(other)


@pytest.mark.parametrize(
    ("name", "package", "vendor"),
    [
        ("Verseon (Circle)", "Verseon", "Visma Circle"), ("BCT - Corsa 9", "Corsa", "BCT"),
        ("SAP Crystal Reports", "Crystal Reports", "SAP"), ("TOPdesk SaaS", "TOPdesk", "TOPdesk"),
        ("Key2Burgerzaken Reisdocumenten", "Centric Burgerzaken", "Centric"),
        ("Office 365 E3", "Microsoft 365", "Microsoft"),
        ("pgAdmin III (PGADMIN 1.18.1 )", "pgAdmin", "pgAdmin (open source)"),
        ("Key2Belastingen / Key2Waarderen", "", ""),
        ("Opvolger van alles (voorheen Squit XO)", "", ""), ("SharePoint subsidieregister", "", ""),
    ],
)  # fmt: skip
def test_vendors_hosting_editions_and_parts_around_a_name_are_understood(name: str, package: str, vendor: str) -> None:
    row = _named((name, "")).loc[0]
    assert (row["package"], row["vendor_name"]) == (package, vendor)


def test_key2control_is_not_made_by_centric() -> None:
    assert _named(("Key2Control", "")).loc[0, "vendor_name"] == "Key2Control"


@pytest.mark.parametrize("name", ["Zaaksysteem", "Subsidieregister", "Meldingen openbare ruimte", "Anonimiseren", ""])
def test_a_generic_name_without_vendor_is_no_package(name: str) -> None:
    assert _package(name) == ""


def test_an_ordinary_word_counts_as_whole_name_or_beside_its_vendor_only() -> None:
    assert _package("Profit", "AFAS Software B.V.") == "AFAS Profit"
    assert _package("Profit") == "AFAS Profit"
    assert _package("Profit", "Bakkerij Jansen") == ""
    assert _package("Non profit register") == ""


def test_a_vendor_turns_a_generic_name_into_its_package() -> None:
    row = _named(("Burgerzaken", "Centric Netherlands BV")).loc[0]
    assert (row["package"], row["package_how"]) == ("Centric Burgerzaken", "vendor_and_name")


def test_own_builds_of_two_organisations_are_never_one_known_package() -> None:
    assert _package("Zaakmagazijn") == ""
    assert _package("MijnHuwelijk", "SoftwareHuis gemeente") == ""


@pytest.mark.parametrize(
    ("text", "vendor"),
    [
        ("Centric Netherlands B.V.", "Centric"), ("CENTRIC IT Solutions", "Centric"), ("Roxit", "Visma Roxit"),
        ("Raet", "Visma YouServe"), ("Visma | Raet", "Visma YouServe"), ("Circle Software Group B.V.", "Visma Circle"),
        ("Exxellence Group", "xxllnc"), ("SIMgroep BV", "xxllnc"), ("n.v.t.", ""), ("Diverse", ""), ("", ""),
        ("ArgoNexus B.V.", "ArgoNexus"), ("Bakkerij Jansen b.v.", "Bakkerij Jansen"),
    ],
)  # fmt: skip
def test_spellings_take_overs_and_legal_forms_lead_to_one_vendor(text: str, vendor: str) -> None:
    assert canonical_vendor(text) == vendor


def test_no_row_is_lost_and_row_order_changes_nothing() -> None:
    rows = [
        ("Key2BAG", "Centric"),
        ("", ""),
        ("Key2BAG", "Centric"),
        ("JOIN", "DECOS bv"),
        ("x", "Acme BV"),
        ("y", "ACME"),
    ]
    forward, backward = _named(*rows), _named(*reversed(rows))
    assert len(forward) == len(rows)
    reordered = backward.iloc[::-1].reset_index(drop=True)
    pd.testing.assert_frame_equal(forward, reordered)
    assert forward[list(NAME_COLUMNS)].notna().all(axis=None)


def test_what_the_organisation_wrote_stays_as_it_is() -> None:
    row = _named(("KEY2BAG  (test)", "centric bv")).loc[0]
    assert (row["name"], row["vendor"]) == ("KEY2BAG  (test)", "centric bv")


@pytest.mark.parametrize(
    ("name", "vendor", "package"),
    [
        ("Microsoft 365 E3", "Microsoft", "Microsoft 365"), ("OfficeScan", "Trend Micro", "Apex One"),
        ("FME Server", "", "FME"), ("FME Flow", "Safe Software", "FME"),
        ("Centric obj.registratie (BAG)", "Centric", "Centric Objectregistratie"), ("ORTEC WS", "Ortec", "OWS"),
        ("Intranet (Embrace)", "Embrace", "Embrace"), ("dgDialog BGT", "", "dg DIALOG BGT"),
        ("JCC", "JCC Software", ""), ("dg Dialog", "Sweco", ""), ("Mercell", "Mercell", ""),
    ],
)  # fmt: skip
def test_old_names_plans_and_abbreviations_lead_to_the_package_and_a_bare_vendor_to_none(
    name: str, vendor: str, package: str
) -> None:
    row = add_names(pd.DataFrame({"name": [name], "vendor": [vendor], "version": [""]})).loc[0]
    assert row["package"] == package


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"),
        ("<b>Zaak</b> 2.0", "<b>Zaak</b> 2.0"),
        ("Naam (v2", "Naam (v2"),
        ("Key2Burgerzaken (test) 4.1", "Key2Burgerzaken"),
    ],
)
def test_a_name_is_shown_whole_when_cleaning_would_break_its_brackets(name: str, shown: str) -> None:
    assert parse_name(name, lambda _: False, lambda _: False).display == shown


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Exact Globe", "Exact"), ("Exact Online", "Exact")),
        (("Civil 3D", "Autodesk"), ("AutoCAD", "Autodesk")),
        (("Documentum", ""), ("OpenText Content Server", "")),
        (("Dynamics NAV", ""), ("Business Central", "Microsoft")),
        (("UltraVNC", ""), ("RealVNC", "")),
    ],
)
def test_products_sold_apart_are_packages_of_their_own(one: tuple[str, str], other: tuple[str, str]) -> None:
    frame = pd.DataFrame([(*one, ""), (*other, "")], columns=["name", "vendor", "version"], dtype="str")
    found = add_names(frame)["package"].tolist()
    assert "" not in found
    assert found[0] != found[1]


def test_a_package_is_known_behind_the_name_of_its_own_vendor_also_a_plain_word() -> None:
    assert _package("Circle Verseon") == "Verseon"
    assert _package("Circle Verseon", "Circle Software") == "Verseon"
    assert _package("Circle Verseon", "Een ander") == ""
    assert _package("Circle Subsidies") == ""
