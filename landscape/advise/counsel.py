"""Everything advice can say about a region, as frames: the last step of the room, behind the ranking.

In: a :class:`~landscape.advise.basis.Basis`. Out: the :class:`~landscape.advise.answers.Answers`. A newcomer
would get wrong: these frames add no opinion of their own; each is what its module says with the parameters of the
knowledge folder, and a page that lets somebody change parameters calls that module again.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from landscape.advise.answers import Answers
from landscape.advise.basis import Basis
from landscape.advise.benchmarks import benchmark_table, missing_functions
from landscape.advise.choices import targets_of
from landscape.advise.circle import examples, is_about_somebody
from landscape.advise.members import effects_per_member, members_leaving
from landscape.advise.placement import time_chart
from landscape.advise.progress import progress
from landscape.advise.recommend import ranked
from landscape.advise.roadmap import plan, settings_for
from landscape.advise.scenario_files import SIDE_BY_SIDE, scenario
from landscape.advise.scenarios import Outcome, play, side_by_side
from landscape.advise.sensitivity import stable_core
from landscape.advise.suppliers import concentrations, holders, suppliers_of


def counsel(given: Basis) -> Answers:
    """Answer every question of the room for one region."""
    candidates = ranked(given)
    targets = targets_of(given, candidates)
    setting = settings_for(given.known["organisation"].nunique())
    planned = plan(candidates, given.today, settings=setting, language=given.language)
    outcomes = [play(given, played) for played in scenarios_beside(given) if is_about_somebody(played)]
    return Answers(
        candidates=candidates,
        time=time_chart(given),
        targets=targets,
        scenarios=side_by_side(outcomes, given.language),
        scenario_candidates=_stacked(outcomes, "steps"),
        scenario_members=_stacked(outcomes, "members"),
        roadmap=planned.steps,
        roadmap_broken=planned.broken,
        roadmap_progress=progress(given, planned, targets),
        suppliers=suppliers_of(given),
        concentration=concentrations(given),
        holders=holders(given),
        sensitivity=stable_core(given),
        member_effects=effects_per_member(given),
        member_leaves=members_leaving(given),
        benchmarks=benchmark_table(given),
        functions_missing=missing_functions(given),
    )


def scenarios_beside(given: Basis) -> list[dict[str, Any]]:
    """The scenario files that are compared; where a file leaves open who leaves or merges, an example is filled in."""
    filled = examples(given)
    played = [dict(scenario(name)) for name in SIDE_BY_SIDE]
    return [one | {"circle": filled[one["id"]]} if one["id"] in filled else one for one in played]


def _stacked(outcomes: list[Outcome], part: str) -> pd.DataFrame:
    """The steps or members of all scenarios under each other, with the scenario in front."""
    frames: list[pd.DataFrame] = [getattr(outcome, part) for outcome in outcomes]
    named = [
        frame.assign(scenario=str(outcome.scenario["id"]))[["scenario", *frame.columns]]
        for outcome, frame in zip(outcomes, frames, strict=True)
    ]
    filled = [frame for frame in named if len(frame)]
    stacked: pd.DataFrame = pd.concat(filled or named[:1], ignore_index=True)
    return stacked.astype({"scenario": "str"})
