"""What a run gives: one frame per noun and per question, and how they leave the house.

Made by ``pipeline.analyse``; read by the app, the notebook and every report. A newcomer would get wrong: the frames
that are written to a folder (``frames``) are the seven whose columns are fixed in ``records.OUTPUTS``; the others
answer questions (``advise/answers.py``) and may grow columns.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pandas as pd

from landscape import knowledge
from landscape.advise.answers import Answers
from landscape.advise.evidence import evidence
from landscape.portfolio.inventories import RefusedFile
from landscape.report.certainty import certainty_of, only_given
from landscape.report.folder import write_csv, write_folder


@dataclass(frozen=True)
class Region(Answers):
    """What a run found: one frame per noun, with at least the columns of ``records.OUTPUTS``, and the answers.

    Every frame has a plain index. Ids in a cell are joined with "; ", sentences with " | "; amounts are euros per year
    (``_eur``), NaN = unknown; ``application_ids`` beside a figure are the rows it was counted from.

    Attributes:
        language: of every sentence in the frames.
        matrix: function x organisation, one row per filled cell.
        redundancy: per function that more than one product fills: ``products, extra_products, applications,
            organisations, organisations_with_more, known_annual_cost_eur, applications_without_cost`` and
            ``at_stake_at_most_eur``, an upper bound and no saving; most at stake first.
        names_to_add: names we do not know, most widespread first, with the columns of ``packages.csv`` to fill in.
        contradictions: judgements that cannot all be true: ``application_id_1, application_id_2``, called different
            and, by way of others, the same.
        ties: why a product is one product, never cut short: ``product_id, tie`` (holds: the most probable pair that
            holds a spelling inside; rival: one of three that came nearest from outside), both names and ids,
            ``probability, words_both, words_only_1, words_only_2, reason``.
        inventories: one row per file that was read: ``file, organisation, organisation_source, rows_read,
            applications, rows_refused``.
        refused: the files that could not be read, each with its sentence.
    """

    reference_date: date
    language: str
    applications: pd.DataFrame
    products: pd.DataFrame
    pairs: pd.DataFrame
    overlaps: pd.DataFrame
    columns: pd.DataFrame
    findings: pd.DataFrame
    matrix: pd.DataFrame
    redundancy: pd.DataFrame
    names_to_add: pd.DataFrame
    contradictions: pd.DataFrame
    ties: pd.DataFrame
    inventories: pd.DataFrame
    refused: tuple[RefusedFile, ...]

    def frames(self) -> dict[str, pd.DataFrame]:
        """The frames that are written, by the name of their file."""
        return {
            "applications": self.applications,
            "products": self.products,
            "pairs": self.pairs,
            "overlaps": self.overlaps,
            "candidates": self.candidates,
            "columns": self.columns,
            "findings": self.findings,
        }

    def evidence(self, candidate_id: str) -> pd.DataFrame:
        """The cells behind the reasons of a candidate: criterion, application, field, value, file, sheet and cell."""
        chosen = self.candidates.loc[self.candidates["candidate_id"] == candidate_id, "application_ids"]
        return evidence("".join(chosen), self.applications, self.columns)

    def certainty(self, *, only: Collection[str] | None = None) -> pd.DataFrame:
        """Per filled value whether it was given, derived, predicted or judged, with its cell.

        Args:
            only: application ids; all when left out. ``frame[frame["certainty"] == "given"]`` keeps what was given.
        """
        return certainty_of(self.applications, self.columns, only=only)

    def only_given(self) -> pd.DataFrame:
        """The applications with everything blanked that no file gave: unknown, not a guess."""
        return only_given(self.applications)

    def to_folder(self, folder: str | Path, *, given_only: bool = False, with_certainty: bool = False) -> Path:
        """Write the CSV files and ``report.xlsx`` into ``folder`` (made when needed) and return it.

        Args:
            given_only: leave only what a file gave in the applications, see :meth:`only_given`.
            with_certainty: write ``certainty.csv`` too: per filled value how certain it is and where it stands.

        Raises:
            PortfolioError: the folder, or a file in it, cannot be written.
        """
        try:
            shown = replace(self, applications=self.only_given()) if given_only else self
            target = write_folder(shown.frames(), Path(folder))
            shown.to_excel(target / "report.xlsx")
            if with_certainty:
                write_csv(self.certainty(), target / "certainty.csv")
        except OSError as problem:
            raise knowledge.refuse("cannot_write", self.language, folder=Path(folder).name) from problem
        return target

    def to_excel(self, path: str | Path, *, certainty: bool = False) -> Path:
        """Write the workbook for people: one sheet per frame, filterable, formulas neutralised.

        Args:
            certainty: add a sheet with, per filled value, how certain it is and where it stands.
        """
        return self._write("workbook_certainty" if certainty else "workbook", path)

    def to_word(self, path: str | Path) -> Path:
        """Write the Word report for management: summary, method, a page per overlap, appendices."""
        return self._write("document", path)

    def to_college(self, path: str | Path) -> Path:
        """Write the one page for the college: HTML that prints on one A4, or Word when ``path`` ends in ``.docx``."""
        return self._write("college_word" if Path(path).suffix.casefold() == ".docx" else "college_html", path)

    def to_archimate(self, path: str | Path) -> Path:
        """Write the landscape as an ArchiMate exchange file (AMEFF), which Archi opens."""
        return self._write("model", path)

    def to_reports(self, folder: str | Path) -> Path:
        """Write every report for people into ``folder``: Word, the one page (HTML and Word) and the ArchiMate file.

        Raises:
            PortfolioError: a file cannot be written.
        """
        target = Path(folder)
        try:
            target.mkdir(parents=True, exist_ok=True)
            self.to_word(target / "report.docx")
            self.to_college(target / "college.html")
            self.to_college(target / "college.docx")
            self.to_archimate(target / "model.xml")
        except OSError as problem:
            raise knowledge.refuse("cannot_write", self.language, folder=target.name) from problem
        return target

    def _write(self, kind: str, path: str | Path) -> Path:
        # Word and XML libraries are loaded by who asks for a file, not by every import of the package.
        from landscape.report.basis import basis_of
        from landscape.report.formats import FORMATS, FRAMES

        target = Path(path)
        target.write_bytes(FORMATS[kind].make(basis_of(self, FRAMES, self.language)))
        return target
