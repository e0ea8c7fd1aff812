"""Which texts are about a person: those are left out; a role or a team stays.

In comes a distinct text, out comes whether it holds a mail address, telephone number, BSN, bank account or the name of
a person, or the text with those masked. Names are only looked for in columns where people stand (owner, administrator,
contact) and behind a form of address: elsewhere "Van Brug" is a product. A newcomer would leave out the whole cell: in
a remark only the number goes, the rest of the sentence stays readable.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from landscape.portfolio.name_text import squash
from landscape.portfolio.vendors import is_vendor_form
from landscape.portfolio.words import lowered, words

LEFT_OUT = "[weggelaten]"
"""What stands where personal data stood: part of the stored text, so the same in every language."""

_MAIL = re.compile(r"[\w.+'-]+@[\w-]+(\.[\w-]+)+")
_PHONE = re.compile(
    r"(?<!\d)(?<!\d[.,/-])(?!\d{1,2}[-/ ]\d{1,2}[-/ ](?:19|20)\d\d)"  # 01-07-2026 12 is a date and a number
    r"(?:(?:\+31|0031)[\s(]*(?:0\)\s*)?[1-9](?:[\s()-]*\d){8}"
    r"|0(?:[\s()-]*\d){9}|06[.\s-]*\d(?:[.\s-]?\d){7}|0\d{1,3}/\s?\d{6,8}"
    r"|\+(?!31)\d{1,3}(?:[\s()-]*\d){7,11})(?![.,/]?\d)"
)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}[ .]?[A-Z]{4}[ .]?\d{4}[ .]?\d{4}[ .]?\d{2}\b", re.IGNORECASE)
_OTHER_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")
_NINE_DIGITS = re.compile(r"(?<!\d)(?<!\d[.,-])\d{9}(?![.,-]?\d)")
_SPACED_BSN = re.compile(
    r"\b(bsn|burgerservicenummer|sofinummer|sofi-?nr)(\W{1,3}|\s+(?:nr|nummer|is)\W{1,3})(\d(?:[ .-]?\d){7,8})(?!\d)",
    re.IGNORECASE,
)
_MANY_DIGITS = re.compile(r"\d(?:(?:[\s().-]*\d){7}|/\s?\d{6})")
_RUN = re.compile(r"\d(?:[\d\s().-]{7}|/\s?\d{6})")
_PARTICLE = r"(?:(?:van|de|der|den|het|ten|ter|te|von|el|al|'t)[ ]+)"
_NAME_AFTER = (
    rf"((?:[A-Z]\.[ ]?){{0,4}}{_PARTICLE}{{0,3}}[A-ZÀ-Þ][a-zà-ÿ'’]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?"
    rf"(?:[ ]+{_PARTICLE}{{0,3}}[A-ZÀ-Þ][a-zà-ÿ'’]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?){{0,2}})(?![\w-])"
)
_BETWEEN = "\x00"
_INITIALS = re.compile(r"^(?:dhr|mevr|mw|de heer|mevrouw|drs|ir|ing|mr|dr)\b\.?|^(?:[a-z]\.\s?){1,4}", re.IGNORECASE)
_NAME_WORD = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ'’]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?")
_IN_CAPITALS = re.compile(r"[A-ZÀ-Þ'’]{4,}(?:-[A-ZÀ-Þ'’]+)?")
"""A surname in capitals; of three letters it is more often a department (VTH, KCC, DIV)."""
_ONLY_INITIALS = re.compile(r"(?:[A-Z]\.)+")
_PARTICLES = frozenset(
    ("van", "de", "der", "den", "het", "ten", "ter", "te", "von", "el", "al", "bin", "'t", "op", "la", "du", "in")
)
_BSN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def has_contact_data(text: str) -> bool:
    """Whether the text holds a mail address, telephone number, BSN, IBAN or a person behind a form of address."""
    return masked(text) != text


def is_bsn(digits: str) -> bool:
    """The 11-test: nine digits whose weighted sum is divisible by eleven."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, _BSN_WEIGHTS, strict=True))
    return total % 11 == 0 and digits != "000000000"


def is_iban(text: str) -> bool:
    """The test of ISO 13616: country and check digits behind the rest, letters as numbers, modulo 97 is 1."""
    tidy = text.replace(" ", "").upper()
    return int("".join(str(int(character, 36)) for character in tidy[4:] + tidy[:4])) % 97 == 1


def masked(text: str, *, mail_only: bool = False) -> str:
    """The text with ``LEFT_OUT`` where a mail address, telephone number, BSN, IBAN or addressed person stood.

    Args:
        text: the cell.
        mail_only: for columns of codes and addresses, where a long number is no telephone number.
    """
    if "@" in text:
        text = _MAIL.sub(LEFT_OUT, text)
    if mail_only:
        return text
    if len(text) >= 9 and _MANY_DIGITS.search(text):
        text = _IBAN.sub(LEFT_OUT, text)
        text = _OTHER_IBAN.sub(lambda found: LEFT_OUT if is_iban(found[0]) else found[0], text)
        text = _SPACED_BSN.sub(lambda found: f"{found[1]}{found[2]}{LEFT_OUT}", text)
        text = _PHONE.sub(LEFT_OUT, text)
        text = _NINE_DIGITS.sub(lambda found: LEFT_OUT if is_bsn(found[0]) else found[0], text)
    return _without_cued_names(text) if _has_cue(text) else text


def _has_cue(text: str) -> bool:
    folded = text.lower()
    return any(cue in folded for cue in _cues())


def _without_cued_names(text: str) -> str:
    """The text without the names that directly follow a word such as "bel", "contactpersoon" or "via"."""
    return _cued().sub(lambda found: f"{found[1]}{LEFT_OUT}" if _is_cued_name(found[2], found[3]) else found[0], text)


def _is_cued_name(cue: str, name: str) -> bool:
    """Whether what follows the cue is a person; "via Azure" and "bel Centric Servicedesk" are none."""
    parts = [lowered(part) for part in name.split()]
    if set(parts) & words("role") or is_vendor_form(squash(name)) or is_vendor_form(squash(parts[0])):
        return False
    return lowered(cue) in words("name_cue") or is_named_person(name) or parts[0] in words("given_name")


@cache
def _cues() -> tuple[str, ...]:
    """The cue words, without those that begin with another one."""
    every = words("name_cue") | words("name_cue_unsure")
    return tuple(sorted(cue for cue in every if not any(cue != other and other in cue for other in every)))


@cache
def _cued() -> re.Pattern[str]:
    every = sorted(words("name_cue") | words("name_cue_unsure"), key=lambda cue: (-len(cue), cue))
    cues = "|".join(re.escape(cue).replace(r"\ ", r"\s+") for cue in every)
    return re.compile(rf"(?<![\w.-])((?i:({cues}))(?:\s*:)?\.?\s+){_NAME_AFTER}")


def masked_all(texts: Sequence[str], *, mail_only: bool = False) -> list[str]:
    """:func:`masked` for all texts of a column; one look over all together spares most columns the rest."""
    together = _BETWEEN.join(texts)
    if "@" not in together and (mail_only or not (_has_many_digits(together) or _has_cue(together))):
        return list(texts)
    return [masked(text, mail_only=mail_only) for text in texts]


def _has_many_digits(text: str) -> bool:
    """Whether eight digits stand near each other; the first look is the cheap half of the second."""
    return bool(_RUN.search(text)) and bool(_MANY_DIGITS.search(text))


def nothing_left(text: str) -> bool:
    """Whether a masked text says nothing any more."""
    return LEFT_OUT in text and not any(map(str.isalnum, text.replace(LEFT_OUT, "")))


def is_person(text: str) -> bool:
    """Whether the text reads as the name of a person, and not as a role, team or organisation."""
    if has_contact_data(text):
        return True
    tidy = " ".join(re.sub(r"\([^)]*\)", " ", text).replace(",", " , ").split())
    if _names_a_role(tidy):
        return False
    if _INITIALS.match(tidy):
        return True
    parts = [part for part in tidy.split() if part != "," and part.lower() not in _PARTICLES]
    initials = list(map(_ONLY_INITIALS.fullmatch, parts))
    if tidy.isupper() and (any(initials) or (parts and lowered(parts[0]) in words("given_name"))):
        parts = [part.title() for part in parts]  # "JAN JANSEN", but not "WMO JEUGD"
    named = zip(parts, initials, strict=True)
    return 2 <= len(parts) <= 4 and all(initial or _NAME_WORD.fullmatch(part) for part, initial in named)


def is_named_person(text: str) -> bool:
    """Whether the text is surely a person: it reads as one and begins with a common given name or initials."""
    parts = re.findall(r"[\w'’-]+", text)
    given = bool(parts) and lowered(parts[0]) in words("given_name")
    return (given or bool(re.match(r"(?:[A-Z]\.){1,4}\s", text))) and is_person(text)


def role_in(text: str) -> str:
    """The role or team that a cell of contact data names, "" when it names none."""
    kept = role_of(text, among_persons=True) if _names_a_role(text) else ""
    return kept if _names_a_role(kept) else ""


def _names_a_role(text: str) -> bool:
    return bool(set(re.findall(r"[a-zà-ÿ&]+", lowered(text))) & words("role"))


@cache
def _named() -> re.Pattern[str]:
    """Initials or a common given name, and the surname behind it; behind "de" or "van" that may be in small letters."""
    given = "|".join(map(re.escape, sorted(words("given_name"))))
    surname = r"[A-ZÀ-Þ][a-zà-ÿ'’]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?"
    behind = rf"(?:(?i:{_PARTICLE}){{1,3}}[A-ZÀ-Þa-zà-ÿ'’-]+|{surname})"
    return re.compile(rf"(?<![\w.-])(?:(?:[A-Z]\.[ ]?){{1,4}}|(?i:{given})[ ]+){behind}(?![\w-])")


def role_of(text: str, *, among_persons: bool) -> str:
    """What remains of an owner cell without persons: the role, team or organisation, or nothing.

    Args:
        text: the cell.
        among_persons: whether the column mostly holds persons, so that a bare surname is one too.
    """
    text = " ".join(re.sub(r"\(\s*\)", " ", masked(text).replace(LEFT_OUT, " ")).split()).strip(" ;,-(:")
    if is_person(text):
        bracketed = re.findall(r"\(([^)]*)\)", text)
        return next((part.strip() for part in bracketed if part.strip() and not is_person(part)), "")
    text = " ".join(_named().sub(" ", text).split()).strip(" ;,-(:/|")
    parts = [part.strip() for part in re.split(r"[;/|\n(),]| [-–] ", text) if part.strip()]
    if len(parts) == 1:
        return "" if among_persons and _is_bare_name(parts[0]) else text
    kept = [part for part in parts if not is_person(part) and not (among_persons and _is_bare_name(part))]
    return text if len(kept) == len(parts) else ", ".join(kept)


def _is_bare_name(text: str) -> bool:
    """One surname, also behind "de" or "van" and in capitals."""
    parts = [part for part in text.split() if part.lower() not in _PARTICLES]
    if len(parts) != 1 or _names_a_role(text):
        return False
    return bool(_NAME_WORD.fullmatch(parts[0]) or _IN_CAPITALS.fullmatch(parts[0]))
