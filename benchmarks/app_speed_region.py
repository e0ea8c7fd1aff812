"""A region of any size for measuring the app: the sample analysed once, then repeated under other organisations.

Out: an :class:`~landscape.ui.work.Analysis` as a session has it. A newcomer would get wrong: this is no data for
measuring matching or advice (every copy is the same); it only gives the pages as many rows as asked for.
"""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pandas as pd

from landscape.overlap.patterns import function_matrix
from landscape.ui import work
from landscape.ui.uploads import sample_sources
from landscape.ui.work import Analysis, Request

_REPEATED = ("applications", "products", "overlaps", "pairs", "candidates", "time", "holders", "inventories", "roadmap")
_IDS = ("application_id_1", "application_id_2", "application_id", "product_id", "overlap_id", "candidate_id")
_COPIES_OF_AN_ORGANISATION = 57
"""Six organisations become 342 at most: as many as there are gemeenten."""
_NAMES = ("organisation", "file")


def sample() -> Analysis:
    """The sample partnership, analysed as the app does."""
    request = Request(date(2026, 7, 1), "nl")
    return work.analyse(sample_sources(), request, key="sample", is_sample=True, progress=lambda *_: None)


def enlarged(small: Analysis, rows: int) -> Analysis:
    """``small`` repeated until it has about ``rows`` applications."""
    times = max(1, round(rows / len(small.applications)))
    known = {entry.name for entry in fields(small)}
    made = {name: _repeated(getattr(small, name), times) for name in _REPEATED if name in known}
    made["candidates"]["rank"] = range(1, len(made["candidates"]) + 1)
    made["matrix"] = function_matrix(made["applications"])
    return replace(small, key=f"{small.key}-{times}", sources=(), **made)


def _repeated(frame: pd.DataFrame, times: int) -> pd.DataFrame:
    whole = pd.concat([frame] * times, ignore_index=True)
    numbers = [number // max(len(frame), 1) for number in range(len(whole))]
    copy = pd.Series([f" {number}" for number in numbers], dtype="str")
    member = pd.Series([f" {number % _COPIES_OF_AN_ORGANISATION}" for number in numbers], dtype="str")
    for columns, mark in ((_IDS, copy), (_NAMES, member)):
        for column in columns:
            if column in whole:
                whole[column] = whole[column].astype("str") + mark
    for column, mark in (("application_ids", copy), ("organisation_names", member)):
        if column in whole and len(whole):
            parts = whole[column].astype("str").str.split("; ")
            whole[column] = ["; ".join(one + end for one in cell) for cell, end in zip(parts, mark, strict=True)]
    return whole
