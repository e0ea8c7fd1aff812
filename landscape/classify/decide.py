"""The readiness of every application, with who decided and why.

Comes in: applications and the reference date. Goes out: one row per application with class, probability, reason,
evidence, the question that would decide, what would change the class, and three separate answers. Rules decide, the
learner supports, people outrank both. What a newcomer would get wrong: the same texts always give the same answer, so
only distinct rows are judged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

import pandas as pd

from landscape.classify import answers, changes, explain, learner, market, obsolescence, outranked
from landscape.classify.reader import Outcome, Reader, name_speaks
from landscape.classify.rows import Row, distinct
from landscape.classify.rules import Policy, deciding_switches, policy
from landscape.classify.verdict import Verdict, judge

COLUMNS = (
    "application_id", "readiness", "readiness_probability", "readiness_decided_by", "readiness_reason", "html5",
    "cloud", "integration", "readiness_evidence", "readiness_rule", "readiness_question",
    "end_of_support_date_found", "obsolete", "obsolescence_reason", "readiness_automatic", "readiness_model",
    "readiness_change", "readiness_votes", "support_ends", "market_knowledge",
)  # fmt: skip
_AT_ONCE = 10_000
"""Rows judged together: what was found about them is let go before the next ones are read."""


@cache
def trained() -> learner.Learner:
    """The learner over all signals, trained once per process."""
    return trained_with(None)


def trained_with(judged_rows: pd.DataFrame | None) -> learner.Learner:
    """The learner, trained on what a partnership judged as well; ``judged_rows`` as in :func:`classify`."""
    reader = Reader(learner.TRAINING_DATE)
    return learner.train(lambda row: reader.facts(row).hits, judged_rows)


def classify(
    applications: pd.DataFrame,
    reference_date: date,
    *,
    language: str = "nl",
    judgements: pd.DataFrame | None = None,
    choices: Policy | None = None,
    judged_rows: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The readiness of every application on ``reference_date``.

    Args:
        applications: columns ``records.APPLICATION_COLUMNS``; what is absent counts as unknown. A row whose
            ``application_kind`` is not_an_application has no class.
        language: of the sentences, nl or en.
        judgements: what people said, columns ``outranked.JUDGEMENT_COLUMNS``; it outranks rules and learner.
        choices: policy switches that differ from ``readiness_policy.toml``.
        judged_rows: applications a partnership judged, columns ``records.APPLICATION_COLUMNS`` and ``readiness``
            (``Partnership.training_rows()``): the learner learns them as well. None or no rows: it does not.

    Returns:
        columns ``COLUMNS``, in the order of ``applications``.

    Raises:
        landscape.knowledge.KnowledgeError: an unknown language, policy switch or judged class.
    """
    rows, of_application = distinct(applications, name_speaks)
    known = judged_rows is not None and not judged_rows.empty
    judging = Judging(reference_date, policy(choices), language, trained_with(judged_rows) if known else trained())
    parts = [judging.frame(rows[start : start + _AT_ONCE]) for start in range(0, max(len(rows), 1), _AT_ONCE)]
    frame = pd.concat(parts, ignore_index=True).iloc[of_application].reset_index(drop=True)
    frame["end_of_support_date_found"] = pd.to_datetime(frame["end_of_support_date_found"]).astype("datetime64[s]")
    frame.insert(0, "application_id", applications["application_id"].astype("str").to_numpy())
    packages = applications["package"].astype("str") if "package" in applications else [""] * len(applications)
    frame["market_knowledge"] = pd.Series(market.sentences(packages, language), dtype="str")
    frame = outranked.by_kind(frame, applications, language)
    return outranked.by_people(frame, judgements, language)


@dataclass(frozen=True)
class Judging:
    """One run over many rows: the reference date, the policy, the language of the sentences and the model."""

    reference_date: date
    choices: Mapping[str, str]
    language: str
    model: learner.Learner

    @cached_property
    def reader(self) -> Reader:
        """The reader of the run: cells that come back are read once."""
        return Reader(self.reference_date)

    def frame(self, rows: Sequence[Row]) -> pd.DataFrame:
        """Columns ``COLUMNS`` for ``rows``, but for the id and what is known of the market."""
        judged = zip(rows, *judge_rows(rows, self.reader, self.choices, self.model), strict=True)
        return pd.DataFrame([self._record(*one) for one in judged], columns=list(COLUMNS[1:-1]))

    def _record(self, row: Row, outcome: Outcome, verdict: Verdict, reading: learner.Reading) -> dict[str, object]:
        facts, language = outcome.facts, self.language
        support = obsolescence.judge(facts, self.reference_date, language)
        return {
            "readiness": verdict.readiness,
            "readiness_probability": verdict.probability,
            "readiness_decided_by": verdict.decided_by,
            "readiness_reason": self._reason(row, outcome, verdict, reading),
            "html5": answers.html5(facts),
            "cloud": answers.cloud(facts),
            "integration": answers.integration(facts),
            "readiness_evidence": explain.evidence(facts.hits),
            "readiness_rule": outcome.rule.id,
            "readiness_question": explain.question(outcome.rule.id, language),
            "end_of_support_date_found": support.day,
            "obsolete": support.obsolete,
            "obsolescence_reason": support.reason,
            "readiness_automatic": verdict.automatic,
            "readiness_model": reading.readiness,
            "readiness_change": changes.what_would_change(facts, verdict.readiness, self.choices, language),
            "readiness_votes": "; ".join(rule.id for rule in outcome.votes),
            "support_ends": obsolescence.as_text(obsolescence.ends(facts, self.reference_date)),
        }

    def _reason(self, row: Row, outcome: Outcome, verdict: Verdict, reading: learner.Reading) -> str:
        percent, language = round(100 * reading.probabilities[reading.readiness]), self.language
        if verdict.decided_by == "model":
            words = self.model.strongest_words(row, outcome.facts.hits, verdict.readiness)
            return explain.model_reason(outcome.unread, verdict.readiness, words, percent, language)
        parts = [explain.reason(outcome.facts, outcome.rule, verdict.readiness, language)]
        parts += [explain.by_choice(name, language) for name in deciding_switches(outcome.facts, self.choices)]
        if not verdict.automatic and reading.readiness != verdict.readiness:
            parts.append(explain.disagreement(reading.readiness, percent, language))
        return " ".join(parts)


def judge_rows(
    rows: Sequence[Row], reader: Reader, choices: Mapping[str, str], model: learner.Learner
) -> tuple[list[Outcome], list[Verdict], list[learner.Reading]]:
    """Rules, verdict and the model's reading of every row."""
    outcomes = [reader.outcome(row, choices) for row in rows]
    hits = [outcome.facts.hits for outcome in outcomes]
    readings = model.read(list(zip(rows, hits, strict=True)))
    verdicts = [judge(outcome, reading) for outcome, reading in zip(outcomes, readings, strict=True)]
    return outcomes, verdicts, readings
