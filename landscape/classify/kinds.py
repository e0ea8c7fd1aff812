"""What kind of thing a row is: business, office and technique, own build, national facility, or no application.

In: applications with the name columns of ``portfolio.names``. Out: ``KIND_COLUMNS`` added. The rules stand in
``knowledge/kinds.toml``; their order is their precedence and the first that fires decides. A newcomer would trust the
column for the type: lists call 7-Zip a vakapplicatie and a web form for weddings "digitale dienstverlening", so what
we know about a package outranks it, and the reason says so. A row no rule speaks about counts as business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from landscape import knowledge
from landscape.portfolio.name_text import clean, squash
from landscape.portfolio.packages import packages
from landscape.portfolio.vendors import own_build_vendors

KIND_COLUMNS = ("application_kind", "application_kind_reason", "application_kind_decided_by")
RULE_KEYS = ("id", "kind", "field", "words", "text", "why", "source", "matches", "does_not_match")
FACILITY_COLUMNS = ("facility", "aliases", "holder", "gemma_object_id", "source")

DEFAULT_KIND = "business"

_FIELDS = ("name", "remarks", "application_type", "custom_build", "facility", "maker", "package_kind")
_ANYTHING = "*"
_SHOWN = {"facility": "facility", "maker": "vendor", "package_kind": "package"}


@dataclass(frozen=True)
class Rule:
    """One rule of kinds.toml: the words of one field that mean one kind."""

    id: str
    kind: str
    field: str
    text: str
    pattern: re.Pattern[str]
    matches: tuple[str, ...]
    does_not_match: tuple[str, ...]

    def fires(self, cell: str) -> bool:
        """Whether the text of one cell makes this rule speak."""
        return bool(self.pattern.search(_plain(cell)))


@cache
def rules() -> tuple[Rule, ...]:
    """The rules in their order of precedence.

    Raises:
        KnowledgeError: a rule misses a key, has an unknown one, or names an unknown field.
    """
    return tuple(_rule(entry) for entry in knowledge.settings("kinds.toml", ["rule"])["rule"])


def _rule(entry: dict[str, object]) -> Rule:
    if set(entry) - {"whole"} != set(RULE_KEYS) or entry["field"] not in _FIELDS:
        raise knowledge.KnowledgeError(f"kinds.toml: rule {entry.get('id')!r} has missing or unknown keys or field")
    words = [str(word) for word in _listed(entry["words"])]
    return Rule(
        id=str(entry["id"]),
        kind=str(entry["kind"]),
        field=str(entry["field"]),
        text=str(entry["text"]),
        pattern=_pattern(words, whole=bool(entry.get("whole"))),
        matches=tuple(_listed(entry["matches"])),
        does_not_match=tuple(_listed(entry["does_not_match"])),
    )


def _listed(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []


def _pattern(words: list[str], *, whole: bool) -> re.Pattern[str]:
    if words == [_ANYTHING]:
        return re.compile(r"\w")
    either = "|".join(_word_pattern(word) for word in sorted(words, key=lambda word: (-len(word), word)))
    return re.compile(rf"^(?:{either})$" if whole else rf"(?<!\w)(?:{either})(?!\w)")


def _word_pattern(word: str) -> str:
    return re.escape(_plain(word)).replace(r"\*", r"\w*")


def _plain(text: str) -> str:
    return clean(text).casefold()


def add_kinds(applications: pd.DataFrame, language: str = "nl") -> pd.DataFrame:
    """Add ``KIND_COLUMNS``; ``application_kind_decided_by`` is always "rule" here (people come later and outrank).

    Args:
        applications: with ``records.APPLICATION_COLUMNS`` and the name columns (``names.add_names``).
        language: of the reasons.
    """
    fields = _fields(applications)
    verdicts = _verdicts(fields)
    fired = [verdicts[rule.id] for rule in rules()]
    decider = np.select(fired, list(range(len(fired))), default=len(fired))
    kinds = np.array([*(rule.kind for rule in rules()), DEFAULT_KIND])[decider]
    result = applications.copy()
    result["application_kind"] = pd.Series(kinds, index=applications.index, dtype="str")
    result["application_kind_reason"] = _reasons(fields, decider, _type_kinds(verdicts), language)
    result["application_kind_decided_by"] = pd.Series("rule", index=applications.index, dtype="str")
    return result


def _fields(applications: pd.DataFrame) -> pd.DataFrame:
    """The columns the rules read, with the three derived ones."""
    fields = applications[["name", "vendor", "remarks", "application_type", "custom_build", "package"]].copy()
    named = {name: facility_of(name) for name in fields["name"].unique()}
    keyed = {key: facility_of(key) for key in applications["name_key"].unique()}
    fields["facility"] = (
        fields["name"].map(named).where(lambda found: found.ne(""), applications["name_key"].map(keyed))
    )
    table = packages()
    # an own build of somebody else is no product here: its kind is read from its vendor cell, not from its name
    kind_of = dict(zip(table["package"], table["kind"], strict=True))
    fields["package_kind"] = fields["package"].map(lambda package: kind_of.get(package, ""))
    own = applications["vendor_name"].isin(own_build_vendors()) | (
        applications["vendor"].map(squash).eq(applications["organisation"].map(squash)) & applications["vendor"].ne("")
    )
    fields["maker"] = np.where(own, "own", "")
    return fields


def _verdicts(fields: pd.DataFrame) -> dict[str, np.ndarray]:
    plain = {field: {cell: _plain(cell) for cell in fields[field].unique()} for field in _FIELDS}
    verdicts = {}
    for rule in rules():
        spoken = {cell: bool(rule.pattern.search(text)) for cell, text in plain[rule.field].items()}
        verdicts[rule.id] = fields[rule.field].map(spoken).to_numpy(dtype=bool)
    return verdicts


def _type_kinds(verdicts: dict[str, np.ndarray]) -> np.ndarray:
    """What the column for the type alone would have said; "" where it says nothing."""
    of_type = [rule for rule in rules() if rule.field == "application_type"]
    return np.select([verdicts[rule.id] for rule in of_type], [rule.kind for rule in of_type], default="")


def _reasons(fields: pd.DataFrame, decider: np.ndarray, type_kinds: np.ndarray, language: str) -> pd.Series:
    """One sentence per row, filled once per distinct rule and value."""
    all_rules = rules()
    shown = pd.DataFrame({"rule": decider, "value": "", "type": ""}, index=fields.index)
    for number, rule in enumerate(all_rules):
        mine = decider == number
        shown.loc[mine, "value"] = fields.loc[mine, _SHOWN.get(rule.field, rule.field)]
        if rule.field == "package_kind":
            other = mine & (type_kinds != "") & (type_kinds != rule.kind)
            shown.loc[other, "type"] = fields.loc[other, "application_type"]
    distinct = shown.drop_duplicates()
    texts = [
        _sentence(all_rules[number] if number < len(all_rules) else None, value, type_word, language)
        for number, value, type_word in distinct.itertuples(index=False, name=None)
    ]
    reasons = shown.merge(distinct.assign(reason=texts), on=["rule", "value", "type"], how="left")["reason"]
    return pd.Series(reasons.to_numpy(), index=fields.index, dtype="str")


def _sentence(rule: Rule | None, value: str, type_word: str, language: str) -> str:
    if rule is None:
        return knowledge.sentence("application_kind", "default", language)
    key = "package_over_type" if type_word else rule.text
    return knowledge.sentence("application_kind", key, language, value=clean(value), type=clean(type_word))


@cache
def _facilities() -> dict[str, str]:
    table = knowledge.table("national_facilities.csv", FACILITY_COLUMNS)
    named = {}
    for facility, aliases in zip(table["facility"], table["aliases"], strict=True):
        for name in (facility, *aliases.split(" | ")):
            named[squash(name)] = facility
    return {form: facility for form, facility in named.items() if form}


def facility_of(name: str) -> str:
    """The national facility a name means, "" when it means none; more words make it another thing (DigiD-connector)."""
    return _facilities().get(squash(name), "")
