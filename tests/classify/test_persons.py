"""A person outranks a rule; a judgement about somebody who left changes nothing."""

from __future__ import annotations

import pandas as pd
from pandas.testing import assert_frame_equal

from landscape.classify.persons import outrank


def found() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "application_id": ["a", "b"],
            "component": ["Burgerzakencomponent", ""],
            "component_probability": [0.7, 0.0],
            "component_2": ["Baliecomponent", ""],
            "component_3": ["", ""],
            "component_2_probability": [0.2, float("nan")],
            "component_3_probability": [float("nan")] * 2,
            "component_decided_by": ["text", ""],
            "component_reason": ["woorden", ""],
            "component_is_broad": [False, True],
        }
    )


def said(**answers: str) -> pd.DataFrame:
    return pd.DataFrame({"application_id": list(answers), "component": list(answers.values()), "by": "architect"})


def test_a_judged_function_replaces_the_found_one_and_says_who_judged() -> None:
    judged = outrank(found(), said(a="Kascomponent"), "component").set_index("application_id")
    assert judged.loc["a", "component"] == "Kascomponent"
    assert judged.loc["a", "component_probability"] == 1.0
    assert judged.loc["a", "component_decided_by"] == "person"
    assert "architect" in str(judged.loc["a", "component_reason"])
    assert judged.loc["a", "component_2"] == ""


def test_other_applications_and_unknown_ids_stay_as_they_are() -> None:
    judged = outrank(found(), said(b="BI-component", weg="Kascomponent"), "component")
    assert_frame_equal(judged.iloc[:1], found().iloc[:1])
    assert not judged["component_is_broad"].any(), "placed knowingly, so it counts"


def test_nobody_said_anything() -> None:
    nothing = pd.DataFrame({"application_id": [], "component": [], "by": []}, dtype="str")
    assert_frame_equal(outrank(found(), nothing, "component"), found())
