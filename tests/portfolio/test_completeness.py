"""Enough per decision, and the missing values that would help most."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from landscape import knowledge
from landscape.portfolio.completeness import (
    COMPLETENESS_COLUMNS,
    MISSING_COLUMNS,
    completeness,
    gaps,
    missing_values,
)
from landscape.portfolio.read import read

HEADER = "Applicatie;Leverancier;Omschrijving;Hosting;Type client;Kosten per jaar;Aantal gebruikers;Einddatum contract"
LINES = (
    "Zaakwijzer;Noordlicht;zaken;SaaS;Web;1000;40;31-12-2028",
    "Grondlog;Kade ICT;grond;SaaS;Web;0;n.v.t.;31-12-2027",
    "Wegenboek;Kade ICT;wegen;SaaS;Web;500;12;",
)


def _applications(folder: Path, *lines: str) -> pd.DataFrame:
    path = folder / "lijst.csv"
    path.write_text("\n".join((HEADER, *lines)), encoding="utf-8")
    return read(path, organisation="IJsseldam").applications


def test_decision_with_all_it_needs_is_enough_and_another_says_what_is_missing(tmp_path: Path) -> None:
    found = completeness(_applications(tmp_path, *LINES)).set_index("decision")
    assert tuple(found.reset_index()[list(COMPLETENESS_COLUMNS)].columns) == COMPLETENESS_COLUMNS
    assert found["enough"].to_dict() == {"readiness": True, "overlap": True, "money": False, "roadmap": False}
    assert found.loc["money", ["applications", "complete"]].tolist() == [3, 1]
    assert found.loc["readiness", "sentence"] == "gereedheid: genoeg; er ontbreekt niets."
    assert "opzegtermijn (bij 3 van 3 applicaties)" in found.loc["roadmap", "sentence"]


def test_zero_cost_is_known_and_a_placeholder_is_missing(tmp_path: Path) -> None:
    found = gaps(_applications(tmp_path, *LINES))
    assert found["cost"].tolist() == [False, False, False]
    assert found["users"].tolist() == [False, True, False]


def test_value_that_completes_most_applications_comes_first(tmp_path: Path) -> None:
    lines = [*LINES, "Loketlog;Kade ICT;loket;SaaS;Web;700;;31-12-2028"]
    found = missing_values(_applications(tmp_path, *lines))
    assert tuple(found.columns) == MISSING_COLUMNS
    assert found.loc[0, ["rank", "need", "without", "last_gap"]].tolist() == [1, "users", 2, 2]
    assert found["rank"].tolist() == list(range(1, len(found) + 1))
    assert (found["without"] >= found["last_gap"]).all()
    assert not {"vendor", "hosting", "client", "function"} & set(found["need"])


def test_organisations_are_counted_apart_and_row_order_changes_nothing(tmp_path: Path) -> None:
    one = _applications(tmp_path, *LINES)
    other = one.assign(organisation="Rijnhout")
    together = pd.concat([other, one], ignore_index=True)
    pd.testing.assert_frame_equal(completeness(together), completeness(together[::-1].reset_index(drop=True)))
    pd.testing.assert_frame_equal(missing_values(together), missing_values(together[::-1].reset_index(drop=True)))
    assert completeness(together)["applications"].tolist() == [3] * 8


def test_no_applications_give_empty_frames_with_their_columns(tmp_path: Path) -> None:
    nothing = _applications(tmp_path, *LINES).iloc[:0]
    assert tuple(completeness(nothing).columns) == COMPLETENESS_COLUMNS
    assert missing_values(nothing).empty


@pytest.mark.parametrize("language", knowledge.LANGUAGES)
def test_every_decision_and_need_has_a_name_and_a_reason(language: str) -> None:
    known = knowledge.settings("completeness.toml", ("source", "enough", "decision", "need"))
    assert set(known["decision"]) == set(knowledge.texts(language)["decision_name"])
    assert set(known["need"]) == set(knowledge.texts(language)["need_name"])
    assert all(entry["why"] for section in ("decision", "need") for entry in known[section].values())


def test_english_has_its_own_sentences(tmp_path: Path) -> None:
    found = completeness(_applications(tmp_path, *LINES), "en").set_index("decision")
    assert found.loc["readiness", "sentence"] == "readiness: enough; nothing is missing."
