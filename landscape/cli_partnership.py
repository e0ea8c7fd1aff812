"""``landscape partnership ...``: a stored partnership on the command line, thin over :class:`Partnership`.

Exit status: 0 done; 2 wrong arguments; 3 refused, with one sentence. ``import`` is a dry run and stores nothing;
``accept`` shows the same and stores it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import typer

from landscape import knowledge
from landscape.cli_refusals import refusals
from landscape.partnership import Partnership, Preview, open_partnership, restore_partnership
from landscape.report.differences import readable
from landscape.report.folder import write_csv
from landscape.report.labels import column_label
from landscape.report.summary import printable, summary_lines

_MOST_LINES = 50

app = typer.Typer(no_args_is_help=True, help="Een samenwerkingsverband bewaren: inlezen, oordelen, besluiten.")

Store = Annotated[Path, typer.Argument(metavar="SAMENWERKINGSVERBAND", help="Het bestand, bijvoorbeeld regio.duckdb.")]
File = Annotated[Path, typer.Argument(metavar="BESTAND", help="Een spreadsheet met applicaties.")]
Organisation = Annotated[str | None, typer.Option("--organisation", help="Van wie deze lijst is.")]
By = Annotated[str, typer.Option("--by", help="Uw rol, voor het logboek.")]


@app.command("new")
def new_command(store: Store) -> None:
    """Maak een leeg samenwerkingsverband."""
    with refusals():
        open_partnership(store, create=True).close()
    _say("made", file=store.name)


@app.command("import")
def import_command(store: Store, file: File, organisation: Organisation = None) -> None:
    """Proef: wat zou dit bestand veranderen? Er wordt niets opgeslagen."""
    with _opened(store) as partnership:
        preview = partnership.preview(file, organisation=organisation)
    _show(preview)
    of = ["--organisation", organisation] if organisation else []
    _say("dry_run", command=" ".join(map(_typed, ["landscape partnership accept", str(store), str(file), *of])))


@app.command("accept")
def accept_command(
    store: Store,
    file: File,
    organisation: Organisation = None,
    ended: Annotated[
        list[str] | None, typer.Option("--ended", metavar="ID", help="Deze applicatie is echt beëindigd; mag vaker.")
    ] = None,
    renamed: Annotated[
        list[str] | None, typer.Option("--renamed", metavar="NIEUW=OUD", help="Dit is dezelfde applicatie; mag vaker.")
    ] = None,
    by: By = "",
) -> None:
    """Neem een bestand over, in een keer of helemaal niet."""
    pairs = dict(_renamed(value) for value in renamed or [])
    with _opened(store) as partnership:
        preview = partnership.preview(file, organisation=organisation, renamed=pairs)
        accepted = partnership.accept(preview, by=by, ended=ended or [], renamed=pairs)
    _show(preview)
    _say("repeated" if accepted.repeated else "accepted", number=accepted.import_id)


@app.command("analyse")
def analyse_command(
    store: Store,
    out: Annotated[Path, typer.Option("--out", help="Map voor de uitkomst (CSV en report.xlsx).")] = Path("out"),
    reference_date: Annotated[str | None, typer.Option("--reference-date", metavar="JJJJ-MM-DD")] = None,
    only_given: Annotated[
        bool, typer.Option("--only-given", help="Laat bij applicaties alleen staan wat een bestand gaf.")
    ] = False,
    certainty: Annotated[
        bool, typer.Option("--certainty", help="Schrijf ook certainty.csv: per waarde hoe zeker, welke cel, welke dag.")
    ] = False,
) -> None:
    """Analyseer alles wat is overgenomen; oordelen gaan voor."""
    with _opened(store) as partnership:
        region = partnership.analyse(reference_date=reference_date)
        region.to_folder(out, given_only=only_given)
        if certainty:
            write_csv(partnership.certainty(region), out / "certainty.csv")
    for line in summary_lines(region.frames(), region.inventories, "nl"):
        typer.echo(line)


@app.command("export")
def export_command(
    store: Store,
    workbook: Annotated[Path, typer.Argument(metavar="WERKMAP", help="Het xlsx-bestand dat gemaakt wordt.")],
    organisation: Organisation = None,
) -> None:
    """Schrijf een werkmap om te verbeteren en weer in te lezen."""
    with _opened(store) as partnership:
        partnership.export(workbook, organisation=organisation)
        stored = partnership.applications()
    count = len(stored) if organisation is None else int((stored["organisation"] == organisation).sum())
    _say("exported", file=workbook.name, count=count)


@app.command("backup")
def backup_command(
    store: Store, target: Annotated[Path, typer.Argument(metavar="KOPIE", help="Het nieuwe bestand.")]
) -> None:
    """Maak een reservekopie."""
    with _opened(store) as partnership:
        partnership.backup(target)
    _say("backed_up", file=target.name)


@app.command("restore")
def restore_command(
    store: Store, source: Annotated[Path, typer.Argument(metavar="KOPIE", help="De reservekopie.")]
) -> None:
    """Zet een reservekopie terug; het vorige bestand blijft ernaast staan."""
    with refusals():
        aside = restore_partnership(store, source)
    _say("restored", file=store.name)
    if aside is not None:
        _say("set_aside", file=aside.name)


@app.command("remove")
def remove_command(
    store: Store,
    organisation: Annotated[str, typer.Argument(metavar="ORGANISATIE")],
    yes: Annotated[bool, typer.Option("--yes", help="Niet vragen.")] = False,
    by: By = "",
) -> None:
    """Verwijder een organisatie met alles wat van haar bewaard is."""
    if not yes:
        typer.confirm(knowledge.sentence("partnership", "confirm_remove", organisation=organisation), abort=True)
    with _opened(store) as partnership:
        removed = partnership.remove_organisation(organisation, by=by)
    _say("removed", organisation=organisation, applications=removed.applications)
    if removed.still_beside:
        _say("still_beside", files=", ".join(removed.still_beside))


@app.command("undo")
def undo_command(store: Store, by: By = "") -> None:
    """Draai de laatste inlezing terug."""
    with _opened(store) as partnership:
        undone = partnership.undo(by=by).to_dict("records")[0]
    _say("undone", number=undone["import_id"], file=undone["file"], organisation=undone["organisation"])


@contextmanager
def _opened(store: Path) -> Iterator[Partnership]:
    with refusals(), open_partnership(store, create=False) as partnership:
        for notice in partnership.notices:
            typer.echo(printable(notice), err=True)
        yield partnership


def _say(key: str, **values: Any) -> None:
    typer.echo(printable(knowledge.sentence("partnership", key, **values)))


def _typed(word: str) -> str:
    """A word as somebody has to type it; the first one is the command itself."""
    return f'"{word}"' if " " in word and not word.startswith("landscape ") else word


def _renamed(value: str) -> tuple[str, str]:
    new, separator, old = value.partition("=")
    if not separator or not new.strip() or not old.strip():
        raise typer.BadParameter(knowledge.sentence("partnership", "bad_renamed", value=value))
    return new.strip(), old.strip()


def _show(preview: Preview) -> None:
    """Counts first, then every refused row, new one, changed value, missing one and suggestion; a screenful each."""
    changes = preview.changes
    _say("counts", file=preview.inventory.file, organisation=preview.inventory.organisation, **preview.counts)
    refused = preview.findings[preview.findings["severity"] == "refused"]
    if len(refused):
        _say("refused_title", count=len(refused))
    _lines(refused, _refused_line)
    added = changes.applications[changes.applications["what"] == "added"]
    if len(added):
        _say("added_title", count=len(added))
    _lines(added, lambda row: knowledge.sentence("partnership", "added", **row))
    if len(changes.fields):
        _say("fields_title", count=len(changes.fields))
    _lines(readable(changes.fields), _field_line)
    if len(changes.missing):
        _say("missing_title", count=len(changes.missing))
    _lines(changes.missing, lambda row: knowledge.sentence("partnership", "missing", **row))
    _lines(changes.suggestions, _suggestion_line)
    if changes.fields_kept:
        _say("kept", fields=", ".join(column_label(name) for name in changes.fields_kept))


def _lines(frame: pd.DataFrame, line: Callable[[dict[str, Any]], str]) -> None:
    for row in frame.head(_MOST_LINES).to_dict("records"):
        typer.echo(printable(line({str(key): value for key, value in row.items()})))
    if len(frame) > _MOST_LINES:
        _say("and_more", count=len(frame) - _MOST_LINES)


def _refused_line(row: dict[str, Any]) -> str:
    return knowledge.sentence("partnership", "refused" if row["sheet"] else "refused_csv", **row)


def _field_line(row: dict[str, Any]) -> str:
    return knowledge.sentence(
        "partnership", "field", name=row["name"], field=row["field"], old=row["old_value"], new=row["new_value"]
    )


def _suggestion_line(row: dict[str, Any]) -> str:
    ids = {"id_before": row["application_id_before"], "id_after": row["application_id"]}
    return knowledge.sentence("partnership", "suggestion", before=row["name_before"], after=row["name"], **ids)
