"""Score, reasons for and reasons against, all from the one list of criteria in ``priorities.toml``.

In: one row per candidate with its measures. Out: points per criterion, the score, and the sentences. A newcomer would
get wrong: there is no second text beside the score; a criterion speaks for, against, or not at all by the very points
that entered the score. An unknown measure counts as the middle points of its criterion and is listed as missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from landscape import knowledge
from landscape.advise import wording
from landscape.advise.concerns import LEFT_OUT, component_facts, priorities
from landscape.advise.contracts import STATUSES

Criterion = Mapping[str, Any]
_COUNT_OF = {
    "legacy": "n_applications", "cost": "n_applications", "use": "n_applications", "integrations": "m_integrations",
    "criticality": "critical_known_n", "rival_products_local": "n_products", "rivals_all_legacy": "legacy_n",
    "shared_legacy": "readiness_known_n", "suite_modules": "n_products",
}  # fmt: skip
"""The figure a sentence hinges on, where one or two of something is said otherwise (``wording.SPOKEN``)."""


def criteria() -> list[Criterion]:
    """The criteria of ``priorities.toml`` in their order; weights add up to 100."""
    listed: list[Criterion] = list(priorities()["criterion"])
    if sum(criterion["weight"] for criterion in listed) != 100:
        raise knowledge.KnowledgeError("priorities.toml: the weights do not add up to 100")
    return listed


def points(figures: pd.DataFrame) -> pd.DataFrame:
    """Points 0-100 per candidate and criterion; NaN where the measure is unknown or the criterion does not apply."""
    return pd.DataFrame({criterion["id"]: _points(figures, criterion) for criterion in criteria()}, index=figures.index)


def score(scored: pd.DataFrame, weights: Mapping[str, float] | None = None) -> pd.Series:
    """The weighted mean of the points, 0-100; unknown points count as written in ``priorities.toml``.

    Args:
        scored: the outcome of :func:`points`.
        weights: other weights by criterion id, for sensitivity; they need not add up to 100.
    """
    chosen = {criterion["id"]: float(criterion["weight"]) for criterion in criteria()} | dict(weights or {})
    total = np.zeros(len(scored))
    for criterion in criteria():
        name, unknown = str(criterion["id"]), float(criterion["unknown_points"])
        given = scored[name].to_numpy(dtype="float64")
        total = total + np.where(np.isnan(given), unknown, given) * chosen[name]
    return pd.Series(np.round(total / sum(chosen.values()), 4), index=scored.index)


def score_parts(scored: pd.DataFrame, language: str) -> pd.Series:
    """The sum behind the score as text: each criterion with its points and weight."""
    parts = []
    for criterion in criteria():
        name = knowledge.sentence("advice_criterion", criterion["id"], language)
        values = {"criterion": name, "weight": criterion["weight"]}
        unknown = knowledge.sentence(
            "advice_general", "score_part_unknown", language, points=criterion["unknown_points"], **values
        )
        whole: pd.Series = scored[str(criterion["id"])].round().fillna(-1).astype("int64")
        texts = {
            value: knowledge.sentence("advice_general", "score_part", language, points=value, **values)
            for value in whole.unique()
        } | {-1: unknown}
        parts.append(whole.map(texts))
    return _joined(parts, scored.index)


def reasons(figures: pd.DataFrame, scored: pd.DataFrame, extra: pd.DataFrame, language: str) -> pd.DataFrame:
    """Columns ``reasons_for`` and ``reasons_against``, both always filled, joined with " | ".

    Args:
        extra: columns ``for`` and ``against`` with the sentences of the business case ("" without one). They say in
            words what the criterion ``outcome`` counts.
    """
    words = _worded(figures, language)
    sides = {side: [*_sentences(words, scored, side, language), extra[side]] for side in ("for", "against")}
    joined = {f"reasons_{side}": _joined(parts, figures.index) for side, parts in sides.items()}
    nothing_for = knowledge.sentence("advice_general", "nothing_for", language)
    against = joined["reasons_against"].where(joined["reasons_against"] != "", _no_counter(words, scored, language))
    return pd.DataFrame(
        {
            "reasons_for": joined["reasons_for"].where(joined["reasons_for"] != "", nothing_for),
            "reasons_against": against,
        }
    )


def _points(figures: pd.DataFrame, criterion: Criterion) -> pd.Series:
    measure = figures[f"m_{criterion['id']}"].astype("float64")
    applies = figures["relation"].isin(criterion["applies_to"])
    at, given = zip(*criterion["anchors"], strict=True)
    read = np.interp(measure.to_numpy(), at, given)
    return pd.Series(read, index=figures.index).where(measure.notna() & applies)


def _worded(figures: pd.DataFrame, language: str) -> pd.DataFrame:
    """The figures as the sentences need them: amounts, dates and percentages as text."""
    known_date = wording.dates(figures["support_end"], language)
    key = np.where(figures["m_support"] > 0, "support_ends", "support_ended")
    verbs = [
        knowledge.sentence("advice_general", which if date else "support_unknown", language, date=date)
        for which, date in zip(key, known_date, strict=True)
    ]
    percent = (figures["m_certainty"] * 100).round()
    return figures.assign(
        place=_place(figures, language),
        readiness_reason=wording.without_marks(figures["readiness_reason"].astype("str").fillna("")),
        successor=wording.without_marks(figures["successor"].astype("str").fillna("")),
        side_by_side=component_facts(figures["component"], "side_by_side"),
        component=figures["component"].where(figures["component"] != "", figures["products"]),
        cost=wording.euros(figures["known_annual_cost_eur"], language),
        users=wording.numbers(figures["m_use"], language),
        integrations_n=wording.numbers(figures["m_integrations"], language),
        contract_end=wording.dates(figures["contract_end_date"], language),
        decide_before=wording.dates(figures["decide_before"], language),
        decision_status=figures["decision_status"].map(
            {code: knowledge.sentence("advice_status", code, language) for code in STATUSES}
        ),
        contract_kept=wording.fill_where(
            str(knowledge.texts(language)["advice_general"]["contract_kept"]),
            figures,
            (figures["target_product"] != "") & (figures["contract_product"] == figures["target_product"]),
        ),
        support_verb=pd.Series(verbs, index=figures.index, dtype="str"),
        certainty=wording.percents(percent, language),
    )


def _place(figures: pd.DataFrame, language: str) -> pd.Series:
    """Where a single application stands: file, sheet and row as the spreadsheet program shows them."""
    words = figures[["file", "row"]].assign(
        sheet=figures["sheet"].where(figures["sheet"] == "", ", " + figures["sheet"])
    )
    words = words.assign(file=wording.without_marks(words["file"]), sheet=wording.without_marks(words["sheet"]))
    return wording.fill_where(
        str(knowledge.texts(language)["advice_general"]["place"]), words, figures["relation"] == "application"
    )


def _sentences(words: pd.DataFrame, scored: pd.DataFrame, side: str, language: str) -> list[pd.Series]:
    setting, parts = priorities(), []
    for criterion in criteria():
        given = scored[criterion["id"]]
        if criterion["id"] == "nature":
            parts.append(_nature_sentences(words, side, language))
            continue
        speaks = given >= setting["for_from"] if side == "for" else given <= setting["against_until"]
        parts.append(_said(knowledge.texts(language)[f"advice_{side}"], str(criterion["id"]), words, speaks))
    return [*parts, *_left_out(words, language)] if side == "for" else parts


def _left_out(words: pd.DataFrame, language: str) -> list[pd.Series]:
    """Why a candidate counts fewer applications than the overlap it points to."""
    texts, parts = knowledge.texts(language)["advice_general"], []
    for name in LEFT_OUT:
        counted, kind = words.assign(n=words[name]), name.removesuffix("_n")
        parts.append(wording.fill_where(str(texts[f"{kind}_one"]), counted, words[name] == 1))
        parts.append(wording.fill_where(str(texts[f"{kind}_more"]), counted, words[name] > 1))
    return parts


def _nature_sentences(words: pd.DataFrame, side: str, language: str) -> pd.Series:
    part = pd.Series("", index=words.index, dtype="str")
    templates = knowledge.texts(language)[f"advice_nature_{side}"]
    for nature in words["nature"].unique():
        part = part + _said(templates, str(nature), words, words["nature"] == nature)
    return part


def _said(texts: Mapping[str, Any], key: str, words: pd.DataFrame, where: pd.Series) -> pd.Series:
    """The sentence ``key`` for the rows where ``where`` holds, by the figure it hinges on."""
    if key not in _COUNT_OF:
        return wording.fill_where(str(texts[key]), words, where)
    return wording.fill_counted(texts, key, words, where, words[_COUNT_OF[key]])


def _no_counter(words: pd.DataFrame, scored: pd.DataFrame, language: str) -> pd.Series:
    """When nothing speaks against: which unknown facts stand in the way of a counter-argument."""
    unknown = [
        wording.fill_where(
            knowledge.sentence("advice_unknown", criterion["id"], language),
            words,
            scored[str(criterion["id"])].isna() & words["relation"].isin(criterion["applies_to"]),
        )
        for criterion in criteria()
    ]
    ended = knowledge.sentence("advice_general", "contract_ended", language)
    plain = knowledge.sentence("advice_unknown", "contract", language)
    unknown = [part.mask((part == plain) & (words["ended"] != ""), ended) for part in unknown]
    facts = _joined(unknown, words.index, ", ")
    texts = {
        text: knowledge.sentence("advice_general", "nothing_against", language, facts=text)
        if text
        else knowledge.sentence("advice_general", "nothing_against_complete", language)
        for text in facts.unique()
    }
    return facts.map(texts)


def _joined(parts: list[pd.Series], index: pd.Index, mark: str = wording.REASON_MARK) -> pd.Series:
    rows = zip(*(part.tolist() for part in parts), strict=True)
    return pd.Series([mark.join(filter(None, row)) for row in rows], index=index, dtype="str")
