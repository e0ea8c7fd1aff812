"""The class people hold: one stored partnership, with every action on it as one method.

It decides nothing: it fills in today's date where a caller gave none, and calls the module that does the work. Reading
and analysing are loaded when first asked for, because opening a partnership must not wait for scikit-learn. Longer than
other modules, because it is one flat list of what people can do with a partnership, a line or two each.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol

import pandas as pd

from landscape import knowledge
from landscape.days import as_reference_date
from landscape.partnership import deciding, importing, judging, remarking, snapshots
from landscape.partnership.certainty import certainty
from landscape.partnership.importing import Accepted, Preview
from landscape.partnership.inventories import stored_inventories
from landscape.records import Inventory
from landscape.records_judgements import Judgements
from landscape.report.roundtrip import roundtrip_bytes
from landscape.store import Database, memory, release
from landscape.store.copies import backup
from landscape.store.forgetting import Removed, remove_organisation, undo_last_import
from landscape.store.imports import current_state, events, import_rows, imports, latest_imports, members
from landscape.store.remembered import mappings, save_mapping

if TYPE_CHECKING:
    from landscape.pipeline import Progress, Region
    from landscape.portfolio.inventories import Inventories


class Looked(Protocol):
    """An analysis of a partnership: a :class:`~landscape.pipeline.Region`, or what the app holds of one."""

    @property
    def applications(self) -> pd.DataFrame: ...
    @property
    def reference_date(self) -> date: ...


class Partnership:
    """One stored partnership; use it in a ``with`` block, or call :meth:`close`.

    Every method raises :class:`landscape.PortfolioError` with one sentence when the file cannot be used.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._open = True

    @property
    def notices(self) -> tuple[str, ...]:
        """What the check at opening found, in sentences; empty when all is well."""
        return tuple(self._database.notices)

    def __enter__(self) -> Partnership:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; the last user in this process closes it."""
        if self._open:
            self._open = False
            release(self._database)

    # Inventories

    def preview(
        self,
        path: str | Path,
        *,
        organisation: str | None = None,
        renamed: Mapping[str, str] | None = None,
        confirmed: Mapping[str, str] | None = None,
    ) -> Preview:
        """Read a file, with what was confirmed about its headers, and say what accepting it would change.

        Args:
            organisation: whose list it is; else a column that says so, else the file name.
            renamed: as in :meth:`preview_inventory`.
            confirmed: bare header to field, as a person confirmed it.
        """
        from landscape.portfolio.confirmed import Remembered
        from landscape.portfolio.read import read

        content = importing.content_sha256(Path(path))
        remembered = [Remembered(headers, fields) for headers, fields in self.mappings()]
        inventory = read(Path(path), organisation=organisation, confirmed=confirmed, remembered=remembered)
        return self.preview_inventory(inventory, content, renamed=renamed)

    def preview_inventory(
        self, inventory: Inventory, content_sha256: str, *, renamed: Mapping[str, str] | None = None
    ) -> Preview:
        """The same for an inventory that was read already, as the app does.

        Args:
            content_sha256: of the bytes of the file; accepting the same content twice stores it once.
            renamed: stored application id by new id, for applications a person says are the same.
        """
        return importing.preview_inventory(self._database, inventory, content_sha256, renamed)

    def accept(
        self,
        preview: Preview,
        *,
        by: str = "",
        on: date | None = None,
        ended: Collection[str] = (),
        renamed: Mapping[str, str] | None = None,
    ) -> Accepted:
        """Store what was previewed, in one transaction; when this returns it survives a power cut.

        Args:
            by: the role of who accepts.
            ended: ids of missing applications that are really gone; the others are kept and counted.
            renamed: as in :meth:`preview_inventory`.
        """
        return importing.accept(
            self._database, preview, by=by, on=as_reference_date(on), ended=ended, renamed=renamed or {}
        )

    def applications(self, *, ended: bool = False) -> pd.DataFrame:
        """The stored applications, columns ``landscape.store.imports.STATE_COLUMNS``; ended ones when asked for."""
        state, _ = current_state(self._database)
        return state if ended else state[state["presence"] != "ended"].reset_index(drop=True)

    def imports(self) -> pd.DataFrame:
        """One row per accepted file, oldest first: who, when, and the counts that were shown."""
        return imports(self._database)

    def changes(self, import_id: int) -> pd.DataFrame:
        """What an accepted file added, changed (old and new value per field), missed and ended."""
        return import_rows(self._database, "changes", [import_id])

    def mappings(self) -> list[tuple[frozenset[str], dict[str, str]]]:
        """What was confirmed about columns: per set of bare headers the field of each header."""
        return mappings(self._database)

    def remember_mapping(
        self,
        headers: Collection[str],
        fields: Mapping[str, str],
        *,
        organisation: str = "",
        on: date | None = None,
    ) -> None:
        """Remember which field each header of a set stands for, for the next list with exactly these headers.

        Args:
            organisation: whose list it was confirmed on; removing that organisation removes its headers here too.
        """
        with self._database.write() as cursor:
            save_mapping(cursor, headers, fields, organisation=organisation, on=as_reference_date(on))

    def members(self) -> pd.DataFrame:
        """Per organisation how many applications are ``present``, ``missing`` and ``ended``, and ``accepted_on``."""
        return members(self._database)

    def organisations(self) -> list[str]:
        """The organisations that have an accepted inventory."""
        return list(self.members()["organisation"])

    def inventories(self) -> Inventories:
        """What is stored and not ended, as the reading room would hand it on; for analysing elsewhere."""
        return stored_inventories(self._database)

    def standing(self) -> str:
        """A text that changes exactly when another import counts for an organisation; empty without any import."""
        with self._database.read() as cursor:
            return " ".join(str(number) for number in sorted(set(latest_imports(cursor).values())))

    # Analysis

    def analyse(self, *, reference_date: date | str | None = None, progress: Progress | None = None) -> Region:
        """The same road as :func:`landscape.analyse`, over what is stored, with judgements above rules and model.

        ``candidates`` gains ``decision`` (the action decided on) and ``decision_review`` ("herzien?" when it moved).
        """
        from landscape.pipeline import analyse_inventories

        on = as_reference_date(reference_date)
        region = analyse_inventories(
            stored_inventories(self._database), on, judgements=self.judgements(), progress=progress
        )
        return replace(region, candidates=deciding.with_decisions(self._database, region.candidates))

    def certainty(self, region: Looked | None = None, *, only: Collection[str] | None = None) -> pd.DataFrame:
        """Per filled value whether it was given, derived, predicted or judged, with its source cell and date.

        Args:
            region: an analysis of this partnership, to include readiness, component and kind.
            only: application ids; all when left out. ``frame[frame["certainty"] == "given"]`` keeps what was given.
        """
        answers = None if region is None else region.applications
        return certainty(self._database, self.judgements(), answers, only)

    # Judgements

    def judgements(self) -> Judgements:
        """The judgements that hold now."""
        return judging.judgements(self._database)

    def judgement_log(self) -> pd.DataFrame:
        """Every judgement ever made, oldest first, also those that were replaced or taken back."""
        return memory.judgement_log(self._database)

    def judge_same(self, id_1: str, id_2: str, *, by: str, why: str = "", on: date | None = None) -> int:
        """Two applications are the same product; ``by`` is a role."""
        return self.judge("pair", id_1, id_2, "same", by=by, why=why, on=on)

    def judge_different(self, id_1: str, id_2: str, *, by: str, why: str = "", on: date | None = None) -> int:
        """Two applications are not the same product; they are never proposed again."""
        return self.judge("pair", id_1, id_2, "different", by=by, why=why, on=on)

    def judge_component(
        self, application_id: str, component: str, *, by: str, why: str = "", on: date | None = None
    ) -> int:
        """The application fills this reference component (its GEMMA name)."""
        return self.judge("component", application_id, "", component, by=by, why=why, on=on)

    def judge_readiness(
        self, application_id: str, readiness: str, *, by: str, why: str = "", on: date | None = None
    ) -> int:
        """The application is legacy, cloud_capable, saas_ready or unknown."""
        return self.judge("readiness", application_id, "", readiness, by=by, why=why, on=on)

    def judge_kind(self, application_id: str, kind: str, *, by: str, why: str = "", on: date | None = None) -> int:
        """The application is of this kind, one of ``records.APPLICATION_KINDS``."""
        return self.judge("kind", application_id, "", kind, by=by, why=why, on=on)

    def withdraw_judgement(
        self, about: str, id_1: str, id_2: str = "", *, by: str, why: str = "", on: date | None = None
    ) -> int:
        """Take a judgement about a pair, component, readiness or kind back; the log keeps both."""
        return self.judge(about, id_1, id_2, "", by=by, why=why, on=on)

    def judge(
        self, about: str, id_1: str, id_2: str, value: str, *, by: str, why: str = "", on: date | None = None
    ) -> int:
        """One judgement of any kind: ``about`` is pair, component, readiness or kind; an empty value takes it back.

        ``id_2`` is empty unless it is about a pair; ``by`` is a role.
        """
        return judging.judge(self._database, about, (id_1, id_2), value, by=by, on=as_reference_date(on), why=why)

    def write_judgements(self, path: str | Path) -> Path:
        """The judgements as a CSV that people can read and another partnership can take over."""
        return judging.write_judgements(self._database, Path(path))

    def read_judgements(self, path: str | Path) -> pd.DataFrame:
        """Take over the judgements of a file; per row to how many applications or pairs it was applied."""
        return judging.read_judgements(self._database, Path(path))

    def training_rows(self) -> pd.DataFrame:
        """Applications with a judged ``readiness``, for the classifier; empty while there are too few to learn from."""
        return judging.training_rows(self._database)

    # Decisions and snapshots

    def decide(
        self,
        candidate: Mapping[str, Any] | pd.Series,
        *,
        action: str,
        role: str,
        reason: str,
        on: date | None = None,
    ) -> int:
        """Write a decision on a candidate (a row of ``region.candidates``) with the figures of that day."""
        return deciding.decide(
            self._database, candidate, action=action, role=role, reason=reason, on=as_reference_date(on)
        )

    def decisions(
        self, region: Region | None = None, *, candidates: pd.DataFrame | None = None, language: str = "nl"
    ) -> pd.DataFrame:
        """The decision log, oldest first; with a region (or its ``candidates``) also which decisions deserve another
        look, and why."""
        return deciding.decision_log(self._database, candidates if region is None else region.candidates, language)

    def with_decisions(self, candidates: pd.DataFrame, *, language: str = "nl") -> pd.DataFrame:
        """Candidates with the last decision on each (``decision``) and whether it moved (``decision_review``)."""
        return deciding.with_decisions(self._database, candidates, language)

    def remark(
        self,
        candidate: Mapping[str, Any] | pd.Series,
        text: str,
        *,
        role: str,
        kind: str = "remark",
        on: date | None = None,
    ) -> int:
        """Keep a remark, or with ``kind="objection"`` an objection, on a candidate."""
        return remarking.remark(self._database, candidate, text, kind=kind, role=role, on=as_reference_date(on))

    def remarks(self, candidate: Mapping[str, Any] | pd.Series | None = None) -> pd.DataFrame:
        """Remarks and objections on a candidate, or all of them, oldest first."""
        return remarking.remarks_on(self._database, candidate)

    def realised(self) -> pd.DataFrame:
        """Promised against realised saving per decision, by the latest inventories; euros per year."""
        return deciding.realised(self._database)

    def keep_snapshot(self, region: Looked, *, label: str = "") -> int:
        """Remember how the applications of a region stood on its reference date."""
        return snapshots.keep_snapshot(
            self._database, region.applications, on=region.reference_date, label=label.strip()
        )

    def snapshots(self) -> pd.DataFrame:
        """The snapshots that were kept, by date."""
        return memory.snapshots(self._database)

    def movements(self, first: int | date, second: int | date) -> pd.DataFrame:
        """What came, went and changed class between two snapshots (numbers or dates), per organisation."""
        return snapshots.movements(self._database, first, second)

    # Upkeep

    def export(self, path: str | Path, *, organisation: str | None = None, language: str = "nl") -> Path:
        """Write a workbook to correct and read in again; of one organisation or of all."""
        Path(path).write_bytes(roundtrip_bytes(self.to_correct(organisation=organisation), language=language))
        return Path(path)

    def to_correct(self, *, organisation: str | None = None) -> pd.DataFrame:
        """The rows of :meth:`export`.

        Raises:
            PortfolioError: there are none.
        """
        state = self.applications()
        if organisation is not None:
            state = state[state["organisation"] == organisation].reset_index(drop=True)
        if state.empty:
            raise knowledge.refuse("nothing_accepted")
        return state

    def backup(self, path: str | Path) -> Path:
        """Write a copy of everything to a new file, while others go on."""
        return backup(self._database, Path(path))

    def undo(self, *, by: str = "", on: date | None = None) -> pd.DataFrame:
        """Take the last accepted import back; returns its row of :meth:`imports`."""
        return undo_last_import(self._database, on=as_reference_date(on), by=by)

    def remove_organisation(self, organisation: str, *, by: str = "", on: date | None = None) -> Removed:
        """Remove an organisation for good, down to its bytes in the file."""
        return remove_organisation(self._database, organisation, on=as_reference_date(on), by=by)

    def events(self) -> pd.DataFrame:
        """What was done to this file, oldest first: imports, undone imports, removals."""
        return events(self._database)
