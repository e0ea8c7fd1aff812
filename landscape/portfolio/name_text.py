"""A name as people type it, taken apart: what it is called, and what only says which copy it is.

In: the text of a name cell. Out: :class:`NameParts`: the readable name, its core (no version, edition, environment or
remark), those parts, and other names that stood between brackets or behind a slash. The words and patterns live in
``knowledge/name_words.csv``. A newcomer would cut every number and every "Pro": then Office 365 becomes Office and
Squit 20/20 becomes Squit XO. So nothing is cut once the name is a known one, and the last word always stays.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

from landscape import knowledge

WORD_COLUMNS = ("id", "kind", "word", "meaning", "where", "why", "source")

_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_DASH = re.compile(r"\s+[-–—|:]\s+|:\s+")
_CLOSING_PLUS = re.compile(r"(?<=[^\W_])\s?\+(?!\s?[^\W_+])|(?<=\+)\+")
_NOT_ALPHANUMERIC = re.compile(r"[^a-z0-9]+")
_TRADE_MARKS = re.compile(r"[™®©]|\(tm\)|\(r\)", re.IGNORECASE)
_BEFORE_SIGN = re.compile(r"\s+([,;:])")
_MARKUP = re.compile(r"<[^<>]*>|&\w+;|=\s*\w+\(")
_EMPTY = re.compile(r"\(\s*\)|\[\s*\]|\{\s*\}")
_PAIRED = (("(", ")"), ("[", "]"), ("{", "}"), ("<", ">"))
_EDGE = " \t-–—:;,|/\\*'\"`"


@dataclass(frozen=True)
class NameParts:
    """A name taken apart; every part is text and may be empty.

    ``vendor`` is the text of a vendor that stood between brackets; ``others`` are further names found in the same cell.
    """

    display: str
    core: str
    version: str = ""
    edition: str = ""
    environment: str = ""
    vendor: str = ""
    others: tuple[str, ...] = ()


@lru_cache(maxsize=1 << 17)
def squash(text: str) -> str:
    """Letters and digits of ``text``, folded to plain lower case; a plus that closes a word is spelt out."""
    if "+" in text or "&" in text:
        text = _CLOSING_PLUS.sub("plus", text.replace("&", " en "))
    if text.isascii():  # nine names in ten; the long way round gives the same
        return _NOT_ALPHANUMERIC.sub("", text.lower())
    return "".join(letter for letter in _fold(text) if letter.isalnum())


def _fold(text: str) -> str:
    before = ""
    while text != before:
        before = text
        plain = unicodedata.normalize("NFKD", text).casefold()
        text = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return text


@cache
def words_of_kind(kind: str) -> dict[str, str]:
    """The squashed words of one ``kind`` in name_words.csv, each with its meaning."""
    table = knowledge.table("name_words.csv", WORD_COLUMNS)
    rows = table[table["kind"] == kind]
    return {squash(word) or word: meaning for word, meaning in zip(rows["word"], rows["meaning"], strict=True)}


@cache
def _patterns(kind: str) -> tuple[tuple[re.Pattern[str], bool], ...]:
    table = knowledge.table("name_words.csv", WORD_COLUMNS)
    rows = table[table["kind"] == kind]
    return tuple(
        (re.compile(word, re.IGNORECASE), where == "not_first")
        for word, where in zip(rows["word"], rows["where"], strict=True)
    )


@cache
def _environments(where: str) -> dict[str, str]:
    table = knowledge.table("name_words.csv", WORD_COLUMNS)
    rows = table[(table["kind"] == "environment") & (table["where"] == where)]
    return {squash(word): meaning for word, meaning in zip(rows["word"], rows["meaning"], strict=True)}


def clean(text: str) -> str:
    """Readable text: compatibility forms folded, trade marks and control characters gone, single spaces."""
    text = unicodedata.normalize("NFKC", text).replace("_", " ")
    if not text.isprintable():
        text = "".join(" " if unicodedata.category(letter) in ("Cc", "Zl", "Zp") else letter for letter in text)
    return " ".join(_TRADE_MARKS.sub(" ", text).split())


def parse_name(text: str, is_known: Callable[[str], bool], is_vendor: Callable[[str], bool]) -> NameParts:
    """Take a name apart; ``is_known`` and ``is_vendor`` tell whether a squashed form is a known package or vendor."""
    readable = clean(text)
    found: dict[str, list[str]] = {"version": [], "edition": [], "environment": [], "vendor": [], "other": []}
    named, shown = _without_brackets(readable, found, is_vendor)
    core = _product_only(named, found, is_known)
    display = core if shown == named else _product_only(shown, {key: [] for key in found}, is_known)
    others = [*found["other"], *(part.strip(_EDGE) for part in re.split(r"\s?/\s?|\s\+\s", core) if "/" in core)]
    return NameParts(
        display=display if display and not _is_mangled(display, readable) else readable,
        core=core or readable,
        version=" ".join(found["version"]),
        edition=" ".join(found["edition"]),
        environment=" ".join(dict.fromkeys(found["environment"])),
        vendor=" ".join(found["vendor"][:1]),
        others=tuple(other for other in others if other and squash(other) != squash(core)),
    )


def _is_mangled(display: str, readable: str) -> bool:
    """Whether cleaning left something nobody wrote: markup taken apart, empty brackets, a bracket without its other."""
    if display == readable:
        return False
    broken = [any(display.count(one) != display.count(other) for one, other in _PAIRED), bool(_EMPTY.search(display))]
    return bool(_MARKUP.search(readable)) or any(broken)


def _product_only(text: str, found: dict[str, list[str]], is_known: Callable[[str], bool]) -> str:
    """Take off environment, version and edition, and stop as soon as what is left is a known name."""
    text = _without_environment(text, found)
    if not is_known(squash(text)):
        text = _without_versions(text, found)
    if not is_known(squash(text)):
        text = _without_last_words(text, words_of_kind("edition"), found["edition"])
        text = _without_environment(text, found)
    return text


def _without_brackets(text: str, found: dict[str, list[str]], is_vendor: Callable[[str], bool]) -> tuple[str, str]:
    """The name without bracketed remarks: as core (also without acronyms) and as people should read it."""
    core = display = text
    for match in _BRACKETS.finditer(text):
        inside, whole = match.group(1).strip(_EDGE), match.group(0)
        outside = _BRACKETS.sub(" ", text).strip(_EDGE)
        if not squash(outside) or not _set_apart(text, match):
            continue
        if is_vendor(squash(inside)):
            found["vendor"].append(inside)
            core = core.replace(whole, " ")
        elif _is_remark(inside, outside, found):
            display = display.replace(whole, " ")
            core = core.replace(whole, " ")
        elif _abbreviates(inside, outside) or _abbreviates(outside, inside):
            found["other"].append(inside)
            core = core.replace(whole, " ")
        else:
            found["other"] += [inside, outside]
    core = re.sub(r"[()\[\]]", " " if _set_apart_any(core) else "", core)
    return _tidy(core), _tidy(display)


def _set_apart(text: str, match: re.Match[str]) -> bool:
    before, after = text[: match.start()], text[match.end() :]
    return (not before or before[-1].isspace()) and (not after or not after[0].isalnum())


def _set_apart_any(text: str) -> bool:
    return any(_set_apart(text, match) for match in _BRACKETS.finditer(text)) or not _BRACKETS.search(text)


def _is_remark(inside: str, outside: str, found: dict[str, list[str]]) -> bool:
    """Whether bracketed text is a remark, environment, version or edition; what it says is put in ``found``."""
    form = squash(inside)
    environment = words_of_kind("environment").get(form)
    if environment is not None:
        found["environment"].append(environment)
        return True
    if form in words_of_kind("edition"):
        found["edition"].append(inside)
        return True
    if any(pattern.fullmatch(inside) for pattern, _ in _patterns("version_pattern")):
        found["version"].append(inside)
        return True
    if _repeats_with_version(inside, outside, found):
        return True
    for note in _notes():
        if re.match(rf"{re.escape(note)}(?!\w)", inside, re.IGNORECASE):
            return True
    return not form


def _repeats_with_version(inside: str, outside: str, found: dict[str, list[str]]) -> bool:
    """Whether brackets hold the name once more with its version: ``pgAdmin III (PGADMIN 1.18.1)``."""
    versions: dict[str, list[str]] = {"version": []}
    repeated = squash(_without_versions(inside, versions))
    found["version"] += versions["version"] if repeated and repeated in squash(outside) else []
    return bool(versions["version"]) and bool(repeated) and repeated in squash(outside)


@cache
def _notes() -> tuple[str, ...]:
    table = knowledge.table("name_words.csv", WORD_COLUMNS)
    notes = table.loc[table["kind"] == "note", "word"]
    return tuple(sorted(notes, key=lambda note: (-len(note), note)))


def _abbreviates(short: str, long: str) -> bool:
    """Whether ``short`` is built from the first letters of the words of ``long`` (NIP: Neuron Integratieplatform)."""
    letters, words = squash(short), [squash(word) for word in re.split(r"[\s/&-]+", long)]
    initials = "".join(word[0] for word in words if word)
    capitals = squash("".join(letter for letter in long if letter.isupper()))
    if not 2 <= len(letters) <= 8 or " " in short.strip():
        return False
    return letters in (initials, capitals) or (short.isupper() and _in_order(letters, squash(long)))


def _in_order(letters: str, text: str) -> bool:
    """Whether ``text`` starts with the first of ``letters`` and holds the others behind it, in order."""
    rest = iter(text)
    return text[:1] == letters[:1] and all(letter in rest for letter in letters)


def _without_environment(core: str, found: dict[str, list[str]]) -> str:
    core = _without_last_words(core, _environments("end"), found["environment"], meaning=True)
    parts = _DASH.split(core)
    if len(parts) > 1:
        for position in (0, -1):
            environment = words_of_kind("environment").get(squash(parts[position]))
            if environment is not None and len(parts) > 1:
                found["environment"].append(environment)
                del parts[position]
                core = " - ".join(parts)
    return core


def _without_last_words(text: str, words: dict[str, str], cut: list[str], *, meaning: bool = False) -> str:
    """Take words off the end while they are in ``words``; the first word and a small word in front always stay."""
    rest = text.split(" ")
    while len(rest) > 1:
        for size in (2, 1):
            tail = " ".join(rest[-size:])
            if len(rest) > size and squash(tail) in words and _may_end(rest[:-size]):
                cut.append(words[squash(tail)] if meaning else tail.strip(_EDGE))
                rest = rest[:-size]
                break
        else:
            break
    return " ".join(rest).strip(_EDGE) or text


def _may_end(words: list[str]) -> bool:
    kept = " ".join(words).strip(_EDGE)
    return bool(squash(kept)) and squash(kept.split(" ")[-1]) not in words_of_kind("joined")


def _without_versions(core: str, found: dict[str, list[str]]) -> str:
    kept_spans = [match.span() for pattern, _ in _patterns("keep_number") for match in pattern.finditer(core)]
    places: list[tuple[int, str]] = []
    for pattern, not_first in _patterns("version_pattern"):
        for match in reversed(list(pattern.finditer(core))):
            start, end = match.span()
            protected = any(start < last and first < end for first, last in kept_spans)
            rest = _tidy(core[:start] + " " + core[end:])
            if protected or (not_first and not squash(core[:start])) or not _may_end(rest.split(" ")):
                continue
            places.append((start, match.group(0).strip(_EDGE)))
            core = core[:start] + " " * (end - start) + core[end:]
    found["version"] += [version for _, version in sorted(places)]
    return _tidy(core)


def _tidy(text: str) -> str:
    return _BEFORE_SIGN.sub(r"\1", " ".join(text.split())).strip(_EDGE)
