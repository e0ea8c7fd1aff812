"""What a run gives: one frame per noun and per question, and how they leave the house.

Made by ``pipeline.analyse``; read by the app, the notebook and every report. A newcomer would get wrong: the frames
that are written to a folder (``frames``) are the seven whose columns are fixed in ``records.OUTPUTS``; the others
answer questions of the advice room and may grow columns.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pandas as pd

from landscape import knowledge
from landscape.advise.evidence import evidence
from landscape.portfolio.inventories import RefusedFile
from landscape.report.certainty import certainty_of, only_given
from landscape.report.folder import write_csv, write_folder


@dataclass(frozen=True)
class Region:
    """What a run found: one frame per noun, with at least the columns of ``records.OUTPUTS``.

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
        time: one row per application. ``business_fit, technical_fit`` 0-100 (NaN: nothing answered);
            ``business_answered, technical_answered`` share of the weight answered (0-1); ``quadrant`` tolerate, invest,
            migrate, eliminate or not_placed; ``is_borderline`` within the band round the threshold; ``note`` both
            scores and, for a borderline case, what would tip it; ``six_r``; ``business_parts, technical_parts`` the sum
            behind each score; ``organisation, name, product_name, component, known_annual_cost_eur, users``.
        targets: per candidate with a choice one row per product, best first (``option_rank``): points 0-100 per
            criterion (``reach, readiness, support, business, cost_per_user, integrations, contract, exit``),
            ``option_score``, ``is_eligible`` (False: legacy or out of support itself), ``unknown`` criteria,
            ``reasons`` behind the score, and on the first row ``flip``: the smallest weight change that makes
            ``flip_product`` draw level (``flip_criterion, flip_weight_change`` in points).
        scenarios: one row per scenario side by side: ``scenario`` (id), ``name, effective`` (yes, no, unknown),
            ``note, circle`` (who leaves or merges), ``on``, and the sums over its rows of ``scenario_candidates``.
        scenario_candidates: per ``scenario`` and function what stays, moves and falls out, with
            ``saving_, one_off_, npv_<low|mid|high>_eur`` (NaN: no case), ``investment_<hosting|software|people>_eur``
            (split of the middle one-off cost), ``known_cost_over_horizon_eur``, and the ids: ``application_ids`` all,
            ``moving_ids, falling_out_ids, figured_ids`` (those in the money).
        scenario_members: per ``scenario``, ``candidate_id`` and ``organisation`` the middle saving, one-off and npv.
        roadmap: one row per step (``stage`` pilot or roll_out): ``wave`` (half-year "2027-1"; "" = does not fit),
            ``start_date, go_live_date, notice_date, decide_before, decision_status`` (missed, decide_now, this_year,
            later, no_end_date, ended), ``contract_end_date`` (first) and ``last_contract_end_date``, ``gap_months``
            between contract and go-live with ``bridging``, ``broken`` constraints, ``effort`` points and
            ``customer_line``.
        roadmap_broken: one row per broken constraint: ``candidate_id, title, constraint, sentence``.
        roadmap_progress: today (wave "") and per wave: ``applications_left, legacy_left, cloud_share, html5_share``
            (of which it is known), ``applications_per_function``, each with its ``_goal``.
        suppliers: one row per supplier (``vendor`` "" = none named): spend, ``share_of_known_cost`` (0-1), first
            contract end, next decision date, members, functions, products.
        concentration: ``by`` all, organisation or component; ``group``; ``hhi`` 0-10,000 and its ``band``.
        holders: who has what: one row per application, for ``advise.suppliers.search``.
        sensitivity: the top 20 with ``is_stable, best_rank, worst_rank`` and ``pushed_out_by``.
        member_effects: per candidate and organisation what falls on it; ``gains`` yes, no, stays or unknown.
        member_leaves: per organisation that could leave and overlap: what is left, ``falls_over``,
            ``shared_contracts`` to split and ``shifting_cost_eur`` that the others would carry.
        benchmarks: figure of others with ``year, source``, and our known cost beside it where that is comparable
            (``application_ids`` are the rows of that cost).
        functions_missing: per organisation a function one would expect and does not find ("vergeten boek?").
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
    candidates: pd.DataFrame
    columns: pd.DataFrame
    findings: pd.DataFrame
    matrix: pd.DataFrame
    redundancy: pd.DataFrame
    names_to_add: pd.DataFrame
    contradictions: pd.DataFrame
    time: pd.DataFrame
    targets: pd.DataFrame
    scenarios: pd.DataFrame
    scenario_candidates: pd.DataFrame
    scenario_members: pd.DataFrame
    roadmap: pd.DataFrame
    roadmap_broken: pd.DataFrame
    roadmap_progress: pd.DataFrame
    suppliers: pd.DataFrame
    concentration: pd.DataFrame
    holders: pd.DataFrame
    sensitivity: pd.DataFrame
    member_effects: pd.DataFrame
    member_leaves: pd.DataFrame
    benchmarks: pd.DataFrame
    functions_missing: pd.DataFrame
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
