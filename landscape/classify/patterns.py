"""The small pattern language of signals and reading cues, and the folding of text it runs on.

Comes in: words as a municipal expert writes them in ``knowledge/``. Goes out: compiled regular expressions over folded
text. A space stands for one or more blanks, hyphens or slashes; ``~`` for the same, optional; ``_`` for a gap of at
most three words; a final ``*`` for any ending; the rest is a regular expression. What a newcomer would get wrong:
folding keeps every character in its place, so a hit in the folded text is cut from the original with the same numbers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_GAP = r"(?:[^\w.;]+\w+){0,3}?[^\w.;]+"
_ESCAPED = re.compile(r"\\.|\(\?<[!=][^)]*\)|\(\?[:!=]|\[[^\]]*\]| \?|~\?|[ ~_(*]")
_ALIKE = {"’": "'", "‘": "'", "–": "-", "—": "-", "‐": "-", "‑": "-", "\u00a0": " ", "\t": " ", "“": '"', "”": '"'}


def _fold_character(character: str) -> str:
    if character in _ALIKE:
        return _ALIKE[character]
    base = unicodedata.normalize("NFKD", character)[:1].lower()
    return base if len(base) == 1 else " "


class _Folding(dict[int, str]):
    """A translation table that learns each character once."""

    def __missing__(self, code: int) -> str:
        self[code] = _fold_character(chr(code))
        return self[code]


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Lower case without accents, character by character, so that positions stay what they were."""
    return text.translate(_FOLDING)


def expression(words: str) -> str:
    """The regular expression for one entry of a ``words`` list, without capturing groups, bounded by word ends."""

    def replace(match: re.Match[str]) -> str:
        token = match[0]
        return {
            " ": r"[\s\-/]+",
            " ?": r"[\s\-/]*",
            "~?": r"[\s\-/]{0,2}",
            "~": r"[\s\-/]{0,2}",
            "_": _GAP,
            "(": "(?:",
            "*": r"\w*",
        }.get(token, token)

    # a star after a word or a group is an ending; after a bracket or escape it keeps its regular meaning
    return _ESCAPED.sub(lambda match: match[0] if _is_quantifier(match, words) else replace(match), words)


def _is_quantifier(match: re.Match[str], body: str) -> bool:
    if match[0] != "*":
        return False
    before = body[: match.start()]
    return before.endswith((")", "]", ".")) or bool(re.search(r"\\.$", before))


def any_of(words: Sequence[str]) -> re.Pattern[str]:
    """One pattern that finds any entry of ``words`` as whole words."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(expression(entry) for entry in words)})(?!\w)")


_ANYTHING = frozenset({""})
_DIGITS = frozenset("0123456789")
_OPENING = 4


def openings(words: str) -> frozenset[str]:
    """The first characters, at most four, a text must show for ``words`` to begin there; the empty text means any.

    Longer entries are cut off, so that a quick look at the beginnings of words tells which patterns can match where.
    """
    return frozenset(text[:_OPENING] for text in _begin(words, 0)[0])


def _begin(words: str, depth: int) -> tuple[frozenset[str], bool]:
    """Possible beginnings of an alternation, and whether it can be empty."""
    found: set[str] = set()
    for branch in _branches(words):
        found |= _begin_branch(branch, depth)
    return frozenset(found), "" in found


def _branches(words: str) -> list[str]:
    level, branches, last, position = 0, [], 0, 0
    while position < len(words):
        character = words[position]
        if character == "\\":
            position += 1
        elif character == "[":
            position = words.index("]", position)
        elif character in "()":
            level += 1 if character == "(" else -1
        elif character == "|" and level == 0:
            branches.append(words[last:position])
            last = position + 1
        position += 1
    return [*branches, words[last:]]


def _begin_branch(branch: str, depth: int) -> frozenset[str]:
    """Beginnings of one branch: a literal, or those of its first group joined to what follows when it is optional."""
    # a separator at the front matches nothing that its next character does not show as well
    branch = re.sub(r"^(?:[~ ]\??)+", "", branch)
    if depth > _DEEPEST:
        return _ANYTHING
    if branch.startswith("\\."):
        return frozenset({"."})
    if branch.startswith("(?"):
        return _begin_branch(branch[_closing(branch) + 1 :], depth + 1) if branch[2] in "!<" else _ANYTHING
    if branch.startswith("("):
        end = _closing(branch)
        inside, _ = _begin(branch[1:end], depth + 1)
        rest = branch[end + 1 :]
        if rest[:1] in ("?", "*"):
            return inside | _begin_branch(rest[1:].removeprefix("?"), depth + 1)
        return _ANYTHING if rest[:1] == "{" or "" in inside else inside
    if re.match(r"\\d(?![?*{])", branch):
        return _DIGITS
    if re.match(r"\w\?", branch):
        return frozenset({branch[0]}) | _begin_branch(branch[2:], depth + 1)
    literal = _LITERAL.match(branch)
    return frozenset({literal[0]}) if literal else _ANYTHING


def _closing(branch: str) -> int:
    level = 0
    for position, character in enumerate(branch):
        if character == "\\":
            continue
        level += {"(": 1, ")": -1}.get(character, 0) if branch[position - 1 : position] != "\\" else 0
        if level == 0:
            return position
    return len(branch)


_DEEPEST = 6
_LITERAL = re.compile(r"(?:[^\W_](?![?*+{])){1,4}")
_STARTS = re.compile(r"(?<!\w)(?=(\S{1,4}))")


def starts(text: str) -> list[tuple[int, str]]:
    """Every place in a folded text where a word can begin, with its first characters, at most four."""
    return [(match.start(), match[1]) for match in _STARTS.finditer(text)]
