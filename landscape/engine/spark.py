"""SQL on Spark: the same steps, for who has a cluster.

Needs the extra ``[spark]`` and Java 17 or newer. One session per process, made when the first step runs: on this
computer (``local[2]``) unless ``LANDSCAPE_SPARK_MASTER`` names a cluster. A newcomer would get wrong: on one computer
this is the slower of the two, because starting costs seconds and every row crosses a process border twice.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa

from landscape import knowledge
from landscape.engine import MASTER

_LOCAL = "local[2]"
_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": "4",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    "spark.sql.timestampType": "TIMESTAMP_NTZ",
    "spark.log.level": "ERROR",
    "spark.ui.showConsoleProgress": "false",
}


def missing() -> str:
    """What stands in the way of Spark here: the key of a sentence in the texts, "" when nothing does."""
    try:
        import pyspark  # noqa: F401
    except ImportError:
        return "spark_not_installed"
    has_java = shutil.which("java") or (Path(os.environ.get("JAVA_HOME", "")) / "bin" / "java").is_file()
    return "" if has_java else "java_not_installed"


@cache
def _session() -> Any:
    problem = missing()
    if problem:
        raise knowledge.refuse(problem)
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    master = os.environ.get(MASTER, _LOCAL)
    builder = SparkSession.builder.appName("landscape").master(master)
    if master.startswith("local"):
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        builder = builder.config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1")
    for name, value in _SETTINGS.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def run(steps: Mapping[str, str], tables: Mapping[str, pa.Table]) -> pa.Table:
    """Run the steps over the tables; the last one is the answer."""
    session = _session()
    for name, table in tables.items():
        session.createDataFrame(table).createOrReplaceTempView(name)
    *earlier, last = steps.items()
    for name, query in earlier:
        session.sql(query).createOrReplaceTempView(name)
    try:
        return session.sql(last[1]).toArrow()
    finally:
        for name in (*tables, *(name for name, _ in earlier)):
            session.catalog.dropTempView(name)


def read_parquet(path: Path) -> pa.Table:
    """The rows of a file, or of all parts in a folder."""
    return _session().read.parquet(str(path)).toArrow()


def write_parquet(table: pa.Table, path: Path) -> None:
    """A folder of parts."""
    _session().createDataFrame(table).write.parquet(str(path))
