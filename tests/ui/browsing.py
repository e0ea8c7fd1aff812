"""What the browser tests share: the served app, when a page is at rest, and what axe says of it."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from landscape.ui.labels import catalogue
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
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)
"""The last one: no name but our own leads anywhere, so a request to another host fails of itself."""
OURS = frozenset({"localhost", "127.0.0.1"})
IDLE = "html:not([data-redraw]) [data-testid='stApp'][data-test-script-state='notRunning']"
BACKGROUND = "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
STILL = "!document.getAnimations().some(one => one instanceof CSSTransition)"
"""Colours fade from one theme into the other; halfway they are nobody's choice."""
WIDER = "(() => { const m = document.querySelector('[data-testid=stMain]'); return m.scrollWidth - m.clientWidth })()"
_WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa")
COLOUR_RULES = ("color-contrast", "link-in-text-block")
"""What axe finds otherwise in another theme; its other rules look at what is there, not at how it looks."""
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


def violations(page: Any, rules: Sequence[str] = ()) -> list[str]:
    """What axe finds against WCAG A and AA, or against ``rules`` alone; an empty list is what we want."""
    from axe_playwright_python.sync_playwright import Axe

    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    asked = {"runOnly": list(rules or _WCAG), "resultTypes": ["violations"]}
    found = page.evaluate("asked => axe.run(asked).then(said => said.violations)", asked)
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]


def step(page: Any, base: str, name: str) -> None:
    """Go to the page ``name`` of an open session with its link: a page that loads anew starts the whole app again."""
    address = address_of("", name) or "/"
    page.locator(f"[data-testid=stSidebarNavLink][href$='{address}']").first.click()
    page.get_by_role("heading", name=catalogue("nl")["page"][name], exact=True, level=1).wait_for()
    page.wait_for_url(re.compile(f"^{re.escape(base)}{address}([?].*)?$"))
    idle(page)
