"""A scenario of one's own: copy a scenario file, change it, and read exactly what changed and why.

Comes in: a scenario file of the knowledge folder, or one that somebody uploads; what is changed is a copy. Goes out:
both outcomes, the settings that differ, the functions that come out differently, and the file to keep. A newcomer would
get wrong: a variant is reckoned by the same engine on the same facts, so with nothing changed nothing differs.
"""

from __future__ import annotations

import copy
from typing import Any

import pandas as pd
import streamlit as st

from landscape import knowledge
from landscape.advise.basis import Basis, basis
from landscape.advise.counsel import scenarios_beside
from landscape.advise.members import merging
from landscape.advise.money import LEVELS
from landscape.advise.scenario_files import SIDE_BY_SIDE, as_text, from_text, scenario_name
from landscape.advise.scenarios import Outcome, changes, play
from landscape.ui import frames, scenarios, state, tables, text
from landscape.ui.labels import label, language
from landscape.ui.text import plain
from landscape.ui.work import Analysis

LARGEST_FILE = 100_000
SHOWN_MONEY = ("avoidable_share", "growth_share", "migration_share_of_yearly_cost", "horizon_years")
MERGED = (
    "component", "situation_name", "products", "product_names", "known_annual_cost_eur", "first_contract_end_date",
    "decide_before", "applications_without_cost",
)  # fmt: skip
LEAVING = (
    "title", "organisations_left", "falls_over_name", "applications_of_member", "member_known_cost_eur",
    "others_known_cost_eur", "shared_contracts", "shifting_cost_eur",
)  # fmt: skip


@st.cache_resource(scope="session", max_entries=1, show_spinner=False)
def _basis(key: str, spoken: str, _analysis: Analysis) -> Basis:
    """The facts, read once per analysis; ``key`` stands for its content."""
    return basis(_analysis.applications, _analysis.overlaps, _analysis.reference_date, language=spoken)


@st.cache_data(scope="session", max_entries=12, show_spinner=False)
def _played(key: str, spoken: str, written: str, harmonisation: float | None, _given: Basis) -> Outcome:
    """A scenario played, by the text of its file."""
    return play(_given, from_text(written), harmonisation=harmonisation)


def show_variant(analysis: Analysis) -> None:
    """Choose, change, compare, keep."""
    with st.spinner(label("variant.working")):
        given = _basis(analysis.key, language(), analysis)
    files = {str(one["id"]): one for one in scenarios_beside(given)}
    start = _start(files)
    if start is None:
        return
    edited, harmonisation = _edit(start, sorted(given.known["organisation"].unique()))
    try:
        written = as_text(edited)
        outcome = _played(analysis.key, language(), written, harmonisation, given)
    except knowledge.KnowledgeError as problem:
        st.error(label("variant.refused", problem=plain(problem)))
        return
    before = _played(analysis.key, language(), as_text(start), harmonisation, given)
    _show_changes(before, outcome)
    st.download_button(
        label("variant.download"), written, file_name=f"scenario_{start['id']}.toml", mime="application/toml",
        key="variant_download", on_click="ignore",
    )  # fmt: skip
    _show_circle(analysis, given, edited)
    st.header(label("variant.outcome"), anchor=False)
    st.markdown(f"{plain(outcome.note)} {_said(outcome.totals)}")
    members = outcome.members.assign(scenario=str(edited["id"]))
    scenarios.show_functions(analysis, outcome.steps, members, key="variant")


def _start(files: dict[str, dict[str, Any]]) -> dict[str, Any] | None:
    """The scenario to begin with: one of ours, or one somebody kept; None when that one is refused."""
    left, right = st.columns(2, gap="large")
    with left:
        chosen = st.selectbox(
            label("variant.start"), SIDE_BY_SIDE, index=1, key="variant_start",
            format_func=lambda name: scenario_name({"id": name}, language()),
        )  # fmt: skip
    with right:
        upload = st.file_uploader(label("variant.upload"), type=["toml"], key="variant_upload", max_upload_size=1)
    if upload is None:
        return dict(files[chosen or SIDE_BY_SIDE[1]])
    if upload.size > LARGEST_FILE:
        st.error(label("variant.too_large"))
        return None
    try:
        return dict(from_text(upload.getvalue().decode("utf-8")))
    except (knowledge.KnowledgeError, UnicodeDecodeError) as problem:
        st.error(label("variant.refused", problem=plain(problem)))
        return None


def _edit(start: dict[str, Any], organisations: list[str]) -> tuple[dict[str, Any], float | None]:
    """The copy with what somebody changed, and how far processes are equal (None when that is not known)."""
    edited, key = copy.deepcopy(start), f"variant_{start['id']}"
    st.subheader(label("variant.weights"), anchor=False)
    with st.grid(4, min_column_width=150):
        for name, weight in start["target_weights"].items():
            called = knowledge.sentence("advice_target_criterion", name, language())
            given = st.number_input(called, 0, 1000, int(weight), key=f"{key}_{name}")
            edited["target_weights"][name] = int(given)
    with st.expander(label("variant.money")):
        _edit_money(edited, start, key)
    with st.expander(label("variant.circle"), expanded=start["id"] in ("member_leaves", "herindeling")):
        _edit_circle(edited, start, organisations, key)
    return edited, _harmonisation(start, key)


def _edit_money(edited: dict[str, Any], start: dict[str, Any], key: str) -> None:
    st.caption(label("variant.money_help"))
    with st.grid(3, min_column_width=150):
        for name in SHOWN_MONEY:
            for at, level in enumerate(LEVELS):
                value = float(start["money"][name][at])
                step = 1.0 if name == "horizon_years" else 0.05
                said = f"{label(f'variant.{name}')}, {label(f'scenarios.{level}')}"
                given = st.number_input(said, 0.0, 100.0, value, step, key=f"{key}_{name}_{level}")
                edited["money"][name][at] = value if abs(given - value) < 1e-9 else round(given, 4)


def _edit_circle(edited: dict[str, Any], start: dict[str, Any], organisations: list[str], key: str) -> None:
    with st.grid(3, min_column_width=220):
        for name in ("leaves", "merges"):
            before = [one for one in start["circle"][name] if one in organisations]
            chosen = st.multiselect(label(f"variant.{name}"), organisations, before, key=f"{key}_{name}")
            edited["circle"][name] = sorted(chosen) if set(chosen) != set(before) else start["circle"][name]
        on = st.text_input(label("variant.on"), start["circle"]["on"], key=f"{key}_on", placeholder="2028-01-01")
        edited["circle"]["on"] = on.strip()


def _harmonisation(start: dict[str, Any], key: str) -> float | None:
    """How far processes are equal, as people judge it; only asked where the scenario counts on it."""
    needed = float(start["harmonisation_threshold"])
    if not needed:
        return None
    given = st.number_input(
        label("variant.harmonisation", needed=text.share(needed)), 0, 100, None, key=f"{key}_harmonisation",
        placeholder=label("table.unknown"),
    )  # fmt: skip
    return None if given is None else given / 100


def _show_changes(before: Outcome, after: Outcome) -> None:
    """Which settings differ, and what comes out differently because of that; nothing else can have changed."""
    settings, functions = changes(before, after)
    st.header(label("variant.changes"), anchor=False)
    if not settings:
        st.info(label("variant.same"))
        return
    rows = [{"setting": _called(name), "was": _words(one), "now": _words(other)} for name, one, other in settings]
    tables.show(pd.DataFrame(rows), ["setting", "was", "now"], key="variant_settings", alt=label("variant.changes"))
    st.markdown(f"{label('variant.was')} {_said(before.totals)}  \n{label('variant.becomes')} {_said(after.totals)}")
    if functions.empty:
        st.info(label("variant.no_function"))
        return
    st.markdown(
        label(
            "variant.functions", count=text.whole(len(functions)), settings=plain(", ".join(r["setting"] for r in rows))
        )
    )
    pairs = ("kept_products", "saving_mid_eur", "npv_mid_eur")
    columns = ["component", *(f"{name}_{side}" for name in pairs for side in ("one", "other"))]
    tables.show(functions, columns, key="variant_functions_changed", alt=label("variant.changes"))


def _called(name: str) -> str:
    """A setting as people call it: table and key."""
    table, _, key = name.rpartition(".")
    if table == "target_weights":
        return label("variant.weight_of", name=knowledge.sentence("advice_target_criterion", key, language()))
    known = {f"money.{one}": label(f"variant.{one}") for one in SHOWN_MONEY}
    known |= {f"circle.{one}": label(f"variant.{one}") for one in ("leaves", "merges", "on")}
    return known.get(name, name)


def _words(value: Any) -> str:
    return "; ".join(str(one) for one in value) if isinstance(value, list) else str(value)


def _said(totals: pd.Series) -> str:
    """The totals in one sentence."""
    if pd.isna(totals["saving_mid_eur"]):
        return label("variant.no_figure")
    names = {"saving": "saving_mid_eur", "one_off": "one_off_mid_eur", "npv": "npv_mid_eur"}
    amounts = {name: plain(text.estimate(totals[column])) for name, column in names.items()}
    return label("variant.totals", moving=text.whole(totals["applications_moving"]), **amounts)


def _show_circle(analysis: Analysis, given: Basis, edited: dict[str, Any]) -> None:
    """What leaving and merging members bring along: contracts to split, cases that fall over, choices to make."""
    for leaver in edited["circle"]["leaves"]:
        rows = analysis.member_leaves[analysis.member_leaves["organisation"] == leaver]
        _show_leaving(analysis, leaver, rows.reset_index(drop=True))
    if len(edited["circle"]["merges"]) > 1:
        on = edited["circle"]["on"]
        day = pd.Timestamp(on) if on else pd.Timestamp(analysis.reference_date)
        _show_merging(merging(given.known, analysis.reference_date, edited["circle"]["merges"], day.date()))


def _show_leaving(analysis: Analysis, leaver: str, rows: pd.DataFrame) -> None:
    st.header(label("variant.leaving", name=plain(leaver)), anchor=False)
    said = {"count": len(rows), "fall": rows["falls_over"].sum()}
    about = label("variant.leaving_said", name=plain(leaver), **{name: text.whole(n) for name, n in said.items()})
    shared = rows[rows["shared_contracts"] != ""]
    if len(shared):
        numbers = "; ".join(sorted(set("; ".join(shared["shared_contracts"]).split("; "))))
        shift = text.euros(shared["shifting_cost_eur"].sum())
        about = f"{about} {label('variant.leaving_split', numbers=plain(numbers), shift=shift)}"
    st.markdown(about)
    titles = analysis.candidates.set_index("candidate_id")["title"]
    yes_no = {True: label("scenarios.yes"), False: label("scenarios.no")}
    shown = rows.assign(
        title=rows["candidate_id"].map(titles).fillna(rows["component"]),
        falls_over_name=rows["falls_over"].astype(bool).map(yes_no),
    )
    row = tables.show(shown, LEAVING, key="variant_leaving", alt=label("variant.leaving_alt"), select="single-row")
    _open_row(frames.row_at(shown, row), "title", "variant_leaving_rows")


def _show_merging(rows: pd.DataFrame) -> None:
    st.header(label("variant.merging"), anchor=False)
    counts = rows["situation"].value_counts()
    said = {name: text.whole(counts.get(name, 0)) for name in ("choose", "same_product", "one_has_it")}
    st.markdown(label("variant.merging_said", late=text.whole(rows["too_late"].sum()), **said))
    shown = rows.assign(situation_name=rows["situation"].map({name: label(f"variant.{name}") for name in said}))
    row = tables.show(shown, MERGED, key="variant_merging", alt=label("variant.merging"), select="single-row")
    _open_row(frames.row_at(shown, row), "component", "variant_merging_rows")


def _open_row(chosen: pd.Series | None, title: str, key: str) -> None:
    """The way to the rows behind the chosen line."""
    if chosen is None:
        return
    ids = frames.ids_in(chosen["application_ids"])
    wish = state.Wish(title=str(chosen[title]), application_ids=tuple(ids))
    st.button(label("rows.open", count=text.whole(len(ids))), key=key, on_click=state.ask_for_rows, args=(wish,))
