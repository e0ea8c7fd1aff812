"""What the browser tests share: the served app, when a page is at rest, and what axe says of it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.ui.small_region import ROOT

ARTEFACTS = ROOT / "artefacts"
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
OURS = frozenset({"localhost", "127.0.0.1"})
IDLE = "[data-testid='stApp'][data-test-script-state='notRunning']"
BACKGROUND = "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
WIDER = "(() => { const m = document.querySelector('[data-testid=stMain]'); return m.scrollWidth - m.clientWidth })()"
PATIENCE = int(os.environ.get("LANDSCHAP_TEST_PATIENCE", "120000"))
"""Milliseconds until a test gives up; this machine may be busy. Nothing waits this long unless it fails."""


@contextmanager
def serving(script: Path, **environment: str) -> Iterator[str]:
    """Serve ``script`` on a free port of this machine and yield its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    settings = {**os.environ, "PYTHONUNBUFFERED": "1", **environment}
    server = subprocess.Popen(
        command, cwd=ROOT, env=settings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        assert server.stdout is not None
        said = []
        for line in server.stdout:
            said.append(line)
            if "URL:" in line:
                break
        assert said, "the app said nothing"
        assert "URL:" in said[-1], "".join(said)
        threading.Thread(target=server.stdout.read, daemon=True).start()  # a full pipe would stop the server
        yield f"http://localhost:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def idle(page) -> None:
    page.locator(IDLE).wait_for()


def address_of(base: str, page: str) -> str:
    return base if page == "inlezen" else f"{base}/{page}"


def violations(page: Any) -> list[str]:
    """What axe finds against WCAG A and AA; an empty list is what we want."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]})
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found.response["violations"] for node in rule["nodes"]]
