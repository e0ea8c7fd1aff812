"""One page for the college: what there is, which risk, how much money, which decisions, and what is not known.

In come the frames of a run, out comes :class:`OnePage`: finished sentences and figures that the screen, the HTML page
and the Word page draw without a rule of their own. A newcomer would add up the savings of all candidates: one
application may stand in several, so each application counts once, in the candidate that ranks first; and what has no
figure is counted beside the sum, never as zero.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from landscape.advise.contracts import MISSED, NOW, THIS_YEAR, terms
from landscape.advise.wording import ID_MARK
from landscape.records import READINESS
from landscape.report.basis import ReportBasis, part_of, rules_version
from landscape.report.decisions_due import Due, decisions_due, decisions_note
from landscape.report.figures import estimate, euros, listed

_FILES = 6
_NAMES = 6


@dataclass(frozen=True)
class Figure:
    """One number with what it counts and one line that explains it."""

    label: str
    number: int
    shown: str
    note: str


@dataclass(frozen=True)
class Part:
    """One piece of the readiness bar."""

    code: str
    label: str
    number: int
    shown: str


@dataclass(frozen=True)
class OnePage:
    """Everything on the page, in reading order; texts are plain text, whatever was uploaded."""

    language: str
    title: str
    subtitle: str
    lead: tuple[str, ...]
    figures: tuple[Figure, ...]
    overlap: tuple[str, ...]
    readiness: tuple[Part, ...]
    risks: tuple[str, ...]
    money: tuple[str, ...]
    decisions: tuple[Due, ...]
    decisions_note: str
    unknown: tuple[str, ...]
    unknown_about: tuple[str, ...]
    """What each sentence of ``unknown`` is about, for who leads it to its rows: a key of :func:`counts_unknown`."""
    basis: tuple[str, ...]


def one_page(basis: ReportBasis) -> OnePage:
    """The page for ``basis``; no frame is changed."""
    decisions, unknown = decisions_due(basis), counts_unknown(basis)
    return OnePage(
        language=basis.language,
        title=basis.say("one_page", "title"),
        subtitle=basis.say(
            "one_page", "subtitle", names=listed(basis.organisations, _NAMES, basis.language), day=basis.day()
        ),
        lead=_lead(basis),
        figures=_figures(basis),
        overlap=_overlap(basis),
        readiness=_readiness(basis),
        risks=_risks(basis),
        money=_money(basis),
        decisions=decisions,
        decisions_note=decisions_note(basis, len(decisions)),
        unknown=_unknown(basis, unknown),
        unknown_about=tuple(unknown),
        basis=_basis(basis),
    )


def _lead(basis: ReportBasis) -> tuple[str, ...]:
    applications, products = basis.frame("applications"), basis.frame("products")
    legacy = int((applications["readiness"] == "legacy").sum())
    statuses = basis.frame("candidates")["decision_status"]
    key = "lead_one" if len(basis.organisations) == 1 else "lead"
    due = int(statuses.isin((NOW, THIS_YEAR)).sum())
    return (
        basis.say("one_page", key, n=len(basis.organisations), applications=len(applications), products=len(products)),
        basis.say("one_page", "lead_legacy", n=legacy),
        basis.say("one_page", "lead_due", n=due, months=int(terms()["status"]["year_months"])),
    )


def _figures(basis: ReportBasis) -> tuple[Figure, ...]:
    numbers = {
        "rows": int(basis.frame("inventories")["rows_read"].sum()),
        "applications": len(basis.frame("applications")),
        "products": len(basis.frame("products")),
        "organisations": len(basis.organisations),
    }
    return tuple(
        Figure(
            basis.say("one_page", f"figure_{name}"), number, f"{basis.say('report', 'number', n=number)}",
            basis.say("one_page", f"note_{name}"),
        )
        for name, number in numbers.items()
    )  # fmt: skip


def _overlap(basis: ReportBasis) -> tuple[str, ...]:
    kinds = basis.frame("overlaps")["kind"].value_counts()
    return (
        basis.say("one_page", "same_function", n=int(kinds.get("same_function", 0))),
        basis.say("one_page", "same_product", n=int(kinds.get("same_product", 0))),
    )


def _readiness(basis: ReportBasis) -> tuple[Part, ...]:
    applications = basis.frame("applications")
    counts = applications["readiness"].value_counts()
    parts = []
    for code in READINESS:
        number = int(counts.get(code, 0))
        shown = basis.say("one_page", "part", n=number, share=part_of(number, len(applications), basis.language))
        parts.append(Part(code, basis.say("one_page", f"readiness_{code}"), number, shown))
    return tuple(parts)


def _risks(basis: ReportBasis) -> tuple[str, ...]:
    applications = basis.frame("applications")
    ended = int((applications["obsolete"] == "yes").sum()) if "obsolete" in applications else 0
    not_told = int((applications["obsolete"] == "unknown").sum()) if "obsolete" in applications else len(applications)
    missed = int((basis.frame("candidates")["decision_status"] == MISSED).sum())
    return (
        basis.say("one_page", "support_ended", n=ended, unknown=not_told),
        basis.say("one_page", "missed", n=missed),
    )


def _money(basis: ReportBasis) -> tuple[str, ...]:
    known = basis.frame("applications")["annual_cost_eur"]
    total = float(known.sum(min_count=1))
    if pd.isna(total):
        return basis.say("one_page", "cost_none"), *_savings(basis)
    counts = {"known": int(known.notna().sum()), "n": int(known.isna().sum())}
    key = "cost_partly" if counts["n"] else "cost"
    return basis.say("one_page", key, amount=euros(total, basis.language), **counts), *_savings(basis)


def _savings(basis: ReportBasis) -> tuple[str, ...]:
    """What could be calculated: what pays itself back, what does not, and what has no figure."""
    candidates = basis.frame("candidates")
    figured = candidates[candidates["saving_mid_eur"].notna()]
    if figured.empty:
        return (basis.say("one_page", "saving_none"),)
    pays = figured[figured["npv_mid_eur"] > 0] if "npv_mid_eur" in figured else figured.head(0)
    rest = len(candidates) - len(figured)
    calculated = basis.say("one_page", "calculated_partly" if rest else "calculated", n=len(figured), rest=rest)
    if best := _what_pays(basis):
        whole = basis.say("one_page", "pays_whole", n=len(pays), rest=len(figured) - len(pays))
        return (calculated, best, whole)
    counted = without_double(pays)
    money = {
        name: estimate(float(counted[f"{name}_eur"].sum()), basis.language)
        for name in ("saving_low", "saving_high", "one_off_mid")
        if len(counted)
    }
    told = [calculated]
    told += [basis.say("one_page", "pays", n=len(counted), **money)] if len(counted) else []
    told += [basis.say("one_page", "pays_not", n=len(figured) - len(pays))] if len(pays) < len(figured) else []
    return tuple(told)


def _what_pays(basis: ReportBasis) -> str:
    """The sum of everything that pays for itself, parts of proposals too; "" when the run did not play that out."""
    scenarios = basis.frame("scenarios")
    row = scenarios[scenarios["scenario"] == "what_pays"] if "scenario" in scenarios else scenarios
    if row.empty or pd.isna(row["saving_mid_eur"].iloc[0]):
        return ""
    names = ("saving_low", "saving_high", "one_off_mid")
    money = {name: estimate(float(row[f"{name}_eur"].iloc[0]), basis.language) for name in names}
    return basis.say("one_page", "what_pays", **money)


def without_double(candidates: pd.DataFrame) -> pd.DataFrame:
    """The candidates by rank of which no application stands in an earlier one, so that their money may be added up."""
    seen: set[str] = set()
    kept = []
    for position, joined in enumerate(candidates["application_ids"]):
        ids = set(str(joined).split(ID_MARK))
        if not ids & seen:
            seen |= ids
            kept.append(position)
    return candidates.iloc[kept]


def counts_unknown(basis: ReportBasis) -> dict[str, int]:
    """How often what is not known; what is known everywhere is left out."""
    applications, findings = basis.frame("applications"), basis.frame("findings")
    counts = {
        "unknown_readiness": int((applications["readiness"] == "unknown").sum()),
        "unknown_cost": int(applications["annual_cost_eur"].isna().sum()),
        "unknown_contract": _missing(applications, "contract_end_date"),
        "unknown_function": int((applications["component"] == "").sum()),
        "unknown_pairs": int((basis.frame("pairs").get("outcome", pd.Series(dtype="str")) == "review").sum()),
        "unknown_refused": int((findings["severity"] == "refused").sum()),
    }
    return {key: count for key, count in counts.items() if count}


def _unknown(basis: ReportBasis, counts: Mapping[str, int]) -> tuple[str, ...]:
    told = [basis.say("one_page", key, n=count) for key, count in counts.items()]
    return tuple(told) or (basis.say("one_page", "nothing_unknown"),)


def _missing(applications: pd.DataFrame, column: str) -> int:
    return int(applications[column].isna().sum()) if column in applications else len(applications)


def _basis(basis: ReportBasis) -> tuple[str, ...]:
    names: Sequence[str] = sorted(map(str, basis.frame("inventories")["file"]))
    return (
        basis.say("one_page", "files", names=listed(names, _FILES, basis.language), day=basis.day()),
        basis.say("one_page", "rules", version=rules_version()),
        basis.say("report", "observation"),
    )
