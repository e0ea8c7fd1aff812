"""The command line: thin, calls the same functions as the app and the notebook.

Exit status: 0 done; 2 wrong arguments; 3 no application could be read from any file; 4 some files were refused.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from landscape import cli_access, cli_partnership, knowledge
from landscape.days import as_reference_date
from landscape.findings import PortfolioError
from landscape.pipeline import Progress, Region, analyse
from landscape.report.summary import printable, summary_lines

WRONG, NOTHING_READ, SOME_REFUSED = 2, 3, 4
_ARGUMENTS = ("wish_about_no_file", "wish_about_several_files", "unknown_language")

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False,
                  help="Landschapswijzer: van applicatielijsten naar uitgelegde saneringskandidaten.")  # fmt: skip

app.add_typer(cli_partnership.app, name="partnership")
app.add_typer(cli_access.app, name="access")


@app.callback()
def _root() -> None:
    """Landschapswijzer: van applicatielijsten naar uitgelegde saneringskandidaten."""


@app.command("analyse")
def analyse_command(
    files: Annotated[list[Path], typer.Argument(metavar="BESTAND...", help="Spreadsheets met applicaties.")],
    out: Annotated[Path, typer.Option("--out", help="Map voor de uitkomst (CSV en report.xlsx).")] = Path("out"),
    organisation: Annotated[
        list[str] | None,
        typer.Option("--organisation", metavar="NAAM=BESTAND", help="Organisatie van een bestand; mag vaker."),
    ] = None,
    reference_date: Annotated[
        str | None, typer.Option("--reference-date", metavar="JJJJ-MM-DD", help="Peildatum; anders vandaag.")
    ] = None,
    language: Annotated[str, typer.Option("--language", help="nl of en.")] = "nl",
) -> None:
    """Analyseer bestanden: rijen, gereedheid, overlap en saneringskandidaten met redenen."""
    names = _organisations(organisation or [], files)
    try:
        on = as_reference_date(reference_date)
    except PortfolioError as problem:
        raise typer.BadParameter(str(problem), param_hint="--reference-date") from problem
    try:
        region = analyse(files, organisations=names, reference_date=on, language=language,
                         progress=_show_progress(language))  # fmt: skip
    except PortfolioError as problem:
        typer.echo(printable(str(problem)), err=True)
        raise typer.Exit(WRONG if problem.code in _ARGUMENTS else NOTHING_READ) from problem
    try:
        region.to_folder(out)
    except PortfolioError as problem:
        raise typer.BadParameter(str(problem), param_hint="--out") from problem
    _print(region, language)
    raise typer.Exit(SOME_REFUSED if region.refused else 0)


@app.command()
def serve(
    port: Annotated[int, typer.Option("--port", help="Poort op deze computer.")] = 8501,
    mode: Annotated[str, typer.Option("--mode", help="local (zonder inlog) of partnership (met inlog).")] = "local",
    config: Annotated[
        Path | None, typer.Option("--config", envvar="LANDSCHAP_CONFIG", help="Configuratiebestand van een server.")
    ] = None,
    address: Annotated[str, typer.Option("--address", help="Adres waarop de app luistert.")] = "localhost",
) -> None:
    """Start de app op deze computer en druk het adres af."""
    script = Path(__file__).parents[1] / "app.py"
    if not script.exists():
        typer.echo(knowledge.sentence("summary", "no_app"), err=True)
        raise typer.Exit(2)
    # These two settings cut the memory of a session by a third (measured; see docs).
    small = {"MALLOC_ARENA_MAX": "2", "ARROW_DEFAULT_MEMORY_POOL": "system"}
    with cli_access.refusals(), cli_access.server(mode, config, address) as (arguments, environment):
        typer.echo(knowledge.sentence("summary", "serving", address=f"http://localhost:{port}"))
        command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port), *arguments]
        ended = subprocess.run(command, cwd=script.parent, env={**small, **os.environ, **environment}, check=False)  # noqa: S603
    raise typer.Exit(ended.returncode)


def _organisations(pairs: list[str], files: list[Path]) -> dict[str, str]:
    """Organisation by file, as it was typed, out of NAME=FILE arguments."""
    known = {str(path) for path in files} | {path.name for path in files}
    names: dict[str, str] = {}
    for pair in pairs:
        name, separator, file = pair.rpartition("=")
        if not separator or not name.strip() or file not in known:
            raise typer.BadParameter(knowledge.sentence("summary", "bad_organisation", value=pair))
        names[file] = name.strip()
    return names


def _show_progress(language: str) -> Progress:
    def show(step: str, share: float) -> None:
        typer.echo(f"{share:4.0%} {knowledge.sentence('step', step, language)}", err=True)

    return show


def _print(region: Region, language: str) -> None:
    for line in summary_lines(region.frames(), region.inventories, language):
        typer.echo(line)
    for refused in region.refused:
        typer.echo(
            printable(knowledge.sentence("summary", "refused", language, file=refused.file, sentence=refused.sentence))
        )


def main() -> None:
    """Entry point of the command ``landscape``."""
    app()
