"""What every question of this room starts from, worked out once: facts, candidates, places in TIME, figures and money.

In: classified applications, overlaps, the reference date. Out: a :class:`Basis` that ranking, target choice, scenarios,
roadmap and supplier sheets all read. A newcomer would get wrong: nothing here is ranked or worded for the reader yet;
and the same facts serve every question, so that two pages can never disagree about a cost or a date.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from landscape import knowledge
from landscape.advise import wording
from landscape.advise.actions import TIMES, choose_actions
from landscape.advise.cases import MONEY_TEXTS, candidate_money, candidate_moves, outcome
from landscape.advise.concerns import (
    LEFT_OUT,
    covered_by,
    left_out,
    overlap_concerns,
    overlap_natures,
    priorities,
    single_concerns,
)
from landscape.advise.facts import facts
from landscape.advise.measures import measures
from landscape.advise.placement import place
from landscape.advise.scenario_files import scenario
from landscape.advise.titles import titles


@dataclass(frozen=True)
class Basis:
    """What is known before anything is ranked.

    Attributes:
        known: one row per application advice may speak about (``facts.py``).
        overlaps: as the overlap room gave them.
        concerns: one row per candidate and application, with its facts and ``business_fit``.
        natures: one row per candidate, with its nature.
        places: one row per application: both fits and the place in TIME (``placement.py``).
    """

    known: pd.DataFrame
    overlaps: pd.DataFrame
    concerns: pd.DataFrame
    natures: pd.DataFrame
    places: pd.DataFrame
    today: datetime.date
    language: str

    @cached_property
    def figures(self) -> pd.DataFrame:
        """One row per candidate: measures, relations, place in TIME, action and business case; asks for candidates."""
        figures = _with_relations(measures(self.concerns, self.natures, self.today, self.language), self)
        figures = figures.join(_placed(self), on="candidate_id")
        figures = figures.assign(action=choose_actions(figures))
        money = candidate_money(self._moves(figures), scenario("standard"), self.today, self.language)
        joined = figures.join(money, on="candidate_id")
        texts = {name: joined[name].astype("str").where(joined[name].notna(), "") for name in MONEY_TEXTS}
        return joined.assign(m_outcome=outcome(joined), **texts)

    @cached_property
    def moves(self) -> pd.DataFrame:
        """One row per application that would leave, in candidates with a business case (``cases.py``)."""
        return self._moves(self.figures)

    def _moves(self, figures: pd.DataFrame) -> pd.DataFrame:
        actions = figures.set_index("candidate_id")["action"]
        return candidate_moves(self.concerns, actions, scenario("standard")["target_weights"])


def basis(
    applications: pd.DataFrame, overlaps: pd.DataFrame, reference_date: datetime.date, *, language: str = "nl"
) -> Basis:
    """Read what is known about ``applications`` once.

    Args:
        applications: after readers, classify and overlap; columns that are absent count as unknown.
        overlaps: at least ``overlap_id, kind, pattern, application_ids`` (ids joined with ";").
        reference_date: the day we look from.
        language: of every sentence ("nl" or "en").
    """
    known = facts(applications, reference_date)
    concerns, natures = _candidates(known, overlaps)
    places = place(known, language=language)
    fits = places.set_index("application_id")["business_fit"]
    concerns = concerns.assign(
        business_fit=concerns["application_id"].map(fits).astype("float64"),
        product_label=wording.without_marks(concerns["product_label"].astype("str")),
    )
    return Basis(known, overlaps, concerns, natures, places, reference_date, language)


def _candidates(known: pd.DataFrame, overlaps: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Which applications each candidate concerns, and its nature: overlaps first, then single applications."""
    together = overlap_concerns(overlaps, known)
    natures = overlap_natures(together)
    alone, alone_natures = single_concerns(known, covered_by(together, natures))
    concerns = pd.concat([part for part in (together, alone) if len(part)] or [together], ignore_index=True)
    listed = pd.concat([part for part in (natures, alone_natures) if len(part)] or [natures], ignore_index=True)
    not_counted = left_out(overlaps, known)
    counts = {name: listed["candidate_id"].map(not_counted[name].to_dict()).fillna(0) for name in LEFT_OUT}
    counts = {name: count.astype("int64") for name, count in counts.items()}
    return concerns, listed.assign(**counts).sort_values("candidate_id", kind="stable", ignore_index=True)


def _placed(given: Basis) -> pd.DataFrame:
    """Per candidate the quadrant all its applications share ("not_placed" when they differ) and who stands where."""
    rows = given.concerns[["candidate_id", "application_id"]].merge(given.places, on="application_id", how="left")
    per = rows.groupby("candidate_id")
    shared = per["time"].first().where(per["time"].nunique() == 1, "not_placed")
    counted = rows.groupby(["candidate_id", "time"]).size().rename("n").reset_index()
    names = {time: knowledge.sentence("advice_time", time, given.language) for time in TIMES}
    counted["time"] = counted["time"].map(names)
    counted["text"] = wording.fill(str(knowledge.texts(given.language)["advice_fit"]["members"]), counted)
    members = wording.joined(counted, ["candidate_id"], "text", ", ")
    alone = per["application_id"].size() == 1
    note = members.where(~alone, per["time_note"].first())
    return pd.DataFrame({"time": shared, "time_note": note, "is_borderline": per["is_borderline"].any()})


def _with_relations(figures: pd.DataFrame, given: Basis) -> pd.DataFrame:
    """How much of a same-product candidate also stands before a choice between products, and which choice."""
    table, least = priorities()["nature"], priorities()["covers_from"]
    firm = [nature for nature in table if nature.startswith("rival") and table[nature]["points"] >= least]
    choices = figures.loc[figures["nature"].isin(firm), "candidate_id"]
    ids = given.concerns[["candidate_id", "application_id"]]
    chosen = ids[ids["candidate_id"].isin(choices)].rename(columns={"candidate_id": "choice"})
    product = figures.loc[figures["relation"] == "same_product", "candidate_id"]
    pairs = ids[ids["candidate_id"].isin(product)].merge(chosen, on="application_id", how="inner")
    hit = pairs.groupby("candidate_id")["application_id"].nunique()
    called = wording.without_marks(titles(figures, given.language)).set_axis(figures["candidate_id"])
    shown = pairs.assign(related=pairs["choice"].map(called).astype("str"))
    related = wording.names(shown, "related", int(priorities()["names_shown"]), given.language)
    share = figures["candidate_id"].map(hit).fillna(0).astype("float64") / figures["n_applications"]
    listed = pairs[["candidate_id", "choice"]].drop_duplicates().sort_values(["candidate_id", "choice"])
    all_ids = wording.joined(listed, ["candidate_id"], "choice")
    return figures.assign(
        related_ids=figures["candidate_id"].map(all_ids).astype("str").fillna(""),
        m_choice_first=share.where(figures["relation"] == "same_product"),
        related=figures["candidate_id"].map(related).astype("str").fillna(""),
    )
