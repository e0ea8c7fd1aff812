"""Which organisations are most alike, and which contracts for one function end close together.

In: applications with product, kind and component. Out: two frames a partnership starts talks with: "which gemeente
looks like mine" and "what could we buy together". Only kinds that count as overlap count here. A newcomer would count
shared office tools: then everybody is alike.
"""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import scipy.sparse as sp

from landscape.overlap.forms import matching
from landscape.overlap.patterns import counted
from landscape.overlap.words import Ints

_EVER = 10_000_000
"""More days than lie between any two contract ends: keeps the functions apart on one line of time."""
ALIKE_COLUMNS = ["organisation_1", "organisation_2", "shared_products", "shared_functions", "likeness"]
PROCUREMENT_COLUMNS = [
    "component", "first_end_date", "last_end_date", "organisations", "applications", "products",
    "known_annual_cost_eur", "applications_without_cost", "application_ids", "organisation_names",
]  # fmt: skip


def organisations_alike(applications: pd.DataFrame) -> pd.DataFrame:
    """Per pair of organisations what they share; ``likeness`` is shared products over all products of both (0 to 1)."""
    rows = counted(applications)
    organisations = sorted(set(rows["organisation"]))
    products = _incidence(rows, "product_id", organisations)
    functions = _incidence(rows.loc[rows["component"] != ""], "component", organisations)
    shared_products, shared_functions = (np.asarray((m @ m.T).todense()) for m in (products, functions))
    own = np.diag(shared_products)
    pairs = list(itertools.combinations(range(len(organisations)), 2))
    one, other = (np.array([pair[side] for pair in pairs], dtype=np.int64) for side in (0, 1))
    both = shared_products[one, other]
    frame = pd.DataFrame(
        {
            "organisation_1": [organisations[at] for at in one],
            "organisation_2": [organisations[at] for at in other],
            "shared_products": both.astype("int64"),
            "shared_functions": shared_functions[one, other].astype("int64"),
            "likeness": np.round(both / np.maximum(own[one] + own[other] - both, 1), 4),
        },
        columns=ALIKE_COLUMNS,
    )
    order = ["likeness", "shared_products", "organisation_1", "organisation_2"]
    return frame.sort_values(order, ascending=[False, False, True, True], kind="stable", ignore_index=True)


def _incidence(rows: pd.DataFrame, column: str, organisations: list[str]) -> sp.csr_matrix:
    values, names = pd.factorize(rows[column], sort=True)
    owners = pd.Categorical(rows["organisation"], categories=organisations).codes.astype(np.int64)
    matrix = sp.csr_matrix((np.ones(len(rows)), (owners, values)), shape=(len(organisations), max(len(names), 1)))
    matrix.data[:] = 1.0
    matrix.sum_duplicates()
    matrix.data[:] = 1.0
    return matrix


def joint_procurement(applications: pd.DataFrame) -> pd.DataFrame:
    """Contracts of two or more organisations for one function that end within the same period.

    A period of ``bundle_within_days`` (``matching.toml``) begins at the first end of a function that another
    organisation's end follows in time; the next one after it. Broad components and unknown end dates make no proposal.
    Soonest first.
    """
    rows = counted(applications)
    known = (rows["component"] != "") & ~rows["component_is_broad"].astype(bool) & rows["contract_end_date"].notna()
    rows = rows.loc[known].sort_values(["component", "contract_end_date", "application_id"], kind="stable")
    rows = rows.assign(period=_periods(rows), without=rows["annual_cost_eur"].isna())
    rows = rows.loc[rows["period"] >= 0].sort_values("application_id", kind="stable")
    found = rows.groupby(["component", "period"], sort=True, as_index=False).agg(
        first_end_date=("contract_end_date", "min"),
        last_end_date=("contract_end_date", "max"),
        organisations=("organisation", "nunique"),
        applications=("application_id", "size"),
        products=("product_id", "nunique"),
        known_annual_cost_eur=("annual_cost_eur", lambda cost: cost.sum(min_count=1)),
        applications_without_cost=("without", "sum"),
        application_ids=("application_id", "; ".join),
        organisation_names=("organisation", lambda names: "; ".join(sorted(set(names)))),
    )
    return found.sort_values(["first_end_date", "component"], kind="stable", ignore_index=True)[PROCUREMENT_COLUMNS]


def _periods(rows: pd.DataFrame) -> Ints:
    """Per row, sorted by component and end date, the place its period begins at; -1 when it shares none."""
    component = pd.factorize(rows["component"])[0].astype(np.int64)
    organisation = pd.factorize(rows["organisation"])[0].astype(np.int64)
    days = rows["contract_end_date"].to_numpy().astype("datetime64[D]").astype(np.int64)
    moment = component * _EVER + days
    last = np.searchsorted(moment, moment + int(matching("overlaps")["bundle_within_days"]))
    changes = np.flatnonzero(np.r_[organisation[1:] != organisation[:-1], True]) + 1
    other = changes[np.searchsorted(changes, np.arange(len(rows)), side="right")] if len(rows) else changes
    period = np.full(len(rows), -1, dtype=np.int64)
    at = 0
    while at < len(rows):
        end = int(last[at]) if other[at] < last[at] else at
        period[at:end] = at
        at = max(end, at + 1)
    return period
