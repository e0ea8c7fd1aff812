"""What somebody says about columns of a stored list is kept in the partnership and holds for the next list."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from streamlit.testing.v1 import AppTest

from landscape.partnership import open_partnership
from landscape.ui.labels import label
from landscape.ui.uploads import Source
from tests.ui.pressing import go, press

OpenPage = Callable[..., AppTest]
FIRST = "Applicatie;Leverancier;Waarop\r\nZaaksysteem;Mintlab;blauw\r\nTopdesk;TOPdesk;groen\r\n"


def test_a_column_corrected_in_a_partnership_is_kept_there_and_read_so_next_time(
    open_page: OpenPage, data: Path
) -> None:
    page = open_page("samenwerking")
    page.text_input[0].set_value("regio")
    page = go(press(page, "Maak"), "wijzigingen")
    page.file_uploader(key="changes_files").upload("Gemeente A.csv", FIRST.encode())
    press(press(page, "Bekijk de verschillen"), "Neem over")
    go(page, "inlezen")
    assert any("bewaren uw keuze in het samenwerkingsverband" in one.value for one in page.markdown)
    if page.toggle:
        page.toggle[0].set_value(True).run(timeout=120)
    next(box for box in page.selectbox if "Waarop" in box.label).set_value("hosting")
    press(page, "Bewaar")
    assert [one.value for one in page.success] == [
        "Bewaard in het samenwerkingsverband regio. De volgende lijst met deze koppen lezen we zo."
    ]
    assert next(box for box in page.selectbox if "Waarop" in box.label).value == "hosting"
    with open_partnership(data / "regio.duckdb", create=False) as partnership:
        [(headers, fields)] = partnership.mappings()
        assert headers == {"applicatie", "leverancier", "waarop"}
        assert fields["waarop"] == "hosting"
        assert partnership.applications()["hosting"].eq("").all()
    go(page, "wijzigingen")
    page.file_uploader(key="changes_files").upload("Gemeente A.csv", FIRST.encode())
    press(page, "Bekijk de verschillen")
    (preview,) = page.session_state["proposed_changes"].previews
    assert preview.inventory.applications["hosting"].tolist() == ["blauw", "groen"]


def test_a_loose_list_is_read_as_the_open_partnership_knows_its_columns(open_page: OpenPage, data: Path) -> None:
    page = open_page("samenwerking")
    page.text_input[0].set_value("regio")
    press(page, "Maak")
    with open_partnership(data / "regio.duckdb", create=False) as partnership:
        partnership.remember_mapping(["applicatie", "leverancier", "waarop"], {"waarop": "hosting"})
    go(page, "inlezen")
    assert page.radio(key="upload_where").value == "keep"
    page.radio(key="upload_where").set_value("loose").run()
    page.file_uploader(key="upload_files").upload("Gemeente A.csv", FIRST.encode())
    page.button(key="upload_start").click().run(timeout=120)
    assert not page.exception, page.exception
    analysis = page.session_state["analysis"]
    assert analysis.recalled == ("Gemeente A.csv",)
    assert sorted(analysis.applications["hosting"]) == ["blauw", "groen"]
    assert analysis.sources == (Source("Gemeente A.csv", FIRST.encode()),)


def test_on_inlezen_a_list_becomes_a_dry_run_of_the_open_partnership(open_page: OpenPage, data: Path) -> None:
    page = open_page("samenwerking")
    page.text_input[0].set_value("regio")
    press(page, "Maak")
    go(page, "inlezen").file_uploader(key="upload_files").upload("Gemeente A.csv", FIRST.encode())
    page.button(key="upload_start").click().run(timeout=120)
    assert not page.exception, page.exception
    assert page.session_state["partnership_name"] == "regio"
    assert page.session_state["proposed_changes"].previews[0].counts["added"] == 2
    with open_partnership(data / "regio.duckdb", create=False) as partnership:
        assert partnership.imports().empty


def test_a_column_corrected_in_the_dry_run_is_read_so_at_once_and_kept_when_it_is_taken_over(
    open_page: OpenPage, data: Path
) -> None:
    page = open_page("samenwerking")
    page.text_input[0].set_value("regio")
    go(press(page, "Maak"), "wijzigingen").file_uploader(key="changes_files").upload("Gemeente A.csv", FIRST.encode())
    press(page, "Bekijk de verschillen")
    assert page.session_state["proposed_changes"].previews[0].inventory.applications["hosting"].tolist() == ["", ""]
    next(box for box in page.selectbox if "Waarop" in box.label).set_value("hosting")
    press(page, label("changes.columns_save"))
    (preview,) = page.session_state["proposed_changes"].previews
    assert preview.inventory.applications["hosting"].tolist() == ["blauw", "groen"]
    with open_partnership(data / "regio.duckdb", create=False) as partnership:
        assert partnership.imports().empty
        assert partnership.mappings() == []
    press(page, "Neem over")
    with open_partnership(data / "regio.duckdb", create=False) as partnership:
        [(_, fields)] = partnership.mappings()
        assert fields["waarop"] == "hosting"
        assert sorted(partnership.applications()["hosting"]) == ["blauw", "groen"]
