"""The command line: thin, calls the same functions as the app and the notebook.

Exit status: 0 done; 2 wrong arguments; 3 no application could be read from any file; 4 some files were refused.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from landscape import cli_access, cli_engine, cli_mapping, cli_partnership, knowledge
from landscape.cli_refusals import refusals
from landscape.days import as_reference_date
from landscape.findings import PortfolioError
from landscape.pipeline import Progress, Region, analyse
from landscape.portfolio.unknown_names import names_to_add
from landscape.report.folder import write_csv
from landscape.report.summary import printable, summary_lines

SOME_REFUSED = 4

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False,
                  help="Landschapswijzer: van applicatielijsten naar uitgelegde saneringskandidaten.")  # fmt: skip

app.add_typer(cli_partnership.app, name="partnership")
app.add_typer(cli_access.app, name="access")


@app.callback()
def _root() -> None:
    """Landschapswijzer: van applicatielijsten naar uitgelegde saneringskandidaten."""


Files = Annotated[list[Path], typer.Argument(metavar="BESTAND...", help="Spreadsheets met applicaties.")]
Organisations = Annotated[
    list[str] | None,
    typer.Option("--organisation", metavar="NAAM=BESTAND", help="Organisatie van een bestand; mag vaker."),
]
ReferenceDate = Annotated[
    str | None, typer.Option("--reference-date", metavar="JJJJ-MM-DD", help="Peildatum; anders vandaag.")
]
Language = Annotated[str, typer.Option("--language", help="nl of en.")]
OnlyGiven = Annotated[bool, typer.Option("--only-given", help="Laat bij applicaties alleen staan wat een bestand gaf.")]
Certainty = Annotated[
    bool, typer.Option("--certainty", help="Schrijf ook certainty.csv: per waarde hoe zeker, en in welke cel.")
]


@app.command("analyse")
def analyse_command(
    files: Files,
    out: Annotated[Path, typer.Option("--out", help="Map voor de uitkomst (CSV en report.xlsx).")] = Path("out"),
    organisation: Organisations = None,
    reference_date: ReferenceDate = None,
    language: Language = "nl",
    only_given: OnlyGiven = False,
    certainty: Certainty = False,
    reports: Annotated[
        bool,
        typer.Option("--reports", help="Ook het Word-rapport, de pagina voor het college en het ArchiMate-model."),
    ] = False,
    mapping: Annotated[
        Path | None,
        typer.Option("--mapping", metavar="JSON", help="Wat kolommen betekenen: bestand, kolom en veld."),
    ] = None,
    engine: Annotated[
        str | None,
        typer.Option("--engine", help="duckdb of spark; leest dan ook Parquet en schrijft de frames als Parquet."),
    ] = None,
) -> None:
    """Analyseer bestanden: rijen, gereedheid, overlap en saneringskandidaten met redenen."""
    on = _day(reference_date)
    with refusals():
        _check_that_they_exist(files, language)
        names = _organisations(organisation or [], files)
        columns = cli_mapping.read_mapping(mapping, language) if mapping else {}
        wishes = {"organisations": names, "confirmed": columns, "language": language}
        region, told = _analysed(engine, files, on, {**wishes, "progress": _show_progress(language)})
    try:
        region.to_folder(out, given_only=only_given, with_certainty=certainty)
        if reports:
            region.to_reports(out)
        if engine is not None:
            folder = cli_engine.write_parquet(region, engine, out)
            told.append(knowledge.sentence("engine", "parquet", language, folder=folder.name))
    except PortfolioError as problem:
        raise typer.BadParameter(str(problem), param_hint="--out") from problem
    _print(region, language)
    for line in told:
        typer.echo(line)
    raise typer.Exit(SOME_REFUSED if region.refused else 0)


def _analysed(engine: str | None, files: list[Path], on: date, wishes: Mapping[str, Any]) -> tuple[Region, list[str]]:
    """The region, and what an engine has to say about its part; ``wishes`` are the arguments both roads take."""
    if engine is None:
        return analyse(files, reference_date=on, **wishes), []
    region, stay = cli_engine.analyse_on(engine, files, on=on, **wishes)
    return region, cli_engine.account(stay, wishes["language"])


@app.command("names")
def names_command(
    files: Files,
    out: Annotated[Path, typer.Option("--out", help="Het CSV-bestand met de invullijst.")] = Path("names_to_add.csv"),
    organisation: Organisations = None,
    language: Language = "nl",
) -> None:
    """Schrijf de namen die we niet kennen als invullijst voor knowledge/packages.csv, de meest gebruikte eerst."""
    with refusals():
        _check_that_they_exist(files, language)
        names = _organisations(organisation or [], files)
        region = analyse(files, organisations=names, language=language, progress=_show_progress(language))
    found = names_to_add(region.applications)
    try:
        write_csv(found, out)
    except OSError as problem:
        refused = knowledge.refuse("cannot_write", language, folder=out.parent.name or ".")
        raise typer.BadParameter(str(refused), param_hint="--out") from problem
    typer.echo(knowledge.sentence("engine", "names_written", language, count=len(found), file=out.name))


@app.command()
def serve(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[BESTAND...]", help="Lijsten waarmee de app opent.")
    ] = None,
    port: Annotated[int, typer.Option("--port", min=1, max=65_535, help="Poort op deze computer.")] = 8501,
    mode: Annotated[str, typer.Option("--mode", help="local (zonder inlog) of partnership (met inlog).")] = "local",
    config: Annotated[
        Path | None, typer.Option("--config", envvar="LANDSCHAP_CONFIG", help="Configuratiebestand van een server.")
    ] = None,
    address: Annotated[str, typer.Option("--address", help="Adres waarop de app luistert.")] = "localhost",
    reference_date: ReferenceDate = None,
) -> None:
    """Start de app op deze computer en druk het adres af."""
    _day(reference_date)
    with refusals():
        _check_that_they_exist(files or [], "nl")
    script = Path(__file__).parents[1] / ("app.py" if mode == "local" else "server.py")
    if not script.exists():
        typer.echo(knowledge.sentence("summary", "no_app"), err=True)
        raise typer.Exit(2)
    # These two settings cut the memory of a session by a third (measured; see docs).
    small = {"MALLOC_ARENA_MAX": "2", "ARROW_DEFAULT_MEMORY_POOL": "system"}
    with refusals(), cli_access.server(mode, config, address) as (arguments, environment):
        environment |= cli_access.opening(mode, files or [], reference_date)
        cli_access.say_where(mode, config, port)
        command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port), *arguments]
        ended = cli_access.run(command, script.parent, {**small, **os.environ, **environment})
    raise typer.Exit(ended)


def _day(reference_date: str | None) -> date:
    try:
        return as_reference_date(reference_date)
    except PortfolioError as problem:
        raise typer.BadParameter(str(problem), param_hint="--reference-date") from problem


def _check_that_they_exist(files: list[Path], language: str) -> None:
    spoken = language if language in knowledge.LANGUAGES else "nl"
    for file in files:
        if not file.exists():
            raise knowledge.refuse("no_such_file", spoken, file=file.name)


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
