"""The choice in each overlap in words: options side by side, the ranking with its reasons, and what would flip it.

In: the basis and the ranked candidates. Out: one row per option. A newcomer would get wrong: the reasons are the very
points and weights the ranking was made from; nothing is argued beside them.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from landscape import knowledge
from landscape.advise import wording
from landscape.advise.basis import Basis
from landscape.advise.empty import no_rows
from landscape.advise.scenario_files import scenario
from landscape.advise.targets import OPTION_COLUMNS, OPTION_TEXTS, TARGET_CRITERIA, target_options

CHOICE_COLUMNS = (*OPTION_COLUMNS, "rank", "title", "reasons", "flip")


def targets_of(given: Basis, candidates: pd.DataFrame) -> pd.DataFrame:
    """Per candidate that asks for a choice its options side by side, worded; ``CHOICE_COLUMNS``.

    ``reasons``: per criterion the points and the weight behind ``option_score``, joined with " | ". ``flip``: on the
    first option, which weight would have to change by how much for another product to win, in one sentence.
    """
    asked = candidates[candidates["action"] == "consolideren"]
    if asked.empty:
        return no_rows(CHOICE_COLUMNS, (*OPTION_TEXTS, "title", "reasons", "flip")).astype({"is_eligible": "bool"})
    weights = scenario("standard")["target_weights"]
    options = target_options(given.concerns[given.concerns["candidate_id"].isin(asked["candidate_id"])], weights)
    listed = asked.set_index("candidate_id")[["rank", "title"]]
    table = options.join(listed, on="candidate_id")
    table = table.assign(reasons=_reasons(table, weights, given.language), flip=_flips(table, weights, given.language))
    ordered = table.sort_values(["rank", "option_rank"], kind="stable", ignore_index=True)
    return ordered[list(CHOICE_COLUMNS)]


def _reasons(options: pd.DataFrame, weights: Mapping[str, float], language: str) -> pd.Series:
    """The sum behind each score: criterion, points and weight, most weight first; an unknown is called unknown."""
    names = sorted(TARGET_CRITERIA, key=lambda name: -float(weights[name]))
    unknown = options["unknown"].str.split(", ")
    parts = []
    for name in names:
        called = knowledge.sentence("advice_target_criterion", name, language)
        is_unknown = pd.Series([name in listed for listed in unknown], index=options.index, dtype="bool")
        words = pd.DataFrame(
            {"criterion": called, "points": options[name].round().astype("int64"), "weight": weights[name]}
        )
        texts = knowledge.texts(language)["advice_target"]
        part = wording.fill_where(str(texts["part"]), words, ~is_unknown)
        parts.append(part + wording.fill_where(str(texts["part_unknown"]), words, is_unknown))
    rows = zip(*(part.tolist() for part in parts), strict=True)
    return pd.Series([wording.REASON_MARK.join(row) for row in rows], index=options.index, dtype="str")


def _flips(options: pd.DataFrame, weights: Mapping[str, float], language: str) -> pd.Series:
    """On the first option of each candidate the sentence about what would flip the choice."""
    texts = knowledge.texts(language)["advice_target"]
    first = options["option_rank"] == 1
    known = first & (options["flip_criterion"] != "") & options["flip_weight_change"].notna()
    now = options["flip_criterion"].map(lambda name: float(weights[name]) if name else 0.0)
    after = now + options["flip_weight_change"].fillna(0.0)
    called = {name: knowledge.sentence("advice_target_criterion", name, language) for name in TARGET_CRITERIA}
    words = pd.DataFrame(
        {
            "criterion": options["flip_criterion"].map(called).astype("str"),
            "now": wording.decimals(now, language),
            "after": wording.decimals(after, language),
            "winner": options["product_label"],
            "other": options["flip_product"],
        }
    )
    text = wording.fill_where(str(texts["flip"]), words, known)
    rivals = options.groupby("candidate_id")["is_eligible"].transform("sum")
    firm = first & ~known & (rivals > 1)
    text = text + wording.fill_where(str(texts["firm"]), words, firm)
    alone = first & ~known & (rivals <= 1) & options["is_eligible"]
    text = text + wording.fill_where(str(texts["alone"]), words, alone)
    return text + wording.fill_where(str(texts["none"]), words, first & ~options["is_eligible"])
