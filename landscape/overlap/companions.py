"""A row that says nothing of its function takes that of the other rows of its product.

In: applications with their component and product. Out: the same, with the empty components filled where the product has
one. A newcomer would let the majority also correct rows that do say something: one product can serve two functions.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from landscape.knowledge import sentence
from landscape.overlap.component_words import settings
from landscape.overlap.components import TEXT, broad_components

_HAS_NO_FUNCTION = ("not_an_application", "national_facility")


def with_companions(applications: pd.DataFrame, language: str = "nl") -> pd.DataFrame:
    """``applications`` with empty components filled from the same product, sure for the share that agrees.

    Args:
        applications: with the columns of ``components.add_components``, ``application_kind`` and ``product_id``.
        language: of the reasons.
    """
    known = applications[applications["component"] != ""]
    counts = known.groupby(["product_id", "component"], sort=True).size().rename("rows").reset_index()
    counts["share"] = counts["rows"] / counts.groupby("product_id")["rows"].transform("sum")
    counts = counts.sort_values(["product_id", "rows", "component"], ascending=[True, False, True], kind="stable")
    best = counts.drop_duplicates("product_id").set_index("product_id")
    silent = (applications["component"] == "") & ~applications["application_kind"].isin(_HAS_NO_FUNCTION)
    filled = (silent & applications["product_id"].isin(best.index)).to_numpy()
    if not filled.any():
        return applications
    chosen = best.loc[applications.loc[filled, "product_id"]]
    made = applications.copy()
    made.loc[filled, "component"] = chosen["component"].to_numpy()
    most = settings()["certainty"]["companions"]
    made.loc[filled, "component_probability"] = np.round(chosen["share"].to_numpy() * most, 4)
    made.loc[filled, "component_decided_by"] = TEXT
    made.loc[filled, "component_reason"] = [
        sentence("component_reason", "companions", language, component=name) for name in chosen["component"]
    ]
    made.loc[filled, "component_is_broad"] = chosen["component"].isin(broad_components()).to_numpy()
    return made
