"""Pieces of the page Modelkaart: how good the classification is, by its own report, and what it cannot do.

Everything here was measured by ``benchmarks/readiness.py`` and stands in knowledge; nothing is worked out on the page.
"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from landscape.records import READINESS
from landscape.ui import charts, frames_readiness, pictures_readiness, tables, text
from landscape.ui.charts import theme
from landscape.ui.frames_readiness import SETS
from landscape.ui.labels import codes, label, language
from landscape.ui.text import plain

_FIGURES = ("rows", "macro_f1", "macro_f1_hard", "accuracy", "legacy_saas_confusions", "ece")


def show() -> None:
    """What it is, the figures, calibration, what sureness is worth, what is mixed up, and what it cannot do."""
    measured = frames_readiness.report()
    st.markdown(label("model_page.what"))
    _show_figures(measured)
    _show_reliability(measured)
    _show_coverage(measured)
    _show_confusion(measured)
    st.subheader(label("model_page.cannot_title"), anchor=False)
    st.markdown(label("model_page.cannot"))


def _show_figures(measured: pd.DataFrame) -> None:
    st.subheader(label("model_page.figures"), anchor=False)
    lines = [
        {
            "measured_on": label(f"model_set.{name}"),
            "rows": int(frames_readiness.figure(measured, name, "rows")),
            "macro_f1": _decimals(frames_readiness.figure(measured, name, "macro_f1")),
            "macro_f1_hard": _decimals(frames_readiness.figure(measured, name, "macro_f1", "hard")),
            "accuracy": frames_readiness.figure(measured, name, "accuracy"),
            "legacy_saas_confusions": frames_readiness.figure(measured, name, "legacy_saas_confusions"),
            "ece": _decimals(frames_readiness.figure(measured, name, "ece")),
        }
        for name in SETS
        if name in set(measured["set"])
    ]
    tables.show(pd.DataFrame(lines), ["measured_on", *_FIGURES], key="model_figures", alt=label("model_page.figures"))
    st.caption(label("model_page.figures_text"))
    automatic = frames_readiness.figure(measured, "dev", "automatic_share")
    if automatic == automatic:
        right = frames_readiness.figure(measured, "dev", "automatic_accuracy")
        st.markdown(label("model_page.automatic", share=text.share(automatic), right=text.share(right)))


def _decimals(number: float) -> str | None:
    """Three decimals as the reader writes them; None when it was not measured."""
    if number != number:
        return None
    return f"{number:.3f}".replace(".", "," if language() == "nl" else ".")


def _show_reliability(measured: pd.DataFrame) -> None:
    points = _named(frames_readiness.curve(measured, "reliability"))
    charts.show(
        pictures_readiness.reliability_chart(points, codes("model_axis"), theme()),
        points,
        key="model_reliability",
        title=label("model_page.reliability"),
        source=label("model_page.source"),
        columns=["set", "probability", "right", "rows"],
        alt=label("model_page.reliability_alt"),
    )
    st.caption(label("model_page.reliability_note"))


def _show_coverage(measured: pd.DataFrame) -> None:
    points = _named(frames_readiness.curve(measured, "coverage"))
    charts.show(
        pictures_readiness.coverage_chart(points, codes("model_axis"), theme()),
        points,
        key="model_coverage",
        title=label("model_page.coverage"),
        source=label("model_page.source"),
        columns=["set", "at_least", "share", "right"],
        alt=label("model_page.coverage_alt"),
    )


def _show_confusion(measured: pd.DataFrame) -> None:
    st.subheader(label("model_page.confusion"), anchor=False)
    name = next(name for name in SETS if name in set(measured["set"]))
    true, said, times = frames_readiness.most_confused(measured, name)
    words = codes("readiness")
    if times:
        st.markdown(plain(label("model_page.most_confused", true=words[true], said=words[said], count=times)))
    table = frames_readiness.confusion(measured, name)
    table = table.assign(true_class=[words[code] for code in table["true_class"]])
    tables.show(table, ["true_class", *READINESS], key="model_confusion", alt=label("model_page.confusion"))


def _named(points: pd.DataFrame) -> pd.DataFrame:
    return points.assign(set=[label(f"model_set.{name}") for name in points["set"]])
