"""How much runs side by side for one function, and what is at stake with it at most.

In: applications with product, kind and component. Out: one row per function that more than one product fills, counted
by SQL on the engine. ``at_stake_at_most_eur`` is an upper bound and no saving: the known cost of all products of the
function without that of the cheapest one. A newcomer would get wrong: a product of which one cost is unknown may be
dearer than it seems, so only a product whose costs are all known can be the cheapest; without one, everything known is
at stake at most.
"""

from __future__ import annotations

import pandas as pd

from landscape.engine import run_steps
from landscape.overlap.patterns import counted

REDUNDANCY_COLUMNS = [
    "component", "products", "extra_products", "applications", "organisations", "organisations_with_more",
    "known_annual_cost_eur", "applications_without_cost", "at_stake_at_most_eur",
]  # fmt: skip

_STEPS = {
    "costs": """
        SELECT component, product_id, count(*) AS applications,
               sum(CAST(annual_cost_eur AS DECIMAL(18, 2))) AS known,
               count(*) - count(annual_cost_eur) AS without_cost
        FROM counted GROUP BY component, product_id
    """,
    "members": """
        SELECT component, count(*) AS organisations,
               sum(CASE WHEN products > 1 THEN 1 ELSE 0 END) AS organisations_with_more
        FROM (SELECT component, organisation, count(DISTINCT product_id) AS products
              FROM counted GROUP BY component, organisation) AS per_organisation
        GROUP BY component
    """,
    "functions": """
        SELECT component, count(*) AS products, CAST(sum(applications) AS BIGINT) AS applications, sum(known) AS known,
               CAST(sum(without_cost) AS BIGINT) AS without_cost,
               min(CASE WHEN without_cost = 0 THEN known END) AS cheapest
        FROM costs GROUP BY component
    """,
    "redundancy": """
        SELECT f.component, f.products, f.products - 1 AS extra_products, f.applications, m.organisations,
               CAST(m.organisations_with_more AS BIGINT) AS organisations_with_more,
               f.known AS known_annual_cost_eur, f.without_cost AS applications_without_cost,
               f.known - coalesce(f.cheapest, 0) AS at_stake_at_most_eur
        FROM functions AS f JOIN members AS m ON m.component = f.component
        WHERE f.products > 1
        ORDER BY at_stake_at_most_eur DESC NULLS LAST, f.products DESC, f.component
    """,
}


def redundancy(applications: pd.DataFrame) -> pd.DataFrame:
    """Functions with more than one product, most at stake first; columns ``REDUNDANCY_COLUMNS``.

    Broad components and applications without a function are left out; amounts are euros per year, NaN = no cost known.
    ``organisations_with_more`` counts the organisations that themselves have more than one product for the function.
    """
    rows = counted(applications)
    placed = rows.loc[(rows["component"] != "") & ~rows["component_is_broad"].astype(bool)]
    return run_steps(_STEPS, counted=placed[["component", "organisation", "product_id", "annual_cost_eur"]])
