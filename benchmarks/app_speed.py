"""How long somebody waits in the app: first page, page change, filter, at 3,000 and 175,000 applications.

``python benchmarks/app_speed.py [--rows 3000] [--rows 175000] [--times 10]``: headless Chromium against the served app,
medians and p95 of ``--times`` actions, with an empty Streamlit app measured in the same run; then the memory of the
server with six sessions open. Every figure is also kept in ``benchmarks/results/app_speed.json``, beside those of
earlier runs. Times are wall clock on this machine: measure when nothing else runs.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import re
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.app_speed_region import enlarged, sample  # noqa: E402 - this folder is no package when run as a script
from tests.ui.browsing import FLAGS, idle, serving  # noqa: E402

SESSIONS = 6
RESULTS = ROOT / "benchmarks" / "results" / "app_speed.json"
_EMPTY = "import streamlit as st\nst.title('leeg')\nst.button('druk', key='b')\nst.text(st.session_state.b)\n"
_SEEDED = """
import pickle, sys
from pathlib import Path
import streamlit as st
sys.path.insert(0, {root!r})
@st.cache_resource
def region():
    return pickle.loads(Path({file!r}).read_bytes())
st.session_state.setdefault("analysis", region())
exec(compile(Path({root!r}, "app.py").read_text(encoding="utf-8"), "app.py", "exec"))
"""


def main() -> None:
    """Measure what was asked and print one line per action."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, action="append")
    parser.add_argument("--times", type=int, default=10)
    asked = parser.parse_args()
    small = sample()
    with sync_playwright() as driver, TemporaryDirectory() as folder:
        browser = driver.chromium.launch(args=list(FLAGS), executable_path="/usr/bin/chromium")
        empty = Path(folder, "empty.py")
        empty.write_text(_EMPTY, encoding="utf-8")
        with serving(empty) as address:
            _say("empty app, first page", asked.times, lambda: _first(browser, address, "leeg"))
        for rows in asked.rows or [3_000, 175_000]:
            region, script = Path(folder, "region.pickle"), Path(folder, "seeded.py")
            big = enlarged(small, rows)
            region.write_bytes(pickle.dumps(big))
            script.write_text(_SEEDED.format(root=str(ROOT), file=str(region)), encoding="utf-8")
            with serving(script) as address:
                _measure(browser, address, f"{len(big.applications)} applications", asked.times)
        browser.close()


def _measure(browser: Any, address: str, name: str, times: int) -> None:
    _first(browser, f"{address}/landschap", "Landschap")  # the first visit of all reads the region and fills caches
    _say(f"{name}, first page", times, lambda: _first(browser, f"{address}/landschap", "Landschap"))
    page = browser.new_page()
    page.goto(f"{address}/landschap")
    page.get_by_role("heading", name="Landschap", level=1).wait_for()
    idle(page)
    for title in ("Applicaties", "Overlap", "Kandidaten", "Landschap"):
        _change(page, title)  # once before measuring: what is kept per session is made at the first visit
    for title in ("Applicaties", "Overlap", "Kandidaten", "Landschap"):
        _say(
            f"{name}, to {title}", times, lambda title=title: _change(page, title), lambda: _change(page, "Definities")
        )
    _change(page, "Applicaties")
    _say(f"{name}, filter", times, lambda: _filter(page, "Legacy"), lambda: _filter(page, "Legacy"))
    sessions = [browser.new_context().new_page() for _ in range(SESSIONS - 1)]
    for session in sessions:
        session.goto(f"{address}/landschap")
        session.get_by_role("heading", name="Landschap", level=1).wait_for()
        idle(session)
    memory = round(_memory())
    print(f"{name}, memory with {SESSIONS} sessions: {memory} MiB", flush=True)
    _keep(f"{name}, memory with {SESSIONS} sessions", {"mib": memory})


def _say(name: str, times: int, action: Callable[[], float], before: Callable[[], object] = lambda: None) -> None:
    took = []
    for _ in range(times):
        before()
        took.append(action())
    p95 = statistics.quantiles(took, n=20, method="inclusive")[-1] if len(took) > 1 else took[0]
    median = statistics.median(took)
    print(f"{name}: median {median:.2f} s, p95 {p95:.2f} s", flush=True)
    _keep(name, {"median_s": round(median, 2), "p95_s": round(p95, 2), "times": times})


def _keep(name: str, figures: dict[str, float]) -> None:
    """Write one line of results at once: a run that is stopped keeps what it measured."""
    RESULTS.parent.mkdir(exist_ok=True)
    known = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    known[name] = figures
    RESULTS.write_text(json.dumps(known, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def _first(browser: Any, address: str, title: str) -> float:
    page = browser.new_context().new_page()
    begin = time.perf_counter()
    page.goto(address)
    page.get_by_role("heading", name=title, level=1).wait_for()
    idle(page)
    took = time.perf_counter() - begin
    page.context.close()
    return took


def _change(page: Any, title: str) -> float:
    begin = time.perf_counter()
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=title, exact=True).click()
    page.get_by_role("heading", name=title, level=1).wait_for()
    idle(page)
    return time.perf_counter() - begin


def _filter(page: Any, word: str) -> float:
    """Press a filter; the count of the list says when it is done."""
    counted = page.get_by_text(re.compile(r"^[\d.]+ applicaties\. Kies"))
    before = counted.inner_text()
    begin = time.perf_counter()
    page.get_by_role("button", name=word, exact=True).or_(
        page.get_by_role("radio", name=word, exact=True)
    ).first.click()
    page.wait_for_function(
        "said => ![...document.querySelectorAll('[data-testid=stCaptionContainer]')].some(e => e.innerText === said)",
        arg=before,
    )
    idle(page)
    return time.perf_counter() - begin


def _memory() -> float:
    """Resident memory of the served app, in MiB."""
    for process in Path("/proc").iterdir():
        if process.name.isdigit() and (process / "status").exists():
            status = (process / "status").read_text(encoding="utf-8")
            if f"PPid:\t{os.getpid()}\n" in status and b"streamlit" in (process / "cmdline").read_bytes():
                found = re.search(r"VmRSS:\s+(\d+)", status)
                return int(found[1]) / 1024 if found else 0.0
    return 0.0


if __name__ == "__main__":
    main()
