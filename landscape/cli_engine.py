"""``landscape analyse --engine``: the same road with its set-based steps on DuckDB or Spark, and Parquet in and out.

In: files and the name of an engine. Out: the region, and an honest account of what ran where. Parquet files hold
applications as this program writes them (``parquet/applications.parquet``); what was worked out from them is worked out
again. A newcomer would get wrong: nearest names and scores run in numpy with either engine, because that is faster; the
engine counts, groups and joins, and its answer is the same to the byte.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pandas as pd

from landscape import engine, knowledge, records
from landscape.findings import PortfolioError
from landscape.pipeline import Progress, Region, analyse, analyse_inventories
from landscape.portfolio.inventories import Inventories

PARQUET = ".parquet"
NEEDED = ("application_id", "organisation", "name")


def analyse_on(
    name: str,
    files: Sequence[Path],
    *,
    organisations: Mapping[str, str],
    on: date,
    confirmed: Mapping[str, Mapping[str, str]] | None = None,
    language: str,
    progress: Progress,
) -> tuple[Region, engine.Run]:
    """Analyse ``files`` with engine ``name``; returns the region and what ran.

    Raises:
        PortfolioError: as ``pipeline.analyse``; also an engine that cannot start here, or unreadable Parquet.
    """
    parquet = [file for file in files if file.suffix == PARQUET]
    if parquet and len(parquet) < len(files):
        raise knowledge.refuse("parquet_alone", language)
    with engine.running(name) as stay:
        if parquet:
            region = analyse_inventories(_inventories(parquet, language), on, language=language, progress=progress)
        else:
            region = analyse(
                files,
                organisations=organisations,
                reference_date=on,
                confirmed=confirmed,
                language=language,
                progress=progress,
            )
    return region, stay


def write_parquet(region: Region, name: str, folder: Path) -> Path:
    """Write every frame of the region as Parquet with engine ``name``, over what an earlier run left there."""
    target = folder / "parquet"
    target.mkdir(parents=True, exist_ok=True)
    with engine.running(name):
        for frame_name, frame in region.frames().items():
            path = target / f"{frame_name}{PARQUET}"
            if path.is_dir():
                shutil.rmtree(path)
            path.unlink(missing_ok=True)
            engine.write_parquet(frame, path)
    return target


def account(stay: engine.Run, language: str = "nl") -> list[str]:
    """What ran where and how long it took; with Spark also whether DuckDB would have been faster."""
    counts = {"steps": len(stay.steps), "rows": stay.rows, "seconds": f"{stay.seconds:.1f}"}
    lines = [knowledge.sentence("engine", stay.engine, language, **counts)]
    from_rows = int(knowledge.settings("engine.toml", ("spark",))["spark"]["worth_from_rows"])
    if stay.engine == "spark" and not os.environ.get(engine.MASTER):
        lines.append(knowledge.sentence("engine", "faster_here", language))
    elif stay.engine == "spark" and stay.rows < from_rows:
        lines.append(knowledge.sentence("engine", "faster_small", language, from_rows=from_rows))
    return lines


def _inventories(files: Sequence[Path], language: str) -> Inventories:
    """The applications of Parquet files; nothing is known of the spreadsheets they once came from."""
    parts = [_applications(file, language) for file in sorted(files)]
    rows = pd.concat(parts, ignore_index=True).sort_values("application_id", kind="stable", ignore_index=True)
    if rows["application_id"].duplicated().any():
        raise _unreadable(files[-1], language)
    counts = rows.groupby(["file", "organisation"], sort=True, as_index=False).agg(
        applications=("application_id", "size")
    )
    inventories = counts.assign(organisation_source="column", rows_read=counts["applications"], rows_refused=0)
    return Inventories(
        applications=rows,
        columns=records.empty(records.COLUMN_COLUMNS),
        findings=records.empty(records.FINDING_COLUMNS),
        inventories=inventories[list(records.INVENTORY_COLUMNS)],
        refused=(),
    )


def _applications(file: Path, language: str) -> pd.DataFrame:
    try:
        found = engine.read_parquet(file)
    except (OSError, ValueError) as problem:
        raise _unreadable(file, language) from problem
    if not set(NEEDED) <= set(found.columns) or found["application_id"].duplicated().any():
        raise _unreadable(file, language)
    blank = records.empty(records.APPLICATION_COLUMNS)
    known = [name for name in records.APPLICATION_COLUMNS if name in found.columns]
    rows = found[known].reindex(columns=list(records.APPLICATION_COLUMNS))
    rows["row"] = pd.to_numeric(rows["row"], errors="coerce").fillna(0).astype("int64")
    texts = [name for name in rows.columns if str(blank[name].dtype) == "str"]
    rows[texts] = rows[texts].astype("str").fillna("")
    return records.as_typed(rows).assign(file=lambda made: made["file"].where(made["file"] != "", file.name))


def _unreadable(file: Path, language: str) -> PortfolioError:
    return knowledge.refuse("parquet_unreadable", language, file=file.name, columns=", ".join(NEEDED))
