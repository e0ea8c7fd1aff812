"""The business case of every candidate that has one: who leaves, to which product, with which range and assumptions.

In: concern rows with business fit, and the candidates with their action. Out: the moves (one row per leaving
application) and money columns per candidate with a sentence that names every assumption. A newcomer would get wrong:
a case needs the cost of the target and of at least one application that leaves; otherwise there is no figure at all,
not a small one. Bundling and harmonising have no figure, because nothing on record says what they would bring.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

import pandas as pd

from landscape import knowledge
from landscape.advise import wording
from landscape.advise.money import LEVELS, growth_costs, leaving_cases, parameters, per_candidate
from landscape.advise.scenario_files import scenario_name
from landscape.advise.targets import target_options

MONEY_COLUMNS = (
    "saving_low_eur", "saving_mid_eur", "saving_high_eur", "one_off_low_eur", "one_off_mid_eur", "one_off_high_eur",
    "npv_low_eur", "npv_mid_eur", "npv_high_eur", "payback_years", "target_product", "saving_assumptions",
    "worthwhile_applications", "worthwhile_npv_eur", "worthwhile_names",
)  # fmt: skip
SHOWN = 4
MONEY_TEXTS = ("target_product", "saving_assumptions", "worthwhile_names")


def candidate_moves(concerns: pd.DataFrame, actions: pd.Series, weights: Mapping[str, float]) -> pd.DataFrame:
    """One row per leaving application of every candidate that has a case.

    Args:
        concerns: rows with ``candidate_id``, the columns of ``facts`` and ``business_fit``.
        actions: action by ``candidate_id`` (index).
        weights: of the target choice.

    Returns: the concern columns plus ``target_product`` (name, "" when nothing comes in its place), ``growth_cost``
        (NaN when nothing comes in its place) and ``users_assumed``.
    """
    action = concerns["candidate_id"].map(actions)
    choosing = concerns[action == "consolideren"]
    options = target_options(choosing, weights)
    winner = options[(options["option_rank"] == 1) & options["is_eligible"]].set_index("candidate_id")[
        ["product", "product_label"]
    ]
    chosen = choosing.join(winner.add_prefix("target_"), on="candidate_id")
    is_target = chosen["product"] == chosen["target_product"]
    target = target_figures(chosen[is_target])
    leaving = chosen[~is_target & chosen["candidate_id"].isin(target.index)]
    leaving = leaving.join(growth_costs(leaving, target)).assign(target_product=leaving["target_product_label"])
    ending = concerns[action == "uitfaseren"].assign(target_product="", growth_cost=float("nan"), users_assumed=False)
    parts = [part for part in (leaving.drop(columns="target_product_label"), ending) if len(part)]
    moves = pd.concat(parts or [ending], ignore_index=True)
    has_cost = moves["cost"].notna().groupby(moves["candidate_id"]).transform("any")
    return moves[has_cost].sort_values(["candidate_id", "application_id"], ignore_index=True)


def candidate_money(
    moves: pd.DataFrame, scenario: Mapping[str, Any], today: datetime.date, language: str
) -> pd.DataFrame:
    """Per ``candidate_id`` (index) the ``MONEY_COLUMNS``; candidates without a case are absent."""
    if moves.empty:
        nothing = pd.DataFrame({name: [] for name in MONEY_COLUMNS}, index=pd.Index([], name="candidate_id"))
        return nothing.astype({name: "str" if name in MONEY_TEXTS else "float64" for name in MONEY_COLUMNS})
    table = per_candidate(moves, scenario["money"], today)
    grouped = moves.assign(known=moves["cost"].notna()).groupby("candidate_id")
    about = grouped.agg(
        target_product=("target_product", "first"),
        n=("application_id", "size"),
        known_n=("known", "sum"),
        users_assumed=("users_assumed", "any"),
    )
    table = table.join(about).join(_worthwhile(moves, scenario, today, language))
    return table.assign(saving_assumptions=_assumptions(table, scenario, language))[list(MONEY_COLUMNS)]


def _worthwhile(moves: pd.DataFrame, scenario: Mapping[str, Any], today: datetime.date, language: str) -> pd.DataFrame:
    """Per candidate the moves that earn themselves back each on their own: how many, worth what, and which.

    Saving and one-off cost of a move do not depend on the other moves, so a part of a choice may be worth doing when
    the whole is not.
    """
    value = leaving_cases(moves, parameters(scenario["money"])["mid"], today)["npv"]
    rows = moves.assign(npv=value, label=wording.without_marks(moves["label"].astype("str")))[value > 0]
    grouped = rows.groupby("candidate_id")["npv"]
    table = pd.DataFrame({"worthwhile_applications": grouped.size(), "worthwhile_npv_eur": grouped.sum()})
    table["worthwhile_names"] = wording.names(
        rows.assign(said=rows["label"] + " (" + rows["organisation"] + ")"), "said", SHOWN, language
    )
    index = pd.Index(moves["candidate_id"].unique(), name="candidate_id")
    table = table.reindex(index).fillna({"worthwhile_applications": 0.0, "worthwhile_names": ""})
    return table.astype({"worthwhile_applications": "float64", "worthwhile_names": "str"})


def money_reasons(table: pd.DataFrame, horizon: float, language: str) -> pd.DataFrame:
    """Sentences ``for`` and ``against`` from the range of the case; both empty where there is no case.

    Only a present value above zero speaks for: a payback within the horizon can still lose money, because saving starts
    late and later euros are worth less.
    """
    known = table["saving_mid_eur"].notna()
    words = pd.DataFrame(
        {
            "low": wording.estimates(table["saving_low_eur"], language),
            "mid": wording.estimates(table["saving_mid_eur"], language),
            "high": wording.estimates(table["saving_high_eur"], language),
            "one_off": wording.estimates(table["one_off_mid_eur"], language),
            "npv": wording.estimates(table["npv_mid_eur"], language),
            "years": wording.decimals(table["payback_years"], language),
            "horizon": wording.number(horizon, language),
            "part": wording.estimates(table["worthwhile_npv_eur"], language),
            "names": table["worthwhile_names"],
        },
        index=table.index,
    )
    texts = knowledge.texts(language)["advice_money"]
    pays = known & (table["npv_mid_eur"] > 0)
    partly = known & ~pays & (table["worthwhile_applications"] > 0)
    never = known & ~pays & table["payback_years"].isna()
    late = known & ~pays & (table["payback_years"] > horizon)
    thin = known & ~pays & (table["payback_years"] <= horizon)
    return pd.DataFrame(
        {
            "for": wording.fill_where(str(texts["pays"]), words, pays)
            + wording.fill_where(str(texts["partly"]), words, partly),
            "against": wording.fill_where(str(texts["never"]), words, never)
            + wording.fill_where(str(texts["late"]), words, late)
            + wording.fill_where(str(texts["thin"]), words, thin),
        }
    )


def outcome(table: pd.DataFrame) -> pd.Series:
    """What the case brings per euro of one-off cost, from today to the horizon: present value / one-off (mid).

    0 = breaks even, -1 or less = nothing of the one-off cost comes back, NaN = no case. One-off cost below one euro
    counts as one euro.
    """
    result: pd.Series = table["npv_mid_eur"] / table["one_off_mid_eur"].clip(lower=1.0)
    return result.astype("float64")


def target_figures(targets: pd.DataFrame) -> pd.DataFrame:
    """Per candidate cost, users and applications of the product the others move to, over its costed applications."""
    costed = targets[targets["cost"].notna()]
    grouped = costed.groupby("candidate_id")
    return pd.DataFrame(
        {
            "target_cost": grouped["cost"].sum(),
            "target_users": grouped["users"].agg(lambda users: users.sum(skipna=False)),
            "target_applications": grouped.size(),
        }
    )


def _assumptions(table: pd.DataFrame, scenario: Mapping[str, Any], language: str) -> pd.Series:
    texts = knowledge.texts(language)["advice_money"]
    money = parameters(scenario["money"])
    shares = {
        "avoidable": " - ".join(wording.number(money[level].avoidable_share * 100, language) for level in LEVELS),
        "growth": " - ".join(wording.number(money[level].growth_share * 100, language) for level in LEVELS),
    }
    words = pd.DataFrame(
        {
            "scenario": scenario_name(scenario, language).lower(),
            "target": table["target_product"],
            "one_off_low": wording.estimates(table["one_off_low_eur"], language),
            "one_off_high": wording.estimates(table["one_off_high_eur"], language),
            "known_n": table["known_n"],
            "n": table["n"],
            "horizon": wording.number(money["mid"].horizon_years, language),
            **shares,
        },
        index=table.index,
    )
    moved = table["target_product"] != ""
    text = wording.fill_where(str(texts["assumed_move"]), words, moved)
    text = text + wording.fill_where(str(texts["assumed_end"]), words, ~moved)
    text = text + wording.fill_where(str(texts["assumed_unknown"]), words, table["known_n"] < table["n"])
    return text + wording.fill_where(str(texts["assumed_users"]), words, table["users_assumed"].astype(bool))
