"""Pieces of the page Vergelijken: figures of others beside our own, and functions without an application.

Comes in: the frames ``benchmarks`` and ``functions_missing``, and what somebody fills in (inhabitants, fte, newer
figures). Goes out: own ratio beside benchmark with year and source, and the guard on a saving. A newcomer would get
wrong: known cost is a lower bound and only a part of what a benchmark counts, so nothing here is a verdict.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st
from babel.numbers import format_decimal

from landscape.advise.benchmarks import benchmarks, beside_benchmark, saving_beside_benchmark
from landscape.ui import components, frames, state, tables, text
from landscape.ui.labels import codes, label, language
from landscape.ui.text import plain
from landscape.ui.work import Analysis

VIEWS = ("benchmarks", "missing")
INHABITANTS = "compare_inhabitants"
COST = "ict_cost_per_inhabitant"
_VALUE, _YEAR = "compare_value_", "compare_year_"
_BENCHMARKS = (
    "compare_name", "compare_own", "compare_value", "compare_difference", "compare_unit", "compare_year",
    "compare_source", "compare_why",
)  # fmt: skip
_MISSING = ("organisation", "component", "why_name", "have_it", "unplaced_applications")


def show_compare(analysis: Analysis) -> None:
    """The whole page: benchmarks, or functions without an application."""
    if components.part("compare_view", "deel", "compare_view", VIEWS) == "missing":
        _show_missing(analysis)
        return
    _show_benchmarks(analysis)


def show_guard(yearly_saving: float) -> None:
    """How a yearly saving stands to what all ICT would cost by the benchmark; asks for inhabitants until known."""
    inhabitants = st.session_state.get(INHABITANTS)
    if pd.isna(yearly_saving) or yearly_saving <= 0:
        return
    if not inhabitants:
        st.caption(label("compare.guard_ask"))
        return
    entry = _in_use()[COST]
    share, verdict = saving_beside_benchmark(yearly_saving, inhabitants, float(entry["value"]))
    said = label(
        f"compare.guard_{verdict}",
        saving=text.estimate(yearly_saving),
        share=text.share(share),
        inhabitants=text.whole(inhabitants),
        value=_decimal(entry["value"]),
        year=entry["year"],
    )
    (st.caption if verdict == "fits" else st.warning)(said)


def _show_benchmarks(analysis: Analysis) -> None:
    with st.grid(2, min_column_width=220):
        inhabitants = st.number_input(
            label("compare.inhabitants"), 1, 20_000_000, None, key=INHABITANTS, persist_state="session",
            placeholder=label("compare.inhabitants_hint"),
        )  # fmt: skip
        fte = st.number_input(
            label("compare.security_fte"), 0.0, 100_000.0, None, 0.1, key="compare_security_fte",
            persist_state="session", placeholder=label("table.unknown"),
        )  # fmt: skip
    used = _in_use()
    shown = _beside(analysis.benchmarks, used, inhabitants, {"security_fte": fte})
    st.markdown(_headline(analysis, inhabitants, used[COST]))
    tables.show(shown, _BENCHMARKS, key="benchmarks", alt=label("compare.alt"))
    ids = frames.ids_in("; ".join(analysis.benchmarks["application_ids"].head(1)))
    if ids:
        _rows_button(label("compare.open", count=text.whole(len(ids))), ids, "compare_rows")
    _edit()


def _edit() -> None:
    """What somebody can change about the benchmarks; :func:`_in_use` reads it."""
    with st.expander(label("compare.edit")):
        st.caption(label("compare.edit_help"))
        with st.grid(2, min_column_width=220):
            for name, entry in benchmarks().items():
                st.number_input(
                    label("compare.value_of", name=_name(name)), 0.1, 1e6, float(entry["value"]), key=_VALUE + name,
                    persist_state="session",
                )  # fmt: skip
                st.number_input(
                    label("compare.year_of", name=_name(name)), 2000, 2100, int(entry["year"]), key=_YEAR + name,
                    persist_state="session",
                )  # fmt: skip


def _in_use() -> dict[str, dict[str, Any]]:
    """The benchmarks as somebody changed them for this session: every page reckons with the same figures."""
    used = {}
    for name, entry in benchmarks().items():
        now = {
            "value": st.session_state.get(_VALUE + name, float(entry["value"])),
            "year": st.session_state.get(_YEAR + name, int(entry["year"])),
        }
        is_changed = any(now[part] != entry[part] for part in now)
        used[name] = {**entry, **now, **({"source": label("compare.own_source")} if is_changed else {})}
    return used


def _beside(
    known: pd.DataFrame, edited: dict[str, dict[str, Any]], inhabitants: int | None, given: dict[str, float | None]
) -> pd.DataFrame:
    """One row per benchmark with the own ratio, empty where it cannot be made."""
    cost = known.set_index("benchmark")["known_annual_cost_eur"]
    rows = []
    for name, entry in edited.items():
        own = given.get(name) if entry["counts"] == "given" else cost.get(name)
        ratio = None
        if inhabitants and own is not None and not pd.isna(own):
            ratio = float(beside_benchmark(name, float(own), inhabitants)["own_ratio"])
        rows.append(
            {
                "compare_name": _name(name),
                "compare_own": "" if ratio is None else _decimal(ratio),
                "compare_value": _decimal(entry["value"]),
                "compare_difference": "" if ratio is None else _decimal(ratio - entry["value"], signed=True),
                "compare_unit": codes("compare").get(f"unit_{name}", entry["unit"]),
                "compare_year": str(entry["year"]),
                "compare_source": entry["source"],
                "compare_why": codes("compare").get(f"why_{name}", entry["why"]),
            }
        )
    return pd.DataFrame(rows)


def _headline(analysis: Analysis, inhabitants: int | None, benchmark: dict[str, Any]) -> str:
    row = analysis.benchmarks[analysis.benchmarks["benchmark"] == COST].iloc[0]
    if pd.isna(row["known_annual_cost_eur"]):
        return label("compare.unknown_cost")
    if not inhabitants:
        return label("compare.ask")
    return label(
        "compare.headline",
        cost=text.euros(row["known_annual_cost_eur"]),
        without=text.whole(row["applications_without_cost"]),
        ratio=f"€\u00a0{_decimal(row['known_annual_cost_eur'] / inhabitants)}",
        value=f"€\u00a0{_decimal(benchmark['value'])}",
        year=benchmark["year"],
    )


def _show_missing(analysis: Analysis) -> None:
    """Functions one would expect and does not find; the chosen one leads to where it may be hidden."""
    rows = analysis.functions_missing
    if rows.empty:
        st.info(label("compare.missing_none"))
        return
    st.markdown(
        label(
            "compare.missing_headline",
            organisations=text.whole(rows["organisation"].nunique()),
            count=text.whole(len(rows)),
        )
    )
    members = sorted(rows["organisation"].unique())
    member = st.selectbox(
        label("compare.organisation"), members, index=None, key="compare_member", placeholder=label("filter.all")
    )
    kept = rows[rows["organisation"] == member].reset_index(drop=True) if member else rows
    have = [
        label("compare.with_of", count=text.whole(count), all=text.whole(everybody))
        for count, everybody in zip(kept["organisations_with"], kept["organisations"], strict=True)
    ]
    why = kept["why"].map({code: label(f"compare.{code}") for code in ("task", "peers")})
    shown = kept.assign(have_it=have, why_name=why)
    st.caption(label("compare.missing_choose", count=text.whole(len(shown))))
    row = tables.show(shown, _MISSING, key="choice_missing", alt=label("compare.missing_alt"), select="single-row")
    chosen = frames.row_at(shown, row)
    if chosen is not None:
        _show_where(analysis, chosen)


def _show_where(analysis: Analysis, chosen: pd.Series) -> None:
    """Applications of this organisation without a function, and those of others that have it."""
    everything = analysis.applications
    own = everything["organisation"] == chosen["organisation"]
    known = everything["application_id"].isin(analysis.time["application_id"])
    ids = {
        "unplaced": everything.loc[own & known & (everything["component"] == ""), "application_id"].tolist(),
        "holders": everything.loc[
            ~own & known & (everything["component"] == chosen["component"]), "application_id"
        ].tolist(),
    }
    names = {"unplaced": chosen["organisation"], "holders": chosen["component"]}
    with st.container(border=True, key="missing_detail"):
        st.subheader(f"{plain(chosen['component'])}, {plain(chosen['organisation'])}", anchor=False)
        for name, listed in ids.items():
            if listed:
                said = label(f"compare.{name}", count=text.whole(len(listed)), name=plain(names[name]))
                _rows_button(said, listed, f"missing_{name}", str(names[name]))
        if not ids["holders"]:
            st.caption(label("compare.nobody"))


def _rows_button(said: str, ids: list[str], key: str, title: str = "") -> None:
    """The way from a figure to the rows it was counted from."""
    wish = state.Wish(title=title or label("page.vergelijk"), application_ids=tuple(ids))
    st.button(f":primary[{said}]", key=key, type="tertiary", on_click=state.ask_for_rows, args=(wish,))


def _name(benchmark: str) -> str:
    """What a benchmark is called; one that somebody added goes by its id."""
    found = codes("compare")
    return found.get(f"{benchmark}_name") or found.get(benchmark) or benchmark.replace("_", " ")


def _decimal(number: float, *, signed: bool = False) -> str:
    shape = "+#,##0.0;-#,##0.0" if signed else "#,##0.0"
    return str(format_decimal(number, format=shape, locale={"nl": "nl_NL", "en": "en_GB"}[language()]))
