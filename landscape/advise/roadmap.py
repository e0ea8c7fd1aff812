"""From ranked candidates to waves per half-year, with every constraint that does not fit said aloud.

In: candidates as ``recommend`` gives them, the reference date and ``roadmap.toml``. Out: one row per step (pilot and
roll-out apart) with its dates, and one row per broken constraint. A newcomer would get wrong: the plan never hides a
candidate that does not fit; it is placed as near as possible, or left without a wave, and the constraint is named. The
loop runs over candidates of one partnership, in a fixed order, because each placing uses up capacity.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from landscape import knowledge
from landscape.advise import wording
from landscape.advise.contracts import MISSED
from landscape.advise.facts import DAYS_PER_MONTH

ROADMAP_KEYS = (
    "source", "horizon_year", "effort_per_wave", "effort_shared", "effort_per_organisation", "effort",
    "pilot_from_organisations",
    "not_first_waves", "statutory", "months_needed", "freeze", "goals",
)  # fmt: skip
STEP_COLUMNS = (
    "candidate_id", "title", "action", "stage", "wave", "start_date", "decision_status", "notice_date", "decide_before",
    "contract_end_date", "last_contract_end_date", "go_live_date", "gap_months", "bridging", "broken", "effort",
    "customer_line", "component", "organisation_names", "application_ids", "known_annual_cost_eur", "rank",
)  # fmt: skip
GAP = "contract_gap"
LATER_BECAUSE = "later_because"
BROKEN_COLUMNS = ("candidate_id", "title", "constraint", "sentence")


@dataclass(frozen=True)
class Roadmap:
    """Steps in time (columns ``STEP_COLUMNS``) and the constraints they break (columns ``BROKEN_COLUMNS``)."""

    steps: pd.DataFrame
    broken: pd.DataFrame


@dataclass(frozen=True)
class Wave:
    """A half-year: its name, its first day, and the month ends on which something can go into use."""

    name: str
    start: pd.Timestamp
    days: tuple[pd.Timestamp, ...]


def roadmap_settings() -> Mapping[str, Any]:
    """The settings of ``roadmap.toml``."""
    return knowledge.settings("roadmap.toml", ROADMAP_KEYS)


def waves(reference_date: datetime.date, horizon_year: int) -> list[Wave]:
    """The half-years from the reference date through the horizon year."""
    listed = []
    for year in range(reference_date.year, horizon_year + 1):
        for half, month in ((1, 1), (2, 7)):
            start = pd.Timestamp(year=year, month=month, day=1)
            ends = (start + pd.offsets.MonthEnd(number) for number in range(1, 7))
            days = tuple(day for day in ends if day >= pd.Timestamp(reference_date))
            listed += [Wave(f"{year}-{half}", start, days)] if days else []
    return listed


def plan(
    candidates: pd.DataFrame,
    reference_date: datetime.date,
    *,
    settings: Mapping[str, Any] | None = None,
    language: str = "nl",
) -> Roadmap:
    """Place every candidate that asks for work in a wave.

    Args:
        candidates: as ``rank_candidates`` gives them.
        settings: ``roadmap.toml`` or an edited copy.
    """
    setting = settings or roadmap_settings()
    work = candidates[candidates["action"].isin(list(setting["months_needed"]))]
    order = work.assign(
        _loses=does_not_pay(work), _late=work["related_candidates"] != "", _no_date=work["decide_before"].isna()
    ).sort_values(["_loses", "_late", "_no_date", "decide_before", "rank"], kind="stable")
    planner = _Planner(setting, waves(reference_date, int(setting["horizon_year"])), reference_date, language)
    for row in order.to_dict("records"):
        planner.place({str(key): value for key, value in row.items()})
    steps = pd.DataFrame(planner.steps, columns=list(STEP_COLUMNS))
    broken = pd.DataFrame(planner.broken, columns=list(BROKEN_COLUMNS)).astype("str")
    broken = broken.sort_values(["candidate_id", "constraint"], kind="stable", ignore_index=True)
    steps = _with_sentences(steps, broken)
    steps = steps.sort_values(["go_live_date", "rank", "stage"], kind="stable", ignore_index=True)
    return Roadmap(steps, broken)


def settings_for(organisations: int) -> Mapping[str, Any]:
    """The settings of ``roadmap.toml`` for a partnership of so many organisations: together they carry more."""
    setting = roadmap_settings()
    return {**setting, "effort_per_wave": max(setting["effort_per_wave"], setting["effort_shared"] * organisations)}


def does_not_pay(candidates: pd.DataFrame) -> pd.Series:
    """Candidates with a business case in which neither the whole nor any part of it pays for itself (mid)."""
    if "npv_mid_eur" not in candidates:
        return pd.Series(False, index=candidates.index)
    return (candidates["npv_mid_eur"] <= 0) & ~(candidates["worthwhile_applications"] > 0)


def _with_sentences(steps: pd.DataFrame, broken: pd.DataFrame) -> pd.DataFrame:
    """The broken constraints of a candidate beside its steps, and how a gap can be bridged."""
    said = broken.groupby("candidate_id")["sentence"].agg(wording.REASON_MARK.join)
    gap = broken[broken["constraint"] == GAP].groupby("candidate_id")["sentence"].first()
    final = steps["stage"] != "pilot"
    texts = {"broken": said, "bridging": gap}
    lines = {name: steps["candidate_id"].map(text).astype("str").fillna("") for name, text in texts.items()}
    steps = steps.assign(**{name: line.where(final & (line != "nan"), "") for name, line in lines.items()})
    dates = (
        "start_date",
        "notice_date",
        "decide_before",
        "contract_end_date",
        "last_contract_end_date",
        "go_live_date",
    )
    amounts = dict.fromkeys(("gap_months", "known_annual_cost_eur", "effort"), "float64")
    return steps.astype(dict.fromkeys(dates, "datetime64[s]") | amounts)


class _Planner:
    """Fills waves in order; remembers what capacity is left and which constraints were broken."""

    def __init__(self, setting: Mapping[str, Any], listed: list[Wave], today: datetime.date, language: str) -> None:
        self.setting, self.waves, self.today, self.language = setting, listed, pd.Timestamp(today), language
        self.load: Counter[int] = Counter()
        self.member_load: Counter[tuple[int, str]] = Counter()
        self.placed: dict[str, int] = {}
        self.steps: list[dict[str, Any]] = []
        self.broken: list[dict[str, str]] = []

    def place(self, row: Mapping[str, Any]) -> None:
        """Find the wave for one candidate, note what does not fit and book the capacity."""
        first = self._earliest(row)
        ideal = self._ideal(row)
        tries = self._order(first, ideal)
        chosen = next((at for at in tries if self._fits(at, row, ideal)), None)
        if row["_loses"]:
            self._break(row, LATER_BECAUSE)
        if row["decision_status"] == MISSED:
            self._break(row, "decision_missed", date=self._date(row["decide_before"]))
        if chosen is None:
            self._break(row, "no_room", year=self.setting["horizon_year"])
            self.steps.append(self._step(row, "roll_out", None, None, 0.0))
            return
        if ideal is not None and chosen > ideal and ideal < first:
            self._break(row, "no_time", date=self._date(row["contract_end_date"]))
        elif ideal is not None and chosen > ideal:
            self._break(row, "capacity", wave=self.waves[max(ideal, 0)].name)
        self._book(row, chosen, self._go_live(chosen, row, ideal))

    def _book(self, row: Mapping[str, Any], chosen: int, go_live: pd.Timestamp | None) -> None:
        end = row["contract_end_date"]
        assert go_live is not None, "a wave is only chosen when it has a day"
        gap = 0.0 if pd.isna(end) else max(0.0, (go_live - end).days / DAYS_PER_MONTH)
        if gap:
            self._break(row, GAP, round(gap), months=wording.number(gap, self.language), date=self._date(go_live))
        if row["organisations"] >= self.setting["pilot_from_organisations"]:
            self._pilot(row, chosen - 1)
        self.steps.append(self._step(row, "roll_out", chosen, go_live, gap))
        self.placed[row["candidate_id"]] = chosen
        effort = self.setting["effort"][row["action"]]
        self.load[chosen] += effort
        for member in self._members(row):
            self.member_load[chosen, member] += effort

    def _pilot(self, row: Mapping[str, Any], at: int) -> None:
        """One organisation goes first, half a year earlier, outside every freeze and not in a wave barred to it."""
        days = self.waves[at].days if at >= self._barred(row) else ()
        free = [day for day in days if not self._frozen(day, row["component"])]
        if free:
            self.steps.append(self._step(row, "pilot", at, free[-1], 0.0))
        else:
            self._break(row, "no_pilot")

    def _barred(self, row: Mapping[str, Any]) -> int:
        """How many of the first waves are closed to a statutory task."""
        return int(self.setting["not_first_waves"]) if row["component"] in self.setting["statutory"] else 0

    def _earliest(self, row: Mapping[str, Any]) -> int:
        """The first wave there is time for, after what it depends on and not among the first when statutory."""
        in_time = sum(wave.days[-1] < self._ready_on(row) for wave in self.waves)
        after = [self.placed[name] for name in row["related_candidates"].split(wording.ID_MARK) if name in self.placed]
        return max(in_time, self._barred(row), *after, 0)

    def _ideal(self, row: Mapping[str, Any]) -> int | None:
        """The last wave that goes live before the contract ends; -1 when that is before the first; None without end."""
        end = row["contract_end_date"]
        if pd.isna(end):
            return None
        return sum(bool(wave.days[0] <= end) for wave in self.waves) - 1

    def _order(self, first: int, ideal: int | None) -> list[int]:
        if ideal is None or ideal < first:
            return list(range(first, len(self.waves)))
        return [*range(ideal, first - 1, -1), *range(ideal + 1, len(self.waves))]

    def _ready_on(self, row: Mapping[str, Any]) -> pd.Timestamp:
        return self.today + pd.DateOffset(months=int(self.setting["months_needed"][row["action"]]))

    def _go_live(self, at: int, row: Mapping[str, Any], ideal: int | None) -> pd.Timestamp | None:
        """The last month end of the wave outside every freeze, and before the contract ends where that can be."""
        latest = row["contract_end_date"] if ideal is not None and at <= ideal else self.waves[at].days[-1]
        days = [day for day in self.waves[at].days if self._ready_on(row) <= day <= latest]
        free = [day for day in days if not self._frozen(day, row["component"])]
        return free[-1] if free else None

    def _fits(self, at: int, row: Mapping[str, Any], ideal: int | None) -> bool:
        members = self._members(row)
        effort = self.setting["effort"][row["action"]]
        busy = any(self.member_load[at, name] + effort > self.setting["effort_per_organisation"] for name in members)
        room = self.load[at] + effort <= self.setting["effort_per_wave"]
        return room and not busy and self._go_live(at, row, ideal) is not None

    def _frozen(self, day: pd.Timestamp, component: str) -> bool:
        for freeze in self.setting["freeze"]:
            concerns = not freeze["components"] or component in freeze["components"]
            in_year = not freeze["years"] or day.year in freeze["years"]
            text, start, end = f"{day:%m-%d}", freeze["from"], freeze["to"]
            inside = start <= text <= end if start <= end else text >= start or text <= end
            if concerns and in_year and inside:
                return True
        return False

    def _members(self, row: Mapping[str, Any]) -> list[str]:
        return sorted(set(str(row["organisation_names"]).split(wording.ID_MARK)))

    def _step(
        self, row: Mapping[str, Any], stage: str, at: int | None, go_live: pd.Timestamp | None, gap: float
    ) -> dict[str, Any]:
        wave = self.waves[at] if at is not None else None
        kept = {name: row[name] for name in STEP_COLUMNS if name in row}
        place = {
            "stage": stage,
            "wave": wave.name if wave else "",
            "start_date": wave.start if wave else pd.NaT,
            "go_live_date": pd.NaT if go_live is None else go_live,
            "gap_months": round(gap, 1) if wave and pd.notna(row["contract_end_date"]) else float("nan"),
            "effort": float(self.setting["effort"][row["action"]]) if stage != "pilot" else 0.0,
        }
        return {**kept, **place}

    def _break(self, row: Mapping[str, Any], constraint: str, count: int = -1, **values: object) -> None:
        key = wording.counted_key(knowledge.texts(self.language)["advice_roadmap"], constraint, count)
        sentence = knowledge.sentence("advice_roadmap", key, self.language, **values)
        entry = {"candidate_id": row["candidate_id"], "title": row["title"]}
        self.broken.append({**entry, "constraint": constraint, "sentence": sentence})

    def _date(self, value: pd.Timestamp) -> str:
        return str(wording.dates(pd.Series([value]), self.language)[0])
