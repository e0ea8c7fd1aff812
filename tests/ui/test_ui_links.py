"""What somebody chose stands in the address, an address becomes a choice, and a hostile address changes nothing."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest


def page() -> None:
    import pandas as pd
    import streamlit as st

    from landscape.ui import links

    links.arrive("proef")
    links.follow("one", "kleur", ["rood", "blauw"])
    st.selectbox("kleur", ["rood", "blauw"], index=None, key="one")
    links.follow("several", "dorp", ["Aadorp", "Beekstad"], many=True)
    st.multiselect("dorp", ["Aadorp", "Beekstad"], key="several")
    links.follow("words", "zoek", None)
    st.text_input("zoek", key="words")
    frame = pd.DataFrame({"candidate_id": ["k1", "k2"]})
    row = links.chosen(frame, st.session_state.get("row"), column="candidate_id", name="kandidaat", key="t")
    st.text("none" if row is None else row["candidate_id"])


def opened(**address: Any) -> AppTest:
    test = AppTest.from_function(page)
    for name, value in address.items():
        test.query_params[name] = value
    return test.run()


def test_an_address_becomes_the_choice() -> None:
    shown = opened(kleur="blauw", dorp=["Beekstad", "Aadorp"], zoek="zaak", kandidaat="k2")
    assert not shown.exception
    assert shown.selectbox[0].value == "blauw"
    assert shown.multiselect[0].value == ["Beekstad", "Aadorp"]
    assert shown.text_input[0].value == "zaak"
    assert shown.text[0].value == "k2"


def test_a_choice_goes_into_the_address_and_out_again() -> None:
    shown = opened()
    shown.selectbox[0].select("rood").run()
    shown.multiselect[0].select("Aadorp").run()
    shown.session_state["row"] = 1
    shown.run()
    assert shown.query_params["kleur"] == "rood"
    assert shown.query_params["dorp"] == "Aadorp"
    assert shown.query_params["kandidaat"] == "k2"
    assert shown.text[0].value == "k2"
    shown.multiselect[0].unselect("Aadorp").run()
    shown.session_state["row"] = None
    shown.run()
    assert "dorp" not in shown.query_params
    assert "kandidaat" not in shown.query_params
    assert shown.text[0].value == "none"


def test_an_address_changed_by_hand_or_by_the_back_button_wins() -> None:
    shown = opened(kleur="rood")
    shown.query_params["kleur"] = "blauw"
    shown.run()
    assert shown.selectbox[0].value == "blauw"
    del shown.query_params["kleur"]
    shown.run()
    assert shown.selectbox[0].value is None


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", "![](http://example.test/p.png)", "groen", "", "9" * 9999]
)
def test_a_value_that_cannot_be_chosen_is_ignored(hostile: str) -> None:
    shown = opened(kleur=hostile, dorp=[hostile, "Aadorp"], zoek=hostile, kandidaat=hostile)
    assert not shown.exception
    assert shown.selectbox[0].value is None
    assert shown.multiselect[0].value == ["Aadorp"]
    assert len(shown.text_input[0].value) <= 200
    assert shown.text[0].value == "none"


def test_a_choice_in_the_table_after_a_link_wins() -> None:
    shown = opened(kandidaat="k2")
    shown.session_state["row"] = 0
    shown.run()
    assert shown.text[0].value == "k1"


def test_an_empty_frame_has_nothing_to_choose() -> None:
    from landscape.ui.links import place

    assert place(pd.Series([], dtype="str"), "kandidaat") is None
