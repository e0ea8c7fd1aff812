"""Pictures of the landscape as ECharts options: readiness per organisation, functions by organisations.

Comes in: a shaped frame of :mod:`landscape.ui.frames`. Goes out: an ECharts option for ``st.echarts_chart``. Names from
uploads are chart text, which ECharts draws as plain text. Colour never stands alone: every bar piece and every filled
cell carries its number, an empty cell stays empty and an application without a function is hatched.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from landscape.ui.charts import GRID as _GRID
from landscape.ui.charts import INK as _INK
from landscape.ui.charts import ON_COLOUR as _LABEL_COLOURS
from landscape.ui.charts import RAMPS as _RAMPS
from landscape.ui.charts import READINESS_COLOURS
from landscape.ui.charts import UNPLACED as _UNPLACED

_INK_TURNS = {"light": 0.8, "dark": 0.5}
"""From this part of the ramp on the other ink is easier to read (contrast computed on both inks)."""
MATRIX_COLUMNS = 30
"""So many organisations stand beside each other; the table holds them all."""
MATRIX_ROWS = 25
"""So many functions fit a screen; the table beside the picture holds them all."""


def readiness_option(wide: pd.DataFrame, names: Mapping[str, str], theme: str) -> dict[str, Any]:
    """Stacked bars, one per organisation; ``names`` says what each readiness is called, in drawing order."""
    shown = wide.iloc[::-1].rename(columns=dict(names))
    axis_label = {"width": 150, "overflow": "truncate", "color": _INK[theme], "fontSize": 13}
    legend = {"top": 0, "left": 0, "itemGap": 18, "selectedMode": False, "icon": "rect"}
    return {
        "dataset": {"source": shown[["organisation", *names.values()]].replace(0, pd.NA)},
        "aria": {"enabled": True},
        "animation": False,
        "tooltip": {"trigger": "item", "renderMode": "richText", "confine": True},
        "legend": {**legend, "textStyle": {"color": _INK[theme]}},
        "grid": {"left": 8, "right": 16, "top": 50, "bottom": 8, "containLabel": True},
        "xAxis": {"type": "value", "show": False, "max": "dataMax"},
        "yAxis": {**_QUIET_AXIS, "axisLabel": axis_label},
        "series": [_bar(code, name, theme) for code, name in names.items()],
    }


_QUIET_AXIS = {"type": "category", "axisTick": {"show": False}, "axisLine": {"show": False}}


def _bar(code: str, name: str, theme: str) -> dict[str, Any]:
    return {
        "type": "bar",
        "stack": "readiness",
        "name": name,
        "barMaxWidth": 26,
        "itemStyle": {"color": READINESS_COLOURS[theme][code], "borderColor": "transparent", "borderWidth": 1},
        "encode": {"y": "organisation", "x": name, "tooltip": [name]},
        "label": {"show": True, "color": _LABEL_COLOURS[theme], "fontWeight": 600},
        "labelLayout": {"hideOverlap": True},
        "selectedMode": "single",
    }


def readiness_height(wide: pd.DataFrame) -> int:
    """Pixels that give every organisation its bar."""
    return 72 + 42 * len(wide)


def matrix_option(wide: pd.DataFrame, unplaced: str, theme: str) -> dict[str, Any]:
    """Heat map of :func:`shown_functions`: rows functions, columns organisations, the unplaced row hatched."""
    organisations = [name for name in wide.columns if name != "component"]
    functions = [name or unplaced for name in wide["component"]]
    placed = wide["component"] != ""
    highest = wide.loc[placed, organisations].max().max() if placed.any() else 1
    turns = 1 + _INK_TURNS[theme] * (int(highest) - 1)
    return {
        "animation": False,
        "aria": {"enabled": True},
        "tooltip": {"renderMode": "richText", "confine": True},
        "grid": {"left": 8, "right": 28, "top": 8, "bottom": 8, "containLabel": True},
        "xAxis": _names_axis(organisations, theme, position="top", rotate=-62 if len(organisations) > 3 else 0),
        "yAxis": _names_axis(functions, theme, inverse=True, width=200, overflow="break"),
        "visualMap": {
            "show": False,
            "min": 1,
            "max": max(int(highest), 2),
            "inRange": {"color": list(_RAMPS[theme])},
            "seriesIndex": 0,
        },
        "series": [
            _heat(_cells(wide, organisations, range(len(wide)), placed, turns, theme), theme),
            _heat(_cells(wide, organisations, range(len(wide)), ~placed, 0, theme), theme) | _hatched(theme),
        ],
    }


def _names_axis(names: Sequence[str], theme: str, *, width: int = 120, **options: Any) -> dict[str, Any]:
    label = {"interval": 0, "width": width, "color": _INK[theme], "fontSize": 12, "lineHeight": 12}
    label |= {"rotate": options.pop("rotate", 0), "overflow": options.pop("overflow", "truncate")}
    return {
        "type": "category",
        "data": list(names),
        "axisLabel": label,
        "axisTick": {"show": False},
        "axisLine": {"show": False},
        "splitLine": {"show": True, "lineStyle": {"color": _GRID[theme]}},
        **options,
    }


def _heat(cells: list[dict[str, Any]], theme: str) -> dict[str, Any]:
    return {
        "type": "heatmap",
        "data": cells,
        "selectedMode": "single",
        "label": {"show": True, "fontSize": 12},
        "itemStyle": {"borderColor": _GRID[theme], "borderWidth": 1},
    }


def _hatched(theme: str) -> dict[str, Any]:
    decal = {"symbol": "rect", "dashArrayX": [1, 0], "dashArrayY": [2, 6], "rotation": -0.8, "color": _GRID[theme]}
    style = {"color": _UNPLACED[theme], "borderColor": _GRID[theme], "borderWidth": 1, "decal": decal}
    return {"itemStyle": style, "label": {"show": True, "fontSize": 12, "color": _INK[theme]}}


def _cells(
    wide: pd.DataFrame, organisations: list[str], rows: range, chosen: pd.Series, turns: float, theme: str
) -> list[dict[str, Any]]:
    """Filled cells in reading order; ink turns light on the dark end of the ramp."""
    cells = []
    for row in rows:
        for column, organisation in enumerate(organisations):
            value = wide[organisation].iloc[row]
            if chosen.iloc[row] and not pd.isna(value):
                ink = _LABEL_COLOURS[theme] if turns and value > turns else _INK[theme]
                cells.append({"value": [column, row, int(value)], "label": {"color": ink}})
    return cells


def shown_functions(wide: pd.DataFrame) -> pd.DataFrame:
    """The first functions of a wide matrix, and always the row of the unplaced."""
    placed = wide[wide["component"] != ""].head(MATRIX_ROWS)
    return pd.concat([placed, wide[wide["component"] == ""]], ignore_index=True)


def shown_organisations(wide: pd.DataFrame) -> pd.DataFrame:
    """A wide matrix with the organisations that have most applications in it, in their own order."""
    organisations = [name for name in wide.columns if name != "component"]
    size = wide[organisations].sum().sort_values(ascending=False, kind="stable")
    kept = set(size.head(MATRIX_COLUMNS).index)
    return wide[["component", *(name for name in organisations if name in kept)]]


def matrix_height(wide: pd.DataFrame) -> int:
    """Pixels that give every function a readable row."""
    return 120 + 34 * len(wide)


def matrix_choice(wide: pd.DataFrame, selected: Sequence[Mapping[str, Any]]) -> str | None:
    """The function of the cell somebody clicked, from the chart's selection; None when nothing is selected."""
    organisations = [name for name in wide.columns if name != "component"]
    filled = wide[organisations].notna().to_numpy()
    for group in selected:
        is_unplaced = group["series_index"] == 1
        rows = [row for row in filled.nonzero()[0] if (wide["component"].iloc[row] == "") == is_unplaced]
        for index in group["data_indices"]:
            return str(wide["component"].iloc[rows[index]])
    return None
