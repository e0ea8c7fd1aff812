"""What the advice room answers: one frame per question a director asks, by name, the same wherever they are read.

Made by ``counsel.py``; a region and the app's analysis are these answers and more, so that a new one is named once.
A newcomer would get wrong: amounts are euros per year (``_eur``), NaN = unknown, ids in a cell are joined with "; ".
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import pandas as pd


@dataclass(frozen=True)
class Answers:
    """One frame per question.

    Attributes:
        candidates: saneringskandidaten, best first, with the columns of ``recommend.CANDIDATE_COLUMNS``.
        time: one row per application. ``business_fit, technical_fit`` 0-100 (NaN: nothing answered);
            ``business_answered, technical_answered`` share of the weight answered (0-1); ``quadrant`` tolerate, invest,
            migrate, eliminate or not_placed; ``is_borderline`` within the band round the threshold; ``note`` both
            scores and, for a borderline case, what would tip it; ``six_r``; ``business_parts, technical_parts`` the sum
            behind each score; ``organisation, name, product_name, component, known_annual_cost_eur, users``.
        targets: per candidate with a choice one row per product, best first (``option_rank``): points 0-100 per
            criterion (``reach, readiness, support, business, cost_per_user, integrations, contract, exit``),
            ``option_score``, ``is_eligible`` (False: legacy or out of support itself), ``unknown`` criteria,
            ``reasons`` behind the score, and on the first row ``flip``: the smallest weight change that makes
            ``flip_product`` draw level (``flip_criterion, flip_weight_change`` in points).
        scenarios: one row per scenario side by side: ``scenario`` (id), ``name, effective`` (yes, no, unknown),
            ``note, circle`` (who leaves or merges), ``on``, and the sums over its rows of ``scenario_candidates``.
        scenario_candidates: per ``scenario`` and function what stays, moves and falls out, with
            ``saving_, one_off_, npv_<low|mid|high>_eur`` (NaN: no case), ``investment_<hosting|software|people>_eur``
            (split of the middle one-off cost), ``known_cost_over_horizon_eur``, and the ids: ``application_ids`` all,
            ``moving_ids, falling_out_ids, figured_ids`` (those in the money).
        scenario_members: per ``scenario``, ``candidate_id`` and ``organisation`` the middle saving, one-off and npv.
        roadmap: one row per step (``stage`` pilot or roll_out): ``wave`` (half-year "2027-1"; "" = does not fit),
            ``start_date, go_live_date, notice_date, decide_before, decision_status`` (missed, decide_now, this_year,
            later, no_end_date, ended), ``contract_end_date`` (first) and ``last_contract_end_date``, ``gap_months``
            between contract and go-live (NaN: no end date, or no wave) with ``bridging``, ``broken`` constraints,
            ``effort`` points and ``customer_line``.
        roadmap_broken: one row per broken constraint: ``candidate_id, title, constraint, sentence``.
        roadmap_progress: today (wave "") and per wave: ``applications_left, legacy_left, cloud_share, html5_share``
            (of which it is known), ``applications_per_function``, each with its ``_goal``.
        suppliers: one row per supplier (``vendor`` "" = none named): spend, ``share_of_known_cost`` (0-1), first
            contract end, next decision date, members, functions, products.
        concentration: ``by`` all, organisation or component; ``group``; ``hhi`` 0-10,000 and its ``band``.
        holders: who has what: one row per application, for ``advise.suppliers.search``.
        sensitivity: the top 20 with ``is_stable, best_rank, worst_rank`` and ``pushed_out_by``.
        member_effects: per candidate and organisation what falls on it; ``gains`` yes, no, stays or unknown.
        member_leaves: per organisation that could leave and overlap: what is left, ``falls_over``,
            ``shared_contracts`` to split and ``shifting_cost_eur`` that the others would carry.
        benchmarks: figure of others with ``year, source``, and our known cost beside it where that is comparable
            (``application_ids`` are the rows of that cost).
        functions_missing: per organisation a function one would expect and does not find ("vergeten boek?").
    """

    candidates: pd.DataFrame
    time: pd.DataFrame
    targets: pd.DataFrame
    scenarios: pd.DataFrame
    scenario_candidates: pd.DataFrame
    scenario_members: pd.DataFrame
    roadmap: pd.DataFrame
    roadmap_broken: pd.DataFrame
    roadmap_progress: pd.DataFrame
    suppliers: pd.DataFrame
    concentration: pd.DataFrame
    holders: pd.DataFrame
    sensitivity: pd.DataFrame
    member_effects: pd.DataFrame
    member_leaves: pd.DataFrame
    benchmarks: pd.DataFrame
    functions_missing: pd.DataFrame


ANSWERS = tuple(entry.name for entry in fields(Answers))
"""The names of the frames."""
