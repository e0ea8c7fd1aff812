"""The sentences of one classification, written from the evidence that decided it.

Comes in: facts and the rule that voted first. Goes out: the reason, what was set aside and why, the question whose
answer would decide, as people read them. What a newcomer would get wrong: nothing here looks at the row again; a
sentence that cannot be written from the evidence must not be written.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from landscape import knowledge
from landscape.classify.facts import Facts
from landscape.classify.rules import Rule
from landscape.classify.statement import FieldHit

_MOST_QUOTES = 3
_MOST_ASIDE = 3


def reason(facts: Facts, rule: Rule, readiness: str, language: str) -> str:
    """One sentence: class, columns and words, why they decide, and what was set aside."""
    quotes = _quotes(rule.support(facts), language)
    why = knowledge.sentence("readiness_rule", rule.id, language)
    key = "reason" if quotes else "reason_without_words"
    said = label(readiness, language)
    text = knowledge.sentence("readiness", key, language, readiness=said, quotes=quotes, why=why)
    aside = set_aside(facts.hits, language)
    return f"{text} {knowledge.sentence('readiness', 'aside', language, hits=aside)}" if aside else text


def label(readiness: str, language: str) -> str:
    """The class as people read it."""
    return knowledge.sentence("readiness_label", readiness, language)


def switch(name: str, language: str) -> str:
    """A policy switch as people read it."""
    return knowledge.sentence("readiness_switch", name, language)


def _quotes(hits: Iterable[FieldHit], language: str) -> str:
    by_field: dict[str, list[str]] = {}
    for item in hits:
        words = _quote(item.hit.words)
        if words not in by_field.setdefault(item.field, []) and len(by_field[item.field]) < _MOST_QUOTES:
            by_field[item.field].append(words)
    parts = [
        knowledge.sentence("readiness", "quote", language, field=_field(field, language), words=_join(words, language))
        for field, words in by_field.items()
    ]
    return "; ".join(parts[:_MOST_QUOTES])


def _join(words: list[str], language: str) -> str:
    both = knowledge.sentence("readiness", "and", language)
    return f" {both} ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]


def _quote(words: str) -> str:
    return f'"{" ".join(words.split())}"'


def _field(field: str, language: str) -> str:
    return knowledge.sentence("readiness_field", field, language)


def set_aside(hits: Iterable[FieldHit], language: str) -> str:
    """The hits that do not count, each with the reason; at most three, in reading order."""
    parts: list[str] = []
    for item in hits:
        if item.hit.status == "counts" or item.hit.group in ("TECH", "I_API", "I_FILES", "I_GGI", "I_STUF", "APP"):
            continue
        key = item.hit.status if item.hit.cue else f"{item.hit.status}_bare"
        cue = _quote(item.hit.cue)
        part = knowledge.sentence("readiness_status", key, language, words=_quote(item.hit.words), cue=cue)
        if part not in parts:
            parts.append(part)
    return "; ".join(parts[:_MOST_ASIDE])


def question(rule_id: str, language: str) -> str:
    """The question whose answer would decide a row this rule decided."""
    return knowledge.sentence("readiness_question", rule_id, language)


def evidence(hits: Iterable[FieldHit]) -> str:
    """All hits as JSON text: a list of field, words, signal, group, status and the cue for the status."""
    rows = [
        {
            "field": item.field,
            "words": item.hit.words,
            "signal": item.hit.signal,
            "group": item.hit.group,
            "status": item.hit.status,
            "cue": item.hit.cue,
        }
        for item in hits
    ]
    return json.dumps(rows, ensure_ascii=False)


def model_reason(unread: Iterable[str], readiness: str, words: Iterable[str], percent: int, language: str) -> str:
    """The sentence where the model decides: which columns no rule could read, and the words that weighed most."""
    fields = ", ".join(_field(field, language) for field in unread)
    strongest = ", ".join(_quote(word) for word in words)
    said = label(readiness, language)
    return knowledge.sentence(
        "readiness", "model", language, readiness=said, fields=fields, words=strongest, percent=percent
    )


def by_choice(name: str, language: str) -> str:
    """That a choice of the partnership, another than the codebook's, decides this class."""
    return knowledge.sentence("readiness", "by_choice", language, switch=switch(name, language))


def disagreement(readiness: str, percent: int, language: str) -> str:
    """What the model reads where it does not agree with the rule."""
    said = label(readiness, language)
    return knowledge.sentence("readiness", "review", language, readiness=said, percent=percent)


def person_reason(readiness: str, by: str, language: str) -> str:
    """The sentence where a person decided; ``by`` is a role or a team, empty when it was not given."""
    said = label(readiness, language)
    key = "person" if by else "person_unnamed"
    return knowledge.sentence("readiness", key, language, readiness=said, by=by)
