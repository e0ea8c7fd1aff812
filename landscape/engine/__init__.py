"""Where set-based work runs: SQL in named steps, on DuckDB or on Spark, with the same answer.

One dialect-neutral seam: a caller hands over frames and an ordered mapping of step name to SQL, and gets the last step
back as a frame. Each step is a view the next ones can name, so any stage can be looked at. The SQL is plain ANSI that
both engines read alike; amounts are added up as decimals, so that no order of rows changes a cent, and the last step
orders by all that makes it deterministic. Frames travel as Arrow tables: an unknown number is NULL, never NaN.

DuckDB is the default and the faster one on one computer. Spark is there for who has a cluster; within
``with running("spark")`` every step goes there (it needs the extra ``[spark]`` and Java). A newcomer would get wrong:
the choice belongs to a block of code, not to the process; and only this room and ``store`` open a database.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import Protocol, cast

import pandas as pd

from landscape import knowledge
from landscape.engine.exchange import as_frame, as_table

ENGINES = ("duckdb", "spark")
MASTER = "LANDSCAPE_SPARK_MASTER"
"""Environment variable with the address of a Spark cluster; without it Spark runs on this computer."""


class Engine(Protocol):
    """What a place to run SQL must offer; ``engine.duck`` and ``engine.spark`` are modules of this shape."""

    def run(self, steps: Mapping[str, str], tables: Mapping[str, object]) -> object:
        """Run the steps over Arrow tables and give the last one back as an Arrow table."""

    def read_parquet(self, path: Path) -> object:
        """The rows of a Parquet file or folder as an Arrow table."""

    def write_parquet(self, table: object, path: Path) -> None:
        """Write an Arrow table as Parquet to ``path``, which does not exist yet."""


@dataclass
class Run:
    """One stay on an engine: which one, and per set of steps the rows that came in and the seconds it took."""

    engine: str
    steps: list[tuple[str, int, float]] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """The rows of the largest table that came in."""
        return max((rows for _, rows, _ in self.steps), default=0)

    @property
    def seconds(self) -> float:
        """The time the steps took together."""
        return sum(seconds for _, _, seconds in self.steps)


_CURRENT: ContextVar[Run | None] = ContextVar("landscape_engine", default=None)


@contextmanager
def running(engine: str = "duckdb") -> Iterator[Run]:
    """Within this block SQL runs on ``engine``; gives the account of what ran.

    Raises:
        PortfolioError: an engine we do not have, or one that cannot start here; says what is missing.
    """
    if engine not in ENGINES:
        raise knowledge.refuse("unknown_engine", asked=engine)
    stay = Run(engine)
    token = _CURRENT.set(stay)
    try:
        yield stay
    finally:
        _CURRENT.reset(token)


def run_steps(steps: Mapping[str, str], **tables: pd.DataFrame) -> pd.DataFrame:
    """Run SQL ``steps`` over ``tables`` and return the last step's rows.

    Args:
        steps: output name to SELECT statement, in order; a later one may name an earlier one.
        tables: frames by the name the SQL uses. The last step should ORDER BY all that makes it deterministic.
    """
    stay = _CURRENT.get() or Run("duckdb")
    begun = perf_counter()
    answer = _engine(stay.engine).run(steps, {name: as_table(frame) for name, frame in tables.items()})
    rows = max((len(frame) for frame in tables.values()), default=0)
    stay.steps.append((list(steps)[-1], rows, perf_counter() - begun))
    return as_frame(answer)


def read_parquet(path: Path) -> pd.DataFrame:
    """The rows of a Parquet file or folder, read by the current engine."""
    stay = _CURRENT.get() or Run("duckdb")
    return as_frame(_engine(stay.engine).read_parquet(path))


def write_parquet(frame: pd.DataFrame, path: Path) -> None:
    """Write ``frame`` as Parquet with the current engine; DuckDB leaves a file, Spark a folder of parts."""
    stay = _CURRENT.get() or Run("duckdb")
    _engine(stay.engine).write_parquet(as_table(frame), path)


def fingerprint(frame: pd.DataFrame) -> str:
    """SHA-256 over names and values: equal frames have equal fingerprints, whichever engine made them."""
    digest = hashlib.sha256("\x1f".join(frame.columns).encode())
    for name in frame.columns:
        cells = frame[name].map(lambda value: "" if pd.isna(value) else str(value))
        digest.update(("\x1e" + "\x1f".join(cells)).encode())
    return digest.hexdigest()


def _engine(name: str) -> Engine:
    return cast("Engine", import_module(f"landscape.engine.{'duck' if name == 'duckdb' else name}"))
