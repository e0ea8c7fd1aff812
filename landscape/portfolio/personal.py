"""Which texts are about a person: those are left out; a role or a team stays.

In comes a distinct text, out comes whether it holds a mail address, telephone number, BSN, bank account or the name of
a person. Names are only looked for in columns where people stand (owner, administrator, contact): elsewhere
"Van Brug" is a product.
"""

from __future__ import annotations

import re

from landscape.portfolio.words import squash, words

_MAIL = re.compile(r"[\w.+'-]+@[\w-]+(\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\d.,/-])(?:\+31|0031|0)[\s(]*\d(?:[\s()-]*\d){8}(?![\d.,/])")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}\s?[A-Z]{4}\s?\d{4}\s?\d{4}\s?\d{2}\b")
_NINE_DIGITS = re.compile(r"(?<![\d.,-])\d{9}(?![\d.,-])")
_MANY_DIGITS = re.compile(r"\d(?:[\s()-]*\d){7}")
_INITIALS = re.compile(r"^(?:dhr|mevr|mw|de heer|mevrouw|drs|ir|ing|mr|dr)\b\.?|^(?:[a-z]\.\s?){1,4}", re.IGNORECASE)
_NAME_WORD = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ'’]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?")
_PARTICLES = frozenset(
    ("van", "de", "der", "den", "het", "ten", "ter", "te", "von", "el", "al", "bin", "'t", "op", "la", "du", "in")
)
_BSN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def has_contact_data(text: str) -> bool:
    """Whether the text holds a mail address, Dutch telephone number, BSN or IBAN."""
    if "@" in text and _MAIL.search(text):
        return True
    if len(text) < 9 or not _MANY_DIGITS.search(text):
        return False
    return bool(_PHONE.search(text) or _IBAN.search(text)) or any(map(is_bsn, _NINE_DIGITS.findall(text)))


def is_bsn(digits: str) -> bool:
    """The 11-test: nine digits whose weighted sum is divisible by eleven."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, _BSN_WEIGHTS, strict=True))
    return total % 11 == 0 and digits != "000000000"


def is_person(text: str) -> bool:
    """Whether the text reads as the name of a person, and not as a role, team or organisation."""
    if has_contact_data(text):
        return True
    tidy = " ".join(re.sub(r"\([^)]*\)", " ", text).replace(",", " , ").split())
    if set(re.findall(r"[a-zà-ÿ&]+", squash(tidy))) & words("role"):
        return False
    if _INITIALS.match(tidy):
        return True
    parts = [part for part in tidy.split() if part != "," and part.lower() not in _PARTICLES]
    return 2 <= len(parts) <= 4 and all(
        _NAME_WORD.fullmatch(part) or re.fullmatch(r"(?:[A-Z]\.)+", part) for part in parts
    )


def without_contact_data(text: str) -> str:
    """The text without mail addresses, telephone numbers, BSN and bank accounts."""
    for pattern in (_MAIL, _IBAN, _PHONE):
        text = pattern.sub("", text)
    text = _NINE_DIGITS.sub(lambda found: "" if is_bsn(found[0]) else found[0], text)
    return re.sub(r"[^\S\n]{2,}", " ", text).strip(" ;,-(")


def role_of(text: str, *, among_persons: bool) -> str:
    """What remains of an owner cell without persons: the role, team or organisation, or nothing.

    Args:
        text: the cell.
        among_persons: whether the column mostly holds persons, so that a bare surname is one too.
    """
    if is_person(text):
        bracketed = re.findall(r"\(([^)]*)\)", text)
        return next((part.strip() for part in bracketed if part.strip() and not is_person(part)), "")
    parts = [part.strip() for part in re.split(r"[;/|\n(),]| [-–] ", text) if part.strip()]
    if len(parts) == 1:
        return "" if among_persons and _is_bare_name(parts[0]) else text
    kept = [part for part in parts if not is_person(part) and not (among_persons and _is_bare_name(part))]
    return text if len(kept) == len(parts) else ", ".join(kept)


def _is_bare_name(text: str) -> bool:
    return bool(_NAME_WORD.fullmatch(text)) and squash(text) not in words("role")
