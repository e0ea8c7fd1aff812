"""A real server of a partnership for the tests: a stored partnership of two gemeenten, a provider, and the app.

The provider is Canaille (package ``pytest-iam``), a small open-source OIDC server. Every cell of the two gemeenten
carries a marker, so that a byte of the one in an answer to the other is found wherever it stands.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from landscape.partnership import open_partnership

ROOT = Path(__file__).resolve().parents[2]
NAME = "Proefregio"
AADORP, BEEKSTAD = "Aadorp", "Beekstad"
MARKS = {AADORP: "qaaz", BEEKSTAD: "qbbz"}
"""In every free text of the gemeente; a price of Aadorp ends on 11, one of Beekstad on 22."""

COOKIE_SECRET = "een-geheim-van-meer-dan-dertig-tekens"


def inventory(organisation: str, rows: int = 12) -> str:
    """A list of one gemeente in which every cell but the shared names carries its mark."""
    mark = MARKS[organisation]
    price = {AADORP: 11, BEEKSTAD: 22}[organisation]
    head = "Organisatie;Applicatie;Leverancier;Omschrijving;Kosten per jaar;Opmerkingen;Einddatum contract;Hosting"
    shared = ["Zaaksysteem", "Burgerzaken"]
    names = [*shared, *(f"{mark}naam{number}" for number in range(rows - len(shared)))]
    lines = [
        f"{organisation};{name};{mark}leverancier;{mark} omschrijving {name} zaakafhandeling;{1000 + number}{price};"
        f"{mark} notitie {number};31-12-20{28 + number % 3};eigen server {mark}"
        for number, name in enumerate(names)
    ]
    return "\r\n".join([head, *lines])


def make_partnership(folder: Path, rows: int = 12) -> Path:
    """The partnership file with both inventories accepted."""
    path = folder / f"{NAME}.duckdb"
    with open_partnership(path, create=True) as partnership:
        for organisation in (AADORP, BEEKSTAD):
            source = folder.parent / f"{organisation}.csv"
            source.write_text(inventory(organisation, rows), encoding="utf-8")
            partnership.accept(partnership.preview(source, organisation=organisation), by="beheerder")
    return path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Running:
    """A server of a partnership: its address, its folder and what it wrote."""

    port: int
    data: Path
    config: Path
    output: Path

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"


def configuration(data: Path, port: int, metadata: str, people: Mapping[str, str], **more: str) -> str:
    """The TOML of a server; ``people`` holds the inline table of roles by e-mail address."""
    extra = "\n".join(f"{key} = {value}" for key, value in more.items())
    roles = "\n".join(f'"{name}" = {table}' for name, table in people.items())
    return f"""
[partnership]
name = "{NAME}"
data = "{data}"
shares = "counts"

[login]
metadata = "{metadata}"
client_id = "landschap"
address = "http://localhost:{port}"
{extra}

[people]
{roles}
"""


@contextmanager
def serving(config: Path, port: int, data: Path, client_secret: str, *options: str) -> Iterator[Running]:
    """The app as ``landscape serve --mode partnership`` starts it; ended by its own process id."""
    output = config.with_name("server.log")
    environment = {
        **os.environ,
        "LANDSCHAP_CLIENT_SECRET": client_secret,
        "LANDSCHAP_COOKIE_SECRET": COOKIE_SECRET,
        "AUTHLIB_INSECURE_TRANSPORT": "1",
    }
    command = [sys.executable, "-m", "landscape", "serve", "--mode", "partnership", "--config", str(config)]
    command += ["--port", str(port), *options]
    with output.open("w", encoding="utf-8") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True)
        try:
            wait_until_healthy(port)
            yield Running(port, data, config, output)
        finally:
            os.killpg(server.pid, 15)
            server.wait(timeout=20)


def wait_until_healthy(port: int, seconds: float = 150) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the server did not become healthy")


def marks_in(content: bytes | str) -> set[str]:
    """The gemeenten whose mark or price stands in ``content``."""
    return {name for name in MARKS if mark_of(name, content)}


def mark_of(organisation: str, content: bytes | str) -> str:
    """The first mark or price of the gemeente in ``content`` with what stands around it; "" for none.

    A price stands on its own: the end of a random id ("…-8f104522") is none.
    """
    text = content.decode("latin-1") if isinstance(content, bytes) else content
    price = {AADORP: "11", BEEKSTAD: "22"}[organisation]
    found = re.search(rf"(?i){MARKS[organisation]}|(?<![0-9a-f-])10\d\d{price}(?![0-9a-f-])", text)
    return text[max(0, found.start() - 40) : found.end() + 40] if found else ""
