"""The chapter of the Word report about ways to go on: the scenarios side by side, and the steps per half-year.

In come the frames ``scenarios`` and ``roadmap`` of the advice room; out come two tables. A newcomer would let the
reader take a scenario for a prediction: the sentence above the table says what it compares, and doing nothing stands
in it too.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from landscape.report import word
from landscape.report.basis import ReportBasis
from landscape.report.figures import estimate, plain, whole
from landscape.report.labels import code_labels
from landscape.report.word_table import table


def futures_chapter(made: Any, contents: word.Contents, basis: ReportBasis) -> None:
    """Both tables; nothing when the run did not make them."""
    scenarios, roadmap = basis.frame("scenarios"), basis.frame("roadmap")
    if scenarios.empty:
        return
    contents.heading(basis.say("document", "futures_title"), 1, new_page=True)
    word.sentence(made, basis.say("document", "futures_intro"))
    heads = [
        basis.say("document", f"column_{name}") for name in ("scenario", "stays", "moves", "saving", "once", "npv")
    ]
    rows = [_scenario(basis, row) for row in scenarios.to_dict("records")]
    about = basis.say("document", "futures_about")
    table(made, heads, rows, (4.3, 1.9, 2.2, 3.7, 2.2, 2.5), about, numbers=(1, 2, 4, 5), size=9)
    if not roadmap.empty:
        _steps(made, contents, basis, roadmap)


def _scenario(basis: ReportBasis, row: Any) -> tuple[str, ...]:
    unknown = basis.say("document", "no_figure")
    saving = unknown
    if not pd.isna(row["saving_mid_eur"]):
        levels = {level: estimate(row[f"saving_{level}_eur"], basis.language) for level in ("low", "high")}
        saving = basis.say("document", "range", **levels)
    circle = plain(row.get("circle") or "", 80)
    return (
        f"{plain(row['name'], 60)} ({circle})" if circle else plain(row["name"], 60),
        whole(row["products_kept"], basis.language),
        whole(row["applications_moving"], basis.language),
        saving,
        estimate(row["one_off_mid_eur"], basis.language) or unknown,
        estimate(row["npv_mid_eur"], basis.language) or unknown,
    )


def _steps(made: Any, contents: word.Contents, basis: ReportBasis, roadmap: pd.DataFrame) -> None:
    """How many steps per half-year and which action; the steps themselves stand in the workbook."""
    contents.heading(basis.say("document", "roadmap_title"), 2)
    word.sentence(made, basis.say("document", "roadmap_intro"))
    actions = code_labels("action", basis.language)
    counted = roadmap.groupby(["wave", "action"], sort=True).size()
    rows = []
    for wave in sorted(set(roadmap["wave"]), key=lambda name: (name == "", name)):
        found = counted.loc[[wave]].droplevel(0)
        told = ", ".join(
            f"{actions.get(str(name), str(name))}: {whole(n, basis.language)}" for name, n in found.items()
        )
        rows.append((str(wave) or basis.say("document", "no_wave"), whole(found.sum(), basis.language), told))
    heads = [basis.say("document", f"column_{name}") for name in ("wave", "steps", "actions")]
    table(made, heads, rows, (3.6, 2.0, 11.2), basis.say("document", "roadmap_title"), numbers=(1,), size=9)
