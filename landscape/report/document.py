"""The Word report for management: summary, method, landscape, a page per overlap, appendices.

In come the frames of a run, out come the bytes of a .docx with the figures of the app. The first page says what it all
rests on: files, reference date, version of the rules. A newcomer would put every overlap of a region in it: two hundred
pages nobody reads; how many get a page stands in ``report.toml``, the others stand in appendix A and in the workbook.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from landscape import knowledge
from landscape.advise.scenario_files import standard_years
from landscape.records import READINESS
from landscape.report import word
from landscape.report.basis import ReportBasis, files, rules_version
from landscape.report.document_futures import futures_chapter
from landscape.report.document_overlaps import overlap_chapter, singles_chapter
from landscape.report.figures import day, euros, plain, whole
from landscape.report.labels import code_labels
from landscape.report.one_page import OnePage, one_page
from landscape.report.one_page_word import figures_table
from landscape.report.word_table import READINESS_COLOURS, Bar, facts, table

_WIDTH_CM = 16.8
_STEPS = ("read", "readiness", "product", "function", "overlap", "advice")
_WORDS = ("application", "product", "function", "overlap", "candidate", "legacy", "cloud", "saas")
_KEYS = ("source", "overlap_pages", "applications_shown", "candidates_shown", "findings_shown")


def report_settings() -> Mapping[str, Any]:
    """How much fits the report: ``report.toml``."""
    return knowledge.settings("report.toml", _KEYS)


def document(basis: ReportBasis) -> bytes:
    """The whole report; the same basis gives the same bytes."""
    page = one_page(basis)
    footer = (basis.say("document", "footer", day=basis.day()), basis.say("report", "page"),
              basis.say("report", "page_of"))  # fmt: skip
    made = word.new_document(basis.say("document", "title"), basis.language, footer)
    _first_page(made, basis)
    word.heading(made, basis.say("document", "contents_title"), 1, new_page=True)
    contents = word.Contents(made)
    _summary(made, contents, basis, page)
    _method(made, contents, basis)
    _landscape(made, contents, basis)
    overlap_chapter(made, contents, basis, report_settings())
    singles_chapter(made, contents, basis)
    futures_chapter(made, contents, basis)
    _all_candidates(made, contents, basis)
    _findings(made, contents, basis)
    contents.fill()
    return word.document_bytes(made, basis.reference_date)


def _first_page(made: Any, basis: ReportBasis) -> None:
    word.sentence(made, basis.say("document", "title"), "Title")
    word.sentence(made, basis.say("document", "about"), "Subtitle")
    word.sentence(made, basis.say("report", "observation"))
    rows = [
        (basis.say("document", "basis_day"), basis.day()),
        (basis.say("document", "basis_rules"), basis.say("document", "basis_rules_value", version=rules_version())),
        (basis.say("document", "basis_organisations"), ", ".join(plain(name, 80) for name in basis.organisations)),
    ]
    word.heading(made, basis.say("document", "basis_title"), 2)
    facts(made, rows, (4.0, 12.6), basis.say("document", "basis_title"))
    heads = [basis.say("document", f"column_{name}") for name in ("file", "organisation", "rows")]
    table(made, heads, files(basis), (6.4, 3.8, 6.4), basis.say("document", "files_about"), size=9)


def _summary(made: Any, contents: word.Contents, basis: ReportBasis, page: OnePage) -> None:
    def say(key: str) -> str:
        return basis.say("one_page", key)

    contents.heading(basis.say("document", "summary_title"), 1, new_page=True)
    word.sentence(made, " ".join(page.lead)).runs[0].bold = True
    word.heading(made, say("section_count"), 2)
    figures_table(made, page, _WIDTH_CM, basis.say("document", "figures_about"))
    word.bullets(made, page.overlap)
    word.heading(made, say("section_risk"), 2)
    word.bullets(made, [f"{part.label}: {part.shown}" for part in page.readiness])
    word.bullets(made, page.risks)
    word.heading(made, say("section_money"), 2)
    word.bullets(made, page.money)
    word.heading(made, say("section_decide"), 2)
    if page.decisions:
        heads4 = [say(f"column_{name}") for name in ("before", "about", "who", "money")]
        due = [(one.before, one.about, one.who, one.money) for one in page.decisions]
        table(made, heads4, due, (2.4, 8.6, 2.7, 3.1), basis.say("document", "decisions_about"), numbers=(3,))
    word.sentence(made, page.decisions_note)
    word.heading(made, say("section_unknown"), 2)
    word.sentence(made, " ".join(page.unknown))


def _method(made: Any, contents: word.Contents, basis: ReportBasis) -> None:
    contents.heading(basis.say("document", "method_title"), 1, new_page=True)
    word.sentence(made, basis.say("document", "method_intro"))
    word.bullets(made, [basis.say("document", f"method_{step}") for step in _STEPS])
    word.bullets(made, [basis.say("document", "method_money", years=standard_years())])
    word.sentence(made, basis.say("document", "method_not"))
    contents.heading(basis.say("document", "words_title"), 2)
    rows = [(basis.say("document", f"word_{name}"), basis.say("document", f"meaning_{name}")) for name in _WORDS]
    heads = (basis.say("document", "column_word"), basis.say("document", "column_meaning"))
    table(made, heads, rows, (4.4, 12.2), basis.say("document", "words_about"))


def _landscape(made: Any, contents: word.Contents, basis: ReportBasis) -> None:
    contents.heading(basis.say("document", "landscape_title"), 1, new_page=True)
    word.sentence(made, basis.say("document", "landscape_intro"))
    names = code_labels("readiness", basis.language)
    heads = [basis.say("document", "column_organisation"), *(names[code] for code in READINESS),
             basis.say("document", "column_total"), basis.say("document", "column_picture")]  # fmt: skip
    widths = (3.6, 1.5, 2.4, 2.5, 1.9, 1.4, 3.3)
    table(made, heads, _readiness_rows(basis, names), widths, basis.say("document", "landscape_about"),
          numbers=(1, 2, 3, 4, 5), size=9)  # fmt: skip
    in_order = ", ".join(names[code] for code in READINESS)
    word.sentence(made, basis.say("document", "key", names=in_order), "Caption")
    contents.heading(basis.say("document", "kinds_title"), 2)
    heads = [basis.say("document", f"column_{name}") for name in ("kind", "count", "cost", "without")]
    table(made, heads, _kind_rows(basis), (6.0, 2.6, 4.6, 3.4), basis.say("document", "kinds_about"), numbers=(1, 2, 3))


def _readiness_rows(basis: ReportBasis, names: Mapping[str, str]) -> list[list[str | Bar]]:
    applications = basis.frame("applications")
    counted = pd.crosstab(applications["organisation"], applications["readiness"]).reindex(
        columns=list(READINESS), fill_value=0
    )
    rows: list[list[str | Bar]] = []
    for organisation, counts in zip(counted.index, counted.to_numpy(), strict=True):
        pieces = [(int(count), READINESS_COLOURS[code]) for code, count in zip(READINESS, counts, strict=True)]
        shown = [whole(count, basis.language) for count, _ in pieces]
        words = ", ".join(f"{names[code]} {text}" for code, text in zip(READINESS, shown, strict=True))
        total = whole(sum(count for count, _ in pieces), basis.language)
        rows.append([plain(organisation, 60), *shown, total, Bar(pieces, words, 3.0)])
    return rows


def _kind_rows(basis: ReportBasis) -> list[list[str]]:
    applications, names = basis.frame("applications"), code_labels("application_kind", basis.language)
    rows = []
    for kind, group in applications.groupby("application_kind", sort=False):
        cost = group["annual_cost_eur"]
        known = euros(cost.sum(min_count=1), basis.language) or basis.say("report", "unknown")
        counts = (whole(len(group), basis.language), known, whole(cost.isna().sum(), basis.language))
        rows.append((-len(group), [names.get(str(kind), str(kind)), *counts]))
    return [row for _, row in sorted(rows)]


def _all_candidates(made: Any, contents: word.Contents, basis: ReportBasis) -> None:
    candidates, most = basis.frame("candidates"), int(report_settings()["candidates_shown"])
    contents.heading(basis.say("document", "appendix_candidates"), 1, new_page=True)
    if len(candidates) > most:
        word.sentence(made, basis.say("document", "appendix_cut", shown=most, n=len(candidates)))
    actions = code_labels("action", basis.language)
    rows = [
        (whole(row["rank"], basis.language), plain(row["title"], 120), actions.get(row["action"], row["action"]),
         day(row["decide_before"], basis.language), euros(row["known_annual_cost_eur"], basis.language))
        for row in candidates.head(most).to_dict("records")
    ]  # fmt: skip
    heads = [basis.say("document", f"column_{name}") for name in ("rank", "title", "advice", "before", "cost")]
    about = basis.say("document", "appendix_candidates_about")
    table(made, heads, rows, (1.1, 7.3, 3.5, 2.2, 2.5), about, numbers=(0, 4), size=8.5)


def _findings(made: Any, contents: word.Contents, basis: ReportBasis) -> None:
    findings, most = basis.frame("findings"), int(report_settings()["findings_shown"])
    contents.heading(basis.say("document", "appendix_findings"), 1, new_page=True)
    if findings.empty:
        word.sentence(made, basis.say("document", "appendix_findings_none"))
        return
    word.sentence(made, basis.say("document", "appendix_findings_intro"))
    if len(findings) > most:
        word.sentence(made, basis.say("document", "appendix_cut", shown=most, n=len(findings)))
    weight = findings["severity"].map({"refused": 0, "warning": 1}).fillna(2)
    order = findings.assign(_weight=weight).sort_values(["_weight", "file", "sheet", "row"], kind="stable")
    rows = [
        (plain(row["file"], 60), plain(row["saw"], 300), plain(row["can_do"], 200))
        for row in order.head(most).to_dict("records")
    ]
    heads = [basis.say("document", f"column_{name}") for name in ("file", "saw", "can_do")]
    table(made, heads, rows, (4.4, 7.0, 5.2), basis.say("document", "appendix_findings_about"), size=8.5)
