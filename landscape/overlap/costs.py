"""Whether one application costs far more than the same product does elsewhere.

In come the applications with ``product_id``, out come findings at the rows concerned; nothing is changed. The check
stands here and not in the reading room, because only after matching it is known which rows are the same product. The
sentence names no amount of others: what a neighbour pays is not everybody's to read.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from landscape import knowledge
from landscape.findings import Finding

_LIMITS = ("cost_factor", "fewest_known", "most_findings")


def cost_far_from_product(applications: pd.DataFrame) -> list[Finding]:
    """Findings for yearly costs above ``cost_factor`` times the median of their product, where enough are known.

    Args:
        applications: columns ``product_id, product_name, name, annual_cost_eur, file, sheet, row``.
    """
    limits = knowledge.settings("product_costs.toml", _LIMITS)
    factor, most = int(limits["cost_factor"]), int(limits["most_findings"])
    priced = applications[applications["annual_cost_eur"] > 0]
    of_product = priced.groupby("product_id")["annual_cost_eur"]
    enough = of_product.transform("count") >= int(limits["fewest_known"])
    far = priced[enough & (priced["annual_cost_eur"] > factor * of_product.transform("median"))]
    far = far.sort_values(["file", "sheet", "row", "name"], kind="stable")
    found = list(_findings(far.head(most), factor))
    if rest := len(far) - len(found):
        found.append(Finding("more_of_these", found[-1].file, values={"count": rest, "code": found[-1].code}))
    return found


def _findings(far: pd.DataFrame, factor: int) -> Iterator[Finding]:
    for row in far[["file", "sheet", "row", "name", "product_name", "annual_cost_eur"]].to_dict("records"):
        values: dict[str, str | int | float] = {
            "name": str(row["name"]),
            "product": str(row["product_name"]),
            "annual": float(row["annual_cost_eur"]),
            "factor": factor,
        }
        yield Finding("cost_far_from_product", str(row["file"]), str(row["sheet"]), int(row["row"]), values=values)
