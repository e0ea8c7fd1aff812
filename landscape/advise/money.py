"""What a choice would save and cost: saving per year, one-off cost, payback, present value, per organisation.

In: applications that leave and the product they move to, with known costs, and the parameters of a scenario file
(low, mid, high). Out: figures with their range; never one figure alone. The saving per year is

    S = sum over leaving i of a * C_i  -  e * (U_moved / U_target) * C_target

and one-off K = migration + data + integrations + training + archive + exit + double running. A newcomer would get
wrong: unknown cost is left out of the saving and counted, never taken as zero saving of the whole; savings start at the
later of migration and contract end while the target grows from the migration on; and a negative saving is an answer.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import pandas as pd

from landscape import knowledge

LEVELS = ("low", "mid", "high")
ONE_OFF_PARTS = ("migration", "data", "integrations", "training", "archive", "exit", "double_running")
MONTHS_PER_YEAR = 12.0
DAYS_PER_YEAR = 365.25
CENT = 0.01


@dataclass(frozen=True)
class Parameters:
    """One level of a scenario file: shares between 0 and 1, euros, months and years."""

    avoidable_share: float
    growth_share: float
    migration_eur_per_application: float
    migration_share_of_yearly_cost: float
    data_eur_per_application: float
    data_share_of_yearly_cost: float
    integration_eur_each: float
    training_eur_per_user: float
    archive_eur_per_application: float
    archive_share_of_yearly_cost: float
    exit_share_of_yearly_cost: float
    critical_factor: float
    double_running_months: float
    users_when_unknown: float
    cost_per_user_when_unknown: float
    integrations_when_unknown: float
    integrations_per_user_when_unknown: float
    migration_months: float
    migration_months_small: float
    small_until_eur: float
    horizon_years: float
    discount_rate: float


def parameters(money: Mapping[str, Any]) -> dict[str, Parameters]:
    """The levels of a scenario's ``[money]`` table, each key a list [low, mid, high].

    Raises:
        KnowledgeError: a key is missing or unknown, or has no three figures.
    """
    names = {field.name for field in fields(Parameters)}
    if set(money) != names:
        raise knowledge.KnowledgeError(f"[money]: expected keys {sorted(names)}, found {sorted(money)}")
    short = sorted(name for name, values in money.items() if len(values) != len(LEVELS))
    if short:
        raise knowledge.KnowledgeError(f"[money] {short[0]}: expected [low, mid, high]")
    return {
        level: Parameters(**{name: float(values[at]) for name, values in money.items()})
        for at, level in enumerate(LEVELS)
    }


def yearly_saving(
    leaving_cost: Any, target_cost: Any, moved_users: Any, target_users: Any, avoidable: float, growth: float
) -> Any:
    """S = a * sum C_i - e * (U_moved / U_target) * C_target, in euros per year; scalars, arrays or Series."""
    return avoidable * leaving_cost - growth * moved_users / target_users * target_cost


def payback_years(one_off: Any, saving: Any) -> Any:
    """Years of saving that pay the one-off cost; NaN when there is no saving to pay it with (never)."""
    positive = np.asarray(saving, dtype="float64") >= CENT
    years = np.divide(one_off, saving, out=np.full(np.shape(saving), np.nan), where=positive)
    return years if np.ndim(years) else float(years)


def present_value(yearly: Any, from_year: Any, horizon: float, rate: float) -> Any:
    """Today's worth of ``yearly`` euros a year, from ``from_year`` (years from now) until ``horizon``, continuously."""
    start = np.minimum(np.asarray(from_year, dtype="float64"), horizon)
    if rate == 0:
        return yearly * (horizon - start)
    force = np.log1p(rate)
    return yearly * (np.exp(-force * start) - np.exp(-force * horizon)) / force


def leaving_cases(moves: pd.DataFrame, parameter: Parameters, reference_date: datetime.date) -> pd.DataFrame:
    """Per leaving application its saving, one-off cost by part and start; one row per row of ``moves``, same index.

    Args:
        moves: leaving applications with ``cost, users, integrations_count, contract_end_date`` and, of the product they
            move to, ``growth_cost`` (euros per year that C_target grows at e = 1; NaN when nothing is moved to).
            ``is_critical`` (1, 0, NaN) and ``not_before_years`` (from now; NaN: at once) may be there.
    """
    known = moves["cost"].fillna(0.0)
    small = moves["cost"] <= parameter.small_until_eur
    months = pd.Series(parameter.migration_months, index=moves.index).mask(small, parameter.migration_months_small)
    done = months / MONTHS_PER_YEAR
    if "not_before_years" in moves:
        done = done.clip(lower=moves["not_before_years"].fillna(0.0))
    ends = (moves["contract_end_date"] - pd.Timestamp(reference_date)).dt.days / DAYS_PER_YEAR
    start = pd.concat([ends.fillna(done), done], axis=1).max(axis=1)
    parts = _one_off(moves, known, (start - done) * MONTHS_PER_YEAR, parameter)
    avoided = parameter.avoidable_share * known
    growth = parameter.growth_share * moves["growth_cost"].fillna(0.0)
    value = present_value(avoided, start, parameter.horizon_years, parameter.discount_rate) - present_value(
        growth, done, parameter.horizon_years, parameter.discount_rate
    )
    total = parts.sum(axis=1)
    figures = {"saving": avoided - growth, "one_off": total, "npv": value - total, "start_years": start}
    return parts.add_prefix("one_off_").assign(**figures)


def _one_off(moves: pd.DataFrame, known: pd.Series, months_paid: pd.Series, parameter: Parameters) -> pd.DataFrame:
    """The seven parts of the one-off cost per application; ``months_paid``: how long the old contract runs on anyway.

    Running double costs nothing extra in months that the old contract had to be paid for all the same: the saving only
    starts when that contract ends.
    """
    moved = moves["growth_cost"].notna()
    users, integrations = _size(moves, parameter)
    heavy = _critical(moves, parameter)
    double = (parameter.double_running_months - months_paid).clip(lower=0.0)
    by_size = {
        "migration": (parameter.migration_eur_per_application, parameter.migration_share_of_yearly_cost),
        "data": (parameter.data_eur_per_application, parameter.data_share_of_yearly_cost),
    }
    return pd.DataFrame(
        {
            **{name: moved * heavy * (fixed + share * known) for name, (fixed, share) in by_size.items()},
            "integrations": moved * heavy * integrations * parameter.integration_eur_each,
            "training": moved * users * parameter.training_eur_per_user,
            "archive": parameter.archive_eur_per_application + parameter.archive_share_of_yearly_cost * known,
            "exit": known * parameter.exit_share_of_yearly_cost,
            "double_running": moved * known * double / MONTHS_PER_YEAR,
        },
        index=moves.index,
    )


def _size(moves: pd.DataFrame, parameter: Parameters) -> tuple[pd.Series, pd.Series]:
    """Users and integrations, assumed from what an application costs where the list does not say."""
    most = parameter.users_when_unknown
    assumed = pd.Series(most, index=moves.index)
    if parameter.cost_per_user_when_unknown > 0:
        assumed = (moves["cost"] / parameter.cost_per_user_when_unknown).clip(upper=most).fillna(most)
    users = moves["users"].fillna(assumed)
    links = (users * parameter.integrations_per_user_when_unknown).clip(upper=parameter.integrations_when_unknown)
    return users, moves["integrations_count"].fillna(links)


def _critical(moves: pd.DataFrame, parameter: Parameters) -> pd.Series:
    """What a migration of each application is multiplied with: more only where it is noted as critical."""
    noted = moves["is_critical"] == 1 if "is_critical" in moves else pd.Series(False, index=moves.index)
    return pd.Series(1.0, index=moves.index).mask(noted, parameter.critical_factor)


def growth_costs(leaving: pd.DataFrame, target: pd.DataFrame) -> pd.DataFrame:
    """What each leaving application makes the target grow by, at e = 1: columns ``growth_cost, users_assumed``.

    Args:
        leaving: rows with ``candidate_id, users``.
        target: per ``candidate_id`` (index) ``target_cost, target_users, target_applications``; cost known.

    Where a number of users is unknown in a candidate, users are taken as equal for every application, and said so.
    """
    joined = leaving[["candidate_id", "users"]].join(target.astype("float64"), on="candidate_id")
    unknown = joined["users"].isna() | joined["target_users"].isna() | (joined["target_users"] == 0)
    assumed = unknown.groupby(joined["candidate_id"]).transform("any")
    share = (joined["users"] / joined["target_users"]).where(~assumed, 1.0 / joined["target_applications"])
    return pd.DataFrame({"growth_cost": share * joined["target_cost"], "users_assumed": assumed}, index=leaving.index)


def per_candidate(moves: pd.DataFrame, money: Mapping[str, Any], reference_date: datetime.date) -> pd.DataFrame:
    """Per ``candidate_id`` (index) saving, one-off cost and net present value per level, and mid payback.

    Columns ``saving_, one_off_, npv_<level>_eur`` and ``payback_years``; without moves a candidate is absent. The low
    level of a scenario is the cautious one, with the highest one-off cost; columns are named by amount, low <= high.
    """
    results = {}
    for level, parameter in parameters(money).items():
        cases = leaving_cases(moves, parameter, reference_date)
        summed = cases.groupby(moves["candidate_id"])[["saving", "one_off", "npv"]].sum()
        results.update({f"{name}_{level}_eur": summed[name] for name in summed.columns})
    table = _one_off_by_amount(pd.DataFrame(results))
    years = payback_years(table["one_off_mid_eur"].to_numpy(), table["saving_mid_eur"].to_numpy())
    return table.assign(payback_years=years)


def _one_off_by_amount(table: pd.DataFrame) -> pd.DataFrame:
    """The one-off cost of the levels in order of amount; the low level of a scenario is the dearest one."""
    columns = [f"one_off_{level}_eur" for level in LEVELS]
    ordered = np.sort(table[columns].to_numpy(dtype="float64"), axis=1)
    return table.assign(**{name: ordered[:, at] for at, name in enumerate(columns)})


def per_organisation(moves: pd.DataFrame, money: Mapping[str, Any], reference_date: datetime.date) -> pd.DataFrame:
    """Who pays and who gains: per candidate and organisation the same figures as :func:`per_candidate` at mid.

    An organisation carries the growth that its own users cause and the one-off cost of its own applications. Saving and
    present value are NaN where none of its leaving applications has a known cost: growth alone would call it a loser.
    """
    cases = leaving_cases(moves, parameters(money)["mid"], reference_date)
    rows = moves[["candidate_id", "organisation"]].join(cases[["saving", "one_off", "npv"]])
    rows = rows.assign(known=moves["cost"].notna().astype("float64"))
    keys = ["candidate_id", "organisation"]
    summed = rows.groupby(keys, as_index=False)[["saving", "one_off", "npv", "known"]].sum()
    unknown = summed.pop("known") == 0
    summed = summed.assign(**{name: summed[name].mask(unknown) for name in ("saving", "npv")})
    summed["gains"] = summed["npv"] > 0
    return summed.rename(columns={name: f"{name}_mid_eur" for name in ("saving", "one_off", "npv")})
