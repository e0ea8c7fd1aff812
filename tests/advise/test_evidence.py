from __future__ import annotations

import pandas as pd

from landscape import records
from landscape.advise.evidence import evidence
from landscape.advise.reasons import criteria


def _columns(**letters: str) -> pd.DataFrame:
    return pd.DataFrame(
        [{"file": "a.xlsx", "sheet": "Lijst", "field": field, "column": column} for field, column in letters.items()]
    )


def test_a_figure_leads_to_its_cell(applications):
    frame = applications({"application_id": "a", "annual_cost_eur": 12000.0, "contract_end_date": "2027-12-31"})
    found = evidence("a", frame, _columns(annual_cost_eur="F", contract_end_date="H")).set_index("field")
    assert found.loc["annual_cost_eur", ["criterion", "value", "cell"]].tolist() == ["cost", "12000.0", "F2"]
    assert found.loc["contract_end_date", ["value", "cell"]].tolist() == ["2027-12-31", "H2"]


def test_what_was_derived_has_no_cell_and_what_is_unknown_no_row(applications):
    frame = applications({"application_id": "a", "readiness": "legacy", "annual_cost_eur": None})
    found = evidence("a", frame, _columns(annual_cost_eur="F")).set_index("field")
    assert found.loc["readiness", "cell"] == ""
    assert "annual_cost_eur" not in found.index


def test_only_the_applications_of_the_candidate_are_shown(applications):
    frame = applications({"application_id": "a"}, {"application_id": "b"}, {"application_id": "c"})
    assert set(evidence("a; c", frame, _columns(name="A"))["application_id"]) == {"a", "c"}


def test_criteria_name_fields_that_exist():
    known = {*records.APPLICATION_COLUMNS, *records.OUTPUTS["applications"], "obsolescence_reason"}
    for criterion in criteria():
        assert set(criterion["fields"]) <= known
