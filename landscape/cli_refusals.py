"""How every command ends when it is refused: one sentence on the error stream and an exit status, no traceback."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from landscape.findings import PortfolioError
from landscape.report.summary import printable

WRONG, REFUSED = 2, 3
"""Exit status for a command that was wrong, and for one that was understood and refused."""

_ARGUMENTS = (
    "wish_about_no_file", "wish_about_several_files", "unknown_language", "no_such_file", "unknown_engine",
    "spark_not_installed", "java_not_installed", "parquet_alone", "parquet_unreadable",
    "mapping_unreadable", "unknown_field",
)  # fmt: skip
"""Refusals that say the command was wrong, not the contents of a file."""


@contextmanager
def refusals() -> Iterator[None]:
    """A refusal inside this block ends the program with its sentence."""
    try:
        yield
    except PortfolioError as problem:
        typer.echo(printable(str(problem)), err=True)
        raise typer.Exit(WRONG if problem.code in _ARGUMENTS else REFUSED) from problem
