"""Judgements of people: checked, remembered, handed to the rooms, and carried to another partnership.

In comes what somebody says about applications; out comes :class:`Judgements`, which outranks rules and model. A file of
judgements names applications in words (organisation, name, vendor), because ids differ between partnerships: there a
judgement counts for every application with that name and vendor. A newcomer would forget that such a file is an upload
like any other and is read by the reading room.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pandas as pd

from landscape import knowledge
from landscape.classify.persons import worth_learning
from landscape.portfolio.renamed import squashed
from landscape.records import APPLICATION_KINDS, READINESS
from landscape.records_judgements import ABOUT, Judgements, as_judgements
from landscape.report.frames import starts_formula
from landscape.store import Database
from landscape.store.imports import current_state, known_applications
from landscape.store.memory import add_judgement, judgements_that_hold

FILE_COLUMNS = (
    "about", "organisation", "name", "vendor", "organisation_2", "name_2", "vendor_2", "value", "by", "on", "why",
)  # fmt: skip
_DAY_FORMS = ("%Y-%m-%d", "%d-%m-%Y")
_ANSWERS = {"pair": ("same", "different"), "readiness": READINESS, "kind": APPLICATION_KINDS}


def judge(
    database: Database, about: str, application_ids: tuple[str, str], value: str, *, by: str, on: date, why: str
) -> int:
    """Remember one judgement; an empty value takes an earlier one back.

    Raises:
        PortfolioError: no role, an unknown application, an unknown answer, or an application paired with itself.
    """
    if not by.strip():
        raise knowledge.refuse("judgement_without_role")
    if value and value not in _answers(about):
        raise knowledge.refuse("judgement_unknown_value", value=value)
    if about == "pair" and application_ids[0] == application_ids[1]:
        raise knowledge.refuse("judgement_about_itself")
    wanted = {name for name in application_ids if name}
    unknown = wanted - set(known_applications(database, wanted)["application_id"])
    if unknown:
        raise knowledge.refuse("unknown_application", application=min(unknown))
    with database.write() as cursor:
        return add_judgement(cursor, about, application_ids, value, by=by.strip(), on=on, why=why.strip())


def _answers(about: str) -> Sequence[str]:
    if about == "component":
        return knowledge.table("components.csv", ["component"])["component"].tolist()
    return _ANSWERS[about]


def judgements(database: Database) -> Judgements:
    """The judgements that hold now."""
    return as_judgements(judgements_that_hold(database))


def training_rows(database: Database) -> pd.DataFrame:
    """Stored applications with the judged ``readiness`` beside them; no rows while there are too few to learn from."""
    return worth_learning(current_state(database)[0], judgements(database).readiness)


def write_judgements(database: Database, path: Path) -> Path:
    """The judgements that hold as a CSV people can read (semicolons, UTF-8 with BOM); columns ``FILE_COLUMNS``."""
    held = judgements_that_hold(database)
    state, _ = current_state(database)
    words = state.set_index("application_id")[["organisation", "name", "vendor"]]
    first = words.reindex(held["application_id"]).reset_index(drop=True)
    second = words.reindex(held["other_application_id"]).reset_index(drop=True).add_suffix("_2")
    told = pd.concat([held.reset_index(drop=True), first, second], axis=1)
    told = told[told["name"].notna()].assign(on=told["on"].dt.strftime("%Y-%m-%d"))[list(FILE_COLUMNS)]
    told = told.astype("str").fillna("")
    safe = {name: ("'" + told[name]).where(starts_formula(told[name]), told[name]) for name in told}
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(FILE_COLUMNS)
    writer.writerows(pd.DataFrame(safe).itertuples(index=False))
    path.write_bytes(b"\xef\xbb\xbf" + text.getvalue().encode())
    return path


def read_judgements(database: Database, path: Path) -> pd.DataFrame:
    """Take over the judgements of a file; returns its rows with ``taken_over``: to how many applications or pairs
    each was applied (0: nothing here has that name and vendor).

    Raises:
        PortfolioError: the file cannot be read or is no file of judgements.
    """
    told = _rows_of(path)
    here = _by_words(current_state(database)[0])
    held = judgements_that_hold(database)
    questions = zip(held["about"], held["application_id"], held["other_application_id"], strict=True)
    said_here = dict(zip(questions, zip(held["value"], held["on"], strict=True), strict=True))
    rows: list[dict[Any, Any]] = told.to_dict("records")
    counts = []
    with database.write() as cursor:
        for row, usable in zip(rows, _is_sound(told), strict=True):
            targets = _targets(here, row) if usable else []
            answers = {ids: said_here.get((row["about"], *ids), ("", pd.NaT)) for ids in targets}
            # Whoever said something else here on a later day knew better than the file.
            newer = {ids for ids, (value, on) in answers.items() if value != row["value"] and on > row["on"]}
            counts.append(len(targets) - len(newer))
            for ids in targets:
                if ids not in newer and answers[ids][0] != row["value"]:
                    said = {"by": row["by"], "on": row["on"].date(), "why": row["why"]}
                    add_judgement(cursor, row["about"], ids, row["value"], **said)
    taken_over: pd.DataFrame = told.assign(taken_over=pd.Series(counts, dtype="int64"))
    return taken_over


def _rows_of(path: Path) -> pd.DataFrame:
    """The judgements in a file, columns ``FILE_COLUMNS``: texts, and the day in ``on``."""
    from landscape.portfolio.read import read_tables

    tables = [table for table in read_tables(path) if set(FILE_COLUMNS) <= set(table.frame.columns)]
    if not tables:
        raise knowledge.refuse("no_judgements_in_file", file=path.name)
    told = tables[0].frame.loc[:, list(FILE_COLUMNS)].fillna("").astype("str").reset_index(drop=True)
    bare = {name: told[name].str.replace(r"^'(?=[=+\-@|%])", "", regex=True) for name in FILE_COLUMNS}
    return pd.DataFrame({**bare, "on": _days(bare["on"])})


def _days(written: pd.Series) -> pd.Series:
    """As we write them, or as a Dutch spreadsheet program saves them again (2-7-2026); NaT when it is neither."""
    days = [pd.to_datetime(written.str.split(" ").str[0], format=form, errors="coerce") for form in _DAY_FORMS]
    return days[0].fillna(days[1]).astype("datetime64[s]")


def _is_sound(told: pd.DataFrame) -> pd.Series:
    known = {(about, value) for about in ABOUT for value in _answers(about)}
    values = pd.Series(list(zip(told["about"], told["value"], strict=True)), index=told.index).isin(list(known))
    return values & told["on"].notna() & (told["by"] != "")


Here = dict[tuple[str, str], dict[str, str]]
"""Per name and vendor the applications with their organisation."""


def _by_words(state: pd.DataFrame) -> Here:
    keys = zip(squashed(state["name"]), squashed(state["vendor"]), strict=True)
    found: Here = {}
    for key, organisation, application_id in zip(keys, state["organisation"], state["application_id"], strict=True):
        found.setdefault(key, {})[application_id] = organisation
    return found


def _targets(here: Here, row: dict[str, str]) -> list[tuple[str, str]]:
    """A judgement counts for every application with that name and vendor. Of "the same" one pair is enough, because the
    overlap room spreads it over equal names; two of one name are only known by their organisations."""
    one, other = (here.get(_key(row[f"name{side}"], row[f"vendor{side}"]), {}) for side in ("", "_2"))
    if row["about"] != "pair":
        return [(application_id, "") for application_id in one]
    if row["value"] == "different" and one != other:
        return sorted({(min(pair), max(pair)) for pair in product(one, other)})
    first = _of_organisation(one, row["organisation"], or_any=one != other)
    second = _of_organisation(other, row["organisation_2"], or_any=one != other)
    smaller, larger = sorted((first, second))
    return [(smaller, larger)] if smaller and smaller != larger else []


def _of_organisation(applications: dict[str, str], organisation: str, *, or_any: bool) -> str:
    theirs = [name for name, of in applications.items() if of == organisation]
    return next(iter([*theirs, *(applications if or_any else ())]), "")


def _key(name: str, vendor: str) -> tuple[str, str]:
    first, second = squashed(pd.Series([name, vendor], dtype="str"))
    return str(first), str(second)
