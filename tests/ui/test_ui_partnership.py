"""A partnership on the screen: make, dry run, accept, undo, correct in Excel, snapshots, copies, leaving."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from zlib import crc32

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from landscape.access import Viewer
from landscape.partnership import Partnership, open_partnership
from landscape.ui import audit, partnerships, viewing
from tests.ui.pressing import go, press
from tests.ui.small_region import small_analysis

OpenPage = Callable[..., AppTest]
HEADER = "Applicatie;Leverancier;Hosting;Jaarlijkse kosten\r\n"
FIRST = HEADER + "Zaaksysteem;Mintlab;SaaS;1000\r\nTopdesk;TOPdesk;eigen server;2000\r\nOud ding;Niemand;;\r\n"
SECOND = HEADER + "Zaaksysteem;Mintlab;eigen server;1500\r\nTopdesks;Topdesk BV;eigen server;2000\r\nNieuw;Y;;\r\n"


def held(data: Path, name: str = "regio") -> Partnership:
    """The file as the app holds it: the same process shares the open database."""
    return open_partnership(data / f"{name}.duckdb", create=False)


def made(open_page: OpenPage, name: str = "regio") -> AppTest:
    page = open_page("samenwerking")
    page.text_input[0].set_value(name)
    return go(press(page, "Maak"), "wijzigingen")


def tried(page: AppTest, content: str, name: str = "Gemeente A.csv") -> AppTest:
    page.file_uploader(key="changes_files").upload(name, content.encode())
    return press(page, "Bekijk de verschillen")


def kept(open_page: OpenPage, data: Path, **lists: str) -> AppTest:
    """The page Samenwerkingsverband with ``lists`` accepted before, for tests of what one does with them afterwards."""
    data.mkdir()
    with open_partnership(data / "regio.duckdb", create=True) as partnership:
        for name, content in lists.items():
            path = data.parent / f"{name.replace('_', ' ')}.csv"
            path.write_bytes(content.encode())
            partnership.accept(partnership.preview(path))
    return open_page("samenwerking", replace(small_analysis(), partnership="regio"), partnership_name="regio")


def editor(page: AppTest, name: str, frame: str) -> str:
    """The key of a table with ticks, which belongs to its rows."""
    rows = getattr(page.session_state["proposed_changes"].previews[0].changes, frame)
    which = crc32("\0".join(rows["application_id"]).encode())
    return f"{name}_editor_{which}"


def texts(page: AppTest) -> str:
    return "\n".join(one.value for kind in ("markdown", "caption", "success", "error") for one in getattr(page, kind))


def test_a_list_is_first_a_dry_run_and_nothing_is_stored_until_accepted(open_page: OpenPage, data: Path) -> None:
    page = tried(made(open_page), FIRST)
    assert "3 rijen gelezen** = 3 nieuw + 0 gewijzigd + 0 ongewijzigd + 0 geweigerd" in texts(page)
    with held(data) as partnership:
        assert partnership.imports().empty
        press(page, "Niet doen")
        assert partnership.imports().empty
        press(tried(page, FIRST), "Neem over")
        assert partnership.applications()["name"].tolist().count("Topdesk") == 1
    assert page.session_state["analysis"].partnership == "regio"
    assert "Overgenomen. De analyse is bijgewerkt." in texts(page)


def test_a_second_list_shows_old_and_new_asks_what_ended_and_can_be_undone(open_page: OpenPage, data: Path) -> None:
    page = press(tried(made(open_page), FIRST), "Neem over")
    tried(page, SECOND)
    assert "1 gewijzigd" in texts(page) or "2 gewijzigd" in texts(page)
    changed = page.dataframe[0].value
    hosting = changed[changed["changed_field"] == "Hosting"].iloc[0]
    assert (hosting["name"], hosting["old_value"], hosting["new_value"]) == ("Zaaksysteem", "SaaS", "eigen server")
    assert "Misschien hernoemd (1)" in [one.value for one in page.subheader]
    renamed = editor(page, "renamed", "suggestions")
    page.session_state[renamed] = {"edited_rows": {0: {"is_same": True}}, "added_rows": [], "deleted_rows": []}
    press(page, "Bevestig de aangevinkte")
    assert "Misschien hernoemd (1)" not in [one.value for one in page.subheader]
    missing = editor(page, "missing", "missing")
    page.session_state[missing] = {"edited_rows": {0: {"is_ended": True}}, "added_rows": [], "deleted_rows": []}
    with held(data) as partnership:
        before = partnership.applications(ended=True).set_index("name")["application_id"]
        press(page, "Neem over")
        after = partnership.applications(ended=True).set_index("name")
        assert after.loc["Topdesks", "application_id"] == before["Topdesk"]
        assert after["presence"].to_dict()["Oud ding"] == "ended"
        press(page, "Draai terug")
        assert sorted(partnership.applications()["name"]) == ["Oud ding", "Topdesk", "Zaaksysteem"]
    assert len(page.session_state["analysis"].applications) == 3


def test_the_workbook_to_correct_comes_back_as_exactly_the_edited_cells(open_page: OpenPage, data: Path) -> None:
    page = kept(open_page, data, Gemeente_A=FIRST)
    page.session_state["partnership_view"] = "Verbeteren in Excel"
    page.run()
    press(page, "Maak het Excelbestand")
    _, _, name, content = page.session_state["upkeep_file"]
    assert name == "regio verbeteren.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[1]}
    hosting = next(place for header, place in columns.items() if "hosting" in str(header).casefold())
    sheet.cell(2, hosting).value = "SaaS bij leverancier"
    edited = io.BytesIO()
    book.save(edited)
    go(page, "wijzigingen").file_uploader(key="changes_files").upload("verbeterd.xlsx", edited.getvalue())
    press(page, "Bekijk de verschillen")
    assert "= 0 nieuw + 1 gewijzigd + 2 ongewijzigd + 0 geweigerd" in texts(page)
    assert len(page.dataframe[0].value) == 1


def test_an_organisation_goes_only_when_its_name_is_typed(open_page: OpenPage, data: Path) -> None:
    page = kept(open_page, data, Gemeente_A=FIRST)
    page.session_state["partnership_view"] = "Beheer"
    page.run()
    with held(data) as partnership:
        (organisation,) = partnership.organisations()
        page.selectbox[0].set_value(organisation)
        page.text_input[0].set_value("iets anders")
        press(page, "Verwijder voorgoed")
        assert partnership.organisations() == [organisation]
        assert "Er is niets verwijderd" in texts(page)
        page.selectbox[0].set_value(organisation)
        page.text_input[0].set_value(organisation)
        press(page, "Verwijder voorgoed")
        assert partnership.organisations() == []
    assert "analysis" not in page.session_state


def test_backup_and_judgements_are_offered_as_files(open_page: OpenPage, data: Path) -> None:
    page = kept(open_page, data, Gemeente_A=FIRST)
    page.session_state["partnership_view"] = "Beheer"
    press(page.run(), "Maak een reservekopie")
    assert page.session_state["upkeep_file"][3][8:12] == b"DUCK"
    press(page, "Maak het bestand met oordelen")
    assert page.session_state["upkeep_file"][3].startswith(b"\xef\xbb\xbfabout;organisation")


def test_nobody_sees_a_button_of_the_upkeep_that_would_refuse(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, data: Path
) -> None:
    page = kept(open_page, data, Gemeente_A=FIRST)
    lists = {"Lees nieuwe lijsten in"}
    everything = {"Maak een reservekopie", "Bewaar momentopname", "Verwijder voorgoed", "Draai terug", *lists}
    for role, organisation, buttons in (
        ("lezer", "*", set[str]()),
        ("lid", "Gemeente A", lists),
        ("beheerder", "Gemeente A", {"Verwijder voorgoed", *lists}),
        ("beheerder", "*", everything),
    ):
        who = Viewer("jo", role, (organisation,))
        monkeypatch.setattr(viewing, "viewer", lambda who=who: who)
        go(page, "samenwerking")
        usable, said = set(), []
        for view in ("Inhoud", "Momentopnamen", "Beheer"):
            page.session_state["partnership_view"] = view
            page.run()
            usable |= {button.label for button in page.button}
            said.append("Alleen de beheerder van alle organisaties maakt ze." in texts(page))
        assert usable & everything == buttons
        assert said == [False, buttons != everything, buttons != everything]


def test_the_workbook_to_correct_holds_only_the_own_rows_and_is_in_the_log(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, data: Path
) -> None:
    page = kept(open_page, data, Gemeente_A=FIRST, Gemeente_B=SECOND)
    noted: list[tuple[str, dict[str, object]]] = []
    monkeypatch.setattr(viewing, "viewer", lambda: Viewer("jo", "lid", ("Gemeente A",)))
    monkeypatch.setattr(audit, "note", lambda what, **counts: noted.append((what, counts)))
    go(page, "samenwerking")
    page.session_state["partnership_view"] = "Verbeteren in Excel"
    page.run()
    assert page.selectbox(key="correct_of").options == ["Gemeente A"], "not all, for then it would hold more"
    press(page, "Maak het Excelbestand")
    sheet = openpyxl.load_workbook(io.BytesIO(page.session_state["upkeep_file"][3])).worksheets[0]
    assert {row[1].value for row in sheet.iter_rows(min_row=2)} - {None} == {"Gemeente A"}
    assert [counts["rows"] for what, counts in noted if what == "export"] == [3]


def test_two_snapshots_tell_what_came_and_went(open_page: OpenPage, data: Path) -> None:
    page = go(press(tried(made(open_page), FIRST), "Neem over"), "samenwerking")
    page.session_state["partnership_view"] = "Momentopnamen"
    press(page.run(), "Bewaar momentopname")
    assert "De momentopname is bewaard." in texts(page)
    press(tried(go(page, "wijzigingen"), SECOND), "Neem over")
    go(page, "samenwerking")
    page.session_state["partnership_view"] = "Momentopnamen"
    press(page.run(), "Bewaar momentopname")
    counts = next(table.value for table in page.dataframe if "came" in table.value.columns)
    assert counts["came"].tolist() == [2]


@pytest.mark.parametrize("name", ["../../etc/passwd", "a/b\\c", "CON", "x" * 300, "naam\u202e\n"])
def test_a_name_is_never_a_path(name: str, data: Path) -> None:
    path = partnerships.path_of(name)
    assert path.parent == data
    assert path.suffix == ".duckdb"
    assert partnerships.path_of(path.stem) == path


def test_a_file_another_process_holds_is_one_sentence(open_page: OpenPage, data: Path) -> None:
    data.mkdir()
    open_partnership(data / "bezet.duckdb", create=True).close()
    (data / "kapot.duckdb").write_bytes(b"geen database" * 500)
    page = open_page("samenwerking")
    page.selectbox(key="partnership_choice").set_value("kapot")
    press(page, "Open")
    assert len(page.error) == 1
    assert "kapot" in page.error[0].value
    assert "partnership_name" not in page.session_state
