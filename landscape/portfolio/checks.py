"""What does not add up inside one inventory: one function per check, each yields findings.

In comes the frame of applications, out come findings at the row concerned. A check never changes a value. Missing is
unknown, so a check that needs two values is silent when one is missing. A check that fires on half a list says so a
limited number of times and then how often more. An amount in euros travels as a float: it gets its words, and the
dots or commas of the language, when the findings do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

import numpy as np
import pandas as pd

from landscape import knowledge
from landscape.findings import Finding
from landscape.portfolio.words import among

_SAME_NAME_ROWS_SHOWN = 6
_ONLY_NUMBER = re.compile(r"[\d\s.,/-]+")
_LIMITS = (
    "cost_factor", "cost_fewest_known", "most_findings_per_check",
    "server_name", "server_name_matches", "server_name_does_not_match",
)  # fmt: skip


def check(applications: pd.DataFrame) -> list[Finding]:
    """All findings of all checks; at most ``most_findings_per_check`` each, then one that counts the rest."""
    most = int(knowledge.settings("checks.toml", _LIMITS)["most_findings_per_check"])
    findings: list[Finding] = []
    for one in CHECKS:
        found = one(applications)
        findings += islice(found, most)
        if rest := sum(1 for _ in found):
            last = findings[-1]
            findings.append(Finding("more_of_these", last.file, values={"count": rest, "code": last.code}))
    return findings


def _rows(
    applications: pd.DataFrame, chosen: pd.Series, fields: Sequence[str]
) -> Iterator[tuple[Finding, list[object]]]:
    """Per chosen row a finding without a code yet, and the values of ``fields``."""
    columns = ["file", "sheet", "row", "name", *fields]
    hit = applications.loc[chosen.fillna(False), columns]
    cells = (hit[column].astype("object").tolist() for column in columns)
    for file, sheet, row, name, *values in zip(*cells, strict=True):
        yield Finding("", str(file), str(sheet), int(row), values={"name": str(name)}), values


def _named(place: Finding, code: str, **values: str | int | float) -> Finding:
    return Finding(code, place.file, place.sheet, place.row, values={**place.values, **values})


def contract_ends_before_start(applications: pd.DataFrame) -> Iterator[Finding]:
    """The contract ends before it begins."""
    fields = ("contract_end_date", "contract_start_date")
    wrong = applications[fields[0]] < applications[fields[1]]
    for place, (end, start) in _rows(applications, wrong, fields):
        yield _named(place, "contract_ends_before_start", end=f"{end:%d-%m-%Y}", start=f"{start:%d-%m-%Y}")


def same_name(applications: pd.DataFrame) -> Iterator[Finding]:
    """One name on several rows that differ."""
    names = pd.Series([name.casefold() for name in applications["name"].tolist()], dtype="object")
    owners = pd.factorize(applications["organisation"])[0]
    several = pd.DataFrame({"owner": owners, "name": pd.factorize(names)[0]}).duplicated(keep=False).to_numpy()
    key = applications.loc[several, "organisation"].astype("object") + "\x1f" + names.to_numpy()[several]
    for _, group in applications.loc[several, ["file", "sheet", "row", "name"]].groupby(key):
        numbers = sorted(group["row"])
        first = group.sort_values(["file", "sheet", "row"]).iloc[0]
        shown = ", ".join(map(str, numbers[:_SAME_NAME_ROWS_SHOWN]))
        rows = shown + (" …" if len(numbers) > _SAME_NAME_ROWS_SHOWN else "")
        values: dict[str, str | int | float] = {"name": str(first["name"]), "count": len(group), "rows": rows}
        yield Finding("same_name", str(first["file"]), str(first["sheet"]), int(first["row"]), values=values)


def cost_does_not_add_up(applications: pd.DataFrame) -> Iterator[Finding]:
    """The yearly cost is lower than licence plus maintenance."""
    parts = applications["license_cost_eur"] + applications["maintenance_cost_eur"]
    wrong = applications["annual_cost_eur"] < parts - 1
    fields = ("annual_cost_eur", "license_cost_eur", "maintenance_cost_eur")
    for place, (annual, licence, maintenance) in _rows(applications, wrong, fields):
        together = float(str(licence)) + float(str(maintenance))
        yield _named(place, "cost_does_not_add_up", annual=float(str(annual)), parts=together)


def cost_far_from_others(applications: pd.DataFrame) -> Iterator[Finding]:
    """The yearly cost is many times the median of the list, when enough costs are known."""
    limits = knowledge.settings("checks.toml", _LIMITS)
    known = applications["annual_cost_eur"].where(applications["annual_cost_eur"] > 0).dropna()
    if len(known) < limits["cost_fewest_known"]:
        return
    median, factor = float(known.median()), int(limits["cost_factor"])
    for place, (annual,) in _rows(
        applications, applications["annual_cost_eur"] > factor * median, ("annual_cost_eur",)
    ):
        yield _named(place, "cost_far_from_others", factor=factor, annual=float(str(annual)), median=median)


def saas_with_server(applications: pd.DataFrame) -> Iterator[Finding]:
    """The hosting says SaaS and yet a database or a server of one's own is named."""
    saas = _says(applications["hosting"], "saas")
    server = applications["database"].mask(applications["database"] == "", _named_servers(applications["technology"]))
    told = applications.assign(server=server)
    for place, (hosting, named) in _rows(told, saas & (server != ""), ("hosting", "server")):
        yield _named(place, "saas_with_server", hosting=str(hosting), server=str(named))


def _named_servers(technology: pd.Series) -> pd.Series:
    """The texts that name a server, "" for the others."""
    pattern = re.compile(str(knowledge.settings("checks.toml", _LIMITS)["server_name"]))
    codes, distinct = pd.factorize(technology)
    named = np.array([text if pattern.search(text.lower()) else "" for text in distinct.tolist()], dtype=object)
    return pd.Series(named[codes], index=technology.index, dtype="str")


def retired_with_contract(applications: pd.DataFrame) -> Iterator[Finding]:
    """The status says out of use and yet a contract runs on after the day the status was set."""
    retired = _says(applications["status"], "retired")
    later = applications["contract_end_date"] > applications["status_date"]
    for place, (status, end) in _rows(applications, retired & later, ("status", "contract_end_date")):
        yield _named(place, "retired_with_contract", status=str(status), end=f"{end:%d-%m-%Y}")


def doubtful_name(applications: pd.DataFrame) -> Iterator[Finding]:
    """The name is a word such as "ja", or only a number: possibly a shifted column."""
    names = [name.strip() for name in applications["name"].tolist()]
    says = zip(names, among(names, "no_name"), strict=True)
    doubtful = [is_no_name or _ONLY_NUMBER.fullmatch(name) is not None for name, is_no_name in says]
    for place, _ in _rows(applications, pd.Series(doubtful, index=applications.index, dtype=bool), ()):
        yield _named(place, "doubtful_name")


def _says(column: pd.Series, kind: str) -> pd.Series:
    codes, distinct = pd.factorize(column)
    said = np.array(among(distinct.tolist(), kind), dtype=bool)
    return pd.Series(said[codes], index=column.index)


CHECKS: tuple[Callable[[pd.DataFrame], Iterator[Finding]], ...] = (
    contract_ends_before_start,
    same_name,
    cost_does_not_add_up,
    cost_far_from_others,
    saas_with_server,
    retired_with_contract,
    doubtful_name,
)
"""Every check there is, in the order of this module."""
