"""What would change a class, and what the market knows beside it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from landscape import knowledge
from landscape.classify import changes, market
from landscape.classify.decide import classify
from landscape.classify.explain import label

DAY = date(2026, 7, 1)
PACKAGES = Path(knowledge.__file__).parent / "packages.csv"


def _one(language: str = "nl", **cells: str) -> pd.Series:
    return classify(
        pd.DataFrame([{"application_id": "a1", "name": "Zaakpakket", **cells}]), DAY, language=language
    ).iloc[0]


@pytest.mark.parametrize(
    ("cells", "fact", "readiness"),
    [
        ({"client_type": "Silverlight", "hosting": "eigen server"}, "client_replaced", "cloud_capable"),
        ({"technology": "Delphi 7", "hosting": "SaaS"}, "technology_replaced", "saas_ready"),
        ({"hosting": "standalone op één pc"}, "has_server", "cloud_capable"),
        ({"hosting": "Windows Server 2012", "client_type": "webbased"}, "version_current", "cloud_capable"),
        ({"hosting": "eigen server", "client_type": "browser"}, "shared_in_browser", "saas_ready"),
        ({"hosting": "SaaS"}, "not_shared", "cloud_capable"),
        ({"hosting": "on-premise"}, "browser_stated", "cloud_capable"),
        ({"name": "Printers"}, "is_an_application", "cloud_capable"),
    ],
)
def test_the_sentence_names_the_fact_and_the_class_it_leads_to(
    cells: dict[str, str], fact: str, readiness: str
) -> None:
    for language in knowledge.LANGUAGES:
        said = _one(language, **cells)["readiness_change"]
        assert knowledge.sentence("readiness_change_fact", fact, language) in said
        assert label(readiness, language) in said


def test_a_fact_that_is_named_really_moves_the_class_when_the_row_says_it() -> None:
    before = _one(hosting="standalone op één pc")
    after = _one(hosting="standalone op één pc", technology="applicatieserver in het datacenter")
    assert before["readiness"] == "legacy"
    assert label(after["readiness"], "nl") in before["readiness_change"]


def test_two_dead_ends_are_only_left_together() -> None:
    said = _one(client_type="Silverlight", technology="Delphi 7")["readiness_change"]
    assert knowledge.sentence("readiness_change_fact", "client_replaced", "nl") not in said
    assert knowledge.sentence("readiness_change_fact", "all_replaced", "nl") in said


def test_the_class_a_row_has_is_never_offered_as_the_change() -> None:
    rows = [{"hosting": "SaaS"}, {"hosting": "eigen server"}, {"technology": "Delphi"}, {"hosting": "on-premise"}]
    for cells in rows:
        row = _one(**cells)
        offered = re.findall(
            "|".join(re.escape(label(name, "nl")) for name in ("legacy", "saas_ready")), row["readiness_change"]
        )
        assert label(row["readiness"], "nl") not in offered


def test_every_change_has_its_sentence_in_both_languages() -> None:
    for change in changes.changes():
        for language in knowledge.LANGUAGES:
            assert knowledge.sentence("readiness_change_fact", change.id, language)


def test_market_knowledge_stands_beside_the_class_and_does_not_touch_it() -> None:
    package = "Spend Cloud"
    bare = pd.DataFrame([{"application_id": "a1", "name": "Iets", "package": ""}])
    known = bare.assign(package=package)
    without, with_it = classify(bare, DAY).iloc[0], classify(known, DAY).iloc[0]
    assert without["market_knowledge"] == ""
    assert with_it["market_knowledge"].startswith("marktkennis: SaaS (bron: ")
    assert "22-11-2026" in with_it["market_knowledge"]
    rest = [name for name in without.index if name != "market_knowledge"]
    assert without[rest].tolist() == with_it[rest].tolist()


def test_market_knowledge_nobody_looked_up_is_shown_as_not_checked() -> None:
    dutch, looked_up = market.sentences(["Pepperflow", "Spend Cloud"], "nl")
    assert dutch.startswith("marktkennis, niet nagekeken: SaaS")
    assert "niet nagekeken" not in looked_up
    assert market.sentences(["Pepperflow"], "en")[0].startswith("market knowledge, not checked: SaaS")


def test_a_source_that_was_not_verified_counts_as_not_checked() -> None:
    table = knowledge.table(market.MARKET_FILE, market.MARKET_COLUMNS)
    assert set(table["checked"]) == {"yes", "no"}
    assert set(table.loc[table["source"].str.contains("not verified"), "checked"]) == {"no"}


def test_market_knowledge_is_dated_sourced_and_about_known_packages() -> None:
    table = knowledge.table(market.MARKET_FILE, market.MARKET_COLUMNS)
    packages = set(pd.read_csv(PACKAGES, sep=";", dtype="str", keep_default_na=False)["package"])
    assert set(table["package"]) <= packages
    assert (table[["delivery", "source"]] != "").all(axis=None)
    assert all(date.fromisoformat(day) for day in table["since"])
    assert table["package"].is_unique
