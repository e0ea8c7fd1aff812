"""Futures on one engine: doing nothing, the efficient provider, html5 only, a merger, and what pays.

In: facts, overlaps and a checked scenario. Out: one step per function with what stays, what moves, what falls out and
the money of it, and totals that are the sum of the steps. A newcomer would get wrong: scenarios are compared, not
predicted; what has no known cost is counted apart and never enters a total as zero; doing nothing has a figure too.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from landscape import knowledge
from landscape.advise import wording
from landscape.advise.basis import Basis, basis
from landscape.advise.cases import target_figures
from landscape.advise.circle import not_before, whom
from landscape.advise.concerns import overlap_concerns, overlap_natures
from landscape.advise.empty import no_rows
from landscape.advise.money import (
    LEVELS,
    MONTHS_PER_YEAR,
    ONE_OFF_PARTS,
    growth_costs,
    leaving_cases,
    parameters,
    per_candidate,
    per_organisation,
)
from landscape.advise.scenario_files import SPLIT, check_scenario, differences, scenario_name
from landscape.advise.targets import target_options

CHOICES = ("rival_products_local", "rival_products_regional", "rivals_all_legacy")
MONEY = tuple(f"{name}_{level}_eur" for name in ("saving", "one_off", "npv") for level in LEVELS)
INVESTMENT = tuple(f"investment_{kind}_eur" for kind in SPLIT)
IDS = ("application_ids", "moving_ids", "falling_out_ids", "figured_ids")
COUNTS = (
    "products", "products_kept", "applications", "applications_moving", "applications_falling_out",
    "moving_without_figure",
)  # fmt: skip
NAMES = ("candidate_id", "component", "kept_products", "leaving_products", *IDS)
STEP_COLUMNS = (
    *NAMES, *COUNTS, "known_annual_cost_eur", "falling_out_cost_eur", "applications_without_cost",
    "known_cost_over_horizon_eur", "out_of_support_by_horizon", *MONEY, *INVESTMENT,
)  # fmt: skip

KEYS = ("candidate_id", "organisation")
MEMBER_COLUMNS = (*KEYS, "saving_mid_eur", "one_off_mid_eur", "npv_mid_eur", "gains")


@dataclass(frozen=True)
class Outcome:
    """What a scenario gives.

    Attributes:
        scenario: the parameters it ran with.
        steps: one row per function, columns ``STEP_COLUMNS``.
        members: per function and organisation the mid saving, one-off cost and present value.
        effective: False when processes are harmonised less than the scenario needs; None when that is not known.
        note: one sentence that says so.
    """

    scenario: Mapping[str, Any]
    steps: pd.DataFrame
    members: pd.DataFrame
    effective: bool | None
    note: str

    @property
    def totals(self) -> pd.Series:
        """The sum of the steps: counts, and euros of the steps that have them (NaN when none has)."""
        summed = self.steps[[name for name in STEP_COLUMNS if name not in NAMES]].sum(min_count=1).astype("float64")
        return summed.fillna(dict.fromkeys((*COUNTS, "applications_without_cost", "out_of_support_by_horizon"), 0.0))


def run_scenario(
    applications: pd.DataFrame,
    overlaps: pd.DataFrame,
    reference_date: datetime.date,
    scenario: Mapping[str, Any],
    *,
    harmonisation: float | None = None,
    language: str = "nl",
) -> Outcome:
    """Play one scenario.

    Args:
        scenario: as :func:`scenario_files.scenario` gives it, or an edited copy.
        harmonisation: how far processes have been made equal (0 to 1), as people judge it; None when not known.
    """
    return play(basis(applications, overlaps, reference_date, language=language), scenario, harmonisation=harmonisation)


def play(given: Basis, scenario: Mapping[str, Any], *, harmonisation: float | None = None) -> Outcome:
    """The same on facts that were read already; the facts are those of every other page."""
    check_scenario(scenario)
    rows = _rows(whom(given.known, scenario), given, str(scenario["keeps"]))
    effective, note = _effectiveness(scenario, harmonisation, given.language)
    if rows.empty:
        return Outcome(dict(scenario), no_rows(STEP_COLUMNS, NAMES), no_rows(MEMBER_COLUMNS, KEYS), effective, note)
    planned = _plan(rows, scenario)
    moves = not_before(_with_growth(planned), scenario["circle"], given.today)
    if scenario["keeps"] == "what_pays":
        planned, moves = _only_what_pays(planned, moves, scenario, given.today)
    steps = _steps(planned, moves, scenario, given.today)
    return Outcome(dict(scenario), steps, _members(moves, scenario, given.today), effective, note)


def side_by_side(outcomes: Sequence[Outcome], language: str = "nl") -> pd.DataFrame:
    """One row per scenario: its name, who leaves or merges, whether it is effective, its functions and its totals."""
    rows = [
        {
            "scenario": outcome.scenario["id"],
            "name": scenario_name(outcome.scenario, language),
            "effective": {True: "yes", False: "no", None: "unknown"}[outcome.effective],
            "note": outcome.note,
            "circle": wording.ID_MARK.join(
                [*outcome.scenario["circle"]["leaves"], *outcome.scenario["circle"]["merges"]]
            ),
            "on": outcome.scenario["circle"]["on"],
            "horizon_years": float(outcome.scenario["money"]["horizon_years"][1]),
            "minimum_years": float(outcome.scenario["minimum_years"]),
            "functions": len(outcome.steps),
            **outcome.totals.to_dict(),
        }
        for outcome in outcomes
    ]
    return pd.DataFrame(rows)


def changes(one: Outcome, other: Outcome) -> tuple[list[tuple[str, Any, Any]], pd.DataFrame]:
    """Which settings differ, and which functions come out differently because of that: in products or in money."""
    amounts = ["saving_mid_eur", "one_off_mid_eur", "npv_mid_eur"]
    columns = ["kept_products", *amounts]
    names = pd.concat([one.steps, other.steps]).drop_duplicates("candidate_id").set_index("candidate_id")["component"]
    first, second = (outcome.steps.set_index("candidate_id")[columns] for outcome in (one, other))
    both = first.add_suffix("_one").join(second.add_suffix("_other"), how="outer")
    kept = both["kept_products_one"].fillna("") != both["kept_products_other"].fillna("")
    euros = (both[[f"{name}_{side}" for name in amounts]].fillna(0.0).to_numpy() for side in ("one", "other"))
    differs = both[kept | (np.abs(np.subtract(*euros)) >= 1).any(axis=1)].reset_index()
    differs.insert(1, "component", differs["candidate_id"].map(names))
    return differences(one.scenario, other.scenario), differs


def _rows(known: pd.DataFrame, given: Basis, keeps: str) -> pd.DataFrame:
    """The applications a scenario speaks about: those before a choice, or for html5 all with a function."""
    if keeps == "saas_ready":
        placed = known[(known["component"] != "") & ~known["component_is_broad"] & ~known["is_retired"]]
        placed = placed[placed["kind"] != "office_technical"]
        rows = placed.assign(candidate_id="F-" + placed["component"])
    else:
        together = overlap_concerns(given.overlaps, known)
        natures = overlap_natures(together)
        rows = together[together["candidate_id"].isin(natures.loc[natures["nature"].isin(CHOICES), "candidate_id"])]
    fits = given.places.set_index("application_id")["business_fit"]
    return rows.assign(
        business_fit=rows["application_id"].map(fits).astype("float64"),
        product_label=wording.without_marks(rows["product_label"].astype("str")),
    ).reset_index(drop=True)


def _plan(rows: pd.DataFrame, scenario: Mapping[str, Any]) -> pd.DataFrame:
    """Per row whether its product stays, and the product it would move to ("" when there is none)."""
    options = target_options(rows, scenario["target_weights"])
    usable = options[options["is_eligible"]]
    if scenario["keeps"] == "saas_ready":
        ready = rows[rows["readiness"] == "saas_ready"][["candidate_id", "product"]].drop_duplicates()
        usable = usable.merge(ready, on=["candidate_id", "product"])
    best = usable.drop_duplicates("candidate_id").set_index("candidate_id")
    planned = rows.join(best["product"].rename("target"), on="candidate_id")
    planned["target"] = planned["target"].astype("str").where(planned["target"].notna(), "")
    if scenario["keeps"] == "everything":
        return planned.assign(stays=True)
    if scenario["keeps"] == "saas_ready":
        return planned.assign(stays=planned["readiness"].isin(("saas_ready", "unknown")))
    if scenario["keeps"] == "close_products":
        top = usable.groupby("candidate_id")["option_score"].max()
        lead = usable["candidate_id"].map(top) - usable["option_score"]
        close = usable[lead <= float(scenario["fit_margin"])][["candidate_id", "product"]].assign(stays=True)
        joined = planned.merge(close, on=["candidate_id", "product"], how="left")
        return joined.assign(stays=joined["stays"].eq(True) | (joined["target"] == ""))
    return planned.assign(stays=(planned["product"] == planned["target"]) | (planned["target"] == ""))


def _with_growth(planned: pd.DataFrame) -> pd.DataFrame:
    """The moves that have a figure: the cost of the target is known, and the application's own cost too."""
    target = target_figures(planned[planned["product"] == planned["target"]])
    leaving = planned[~planned["stays"] & planned["candidate_id"].isin(target.index)].reset_index(drop=True)
    moves = leaving.join(growth_costs(leaving, target))
    has_cost = moves["cost"].notna().groupby(moves["candidate_id"]).transform("any")
    return moves[has_cost.astype(bool)].reset_index(drop=True)


def _only_what_pays(
    planned: pd.DataFrame, moves: pd.DataFrame, scenario: Mapping[str, Any], today: datetime.date
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Only moves that earn themselves back in the middle estimate; everything else stays, also what has no cost.

    One move's saving and one-off cost do not depend on the others, so leaving out what does not pay harms none.
    """
    if moves.empty:
        return planned.assign(stays=True), moves
    value = leaving_cases(moves, parameters(scenario["money"])["mid"], today)["npv"]
    paying = moves[value > 0].reset_index(drop=True)
    return planned.assign(stays=~planned["application_id"].isin(paying["application_id"])), paying


def _steps(
    planned: pd.DataFrame, moves: pd.DataFrame, scenario: Mapping[str, Any], today: datetime.date
) -> pd.DataFrame:
    horizon = parameters(scenario["money"])["mid"].horizon_years
    rows = planned.assign(
        kept=planned["product"].where(planned["stays"]),
        moving=~planned["stays"] & (planned["target"] != ""),
        falling_out=~planned["stays"] & (planned["target"] == ""),
        no_cost=planned["cost"].isna(),
        old=planned["support_months"] <= horizon * MONTHS_PER_YEAR,
        figured=planned["application_id"].isin(moves["application_id"]),
    )
    rows["without_figure"] = rows["moving"] & ~rows["figured"]
    grouped = rows.groupby("candidate_id")
    steps = grouped.agg(
        component=("component", "first"),
        products=("product", "nunique"),
        products_kept=("kept", "nunique"),
        applications=("application_id", "size"),
        applications_moving=("moving", "sum"),
        applications_falling_out=("falling_out", "sum"),
        moving_without_figure=("without_figure", "sum"),
        applications_without_cost=("no_cost", "sum"),
        out_of_support_by_horizon=("old", "sum"),
    )
    falling = rows[rows["falling_out"]].groupby("candidate_id")["cost"].sum(min_count=1)
    steps["falling_out_cost_eur"] = falling.reindex(steps.index).astype("float64")
    steps["known_annual_cost_eur"] = grouped["cost"].sum(min_count=1)
    steps["known_cost_over_horizon_eur"] = steps["known_annual_cost_eur"] * horizon
    steps = steps.assign(**_listed(rows, steps.index)).join(_money(moves, scenario, today)).reset_index()
    return steps.sort_values("candidate_id", kind="stable", ignore_index=True)[list(STEP_COLUMNS)]


def _listed(rows: pd.DataFrame, index: pd.Index) -> dict[str, pd.Series]:
    """Per function the ids behind each figure, and the names of the products that stay and that go."""
    everything = len(rows) or 1
    chosen = {"application_ids": rows, **{name: rows[rows[name.removesuffix("_ids")]] for name in IDS[1:]}}
    ids = {
        name: wording.joined(part.sort_values("candidate_id", kind="stable"), ["candidate_id"], "application_id")
        for name, part in chosen.items()
    }
    names = {
        "kept_products": wording.names(rows[rows["stays"]], "product_label", everything, "nl"),
        "leaving_products": wording.names(rows[~rows["stays"]], "product_label", everything, "nl"),
    }
    return {name: text.reindex(index).fillna("").astype("str") for name, text in {**ids, **names}.items()}


def _money(moves: pd.DataFrame, scenario: Mapping[str, Any], today: datetime.date) -> pd.DataFrame:
    if moves.empty:
        return pd.DataFrame({name: pd.Series(dtype="float64") for name in (*MONEY, *INVESTMENT)})
    table = per_candidate(moves, scenario["money"], today)
    cases = leaving_cases(moves, parameters(scenario["money"])["mid"], today)
    for kind in SPLIT:
        parts = [f"one_off_{part}" for part in ONE_OFF_PARTS if scenario["investment_split"][part] == kind]
        table[f"investment_{kind}_eur"] = cases[parts].sum(axis=1).groupby(moves["candidate_id"]).sum()
    return table[[*MONEY, *INVESTMENT]]


def _members(moves: pd.DataFrame, scenario: Mapping[str, Any], today: datetime.date) -> pd.DataFrame:
    if moves.empty:
        return no_rows(MEMBER_COLUMNS, KEYS)
    return per_organisation(moves, scenario["money"], today)[list(MEMBER_COLUMNS)]


def _effectiveness(scenario: Mapping[str, Any], harmonisation: float | None, language: str) -> tuple[bool | None, str]:
    """Whether processes are equal enough for what the scenario counts on."""
    needed = float(scenario["harmonisation_threshold"])
    if needed == 0:
        return True, knowledge.sentence("advice_scenario", "no_harmonisation", language)
    percent = {"needed": wording.number(needed * 100, language)}
    if harmonisation is None:
        return None, knowledge.sentence("advice_scenario", "harmonisation_unknown", language, **percent)
    key = "effective" if harmonisation >= needed else "ineffective"
    given = wording.number(harmonisation * 100, language)
    return harmonisation >= needed, knowledge.sentence("advice_scenario", key, language, given=given, **percent)
