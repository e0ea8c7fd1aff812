"""The names we did not recognise, as a work list that can be pasted into ``knowledge/packages.csv``.

In: applications with the name columns. Out: one row per name that no package in our table explains, the most widespread
first, with the columns of the table filled as far as the lists say. A newcomer would add every name: a row is only a
proposal, and own builds and generic names ("Subsidieregister") do not belong in the table.
"""

from __future__ import annotations

import pandas as pd

from landscape.portfolio.packages import PACKAGE_COLUMNS

COUNTS = ("applications", "organisations")

_NOT_PRODUCTS = ("own_build", "not_an_application", "national_facility")


def names_to_add(applications: pd.DataFrame) -> pd.DataFrame:
    """Unrecognised names, columns ``COUNTS`` and then ``packages.PACKAGE_COLUMNS`` ready to fill in.

    Args:
        applications: with ``organisation`` and the name columns; ``application_kind`` and ``component`` where known.
    """
    unknown = applications[(applications["package"] == "") & (applications["name_key"] != "")]
    if "application_kind" in unknown.columns:
        unknown = unknown[~unknown["application_kind"].isin(_NOT_PRODUCTS)]
    rows = [_proposal(part) for _, part in unknown.groupby(["name_key", "vendor_name"], sort=True)]
    proposals = pd.DataFrame(rows, columns=[*COUNTS, *PACKAGE_COLUMNS])
    order = ["organisations", "applications", "package"]
    return proposals.sort_values(order, ascending=[False, False, True], kind="stable", ignore_index=True)


def _proposal(part: pd.DataFrame) -> dict[str, object]:
    spellings = part["name_display"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    filled: dict[str, object] = dict.fromkeys(PACKAGE_COLUMNS, "")
    filled["applications"] = len(part)
    filled["organisations"] = part["organisation"].nunique()
    filled["package"] = spellings.index[0]
    filled["aliases"] = " | ".join(spellings.index[1:])
    filled["vendor"] = part["vendor_name"].iloc[0]
    for column, target in (("application_kind", "kind"), ("component", "components")):
        if column in part.columns:
            filled[target] = part[column].value_counts().sort_index().idxmax()
    return filled
