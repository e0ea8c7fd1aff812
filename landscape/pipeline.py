"""The whole run on one screen: spreadsheets in, a :class:`Region` out.

``analyse`` calls one room after the other and decides nothing itself. The reference date (peildatum) is an argument all
the way down; only when a caller leaves it out is today's date read, once (``days.py``). Files are put in order first,
so the order in which they were given changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from landscape import knowledge
from landscape.advise.basis import basis
from landscape.advise.counsel import counsel
from landscape.classify.decide import classify
from landscape.classify.kinds import add_kinds
from landscape.classify.persons import outrank, worth_learning
from landscape.days import as_reference_date
from landscape.findings import PortfolioError
from landscape.overlap.companions import with_companions
from landscape.overlap.components import add_components
from landscape.overlap.costs import cost_far_from_product
from landscape.overlap.patterns import find_overlaps, function_matrix
from landscape.overlap.products import find_products
from landscape.overlap.redundancy import redundancy
from landscape.portfolio.confirmed import Remembered
from landscape.portfolio.inventories import Inventories, Wishes, read_inventories, with_findings
from landscape.portfolio.names import add_names
from landscape.portfolio.unknown_names import names_to_add
from landscape.records_judgements import Judgements, no_judgements
from landscape.region import Region as Region

Progress = Callable[[str, float], None]
"""Called with the name of the step that starts and the share done so far (0 to 1)."""

_STEPS = ("read", "names", "classify", "components", "products", "overlaps", "advise")


def analyse(
    files: Sequence[str | Path] | str | Path,
    *,
    organisations: Mapping[str, str] | None = None,
    reference_date: date | str | None = None,
    confirmed: Mapping[str, Mapping[str, str]] | None = None,
    keep_personal: Mapping[str, Collection[str]] | None = None,
    remembered: Sequence[Remembered] = (),
    judgements: Judgements | None = None,
    choices: Mapping[str, str] | None = None,
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
        remembered: mappings confirmed for earlier lists; each holds for every file with exactly its headers.
        judgements: what people said; they outrank rules and model in every room.
        choices: policy switches of readiness that differ from ``readiness_policy.toml``.
        language: of every sentence, nl or en.
        progress: called at the start of every step.

    Raises:
        PortfolioError: no application could be read from any file, or an argument is refused.
    """
    if language not in knowledge.LANGUAGES:
        raise knowledge.refuse("unknown_language", asked=language)
    on = as_reference_date(reference_date)
    report = _reporter(progress)
    wishes = Wishes(organisations or {}, confirmed or {}, keep_personal or {}, language, tuple(remembered))
    paths = [files] if isinstance(files, str | Path) else files
    understood = read_inventories(paths, wishes, lambda share: report("read", share))
    if understood.applications.empty:
        raise _nothing_read(understood, language)
    return analyse_inventories(
        understood, on, judgements=judgements, choices=choices, language=language, progress=progress
    )


def analyse_inventories(
    understood: Inventories,
    on: date,
    *,
    judgements: Judgements | None = None,
    choices: Mapping[str, str] | None = None,
    judged_rows: pd.DataFrame | None = None,
    language: str = "nl",
    progress: Progress | None = None,
) -> Region:
    """The road behind the reading room: the same for files that were just read and for stored inventories.

    Args:
        understood: what the reading room made of the files.
        on: the reference date.
        judgements: what people said; they outrank rules and model in every room.
        choices: policy switches of readiness that differ from ``readiness_policy.toml``.
        judged_rows: applications people judged, learned by the model; left out, those of ``judgements``, when there are
            enough of them.
        language: of every sentence, nl or en.
    """
    report = _reporter(progress)
    said = judgements or no_judgements()
    learned = worth_learning(understood.applications, said.readiness) if judged_rows is None else judged_rows
    readiness = {"judgements": said.readiness, "choices": choices, "judged_rows": learned}
    applications = _described(understood.applications, on, said, readiness, language, report)
    report("products")
    found = find_products(applications, said.pairs(), language)
    found = replace(found, applications=with_companions(found.applications, language))
    report("overlaps")
    overlaps = find_overlaps(found.applications, language)
    report("advise")
    advice = counsel(basis(found.applications, overlaps, on, language=language))
    return Region(
        reference_date=on,
        language=language,
        applications=found.applications,
        products=found.products,
        pairs=found.pairs,
        overlaps=overlaps,
        columns=understood.columns,
        findings=with_findings(understood.findings, cost_far_from_product(found.applications), language),
        matrix=function_matrix(found.applications),
        redundancy=redundancy(found.applications),
        names_to_add=names_to_add(found.applications),
        contradictions=found.contradictions,
        ties=found.ties,
        inventories=understood.inventories,
        refused=understood.refused,
        **vars(advice),
    )


def _described(
    applications: pd.DataFrame,
    on: date,
    said: Judgements,
    readiness: Mapping[str, Any],
    language: str,
    report: Callable[..., None],
) -> pd.DataFrame:
    """Per application what it is, in what state, and what it is for."""
    report("names")
    applications = add_kinds(add_names(applications), language, on)
    applications = outrank(applications, said.kinds, "application_kind", language=language)
    report("classify")
    classified = classify(applications, on, language=language, **readiness)
    applications = applications.merge(classified, on="application_id", validate="one_to_one")
    report("components")
    return outrank(add_components(applications, language), said.components, "component", language=language)


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
