"""``landscape access ...`` and what ``landscape serve --mode partnership`` needs before it may start.

Everything that can be wrong with a server is found here, before it listens: the mode, the configuration file, both
secrets and the packages for logging in. Exit status 3 with one sentence, as everywhere. A newcomer would pass secrets
on the command line, where every process of the machine can read them.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from landscape import knowledge
from landscape.access import settings as configuration
from landscape.access.audit import AuditLog
from landscape.cli_refusals import REFUSED, refusals

_LOGIN_PACKAGES = ("authlib", "httpx", "joserfc")

app = typer.Typer(no_args_is_help=True, help="Server van een samenwerkingsverband: instellingen en logboek nakijken.")

Config = Annotated[Path, typer.Option("--config", metavar="BESTAND", help="Het configuratiebestand (TOML).")]


@app.command("check")
def check_command(config: Config) -> None:
    """Kijk de instellingen en de geheimen na, zonder te starten."""
    with refusals():
        said = prepared(config)
    typer.echo(knowledge.sentence("access_cli", "sound", name=said.partnership, people=len(said.people)))
    for remark in _remarks(said):
        typer.echo(remark)


@app.command("log-check")
def log_check_command(config: Config) -> None:
    """Kijk na of er in het logboek geen regel veranderd of weggehaald is."""
    with refusals():
        log = AuditLog(configuration.load(config).data)
    if place := log.broken_at():
        typer.echo(knowledge.sentence("access_cli", "log_broken", place=place), err=True)
        raise typer.Exit(REFUSED)
    typer.echo(knowledge.sentence("access_cli", "log_whole", lines=len(log.read())))


@app.command("log-clean")
def log_clean_command(config: Config) -> None:
    """Verwijder de maanden van het logboek die ouder zijn dan de bewaartermijn."""
    with refusals():
        said = configuration.load(config)
    removed = AuditLog(said.data).clean_up(today=datetime.now(UTC), months=said.log_months)
    typer.echo(knowledge.sentence("access_cli", "log_cleaned", files=len(removed), months=said.log_months))


def prepared(config: Path) -> configuration.Settings:
    """The settings, when everything a server needs is there.

    Raises:
        PortfolioError: something is missing.
    """
    said = configuration.load(config)
    for name in ("client_secret", "cookie_secret"):
        configuration.secret(name, config)
    if any(find_spec(name) is None for name in _LOGIN_PACKAGES):
        raise knowledge.refuse("login_packages")
    return said


def _remarks(said: configuration.Settings) -> list[str]:
    """What does not stand in the way of starting, but whoever looks after the server wants to know."""
    told = []
    everywhere = [name for name, roles in said.people.items() if "*" in roles.get("beheerder", ())]
    if said.people and not everywhere:
        told.append(knowledge.sentence("access_cli", "nobody_beheerder"))
    if not (said.data / f"{said.partnership}.duckdb").exists():
        told.append(knowledge.sentence("access_cli", "no_partnership_yet", file=f"{said.partnership}.duckdb"))
    return told


def say_where(mode: str, config: Path | None, port: int) -> None:
    """The address people use, and what is remarkable about this server."""
    here = f"http://localhost:{port}"
    if mode == "local" or config is None:
        typer.echo(knowledge.sentence("summary", "serving", address=here))
        return
    said = configuration.load(config)
    typer.echo(knowledge.sentence("access_cli", "serving", name=said.partnership, address=said.address, here=here))
    for remark in _remarks(said):
        typer.echo(remark)


def opening(mode: str, files: Sequence[Path], reference_date: str | None) -> dict[str, str]:
    """The environment that tells the app which ``files`` to open with, and the day to look at them.

    Raises:
        PortfolioError: a server of a partnership opens what it holds, no files of whoever starts it.
    """
    if mode == "local":
        said = {"files": [str(file.resolve()) for file in files], "reference_date": reference_date}
        return {configuration.START_SETTING: json.dumps(said)}
    if files:
        raise knowledge.refuse("partnership_with_files")
    return {}


@contextmanager
def server(mode: str, config: Path | None, address: str) -> Iterator[tuple[list[str], dict[str, str]]]:
    """Arguments for Streamlit and the environment of the app in ``mode``; a file with the secrets lives as long.

    Raises:
        PortfolioError: the mode is unknown or not wholly configured.
    """
    if mode not in configuration.MODES:
        raise knowledge.refuse("mode_unknown", mode=mode)
    if mode == "local":
        if config is not None:
            raise knowledge.refuse("local_with_config")
        if address not in configuration.LOCAL_HOSTS:
            raise knowledge.refuse("local_not_local")
        yield ["--server.address", address], {configuration.MODE_SETTING: "local"}
        return
    if config is None:
        raise knowledge.refuse("mode_needs_config")
    said = prepared(config)
    with tempfile.TemporaryDirectory(prefix="landschap-", dir=os.environ.get("RUNTIME_DIRECTORY")) as private:
        secrets = Path(private) / "secrets.toml"
        secrets.touch(mode=0o600)
        secrets.write_text(_secrets(said, config), encoding="utf-8")
        arguments = ["--server.address", address, "--secrets.files", str(secrets)]
        arguments += ["--browser.serverAddress", str(urlsplit(said.address).hostname)]
        environment = {configuration.MODE_SETTING: mode, configuration.FILE_SETTING: str(config.resolve())}
        yield arguments, environment


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> int:
    """Run the app until it ends, or until somebody asks us to stop: then it stops too, and its secrets are cleaned up.

    A newcomer would leave SIGTERM to the system: that leaves the app running without us, and as the first process of a
    container Python does not react to it at all.
    """

    def asked(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, asked)
    try:
        with subprocess.Popen(command, cwd=folder, env=environment) as child:  # noqa: S603 our own command
            try:
                return child.wait()
            except KeyboardInterrupt:
                child.terminate()
                child.wait()
                return 0
    finally:
        signal.signal(signal.SIGTERM, before)


def _secrets(said: configuration.Settings, config: Path) -> str:
    """The file Streamlit reads its login from; a JSON text is a TOML text as well."""
    values = {
        "redirect_uri": said.redirect_uri,
        "cookie_secret": configuration.secret("cookie_secret", config),
        "client_id": said.client_id,
        "client_secret": configuration.secret("client_secret", config),
        "server_metadata_url": said.metadata,
    }
    lines = [f"{name} = {json.dumps(value)}" for name, value in values.items()]
    passed = [f"{name} = {json.dumps(value)}" for name, value in (("scope", said.scope), ("prompt", said.prompt))]
    return "\n".join(["[auth]", *lines, "", "[auth.client_kwargs]", *passed, ""])
