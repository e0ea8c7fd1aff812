"""What is remembered about columns, and where: in the open partnership, else as long as this window is open.

Comes in: what somebody said about the columns of one file. Goes out: :class:`Remembered` mappings for every request
that reads files. What a newcomer would get wrong: an answer given in a partnership belongs to the organisation whose
list it was, and goes when that organisation leaves.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from landscape.partnership import Partnership
from landscape.portfolio.confirmed import Remembered
from landscape.ui import corrections, state


def known(partnership: Partnership | None) -> tuple[Remembered, ...]:
    """What was confirmed in this partnership, if any, and, counting more, in this session."""
    fields = dict(partnership.mappings()) if partnership is not None else {}
    for one in state.remembered():
        fields[one.headers] = {**fields.get(one.headers, {}), **one.fields}
    return tuple(Remembered(headers, fields[headers]) for headers in sorted(fields, key=sorted))


def keep_for_session(columns: pd.DataFrame, said: Mapping[str, str]) -> tuple[Remembered, ...]:
    """Remember ``said`` (by key) about the columns of one file as long as the window is open; all that is known."""
    learned = corrections.learned(columns, said, state.remembered())
    state.remember_mappings(learned)
    return learned


def keep_in_partnership(
    partnership: Partnership, columns: pd.DataFrame, said: Mapping[str, str], organisation: str
) -> None:
    """Remember ``said`` in the partnership, as confirmed on a list of ``organisation``.

    Raises:
        PortfolioError: this role may not add lists of that organisation, or the file cannot be written.
    """
    before = known(partnership)
    for one in corrections.learned(columns, said, before):
        if one not in before:
            partnership.remember_mapping(one.headers, one.fields, organisation=organisation)
    corrected = frozenset(one.headers for one in corrections.learned(columns, said))
    state.remember_mappings(tuple(one for one in state.remembered() if one.headers not in corrected))
