"""A person corrects how a column was understood; the next list with the same headers is read that way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pandas as pd
from streamlit.testing.v1 import AppTest

from landscape.records import COLUMN_COLUMNS
from landscape.ui import corrections, work
from landscape.ui.corrections import Remembered
from landscape.ui.labels import catalogue
from landscape.ui.uploads import Source
from landscape.ui.work import Request
from tests.small_inventories import HEADER
from tests.ui.conftest import Run

OpenPage = Callable[..., AppTest]


def columns(*rows: tuple[str, str, str, float], file: str = "a.csv", sheet: str = "Blad1") -> pd.DataFrame:
    """Columns of a file from header, field, who decided and certainty."""
    filled = [
        (file, sheet, 1, chr(65 + number), header, "", field, by, sure)
        for number, (header, field, by, sure) in enumerate(rows)
    ]
    return pd.DataFrame(filled, columns=list(COLUMN_COLUMNS))


SOME = columns(
    ("Naam", "name", "synonym", 0.97),
    ("Kleur", "ignored", "none", 0.0),
    ("Draait op", "technology", "fuzzy", 0.7),
    ("", "ignored", "none", 0.0),
    ("Kleur", "ignored", "none", 0.0),
    ("Wie", "personal_contact", "values", 0.8),
)


def test_unsure_columns_come_first_and_every_column_is_asked_on_its_own() -> None:
    asked = corrections.questions(SOME)
    assert list(asked["key"]) == ["draait op", "wie", "kleur#1", "!D", "kleur#2", "naam"]
    assert list(asked["unsure"]) == [True, True, True, True, True, False]


def test_the_same_column_on_two_sheets_is_asked_once_unless_it_is_read_differently() -> None:
    same, other = SOME.assign(sheet="Blad2"), SOME.assign(sheet="Blad3", field="database")
    assert len(corrections.questions(pd.concat([SOME, same], ignore_index=True))) == len(SOME)
    asked = corrections.questions(pd.concat([SOME, other], ignore_index=True))
    assert {"Blad1!kleur#2", "Blad3!kleur#2", "Blad3!D"} <= set(asked["key"])


def test_saving_settles_what_was_unsure_and_what_was_changed_and_nothing_else() -> None:
    asked = corrections.questions(SOME)
    chosen = {"draait op": "hosting", "kleur#2": "ignored", "naam": "name"}
    assert corrections.answers(asked, chosen) == {"draait op": "hosting", "kleur#2": "ignored"}
    assert corrections.answers(asked, {"naam": "alias"}) == {"naam": "alias"}


def test_what_was_learned_belongs_to_the_set_of_headers_and_not_to_the_file() -> None:
    known = corrections.learned(SOME, {"draait op": "hosting"})
    again = corrections.learned(SOME, {"draait op": "database", "kleur#2": "remarks"}, known)
    assert [one.fields for one in again] == [{"draait op": "database", "kleur#2": "remarks"}]
    later = SOME.assign(file="b.csv", sheet="Export 2027")
    other = SOME.iloc[:-1].assign(file="c.csv")
    assert corrections.recalled(pd.concat([later, other]), again) == {"b.csv": dict(again[0].fields)}


def test_a_list_whose_columns_moved_is_recalled_by_header() -> None:
    known = corrections.learned(SOME, {"kleur#2": "remarks", "!D": "vendor"})
    moved = SOME.iloc[[2, 5, 0, 1, 4]].assign(file="b.csv", column=list("CDEFG"))
    assert corrections.recalled(moved, known) == {"b.csv": {"kleur#2": "remarks"}}


def test_a_choice_that_another_column_kept_from_working_is_named() -> None:
    assert corrections.not_followed(SOME, {"kleur#1": "name", "draait op": "technology"}) == ["Kleur"]
    assert corrections.not_followed(SOME, {}) == []


def test_personal_data_left_out_of_single_cells_counts_as_left_out() -> None:
    found = pd.DataFrame(
        [("a.csv", "Blad1", "C", "personal_values"), ("a.csv", "Blad1", "A", "header_unknown")],
        columns=["file", "sheet", "column", "code"],
    )
    assert corrections.left_out(SOME, found) == ["Draait op", "Wie"]


def test_a_memory_survives_the_way_to_the_child_process() -> None:
    one = Remembered(frozenset({"naam", "kleur"}), {"kleur": "remarks"})
    assert Remembered.from_json(one.as_json()) == one


def test_a_corrected_column_is_analysed_again_and_recalled_for_the_next_list(
    open_page: OpenPage, analysed: Run, two_sources: tuple[Source, ...]
) -> None:
    page = open_page("inlezen", analysed.result)
    page.selectbox(key=f"field_{analysed.result.key}_Gemeente A.xlsx_techniek").select("remarks")
    save = next(button for button in page.form_submit_button if button.label == "Bewaar en analyseer opnieuw")
    save.click().run(timeout=180)
    assert not page.exception
    assert [success.value for success in page.success] == [catalogue("nl")["columns"]["saved"]]
    corrected = page.session_state["analysis"]
    said = corrected.columns[corrected.columns["header"] == "Techniek"]
    assert list(zip(said["file"], said["field"], said["decided_by"], strict=True)) == [
        ("Gemeente A.xlsx", "remarks", "person"),
        ("Gemeente B.csv", "remarks", "person"),  # the same headers
    ]
    assert "Access" in " ".join(corrected.applications["remarks"])
    assert corrected.request.organisations == {"Gemeente B.csv": "Beekstad"}
    later = replace(two_sources[1], name="volgende keer.csv")
    request = Request(date(2026, 7, 1), "nl", remembered=page.session_state["mappings"])
    result = work.analyse((later,), request, progress=lambda *_: None)
    assert list(result.recalled) == ["volgende keer.csv"]
    assert result.columns.set_index("header").loc["Techniek", "decided_by"] == "person"


def test_choices_are_shown_with_examples_in_the_words_of_the_screen(open_page: OpenPage, analysed: Run) -> None:
    page = open_page("inlezen", analysed.result)
    asked = page.selectbox(key=f"field_{analysed.result.key}_Gemeente A.xlsx_techniek")
    assert asked.label == "**Techniek** (kolom E), bijvoorbeeld: Oracle Forms 11\\; browser"
    assert asked.options[:2] == ["Niet gebruikt", "Persoonsgegeven, weggelaten"]
    assert len(asked.options) == len(set(asked.options)) == len(corrections.CHOICES)


def test_columns_left_out_as_personal_are_named_and_kept_only_knowingly(
    open_page: OpenPage, analysed: Run, monkeypatch
) -> None:
    asked: list[Request] = []

    def answered(sources, request, **rest):
        asked.append(request)
        return replace(shown, request=request, key=rest["key"])

    monkeypatch.setattr(work, "analyse", answered)
    of_first = analysed.result.columns["file"] == "Gemeente A.xlsx"
    personal = of_first & (analysed.result.columns["header"] == HEADER[-1])
    shown = replace(
        analysed.result,
        columns=analysed.result.columns.assign(
            field=analysed.result.columns["field"].mask(personal, "personal_contact")
        ),
    )
    page = open_page("inlezen", shown)
    assert any(text.value == f"Weggelaten als persoonsgegeven: {HEADER[-1]}." for text in page.markdown)
    page.multiselect(key=f"keep_{shown.key}_Gemeente A.xlsx").select(HEADER[-1])
    list(page.form_submit_button)[-1].click().run()
    assert not page.exception
    assert [request.keep_personal for request in asked] == [{"Gemeente A.xlsx": [HEADER[-1]]}]
    assert any(text.value == f"Op uw verzoek bewaard: {HEADER[-1]}." for text in page.markdown)
