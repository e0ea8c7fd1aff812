"""What we tell people about their data.

A doubt about a cell is a :class:`Finding`: collected, never raised. Only a file that cannot be read at all raises
:class:`PortfolioError`, whose text is one sentence a portfolio manager can act on. The sentences themselves live in
``knowledge/texts_*.toml``; this module only holds the place, the code and the values that fill them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


class PortfolioError(Exception):
    """A file, folder or argument we refuse, in one sentence without path or traceback.

    Args:
        sentence: what we saw and what the user can do, already in the user's language.
        code: the key of the sentence in ``texts_*.toml``, for tests and for the app.
        values: what fills the sentence, so that it can be said in another language.
    """

    def __init__(self, sentence: str, *, code: str, values: Mapping[str, object] | None = None) -> None:
        super().__init__(sentence)
        self.code = code
        self.values = dict(values or {})


@dataclass(frozen=True)
class Finding:
    """One thing about the data: where it stands, which text belongs to it, and the values in that text.

    ``row`` is the row number the spreadsheet program shows (0 when the finding is about a whole file or sheet);
    ``column`` is the column letter, empty when the finding is about a row.
    """

    code: str
    file: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    values: Mapping[str, str | int | float] = field(default_factory=dict)
