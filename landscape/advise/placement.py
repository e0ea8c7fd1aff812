"""Where an application stands in TIME, how sure that is and what would tip it.

In: applications and facts. Out: per application both fits, the quadrant or "not_placed", whether it is a borderline
case and a sentence that says what would tip it. A newcomer would get wrong: the convention. Here low business fit with
high technical fit is tolerate and high business fit with low technical fit is migrate (Gartner, LeanIX); others swap
them, so :func:`convention` is printed wherever the chart is shown.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from landscape import knowledge
from landscape.advise import criteria, wording
from landscape.advise.concerns import component_facts
from landscape.advise.facts import facts

if TYPE_CHECKING:
    from landscape.advise.basis import Basis

PLACEMENT_COLUMNS = (
    "application_id", "business_fit", "business_answered", "technical_fit", "technical_answered", "time",
    "is_borderline", "time_note", "business_parts", "technical_parts",
)  # fmt: skip


CHART_COLUMNS = (
    "application_id", "organisation", "name", "product_name", "component", "quadrant", "is_borderline", "note", "six_r",
    "business_fit", "technical_fit", "business_answered", "technical_answered", "business_parts", "technical_parts",
    "known_annual_cost_eur", "users",
)  # fmt: skip


TextOf = Callable[[dict[str, int], str, str], str]


def placement(applications: pd.DataFrame, reference_date: datetime.date, *, language: str = "nl") -> pd.DataFrame:
    """One row per application advice may speak about; columns ``PLACEMENT_COLUMNS``.

    ``business_fit`` and ``technical_fit`` run from 0 to 100 (NaN when nothing is answered), ``*_answered`` from 0 to 1.
    """
    return place(facts(applications, reference_date), language=language)


def place(known: pd.DataFrame, *, language: str = "nl") -> pd.DataFrame:
    """The same for applications whose facts were read already."""
    answers = known.copy()
    guide = component_facts(answers["component"], "availability")
    answers["availability_known"] = answers["availability"].where(answers["availability"] != "", guide)
    parts = {fit: criteria.fit_points(answers, fit) for fit in criteria.FITS}
    scores = {fit: criteria.fit_scores(parts[fit], fit) for fit in criteria.FITS}
    time = _quadrant(scores)
    setting = criteria.criteria_settings()
    near = {fit: (scores[fit]["score"] - setting["threshold"]).abs() <= setting["band"] for fit in criteria.FITS}
    placed = time != "not_placed"
    table = pd.DataFrame({"application_id": known["application_id"], "time": time})
    for fit in criteria.FITS:
        table[f"{fit}_fit"] = scores[fit]["score"]
        table[f"{fit}_answered"] = scores[fit]["answered"]
        table[f"{fit}_parts"] = _per_combination(parts[fit], fit, _parts_text, language)
    table["is_borderline"] = placed & (near["business"] | near["technical"])
    tips = {fit: _per_combination(parts[fit], fit, _tip_text, language) for fit in criteria.FITS}
    table["time_note"] = _notes(table, [tips[fit].where(near[fit] & placed, "") for fit in criteria.FITS], language)
    return table[list(PLACEMENT_COLUMNS)]


def time_chart(given: Basis) -> pd.DataFrame:
    """One row per application with what the TIME chart and its lane "niet geplaatst" show; ``CHART_COLUMNS``."""
    names = {"label": "name", "product_label": "product_name", "cost": "known_annual_cost_eur"}
    who = given.known[["application_id", "organisation", "component", "users", *names]].rename(columns=names)
    placed = given.places.rename(columns={"time": "quadrant", "time_note": "note"})
    table = placed.merge(who, on="application_id", how="left", validate="one_to_one")
    table["six_r"] = table["quadrant"].map(dict(criteria.criteria_settings()["six_r"])).astype("str")
    return table[list(CHART_COLUMNS)]


def convention(language: str = "nl") -> str:
    """The reading of TIME used here, for beside every chart."""
    setting = criteria.criteria_settings()
    values = {
        "threshold": wording.number(setting["threshold"], language),
        "band": wording.number(setting["band"], language),
        "answered": f"{wording.number(setting['answered_from'] * 100, language)}{wording.PERCENT[language]}",
    }
    return knowledge.sentence("advice_fit", "convention", language, **values)


def _quadrant(scores: dict[str, pd.DataFrame]) -> pd.Series:
    setting = criteria.criteria_settings()
    business, technical = scores["business"], scores["technical"]
    answered = (business["answered"] >= setting["answered_from"]) & (technical["answered"] >= setting["answered_from"])
    high = {fit: scores[fit]["score"] >= setting["threshold"] for fit in criteria.FITS}
    quadrant = np.select(
        [
            ~answered,
            high["business"] & high["technical"],
            high["business"] & ~high["technical"],
            ~high["business"] & high["technical"],
        ],
        ["not_placed", "invest", "migrate", "tolerate"],
        default="eliminate",
    )
    return pd.Series(quadrant, index=business.index, dtype="str")


def _per_combination(points: pd.DataFrame, fit: str, text_of: TextOf, language: str) -> pd.Series:
    """A text per row, made once for every distinct combination of points."""
    whole = points.fillna(-1).astype("int64")
    code = whole.groupby(list(whole.columns), sort=True).ngroup()
    first = whole.assign(_code=code).drop_duplicates("_code").set_index("_code")
    rows: list[dict[str, int]] = first.to_dict("records")  # type: ignore[assignment]
    texts = {at: text_of(row, fit, language) for at, row in zip(first.index, rows, strict=True)}
    return code.map(texts).astype("str")


def _parts_text(points: dict[str, int], fit: str, language: str) -> str:
    parts = []
    for criterion in criteria.fit_criteria(fit):
        name = knowledge.sentence("advice_fit_criterion", criterion["id"], language)
        key = "part" if points[criterion["id"]] >= 0 else "part_unknown"
        values = {"criterion": name, "points": points[criterion["id"]], "weight": criterion["weight"]}
        parts.append(knowledge.sentence("advice_fit", key, language, **values))
    return wording.REASON_MARK.join(parts)


def _tip_text(points: dict[str, int], fit: str, language: str) -> str:
    """Which single answer, moved by the fewest anchors, brings the score to the other side of the threshold."""
    answered = [(c["id"], float(c["weight"])) for c in criteria.fit_criteria(fit) if points[c["id"]] >= 0]
    total = sum(weight for _, weight in answered)
    if not total:
        return ""
    score = sum(points[name] * weight for name, weight in answered) / total
    threshold = float(criteria.criteria_settings()["threshold"])
    options = []
    for name, weight in answered:
        for anchor in criteria.ANCHORS:
            moved = score + (anchor - points[name]) * weight / total
            if (moved >= threshold) != (score >= threshold):
                options.append((abs(anchor - points[name]), -weight, name, int(anchor)))
    if not options:
        return knowledge.sentence("advice_fit", "tip_none", language)
    _, _, name, anchor = min(options)
    values = {"criterion": knowledge.sentence("advice_fit_criterion", name, language), "now": points[name]}
    key = "tip_down" if score >= threshold else "tip_up"
    return knowledge.sentence("advice_fit", key, language, points=anchor, **values)


def _notes(table: pd.DataFrame, tips: list[pd.Series], language: str) -> pd.Series:
    texts = knowledge.texts(language)["advice_fit"]
    figures = pd.DataFrame(
        {
            "placed": table["time"] != "not_placed",
            "business": table["business_fit"].round(),
            "technical": table["technical_fit"].round(),
            "business_answered": (table["business_answered"] * 100).round(),
            "technical_answered": (table["technical_answered"] * 100).round(),
        }
    )
    code = figures.groupby(list(figures.columns), sort=True, dropna=False).ngroup()
    different = figures.assign(_code=code).drop_duplicates("_code").set_index("_code")
    note = code.map(_fit_notes(different, texts, language)).astype("str")
    for tip in tips:
        note = note + tip.where(tip == "", ". " + tip)
    return note


def _fit_notes(figures: pd.DataFrame, texts: Mapping[str, Any], language: str) -> pd.Series:
    """The sentence about both fits for every different combination of figures."""
    placed = figures["placed"]
    scores = pd.DataFrame({name: wording.numbers(figures[name], language) for name in criteria.FITS})
    shares = pd.DataFrame({n: wording.percents(figures[f"{n}_answered"], language) for n in criteria.FITS})
    note = wording.fill_where(str(texts["placed"]), scores, placed)
    return note + wording.fill_where(str(texts["not_placed"]), shares, ~placed)
