"""The words of ``reading_cues.toml``, compiled: they decide whether a hit counts.

Comes in: the name of a list of words. Goes out: a pattern over folded text. What a newcomer would get wrong: every word
that steers the reading stands in that file, never in the code, so that a municipal expert can add one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from landscape import knowledge
from landscape.classify.patterns import any_of

CUES_FILE = "reading_cues.toml"
CUE_KEYS = (
    "source", "since", "negation_before", "negation_exceptions", "negation_after", "negation_follow", "future",
    "future_exceptions", "past", "past_exceptions", "completed_verbs", "side_nouns", "own_parts", "connection",
    "unsure", "breaks", "joins", "vocabulary", "typo_exceptions", "replace_verbs", "replaces", "lifecycle", "gone",
    "main_users", "partly", "finished", "contract_words", "unsure_after", "ending_future", "attribution",
    "doubt_sentence", "subject", "built", "origin", "towards", "away", "new_noun", "becomes", "introduces_date",
    "until", "since_year", "own_towards", "away_from", "into", "not_yet", "or_words", "says_no", "own_no",
    "still_subject", "audience", "head_noun_ends", "head_noun_none", "answer_yes", "answer_no",
    "answer_denies", "list_words", "and_words", "months", "parts_of_year",
)  # fmt: skip
_SOME_WORDS = r"\W+(?:[\w-]+\W+){0,%d}$"


def words(name: str) -> Sequence[str]:
    """The entries of the list ``name``, as written."""
    found: Sequence[str] = knowledge.settings(CUES_FILE, CUE_KEYS)[name]
    return found


@cache
def cue(name: str) -> re.Pattern[str]:
    """Any entry of the list ``name``, as whole words."""
    return any_of(words(name))


@cache
def leading(name: str, most: int) -> re.Pattern[str]:
    """Any entry of the list ``name`` with at most ``most`` words between it and the end of the text."""
    return re.compile(any_of(words(name)).pattern + _SOME_WORDS % most)


def first(name: str, text: str) -> str:
    """The first entry of ``name`` in ``text`` that lies in no entry of ``<name>_exceptions``; empty when none."""
    blocked = [match.span() for match in cue(f"{name}_exceptions").finditer(text)]
    for match in cue(name).finditer(text):
        if not any(left <= match.start() < right for left, right in blocked):
            return match[0]
    return ""
