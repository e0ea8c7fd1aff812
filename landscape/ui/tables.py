"""Frames as tables on the screen: headings in the reader's language, codes as words, unknown shown as unknown.

Cells of ``st.dataframe`` are plain text, so uploaded text goes in as it is. Numbers stay numbers (sorting works) and
are only drawn as Dutch people write them. A long table comes in pages: in a table that Streamlit loads in parts nobody
can select a row.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal
from zlib import crc32

import pandas as pd
import streamlit as st

from landscape import knowledge
from landscape.ui import links, text
from landscape.ui.labels import codes, label, language

Kind = Literal["text", "count", "euro", "estimate", "share", "date", "code"]
Select = Literal["single-row", "single-row-required", "single-cell"]
PAGE_ROWS = 500
"""More rows than this are shown in pages: drawing 3,000 took over a second, and nobody reads further."""


@dataclass(frozen=True)
class Column:
    """How a column is drawn; ``codes`` names the section of labels for a column of codes."""

    kind: Kind = "text"
    codes: str = ""
    width: Literal["small", "medium", "large"] | int | None = None


@cache
def drawing() -> Mapping[str, Column]:
    """How each column is drawn, from ``columns.toml``; a column that is not named there is text."""
    text_of_file = files("landscape.ui").joinpath("columns.toml").read_text(encoding="utf-8")
    return {name: Column(**drawn) for name, drawn in tomllib.loads(text_of_file).items()}


_FROM_ADVICE = frozenset({"action", "time", "six_r"})


def heading(column: str) -> str:
    """What a column is called: the screen's own short word, else the word the workbook uses."""
    own = codes("column").get(column) or codes("readiness").get(column)
    readable = column.replace("_", " ").capitalize()
    return own or str(knowledge.texts(language())["column"].get(column, readable))


def word(section: str, code: str) -> str:
    """What a code is called; advice has its words in knowledge, fields share theirs with the workbook's headings."""
    if section in _FROM_ADVICE:
        return str(knowledge.texts(language())[f"advice_{section}"].get(code, code))
    found = codes(section).get(code)
    if found is None and section == "field":
        found = heading(code)
    return code if found is None else found


def show(
    frame: pd.DataFrame,
    columns: Sequence[str],
    *,
    key: str,
    alt: str,
    select: Select | None = None,
    on_select: Callable[[], None] | Literal["rerun"] = "rerun",
    chosen: int | None = None,
) -> int | None:
    """Draw ``columns`` of ``frame``, a page at a time when it is long; return the number of the selected row, or None.

    A column in which every cell is unknown is not drawn: it only pushes the others off the screen.
    ``chosen`` is the row that is selected when the table is drawn for the first time.
    Other rows under the same ``key`` start without a selection, so that nobody reads about a row they did not choose.
    """
    slot, first = st.container(), _first_row(len(frame), key, (chosen or 0) // PAGE_ROWS + 1)
    rows = frame.iloc[first : first + PAGE_ROWS]
    columns = [name for name in columns if not len(rows) or _says_something(rows[name])]
    specs = {name: drawing().get(name, Column()) for name in columns}
    choosing: dict[str, Any] = {"on_select": on_select, "selection_mode": select} if select else {}
    if select and chosen is not None and first <= chosen < first + len(rows):
        choosing["selection_default"] = {"selection": {"rows": [chosen - first]}}
    event: Any = slot.dataframe(
        _numbers(_words(rows[list(columns)]), specs),
        key=key if select == "single-cell" else f"{key}_{_fingerprint(rows)}",
        alt=alt,
        hide_index=True,
        placeholder=label("table.unknown"),
        column_config={name: _configured(name, spec) for name, spec in specs.items()},
        **choosing,
    )
    return first + int(event.selection.rows[0]) if select and event.selection.rows else None


def choose(
    frame: pd.DataFrame,
    columns: Sequence[str],
    *,
    key: str,
    alt: str,
    id_column: str,
    name: str,
    required: bool = False,
) -> pd.Series | None:
    """Draw ``frame`` and return the row somebody chose, here or with ``name=id`` in the address; None for none.

    With ``required`` the first row is chosen until somebody chooses. The chosen id goes into the address, so the page
    can be sent to a colleague.
    """
    wanted = links.place(frame[id_column], name)
    row = show(
        frame,
        columns,
        key=key,
        alt=alt,
        select="single-row-required" if required else "single-row",
        chosen=0 if wanted is None and required else wanted,
    )
    found = links.chosen(frame, row, column=id_column, name=name, key=key)
    return frame.iloc[0] if found is None and required and len(frame) else found


def _says_something(column: pd.Series) -> bool:
    return bool((column.notna() & (column != "")).any())


def _first_row(rows: int, key: str, start: int) -> int:
    """Where the chosen page starts (page ``start`` until somebody chooses); one page needs no buttons."""
    pages = -(-rows // PAGE_ROWS)
    if pages <= 1:
        return 0
    where = f"{key}_page"
    if where in st.session_state:
        chosen = st.pagination(pages, key=where)
    else:
        chosen = st.pagination(pages, key=where, default=min(start, pages))
    first = (min(chosen, pages) - 1) * PAGE_ROWS
    last = min(first + PAGE_ROWS, rows)
    st.caption(label("table.page", first=text.whole(first + 1), last=text.whole(last), rows=text.whole(rows)))
    return first


def _fingerprint(rows: pd.DataFrame) -> int:
    return crc32("\0".join(rows.iloc[:, 0].astype("str")).encode()) if len(rows) else 0


def selected_cell(key: str) -> tuple[int, str] | None:
    """In a callback: the row number and column name of the cell selected in the table ``key``."""
    cells = st.session_state[key].selection.cells
    return (int(cells[0][0]), str(cells[0][1])) if cells else None


def _words(frame: pd.DataFrame) -> pd.DataFrame:
    replaced = {}
    for name in frame.columns:
        spec = drawing().get(name)
        if spec is not None and spec.kind == "code":
            said = {code: word(spec.codes, code) for code in frame[name].unique()}
            replaced[name] = frame[name].map(said)
    return frame.assign(**replaced)


def _numbers(frame: pd.DataFrame, specs: Mapping[str, Column]) -> Any:
    as_text: dict[Kind, Callable[[Any], str]] = {
        "count": text.whole, "euro": text.euros, "estimate": text.estimate, "share": text.share,
    }  # fmt: skip
    chosen: dict[Any, Any] = {name: as_text[spec.kind] for name, spec in specs.items() if spec.kind in as_text}
    return frame.style.format(chosen) if chosen else frame


def _configured(name: str, spec: Column) -> Any:
    options: dict[str, Any] = {"width": spec.width}
    if spec.kind in ("count", "euro", "estimate", "share"):
        return st.column_config.NumberColumn(heading(name), **options)
    if spec.kind == "date":
        return st.column_config.DateColumn(heading(name), format=text.day_format(), **options)
    return st.column_config.TextColumn(heading(name), **options)
