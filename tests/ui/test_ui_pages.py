"""Every page in both languages: without data it says where to go, with data it shows it, and uploads stay text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from landscape.ui import components, frames_overview, shell
from landscape.ui.labels import catalogue
from landscape.ui.sharing import PARTS
from landscape.ui.shell import guarded
from landscape.ui.uploads import Source
from tests.ui.small_region import PAGES, PAYLOADS, ROOT, STANDS_ALONE, small_analysis

OpenPage = Callable[..., AppTest]
READS_MARKDOWN = ("title", "header", "subheader", "markdown", "caption", "info", "error", "warning", "success")


def spoken(page: AppTest) -> Iterator[str]:
    """Every text of the page that Streamlit reads as Markdown."""
    for kind in READS_MARKDOWN:
        yield from (element.value for element in getattr(page, kind))
    yield from (element.label for element in (*page.button, *page.metric, *page.expander, *page.tabs, *page.selectbox))
    for table in page.table:
        yield from (str(cell) for cell in table.value.to_numpy().ravel())


def everything(page: AppTest) -> str:
    return "\n".join(spoken(page))


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_with_and_without_data(open_page: OpenPage, page: str, language: str) -> None:
    for analysis in (None, small_analysis()):
        shown = open_page(page, analysis, taal=language)
        assert not shown.exception
        assert shown.title[0].value == catalogue(language)["page"][page]


@pytest.mark.parametrize("page", [page for page in PAGES if page not in STANDS_ALONE])
def test_without_data_a_page_says_where_to_go(open_page: OpenPage, page: str) -> None:
    shown = open_page(page)
    assert catalogue("nl")["empty"][page] in everything(shown)
    assert [link.value for link in shown.page_link] == ["Ga naar Inlezen"]
    assert not shown.dataframe


def test_counts_of_the_files_add_up_on_the_screen(open_page: OpenPage) -> None:
    text = everything(open_page("inlezen", small_analysis()))
    assert "5 rijen gelezen = 4 applicaties + 1 geweigerd" in text


def test_a_refused_file_is_one_sentence_and_the_others_are_shown(open_page: OpenPage) -> None:
    shown = open_page("inlezen", small_analysis())
    assert [error.value for error in shown.error] == ["**Zaaksysteem\\.pdf**: Zaaksysteem is een PDF\\."]
    assert list(shown.dataframe[0].value["file"]) == ["Aadorp.xlsx", "beekstad.csv"]


def test_how_a_file_was_understood_names_header_row_field_and_who_decided(open_page: OpenPage) -> None:
    shown = open_page("inlezen", small_analysis())
    assert "koprij 4: 2 van 4 kolommen gebruikt" in everything(shown)
    mapping = next(table.value for table in shown.dataframe if "header" in table.value.columns)
    assert list(mapping["field"]) == ["Applicatie", "Omschrijving", "Niet gebruikt", "Persoonsgegeven, weggelaten"]
    assert list(mapping["decided_by"]) == ["Kolomkop", "Inhoud van de kolom", "Niet herkend", "Inhoud van de kolom"]


def test_the_landscape_gives_four_counts_and_a_way_to_their_rows(open_page: OpenPage) -> None:
    shown = open_page("landschap", small_analysis())
    assert {metric.label: metric.value for metric in shown.metric[:4]} == {
        "Rijen": "5",
        "Applicaties": "4",
        "Producten": "3",
        "Organisaties": "2",
    }
    shown.button(key="open_products").click().run()
    assert shown.title[0].value == "Applicaties"
    assert list(shown.dataframe[-1].value["product_name"]) == ["Zaaksysteem", "Onbekend ding", "Oud archief"]


def test_the_story_of_the_overview_says_state_double_and_due_and_leads_to_the_rows(open_page: OpenPage) -> None:
    shown = open_page("landschap", small_analysis())
    assert {metric.label: metric.value for metric in shown.metric[4:]} == {
        "Legacy applicaties": "1",
        "Functies die dubbel zijn ingevuld": "0",
        "Besluiten die niet kunnen wachten": "0",
    }
    assert "Van de 4 applicaties zijn er 1 legacy, 1 cloudgeschikt en 1 html5/SaaS-gereed" in everything(shown)
    assert "Geen functie heeft bij meer organisaties verschillende producten." in everything(shown)
    assert "Op 01-07-2026 is er geen besluit dat nu moet of al te laat is." in everything(shown)
    shown.button(key="story_open_state").click().run()
    assert shown.title[0].value == "Applicaties"
    assert list(shown.dataframe[-1].value["name"]) == ["Oud archief"]
    assert shown.query_params["gereedheid"] == "legacy"


def test_figures_of_the_overview_are_those_of_the_rows() -> None:
    small = small_analysis()
    ends = frames_overview.trend(small.applications, small.reference_date)
    assert list(ends["period"]) == ["< 2026", "2026", "2027", "2028", "2029", "2030", "> 2030"]
    assert ends.set_index("period")["contract_ends"].loc[["2027", "2029"]].tolist() == [1, 1]
    assert ends["support_ends"].sum() == 1
    assert frames_overview.ids_of_event(small.applications, "support_ends", "< 2026", small.reference_date) == ("a2",)
    costs = frames_overview.functions_by_cost(small.matrix)
    assert costs["applications"].sum() == len(small.applications)
    assert costs.iloc[0].to_dict() == {
        "component": "Zaakafhandelcomponent",
        "organisations": 2,
        "applications": 2,
        "known_annual_cost_eur": 20000.0,
        "applications_without_cost": 0,
    }


def test_reasons_behind_the_outcomes_are_counted_when_somebody_asks(open_page: OpenPage) -> None:
    shown = open_page("applicaties", small_analysis(), filter_view="reasons")
    assert not shown.exception
    counted = next(table.value for table in shown.dataframe if "example" in table.value.columns)
    assert counted["applications"].sum() == 4


def test_an_application_shows_its_function_with_certainty_reason_and_the_next_ones() -> None:
    rows = small_analysis().applications.set_index("application_id", drop=False)
    first, last = (components.function_facts(rows.iloc[at]) for at in (0, 3))
    said = ["Zaakafhandelcomponent", "90 %", "Bekend pakket", rows.iloc[0]["component_reason"]]
    assert list(first.values()) == [*said, "Documentbeheercomponent 10 %"]
    assert list(last) == ["component", "component_reason"]


def test_filters_keep_only_the_rows_asked_for(open_page: OpenPage) -> None:
    shown = open_page("applicaties", small_analysis())
    shown.multiselect(key="filter_organisations").select("Beekstad").run()
    assert list(shown.dataframe[-1].value["name"]) == ["Zaaksysteem 2", "Onbekend ding"]
    shown.text_input(key="filter_words").set_value("zaak").run()
    assert list(shown.dataframe[-1].value["name"]) == ["Zaaksysteem 2"]
    shown.button(key="clear_filters").click().run()
    assert len(shown.dataframe[-1].value) == 4


def test_reading_without_files_says_what_to_do(open_page: OpenPage) -> None:
    shown = open_page("inlezen")
    shown.button(key="upload_start").click().run()
    assert [warning.value for warning in shown.warning] == ["Kies eerst een of meer bestanden."]


def test_a_filter_without_result_says_so(open_page: OpenPage) -> None:
    shown = open_page("applicaties", small_analysis())
    shown.text_input(key="filter_words").set_value("bestaat niet").run()
    assert not shown.exception
    assert "Geen applicaties gevonden" in everything(shown)


def test_a_long_list_comes_in_pages_and_counts_all_rows(open_page: OpenPage) -> None:
    small = small_analysis()
    copies = [
        small.applications.assign(application_id=small.applications["application_id"] + str(n)) for n in range(300)
    ]
    shown = open_page("applicaties", replace(small, applications=pd.concat(copies, ignore_index=True)))
    assert "Rijen 1 tot en met 500 van 1.200." in everything(shown)
    assert len(shown.dataframe[-1].value) == 500
    shown.session_state["choice_application_page"] = 3
    shown.run()
    assert not shown.exception
    assert "Rijen 1.001 tot en met 1.200 van 1.200." in everything(shown)
    assert len(shown.dataframe[-1].value) == 200


def test_a_candidate_shows_reasons_for_and_against_and_leads_to_its_rows(open_page: OpenPage) -> None:
    shown = open_page("kandidaten", small_analysis())
    text = everything(shown)
    assert "Wat ervoor spreekt" in text
    assert "Wat ertegen spreekt" in text
    assert "Twee contracten" in text
    assert "van \\-\u2060€\u00a0500 tot €\u00a02\\.500\\, midden €\u00a01\\.000" in text
    assert "01\\-01\\-2027 \\(later\\)" in text
    shown.button(key="open_candidate").click().run()
    assert shown.title[0].value == "Applicaties"
    assert list(shown.dataframe[-1].value["name"]) == ["Zaaksysteem", "Zaaksysteem 2"]


def test_the_chosen_function_lists_its_applications(open_page: OpenPage) -> None:
    shown = open_page("overlap", small_analysis(), choice_function="Zaakafhandelcomponent")
    assert list(shown.dataframe[-1].value["name"]) == ["Zaaksysteem", "Zaaksysteem 2"]
    shown = open_page("overlap", small_analysis(), choice_function="")
    assert list(shown.dataframe[-1].value["name"]) == ["Onbekend ding"]


@pytest.mark.parametrize("part", PARTS)
def test_every_part_of_overlap_is_drawn_and_stands_in_the_address(open_page: OpenPage, part: str) -> None:
    shown = open_page("overlap", small_analysis(), overlap_view=part)
    assert not shown.exception
    assert shown.query_params.get("deel", "matrix") == part


def test_overlaps_have_their_own_view(open_page: OpenPage) -> None:
    shown = open_page("overlap", small_analysis(), overlap_view="overlaps")
    assert any("overlap_name" in table.value.columns for table in shown.dataframe)


def test_lists_without_overlap_or_candidates_say_so(open_page: OpenPage) -> None:
    small = small_analysis()
    bare = replace(small, overlaps=small.overlaps[:0], pairs=small.pairs[:0], candidates=small.candidates[:0])
    assert "Geen saneringskandidaten gevonden" in everything(open_page("kandidaten", bare))
    assert "Geen overlap gevonden" in everything(open_page("overlap", bare, overlap_view="overlaps"))
    assert "Geen paren" in everything(open_page("reviewlijst", bare))


@pytest.mark.parametrize(
    "page", [*PAGES, *(f"overlap:{part}" for part in PARTS), "kandidaten:time", "applicaties:reasons"]
)
def test_uploaded_text_is_never_markdown(open_page: OpenPage, page: str) -> None:
    name, _, view = page.partition(":")
    keys = {"overlap": "overlap_view", "kandidaten": "kandidaten_deel", "applicaties": "filter_view"}
    state = {keys[name]: view} if view else {}
    payloads = " ".join(PAYLOADS)
    shown = open_page(name, small_analysis(payloads, payloads.replace("/", "_"), (Source("b.csv", b""),)), **state)
    assert not shown.exception
    assert [text for text in spoken(shown) if any(payload in text for payload in PAYLOADS)] == []


def test_the_language_of_the_page_follows_the_switch(open_page: OpenPage) -> None:
    shown = open_page("landschap", small_analysis())
    assert any('lang = "nl"' in element.value for element in shown.html)
    shown = open_page("landschap", small_analysis(), taal="en")
    assert any('lang = "en"' in element.value for element in shown.html)
    assert shown.title[0].value == "Landscape"


def test_a_mistake_of_ours_is_one_sentence_and_its_details_go_to_the_log(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(name: str) -> None:
        raise KeyError("/een/pad")

    monkeypatch.setattr(shell, "guarded", guarded)
    monkeypatch.setattr(components, "head", broken)
    shown = open_page("landschap", small_analysis())
    assert not shown.exception
    assert [error.value for error in shown.error] == [catalogue("nl")["shell"]["broken"]]
    assert "/een/pad" in caplog.text


def test_pages_fit_on_one_screen_and_hold_no_logic() -> None:
    for page in (ROOT / "landscape" / "ui" / "pages").glob("*.py"):
        source = page.read_text(encoding="utf-8")
        assert len(source.splitlines()) < 60, page.name
        assert "groupby" not in source
        assert "def " not in source
