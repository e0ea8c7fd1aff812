"""The readiness of every application, with who decided and why.

Comes in: applications and the reference date. Goes out: one row per application with class, probability, reason,
evidence, the question that would decide, and three separate answers. Rules decide, the learner supports, people outrank
both. What a newcomer would get wrong: the same texts always give the same answer, so only distinct rows are judged.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

import pandas as pd

from landscape.classify import answers, explain, obsolescence, signals
from landscape.classify.facts import Facts, FieldHit, weigh
from landscape.classify.reading import Hit, read
from landscape.classify.rows import FIELD_ROLES, Row, distinct
from landscape.classify.rules import Policy, Rule, decide, policy

COLUMNS = (
    "application_id",
    "readiness",
    "readiness_probability",
    "readiness_decided_by",
    "readiness_reason",
    "html5",
    "cloud",
    "integration",
    "readiness_evidence",
    "readiness_rule",
    "readiness_question",
    "end_of_support_date_found",
    "obsolete",
    "obsolescence_reason",
)


@cache
def all_signals() -> signals.Finder:
    """The finder over every signal of ``knowledge/``."""
    return signals.Finder(signals.load())


@dataclass(frozen=True)
class Outcome:
    """What the rules say about one distinct row."""

    facts: Facts
    votes: tuple[Rule, ...]


class Reader:
    """Reads distinct cells once: hits per role and text, on one reference date, with one set of signals."""

    def __init__(self, reference_date: date, finder: signals.Finder | None = None) -> None:
        self.reference_date = reference_date
        self.finder = finder or all_signals()
        self._known: dict[tuple[str, str], tuple[Hit, ...]] = {}

    def outcome(self, row: Row, choices: Mapping[str, str]) -> Outcome:
        """The facts of ``row`` and the votes on them."""
        hits = [FieldHit(field, hit) for field, text in row.texts for hit in self._hits(FIELD_ROLES[field], text)]
        hits += [FieldHit("description", hit) for hit in self._hits("head", row.text("description"))]
        facts = weigh(row, hits + self._name_with_version(row), self.reference_date)
        return Outcome(facts, tuple(decide(facts, choices)))

    def _name_with_version(self, row: Row) -> list[FieldHit]:
        """A platform spread over name and version: "Exchange" and "2013"."""
        name, version = row.text("name"), row.text("version")
        if not name or not version[:1].isdigit():
            return []
        both = self._hits("name", f"{name} {version}")
        known = {hit.signal for hit in self._hits("name", name)}
        return [FieldHit("name", hit) for hit in both if hit.group == signals.PLATFORM and hit.signal not in known]

    def _hits(self, role: str, text: str) -> tuple[Hit, ...]:
        key = (role, text)
        if key not in self._known:
            self._known[key] = read(text, role, self.reference_date, self.finder) if text else ()
        return self._known[key]


def classify(
    applications: pd.DataFrame,
    reference_date: date,
    *,
    language: str = "nl",
    judgements: pd.DataFrame | None = None,
    choices: Policy | None = None,
) -> pd.DataFrame:
    """The readiness of every application on ``reference_date``.

    Args:
        applications: columns ``records.APPLICATION_COLUMNS``; what is absent counts as unknown.
        language: of the sentences, nl or en.
        judgements: what people said: ``application_id, readiness, by``; outranks rules and learner.
        choices: policy switches that differ from ``readiness_policy.toml``.

    Returns:
        columns ``COLUMNS``, in the order of ``applications``.
    """
    rows, of_application = distinct(applications)
    reader, values = Reader(reference_date), policy(choices)
    records = [_record(reader.outcome(row, values), reference_date, language) for row in rows]
    frame = pd.DataFrame(records, columns=list(COLUMNS[1:])).iloc[of_application].reset_index(drop=True)
    frame["end_of_support_date_found"] = pd.to_datetime(frame["end_of_support_date_found"]).astype("datetime64[s]")
    frame.insert(0, "application_id", applications["application_id"].astype("str").to_numpy())
    return frame


def _record(outcome: Outcome, reference_date: date, language: str) -> dict[str, object]:
    facts, rule = outcome.facts, outcome.votes[0]
    support = obsolescence.judge(facts, reference_date, language)
    return {
        "readiness": rule.readiness,
        "readiness_probability": rule.certainty,
        "readiness_decided_by": "rule",
        "readiness_reason": explain.reason(facts, rule, rule.readiness, language),
        "html5": answers.html5(facts),
        "cloud": answers.cloud(facts),
        "integration": answers.integration(facts),
        "readiness_evidence": explain.evidence(facts.hits),
        "readiness_rule": rule.id,
        "readiness_question": explain.question(rule.id, language),
        "end_of_support_date_found": support.day,
        "obsolete": support.obsolete,
        "obsolescence_reason": support.reason,
    }
