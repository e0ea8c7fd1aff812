"""Uploaded text, numbers and dates as the screen may show them.

Streamlit reads Markdown in most places that show text. ``plain`` is the one way in for anything that came out of an
upload; cells of ``st.dataframe`` and ``st.text`` are plain of themselves. A backslash alone is not enough: web
addresses, icon names (``:material/x:``) and arrows are looked for after Markdown has been read, so those are broken
with an invisible word joiner as well.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from babel.numbers import format_decimal

from landscape.advise import wording
from landscape.ui.labels import language

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+")
_LOOKED_FOR_LATER = re.compile(r"(?<=[:@/])|(?<=[<>=~-])(?=[<>=~-])|(?<=-)(?=€)|(?<=www)(?=\.)", re.IGNORECASE)
_AMOUNT = re.compile("(?<=€) (?=[0-9])|(?<=[0-9]) (?=%)")
_BLANK = re.compile("[^\\S\u00a0]+")  # a hard space stays: it keeps an amount on one line
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_JOINER = "\u2060"
_LOCALES = {"nl": "nl_NL", "en": "en_GB"}


def plain(text: object) -> str:
    """``text`` on one line, so that Markdown-reading places show it letter by letter and never act on it."""
    one_line = _AMOUNT.sub("\u00a0", _BLANK.sub(" ", _CONTROL.sub(" ", str(text)))).strip()
    return _PUNCTUATION.sub(r"\\\1", _LOOKED_FOR_LATER.sub(_JOINER, one_line))


def whole(number: float) -> str:
    """A count with the thousands separator of the session's language."""
    return str(format_decimal(number, format="#,##0", locale=_LOCALES[language()]))


def euros(amount: float) -> str:
    """An amount in whole euros."""
    return f"{'-' if amount <= -0.5 else ''}€\u00a0{whole(abs(amount))}"


def estimate(amount: float) -> str:
    """A calculated amount, rounded as the reasons round it."""
    return euros(wording.rounded(amount))


def share(part: float) -> str:
    """A share between 0 and 1 as a percentage; only the whole is 100 %, almost all of it is 99 %."""
    percent = min(round(part * 100), 99) if 0 < part < 1 else part * 100
    return f"{whole(percent)} %" if language() == "nl" else f"{whole(percent)}%"


def day_of_year(month_and_day: str) -> str:
    """A day that comes back every year, from mm-dd: dd-mm in Dutch, as it is in English."""
    month, _, day_of_month = month_and_day.partition("-")
    return f"{day_of_month}-{month}" if language() == "nl" else month_and_day


def day(moment: date) -> str:
    """A date as the sentences write it: dd-mm-jjjj in Dutch, yyyy-mm-dd in English."""
    return moment.strftime("%d-%m-%Y" if language() == "nl" else "%Y-%m-%d")


def day_format() -> Literal["DD-MM-YYYY", "YYYY-MM-DD"]:
    """The same order of day, month and year, as Streamlit writes it down."""
    return "DD-MM-YYYY" if language() == "nl" else "YYYY-MM-DD"
