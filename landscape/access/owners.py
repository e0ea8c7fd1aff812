"""Whose a row is: own, mixed or of others.

In come a frame, its rule and the organisations of the viewer. A row is asked by its keys (an organisation, ids joined
with "; ", two ids of a pair, a file, a product): all keys own makes it own, some make it mixed. A key nobody knows
counts as somebody else's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

_JOINED = "; "


@dataclass(frozen=True)
class Standing:
    """Per row: wholly the viewer's own, or partly; two boolean arrays that are never both true."""

    own: np.ndarray
    mixed: np.ndarray


@dataclass(frozen=True)
class Owners:
    """Per kind of key two series, ``own`` and ``others``: has the viewer, and has somebody else, a part in it?"""

    known: Mapping[str, pd.DataFrame]

    @classmethod
    def of(cls, frames: Mapping[str, pd.DataFrame], own: frozenset[str]) -> Owners:
        """Read from ``applications``, and from candidates, overlaps and inventories when they are there."""
        applications = frames["applications"]
        is_own = applications["organisation"].isin(own)
        application = _parts(applications["application_id"], is_own)
        known = {
            "organisation": pd.DataFrame({"own": True, "others": False}, index=sorted(own)),
            "application": application,
        }
        for kind, column in (("product", "product_id"), ("vendor", "vendor_name")):
            if column in applications:
                known[kind] = _parts(applications[column], is_own)
        known["file"] = _files(frames, own)
        for kind, frame, key in (("candidate", "candidates", "candidate_id"), ("overlap", "overlaps", "overlap_id")):
            if frame in frames:
                known[kind] = _groups(frames[frame], key, application)
        return cls(known)


def row_standing(frame: pd.DataFrame, rule: Mapping[str, str], owners: Owners) -> Standing:
    """Own and mixed per row of ``frame``, as ``rule`` (a row of ``access_frames.csv``) says it is found."""
    if rule["owner"] == "everybody":
        nothing = np.zeros(len(frame), dtype=bool)
        return Standing(nothing, ~nothing)
    known = owners.known.get(rule["owner"])
    parts = [_answers(frame[column], known) for column in rule["by"].split("+") if column in frame]
    if not parts:
        nothing = np.zeros(len(frame), dtype=bool)
        return Standing(nothing, nothing)
    own = np.logical_or.reduce([part.own | part.mixed for part in parts])
    others = np.logical_or.reduce([~part.own for part in parts])
    return Standing(own & ~others, own & others)


def _answers(keys: pd.Series, known: pd.DataFrame | None) -> Standing:
    """Per row over its joined keys: all own, or some."""
    if known is None:
        nothing = np.zeros(len(keys), dtype=bool)
        return Standing(nothing, nothing)
    singles = keys.astype("str").str.split(_JOINED).reset_index(drop=True).explode().astype("str").str.strip()
    own = singles.map(known["own"]).eq(True).groupby(level=0).any().to_numpy()
    others = singles.map(known["others"]).ne(False).groupby(level=0).any().to_numpy()
    return Standing(own & ~others, own & others)


def _parts(keys: pd.Series, is_own: pd.Series) -> pd.DataFrame:
    table = pd.DataFrame({"key": keys.astype("str"), "own": is_own.astype(bool)})
    grouped = table.groupby("key")["own"]
    return pd.DataFrame({"own": grouped.any(), "others": ~grouped.all()})


def _files(frames: Mapping[str, pd.DataFrame], own: frozenset[str]) -> pd.DataFrame:
    """A file is of the organisations of its applications, and of the one the inventory names."""
    applications = frames["applications"]
    named = [applications[["file", "organisation"]]] if "file" in applications else []
    inventories = frames.get("inventories")
    if inventories is not None:
        named.append(inventories[["file", "organisation"]])
    if not named:
        return pd.DataFrame({"own": [], "others": []}, dtype=bool)
    both = pd.concat(named, ignore_index=True).drop_duplicates()
    single = both.assign(organisation=both["organisation"].astype("str").str.split(_JOINED)).explode("organisation")
    return _parts(single["file"], single["organisation"].isin(own))


def _groups(frame: pd.DataFrame, key: str, application: pd.DataFrame) -> pd.DataFrame:
    standing = _answers(frame["application_ids"], application)
    table = pd.DataFrame(
        {"key": frame[key].astype("str"), "own": standing.own | standing.mixed, "others": ~standing.own}
    )
    return table.groupby("key").any()
