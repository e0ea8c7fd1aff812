"""Twelve members at once on one server of a partnership: errors, page changes, memory, and rows of others.

    python benchmarks/server_load.py [--minutes 10] [--people 12] [--rows 300] [--log FILE]

Needs the extra ``test`` (the OIDC provider). Everything runs on loopback and stops by itself: each person opens a page,
waits a moment and opens the next, until the time is over; all pages get their turn. Every answer is searched for marks
of the other gemeente. An error is told with its page; ``--log`` keeps what the server wrote about it.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from landscape.ui.navigation import DOORS
from tests.access.provider import Provider
from tests.access.server_under_test import (
    AADORP,
    BEEKSTAD,
    COOKIE_SECRET,
    configuration,
    free_port,
    make_partnership,
    mark_of,
    serving,
)
from tests.access.visitor import Visitor

PAGES = tuple("" if name == "inlezen" else name for pages in DOORS.values() for name in pages)
THINKING_SECONDS = (2.0, 6.0)


class Person(threading.Thread):
    """One member with one tab: a page, a pause, the next page, for some seconds after the first page."""

    def __init__(self, visitor: Visitor, organisation: str, number: int, seconds: float) -> None:
        super().__init__()
        self.visitor, self.organisation, self.lasting = visitor, organisation, seconds
        self.chance = random.Random(number)
        self.seconds: list[tuple[str, float]] = []
        self.first = 0.0
        self.answers = 0
        self.leaks: list[str] = []
        self.errors: list[str] = []
        self.walked: set[str] = set()

    def run(self) -> None:
        other = BEEKSTAD if self.organisation == AADORP else AADORP
        try:
            with self.visitor.session() as tab:
                begun = time.monotonic()
                tab.open()
                self.first = time.monotonic() - begun
                end = time.monotonic() + self.lasting
                turns: list[str] = []
                while time.monotonic() < end:
                    turns = turns or self.chance.sample(PAGES, len(PAGES))
                    page = turns.pop()
                    time.sleep(self.chance.uniform(*THINKING_SECONDS))
                    begun = time.monotonic()
                    answer = tab.open(page)
                    self.seconds.append((page or "inlezen", time.monotonic() - begun))
                    self.walked.add(page)
                    self.answers += len(answer.messages)
                    if seen := mark_of(other, answer.content):
                        self.leaks.append(f"{page or 'inlezen'}: {seen!r}")
                    if b"Hier ging bij ons iets mis" in answer.content:
                        self.errors.append(f"broken page: {page or 'inlezen'}")
        except Exception as problem:
            self.errors.append(f"{type(problem).__name__}: {problem}")


def measured(server_of: int) -> float:
    """Memory of the server and its children, in MB."""
    total = 0
    for process in psutil.process_iter(["pid", "cmdline"]):
        words = process.info["cmdline"] or []
        if "--server.port" in words and str(server_of) in words:
            for one in (process, *process.children(recursive=True)):
                try:
                    total += one.memory_info().rss
                except psutil.Error:
                    continue
            break
    return total / 1e6


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--people", type=int, default=12)
    parser.add_argument("--rows", type=int, default=300)
    parser.add_argument("--log", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, provider_running() as provider:
        return load(Path(folder), provider, options)


def provider_running():  # type: ignore[no-untyped-def]
    """Canaille, as its pytest fixture starts it, without pytest."""
    from contextlib import contextmanager
    from types import SimpleNamespace

    import pytest_iam

    @contextmanager
    def running():  # type: ignore[no-untyped-def]
        port = free_port()
        factory = SimpleNamespace()
        settings = pytest_iam.iam_configuration.__wrapped__(factory, port)
        server = pytest_iam.iam_server.__wrapped__(settings, port)
        yield Provider(next(server))
        next(server, None)

    return running()


def load(folder: Path, provider: Provider, options: argparse.Namespace) -> int:
    data = folder / "data"
    data.mkdir()
    make_partnership(data, options.rows)
    port = free_port()
    provider.make_client(port)
    members = [(f"p{n}@voorbeeld.example", (AADORP, BEEKSTAD)[n % 2]) for n in range(options.people)]
    people = {email: f'{{ lid = ["{organisation}"] }}' for email, organisation in members}
    config = folder / "landschap.toml"
    config.write_text(configuration(data, port, provider.metadata, people, prompt='"none"'), encoding="utf-8")
    with serving(config, port, data, provider.secret):
        threads = []
        for number, (email, organisation) in enumerate(members):
            provider.come_in(email)
            visitor = Visitor(f"http://localhost:{port}")
            visitor.log_in(COOKIE_SECRET)
            threads.append(Person(visitor, organisation, number, options.minutes * 60))
        idle = measured(port)
        for thread in threads:
            thread.start()
        peak = idle
        while any(thread.is_alive() for thread in threads):
            peak = max(peak, measured(port))
            time.sleep(1)
        after = measured(port)
        if options.log:
            shutil.copyfile(config.with_name("server.log"), options.log)
    return told(threads, idle, peak, after)


def told(people: list[Person], idle: float, peak: float, after: float) -> int:
    changes = [one for person in people for one in person.seconds]
    seconds = sorted(took for _, took in changes)
    errors = [problem for person in people for problem in person.errors]
    leaks = [found for person in people for found in person.leaks]
    p95 = seconds[int(len(seconds) * 0.95)] if seconds else float("nan")
    median = statistics.median(seconds) if seconds else float("nan")
    firsts = sorted(person.first for person in people)
    print(f"people {len(people)}, page changes {len(seconds)}, messages {sum(person.answers for person in people)}")
    walked = set().union(*(person.walked for person in people))
    print(f"pages walked: {len(walked)} of {len(PAGES)}")
    print(f"errors {len(errors)}, answers with a mark of the other gemeente {len(leaks)}")
    print(f"page change: median {median:.2f} s, p95 {p95:.2f} s")
    by_page: dict[str, list[float]] = {}
    for page, took in changes:
        by_page.setdefault(page, []).append(took)
    slowest = sorted(by_page.items(), key=lambda one: -statistics.median(one[1]))[:5]
    print("slowest pages, median s: " + ", ".join(f"{page} {statistics.median(took):.1f}" for page, took in slowest))
    print(f"first page, with the analysis: {firsts[0]:.1f} to {firsts[-1]:.1f} s")
    print(f"memory MB: before {idle:.0f}, peak {peak:.0f}, after {after:.0f}")
    for problem in [*sorted(set(errors))[:10], *leaks[:10]]:
        print(f"  {problem}")
    return int(bool(errors or leaks))


if __name__ == "__main__":
    sys.exit(main())
