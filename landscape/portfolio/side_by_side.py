"""Two lists beside each other on one sheet: where one ends and the next begins.

In come the column numbers of a table and its headers, out come the places to cut. A newcomer would cut at every empty
column: lists have those too. A cut needs a header with the name of an application on both sides, and between them an
empty column or headers that begin all over again.
"""

from __future__ import annotations

from collections.abc import Sequence

from landscape.portfolio.synonyms import field_of
from landscape.portfolio.words import bare

_FEWEST_HEADERS = 2


def cuts(numbers: Sequence[int], headers: Sequence[str]) -> list[int]:
    """Places (indices into ``headers``) where a next list begins; empty for one list."""
    forms = [bare(header) for header in headers]
    found: list[int] = []
    start = 0
    for place in range(1, len(headers)):
        apart = numbers[place] > numbers[place - 1] + 1 or _begins_again(forms, start, place)
        if apart and _is_list(headers[start:place]) and _is_list(headers[place:]):
            found.append(place)
            start = place
    return found


def _begins_again(forms: Sequence[str], start: int, place: int) -> bool:
    width = place - start
    return width >= _FEWEST_HEADERS and list(forms[start:place]) == list(forms[place : place + width])


def _is_list(headers: Sequence[str]) -> bool:
    named = any(field_of(header) == "name" for header in headers if header)
    return named and sum(1 for header in headers if header) >= _FEWEST_HEADERS
