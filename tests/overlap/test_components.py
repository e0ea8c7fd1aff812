"""Components: who decides, what words say, and when the honest answer is none."""

import pandas as pd
import pytest
from hypothesis import given as for_all
from hypothesis import settings as run_settings
from hypothesis import strategies as st

from landscape import records
from landscape.classify.kinds import add_kinds
from landscape.overlap.component_given import read_given
from landscape.overlap.component_words import components, hints, keywords
from landscape.overlap.components import ADDED, add_components, broad_components
from landscape.portfolio.names import add_names


def _placed(*rows: dict[str, str], language: str = "nl") -> pd.DataFrame:
    frame = records.empty(records.APPLICATION_COLUMNS).reindex(range(len(rows)))
    for column in frame.columns:
        if column != "row" and records.FIELDS.get(column, "text") == "text":
            frame[column] = pd.Series([row.get(column, "") for row in rows], dtype="str")
    return add_components(add_kinds(add_names(frame)), language)


def _component(name: str, **cells: str) -> str:
    return str(_placed({"name": name, **cells}).loc[0, "component"])


def test_what_the_list_names_itself_outranks_the_package_and_the_words() -> None:
    row = _placed({"name": "Key2Burgerzaken", "reference_component": "Subsidiecomponent"}).loc[0]
    assert (row["component"], row["component_decided_by"]) == ("Subsidiecomponent", "given")
    assert row["component_2"] == "Burgerzakencomponent"


def test_a_known_package_outranks_the_words() -> None:
    row = _placed({"name": "LIAS", "description": "subsidie subsidies subsidieregister"}).loc[0]
    assert (row["component"], row["component_decided_by"]) == ("Planning en control component", "package")


@pytest.mark.parametrize(
    ("cell", "component"),
    [
        ("Burgerzakencomponent", "Burgerzakencomponent"), ("burgerzaken", "Burgerzakencomponent"),
        ("Subsidiescomponent", "Subsidiecomponent"), ("ZRC", "Zaakregistratiecomponent"),
        ("Managementinformatiecomponent", "BI-component"), ("Relatiebeheercomponent", ""),
        ("a69a3d2f-6129-423d-9e7b-12f82f1e6f66", "Burgerzakencomponent"),
        ("id-a69a3d2f-6129-423d-9e7b-12f82f1e6f66", "Burgerzakencomponent"),
        ("558f31e1-5a98-4708-859b-f5e7bce0e4a6", "Burgerzakencomponent"), ("Klantregistratiecomponent", ""),
    ],
)  # fmt: skip
def test_names_old_names_abbreviations_and_old_ids_lead_to_the_component_of_today(cell: str, component: str) -> None:
    assert (read_given(cell).components or ("",))[0] == component


def test_a_cell_with_several_components_gives_them_all_and_reports_what_it_did_not_understand() -> None:
    given = read_given("Inkomenscomponent; Wmo-component; Toverdoos")
    assert given.components == ("Inkomenscomponent", "Wmo-component")
    assert given.unknown == ("Toverdoos",)


def test_our_own_answer_only_orders_the_components_a_list_names() -> None:
    several = {"reference_component": "Financieel component; Salarisadministratie en -verwerkingcomponent"}
    row = _placed({"name": "Salarisverwerking", **several}).loc[0]
    assert row["component"] == "Salarisadministratie en -verwerkingcomponent"
    assert row["component_2"] == "Financieel component"


def test_the_second_and_third_have_the_certainty_the_words_give_and_never_more_than_is_left() -> None:
    row = _placed({"name": "Klantbalie", "description": "afspraken, subsidies en verhuur van zalen"}).loc[0]
    assert row["component_decided_by"] == "text"
    sure = row[["component_probability", "component_2_probability", "component_3_probability"]].tolist()
    assert sure == sorted(sure, reverse=True)
    assert 0 < sure[1] <= 1 - sure[0]


def test_a_second_function_only_a_table_names_has_an_unknown_certainty() -> None:
    row = _placed({"name": "Xyz", "reference_component": "Inkomenscomponent; Wmo-component"}).loc[0]
    assert row["component_2"] != ""
    assert pd.isna(row["component_2_probability"])
    assert pd.isna(_placed({"name": "Xyz"}).loc[0, "component_2_probability"])


def test_an_unknown_component_in_the_list_is_told_and_the_words_decide() -> None:
    row = _placed({"name": "Subsidieregister", "reference_component": "Toverdoos"}).loc[0]
    assert (row["component"], row["component_decided_by"]) == ("Subsidiecomponent", "text")
    assert "Toverdoos" in row["component_reason"]


@pytest.mark.parametrize(
    ("name", "component"),
    [
        ("Burgerzakensysteem", "Burgerzakencomponent"), ("iSubsidies", "Subsidiecomponent"),
        ("Begraafplaatsadministratie", "Gravenbeheercomponent"), ("Leerlingenvervoer", "Leerlingenvervoercomponent"),
        ("Webformulier Schuldhulpverlening", "E-formulieren publicatie-en-beheercomponent"),
        ("Beheer verloren en gevonden voorwerpen", "Gevonden en verloren voorwerpencomponent"),
        ("Zaaktypecatalogus", "Zaaktypecataloguscomponent"),
        ("Salarisverwerking", "Salarisadministratie en -verwerkingcomponent"),
    ],
)  # fmt: skip
def test_words_also_count_inside_the_longer_words_dutch_makes(name: str, component: str) -> None:
    assert _component(name) == component


@pytest.mark.parametrize(
    "name", ["Wilgenrooster 7", "Objectinformatie", "Toolkit", "Schravenhage", "", "Strategie 2030"]
)
def test_a_name_that_says_nothing_gets_no_component(name: str) -> None:
    row = _placed({"name": name.replace("rooster", "")}).loc[0]
    assert (row["component"], row["component_probability"], row["component_decided_by"]) == ("", 0.0, "")
    assert row["component_reason"] != ""


@pytest.mark.parametrize("name", ["Pricing", "GAAPP", "Toolkit", ""])
def test_a_department_alone_says_who_works_with_it_and_not_what_it_does(name: str) -> None:
    assert _component(name, domain="Klantcontactcentrum") == ""
    assert _component(name, domain="Belastingen") == ""


def test_a_department_strengthens_what_the_name_hints_at() -> None:
    alone, placed = _placed({"name": "Meldkaart"}, {"name": "Meldkaart", "domain": "Openbare ruimte meldingen"})[
        "component_probability"
    ]
    assert placed >= alone


def test_a_word_of_the_same_stem_is_understood_and_named_in_the_reason() -> None:
    row = _placed({"name": "Adresonderzoeken", "description": "Onderzoek of bewoners er nog wonen, adresfraudes"}).loc[
        0
    ]
    assert row["component"] == "GBA-administratiecomponent"
    assert "adres" in row["component_reason"]


def test_words_never_make_us_surer_than_a_known_package() -> None:
    words, package = _placed({"name": "Leerlingenvervoer leerlingenvervoer"}, {"name": "Key2BAG"})[
        "component_probability"
    ]
    assert words < package


def test_the_name_weighs_more_than_the_description() -> None:
    row = {"name": "Subsidieregister", "description": "gekoppeld aan het systeem voor de begraafplaats"}
    assert _component(**row) == "Subsidiecomponent"


def test_a_broad_component_is_an_answer_that_says_so() -> None:
    placed = _placed(
        {"name": "Word"}, {"name": "Key2Burgerzaken"}, {"name": "x", "reference_component": "Verzamelcomponent"}
    )
    assert placed["component_is_broad"].tolist() == [True, False, True]
    assert {"Verzamelcomponent", "Kantoorautomatiseringcomponent", "Documentcreatiecomponent"} <= broad_components()


def test_business_intelligence_is_a_function_and_a_rest_bin_is_not() -> None:
    assert not {"BI-component", "Outputmanagementcomponent", "Financieel component"} & broad_components()


def test_words_give_no_function_to_a_national_facility_or_to_what_is_no_application() -> None:
    placed = _placed(
        {"name": "LV-WOZ"}, {"name": "Kassaprinter balie 3"}, {"name": "LV-WOZ", "reference_component": "WOZ-beheer"}
    )
    assert placed["component"].tolist() == ["", "", "WOZ-beheercomponent"]
    assert placed["component_decided_by"].tolist() == ["", "", "given"]
    assert "landelijke voorziening" in placed.loc[0, "component_reason"]


def test_a_technical_tool_gets_a_technical_component_or_none() -> None:
    placed = _placed({"name": "Burgerzaken printerdriver"}, {"name": "Netwerkmonitoring agent driver"})
    assert placed["application_kind"].tolist() == ["office_technical"] * 2
    assert placed["component"].tolist() == ["", "Netwerkbeheercomponent"]


def test_the_reason_names_the_words_the_answer_was_computed_from() -> None:
    row = _placed({"name": "Subsidieregister"}).loc[0]
    assert "subsidie" in row["component_reason"]
    english = _placed({"name": "Subsidieregister"}, language="en").loc[0, "component_reason"]
    assert english != row["component_reason"]


def test_row_order_and_other_rows_change_no_answer() -> None:
    rows = [
        {"name": "Subsidieregister"},
        {"name": "Key2BAG"},
        {"name": ""},
        {"name": "Subsidieregister", "domain": "Wmo"},
    ]
    together = _placed(*rows)[list(ADDED)]
    alone = pd.concat([_placed(row)[list(ADDED)] for row in rows], ignore_index=True)
    backward = _placed(*reversed(rows))[list(ADDED)].iloc[::-1].reset_index(drop=True)
    pd.testing.assert_frame_equal(together, alone)
    pd.testing.assert_frame_equal(together, backward)


@run_settings(max_examples=150, deadline=None)
@for_all(st.lists(st.text(max_size=40), max_size=4))
def test_any_text_gives_hints_between_nothing_and_certain(texts: list[str]) -> None:
    found = hints(texts)
    assert found.shape == (len(texts), len(keywords().words))
    assert (found.data > 0).all()


def test_every_component_finds_itself_by_each_of_its_own_keywords() -> None:
    table = keywords()
    found = hints(list(table.words))
    strongest = [int(found[row].toarray().argmax()) for row in range(len(table.words))]
    wrong = [table.words[row] for row, best in enumerate(strongest) if table.component[best] != table.component[row]]
    assert wrong == []
    assert len(components()) == 171


def test_an_empty_landscape_gets_its_columns_with_their_types() -> None:
    empty = add_components(add_kinds(add_names(records.empty(records.APPLICATION_COLUMNS))))
    kinds = ["str", "float64"] * 3 + ["str", "str", "bool"]
    assert list(empty[list(ADDED)].dtypes.astype(str)) == kinds


@pytest.mark.parametrize(
    ("description", "component", "second"),
    [
        ("sociaal domein Wmo en Jeugd", "Wmo-component", "Inkomenscomponent"),
        ("uitkeringen en inkomen", "Inkomenscomponent", "Wmo-component"),
        ("", "Inkomenscomponent", "Wmo-component"),
    ],
)
def test_the_row_chooses_among_the_functions_of_a_known_package(description: str, component: str, second: str) -> None:
    row = _placed({"name": "Suite4Sociaal", "vendor": "Centric", "description": description}).loc[0]
    assert (row["component"], row["component_2"], row["component_decided_by"]) == (component, second, "package")
    assert row["component_probability"] == pytest.approx(0.85 if description else 0.75)


def test_raas_is_a_national_facility_and_no_rival_of_burgerzaken() -> None:
    row = add_kinds(add_names(_placed({"name": "RAAS", "vendor": "RvIG"}))).loc[0]
    assert row["application_kind"] == "national_facility"
    assert _component("RAAS", vendor="RvIG") == ""
