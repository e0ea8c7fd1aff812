"""A stored partnership as one viewer holds it: questions answered through the gate, actions checked and logged.

The app never hands out a bare :class:`Partnership`. This class has the same methods, so pages do not know the
difference, and a test demands that each public method is named here. Two answers go through unfiltered, because the
child process that analyses needs everything and filters at its own end: ``inventories`` and ``judgements``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from landscape import access, knowledge
from landscape.access import Viewer
from landscape.findings import PortfolioError
from landscape.partnership.importing import Accepted, Preview
from landscape.partnership.remarking import ids_of
from landscape.partnership.stored import Looked, Partnership
from landscape.records import Inventory
from landscape.store import memory, persons
from landscape.store.forgetting import Removed
from landscape.store.imports import owners
from landscape.store.remembered import remarks as stored_remarks

if TYPE_CHECKING:
    from landscape.pipeline import Progress, Region

Recorder = Callable[..., None]
"""Called as ``record(what, outcome=..., **counts)`` after an action was done or refused."""

UNFILTERED = frozenset(
    {"inventories", "judgements", "mappings", "standing", "notices", "close", "organisations", "members", "export"}
)
"""What passes as it is: for the child process, without anything of an organisation but its name, or made of an answer
that is guarded (an export of ``to_correct``)."""


class GuardedPartnership(Partnership):
    """The partnership ``inner`` for ``viewer``; closing it leaves ``inner`` open, which is for whoever opened that."""

    def __init__(self, inner: Partnership, viewer: Viewer, shares: str, record: Recorder, language: str = "nl") -> None:
        self._database = inner._database
        self._open = False
        self._viewer = viewer
        self._shares = shares
        self._record = record
        self._language = language

    # What is seen

    def applications(self, *, ended: bool = False) -> pd.DataFrame:
        return self._seen("applications", super().applications(ended=ended))

    def imports(self) -> pd.DataFrame:
        return self._seen("imports", super().imports())

    def changes(self, import_id: int) -> pd.DataFrame:
        return self._seen("changes", super().changes(import_id))

    def analyse(self, *, reference_date: date | str | None = None, progress: Progress | None = None) -> Region:
        region = super().analyse(reference_date=reference_date, progress=progress)
        held = {name: value for name, value in vars(region).items() if isinstance(value, pd.DataFrame)}
        seen: dict[str, Any] = dict(access.visible(held, self._viewer, self._shares))
        return replace(region, **seen)

    def certainty(self, region: Looked | None = None, *, only: Collection[str] | None = None) -> pd.DataFrame:
        return self._seen("certainty", super().certainty(region, only=only))

    def judgement_log(self) -> pd.DataFrame:
        return self._seen("judgement_log", super().judgement_log())

    def training_rows(self) -> pd.DataFrame:
        return self._seen("applications", super().training_rows())

    def decisions(
        self, region: Region | None = None, *, candidates: pd.DataFrame | None = None, language: str = "nl"
    ) -> pd.DataFrame:
        log = super().decisions(region, candidates=candidates, language=language)
        concerned = memory.decisions(self._database)[2]
        return self._seen_with_ids("decisions", log, "decision_id", concerned)

    def remarks(self, candidate: Mapping[str, Any] | pd.Series | None = None) -> pd.DataFrame:
        found = super().remarks(candidate)
        return self._seen_with_ids("remarks", found, "remark_id", stored_remarks(self._database)[1])

    def realised(self) -> pd.DataFrame:
        concerned = memory.decisions(self._database)[2]
        return self._seen_with_ids("realised", super().realised(), "decision_id", concerned)

    def snapshots(self) -> pd.DataFrame:
        return self._seen("snapshots", super().snapshots())

    def movements(self, first: int | date, second: int | date) -> pd.DataFrame:
        return self._seen("movements", super().movements(first, second))

    def with_decisions(self, candidates: pd.DataFrame, *, language: str = "nl") -> pd.DataFrame:
        told = super().with_decisions(candidates, language=language)
        return told if self._viewer.sees_everything else self._seen("candidates", told)

    def events(self) -> pd.DataFrame:
        self._allow("log")
        return super().events()

    # What is done

    def preview_inventory(
        self, inventory: Inventory, content_sha256: str, *, renamed: Mapping[str, str] | None = None
    ) -> Preview:
        self._allow_import(inventory)
        preview = super().preview_inventory(inventory, content_sha256, renamed=renamed)
        self._record("preview", **_row_counts(preview))
        return preview

    def accept(
        self,
        preview: Preview,
        *,
        by: str = "",
        on: date | None = None,
        ended: Collection[str] = (),
        renamed: Mapping[str, str] | None = None,
    ) -> Accepted:
        self._allow_import(preview.inventory)
        accepted = super().accept(preview, by=by, on=on, ended=ended, renamed=renamed)
        self._record("accept", import_id=accepted.import_id, **_row_counts(preview))
        return accepted

    def remember_mapping(
        self, headers: Collection[str], fields: Mapping[str, str], *, organisation: str = "", on: date | None = None
    ) -> None:
        self._allow("import", organisation)
        super().remember_mapping(headers, fields, organisation=organisation, on=on)

    def judge(
        self, about: str, id_1: str, id_2: str, value: str, *, by: str, why: str = "", on: date | None = None
    ) -> int:
        self._allow_about("judge", [id_1, id_2])
        number = super().judge(about, id_1, id_2, value, by=by, why=why, on=on)
        self._record("judge", judgement_id=number)
        return number

    def write_judgements(self, path: str | Path) -> Path:
        self._allow_everything("copy")
        written = super().write_judgements(path)
        self._record("export", rows=len(memory.judgements_that_hold(self._database)))
        return written

    def read_judgements(self, path: str | Path) -> pd.DataFrame:
        self._allow_everything("copy")
        read = super().read_judgements(path)
        self._record("read_judgements", rows=len(read))
        return read

    def decide(
        self,
        candidate: Mapping[str, Any] | pd.Series,
        *,
        action: str,
        role: str,
        reason: str,
        on: date | None = None,
    ) -> int:
        self._allow_about("decide", ids_of(candidate))
        number = super().decide(candidate, action=action, role=role, reason=reason, on=on)
        self._record("decide", decision_id=number)
        return number

    def remark(
        self,
        candidate: Mapping[str, Any] | pd.Series,
        text: str,
        *,
        role: str,
        kind: str = "remark",
        on: date | None = None,
    ) -> int:
        self._allow_about("comment", ids_of(candidate))
        number = super().remark(candidate, text, role=role, kind=kind, on=on)
        self._record("comment", remark_id=number)
        return number

    def keep_snapshot(self, region: Looked, *, label: str = "") -> int:
        self._allow_everything("copy")  # a region with rows left out would be kept as if that were all
        number = super().keep_snapshot(region, label=label)
        self._record("snapshot", snapshot_id=number)
        return number

    def to_correct(self, *, organisation: str | None = None) -> pd.DataFrame:
        """Only the viewer's own rows: a workbook to correct must hold nothing that was left out on the way."""
        self._allow("export")
        state = super().applications()
        if not self._viewer.sees_everything:
            state = state[state["organisation"].isin(self._viewer.own)]
        if organisation is not None:
            state = state[state["organisation"] == organisation]
        if state.empty:
            raise knowledge.refuse("nothing_accepted")
        self._record("export", rows=len(state))
        return state.reset_index(drop=True)

    def backup(self, path: str | Path) -> Path:
        self._allow_everything("copy")
        copy = super().backup(path)
        self._record("backup")
        return copy

    def undo(self, *, by: str = "", on: date | None = None) -> pd.DataFrame:
        self._allow_everything("undo")
        undone = super().undo(by=by, on=on)
        self._record("undo", import_id=int(undone["import_id"].iloc[0]))
        return undone

    def remove_organisation(self, organisation: str, *, by: str = "", on: date | None = None) -> Removed:
        self._allow("remove", organisation)
        removed = super().remove_organisation(organisation, by=by, on=on)
        self._record("remove", applications=removed.applications)
        return removed

    def find_person(self, text: str) -> pd.DataFrame:
        """Where a person is named in what is stored, columns ``landscape.store.persons.MENTION_COLUMNS``."""
        self._allow_everything("person")
        found = persons.mentions(self._database, text)
        self._record("person", places=len(found))
        return found

    def forget_person(self, text: str) -> int:
        """Remove the text of a person wherever it stands, down to the bytes; returns in how many cells it stood."""
        self._allow_everything("person")
        cells = persons.forget_person(self._database, text)
        self._record("forget_person", cells=cells)
        return cells

    # The gate

    def _seen(self, name: str, frame: pd.DataFrame) -> pd.DataFrame:
        if self._viewer.sees_everything:
            return frame
        if name == "applications":
            return access.visible({name: frame}, self._viewer, self._shares)[name]
        return access.visible_frame(name, frame, owners(self._database), self._viewer, self._shares)

    def _seen_with_ids(self, name: str, frame: pd.DataFrame, key: str, concerned: pd.DataFrame) -> pd.DataFrame:
        """The same for a frame whose rows are about several applications, named in ``concerned``."""
        if self._viewer.sees_everything:
            return frame
        ids = concerned.groupby(key)["application_id"].agg("; ".join)
        told = frame.assign(application_ids=frame[key].map(ids).fillna("").astype("str"))
        return self._seen(name, told).drop(columns="application_ids")

    def _allow(self, action: str, organisation: str = "") -> None:
        try:
            access.refuse_unless(self._viewer, action, organisation, self._language)
        except PortfolioError:
            self._record(action, outcome="refused")
            raise

    def _allow_everything(self, action: str) -> None:
        """For what touches all organisations: the role must allow it and be given for all of them."""
        self._allow(action, "*")

    def _allow_about(self, action: str, ids: Collection[str]) -> None:
        """For what is about applications: the role must be given for the organisation of at least one of them."""
        state = owners(self._database)
        organisations = sorted(set(state.loc[state["application_id"].isin(list(ids)), "organisation"]))
        mine = [name for name in organisations if access.allows(self._viewer, action, name)]
        self._allow(action, mine[0] if mine else (organisations or [""])[0])

    def _allow_import(self, inventory: Inventory) -> None:
        for organisation in sorted(set(inventory.applications["organisation"])):
            self._allow("import", organisation)


def _row_counts(preview: Preview) -> dict[str, int]:
    return {name: int(number) for name, number in preview.counts.items()}
