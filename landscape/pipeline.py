"""The whole run on one screen: spreadsheets in, a :class:`Region` out.

``analyse`` calls one room after the other and decides nothing itself. The reference date (peildatum) is an argument all
the way down; only when a caller leaves it out is today's date read, once (``days.py``). Files are put in order first,
so the order in which they were given changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from landscape import knowledge
from landscape.advise.recommend import rank_candidates
from landscape.classify.decide import classify
from landscape.classify.kinds import add_kinds
from landscape.classify.persons import outrank
from landscape.days import as_reference_date
from landscape.findings import PortfolioError
from landscape.overlap.components import add_components
from landscape.overlap.patterns import find_overlaps, function_matrix
from landscape.overlap.products import find_products
from landscape.portfolio.inventories import Inventories, RefusedFile, Wishes, read_inventories
from landscape.portfolio.names import add_names
from landscape.records_judgements import Judgements, no_judgements
from landscape.report.folder import write_folder
from landscape.report.workbook import write_workbook

Progress = Callable[[str, float], None]
"""Called with the name of the step that starts and the share done so far (0 to 1)."""

_STEPS = ("read", "names", "classify", "components", "products", "overlaps", "advise")


@dataclass(frozen=True)
class Region:
    """What a run found: one frame per noun, with at least the columns of ``records.OUTPUTS``.

    Attributes:
        language: of every sentence in the frames.
        matrix: function x organisation, one row per filled cell.
        contradictions: judgements that cannot all be true: ``application_id_1, application_id_2``, called different
            and, by way of others, the same.
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
    contradictions: pd.DataFrame
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

    def to_folder(self, folder: str | Path) -> Path:
        """Write the CSV files and ``report.xlsx`` into ``folder`` (made when needed) and return it.

        Raises:
            PortfolioError: the folder, or a file in it, cannot be written.
        """
        try:
            target = write_folder(self.frames(), Path(folder))
            self.to_excel(target / "report.xlsx")
        except OSError as problem:
            raise knowledge.refuse("cannot_write", self.language, folder=Path(folder).name) from problem
        return target

    def to_excel(self, path: str | Path) -> Path:
        """Write the workbook for people: one sheet per frame, filterable, formulas neutralised."""
        return write_workbook(
            self.frames(), self.reference_date, Path(path), language=self.language, inventories=self.inventories
        )


def analyse(
    files: Sequence[str | Path] | str | Path,
    *,
    organisations: Mapping[str, str] | None = None,
    reference_date: date | str | None = None,
    confirmed: Mapping[str, Mapping[str, str]] | None = None,
    keep_personal: Mapping[str, Collection[str]] | None = None,
    judgements: Judgements | None = None,
    language: str = "nl",
    progress: Progress | None = None,
) -> Region:
    """Read ``files`` and say what is there, in what state, where it overlaps and what to look at first.

    Args:
        files: spreadsheets, each an inventory of one organisation (or with a column that names it).
        organisations: organisation by file name (or path), for files that do not say it themselves.
        reference_date: the peildatum, a date or ``jjjj-mm-dd``; today when left out.
        confirmed: by file name (or path), header to field: what a person confirmed about its columns.
        keep_personal: by file name (or path), headers of columns with personal data that are kept knowingly.
        judgements: what people said; they outrank rules and model in every room.
        language: of every sentence, nl or en.
        progress: called at the start of every step.

    Raises:
        PortfolioError: no application could be read from any file, or an argument is refused.
    """
    if language not in knowledge.LANGUAGES:
        raise knowledge.refuse("unknown_language", asked=language)
    on = as_reference_date(reference_date)
    report = _reporter(progress)
    wishes = Wishes(organisations or {}, confirmed or {}, keep_personal or {}, language)
    paths = [files] if isinstance(files, str | Path) else files
    understood = read_inventories(paths, wishes, lambda share: report("read", share))
    if understood.applications.empty:
        raise _nothing_read(understood, language)
    return analyse_inventories(understood, on, judgements=judgements, language=language, progress=progress)


def analyse_inventories(
    understood: Inventories,
    on: date,
    *,
    judgements: Judgements | None = None,
    language: str = "nl",
    progress: Progress | None = None,
) -> Region:
    """The road behind the reading room: the same for files that were just read and for stored inventories.

    Args:
        understood: what the reading room made of the files.
        on: the reference date.
        judgements: what people said; they outrank rules and model in every room.
        language: of every sentence, nl or en.
    """
    report = _reporter(progress)
    said = judgements or no_judgements()
    report("names")
    applications = add_kinds(add_names(understood.applications), language)
    applications = outrank(applications, said.kinds, "application_kind", language=language)
    report("classify")
    classified = classify(applications, on, judgements=said.readiness, language=language)
    applications = applications.merge(classified, on="application_id", validate="one_to_one")
    report("components")
    applications = outrank(add_components(applications, language), said.components, "component", language=language)
    report("products")
    found = find_products(applications, said.pairs(), language)
    report("overlaps")
    overlaps = find_overlaps(found.applications, language)
    report("advise")
    return Region(
        reference_date=on,
        language=language,
        applications=found.applications,
        products=found.products,
        pairs=found.pairs,
        overlaps=overlaps,
        candidates=rank_candidates(found.applications, overlaps, on, language=language),
        columns=understood.columns,
        findings=understood.findings,
        matrix=function_matrix(found.applications),
        contradictions=found.contradictions,
        inventories=understood.inventories,
        refused=understood.refused,
    )


def _reporter(progress: Progress | None) -> Callable[..., None]:
    def report(step: str, within: float = 0.0) -> None:
        if progress is not None:
            progress(step, (_STEPS.index(step) + within) / len(_STEPS))

    return report


def _nothing_read(understood: Inventories, language: str) -> PortfolioError:
    if not understood.refused:
        return knowledge.refuse("no_files", language)
    reasons = " ".join(f"{refused.file}: {refused.sentence}" for refused in understood.refused)
    return knowledge.refuse("nothing_read", language, reasons=reasons)
