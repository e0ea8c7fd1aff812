"""Two members of one partnership: no byte of the one reaches the other, over pages, exports, caches and notebook."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pandas as pd
import pytest

from landscape import PortfolioError, access
from landscape.access import Viewer
from landscape.partnership import Partnership, open_partnership
from landscape.partnership.guarded import UNFILTERED, GuardedPartnership
from landscape.ui import shared
from landscape.ui.navigation import DOORS
from landscape.ui.work import Analysis
from tests.access.provider import Provider
from tests.access.server_under_test import (
    AADORP,
    BEEKSTAD,
    COOKIE_SECRET,
    MARKS,
    ROOT,
    Running,
    inventory,
    make_partnership,
    marks_in,
)
from tests.access.visitor import Answer, Session, Visitor

PAGES = tuple(name for pages in DOORS.values() for name in pages)
PEOPLE = {AADORP: "an@aadorp.example", BEEKSTAD: "bo@beekstad.example"}


@pytest.fixture(scope="module")
def tabs(regio: Running, provider: Provider) -> Iterator[dict[str, Session]]:
    """Both members at the same time, each in a tab of their own."""
    visitors = {}
    for organisation, email in PEOPLE.items():
        provider.come_in(email)
        visitors[organisation] = Visitor(regio.url)
        visitors[organisation].log_in(COOKIE_SECRET)
    with visitors[AADORP].session() as one, visitors[BEEKSTAD].session() as other:
        one.open()
        other.open()
        yield {AADORP: one, BEEKSTAD: other}
    for visitor in visitors.values():
        visitor.close()


def unpacked(content: bytes) -> bytes:
    """A workbook or document as the texts inside it; anything else as it is."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return b"\n".join(packed.read(name) for name in packed.namelist())


def everything_in(answer: Answer) -> set[str]:
    return set().union(marks_in(answer.content), *(marks_in(unpacked(file)) for file in answer.files()))


def other(organisation: str) -> str:
    return BEEKSTAD if organisation == AADORP else AADORP


@pytest.mark.parametrize("page", PAGES)
def test_no_page_and_no_file_it_offers_holds_a_byte_of_the_other(tabs: dict[str, Session], page: str) -> None:
    for organisation, tab in tabs.items():
        answer = tab.open("" if page == "inlezen" else page)
        assert b"Hier ging bij ons iets mis" not in answer.content, f"{page} for {organisation}"
        assert other(organisation) not in everything_in(answer), f"{page} for {organisation}"


def test_the_walk_would_notice(tabs: dict[str, Session]) -> None:
    for organisation, tab in tabs.items():
        seen = set().union(*(everything_in(tab.open(page)) for page in ("applicaties", "landschap")))
        assert seen == {organisation}, "a member must see its own rows, or the walk proves nothing"


def test_a_beheerder_of_all_sees_both(regio: Running, provider: Provider) -> None:
    provider.come_in("baas@regio.example")
    visitor = Visitor(regio.url)
    visitor.log_in(COOKIE_SECRET)
    with visitor.session() as tab:
        tab.open()
        assert everything_in(tab.open("applicaties")) == {AADORP, BEEKSTAD}
    visitor.close()


@pytest.mark.parametrize("page", ["kandidaten", "bestuur"])
def test_no_file_somebody_clicks_holds_a_byte_of_the_other_or_exists_without_a_login(
    tabs: dict[str, Session], regio: Running, page: str
) -> None:
    stranger = Visitor(regio.url)
    for organisation, tab in tabs.items():
        offered = tab.open(page).downloads()
        assert len(offered) >= 3
        held: set[str] = set()
        for label, file_id in offered.items():
            answer = tab.click_download(file_id)
            assert answer.status_code == 200, label
            held |= marks_in(unpacked(answer.content))
            assert other(organisation) not in held, f"{label} for {organisation}"
            address = answer.url.raw_path.decode()
            for way in (address, address.replace("media", "%6dedia"), f"{address}?x=1"):
                assert stranger.http.get(f"{regio.url}{way}").status_code == 404, way
            headers = {"cookie": "_streamlit_user=onzin"}
            assert stranger.http.get(f"{regio.url}{address}", headers=headers).status_code == 404
        assert held == {organisation}, "the files hold the own rows, or this proves nothing"
    stranger.close()


def test_another_agreement_on_sharing_counts_in_a_tab_that_is_open(tabs: dict[str, Session], regio: Running) -> None:
    tab, before = tabs[AADORP], regio.config.read_text(encoding="utf-8")
    try:
        regio.config.write_text(before.replace('shares = "counts"', 'shares = "full"'), encoding="utf-8")
        assert everything_in(tab.open("applicaties")) == {AADORP, BEEKSTAD}
    finally:
        time.sleep(0.01)
        regio.config.write_text(before, encoding="utf-8")
    assert everything_in(tab.open("applicaties")) == {AADORP}


def test_every_cache_of_the_app_belongs_to_a_session_or_holds_nothing_of_a_list() -> None:
    loose = {}
    for path in sorted((ROOT / "landscape" / "ui").rglob("*.py")):
        for found in re.finditer(r"@st\.cache_(?:data|resource)(\([^)]*\))?", path.read_text(encoding="utf-8")):
            if 'scope="session"' not in (found.group(1) or ""):
                loose.setdefault(path.name, 0)
    assert not loose, "a cache that all sessions share must not hold what one may see"


# The notebook: the same partnership as a Python object


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Partnership]:
    folder = tmp_path_factory.mktemp("stored") / "data"
    folder.mkdir()
    with open_partnership(make_partnership(folder)) as partnership:
        yield partnership


def guarded(stored: Partnership, viewer: Viewer, log: list[tuple[str, str]] | None = None) -> GuardedPartnership:
    kept = [] if log is None else log
    return GuardedPartnership(
        stored, viewer, "counts", lambda what, outcome="done", **counts: kept.append((what, outcome))
    )


MEMBER = Viewer("an@aadorp.example", "lid", (AADORP,))


def test_every_method_of_a_partnership_is_guarded_or_named_as_harmless() -> None:
    public = {name for name, value in vars(Partnership).items() if not name.startswith("_")}
    through_others = {"preview", "judge_same", "judge_different", "judge_component", "judge_readiness", "judge_kind",
                      "withdraw_judgement"}  # fmt: skip
    assert public - set(vars(GuardedPartnership)) - UNFILTERED - through_others == set()


def test_no_answer_of_a_guarded_partnership_holds_a_cell_of_the_other(stored: Partnership) -> None:
    mine = guarded(stored, MEMBER)
    region = mine.analyse(reference_date="2026-07-01")
    frames = {name: value for name, value in vars(region).items() if isinstance(value, pd.DataFrame)}
    for number in stored.imports()["import_id"]:
        frames[f"changes {number}"] = mine.changes(int(number))
    frames |= {
        "applications": mine.applications(), "imports": mine.imports(), "certainty": mine.certainty(region),
        "log": mine.judgement_log(), "decisions": mine.decisions(), "remarks": mine.remarks(),
        "realised": mine.realised(), "snapshots": mine.snapshots(), "training": mine.training_rows(),
    }  # fmt: skip
    for name, frame in frames.items():
        assert BEEKSTAD not in marks_in(frame.to_csv()), name
    assert AADORP in marks_in(frames["applications"].to_csv())


def test_a_member_can_change_only_its_own(stored: Partnership, tmp_path: Path) -> None:
    log: list[tuple[str, str]] = []
    mine = guarded(stored, MEMBER, log)
    theirs = tmp_path / "Beekstad.csv"
    theirs.write_text(inventory(BEEKSTAD), encoding="utf-8")
    with pytest.raises(PortfolioError, match="Beekstad"):
        mine.preview(theirs, organisation=BEEKSTAD)
    one = stored.applications().query("organisation == @BEEKSTAD")["application_id"].iloc[0]
    with pytest.raises(PortfolioError):
        mine.judge_readiness(one, "legacy", by="lid")
    for refused in (
        lambda: mine.backup(tmp_path / "kopie.duckdb"),
        lambda: mine.undo(),
        lambda: mine.remove_organisation(BEEKSTAD),
        lambda: mine.events(),
        lambda: mine.write_judgements(tmp_path / "oordelen.csv"),
        lambda: mine.export(tmp_path / "export.xlsx", organisation=BEEKSTAD),
    ):
        with pytest.raises(PortfolioError):
            refused()
    english = GuardedPartnership(stored, MEMBER, "counts", lambda *_, **__: None, "en")
    with pytest.raises(PortfolioError, match=r"You may not do this: .*\(organisation: all organisations\)") as caught:
        english.undo()
    assert "terugdraaien" not in str(caught.value)
    assert {outcome for _, outcome in log} == {"refused"}
    assert not list(tmp_path.glob("*.xlsx")) + list(tmp_path.glob("*.duckdb"))


def test_an_export_holds_only_the_own_rows(stored: Partnership, tmp_path: Path) -> None:
    log: list[tuple[str, str]] = []
    path = guarded(stored, MEMBER, log).export(tmp_path / "export.xlsx")
    assert marks_in(unpacked(path.read_bytes())) == {AADORP}
    region = guarded(stored, MEMBER).analyse(reference_date="2026-07-01")
    folder = region.to_folder(tmp_path / "uit")
    assert set().union(*(marks_in(unpacked(file.read_bytes())) for file in folder.iterdir())) == {AADORP}
    assert log == [("export", "done")]


def test_a_reader_changes_nothing_and_a_beheerder_everything(stored: Partnership) -> None:
    one = stored.applications().query("organisation == @AADORP")["application_id"].iloc[0]
    with pytest.raises(PortfolioError):
        guarded(stored, Viewer("x", "lezer", (AADORP,))).judge_readiness(one, "legacy", by="lezer")
    boss = guarded(stored, access.everything())
    boss.judge_readiness(one, "legacy", by="beheerder")
    assert len(guarded(stored, Viewer("b", "lid", (BEEKSTAD,))).judgement_log()) == 0
    assert len(guarded(stored, MEMBER).judgement_log()) == 1
    assert len(boss.events())


def test_marks_are_seen_in_a_workbook() -> None:
    assert marks_in(f"x {MARKS[AADORP]} y") == {AADORP}
    assert marks_in("prijs 100511") == {AADORP}
    assert not marks_in("sessie 3f2a-8fe0100511 en /media/9c100511.png")


def test_a_removal_lets_go_of_what_sessions_share(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared, "_kept", OrderedDict(one=object()))
    before = shared.removals()
    assert shared.forget() == before + 1 == shared.removals()
    made: list[str] = []

    def again(_: object) -> Analysis:
        made.append("again")
        return cast("Analysis", object())

    shared.once("one", again, lambda *_: None)
    assert made == ["again"], "what was kept before the removal may not be shown after it"
