#!/usr/bin/env python3
"""Two commands on a fresh machine, with nothing but Python 3.11 or newer.

    python3 run.py                 make .venv, analyse the sample partnership, print the outcome, open the app with it
    python3 run.py a.xlsx b.csv    the same for your own files
    python3 run.py --no-app        stop after printing
    python3 run.py test            install what tests need (browser, Java, nginx, where allowed) and run everything

Only the standard library is used here, because nothing is installed yet.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import socket
import subprocess
import sys
import time
import venv
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
SAMPLES = HERE / "data" / "samples" / "ijsselrand"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
JAVA = ("java",)
PROXY = ("nginx",)
FIRST_PORT = 8501
CANNOT_GO_ON = 1
DONE, SOME_REFUSED = 0, 4  # exit statuses of the analysis after which there is an outcome


def main() -> int:
    """Do what the arguments ask; a sentence and exit status 1 when something is missing."""
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever starts this may have an older one
        return stop(f"Python 3.11 of nieuwer is nodig; dit is {sys.version.split()[0]}.")
    if sys.argv[1:2] == ["test"]:
        return test()
    parser = argparse.ArgumentParser(description="Landschapswijzer: analyseer applicatielijsten en open de app.")
    parser.add_argument("files", nargs="*", type=Path, help="spreadsheets; zonder: het voorbeeld IJsselrand")
    parser.add_argument("--no-app", action="store_true", help="stop na het afdrukken van de uitkomst")
    parser.add_argument("--out", type=Path, default=HERE / "out", help="map voor de uitkomst (standaard: out)")
    parser.add_argument("--reference-date", help="peildatum jjjj-mm-dd (standaard: vandaag)")
    return run(parser.parse_args())


def run(options: argparse.Namespace) -> int:
    """Install, analyse, and serve the app with the same files unless that was not wanted."""
    prepare(extra="")
    files = [str(file.resolve()) for file in options.files] or sample_files()
    day = ["--reference-date", options.reference_date] if options.reference_date else []
    analyse = [str(PYTHON), "-m", "landscape", "analyse", *files, "--out", str(options.out.resolve()), *day]
    status = subprocess.run(analyse, cwd=HERE, check=False).returncode
    if status not in (DONE, SOME_REFUSED):
        return status
    print(f"De uitkomst staat in de map {options.out.name} (CSV-bestanden en report.xlsx).", flush=True)
    if options.no_app:
        return status
    serve = [str(PYTHON), "-m", "landscape", "serve", *files, "--port", str(free_port()), *day]
    return subprocess.run(serve, cwd=HERE, check=False).returncode


def sample_files() -> list[str]:
    """The inventories of the sample partnership; ``expected.csv`` holds its answers and is no inventory."""
    found = sorted(
        file for file in SAMPLES.iterdir() if file.suffix in {".xlsx", ".csv"} and file.name != "expected.csv"
    )
    return [str(file) for file in found]


def test() -> int:
    """Install the test extras, a browser, Java and nginx, check style, types and walls, and run all tests."""
    prepare(extra="[test]")
    browser_present = find_or_install(BROWSERS, ("chromium", "fonts-dejavu-core"), "de browserproeven")
    java_present = find_or_install(JAVA, ("default-jre-headless",), "de proef met Spark")
    proxy_present = find_or_install(PROXY, ("nginx-light", "openssl"), "de proef met de proxy")
    checks = (
        ["-m", "ruff", "check", "."],
        ["-m", "ruff", "format", "--check", "."],
        ["-m", "mypy"],
        ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
    )
    failed = [check[1] for check in checks if subprocess.run([str(PYTHON), *check], cwd=HERE, check=False).returncode]
    if not java_present:
        print("Geen Java: de proef met Spark wordt overgeslagen (of faalt, als CI=true).", flush=True)
    if not browser_present:
        print("Geen browser: de browserproeven worden overgeslagen (of falen, als CI=true).", flush=True)
    if not proxy_present:
        print("Geen nginx: de proeven met de proxy worden overgeslagen.", flush=True)
    tests = subprocess.run([str(PYTHON), "-m", "pytest", "-n", "2", "--dist", "loadfile"], cwd=HERE, check=False)
    if failed:
        print(f"Niet in orde: {', '.join(failed)} (zie hierboven).", file=sys.stderr)
    return tests.returncode or int(bool(failed))


def prepare(extra: str) -> None:
    """Make the environment and install the package with the tested versions, unless that was done already."""
    stamp = ENVIRONMENT / f"installed{extra.strip('[]')}.stamp"
    wanted = fingerprint()
    if PYTHON.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return
    if not PYTHON.exists():
        say("Omgeving maken in .venv")
        try:
            venv.create(ENVIRONMENT, with_pip=True, clear=ENVIRONMENT.exists())
        except (OSError, subprocess.CalledProcessError):
            shutil.rmtree(ENVIRONMENT, ignore_errors=True)
            sys.exit(stop("Python kon geen omgeving maken. Op Debian en Ubuntu: apt install python3-venv."))
    say("Pakketten installeren (de eerste keer duurt dit ongeveer een minuut)")
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
               "--constraint", "constraints.txt", "--editable", f".{extra}"]  # fmt: skip
    if subprocess.run(command, cwd=HERE, check=False).returncode:
        sys.exit(
            stop("De pakketten konden niet worden geïnstalleerd. Is er toegang tot de pakketbron die pip gebruikt?")
        )
    stamp.write_text(wanted, encoding="utf-8")


def fingerprint() -> str:
    """Changes when the wanted packages change, so that an old environment is brought up to date."""
    parts = [(HERE / name).read_bytes() for name in ("pyproject.toml", "constraints.txt")]
    return hashlib.sha256(b"\0".join([*parts, sys.version.encode()])).hexdigest()


def find_or_install(programs: Sequence[str], packages: Sequence[str], purpose: str) -> bool:
    """Is one of the programs there? On Debian as root, install the packages when it is not."""
    if any(shutil.which(name) for name in programs):
        return True
    may_install = shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0
    if not may_install:
        return False
    say(f"{packages[0]} installeren voor {purpose}")
    quiet = {"cwd": HERE, "check": False, "stdout": subprocess.DEVNULL}
    subprocess.run(["apt-get", "update"], **quiet)
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    subprocess.run(install, **quiet, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})
    return any(shutil.which(name) for name in programs)


def free_port() -> int:
    """The usual port of the app, or the next one nobody uses."""
    for port in range(FIRST_PORT, FIRST_PORT + 50):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
    return FIRST_PORT


def say(text: str) -> None:
    """One line of progress with the time of day."""
    print(f"[{time.strftime('%H:%M:%S')}] {text}", flush=True)


def stop(sentence: str) -> int:
    """Say why we cannot go on."""
    print(f"Landschapswijzer kan niet verder: {sentence}", file=sys.stderr)
    return CANNOT_GO_ON


if __name__ == "__main__":
    sys.exit(main())
