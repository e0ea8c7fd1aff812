"""The gate itself: frames in, what a viewer may see out.

A row is the viewer's own, mixed (an overlap with others) or of others; ``access_frames.csv`` says per frame how to tell
and what becomes of it. In a row that is not wholly the viewer's own, only columns of the classes the policy shows stay
filled. A newcomer would forget frames that name others indirectly, such as a pair or a finding that quotes a cell.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from landscape import knowledge
from landscape.access.blanks import blanked
from landscape.access.described import CLASSES, UNKNOWN, classes_of, is_described, rule_of
from landscape.access.owners import Owners, Standing, row_standing
from landscape.access.viewer import Viewer

POLICIES = ("full", "rows", "counts")
"""What a partnership can decide about the rows of other members; see ``access_policies.toml``."""

__all__ = ["POLICIES", "is_described", "supplier_view", "visible", "visible_frame"]


@dataclass(frozen=True)
class _Sight:
    """What may be seen: classes shown in own rows and in the others, and whether rows without an own part stay."""

    own_classes: frozenset[str]
    other_classes: frozenset[str]
    other_rows: bool
    supplier: bool = False


def visible(
    frames: Mapping[str, pd.DataFrame], viewer: Viewer, policy: str = "counts", language: str = "nl"
) -> dict[str, pd.DataFrame]:
    """The frames of an analysed or stored partnership as ``viewer`` may see them.

    Args:
        frames: by the name they have in ``pipeline.Region`` or ``ui.work.Analysis``; ``applications`` must be among
            them, because it says whose an application is.
        policy: one of ``POLICIES``: what the partnership decided about the rows of others.

    Raises:
        PortfolioError: a frame is not in ``access_frames.csv``, or the policy is unknown.
    """
    if viewer.sees_everything:
        return dict(frames)
    if policy not in POLICIES:
        raise knowledge.refuse("access_unknown_policy", language, policy=policy)
    decided = knowledge.settings("access_policies.toml", POLICIES)[policy]
    shows = frozenset(decided["shows"])
    sight = _Sight(frozenset((*CLASSES, UNKNOWN)) - ({"others"} - shows), shows, bool(decided["other_rows"]))
    owners = Owners.of(frames, viewer.own)
    return {name: _through(name, frame, owners, sight, language) for name, frame in frames.items()}


def visible_frame(
    name: str,
    frame: pd.DataFrame,
    applications: pd.DataFrame,
    viewer: Viewer,
    policy: str = "counts",
    language: str = "nl",
) -> pd.DataFrame:
    """One frame through the same gate; ``applications`` (``application_id, organisation``) says whose is what."""
    return visible({"applications": applications, name: frame}, viewer, policy, language)[name]


def supplier_view(frames: Mapping[str, pd.DataFrame], vendor_name: str) -> dict[str, pd.DataFrame]:
    """What may be shown to a supplier: its own applications and products, without prices, notes, people or others.

    Frames that compare with others stay empty.
    """
    applications = frames["applications"]
    theirs = applications["vendor_name"].astype("str").str.casefold() == vendor_name.strip().casefold()
    marked = applications.assign(organisation=np.where(theirs, "own", "other"))
    owners = Owners.of({**frames, "applications": marked}, frozenset({"own"}))
    sight = _Sight(frozenset({"open", "ids", "detail"}), frozenset(), False, supplier=True)
    made = {
        name: _through(name, frame, owners, sight, "nl") for name, frame in frames.items() if name != "applications"
    }
    rows = applications[theirs].reset_index(drop=True)
    return {"applications": _only(rows, "applications", sight.own_classes), **made}


def _through(name: str, frame: pd.DataFrame, owners: Owners, sight: _Sight, language: str) -> pd.DataFrame:
    rule = rule_of(name)
    if rule is None:
        raise knowledge.refuse("access_unknown_frame", language, frame=name)
    if rule["owner"] == "nobody":
        return frame.iloc[:0] if sight.supplier else frame
    standing = row_standing(frame, rule, owners)
    stays = _stays(standing, rule, sight)
    kept, is_own = frame[stays].reset_index(drop=True), standing.own[stays]
    own = _emptied(kept, name, is_own, sight.own_classes)
    return own if is_own.all() else _emptied(own, name, ~is_own, sight.other_classes)


def _stays(standing: Standing, rule: Mapping[str, str], sight: _Sight) -> np.ndarray:
    if sight.supplier:
        return standing.own if rule["supplier"] == "yes" else np.zeros(len(standing.own), dtype=bool)
    if sight.other_rows:
        return np.ones(len(standing.own), dtype=bool)
    mixed = standing.mixed & (rule["mixed"] == "keep")
    others = ~standing.own & ~standing.mixed & (rule["others"] == "counts")
    return np.asarray(standing.own | mixed | others)


def _emptied(frame: pd.DataFrame, name: str, rows: np.ndarray, shown: frozenset[str]) -> pd.DataFrame:
    """``frame`` with, in ``rows``, every column emptied whose class is not shown."""
    classes = classes_of(name, list(frame.columns))
    changed = {column: blanked(frame[column], rows) for column, kind in classes.items() if kind not in shown}
    return frame.assign(**changed)


def _only(frame: pd.DataFrame, name: str, shown: frozenset[str]) -> pd.DataFrame:
    return _emptied(frame, name, np.ones(len(frame), dtype=bool), shown)
