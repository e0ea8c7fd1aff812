"""What kind of thing a row is: business, office and technique, own build, national facility, or no application.

In: applications with the name columns of ``portfolio.names``. Out: ``KIND_COLUMNS`` added. The rules stand in
``knowledge/kinds.toml``; their order is their precedence and the first that fires decides. A newcomer would trust the
column for the type: lists call 7-Zip a vakapplicatie and a web form for weddings "digitale dienstverlening", so what
we know about a package outranks it, and the reason says so. A row no rule speaks about counts as business, and
words that prove little ("zie ...", "Access") only decide where the columns that would say otherwise are empty.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np
import pandas as pd

from landscape import knowledge
from landscape.classify.learner import TRAINING_DATE
from landscape.classify.nothing import words_that_say_so
from landscape.classify.signals import NOT_APPLICATION_FILE
from landscape.portfolio.name_text import clean, squash, words_of_kind
from landscape.portfolio.packages import packages
from landscape.portfolio.vendors import is_vendor_form, own_build_vendors

KIND_COLUMNS = ("application_kind", "application_kind_reason", "application_kind_decided_by")
RULE_KEYS = ("id", "kind", "fields", "words", "text", "why", "source", "matches", "does_not_match")
FACILITY_COLUMNS = ("facility", "aliases", "holder", "gemma_object_id", "source")

DEFAULT_KIND = "business"

_OPTIONS = {"place", "except", "only_when_empty"}
_DERIVED = ("facility", "maker", "other_vendor", "package_kind", "no_application")
_FIELDS = (
    "name", "vendor", "version", "remarks", "description", "application_type", "custom_build", "hosting", "technology",
    "database", "client_type", "distribution_channel", "url", "module", "package", *_DERIVED,
)  # fmt: skip
_FIGURES = ("annual_cost_eur", "user_count", "contract_end_date", "in_use_since_date")
_ANYTHING = "*"
_SHOWN = {"maker": "vendor", "package_kind": "package"}

_CLAUSE = r"(?:^|[,;:.!?|(/]\s*|\s[-–—]\s)"
_CLAUSE_END = r"(?=\s*(?:$|[,;:.!?|)/]|\s[-–—]\s))"
_PLACES = {
    "anywhere": (r"(?<!\w)(?:", r")(?!\w)"),
    "cell": (r"^(?:", r")$"),
    "start": (r"^(?:", r")(?!\w)"),
    "start_of_short": (r"^(?:", r")(?!\w)\S*(?:\s+\S+){0,4}$"),
    "clause": (_CLAUSE + r"(?:", r")" + _CLAUSE_END),
    "clause_start": (_CLAUSE + r"(?:", r")(?!\w)"),
}
_SAME_NAME = re.compile(r"[()\[\]/|]|\s[-–—]\s")


@dataclass(frozen=True)
class Rule:
    """One rule of kinds.toml or signals_not_application.toml: the words of some fields that mean one kind."""

    id: str
    kind: str
    fields: tuple[str, ...]
    text: str
    pattern: re.Pattern[str]
    exceptions: re.Pattern[str] | None
    only_when_empty: tuple[str, ...]
    matches: tuple[str, ...]
    does_not_match: tuple[str, ...]

    def fires(self, cell: str) -> bool:
        """Whether the text of one cell makes this rule speak."""
        plain = _plain(cell)
        return bool(self.pattern.search(plain)) and not (self.exceptions and self.exceptions.search(plain))


@cache
def rules() -> tuple[Rule, ...]:
    """The rules in their order of precedence.

    Raises:
        KnowledgeError: a rule misses a key, has an unknown one, or names an unknown field.
    """
    nothing = knowledge.settings(NOT_APPLICATION_FILE, ("source", "since", "signals", "rule"))["rule"]
    return tuple(_rule(entry) for entry in (*nothing, *knowledge.settings("kinds.toml", ["rule"])["rule"]))


def _rule(entry: dict[str, object]) -> Rule:
    fields, empty = _listed(entry.get("fields")), _listed(entry.get("only_when_empty"))
    place = str(entry.get("place", "anywhere"))
    known = set(fields) <= set(_FIELDS) and set(empty) <= {*_FIELDS, *_FIGURES} and place in _PLACES
    if set(entry) - _OPTIONS != set(RULE_KEYS) or not known:
        raise knowledge.KnowledgeError(f"kinds: rule {entry.get('id')!r} has missing or unknown keys or fields")
    exceptions = _listed(entry.get("except"))
    return Rule(
        id=str(entry["id"]),
        kind=str(entry["kind"]),
        fields=tuple(fields),
        text=str(entry["text"]),
        pattern=_pattern(_listed(entry["words"]), place),
        exceptions=_pattern(exceptions, "anywhere") if exceptions else None,
        only_when_empty=tuple(empty),
        matches=tuple(_listed(entry["matches"])),
        does_not_match=tuple(_listed(entry["does_not_match"])),
    )


def _listed(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []


def _pattern(words: list[str], place: str) -> re.Pattern[str]:
    if words == [_ANYTHING]:
        return re.compile(r"\w")
    either = "|".join(_word_pattern(word) for word in sorted(words, key=lambda word: (-len(word), word)))
    before, behind = _PLACES[place]
    return re.compile(before + either + behind)


def _word_pattern(word: str) -> str:
    return re.escape(_plain(word)).replace(r"\*", r"\w*")


def _plain(text: str) -> str:
    return clean(text).casefold()


def add_kinds(applications: pd.DataFrame, language: str = "nl", reference_date: date = TRAINING_DATE) -> pd.DataFrame:
    """Add ``KIND_COLUMNS``; ``application_kind_decided_by`` is always "rule" here (people come later and outrank).

    Args:
        applications: with ``records.APPLICATION_COLUMNS`` and the name columns (``names.add_names``).
        language: of the reasons.
        reference_date: on which a row is an application or not: "wordt in 2027 een webapplicatie" is none today.
    """
    fields = _fields(applications).assign(no_application=words_that_say_so(applications, reference_date))
    verdicts = _verdicts(fields)
    fired = [verdicts[rule.id].any(axis=1) for rule in rules()]
    decider = np.select(fired, list(range(len(fired))), default=len(fired))
    kinds = np.array([*(rule.kind for rule in rules()), DEFAULT_KIND])[decider]
    result = applications.copy()
    result["application_kind"] = pd.Series(kinds, index=applications.index, dtype="str")
    result["application_kind_reason"] = _reasons(fields, verdicts, decider, language)
    result["application_kind_decided_by"] = pd.Series("rule", index=applications.index, dtype="str")
    return result


def _fields(applications: pd.DataFrame) -> pd.DataFrame:
    """The columns the rules read, all text, with the derived ones; a known figure is text too."""
    fields = applications[[field for field in _FIELDS if field not in _DERIVED]].copy()
    for figure in _FIGURES:
        fields[figure] = np.where(applications[figure].notna(), "known", "")
    named = {name: facility_of(name) for name in fields["name"].unique()}
    keyed = {key: facility_of(key) for key in applications["name_key"].unique()}
    fields["facility"] = (
        fields["name"].map(named).where(lambda found: found.ne(""), applications["name_key"].map(keyed))
    )
    table = packages()
    # an own build of somebody else is no product here: its kind is read from its vendor cell, not from its name
    kind_of = dict(zip(table["package"], table["kind"], strict=True))
    fields["package_kind"] = fields["package"].map(lambda package: kind_of.get(package, ""))
    own = _is_own_maker(applications)
    fields["maker"] = np.where(own, "own", "")
    fields["other_vendor"] = np.where(own, "", applications["vendor_name"])
    return fields


def _is_own_maker(applications: pd.DataFrame) -> np.ndarray:
    """Whether the vendor is the organisation of the row itself."""
    pairs = applications[["vendor", "organisation"]].drop_duplicates()
    named = {(vendor, owner): _is_itself(vendor, owner) for vendor, owner in pairs.itertuples(index=False, name=None)}
    itself = [named[pair] for pair in zip(applications["vendor"], applications["organisation"], strict=True)]
    return np.asarray(itself, dtype=bool) | applications["vendor_name"].isin(own_build_vendors()).to_numpy()


def _is_itself(vendor: str, organisation: str) -> bool:
    """Whether a vendor cell names the organisation: in full, or its first words (BVO for BVO IJsselrand)."""
    if not squash(vendor) or is_vendor_form(squash(vendor)):
        return False
    if squash(vendor) == squash(organisation):
        return True
    generic = words_of_kind("organisation_word")
    own, maker = (
        [word for word in map(squash, re.split(r"[\s_–-]+", text)) if word and word not in generic]
        for text in (organisation, vendor)
    )
    return bool(maker) and own[: len(maker)] == maker


def _verdicts(fields: pd.DataFrame) -> dict[str, np.ndarray]:
    """Per rule: which row (down) it speaks about in which of its fields (across)."""
    distinct = {field: fields[field].unique() for field in _FIELDS}
    verdicts = {}
    for rule in rules():
        spoken = [fields[field].map({cell: rule.fires(str(cell)) for cell in distinct[field]}) for field in rule.fields]
        may = (fields[list(rule.only_when_empty)] == "").all(axis=1).to_numpy(dtype=bool)
        verdicts[rule.id] = np.column_stack([column.to_numpy(dtype=bool) for column in spoken]) & may[:, None]
    return verdicts


def _type_kinds(verdicts: dict[str, np.ndarray]) -> np.ndarray:
    """What the column for the type alone would have said; "" where it says nothing."""
    of_type = [rule for rule in rules() if rule.fields == ("application_type",)]
    return np.select([verdicts[rule.id][:, 0] for rule in of_type], [rule.kind for rule in of_type], default="")


def _reasons(fields: pd.DataFrame, verdicts: dict[str, np.ndarray], decider: np.ndarray, language: str) -> pd.Series:
    """One sentence per row, filled once per distinct rule and value."""
    all_rules, type_kinds = rules(), _type_kinds(verdicts)
    shown = pd.DataFrame({"rule": decider, "value": "", "type": ""}, index=fields.index)
    for number, rule in enumerate(all_rules):
        for column, field in reversed(list(enumerate(rule.fields))):
            mine = (decider == number) & verdicts[rule.id][:, column]
            shown.loc[mine, "value"] = fields.loc[mine, _SHOWN.get(field, field)]
        if rule.fields == ("package_kind",):
            other = (decider == number) & (type_kinds != "") & (type_kinds != rule.kind)
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
    """The national facility a name means, "" when it means none; more words make it another thing (DigiD-connector).

    Names between brackets or behind a slash count when all of them mean the same facility: JUBES (CORV).
    """
    whole = _facilities().get(squash(name), "")
    if whole:
        return whole
    parts = {_facilities().get(squash(part), "") for part in _SAME_NAME.split(name) if squash(part)}
    return parts.pop() if len(parts) == 1 else ""
