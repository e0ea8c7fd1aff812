"""The picture of who shares what: a stream from organisations to the products most of them have."""

from __future__ import annotations

from typing import Any

import pandas as pd

from landscape.ui import charts

_PRODUCTS = 18
"""So many streams can be told apart; the table below holds them all."""


def most_shared(shared: pd.DataFrame) -> pd.DataFrame:
    """The links of the products most organisations have."""
    size = shared.groupby("product_id").agg(members=("organisation", "nunique"), rows=("applications", "sum"))
    first = size.sort_values(["members", "rows", "product_id"], ascending=[False, False, True]).head(_PRODUCTS).index
    order = {product: place for place, product in enumerate(first)}
    kept = shared[shared["product_id"].isin(order)]
    return kept.assign(order=kept["product_id"].map(order)).sort_values(["order", "organisation"], ignore_index=True)


def shared_option(shared: pd.DataFrame, theme: str) -> dict[str, Any]:
    """Sankey: left the organisations, right the products; thickness is the number of applications.

    Node names must differ: a product called like an organisation gets its own id, only the label is shown.
    """
    organisations = sorted(shared["organisation"].unique())
    products = list(dict.fromkeys(zip(shared["product_id"], shared["product_name"], strict=True)))
    label = {"color": charts.INK[theme], "fontSize": 12, "width": 150, "overflow": "truncate"}
    nodes = [_node(name, charts.ACCENT[theme], 0) for name in organisations]
    nodes += [_node(name, charts.QUIET_INK[theme], 1) for name in _distinct(products, organisations)]
    names = dict(zip((product for product, _ in products), _distinct(products, organisations), strict=True))
    triples = zip(shared["organisation"], shared["product_id"], shared["applications"].tolist(), strict=True)
    flows = [{"source": who, "target": names[product], "value": number} for who, product, number in triples]
    series = {
        "type": "sankey",
        "data": nodes,
        "links": flows,
        "left": 4,
        "right": 160,
        "top": 6,
        "bottom": 6,
        "nodeGap": 8,
        "nodeWidth": 10,
        "layoutIterations": 0,
        "draggable": False,
        "emphasis": {"focus": "adjacency"},
        "lineStyle": {"color": charts.ACCENT[theme], "opacity": 0.22, "curveness": 0.5},
        "label": label,
    }
    return {
        "animation": False,
        "aria": {"enabled": True},
        "tooltip": {"renderMode": "richText", "confine": True},
        "series": [series],
    }


def _node(name: str, colour: str, depth: int) -> dict[str, Any]:
    return {"name": name, "depth": depth, "itemStyle": {"color": colour, "borderWidth": 0}}


def _distinct(products: list[tuple[str, str]], taken: list[str]) -> list[str]:
    """A name per product that no other node has: the second of the same name gets a hard space behind it."""
    seen, names = set(taken), []
    for _, name in products:
        while name in seen:
            name += "\u00a0"
        seen.add(name)
        names.append(name)
    return names


def shared_height(shared: pd.DataFrame) -> int:
    """Pixels that give every product its line."""
    return 60 + 30 * shared["product_id"].nunique()
