"""Frames for the screen choose and count rows, and lose none."""

from __future__ import annotations

import pandas as pd

from landscape.ui import frames, pictures
from tests.ui.small_region import small_analysis

ANALYSIS = small_analysis()
APPLICATIONS = ANALYSIS.applications


def names(found: pd.DataFrame) -> list[str]:
    return list(found["name"])


def test_the_reason_of_a_pair_is_cut_in_verdict_for_and_against() -> None:
    reason = "Kijk dit na (90%). Ervoor: dezelfde naam; dezelfde leverancier. Ertegen: een korte naam."
    assert frames.pair_reasons(reason, "Ervoor: {reasons}.", "Ertegen: {reasons}.") == (
        "Kijk dit na (90%).",
        ["dezelfde naam", "dezelfde leverancier"],
        ["een korte naam"],
    )
    assert frames.pair_reasons("Een mens zei het.", "Ervoor: {reasons}.", "Ertegen: {reasons}.") == (
        "Een mens zei het.",
        [],
        [],
    )


def test_a_reason_keeps_only_the_outcomes_that_rest_on_it() -> None:
    applications = small_analysis().applications
    group = frames.readiness_reasons(applications).iloc[0]
    kept = frames.filtered(applications, reason=tuple(group[["readiness", "readiness_decided_by", "readiness_rule"]]))
    assert len(kept) == group["applications"]
    assert set(kept["readiness"]) == {group["readiness"]}


def test_enough_per_organisation_keeps_the_order_of_the_decisions() -> None:
    wide = frames.enough_wide(small_analysis().completeness, "genoeg", "nog niet")
    assert list(wide.columns) == ["organisation", "Gereedheid", "Roadmap"]
    assert wide.set_index("organisation").loc["Beekstad"].tolist() == ["nog niet (50 %)", "nog niet (50 %)"]


def test_without_filters_every_application_is_shown() -> None:
    assert names(frames.filtered(APPLICATIONS)) == names(APPLICATIONS)


def test_filters_are_asked_together() -> None:
    found = frames.filtered(APPLICATIONS, organisations=["Aadorp"], readiness="legacy", kinds=["business"])
    assert names(found) == ["Oud archief"]


def test_every_word_must_be_found_but_in_any_column_and_any_case() -> None:
    assert names(frames.filtered(APPLICATIONS, words="ZAAK beek")) == ["Zaaksysteem 2"]
    assert names(frames.filtered(APPLICATIONS, words="zaak (")) == []


def test_chosen_ids_limit_the_rows_and_no_ids_means_none() -> None:
    assert names(frames.filtered(APPLICATIONS, application_ids=["b2"])) == ["Onbekend ding"]
    assert frames.filtered(APPLICATIONS, application_ids=[]).empty


def test_readiness_counts_add_up_to_all_applications() -> None:
    wide = frames.readiness_by_organisation(APPLICATIONS)
    assert wide["total"].sum() == len(APPLICATIONS)
    assert list(wide.columns) == ["organisation", "legacy", "cloud_capable", "saas_ready", "unknown", "total"]


def test_reasons_count_every_application_once() -> None:
    assert frames.readiness_reasons(APPLICATIONS)["applications"].sum() == len(APPLICATIONS)


def test_findings_are_grouped_and_a_total_row_comes_after_what_can_be_mended() -> None:
    groups = frames.finding_groups(ANALYSIS.findings)
    assert list(groups["severity"]) == ["warning", "refused"]
    assert groups["findings"].sum() == len(ANALYSIS.findings)


def test_findings_that_ask_nothing_come_after_those_a_person_can_act_on() -> None:
    codes = ["total_row"] * 9 + ["row_without_name", "unreadable_amount", "rows_above_header"]
    severity = {"unreadable_amount": "warning", "rows_above_header": "info"}
    findings = pd.DataFrame({"code": codes, "saw": "", "did": "", "can_do": ""})
    findings["severity"] = findings["code"].map(severity).fillna("refused")
    ordered = frames.finding_groups(findings)["code"].tolist()
    assert ordered == ["row_without_name", "unreadable_amount", "total_row", "rows_above_header"]


def test_the_matrix_puts_shared_functions_first_and_the_unplaced_last() -> None:
    wide = frames.matrix_wide(ANALYSIS.matrix)
    assert list(wide["component"]) == ["Zaakafhandelcomponent", "Archiefcomponent", ""]
    assert pd.isna(wide.loc[1, "Beekstad"])
    assert wide.loc[2, "Beekstad"] == 1


def test_a_long_matrix_still_shows_the_unplaced() -> None:
    rows = [(f"Functie {number:03}", "Aadorp", 1) for number in range(80)] + [("", "Aadorp", 7)]
    wide = frames.matrix_wide(pd.DataFrame(rows, columns=["component", "organisation", "applications"]))
    shown = pictures.shown_functions(wide)
    assert len(shown) == pictures.MATRIX_ROWS + 1
    assert shown["component"].iloc[-1] == ""


def test_clicking_a_cell_of_the_heat_map_names_its_function() -> None:
    wide = frames.matrix_wide(ANALYSIS.matrix)
    option = pictures.matrix_option(wide, "Functie onbekend", "light")
    assert [cell["value"] for cell in option["series"][0]["data"]] == [[0, 0, 1], [1, 0, 1], [0, 1, 1]]
    assert pictures.matrix_choice(wide, [{"series_index": 0, "data_indices": [2]}]) == "Archiefcomponent"
    assert pictures.matrix_choice(wide, [{"series_index": 1, "data_indices": [0]}]) == ""
    assert pictures.matrix_choice(wide, []) is None


def test_an_empty_cell_and_an_unplaced_application_look_different() -> None:
    wide = frames.matrix_wide(ANALYSIS.matrix)
    placed, unplaced = pictures.matrix_option(wide, "Functie onbekend", "light")["series"]
    assert "decal" in unplaced["itemStyle"]
    assert "decal" not in placed["itemStyle"]
    drawn = {tuple(cell["value"][:2]) for series in (placed, unplaced) for cell in series["data"]}
    assert (1, 1) not in drawn


def test_bars_carry_their_number_and_leave_zero_out() -> None:
    wide = frames.readiness_by_organisation(APPLICATIONS)
    option = pictures.readiness_option(wide, {"legacy": "Legacy", "unknown": "Onbekend"}, "light")
    assert all(series["label"]["show"] for series in option["series"])
    assert option["dataset"]["source"]["Legacy"].isna().sum() == 1


def test_a_value_from_two_columns_names_both_cells() -> None:
    columns = ANALYSIS.columns.assign(field=ANALYSIS.columns["field"].replace("ignored", "description"))
    assert frames.evidence(APPLICATIONS.iloc[0], columns)["cell"].iloc[0] == "B5, C5"


def test_evidence_names_the_cell_it_stands_in() -> None:
    found = frames.evidence(APPLICATIONS.iloc[0], ANALYSIS.columns)
    assert found.to_dict("records") == [
        {"words": "Zaaksysteem", "field": "description", "cell": "B5", "evidence_status": "counts"}
    ]


def test_evidence_from_a_column_nobody_mapped_still_names_its_cell() -> None:
    proof = '[{"field": "extra", "words": "rood", "status": "past"}]'
    application = APPLICATIONS.iloc[0].copy()
    application["readiness_evidence"], application["extra"] = proof, "Kleur: rood\nMaat: groot"
    assert list(frames.evidence(application, ANALYSIS.columns)["cell"]) == ["C5"]
    application["extra"] = "Kleur: rood\nMaat: rood"
    assert list(frames.evidence(application, ANALYSIS.columns)["cell"]) == [""]


def test_a_selection_from_before_the_rows_changed_counts_as_none() -> None:
    assert frames.row_at(APPLICATIONS, 99) is None
    assert frames.row_at(APPLICATIONS, None) is None
    first = frames.row_at(APPLICATIONS, 99, otherwise_first=True)
    assert first is not None
    assert first["name"] == "Zaaksysteem"
