"""The small pattern language of signals and reading cues, and the folding of text it runs on.

Comes in: words as a municipal expert writes them in ``knowledge/``. Goes out: compiled regular expressions over folded
text. A space stands for one or more blanks, hyphens or slashes; ``~`` for the same, optional; ``_`` for a gap of at most
three words; a final ``*`` for any ending; the rest is a regular expression. What a newcomer would get wrong: folding
keeps every character in its place, so a hit in the folded text is cut from the original text with the same numbers.
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
